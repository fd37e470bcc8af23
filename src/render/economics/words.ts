import type { Content } from '../../domain/content.ts';
import { fieldLabel } from '../../domain/question-index.ts';
import type { Review } from '../../domain/review.ts';
import { asRange, type Inputs, inputKinds, type Quantity, type SettingKey } from '../../economics/inputs.ts';
import type { Omission } from '../../economics/model.ts';
import type { Range } from '../../economics/three-point.ts';
import type { Format } from '../format.ts';
import { fillPage, type Pages } from '../page.ts';

/** What it takes to say economic figures in words. */
export interface EconomicsWords {
  readonly content: Content;
  readonly format: Format;
  readonly pages: Pages | undefined;
  /** Names of groups of customers by the ids of their rows. */
  readonly groups: ReadonlyMap<string, string>;
}

/** @param review whose groups have names */
export function groupNames(review: Review | undefined): ReadonlyMap<string, string> {
  return new Map((review?.customers?.segments ?? []).map(({ id, name }) => [id, name ?? id]));
}

/** Names of inputs that stand alone, out of the templates. */
function ownLabels(pages: Pages | undefined): ReadonlyMap<string, string> {
  const lines = fillPage('economics-labels', {}, 'text', pages).trim().split('\n');
  return new Map(lines.map((line) => [line.replace(/:.*$/, '').trim(), line.replace(/^[^:]*:/, '').trim()]));
}

/** What an input is called, with its group: `Interest a year`, `Loyal customers: Interest a year`. */
export function labelOf(input: string, { content, groups, pages }: EconomicsWords): string {
  const [, segment, key] = /^segments\.(.+)\.([^.]+)$/.exec(input) ?? [];
  const path =
    input.startsWith('frontline.') || input.startsWith('economics.') ? input : `economics.${key ?? input}`;
  const label = ownLabels(pages).get(path.replace(/^economics\./, '')) ?? fieldLabel(path, content);
  const group = segment === undefined ? undefined : (groups.get(segment) ?? segment);
  return group === undefined ? label : `${group}: ${label}`;
}

/** What inputs are called, joined as in running text, each once. */
export function listLabels(inputs: readonly string[], words: EconomicsWords): string {
  return words.format.list([...new Set(inputs.map((input) => labelOf(input, words)))]);
}

type Write = (value: number) => string;

/** Months as months, also where they make whole years: charts and rules count in months. */
export function monthsWords(months: number, { locale }: Format): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'month', unitDisplay: 'long' }).format(months);
}

/** How one point of an input is written. */
function buildWriter(key: SettingKey, format: Format): Write {
  switch (inputKinds[key]) {
    case 'money':
      return format.money;
    case 'share':
      return format.share;
    case 'months':
      return (months) => monthsWords(months, format);
    case 'count':
    case 'number':
    case 'distribution':
      return format.number;
  }
}

/** Three points in words, or one where all are the same. */
export function rangeWords(quantity: Quantity, write: Write, { pages }: EconomicsWords): string {
  const { low, likely, high } = asRange(quantity);
  if (low === high) return write(likely);
  const view = { low: write(low), likely: write(likely), high: write(high) };
  return fillPage('parts/range', view, 'text', pages).trim();
}

/** An input's value in words; undefined where it is unknown. */
export function valueWords(
  key: SettingKey,
  value: Quantity | Inputs['distribution'] | undefined,
  words: EconomicsWords,
): string | undefined {
  // No months on the old terms, and no steps, is what an absent number says.
  const isNone = inputKinds[key] === 'months' && key !== 'horizonMonths' && (value ?? 0) === 0;
  if (isNone) return fillPage('parts/none', {}, 'text', words.pages).trim();
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  return rangeWords(value, buildWriter(key, words.format), words);
}

/** Three computed points, each written alike. */
export function threePoints({ low, likely, high }: Range, write: Write) {
  return { low: write(low), likely: write(likely), high: write(high) };
}

/** With a sign in front, also of what is above 0. */
export const signed =
  (write: Write): Write =>
  (value) =>
    value > 0 ? `+${write(value)}` : write(value);

/** Draws, and the paths of the inputs that they vary. */
interface Drawn {
  readonly draws: number;
  readonly varied: readonly string[];
}

/** How many draws there were; undefined where every figure is a single number, so that nothing was drawn. */
export function countDraws(drawn: Drawn | undefined): number | undefined {
  return drawn === undefined || drawn.varied.length === 0 ? undefined : drawn.draws;
}

/**
 * A share of the draws. Where the draws are too few to tell, only that it is tiny or nearly sure: where none of
 * n came out so, up to 3/n of them might (in 19 cases of 20).
 * @param draws undefined where nothing was drawn
 */
export function chanceWords(
  share: number,
  draws: number | undefined,
  { format, pages }: Pick<EconomicsWords, 'format' | 'pages'>,
): string {
  const least = Math.max(0.001, 3 / (draws ?? Number.POSITIVE_INFINITY));
  const isTiny = draws !== undefined && share < least;
  const isSure = draws !== undefined && share > 1 - least;
  const view = {
    isTiny,
    isSure,
    isPlain: !isTiny && !isSure,
    least: format.roughShare(least),
    most: format.roughShare(1 - least),
    share: format.roughShare(share),
  };
  return fillPage('parts/economics/chance', view, 'text', pages).trim();
}

/** Parts that a net value leaves out, joined as in running text; undefined where it leaves out none. */
export function omittedWords(
  omitted: readonly Omission[],
  { format, pages }: EconomicsWords,
): string | undefined {
  if (omitted.length === 0) return undefined;
  const words = omitted.map(({ part }) =>
    fillPage(
      'parts/economics/omitted',
      {
        isExtraLoss: part === 'extra-loss',
        isLockIn: part === 'lock-in',
        isAfterHorizon: part === 'after-horizon',
        isReferrals: part === 'referrals',
        isContacts: part === 'contacts',
        isGoodwill: part === 'goodwill',
        isOneOffCost: part === 'one-off-cost',
        isNewCustomers: part === 'new-customers',
        isDowngrade: part === 'downgrade',
        isOffers: part === 'offers',
      },
      'text',
      pages,
    ).trim(),
  );
  return format.list(words);
}
