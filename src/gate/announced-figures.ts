import { canBePaid } from '../domain/harm.ts';
import type { Review } from '../domain/review.ts';
import { findQuantity } from '../lib/quantity.ts';
import type { FoundChange } from '../policy/facts.ts';
import { inWholeUnits } from '../policy/unit.ts';

/** A figure that people read, and that is not what the files say. */
export interface ToldFigure {
  /** Path in the review: `consequences.loyal.newFigure`. */
  readonly path: string;
  /** The file whose value it is not. */
  readonly file: string;
  /** A sentence without its full stop. */
  readonly message: string;
}

const numbers = /\d+(?:[.,'\u00a0\u202f]\d+)*/g;

/** The words around the numbers, which tell whether two figures are about the same thing. */
const buildFrame = (text: string) => text.replace(numbers, '#').toLowerCase().replace(/\s+/g, ' ').trim();

/** A number as it may be meant: `1.200` is twelve hundred or one and a fifth, by where one is. */
function readings(text: string): number[] {
  const plain = text.replace(/['\u00a0\u202f]/g, '');
  const grouped = plain.replace(/[.,](?=\d{3}(?:\D|$))/g, '');
  const decimal = (one: string) => Number(one.replace(',', '.'));
  return [decimal(plain), decimal(grouped)].filter((value) => !Number.isNaN(value));
}

const findAmount = (value: FoundChange['from']): number | undefined =>
  typeof value === 'number'
    ? value
    : typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value)
      ? Number(value)
      : undefined;

/**
 * The figures of a review that tell customers another new value than the files hold. It speaks only where it is
 * sure: the old and the new figure are the same words around numbers, the old one is the old value of a file,
 * the new one is another, and no value that was the same becomes what the new one says. Money is no matter of a
 * value whose name says that it is a time or an allowance.
 */
export function toldOtherwise(review: Review, found: readonly FoundChange[]): ToldFigure[] {
  const moves = found.flatMap(({ path: file, pointer, from, to, unit }) => {
    const [old, now] = [from, to].map((value) => {
      const amount = findAmount(value);
      return amount === undefined ? undefined : inWholeUnits(amount, unit);
    });
    return old === undefined || now === undefined || old === now ? [] : [{ file, pointer, old, now }];
  });
  return (review.consequences ?? []).flatMap(({ segment, oldFigure, newFigure }): ToldFigure[] => {
    if (oldFigure === undefined || newFigure === undefined || buildFrame(oldFigure) !== buildFrame(newFigure))
      return [];
    const told = newFigure.match(numbers) ?? [];
    const isMoney = findQuantity(oldFigure)?.measure === 'money';
    return (oldFigure.match(numbers) ?? []).flatMap((text, at): ToldFigure[] => {
      const own = moves.filter(
        ({ pointer, old }) => readings(text).includes(old) && !(isMoney && !canBePaid(pointer)),
      );
      const [move] = own;
      const then = told[at];
      // Who keeps the old value is told so.
      if (move === undefined || then === undefined || then === text) return [];
      if (own.some(({ now }) => readings(then).includes(now))) return [];
      const { file, pointer, old, now } = move;
      return [
        {
          path: `consequences.${segment ?? ''}.newFigure`,
          file,
          message: `${pointer} goes from ${old} to ${now} in the file, and customers are told "${newFigure}" after "${oldFigure}"`,
        },
      ];
    });
  });
}
