import { fieldLabel } from '../../domain/question-index.ts';
import { reviewRule } from '../engine/define.ts';
import { buildAssessment } from '../support/economics.ts';

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
    return buildAssessment(review)
      .problems.filter((problem) => problem.code === 'contradiction')
      .map((problem) => ({
        path: `economics.${problem.input}`,
        // The check of the inputs calls a figure by its key; the leader knows it by its label.
        message: problem.message.replace(
          problem.input,
          `"${fieldLabel(`economics.${problem.input}`, content)}"`,
        ),
        hint: 'Correct one of them, or leave out the one that follows from the others.',
      }));
  },
});
