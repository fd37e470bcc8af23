import { signedPercent } from '../lib/percent.ts';
import { findQuantity, type Move, sharedUnit } from '../lib/quantity.ts';
import { plural } from '../lib/words.ts';
import { type Change, moveOfChange } from './diff.ts';
import { inWholeUnits } from './unit.ts';
import { isList, isMap, type Value } from './value.ts';

const longestText = 80;

/**
 * A change in one line: `plans.pro.price: 20 → 25 EUR, +25 %`. The percentage stands only where the old
 * amount is not 0; dates are compared in days. Line breaks are escaped, long texts cut with `…`; the rest of
 * what untrusted text can do is up to the sink.
 */
export function describeChange(change: Change): string {
  const { kind, pointer, from, to } = change;
  const unit = change.unit !== undefined && sharedUnit(from, to) === undefined ? ` ${change.unit}` : '';
  if (kind === 'added') return `${pointer}: added, ${textOf(to)}${unit}`;
  if (kind === 'removed') return `${pointer}: removed, was ${textOf(from)}${unit}`;
  const move = moveOfChange(change);
  const moved = move === undefined ? '' : describeMove(move);
  return `${pointer}: ${textOf(from)} → ${textOf(to)}${unit}${inFull(change)}${moved === '' ? '' : `, ${moved}`}`;
}

const isWhole = (amount: number | undefined): amount is number => Number.isInteger(amount);

/** Of an amount in cents, what people are told: ` (20.00 → 25.00 EUR)`. */
function inFull({ from, to, unit }: Change): string {
  const [old, now] = [findQuantity(from)?.amount, findQuantity(to)?.amount];
  // A part of a cent would be rounded away.
  if (!isWhole(old) || !isWhole(now) || inWholeUnits(1, unit) === 1) return '';
  const whole = unit?.replace(/ ?cents/, '') ?? '';
  const [before, after] = [old, now].map((amount) => inWholeUnits(amount, unit).toFixed(2));
  return ` (${[`${before} → ${after}`, whole.trim()].filter(Boolean).join(' ')})`;
}

/** The changes in lines, and how many more there are. */
export function describeChanges(changes: readonly Change[], more: number): string[] {
  const lines = changes.map(describeChange);
  return more === 0 ? lines : [...lines, `and ${more} more ${plural(more, 'change')}`];
}

function describeMove(move: Move): string {
  if (move.direction === 'same') return 'the same amount';
  if (move.measure === 'date') {
    const days = Math.abs(move.by);
    return `${days} ${plural(days, 'day')} ${move.by > 0 ? 'later' : 'earlier'}`;
  }
  return move.share === undefined ? '' : signedPercent(move.share);
}

/** A value on one line: text as it is unless it could be taken for something else, rows as `price: 20, seats: 5`. */
export function textOf(value: Value | undefined): string {
  const text = typeof value === 'string' ? plainText(value) : inner(value);
  return text.length <= longestText
    ? text
    : `${text.slice(0, longestText - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function plainText(text: string): string {
  const plain = text !== '' && text === text.trim() && !/[\p{Cc}\u2028\u2029]/u.test(text);
  return plain && !/^(?:-?[\d.]+|true|false|null)$/.test(text) ? text : JSON.stringify(text);
}

function inner(value: Value | undefined): string {
  if (isList(value)) return value.length === 0 ? 'an empty list' : value.map(textOf).join(', ');
  if (isMap(value)) {
    const entries = Object.entries(value);
    return entries.length === 0
      ? 'nothing in it'
      : entries.map(([key, member]) => `${key}: ${textOf(member)}`).join(', ');
  }
  return value === null || value === undefined ? 'nothing' : String(value);
}
