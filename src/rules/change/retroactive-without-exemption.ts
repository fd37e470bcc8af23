import { reviewRule } from '../engine/define.ts';
import { isBlank } from '../support/gaps.ts';
import { hasDetail, saysNothing } from '../support/words.ts';

export const retroactiveWithoutExemption = reviewRule({
  name: 'retroactive-without-exemption',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  answers: ['change.exemptions'],
  summary: 'The change reaches people in the middle of what they agreed to, and spares nobody.',
  why: 'People planned on what was agreed. In 2023 Unity put a fee on games that were already sold and had to take most of it back; changes that came with a cut-off day or kept the old terms for existing customers lasted.',
  bad: `
    change:
      reachesBack: mid-term  # ← retroactive-without-exemption
      rollout: at-once
      cutOff:
      exemptions:
  `,
  good: `
    change:
      reachesBack: mid-term
      rollout: at-once
      cutOff: 2026-09-30         # what was agreed before keeps the old terms
      exemptions:
  `,
  sources: [
    {
      text: 'Unity, September 2023: a fee on games already shipped, softened after ten days.',
      url: 'https://realgrowthmatters.com/learn/case-studies/unity-2023-runtime-fee-pricing-controversy.html',
    },
  ],
  check(review, { agenda }) {
    const { reachesBack, cutOff, exemptions, rollout, reasonClass, beyondLegalMinimum } = review.change ?? {};
    if (cutOff !== undefined || rollout === 'grandfather') return [];
    const isNothing =
      saysNothing(exemptions) ||
      (/^(?:nobody|none|no one)\b/i.test(exemptions ?? '') && !hasDetail(exemptions ?? ''));
    if (!isNothing || (reachesBack !== 'mid-term' && exemptions !== undefined)) return [];
    if (reasonClass === 'law' && !isBlank(beyondLegalMinimum)) return [];
    if (reachesBack !== 'mid-term') {
      const isAsked = agenda.some((item) =>
        item.fields.some((field) => field.path === 'change.exemptions' && field.state !== 'answered'),
      );
      if (reachesBack !== 'existing-with-exit' || !isAsked) return [];
      return [
        {
          path: 'change.exemptions',
          message: 'It reaches existing customers, and nobody says who keeps the old terms.',
          hint: 'Say who keeps the old terms and how the others can leave first, or set a cut-off day.',
        },
      ];
    }
    return [
      {
        path: 'change.reachesBack',
        message:
          'It reaches people in the middle of what they agreed to, with no cut-off day, no exemption and no old terms kept.',
        hint: 'Set a cut-off day, say who is spared, or let existing customers keep the old terms.',
      },
    ];
  },
});
