import type { Review } from '../../domain/review.ts';
import { percent } from '../../lib/percent.ts';
import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { findLoss, isOverridden, mayGoAhead } from '../support/economics.ts';
import { findShareWhoLeft } from '../support/left.ts';
import { figureCount } from '../support/words.ts';

/** What was tried or done, here or elsewhere, and how many left; without what is answered with a figure. */
function listTrials({ change, evidence }: Review) {
  const against = (evidence?.against ?? []).flatMap(({ id, finding = '', left, answer = '' }) => {
    const share = left ?? findShareWhoLeft(finding);
    if (share === undefined || figureCount(answer) > 0) return [];
    return [
      { path: `evidence.against.${id}.${left === undefined ? 'finding' : 'left'}`, what: finding, share },
    ];
  });
  const what = change?.rolloutDetail ?? '';
  const share = findShareWhoLeft(what);
  return share === undefined ? against : [...against, { path: 'change.rolloutDetail', what, share }];
}

export const trialDisregarded = reviewRule({
  name: 'trial-disregarded',
  severity: 'error',
  class: 'decides',
  gravity: 'loss',
  summary:
    'Where it was tried, far more customers left than the forecast has at the most, and no figure says why.',
  why: 'A trial is the only customer who has answered already. What it showed may not hold for all; then somebody can say with a figure why, and the forecast has room for it.',
  bad: `
    evidence:
      against:
        - id: survey
        - id: trial
          finding: In the trial in Jena a quarter of the 300 accounts left within 8 weeks.  # ← trial-disregarded
          source: Billing system, May 2026
          date: 2026-06-30
          answer: Jena is a town of its own and says nothing about the others.
  `,
  good: `
    evidence:
      against:
        - id: survey
        - id: trial
          finding: In the trial in Jena a quarter of the 300 accounts left within 8 weeks.
          source: Billing system, May 2026
          date: 2026-06-30
          answer: 61 of the 75 left with a shop that closed; without it the share is 4.7 %.
  `,
  sources: [
    {
      text: 'J.C. Penney, 2012: too much change too quickly, without adequate testing, said a member of its board.',
      url: 'https://couponsinthenews.com/2013/04/08/rip-jcp-ceo-no-coupons-no-sales-no-job/',
    },
  ],
  options: {
    times: {
      type: 'number',
      description: 'How many times the highest share of the forecast may have left in a trial.',
      default: 2,
      minimum: 1,
      maximum: 100,
    },
  },
  check(review, { config, options }) {
    const most = findLoss(review, 'high');
    if (most === undefined || !mayGoAhead(review) || isOverridden(review, config)) return [];
    return listTrials(review)
      .filter(({ share }) => share > options.times * most)
      .map(({ path, what, share }) => ({
        path,
        message: `${quoted(what)} That is ${percent(share)}, and the forecast has ${percent(most)} at the most.`,
        hint: 'Raise the forecast, or answer with a figure why it will not be so for the others.',
      }));
  },
});
