import { monthsBetween } from '../../lib/dates.ts';
import { counted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { lacksAnswer } from '../support/gaps.ts';

export const verdictWithoutExpiry = reviewRule({
  name: 'verdict-without-expiry',
  severity: 'error',
  class: 'gap',
  answers: ['verdict.expires'],
  summary: 'A go has no day after which it has to be decided again, or one that makes no sense.',
  why: 'What was right in September may be wrong in spring. A go that holds for ever is taken out of the drawer when nobody remembers the conditions.',
  bad: `
    verdict:
      decision: go
      expires:  # ← verdict-without-expiry
  `,
  good: `
    verdict:
      decision: go
      expires: 2027-03-01
  `,
  sources: [{ text: 'A form check of cx-review: a go expires after it has started.' }],
  options: {
    months: {
      type: 'integer',
      description: 'Months after the verdict for which it may hold at most.',
      default: 24,
      minimum: 1,
      maximum: 120,
    },
  },
  check(review, { agenda, options }) {
    const { decision, expires, date } = review.verdict ?? {};
    const effective = review.change?.dates?.effective;
    if (decision !== undefined && decision !== 'go') return [];
    const hint = 'Let it hold until a day after the start, such as the look back after 90 days.';
    if (expires === undefined) {
      const isMissing = lacksAnswer({ agenda }, 'verdict.expires');
      return isMissing
        ? [{ path: 'verdict.expires', message: 'Nobody says until when the verdict holds.', hint }]
        : [];
    }
    const start = [date, effective]
      .filter((day) => day !== undefined)
      .sort()
      .at(-1);
    if (start === undefined) return [];
    const months = monthsBetween(date ?? start, expires);
    if (expires > start && months > options.months) {
      return [
        {
          path: 'verdict.expires',
          message: `The verdict holds until ${expires}, ${counted(months, 'month')} on; ${options.months} are the most.`,
          hint,
        },
      ];
    }
    if (expires > start) return [];
    return [
      {
        path: 'verdict.expires',
        message: `The verdict holds until ${expires}, ${expires <= (date ?? '') ? `and was made on ${date}` : `before the change starts on ${effective}`}.`,
        hint,
      },
    ];
  },
});
