import type { Assessment } from './assess.ts';
import { type Figure, known } from './figure.ts';
import { likelyOf, type Quantity } from './inputs.ts';
import type { Range } from './three-point.ts';

/** Sums that somebody worked out by hand; they may stand in a review, and are held against what the inputs come to. */
export interface OwnSums {
  readonly lifetimeValueAtRisk?: number | undefined;
  readonly replacementCost?: number | undefined;
  readonly referralLoss?: Quantity | undefined;
  readonly contactsBudget?: number | undefined;
  readonly netValue36?: number | undefined;
}

/** A sum that the inputs do not make. Money. */
export interface WrongSum {
  readonly key: keyof OwnSums;
  readonly stated: number;
  /** What the inputs come to at their likely values. */
  readonly reckoned: number;
}

/** How far a sum may lie beyond the range of the reckoned one: rounded, a bit cautious, a bit bold. */
const LEEWAY = 2;

function isWithin(stated: number, { low, high }: Range): boolean {
  return stated >= low / LEEWAY && stated <= high * LEEWAY;
}

/** How far the net value is moved by the input that moves it most, or half of itself where that is more. */
function netValueLeeway({ tornado }: Assessment, value: number): number {
  const spreads = (known(tornado) ?? []).map(({ swing }) => swing);
  return Math.max(Math.abs(value) / 2, ...spreads);
}

/** Those of the sums that are far from what the inputs make; what can not be reckoned is not judged. */
export function findWrongSums(sums: OwnSums, assessment: Assessment): WrongSum[] {
  const { costs, lifetimeAtRisk, netValue } = assessment;
  const ranges: readonly (readonly [keyof OwnSums, Figure<Range>])[] = [
    ['lifetimeValueAtRisk', lifetimeAtRisk],
    ['replacementCost', costs.replacement],
    ['referralLoss', costs.referralsPerYear],
    ['contactsBudget', costs.contactCost],
  ];
  const wrong = ranges.flatMap(([key, figure]): WrongSum[] => {
    const given = sums[key];
    const range = known(figure);
    // Where those who leave bring nothing, a sum of what else goes with them is not this one.
    if (given === undefined || range === undefined || range.high < 0) return [];
    const stated = likelyOf(given);
    return isWithin(stated, range) ? [] : [{ key, stated, reckoned: range.likely }];
  });
  const value = known(netValue)?.horizons.find(({ months }) => months === 36)?.value;
  const stated = sums.netValue36;
  if (value === undefined || stated === undefined) return wrong;
  return Math.abs(stated - value) <= netValueLeeway(assessment, value)
    ? wrong
    : [...wrong, { key: 'netValue36', stated, reckoned: value }];
}
