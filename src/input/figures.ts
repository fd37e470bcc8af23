import { moneyInWords } from '../lib/money.ts';
import { exactPercent } from '../lib/percent.ts';
import { sharedSigns } from './figure-words.ts';
import { numberInWords } from './format.ts';
import { type NotUnderstood, notUnderstood, type Parsed, understood } from './parsed.ts';
import { isProblem, readFigures, withHours } from './read-figures.ts';
import type { Figure } from './scan-figures.ts';

/** Three numbers: at least, most likely, at most. */
export interface ThreePoints {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** At least and at most. */
export interface TwoPoints {
  readonly low: number;
  readonly high: number;
}

/** One to three figures of a line, in order. */
export type Points =
  | { readonly kind: 'one'; readonly value: number }
  | { readonly kind: 'two'; readonly low: number; readonly high: number }
  | { readonly kind: 'three'; readonly low: number; readonly likely: number; readonly high: number };

interface Options {
  /** What is entered, for messages: an amount, a percentage. */
  readonly example: string;
  readonly words: (value: number) => string;
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** Sorts one to three figures into low, likely and high. */
function readPoints(figures: readonly Figure[], example: string): Points | NotUnderstood {
  const labelled = (label: Figure['label']) => figures.find((figure) => figure.label === label)?.value;
  const plain = figures.filter((figure) => figure.label === undefined).map((figure) => figure.value);
  if (figures.length > 3) return notUnderstood('There are more than three figures in it.', example);
  const [first = 0, second = 0, third = 0] = plain;
  const named = figures.length - plain.length;
  const wrongOrder = (words: string) => notUnderstood(`The figures are not in order: ${words}.`, example);
  if (named === 0 && plain.length === 1) return { kind: 'one', value: first };
  if (named === 0 && plain.length === 2) {
    if (first > second) return wrongOrder('the lower one comes first');
    return { kind: 'two', low: first, high: second };
  }
  if (named === 0) {
    if (first <= second && second <= third) return { kind: 'three', low: first, likely: second, high: third };
    // "6 (4 to 12)" names the likely one first.
    if (figures[2]?.isJoined && second <= first && first <= third) {
      return { kind: 'three', low: second, likely: first, high: third };
    }
    return wrongOrder('at least, most likely, at most');
  }
  const likely = labelled('likely');
  const low = labelled('low') ?? plain[0];
  const high = labelled('high') ?? plain.at(-1);
  if (low === undefined || high === undefined) {
    return figures.length === 1 && likely !== undefined
      ? { kind: 'one', value: likely }
      : notUnderstood('It needs a lowest and a highest figure.', example);
  }
  if (low > high || (likely !== undefined && (likely < low || likely > high))) {
    return wrongOrder('at least, most likely, at most');
  }
  return likely === undefined ? { kind: 'two', low, high } : { kind: 'three', low, likely, high };
}

const listValues = (points: Points): number[] =>
  points.kind === 'one'
    ? [points.value]
    : points.kind === 'two'
      ? [points.low, points.high]
      : [points.low, points.likely, points.high];

/** Refuses figures that are out of bounds or not whole where they must be. */
function outOfBounds(
  points: Points,
  { least, most, whole, words, example }: Options,
): NotUnderstood | undefined {
  for (const value of listValues(points)) {
    if (value < least) {
      const bound = least === 0 ? 'below zero' : `less than ${words(least)}`;
      return notUnderstood(`${words(value)} is ${bound}, which cannot be here.`, example);
    }
    if (value > most) return notUnderstood(`${words(value)} is more than ${words(most)}.`, example);
    if (whole && !Number.isInteger(value)) {
      return notUnderstood(`${numberInWords(value)} is not a whole number.`, example);
    }
  }
  return undefined;
}

const readPoint = (points: Points, { words, example }: Options): Parsed<number> =>
  points.kind === 'one'
    ? understood(points.value, words(points.value))
    : notUnderstood('One figure is needed here, not a range.', example);

/** Of two figures the likely one is their middle, and says so. */
function readEstimate(points: Points, { words }: Options): Parsed<number | ThreePoints> {
  if (points.kind === 'one') return understood(points.value, words(points.value));
  const { low, high } = points;
  if (points.kind === 'two') {
    if (low === high) return understood(low, words(low));
    const likely = Number(((low + high) / 2).toPrecision(12));
    const echo = `${words(low)} to ${words(high)}, most likely ${words(likely)} (the middle)`;
    return { value: { low, likely, high }, echo, isMiddle: true };
  }
  return understood(
    { low, likely: points.likely, high },
    `${words(low)} to ${words(high)}, most likely ${words(points.likely)}`,
  );
}

function readCountEstimate(points: Points, { words }: Options): Parsed<number | TwoPoints> {
  if (points.kind === 'one') return understood(points.value, words(points.value));
  const { low, high } = points;
  return understood({ low, high }, `${words(low)} to ${words(high)}`);
}

function readRange(points: Points, options: Options): Parsed<ThreePoints> {
  if (points.kind === 'one') {
    return notUnderstood('Three figures are needed: at least, most likely, at most.', options.example);
  }
  const parsed = readEstimate(points, options);
  if (parsed.problem !== undefined) return parsed;
  const { value } = parsed;
  return { ...parsed, value: typeof value === 'number' ? { low: value, likely: value, high: value } : value };
}

type Reader<Value> = (points: Points, options: Options) => Parsed<Value>;

function parseWith<Value>(
  figures: readonly Figure[] | NotUnderstood,
  options: Options,
  read: Reader<Value>,
): Parsed<Value> {
  if (isProblem(figures)) return figures;
  const points = readPoints(figures, options.example);
  if (isProblem(points)) return points;
  return outOfBounds(points, options) ?? read(points, options);
}

/** Largest amount that the format holds. */
const most = 1e15;

function wrongCurrency(figures: readonly Figure[], currency: string | undefined): NotUnderstood | undefined {
  const written = figures.find((figure) => figure.currency !== undefined)?.currency;
  if (written === undefined || currency === undefined || written === currency) return undefined;
  if (sharedSigns.get(written)?.includes(currency)) return undefined;
  return notUnderstood(
    `This review is in ${currency}, and “${written}” is another currency.`,
    moneyInWords(38, currency),
  );
}

interface MoneyOptions {
  readonly currency: string | undefined;
  readonly signed?: boolean;
  /** Text beside the field, whose words may be typed after the figure. */
  readonly label?: string;
}

/** An amount in the currency of the review: "€1,200.50", "1 200,50", "38 EUR", "40k". */
export function parseMoney(
  text: string,
  { currency, signed = false, label = '' }: MoneyOptions,
): Parsed<number> {
  const words = (value: number) => moneyInWords(value, currency);
  const example = words(1200.5);
  const figures = readFigures(text, { example, label, currency, words });
  if (isProblem(figures)) return figures;
  const percent = figures.find((figure) => figure.isPercent);
  if (percent !== undefined) return notUnderstood('An amount is needed here, not a percentage.', example);
  const options = { example, words, least: signed ? -most : 0, most };
  return wrongCurrency(figures, currency) ?? parseWith(figures, options, readPoint);
}

interface NumberOptions {
  readonly label?: string;
}

/** Any number; "15 min" is 0.25 where the label counts hours. */
export function parseNumber(text: string, { label = '' }: NumberOptions = {}): Parsed<number> {
  const options = { example: '71.5', words: numberInWords, least: -most, most };
  const figures = readFigures(text, { ...options, label });
  if (isProblem(figures)) return figures;
  const parsed = parseWith(withHours(figures), options, readPoint);
  const [minutes] = figures.filter(({ isInMinutes }) => isInMinutes);
  if (parsed.problem !== undefined || minutes === undefined) return parsed;
  return understood(parsed.value, `${parsed.echo} (${numberInWords(minutes.value)} minutes)`);
}

/** A share where a number of people or things is asked would be read as that number. */
function counts(
  figures: readonly Figure[] | NotUnderstood,
  example: string,
): readonly Figure[] | NotUnderstood {
  if (isProblem(figures) || !figures.some(({ isPercent }) => isPercent)) return figures;
  return notUnderstood('A number is needed here, not a percentage.', example);
}

/** A whole number, thousands parted or not: "1,140", "1.140", "1 140". */
export function parseInteger(text: string, { label = '' }: NumberOptions = {}): Parsed<number> {
  const options = {
    example: '1,140',
    words: numberInWords,
    least: 0,
    most: Number.MAX_SAFE_INTEGER,
    whole: true,
  };
  const figures = readFigures(text, { ...options, label });
  return parseWith(counts(figures, options.example), options, readPoint);
}

/** A whole number, or at least and at most: "3000-5000". */
export function parseCountEstimate(
  text: string,
  { label = '' }: NumberOptions = {},
): Parsed<number | TwoPoints> {
  const options = {
    example: '4,000 (or 3,000-5,000)',
    words: numberInWords,
    least: 0,
    most: Number.MAX_SAFE_INTEGER,
    whole: true,
  };
  const figures = readFigures(text, { ...options, label });
  return parseWith(counts(figures, options.example), options, readCountEstimate);
}

interface EstimateOptions extends NumberOptions {
  readonly currency?: string | undefined;
  readonly signed?: boolean;
  /** Of things that are not counted in money, of which there may be whole ones only. */
  readonly of?: 'things' | 'whole things';
}

/** A number, or low, likely and high: "30-50, likely 38", "low 4 likely 6 high 12". */
export function parseEstimate(
  text: string,
  { label = '', currency, signed = false, of }: EstimateOptions = {},
): Parsed<number | ThreePoints> {
  const options = {
    example: of === 'whole things' ? '4,000 (or 3,000-5,000, likely 4,000)' : '38 (or 30-50, likely 38)',
    words: numberInWords,
    least: signed ? -most : 0,
    most,
    whole: of === 'whole things',
  };
  const figures = counts(readFigures(text, { ...options, label, currency }), options.example);
  if (isProblem(figures)) return figures;
  if (of !== undefined && figures.some((figure) => figure.currency !== undefined)) {
    return notUnderstood('A number is needed here, not an amount of money.', options.example);
  }
  return wrongCurrency(figures, currency) ?? parseWith(withHours(figures), options, readEstimate);
}

/** Percentages as shares. Without a sign, what could be a share already is refused. */
function readShares(text: string, label: string, example: string): readonly Figure[] | NotUnderstood {
  const figures = readFigures(text, { example, label });
  if (isProblem(figures)) return figures;
  const hasSign = figures.some((figure) => figure.isPercent);
  const unclear = figures.find(({ value }) => value !== 0 && Math.abs(value) <= 1);
  if (!hasSign && unclear !== undefined && figures.every(({ value }) => Math.abs(value) <= 1)) {
    const { value } = unclear;
    return notUnderstood(
      `${numberInWords(value)} can be read as ${exactPercent(value / 100)} or as ${exactPercent(value)}.`,
      exactPercent(value),
    );
  }
  return figures.map((figure) => ({ ...figure, value: Number((figure.value / 100).toPrecision(12)) }));
}

interface ShareOptions extends NumberOptions {
  readonly signed?: boolean;
}

const shareBounds = (signed: boolean) => ({
  least: signed ? -1 : 0,
  most: signed ? 10 : 1,
  words: exactPercent,
});

/** A percentage as a share from 0 to 1: "4 %" is 0.04. A bare "0.04" is refused with both readings. */
export function parseShare(text: string, { label = '' }: ShareOptions = {}): Parsed<number> {
  const options = { example: '4 %', ...shareBounds(false) };
  return parseWith(readShares(text, label, options.example), options, readPoint);
}

/** A percentage, or low, likely and high: "4-12 %, likely 6". With `signed` below zero for a fall. */
export function parseShareEstimate(
  text: string,
  { label = '', signed = false }: ShareOptions = {},
): Parsed<number | ThreePoints> {
  const options = { example: '6 % (or 4-12 %, likely 6)', ...shareBounds(signed) };
  return parseWith(readShares(text, label, options.example), options, readEstimate);
}

/** Three percentages; with `signed` below zero for a fall: "-3 to 0 %, likely -1". */
export function parseShareRange(
  text: string,
  { label = '', signed = false }: ShareOptions = {},
): Parsed<ThreePoints> {
  const options = { example: signed ? '-3 to 0 %, likely -1' : '4-12 %, likely 6', ...shareBounds(signed) };
  return parseWith(readShares(text, label, options.example), options, readRange);
}

/** What a figure of the economics counts. */
export type QuantityKind = 'count' | 'number' | 'money' | 'share' | 'signed-share';

/**
 * A figure of the economics, wherever it is typed: as a flag, in `--set`, or as the answer to a question.
 * @param currency ISO 4217 code that amounts are in, if it is known
 */
export function parseQuantity(
  text: string,
  kind: QuantityKind,
  currency: string | undefined,
): Parsed<number | ThreePoints> {
  switch (kind) {
    case 'count':
      return parseEstimate(text, { label: 'customers', of: 'whole things' });
    case 'number':
      return parseEstimate(text, { of: 'things' });
    case 'money':
      return parseEstimate(text, { currency, signed: true });
    case 'share':
      return parseShareEstimate(text);
    case 'signed-share':
      return parseShareEstimate(text, { signed: true });
  }
}
