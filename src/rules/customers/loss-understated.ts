import { findSituation } from '../../domain/agenda.ts';
import { readNumber } from '../../lib/read-number.ts';
import { grouped } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { segmentName } from '../support/segments.ts';
import { folded } from '../support/words.ts';

interface Figure {
  readonly amount: number;
  /** What stands around the amount: `eur a month`. */
  readonly unit: string;
}

const perYear: readonly (readonly [RegExp, number])[] = [
  [/\b(?:a|per|each|every) month\b|\bmonthly\b|\/ ?mo(?:nth)?\b|\bp\.? ?m\b/, 12],
  [/\b(?:a|per|each|every) quarter\b|\bquarterly\b/, 4],
  [/\b(?:a|per|each|every) week\b|\bweekly\b|\/ ?week\b/, 52],
  [/\b(?:a|per|each|every) year\b|\byearly\b|\bannual(?:ly)?\b|\/ ?year\b/, 1],
];

/** What a price is called, so that it is one wherever it stands. */
const priceWords = /\b(?:prices?|fees?|bills?|costs?|charges?|fares?|premiums?|rents?|subscriptions?)\b/;
/** What is said of an amount that somebody has to reach, and does not pay for the thing itself. */
const levelWords =
  /\b(?:spen[dt]|spending|turnover|purchases|income|salary|deposits?|balance|threshold|qualif(?:y|ies|ying)|points|miles|to (?:reach|keep|stay))\b/;

/** A text with one amount of money in it; undefined for anything else. */
function findFigure(text: string | undefined): Figure | undefined {
  const line = folded(text ?? '');
  const amounts = line.match(/\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*/g) ?? [];
  const [only] = amounts;
  if (only === undefined || amounts.length > 1) return undefined;
  const read = readNumber(only);
  if (read.kind === 'none') return undefined;
  // Prices have no three decimals: 1.200 EUR are twelve hundred.
  const amount = read.kind === 'ambiguous' ? read.readings[0] : read.value;
  return { amount, unit: line.replace(only, '').replace(/\s+/g, ' ').trim() };
}

export const lossUnderstated = reviewRule({
  name: 'loss-understated',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  summary: 'The old and the new figure of a group make a larger loss a year than the review says.',
  why: 'Five euros a month are sixty a year. The depth, the offers and the agents’ authority all hang on this one figure.',
  bad: `
    consequences:
      - segment: loyal
        oldFigure: 20 EUR a month
        newFigure: 25 EUR a month
        lost:
          money: 5             # a month; a year has twelve ← loss-understated
      - segment: regular
      - segment: charities
  `,
  good: `
    consequences:
      - segment: loyal
        oldFigure: 20 EUR a month
        newFigure: 25 EUR a month
        lost:
          money: 60
      - segment: regular
      - segment: charities
  `,
  sources: [
    { text: 'An arithmetic check of cx-review, where both figures are money by the month, week or year.' },
  ],
  options: {
    share: {
      type: 'number',
      description:
        'Share of the difference that the stated loss has to reach; what is missing has to be rounding, since offers come later.',
      default: 0.95,
      minimum: 0,
      maximum: 1,
    },
  },
  check(review, { options, content }) {
    const areConditions = findSituation(review, content)?.figures === 'conditions';
    return (review.consequences ?? []).flatMap((row) => {
      const before = findFigure(row.oldFigure);
      const after = findFigure(row.newFigure);
      const money = row.lost?.money;
      if (before === undefined || after === undefined || money === undefined) return [];
      const times = perYear.find(([pattern]) => pattern.test(after.unit))?.[1];
      const isMoney = /[€£$¥]|\b(?:[a-z]{3}|euros?|pounds?|dollars?)\b/.test(after.unit);
      if (times === undefined || !isMoney || before.unit !== after.unit) return [];
      const isPrice = priceWords.test(after.unit) || !(areConditions || levelWords.test(after.unit));
      if (!isPrice) return [];
      const loss = (after.amount - before.amount) * times;
      if (loss <= 0 || money >= options.share * loss) return [];
      return [
        {
          path: `consequences.${row.segment}.lost.money`,
          message: `For "${segmentName(review, row.segment)}", ${row.oldFigure} to ${row.newFigure} makes ${grouped(loss)} a year; the review says ${grouped(money)}.`,
          hint: 'Write what one customer loses in a year, before any offer.',
        },
      ];
    });
  },
});
