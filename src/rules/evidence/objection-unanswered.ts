import type { Review } from '../../domain/review.ts';
import type { Fault } from '../../domain/rule.ts';
import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isAsked, isBlank, missingAnswers } from '../support/gaps.ts';
import { figureCount, splitWords } from '../support/words.ts';

const goesAhead = /\b(?:go(?:es|ing)? ahead|proceed|overruled|(?:do|doing) it (?:anyway|all the same))\b/i;
/** A reason, a condition, a figure or a second thought. */
const saysMore = /\b(?:because|since|so that|as long as|unless|until|but|by)\b|[\d;:,]/i;

/** An answer that says no more than that it goes ahead. */
const isOverruled = (answer: string) => goesAhead.test(answer) && !saysMore.test(answer);

type Objection = NonNullable<NonNullable<Review['evidence']>['objections']>[number];

/** Words that a why needs where an objection is overruled. */
const whyWords = 5;

/** What is wrong with what an answered objection is said to have come to; undefined where nothing is. */
function judgeOutcome({
  id,
  objection = '',
  outcome,
  answer = '',
  bornBy,
  overruledBy,
}: Objection): Fault | undefined {
  const path = `evidence.objections.${id}`;
  if (outcome === 'disproved' && figureCount(answer) === 0) {
    return {
      path: `${path}.answer`,
      message: `${quoted(objection)} is said to be measured and not so, and the answer holds no figure.`,
      hint: 'Write what was measured and what came out, or choose what else became of it.',
    };
  }
  if (outcome === 'accepted' && isBlank(bornBy)) {
    return {
      path: `${path}.bornBy`,
      message: `${quoted(objection)} is accepted as a loss, and nobody says whose.`,
      hint: 'Name who bears it: which customers, which agents, whose budget.',
    };
  }
  if (outcome === 'overruled' && (isBlank(overruledBy) || splitWords(answer).length < whyWords)) {
    const lacks = isBlank(overruledBy) ? 'by whom' : 'why';
    return {
      path: `${path}.${isBlank(overruledBy) ? 'overruledBy' : 'answer'}`,
      message: `${quoted(objection)} is overruled, and nobody says ${lacks}.`,
      hint: 'Name the person who overrules it, and write their reason as the answer.',
    };
  }
  return undefined;
}

const describeGap = (path: string, objection: string): Fault => ({
  path: `${path}.outcome`,
  message: `E4-objections: what became of ${quoted(objection)} is not answered yet.`,
  hint: 'Say whether it was changed, remedied, measured and not so, accepted as a loss, or overruled.',
  class: 'gap',
});

export const objectionUnanswered = reviewRule({
  name: 'objection-unanswered',
  severity: 'error',
  class: 'decides',
  gravity: 'distance',
  questions: ['E4-objections'],
  summary:
    'An objection from inside has no answer, no remedy and no honest "we cannot", or is overruled without a name and a why, or accepted as nobody\'s loss.',
  why: 'What finance and support object to today, customers object to in the week after the notice. "We cannot, because it costs 60,000 EUR" is an answer; a single "noted" is none.',
  bad: `
    evidence:
      objections:
        - id: support
          objection: The price lock of 2024 will come up in every second call.
          answer:  # ← objection-unanswered
        - id: finance
          outcome: accepted
          bornBy:  # ← objection-unanswered
  `,
  good: `
    evidence:
      objections:
        - id: support
          objection: The price lock of 2024 will come up in every second call.
          answer: We cannot keep it for all; agents may keep 20 EUR until the end of December 2026.
        - id: finance
          outcome: overruled
          overruledBy: Jonas Keller, COO
          answer: Charities bring 1 in 6 new customers, which is worth more than 60,000 EUR a year.
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
    const asksOutcome = isAsked(context, 'E4-objections');
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
      if (count >= context.options.words) {
        const fault = judgeOutcome(row);
        if (fault !== undefined) return [fault];
        return row.outcome === undefined && asksOutcome ? [describeGap(path, row.objection)] : [];
      }
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
