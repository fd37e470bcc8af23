import { listed, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';
import { saysNothing } from '../support/words.ts';

export const vulnerableCustomersUnaddressed = reviewRule({
  name: 'vulnerable-customers-unaddressed',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  questions: ['F1'],
  summary: 'People in hard circumstances are not named, or nothing is done for them.',
  why: 'In a survey of 2024, 49 % of UK adults showed a sign of vulnerability. Illness, a death, little money or little practice with forms can happen to anybody; "case by case" leaves the case to whoever picks up the phone.',
  bad: `
    fairness:
      vulnerability: no-harder
      groups: []  # ← vulnerable-customers-unaddressed
    frontline:
      exceptions: []
  `,
  good: `
    fairness:
      vulnerability: no-harder
      groups:
        - id: illness
          driver: health
          who: Customers who are ill for weeks
          harm: They miss the notice and the deadline to leave.
          mitigation: The deadline stays open for 90 days more on request.
          owner: Mara Weiss
  `,
  sources: [
    {
      text: 'Four drivers of vulnerability in the guidance FG21/1; the survey of 2024.',
      url: 'https://www.covermagazine.co.uk/news/4413771/49-uk-adults-financially-vulnerable-fca',
    },
  ],
  check(review, context) {
    const { vulnerability, checked, groups } = review.fairness ?? {};
    const hint = 'Name the group, how it is hit harder, what is done for it and who sees to it.';
    if (vulnerability === 'checked-none') {
      if (!saysNothing(checked)) return [];
      return [
        {
          path: 'fairness.checked',
          message: 'There are none, it says, and nobody says how that was checked.',
          hint: 'Write where you looked and when; half of all adults show a sign of vulnerability.',
        },
      ];
    }
    if (vulnerability === undefined || groups === undefined) {
      return missingAnswers(review, context, ['F1'], hint);
    }
    if (groups.length === 0) {
      return [
        {
          path: 'fairness.groups',
          message: `Some are hit${vulnerability === 'harder' ? ' harder' : ''}, it says, and no group is named.`,
          hint,
        },
      ];
    }
    return groups.flatMap((row) => {
      const lacks = [
        ...(row.who === undefined ? ['who they are'] : []),
        ...(row.harm === undefined ? ['how they are hit'] : []),
        ...(saysNothing(row.mitigation) ? ['what is done for them'] : []),
        ...(row.owner === undefined ? ['who sees to it'] : []),
      ];
      if (lacks.length === 0) return [];
      return [
        {
          path: `fairness.groups.${row.id}`,
          message: `The group ${quoted(row.who ?? row.id)} does not say ${listed(lacks, 'or')}.`,
          hint: 'Say how the group is hit harder, what is done for it, and which person sees to it.',
        },
      ];
    });
  },
});
