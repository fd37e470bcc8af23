import { counted, listed, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isAsked, missingAnswers } from '../support/gaps.ts';
import { splitSentences } from '../support/words.ts';

const kinds = {
  'why-me': 'why me',
  'why-now': 'why now',
  'keep-old': 'can I keep the old terms',
  leave: 'how do I leave',
  complain: 'where do I complain',
} as const;

export const hardQuestionUnanswered = reviewRule({
  name: 'hard-question-unanswered',
  severity: 'error',
  class: 'gap',
  questions: ['L1-hard-questions'],
  summary: 'One of the five questions that every agent will hear has no answer, or one that takes too long.',
  why: 'Why me, why now, can I keep the old terms, how do I leave, where do I complain. Unity and Docker answered them after the announcement, in public. An honest "we cannot" is an answer.',
  bad: `
    frontline:
      hardQuestions:
        - id: why-me
        - id: why-now
        - id: keep-old
        - id: leave
          answer:  # ← hard-question-unanswered
        - id: complain
  `,
  good: `
    frontline:
      hardQuestions:
        - id: why-me
        - id: why-now
        - id: keep-old
          kind: keep-old
          question: Can I keep my price?
          answer: No, we cannot.
        - id: leave
        - id: complain
  `,
  sources: [
    {
      text: 'Docker, 2023: what would happen to images was clarified after the outcry.',
      url: 'https://www.techtarget.com/searchsoftwarequality/news/365532589/Docker-Free-Team-concerns-linger-after-mea-culpa',
    },
  ],
  options: {
    sentences: {
      type: 'integer',
      description: 'Sentences that an answer may have.',
      default: 3,
      minimum: 1,
      maximum: 20,
    },
  },
  check(review, context) {
    const rows = review.frontline?.hardQuestions;
    const hint = 'Answer in two sentences, as an agent would say it; "we cannot" is fine where you cannot.';
    if (rows === undefined) return missingAnswers(review, context, ['L1-hard-questions'], hint);
    const isDue = isAsked(context, 'L1-hard-questions');
    const all = Object.keys(kinds) as (keyof typeof kinds)[];
    const left = isDue ? all.filter((kind) => !rows.some((row) => row.kind === kind)) : [];
    const without =
      left.length === 0
        ? []
        : [
            {
              path: 'frontline.hardQuestions',
              message: `Agents have no answer to: ${listed(
                left.map((kind) => kinds[kind]),
                'or',
              )}.`,
              hint,
            },
          ];
    const each = rows.flatMap((row) => {
      const path = `frontline.hardQuestions.${row.id}.answer`;
      const name = quoted(row.question ?? row.kind ?? row.id);
      const count = splitSentences(row.answer ?? '').length;
      if (count === 0) return [{ path, message: `${name} has no answer.`, hint }];
      if (count <= context.options.sentences) return [];
      return [
        {
          path,
          message: `The answer to ${name} has ${counted(count, 'sentence')}; a caller listens to two or three.`,
          hint: 'Keep what the customer needs to decide, and leave the rest for those who ask on.',
        },
      ];
    });
    return [...without, ...each];
  },
});
