import { breakEvenLoss } from './break-even.ts';
import { type Figure, figure, impossible } from './figure.ts';
import { likelyOf, type SegmentQuantityKey } from './inputs.ts';
import { type Lookup, mixDowngrade, readsAnnualGain, shareWhenFree } from './model.ts';
import { mapRange, sum } from './range-arithmetic.ts';
import { roundCount, roundMoney, roundShare } from './round.ts';
import type { Range } from './three-point.ts';

/**
 * Where the forecast loss stands against the loss that uses up the gain: `below` if even the high
 * forecast stays under it, `beyond` if even the low one reaches it, `inside` if it lies between.
 */
type Position = 'below' | 'inside' | 'beyond';

/** The break-even of one group of customers, or of all. */
interface BreakEven {
  /** Share of the customers whose loss uses up the whole gain; negative where there is no gain to use up. */
  readonly share: number;
  /** That share in customers, if their number is known. */
  readonly customers?: number;
  /** Money that the change brings per year if nobody leaves, if the number of customers is known. */
  readonly gainPerYear?: number;
  /** Money per customer and year. */
  readonly contributionBefore: number;
  readonly contributionAfter: number;
  /**
   * Share of the customers that you expect to lose, if you have said so: at the announcement, and of those
   * who are bound once they are free.
   */
  readonly forecast?: Range;
  /** Whether the forecast counts customers who leave once they are free. */
  readonly countsWhenFree?: true;
  readonly position?: Position;
  /** Whether the most likely forecast alone uses up the gain. */
  readonly likelyBeyond?: boolean;
}

/** The break-even of all customers, and of each segment where they are divided. */
export interface BreakEvenFigure extends BreakEven {
  /**
   * Whether groups bring different amounts, so that the share is one of what all of them bring and not of
   * heads; absent where every customer brings the same.
   */
  readonly byContribution?: true;
  /** Money per year that all customers would bring afterwards, if their number is known. */
  readonly contributionInAll?: number;
  readonly segments: readonly (BreakEven & { readonly segment: string })[];
}

interface Group {
  readonly customers: number | undefined;
  readonly before: number;
  readonly after: number;
  readonly forecast: Range | undefined;
  readonly countsWhenFree: boolean;
}

function judgePosition(share: number, forecast: Range): Position {
  if (forecast.high < share) return 'below';
  return forecast.low >= share ? 'beyond' : 'inside';
}

function buildBreakEven({ customers, before, after, forecast, countsWhenFree }: Group): BreakEven {
  const share = breakEvenLoss(before, after);
  return {
    share: roundShare(share),
    ...(customers === undefined
      ? {}
      : { customers: roundCount(share * customers), gainPerYear: roundMoney((after - before) * customers) }),
    contributionBefore: roundMoney(before),
    contributionAfter: roundMoney(after),
    ...(forecast === undefined
      ? {}
      : {
          forecast: mapRange(forecast, roundShare),
          position: judgePosition(share, forecast),
          likelyBeyond: forecast.likely >= share,
          ...(countsWhenFree ? { countsWhenFree } : {}),
        }),
  };
}

/**
 * All groups as one. Who leaves is weighed by what they bring afterwards: by heads, the loss of a few large
 * customers would hide among many small ones.
 */
function weighted(groups: readonly Group[], total: number): Group {
  const mean = (part: (group: Group) => number) =>
    groups.reduce((all, group) => all + part(group) * (group.customers ?? 0), 0) / total;
  const brought = total * mean(({ after }) => after);
  const forecasts = groups.flatMap(({ forecast, customers = 0, after }) =>
    forecast === undefined ? [] : [mapRange(forecast, (share) => (share * customers * after) / brought)],
  );
  return {
    customers: total,
    before: mean(({ before }) => before),
    after: mean(({ after }) => after),
    forecast: forecasts.length === groups.length ? sum(forecasts) : undefined,
    countsWhenFree: groups.some(({ countsWhenFree }) => countsWhenFree),
  };
}

/** Who leaves at the announcement, and of those who are left whoever leaves once they are free. */
function buildForecast(lookup: Lookup, row: Lookup['rows'][number]): Range | undefined {
  if (lookup.find('lossAtAnnouncement', row) === undefined) return undefined;
  const loss = lookup.range('lossAtAnnouncement', row);
  const later = shareWhenFree(lookup, row);
  if (later === undefined) return loss;
  const both = (point: keyof Range) => 1 - (1 - loss[point]) * (1 - later[point]);
  return { low: both('low'), likely: both('likely'), high: both('high') };
}

/**
 * The share of customers whose loss uses up the gain, beside the share that is expected to leave.
 * At the likely values; losses after the announcement and costs are not in it (see the net value for
 * those). Needs the contributions, or one of them and the annual gain and the customers.
 */
export function breakEvenFigure(lookup: Lookup): Figure<BreakEvenFigure> {
  const { inputs, rows, find, range } = lookup;
  const fromTotal = readsAnnualGain(lookup);
  const divided = rows.some((row) => row.segment !== undefined);
  const needed: SegmentQuantityKey[] = ['contributionBefore'];
  if (!fromTotal) needed.push('contributionAfter');
  if (fromTotal || divided) needed.push('customers');
  const missing = lookup.missing(needed);
  if (missing.length > 0) return { known: false, missing };

  // In the months after the end those who left are missed and nothing is gained, so that each horizon has a share of its own.
  if (inputs.end?.to === 'old-terms') {
    return impossible(
      'Where the change holds for a time only, no one share of customers uses up the gain; the table says it for each horizon.',
    );
  }
  const total = rows.reduce((all, row) => all + range('customers', row).likely, 0);
  if ((fromTotal || divided) && total <= 0) return impossible('There are no customers.');
  const gainEach = fromTotal ? likelyOf(inputs.annualGain ?? 0) / total : 0;
  const groups = rows.map((row): Group => {
    const before = range('contributionBefore', row).likely;
    return {
      customers: find('customers', row) && range('customers', row).likely,
      before,
      after: mixDowngrade(
        lookup,
        row,
        fromTotal ? before + gainEach : range('contributionAfter', row).likely,
      ),
      forecast: buildForecast(lookup, row),
      countsWhenFree: shareWhenFree(lookup, row) !== undefined,
    };
  });
  const [only] = groups;
  const whole = divided || only === undefined ? weighted(groups, total) : only;
  if (!(whole.after > 0)) {
    return impossible('A customer brings nothing under the new terms, so no number of them breaks even.');
  }
  const segments = rows.flatMap((row, index) => {
    const group = groups[index];
    if (row.segment === undefined || group === undefined || !(group.after > 0)) return [];
    return [{ segment: row.segment, ...buildBreakEven(group) }];
  });
  const differs = groups.some(({ after }) => after !== groups[0]?.after);
  return figure([], () => {
    const { customers, ...rest } = buildBreakEven(whole);
    return {
      ...rest,
      ...(differs || customers === undefined ? {} : { customers }),
      ...(differs ? { byContribution: true } : {}),
      ...(divided ? { contributionInAll: roundMoney(total * whole.after) } : {}),
      segments,
    };
  });
}
