import { reviewRule } from '../engine/define.ts';
import { buildAssessment } from '../support/economics.ts';

export const figuresContradict = reviewRule({
  name: 'figures-contradict',
  severity: 'error',
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
  check(review) {
    return buildAssessment(review)
      .problems.filter((problem) => problem.code === 'contradiction')
      .map((problem) => ({
        path: `economics.${problem.input}`,
        message: problem.message
          .replace(/^annualGain says (\S+)/, 'The gain per year is given as $1')
          .replace(/^./, (first) => first.toUpperCase()),
        hint: 'Correct one of them, or leave out the one that follows from the others.',
      }));
  },
});
