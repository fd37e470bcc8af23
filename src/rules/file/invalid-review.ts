import { fileRule } from '../engine/define.ts';

export const invalidReview = fileRule({
  name: 'invalid-review',
  severity: 'error',
  class: 'gap',
  excusable: false,
  summary: 'The file is no review: it cannot be read, breaks a limit or does not fit the schema.',
  why: 'What cannot be read cannot be judged. The refusal names the place and what is expected there.',
  bad: `
    status: approved           # a review is a draft, proposed or closed ← invalid-review
  `,
  good: `
    status: proposed
  `,
  sources: [{ text: 'The JSON Schema of a review: cx-review schema.' }],
  check({ problems }) {
    return problems.map(({ message, hint, place }) => ({
      path: '',
      message,
      hint: hint ?? 'Correct the file; "cx-review schema" prints what is allowed.',
      place,
    }));
  },
});
