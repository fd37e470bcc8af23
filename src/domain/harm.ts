import { splitWords, stemOf } from '../lib/name-words.ts';
import { findMove, findQuantity, isCurrency, type Quantity } from '../lib/quantity.ts';
import type { PolicyChange } from './review.ts';

/** What a changed value does to customers; unknown wherever the files do not show it. */
export interface Harm {
  readonly effect: 'worse' | 'better' | 'none' | 'unknown';
  /** By how much an amount that customers pay rises, as a share of what they pay now. */
  readonly paidMore: number | undefined;
}

/** What a value measures, which says which direction hurts customers. */
type Measured = 'paid' | 'waited' | 'given' | undefined;

const stems = (words: string) => new Set(words.split(' ').map(stemOf));

/** What customers pay. */
const paid = stems(
  'price fee cost charge fare tariff premium surcharge penalty subscription rent toll postage shipping ' +
    'overage markup preis gebühr kosten prix tarif frais precio tarifa prezzo',
);
/** How long customers wait. */
const waited = stems('response respond answer reply wait waiting queue delay resolution processing callback');
/** What customers get back: whatever else the name says, it is not theirs to pay. */
const paidOut = stems(
  'refund credit discount voucher compensation cashback reward goodwill bonus rebate coupon',
);
/** What customers may use. */
const room = stems(
  'allowance limit quota window seat user member project storage feed image photo video file upload download ' +
    'request call message email device domain site workspace team report export trial free included warranty ' +
    'guarantee return uptime',
);
/** Words that turn the meaning around, so that nobody can tell: the least order, the notice, the limit from which. */
const turning = stems(
  'minimum min threshold notice required requirement cap after before from until without excluded exclusion blocked ' +
    'no non not none over under above below deductible excess increment commitment lock retry failed reset interval ' +
    'cooldown pause',
);

/** Words of names whose numbers are no amounts, but say which, when or where. */
const placing = stems(
  'id code index order priority level position version year date start end cutoff open close',
);
const timeUnits = stems('second minute hour day week');

/**
 * What a changed value does to customers, by what it measures and never by what somebody says about the whole
 * change: of a price, a fee or a time to answer more is worse; of an allowance, a window, seats or a discount
 * less is. Words count whole. Whatever comes, goes, or is no amount is unknown, but for a charge where there
 * was none.
 */
export function judgeHarm({ pointer = '', from, to, unit }: PolicyChange): Harm {
  const [before, after] = [findQuantity(from), findQuantity(to)];
  const measured = findMeasured(pointer, [unit, before?.unit, after?.unit]);
  const isNew = from === undefined || from === null;
  if (isNew && measured === 'paid' && (after?.amount ?? 0) > 0) return known('worse');
  if (before === undefined || after === undefined) return unknown;
  const direction = directionOf(from, to, before, after, measured);
  if (direction === undefined) return unknown;
  if (direction === 'same') return known('none');
  if (measured === undefined || before.amount < 0 || after.amount < 0) return unknown;
  const rises = direction === 'up';
  const isWorse = rises === (measured !== 'given');
  const paidMore = measured === 'paid' && rises && before.size > 0 ? after.size / before.size - 1 : undefined;
  return { effect: isWorse ? 'worse' : 'better', paidMore };
}

const unknown: Harm = { effect: 'unknown', paidMore: undefined };
const known = (effect: 'worse' | 'none'): Harm => ({ effect, paidMore: undefined });

function directionOf(
  from: unknown,
  to: unknown,
  before: Quantity,
  after: Quantity,
  measured: Measured,
): 'up' | 'down' | 'same' | undefined {
  if (before.measure === 'date' || after.measure === 'date') return undefined;
  const move = findMove(from, to);
  if (move !== undefined) return move.direction;
  // The unit came or went: whoever pays sees 18 become 35 EUR.
  const isPaid = [before, after].every(({ measure }) => measure === 'money' || measure === 'number');
  if (measured !== 'paid' || !isPaid || before.measure === after.measure) return undefined;
  return after.amount > before.amount ? 'up' : undefined;
}

/** Whether a value can be an amount that customers pay: not where its name says that it is a time or an allowance. */
export function canBePaid(pointer: string): boolean {
  const measured = findMeasured(pointer, []);
  return measured === 'paid' || measured === undefined;
}

/** The innermost name that says what is measured decides, then the unit. */
function findMeasured(pointer: string, units: readonly (string | undefined)[]): Measured {
  const names = pointer.match(/"(?:[^"\\]|\\.)*"|[^."]+/g) ?? [];
  const inner: string[] = [];
  for (const name of names.reverse()) {
    const words = splitWords(name).map(stemOf);
    if (words.some((word) => turning.has(word) || placing.has(word))) return undefined;
    inner.push(...words);
    const found = measuredByWords(words);
    // The days of a fee are not what is paid.
    if (found === 'paid' && inner.some((word) => timeUnits.has(word))) return undefined;
    if (found !== 'nothing') return found;
  }
  // Money by the month is a price, if nothing calls it something else.
  const isPrice = (unit = '') =>
    / per (?:day|week|month|year)$/.test(unit) && (/^[$¥] /.test(unit) || isCurrency(unit.slice(0, 3)));
  return units.some(isPrice) ? 'paid' : undefined;
}

/** `nothing` where no word says anything, undefined where they contradict one another. */
function measuredByWords(all: readonly string[]): Measured | 'nothing' {
  // Of a price per seat the price is what is measured.
  const per = all.indexOf('per');
  const words = per === -1 ? all : all.slice(0, per);
  const last = (set: ReadonlySet<string>) => words.findLastIndex((word) => set.has(word));
  const [pays, waits, gets, has] = [last(paid), last(waited), last(paidOut), last(room)];
  const most = Math.max(pays, waits, gets, has);
  if (most === -1) return 'nothing';
  if (gets !== -1) return pays === -1 && waits === -1 ? 'given' : undefined;
  if (pays !== -1) return waits === -1 && pays === most ? 'paid' : undefined;
  if (waits !== -1) return has === -1 ? 'waited' : undefined;
  return 'given';
}
