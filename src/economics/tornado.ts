import { type QuantityKey, quantityKeys } from './inputs.ts';
import type { Model } from './model.ts';
import { buildNetValue } from './net-value.ts';
import { roundMoney } from './round.ts';

/** How far one uncertain input moves the net value, everything else being most likely. */
export interface TornadoRow {
  readonly input: QuantityKey;
  /** Where its ranges stand: one path, or one for each segment that has its own. */
  readonly paths: readonly string[];
  /** Net value with the input at its low end, and at its high end. */
  readonly atLow: number;
  readonly atHigh: number;
  /** Distance between the two. */
  readonly swing: number;
  /** Whether the change gains at one end and loses at the other. */
  readonly decides: boolean;
}

/**
 * The uncertain inputs, the one that moves the result most first. An input that several segments have
 * ranges of moves in all of them at once.
 * @param months horizon at which the net value is compared
 */
export function tornado(model: Model, months: number): TornadoRow[] {
  const netValue = buildNetValue(model, months);
  const at = (key: QuantityKey, end: 'low' | 'high') => {
    const values = model.values.slice();
    for (const variable of model.variables) {
      if (variable.key === key) values[variable.place] = variable.range[end];
    }
    return netValue(values)[months] as number;
  };
  return quantityKeys
    .flatMap((key): TornadoRow[] => {
      const variables = model.variables.filter((variable) => variable.key === key);
      if (variables.length === 0) return [];
      const atLow = roundMoney(at(key, 'low'));
      const atHigh = roundMoney(at(key, 'high'));
      return [
        {
          input: key,
          paths: [...new Set(variables.map(({ input }) => input))],
          atLow,
          atHigh,
          swing: roundMoney(Math.abs(atHigh - atLow)),
          decides: Math.min(atLow, atHigh) < 0 && Math.max(atLow, atHigh) > 0,
        },
      ];
    })
    .sort((a, b) => b.swing - a.swing);
}
