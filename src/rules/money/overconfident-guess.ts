import type { Review } from '../../domain/review.ts';
import type { Fault } from '../../domain/rule.ts';
import { percent } from '../../lib/percent.ts';
import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';

/** Shares are written in per cent, and differ from them in the last binary digit. */
const rounding = 1e-9;

function listRanges({ economics }: Review) {
  const own = { path: 'economics.lossAtAnnouncement', range: economics?.lossAtAnnouncement };
  const ofGroups = (economics?.segments ?? []).map(({ segment, lossAtAnnouncement }) => ({
    path: `economics.segments.${segment}.lossAtAnnouncement`,
    range: lossAtAnnouncement,
  }));
  return [own, ...ofGroups];
}

function judgeRanges(review: Review, width: number): Fault[] {
  if (review.economics?.lossBasis !== 'guess') return [];
  return listRanges(review).flatMap(({ path, range }) => {
    if (range === undefined || range.high - range.low >= width * range.likely - rounding) return [];
    // One figure three times is the business of another rule.
    if (range.low === range.high) return [];
    return [
      {
        path,
        message: `Who leaves is a guess, and it is known to lie between ${percent(range.low)} and ${percent(range.high)}.`,
        hint: 'Let the three figures lie as far apart as you would bet on, or try it with a few and say that it rests on that.',
      },
    ];
  });
}

export const overconfidentGuess = reviewRule({
  name: 'overconfident-guess',
  severity: 'error',
  class: 'evidence',
  summary: 'A forecast that rests on a guess is given as narrowly, or as surely, as if it had been measured.',
  why: 'A guess is allowed; it is asked to look like one. Netflix expected to lose 600,000 customers in 2011 and lost 810,000: a third more, in a company that counts everything.',
  bad: `
    economics:
      lossBasis: guess
      lossAtAnnouncement: { low: 0.045, likely: 0.05, high: 0.06 }  # ← overconfident-guess
    forecasts:
      - id: churn-below
        basis: guess
        probability: 0.95  # ← overconfident-guess
      - id: complaints-below
  `,
  good: `
    economics:
      lossBasis: guess
      lossAtAnnouncement: { low: 0.02, likely: 0.05, high: 0.09 }
    forecasts:
      - id: churn-below
        basis: guess
        probability: 0.7
      - id: complaints-below
  `,
  sources: [
    {
      text: 'Netflix, 2011: 600,000 lost customers forecast, 810,000 lost.',
      url: 'https://gigaom.com/2011/10/24/419-netflix-fails-to-meet-lowered-expectations-on-subscriber-losses/',
    },
  ],
  options: {
    width: {
      type: 'number',
      description:
        'How far apart the lowest and the highest of a guess are at least, as a share of the most likely.',
      default: 1,
      minimum: 0,
      maximum: 10,
    },
    sure: {
      type: 'number',
      description:
        'The probability above which, or below its counterpart, a guess is too sure, from 0.5 to 1.',
      default: 0.9,
      minimum: 0.5,
      maximum: 1,
    },
  },
  check(review, { options }) {
    const tooSure = (review.forecasts ?? []).flatMap(({ id, basis, probability, statement }): Fault[] => {
      if (basis !== 'guess' || probability === undefined) return [];
      if (Math.max(probability, 1 - probability) <= options.sure) return [];
      // A probability of 0 or 1 is the business of another rule.
      if (probability === 0 || probability === 1) return [];
      return [
        {
          path: `forecasts.${id}.probability`,
          message: `${quoted(statement ?? id)} is a guess, and ${percent(probability)} sure.`,
          hint: 'Say how often in ten such guesses you are right, or what else it rests on.',
        },
      ];
    });
    return [...judgeRanges(review, options.width), ...tooSure];
  },
});
