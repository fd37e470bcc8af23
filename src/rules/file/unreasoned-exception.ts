import type { Fault } from '../../domain/rule.ts';
import { command } from '../../lib/command.ts';
import { closest } from '../../lib/suggest.ts';
import { listed } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { exceptionGaps } from '../engine/exceptions.ts';
import { splitWords } from '../support/words.ts';

export const unreasonedException = reviewRule({
  name: 'unreasoned-exception',
  severity: 'error',
  class: 'gap',
  excusable: false,
  summary: 'An exception names no rule, no reason, nobody who decided or no end, and so does not hold.',
  why: 'An exception is a decision of its own. With a reason, a name and a day it is counted and printed; without them it is a way round.',
  bad: `
    exceptions:
      - id: survey  # ← unreasoned-exception
        rule: stale-evidence
        by: mara
        until: 2027-01-01
  `,
  good: `
    exceptions:
      - id: survey
        rule: stale-evidence
        reason: The survey runs in October 2026.
        by: mara
        until: 2027-01-01
  `,
  sources: [
    { text: 'A design choice of cx-review: there is no other way round a rule than config and exceptions.' },
  ],
  options: {
    words: {
      type: 'integer',
      description: 'Words that a reason needs.',
      default: 3,
      minimum: 1,
      maximum: 100,
    },
  },
  check(review, { ruleNames, options }) {
    return (review.exceptions ?? []).flatMap((exception): Fault[] => {
      const path = `exceptions.${exception.id}`;
      const gaps = exceptionGaps(exception, review);
      if (gaps.length > 0) {
        return [
          {
            path,
            message: `The exception "${exception.id}" lacks ${listed(gaps)}.`,
            hint: 'Write rule, reason, by and until; until then the rule speaks.',
          },
        ];
      }
      const name = exception.rule ?? '';
      const excusable = ruleNames.get(name);
      if (excusable === undefined) {
        const near = closest(name, [...ruleNames.keys()]);
        return [
          {
            path: `${path}.rule`,
            message: `There is no rule "${name}".`,
            hint: `${near === undefined ? '' : `Did you mean ${near}? `}"cx-review explain" lists them.`,
          },
        ];
      }
      if (!excusable) {
        return [
          {
            path: `${path}.rule`,
            message: `The rule "${name}" takes no exception.`,
            hint: ['Read what else to do with:', command('cx-review', 'explain', name)],
          },
        ];
      }
      const count = splitWords(exception.reason ?? '').length;
      if (count >= options.words) return [];
      return [
        {
          path: `${path}.reason`,
          message: `"${exception.reason}" is no reason for an exception.`,
          hint: 'Say why the rule does not fit here, so that somebody else can follow.',
        },
      ];
    });
  },
});
