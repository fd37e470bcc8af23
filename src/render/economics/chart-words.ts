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
