import type { MarkdownState } from '../../domain/rule.ts';
import { command } from '../../lib/command.ts';
import { fileRule } from '../engine/define.ts';

const inWords: Readonly<Record<Exclude<MarkdownState, 'fresh'>, string>> = {
  missing: 'is missing',
  stale: 'does not say what the review says',
  conflict: 'has the markers of a merge conflict in it',
};

export const staleMarkdown = fileRule({
  name: 'stale-markdown',
  severity: 'error',
  class: 'evidence',
  summary: 'The generated Markdown beside the review is missing or says something else than the review.',
  why: 'People read the Markdown. If it says 22 EUR and the review says 25, the wrong one is believed.',
  bad: { review: 'status: proposed  # ← stale-markdown', markdown: 'stale' },
  good: { review: 'status: proposed', markdown: 'fresh' },
  sources: [{ text: 'A check of cx-review: the Markdown is generated from the review and never read back.' }],
  check({ markdown, problems }) {
    if (markdown === undefined || markdown.state === 'fresh' || problems.length > 0) return [];
    return [
      {
        path: '',
        message: `${markdown.file} ${inWords[markdown.state]}.`,
        hint: ['Write it again:', command('cx-review', 'check', '--fix')],
      },
    ];
  },
});
