import { fieldLabel } from '../../domain/question-index.ts';
import { getPath } from '../../lib/path.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';
import { isPlaceholder } from '../support/placeholders.ts';

export const unfilledNotice = reviewRule({
  name: 'unfilled-notice',
  severity: 'error',
  class: 'gap',
  questions: ['L1-notice'],
  summary:
    'The customer notice has a place that nothing fills, or that is filled with the figure of another group.',
  why: 'A letter that begins with "Dear [name]" is shown around for years, and one that gives a customer the price of somebody else is shown to a lawyer.',
  bad: `
    frontline:
      noticeText:
        signedBy: '[name]'  # ← unfilled-notice
  `,
  good: `
    frontline:
      noticeText:
        signedBy: Jonas Keller
  `,
  sources: [{ text: 'A check of cx-review on the notice that it renders.' }],
  check(review, context) {
    const gaps = context.pages?.().noticeGaps ?? [];
    const paths = new Map<string, 'placeholder' | 'other-group'>();
    for (const { path, why } of gaps) {
      if (why !== 'placeholder' && why !== 'other-group') continue;
      const text = getPath(review, path);
      // What is a placeholder everywhere is reported as one.
      if (typeof text === 'string' && isPlaceholder(path, text, context.content)) continue;
      paths.set(path, why);
    }
    const filled = [...paths].map(([path, why]) => ({
      path,
      message:
        why === 'placeholder'
          ? `The notice still has a place to be filled in under "${fieldLabel(path, context.content)}".`
          : `The notice gives one group the figure of another under "${fieldLabel(path, context.content)}".`,
      hint:
        why === 'placeholder'
          ? 'Write what customers are to read; brackets and braces are printed as they stand.'
          : 'Say it without a figure, or give all groups the same text only where the figure is the same.',
    }));
    return [
      ...filled,
      ...missingAnswers(review, context, ['L1-notice'], 'Write the sentence as the customer reads it.'),
    ];
  },
});
