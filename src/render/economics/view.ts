import { fieldLabel } from '../../domain/question-index.ts';
import type { Review } from '../../domain/review.ts';
import { getPath } from '../../lib/path.ts';
import type { ChartBand, ChartWords } from '../chart/chart.ts';
import { lastMonth } from '../chart/chart.ts';
import type { EconomicsView, OmittedPart, RenderDeps } from '../deps.ts';
import type { Format } from '../format.ts';
import { fillPage } from '../page.ts';

/** Without these there is neither break-even nor net value. */
const inputs = [
  'economics.customers',
  'economics.contributionBefore',
  'economics.contributionAfter',
  'economics.retentionBefore',
  'economics.lossAtAnnouncement',
  'economics.discountRate',
] as const;

/** Horizons that a leader is shown, in months. */
const shownHorizons: readonly number[] = [12, 36];

function breakEvenView(breakEven: EconomicsView['breakEven'], format: Format) {
  if (breakEven === undefined) return undefined;
  const { share, forecast } = breakEven;
  return {
    share: format.roughShare(Math.max(0, share)),
    low: forecast && format.share(forecast.low),
    likely: forecast && format.share(forecast.likely),
    high: forecast && format.share(forecast.high),
    isBeyond: forecast !== undefined && forecast.likely >= share,
    mayBeBeyond: forecast !== undefined && forecast.likely < share && forecast.high >= share,
    isBelow: forecast !== undefined && forecast.high < share,
  };
}

/** Draws, and the paths of the inputs that they vary. */
interface Drawn {
  readonly draws: number;
  readonly varied: readonly string[];
}

/** How often the dice were thrown; undefined where every figure is a single number, so that none was. */
export function findThrows(drawn: Drawn | undefined): number | undefined {
  return drawn === undefined || drawn.varied.length === 0 ? undefined : drawn.draws;
}

/**
 * A share of the draws. Beyond what draws can tell apart, only that it is tiny or nearly sure: where none of
 * n came out so, up to 3/n of them might (in 19 cases of 20).
 * @param draws undefined where nothing was left to chance
 */
export function chanceWords(
  share: number,
  draws: number | undefined,
  { format, pages }: { readonly format: Format; readonly pages: RenderDeps['pages'] },
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
  parts: readonly OmittedPart[],
  pages: RenderDeps['pages'],
  format: Format,
): string | undefined {
  if (parts.length === 0) return undefined;
  const words = parts.map((part) =>
    fillPage(
      'parts/economics/omitted',
      {
        isExtraLoss: part === 'extra-loss',
        isReferrals: part === 'referrals',
        isContacts: part === 'contacts',
        isGoodwill: part === 'goodwill',
        isOneOffCost: part === 'one-off-cost',
        isNewCustomers: part === 'new-customers',
      },
      'text',
      pages,
    ).trim(),
  );
  return format.list(words);
}

function staffingView(staffing: EconomicsView['staffing'], format: Format) {
  if (staffing === undefined) return undefined;
  const { name, contacts, agents, roster, rostered, short = 0 } = staffing;
  return {
    name,
    contacts: format.number(Math.round(contacts)),
    agents: format.number(agents),
    roster: format.number(roster),
    rostered: rostered === undefined ? undefined : format.number(rostered),
    short: short > 0 ? format.number(short) : undefined,
  };
}

/** The computed figures in words and numbers, and what is missing for the rest. */
export function economicsView(review: Review, deps: RenderDeps, format: Format) {
  const { content, economics } = deps;
  const missing = economics?.missing ?? inputs.filter((path) => getPath(review, path) === undefined);
  const horizons = (economics?.horizons ?? []).filter(({ months }) => shownHorizons.includes(months));
  const turnsToLoss = economics?.turnsToLoss;
  const labels = [...new Set(missing.map((path) => fieldLabel(path, content)))];
  return {
    hasHorizons: horizons.length > 0,
    isOnePoint: economics?.isOnePoint === true,
    hasFigures: economics?.breakEven !== undefined || horizons.length > 0,
    breakEven: breakEvenView(economics?.breakEven, format),
    horizons: horizons.map(({ months, p10, p50, p90, probabilityOfLoss }) => ({
      months: String(months),
      p10: format.roughMoney(p10),
      p50: format.roughMoney(p50),
      p90: format.roughMoney(p90),
      lossProbability: chanceWords(
        probabilityOfLoss,
        economics?.isOnePoint === true ? undefined : economics?.draws,
        { format, pages: deps.pages },
      ),
    })),
    turnsToLoss: turnsToLoss === undefined ? undefined : format.number(turnsToLoss),
    alwaysLoss: horizons.length > 0 && economics?.alwaysLoss === true,
    neverTurns: horizons.length > 0 && turnsToLoss === undefined && economics?.alwaysLoss !== true,
    omitted: omittedWords(economics?.omitted ?? [], deps.pages, format),
    staffing: staffingView(economics?.staffing, format),
    missing: labels.length === 0 ? undefined : format.list(labels),
    draws: economics?.draws === undefined ? undefined : format.number(economics.draws),
    seed: economics?.seed === undefined ? undefined : String(economics.seed),
  };
}

/** The words that stand on a chart, from the templates. */
export function chartWords(
  review: { readonly currency?: string | undefined },
  { pages }: Pick<RenderDeps, 'pages'>,
  format: Format,
): ChartWords {
  const word = (name: string, view: object = {}) =>
    fillPage(`parts/chart/${name}`, view, 'text', pages).trim();
  const compact = new Intl.NumberFormat(format.locale, {
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
    ...(review.currency === undefined ? {} : { style: 'currency', currency: review.currency }),
  });
  return {
    title: word('title'),
    months: word('months'),
    money: (unit) =>
      word('money', {
        isThousands: unit === 1000,
        isMillions: unit === 1_000_000,
        currency: review.currency,
      }),
    p90: word('p90'),
    p50: word('p50'),
    p10: word('p10'),
    amount: (value) => compact.format(value),
  };
}

/** What the chart shows, in a sentence, for who does not see it. */
export function chartDescription(band: ChartBand, { pages }: RenderDeps, format: Format): string {
  const month = lastMonth(band);
  const view = {
    months: String(month),
    middle: format.roughMoney(band.p50[month] ?? 0),
    low: format.roughMoney(band.p10[month] ?? 0),
    high: format.roughMoney(band.p90[month] ?? 0),
  };
  return fillPage('parts/chart/description', view, 'text', pages).trim();
}
