import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';
import { splitWords } from '../support/words.ts';

const goesAhead = /\b(?:go(?:es|ing)? ahead|proceed|overruled|(?:do|doing) it (?:anyway|all the same))\b/i;
/** A reason, a condition, a figure or a second thought. */
const saysMore = /\b(?:because|since|so that|as long as|unless|until|but|by)\b|[\d;:,]/i;

/** An answer that says no more than that it goes ahead. */
const isOverruled = (answer: string) => goesAhead.test(answer) && !saysMore.test(answer);

export const objectionUnanswered = reviewRule({
  name: 'objection-unanswered',
  severity: 'error',
  class: 'decides',
  gravity: 'distance',
  questions: ['E4-objections'],
  summary:
    'An objection from inside has no answer, no remedy and no honest "we cannot", or is overruled without a why.',
  why: 'What finance and support object to today, customers object to in the week after the notice. "We cannot, because it costs 60,000 EUR" is an answer; a single "noted" is none.',
  bad: `
    evidence:
      objections:
        - id: support
          objection: The price lock of 2024 will come up in every second call.
          answer:  # ← objection-unanswered
        - id: finance
  `,
  good: `
    evidence:
      objections:
        - id: support
          objection: The price lock of 2024 will come up in every second call.
          answer: We cannot keep it for all; agents may keep 20 EUR until the end of December 2026.
        - id: finance
  `,
  sources: [
    { text: 'A form check of cx-review: every objection maps to an answer, a remedy or a "we cannot".' },
  ],
  options: {
    words: {
      type: 'integer',
      description: 'Words that an answer needs.',
      default: 2,
      minimum: 1,
      maximum: 100,
    },
  },
  check(review, context) {
    const hint = 'Say what you do about it, or that you cannot and why.';
    const objections = review.evidence?.objections;
    if (objections === undefined) {
      return missingAnswers(
        review,
        context,
        ['E4-objections'],
        'List what each function objects to, or write an empty list if you asked and none did.',
      );
    }
    return objections.flatMap((row) => {
      const count = splitWords(row.answer ?? '').length;
      const path = `evidence.objections.${row.id}`;
      if (row.objection === undefined || row.from === undefined) {
        return [
          {
            path,
            message: `An objection does not say ${row.objection === undefined ? 'what it is' : 'which function it comes from'}.`,
            hint: 'Write the function and the objection in its own words.',
          },
        ];
      }
      if (isOverruled(row.answer ?? '')) {
        return [
          {
            path: `${path}.answer`,
            message: `${quoted(row.objection)} is overruled by ${quoted(row.answer ?? '')}, and nobody says who decided so and why.`,
            hint: 'Say who overrules it and why, or what you do about it.',
          },
        ];
      }
      if (count >= context.options.words) return [];
      return [
        {
          path: `${path}.answer`,
          message: `${quoted(row.objection)} ${count === 0 ? 'has no answer yet' : `is answered by ${quoted(row.answer ?? '')} only`}.`,
          hint,
        },
      ];
    });
  },
});
