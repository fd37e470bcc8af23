import { monthsBetween } from '../../lib/dates.ts';
import { counted, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';

export const staleEvidence = reviewRule({
  name: 'stale-evidence',
  severity: 'warning',
  class: 'evidence',
  summary: 'Evidence was gathered long before the verdict, or only after it.',
  why: 'Customers change their minds with their budgets. What was true three years ago may be true still; it has to be looked at again before people are told.',
  bad: `
    evidence:
      claims:
        - id: costs
        - id: leavers
          date: 2022-05-01     # more than four years before the verdict ← stale-evidence
  `,
  good: `
    evidence:
      claims:
        - id: costs
        - id: leavers
          date: 2026-07-20
  `,
  sources: [
    { text: 'A threshold of cx-review: no published figure says when evidence about customers is too old.' },
  ],
  options: {
    months: {
      type: 'integer',
      description: 'Months before the verdict after which evidence is old.',
      default: 18,
      minimum: 1,
      maximum: 120,
    },
  },
  check(review, { options }) {
    const decided = review.verdict?.date;
    if (decided === undefined) return [];
    const { claims, against, frontline } = review.evidence ?? {};
    const dated: (readonly [string, string, string | undefined])[] = [
      ...(claims ?? []).map(
        (row) => [`evidence.claims.${row.id}.date`, row.claim ?? row.id, row.date] as const,
      ),
      ...(against ?? []).map(
        (row) => [`evidence.against.${row.id}.date`, row.finding ?? row.id, row.date] as const,
      ),
      ['evidence.frontline.date', frontline?.said ?? 'What the frontline said', frontline?.date],
    ];
    return dated.flatMap(([path, what, date]) => {
      if (date === undefined) return [];
      // Agents who are asked after the verdict are the business of frontline-not-heard.
      if (date > decided) {
        if (path === 'evidence.frontline.date') return [];
        return [
          {
            path,
            message: `${quoted(what)} was gathered on ${date}, after the verdict of ${decided}.`,
            hint: 'Correct the date, or decide again with what is known now.',
          },
        ];
      }
      const age = monthsBetween(date, decided);
      if (age < options.months) return [];
      return [
        {
          path,
          message: `${quoted(what)} was ${counted(age, 'month')} old at the verdict.`,
          hint:
            path === 'evidence.frontline.date'
              ? 'Ask a few agents again: show them the card, and write down what they say today.'
              : 'Look again, or say in the claim why it still holds and mark it as a guess.',
        },
      ];
    });
  },
});
