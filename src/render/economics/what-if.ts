import type { Results } from '../../economics/evaluate.ts';
import { known } from '../../economics/figure.ts';
import type { Inputs } from '../../economics/inputs.ts';
import type { WhatIf } from '../../economics/what-if.ts';
import { changesView, listChanges } from './changes.ts';
import { lackingView } from './picture.ts';
import { chanceWords, countDraws, type EconomicsWords, monthsWords, omittedWords, signed } from './words.ts';

/** A difference of shares: 0.02 is 2, for points of a hundred. */
const inPoints = (format: EconomicsWords['format']) => (share: number) =>
  format.number(Number(Math.abs(share) < 0.1 ? (share * 100).toPrecision(2) : (share * 100).toFixed(1)));

type RowName = 'breakEven' | 'forecast' | 'lost' | 'gain' | 'worth' | 'chance' | 'turn';

const rowFlags = (name: RowName) => ({
  isBreakEven: name === 'breakEven',
  isForecast: name === 'forecast',
  isLost: name === 'lost',
  isGain: name === 'gain',
  isWorth: name === 'worth',
  isChance: name === 'chance',
  isTurn: name === 'turn',
});

interface SideRow {
  readonly name: RowName;
  readonly months?: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly write: (value: number) => string;
  /** Whether a difference counts in points of a hundred. */
  readonly isShare?: boolean;
}

function horizonRows(before: Results, after: Results, words: EconomicsWords): SideRow[] {
  const { format } = words;
  const [old, changed] = [known(before.simulation), known(after.simulation)];
  const all = new Set([...(old?.horizons ?? []), ...(changed?.horizons ?? [])].map(({ months }) => months));
  const at = (drawn: typeof old, months: number) => drawn?.horizons.find((one) => one.months === months);
  return [...all]
    .sort((a, b) => a - b)
    .flatMap((months): SideRow[] => [
      {
        name: 'worth',
        months: monthsWords(months, format),
        before: at(old, months)?.p50,
        after: at(changed, months)?.p50,
        write: format.roughMoney,
      },
      {
        name: 'chance',
        before: at(old, months)?.probabilityOfLoss,
        after: at(changed, months)?.probabilityOfLoss,
        write: (share) => chanceWords(share, countDraws(changed) ?? countDraws(old), words),
        isShare: true,
      },
    ]);
}

/** More than all customers cannot leave: a change that bears a loss of 120 % bears the loss of all of them. */
const bearable = (share: number): number => Math.min(share, 1);

/** The figures of a what-if, as numbers: what `--json` prints and the table shows. */
function sideRows({ before, after }: WhatIf, words: EconomicsWords): SideRow[] {
  const { format } = words;
  const whole = (value: number) => format.number(Math.round(value));
  const [old, changed] = [known(before.breakEven), known(after.breakEven)];
  const turn = (results: Results) => known(results.netValue)?.course.turnsToLoss;
  const rows: SideRow[] = [
    {
      name: 'breakEven',
      // Shown before the forecast, it would invite a forecast just below it.
      before: old?.forecast && bearable(old.share),
      after: changed?.forecast && bearable(changed.share),
      write: format.roughShare,
      isShare: true,
    },
    {
      name: 'forecast',
      before: old?.forecast?.likely,
      after: changed?.forecast?.likely,
      write: format.roughShare,
      isShare: true,
    },
    {
      name: 'lost',
      before: known(before.costs.lost)?.likely,
      after: known(after.costs.lost)?.likely,
      write: whole,
    },
    { name: 'gain', before: old?.gainPerYear, after: changed?.gainPerYear, write: format.roughMoney },
    ...horizonRows(before, after, words),
    { name: 'turn', before: turn(before), after: turn(after), write: format.number },
  ];
  return rows.filter((row) => row.before !== undefined || row.after !== undefined);
}

function sideView({ name, months, before, after, write, isShare = false }: SideRow, words: EconomicsWords) {
  const [old, changed] = [before, after].map((value) => (value === undefined ? undefined : write(value)));
  const isSame = old === changed;
  const hasBoth = before !== undefined && after !== undefined;
  return {
    ...rowFlags(name),
    months,
    before: old,
    after: changed,
    isPoints: isShare && hasBoth && !isSame,
    difference:
      !hasBoth || name === 'turn'
        ? ''
        : isSame
          ? '='
          : signed(isShare ? inPoints(words.format) : write)(after - before),
  };
}

interface WhatIfOptions {
  readonly base: Inputs;
  readonly isReview: boolean;
  readonly words: EconomicsWords;
}

/** A what-if side by side with what it starts from. */
export function whatIfView(whatIf: WhatIf, { base, isReview, words }: WhatIfOptions) {
  const { breakEven, netValue, lifetime } = whatIf.after;
  const lacking = lackingView({ breakEven, netValue, lifetime }, words);
  return {
    isReview,
    changes: changesView(listChanges(base, whatIf.inputs), words),
    rows: sideRows(whatIf, words).map((row) => sideView(row, words)),
    omitted: omittedWords(whatIf.after.omitted, words),
    hasLacking: lacking.length > 0,
    lacking,
    hasChart: whatIf.after.simulation.known,
  };
}
