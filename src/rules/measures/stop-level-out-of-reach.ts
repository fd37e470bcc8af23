import type { Fault } from '../../domain/rule.ts';
import { percent } from '../../lib/percent.ts';
import { grouped } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';

export const stopLevelOutOfReach = reviewRule({
  name: 'stop-level-out-of-reach',
  severity: 'error',
  class: 'decides',
  gravity: 'loss',
  summary: 'A level at which you stop can never be reached, or is reached today.',
  why: 'To stop when nobody at all is satisfied is to promise never to stop.',
  bad: `
    measures:
      satisfaction:
        now: 78
        stopBelow: 0  # ← stop-level-out-of-reach
  `,
  good: `
    measures:
      satisfaction:
        now: 78
        stopBelow: 65
  `,
  sources: [{ text: 'An arithmetic check of cx-review.' }],
  check(review) {
    const { satisfaction, agentAbsence, agentLeaving } = review.measures ?? {};
    const hint = 'Choose a level between today and the worst you could bear for a month.';
    const faults: Fault[] = [];
    const { now, stopBelow } = satisfaction ?? {};
    if (stopBelow !== undefined && (stopBelow <= 0 || (now !== undefined && stopBelow >= now))) {
      faults.push({
        path: 'measures.satisfaction.stopBelow',
        message: `You stop when satisfaction falls below ${grouped(stopBelow)}${stopBelow <= 0 ? ', which cannot be' : `, and it is ${grouped(now ?? 0)} today`}.`,
        hint,
      });
    }
    const shares = [
      ['agentAbsence', agentAbsence, 'agents are absent'],
      ['agentLeaving', agentLeaving, 'agents leave in a year'],
    ] as const;
    for (const [key, level, what] of shares) {
      const stop = level?.stopAbove;
      if (stop === undefined || (stop < 1 && (level?.now === undefined || stop > level.now))) continue;
      faults.push({
        path: `measures.${key}.stopAbove`,
        message: `You stop when more than ${percent(stop)} of ${what}${stop >= 1 ? ', which cannot be' : `, and it is ${percent(level?.now ?? 0)} today`}.`,
        hint,
      });
    }
    return faults;
  },
});
