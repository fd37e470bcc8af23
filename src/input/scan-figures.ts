import { readNumber } from '../lib/read-number.ts';
import { currencySigns, fillers, joiners, type Label, labels, magnitudes, stem } from './figure-words.ts';

/** One number of a line, with what stands around it. */
export interface Figure {
  readonly value: number;
  readonly isPercent: boolean;
  /** ISO 4217 code, or a sign that several currencies share. */
  readonly currency: string | undefined;
  readonly label: Label | undefined;
  /** Whether a dash or "to" stands between it and the figure before. */
  readonly isJoined: boolean;
  readonly isInMinutes: boolean;
}

export type Scan =
  | { readonly kind: 'figures'; readonly figures: readonly Figure[] }
  | { readonly kind: 'ambiguous'; readonly text: string; readonly readings: readonly [number, number] }
  | { readonly kind: 'unknown'; readonly word: string };

export interface ScanOptions {
  /** Only whole numbers make sense. */
  readonly whole?: boolean;
  /** Words that may stand beside a figure because they name its unit: hour, year. */
  readonly units?: ReadonlySet<string>;
}

type Token =
  | {
      readonly kind: 'number';
      readonly text: string;
      readonly times: number | undefined;
      readonly isPercent: boolean;
    }
  | { readonly kind: 'dash' | 'break' }
  | { readonly kind: 'currency'; readonly code: string }
  | { readonly kind: 'word'; readonly text: string };

const token = new RegExp(
  [
    // Groups of three after a space belong to the number; anything else after a space does not.
    String.raw`(?<number>(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'’_]\d+)*|\.\d+))`,
    String.raw`(?:\s?(?<magnitude>k|thousand|mn|mio|m|million|bn|billion)(?!\p{L}))?`,
    String.raw`(?<percent>\s?(?:%|percent\b|per cent\b|pct\b))?`,
    '|(?<dash>[-−–—])',
    '|(?<sign>[€$£¥₹])',
    String.raw`|(?<word>\p{L}+\.?)`,
    '|(?<break>[,;:/()])',
    String.raw`|[\s=~≈&+]+`,
  ].join(''),
  'iuy',
);

function scanTokens(text: string): Token[] | { readonly unknown: string } {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const groups = token.exec(text)?.groups;
    if (groups === undefined) return { unknown: text[at] ?? '' };
    const { number, magnitude, percent, dash, sign, word } = groups;
    if (number !== undefined) {
      const times = magnitude === undefined ? undefined : magnitudes.get(magnitude.toLowerCase());
      tokens.push({ kind: 'number', text: number, times, isPercent: percent !== undefined });
    } else if (dash !== undefined) tokens.push({ kind: 'dash' });
    else if (sign !== undefined) tokens.push({ kind: 'currency', code: currencySigns.get(sign) ?? sign });
    else if (word !== undefined) {
      const plain: Token = { kind: 'word', text: word };
      const looksLikeCode = /^[A-Z]{3}$/.test(word) && !isKnownWord(plain);
      const code = looksLikeCode ? word : currencySigns.get(word.toLowerCase());
      tokens.push(code === undefined ? plain : { kind: 'currency', code });
    } else if (groups.break !== undefined) tokens.push({ kind: 'break' });
  }
  return tokens;
}

const isWordOf = (one: Token, words: ReadonlySet<string> | ReadonlyMap<string, unknown>): boolean =>
  one.kind === 'word' && words.has(one.text.toLowerCase().replace(/\.$/, ''));

const isKnownWord = (one: Token): boolean => [labels, joiners, fillers].some((known) => isWordOf(one, known));

const isMinutes = (one: Token | undefined, units: ReadonlySet<string>): boolean =>
  one?.kind === 'word' && units.has('hour') && /^min(ute)?s?\.?$/i.test(one.text);

