import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { segmentName } from '../support/segments.ts';

const codes = new Set(Intl.supportedValuesOf('currency'));
const signs: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['£', 'GBP'],
]);

/** Currencies that a text names, by code or by a sign that only one currency has. */
function currenciesIn(text: string): string[] {
  const named = text.match(/(?<![\p{L}\p{N}])[A-Z]{3}(?![\p{L}\p{N}])/gu) ?? [];
  return [
    ...named.filter((code) => codes.has(code)),
    ...[...signs].flatMap(([sign, code]) => (text.includes(sign) ? [code] : [])),
  ];
}

export const currenciesMixed = reviewRule({
  name: 'currencies-mixed',
  severity: 'error',
  class: 'evidence',
  summary: 'Figures of the change are in another currency than the review.',
  why: 'Every amount of a review is in one currency. Where euros and dollars meet, a loss looks a tenth smaller or larger than it is.',
  bad: `
    currency: EUR
    policy:
      changes:
        - id: plans-pro-price
          unit: USD  # ← currencies-mixed
  `,
  good: `
    currency: EUR
    policy:
      changes:
        - id: plans-pro-price
          unit: EUR
  `,
  sources: [{ text: 'A form check of cx-review: codes of ISO 4217 in units and figures.' }],
  check(review) {
    const own = review.currency;
    if (own === undefined) return [];
    const texts = [
      ...(review.policy?.changes ?? []).map((row) => ({
        path: `policy.changes.${row.id}.unit`,
        text: row.unit,
        what: quoted(row.pointer ?? row.id),
      })),
      ...(review.consequences ?? []).flatMap((row) =>
        (['oldFigure', 'newFigure'] as const).map((key) => ({
          path: `consequences.${row.segment}.${key}`,
          text: row[key],
          what: `The ${key === 'oldFigure' ? 'old' : 'new'} figure of "${segmentName(review, row.segment)}"`,
        })),
      ),
    ];
    // A sentence may give a price in two currencies for the reader's sake, as long as one is the review's own.
    const text = review.change?.what ?? '';
    if (!currenciesIn(text).includes(own)) {
      texts.push({ path: 'change.what', text, what: 'What changes' });
    }
    for (const { path, text, what } of texts) {
      const other = currenciesIn(text ?? '').find((code) => code !== own);
      if (other === undefined) continue;
      return [
        {
          path,
          message: `${what} is in ${other}, and the review is in ${own}.`,
          hint: 'Convert it, or set currency to the one that customers pay in; a second currency is a second review.',
        },
      ];
    }
    return [];
  },
});
