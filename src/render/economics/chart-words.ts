import type { Style } from '../../lib/style.ts';
import type { ChartBand, ChartWords } from '../chart/chart.ts';
import { lastMonth } from '../chart/chart.ts';
import type { RenderDeps } from '../deps.ts';
import type { Format } from '../format.ts';
import { fillPage } from '../page.ts';

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

/** What the chart shows, in a sentence, for readers who do not see it. */
export function chartDescription(
  band: ChartBand,
  { pages }: Pick<RenderDeps, 'pages'>,
  format: Format,
): string {
  const month = lastMonth(band);
  const view = {
    months: String(month),
    middle: format.roughMoney(band.p50[month] ?? 0),
    low: format.roughMoney(band.p10[month] ?? 0),
    high: format.roughMoney(band.p90[month] ?? 0),
  };
  return fillPage('parts/chart/description', view, 'text', pages).trim();
}

/** Below this many columns a chart has no room for signs of currencies. */
const ROOMY = 60;

/** The words of the chart as they stand in a terminal: lines are known by their place, and figures are short. */
export function terminalChartWords(
  words: ChartWords,
  currency: string | undefined,
  style: Style,
  format: Format,
): ChartWords {
  const word = (name: string, view: object = {}) => fillPage(`parts/chart/${name}`, view, 'text').trim();
  const named = { ...words, p90: word('top', { name: words.p90 }), p10: word('lowest', { name: words.p10 }) };
  if (style.unicode && style.width >= ROOMY) return named;
  const compact = new Intl.NumberFormat(format.locale, { notation: 'compact', maximumFractionDigits: 1 });
  return {
    ...named,
    title: word('plain-title', { title: words.title, currency }),
    months: word('month'),
    amount: (value) => compact.format(value),
  };
}
