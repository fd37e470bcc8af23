import { fieldLabel } from '../../domain/question-index.ts';
import type { Review } from '../../domain/review.ts';
import { percent } from '../../lib/percent.ts';
import { reviewRule } from '../engine/define.ts';
import { findConsequence, losesSomething } from '../support/segments.ts';

interface Points {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

function findRanges(review: Review): (readonly [string, Points | undefined])[] {
  const { economics, consequences } = review;
  return [
    ['economics.lossAtAnnouncement', economics?.lossAtAnnouncement],
    ['economics.lossAfterPerYear', economics?.lossAfterPerYear],
    ['economics.newCustomersChange', economics?.newCustomersChange],
    ...(economics?.segments ?? [])
      // A group that loses nothing has no reason to leave.
      .filter((row) => {
        const consequence = findConsequence(review, row.segment);
        return (
          consequence === undefined || (losesSomething(consequence) && (consequence.lost?.money ?? 1) > 0)
        );
      })
      .map(
        (row) => [`economics.segments.${row.segment}.lossAtAnnouncement`, row.lossAtAnnouncement] as const,
      ),
    ...(consequences ?? []).map(
      (row) => [`consequences.${row.segment}.leaveWhenFree`, row.leaveWhenFree] as const,
    ),
  ];
}

export const onePointForecast = reviewRule({
  name: 'one-point-forecast',
  severity: 'error',
  class: 'evidence',
  summary: 'A forecast gives the same figure as low, likely and high.',
  why: 'Nobody knows the share who leave to the point. Netflix expected to lose 600,000 customers in 2011 and lost 810,000; a range would have asked what then.',
  bad: `
    economics:
      lossAtAnnouncement: { low: 0.05, likely: 0.05, high: 0.05 }  # ← one-point-forecast
  `,
  good: `
    economics:
      lossAtAnnouncement: { low: 0.02, likely: 0.05, high: 0.09 }
  `,
  sources: [
    {
      text: 'Netflix, 2011: 600,000 lost customers forecast, 810,000 lost.',
      url: 'https://gigaom.com/2011/10/24/419-netflix-fails-to-meet-lowered-expectations-on-subscriber-losses/',
    },
  ],
  check(review, { content }) {
    return findRanges(review).flatMap(([path, range]) => {
      if (range === undefined || range.low !== range.likely || range.likely !== range.high) return [];
      return [
        {
          path,
          message: `${percent(range.likely)} is given as low, likely and high of "${fieldLabel(path, content)}".`,
          hint: 'Ask what would surprise you on either side: a low that one time in ten is lower, a high that one time in ten is higher.',
        },
      ];
    });
  },
});