/** Whether a dash before a figure is its sign, and whether something joins it to the figure before. */
function signAndJoin(before: readonly Token[], isFirst: boolean): { isNegative: boolean; isJoined: boolean } {
  const between = before.filter((one) => one.kind !== 'currency');
  const endsInDash = between.at(-1)?.kind === 'dash';
  if (isFirst) return { isNegative: endsInDash, isJoined: false };
  const hasJoiner = between.some((one) => isWordOf(one, joiners));
  const dashes = between.filter((one) => one.kind === 'dash').length;
  const isApart = between.some((one) => one.kind === 'break' || isWordOf(one, labels));
  const isNegative = endsInDash && (dashes > 1 || hasJoiner || isApart);
  return { isNegative, isJoined: hasJoiner || dashes > (isNegative ? 1 : 0) };
}

function labelOf(between: readonly Token[]): Label | undefined {
  const last = between.findLast((one) => isWordOf(one, labels));
  return last?.kind === 'word' ? labels.get(last.text.toLowerCase()) : undefined;
}

/** One figure in brackets, and nothing else. */
const inBrackets = /^[^\p{L}\d()]{0,3}\([^()]{0,80}\d[^()]{0,80}\)[^\p{L}\d()]{0,3}$/u;

/** Reads every number of a line with its signs and words. A word that means nothing here stops it. */
export function scanFigures(text: string, { whole = false, units = new Set() }: ScanOptions = {}): Scan {
  // Accountants write a loss in brackets, everybody else an aside.
  if (inBrackets.test(text.trim())) return { kind: 'unknown', word: text.trim() };
  const tokens = scanTokens(text);
  if ('unknown' in tokens) return { kind: 'unknown', word: tokens.unknown };
  const numbers = tokens.flatMap((one, at) => (one.kind === 'number' ? [{ ...one, at }] : []));
  const figures: Figure[] = [];
  for (const [index, one] of numbers.entries()) {
    const read = readNumber(one.text, { whole: whole && one.times === undefined });
    if (read.kind === 'none') return { kind: 'unknown', word: one.text };
    if (read.kind === 'ambiguous' && one.times === undefined) {
      return { kind: 'ambiguous', text: one.text, readings: read.readings };
    }
    const start = numbers[index - 1]?.at;
    const between = tokens.slice(start === undefined ? 0 : start + 1, one.at);
    const after = tokens[one.at + 1];
    const before = between.at(-1)?.kind === 'dash' ? between.at(-2) : between.at(-1);
    const { isNegative, isJoined } = signAndJoin(between, index === 0);
    const digits = read.kind === 'number' ? read.value : read.readings[1];
    const value = one.times === undefined ? digits : Number((digits * one.times).toPrecision(15));
    const currency = after?.kind === 'currency' ? after : before?.kind === 'currency' ? before : undefined;
    figures.push({
      // There is no nought below nought.
      value: isNegative && value !== 0 ? -value : value,
      isPercent: one.isPercent,
      currency: currency?.code,
      label: labelOf(between),
      isJoined,
      isInMinutes: isMinutes(after, units),
    });
  }
  const stranger = tokens.find(
    (one) => one.kind === 'word' && !isKnownWord(one) && !units.has(stem(one.text)) && !isMinutes(one, units),
  );
  if (stranger?.kind === 'word') return { kind: 'unknown', word: stranger.text };
  return { kind: 'figures', figures: spreadMagnitudes(figures, numbers) };
}

/** "3-5k" means thousands on both sides. */
function spreadMagnitudes(
  figures: readonly Figure[],
  numbers: readonly { readonly times: number | undefined }[],
): Figure[] {
  return figures.map((figure, index) => {
    const times = numbers[index + 1]?.times;
    const next = figures[index + 1];
    const isShort = numbers[index]?.times === undefined && next?.isJoined && times !== undefined;
    return isShort && Math.abs(figure.value) <= Math.abs(next.value / times)
      ? { ...figure, value: figure.value * times }
      : figure;
  });
}
