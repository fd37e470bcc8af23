import { fieldLabel } from '../../domain/question-index.ts';
import { findWrongSums, type OwnSums } from '../../economics/own-sums.ts';
import { grouped } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { buildAssessment } from '../support/economics.ts';

/** What they are called; no question asks for them any more. */
const ownSums: { readonly [K in keyof OwnSums]-?: string } = {
  lifetimeValueAtRisk: 'worth of those you may lose',
  replacementCost: 'cost of replacing those who leave',
  referralLoss: 'loss of recommendations a year',
  contactsBudget: 'budget for extra calls and messages',
  netValue36: 'worth after 36 months',
};

export const figuresContradict = reviewRule({
  name: 'figures-contradict',
  severity: 'error',
  class: 'evidence',
  summary: 'Figures of the economics cannot all be true.',
  why: 'Two figures for the same thing let everybody quote the one they like.',
  bad: `
    economics:
      annualGain: 900000       # 11,000 customers times 55 make 605,000 ← figures-contradict
  `,
  good: `
    economics:
      annualGain: 605000
  `,
  sources: [{ text: 'An arithmetic check of cx-review.' }],
  check(review, { content }) {
    const assessment = buildAssessment(review);
    const wrongSums = findWrongSums(review.economics ?? {}, assessment).map(({ key, stated, reckoned }) => ({
      path: `economics.${key}`,
      message: `The ${ownSums[key]} is given as ${grouped(stated)}, but the other figures make ${grouped(Math.round(reckoned))}.`,
      hint: 'Leave it out: it is worked out for you.',
    }));
    const problems = assessment.problems
      .filter((problem) => problem.code === 'contradiction')
      .map((problem) => ({
        path: `economics.${problem.input}`,
        // The check of the inputs calls a figure by its key; the leader knows it by its label.
        message: problem.message.replace(
          problem.input,
          `"${fieldLabel(`economics.${problem.input}`, content)}"`,
        ),
        hint: 'Correct one of them, or leave out the one that follows from the others.',
      }));
    return [...problems, ...wrongSums];
  },
});
