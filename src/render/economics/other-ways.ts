import { choiceLabel } from '../../domain/question-index.ts';
import type { Review } from '../../domain/review.ts';
import type { Comparison } from '../../economics/compare.ts';
import type { Results } from '../../economics/evaluate.ts';
import { known } from '../../economics/figure.ts';
import { buildAlternatives } from '../../economics/from-review.ts';
import type { Inputs, Quantity, SettingKey } from '../../economics/inputs.ts';
import type { WhatIf } from '../../economics/what-if.ts';
import { oneLine } from '../format.ts';
import { inputsByPath, lackingView } from './picture.ts';
import {
  chanceWords,
  countDraws,
  type EconomicsWords,
  labelOf,
  labelsOf,
  monthsWords,
  omittedWords,
  signed,
  valueWords,
} from './words.ts';

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** An input before and after a what-if. */
export interface Change {
  /** Path: `lossAtAnnouncement`, `segments.loyal.customers`. */
  readonly input: string;
  readonly from: Quantity | Inputs['distribution'];
  readonly to: Quantity | Inputs['distribution'];
}

/** The inputs that differ, by path; a value of all that replaces a group's own shows at the group too. */
export function listChanges(before: Inputs, after: Inputs): Change[] {
  const [from, to] = [inputsByPath(before), inputsByPath(after)];
  return [...new Set([...to.keys(), ...from.keys()])].flatMap((input) => {
    const change = { input, from: from.get(input), to: to.get(input) };
    return same(change.from, change.to) ? [] : [change];
  });
}

/** The inputs that differ, in words. */
function changesView(changes: readonly Change[], words: EconomicsWords) {
  return changes.map(({ input, from, to }) => {
    const key = input.split('.').at(-1) as SettingKey;
    return {
      label: labelOf(input, words),
      before: valueWords(key, from, words),
      after: valueWords(key, to, words),
    };
  });
}

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
      before: old?.forecast && old.share,
      after: changed?.forecast && changed.share,
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

interface Way {
  readonly name: string;
  readonly what: string | undefined;
  readonly results: Results | undefined;
  readonly isNothing: boolean;
  readonly horizons: Comparison['alternatives'][number]['horizons'];
  readonly isChange: boolean;
}

function wayView(
  { name, what, results, isNothing, horizons, isChange }: Way,
  { months, drawnChange }: { readonly months: number; readonly drawnChange: number | undefined },
  words: EconomicsWords,
) {
  const { format } = words;
  const worth = (after: number) =>
    isChange
      ? results && known(results.netValue)?.horizons.find((one) => one.months === after)?.value
      : horizons.find((one) => one.months === after)?.value;
  const [first, last] = [worth(12), worth(months)];
  const simulation = results && known(results.simulation);
  const drawn = simulation?.horizons.find((one) => one.months === months);
  const draws = countDraws(simulation);
  const lost = isNothing ? 0 : results && known(results.costs.lost)?.likely;
  const against = horizons.find((one) => one.months === months);
  return {
    name,
    isChange,
    what,
    hasFigures: first !== undefined && last !== undefined,
    lost: lost === undefined ? undefined : format.number(Math.round(lost)),
    first: first === undefined ? undefined : format.roughMoney(first),
    last: last === undefined ? undefined : format.roughMoney(last),
    chance: drawn && chanceWords(drawn.probabilityOfLoss, draws, words),
    better: against && chanceWords(against.probabilityBetter, drawnChange ?? draws, words),
  };
}

interface CompareOptions {
  readonly review: Review;
  readonly changes: readonly Change[];
  /** How to add alternatives. */
  readonly command: string;
  readonly words: EconomicsWords;
}

/** The change and its alternatives side by side. */
export function compareView({ change, alternatives }: Comparison, options: CompareOptions) {
  const { review, changes, command, words } = options;
  const rows = review.alternatives ?? [];
  const rowOf = (id: string) => rows.find((row) => row.id === id);
  // Two of a kind are told apart by their own names.
  const nameOf = (id: string) => {
    const kind = rowOf(id)?.kind;
    const isOnly = rows.filter((row) => row.kind === kind).length === 1;
    return kind === undefined || kind === 'other' || !isOnly
      ? id
      : choiceLabel(`alternatives.${id}.kind`, kind, words.content);
  };
  const textOf = (text: string | undefined) => (text === undefined ? undefined : oneLine(text));
  const ways: Way[] = [
    {
      name: '',
      what: textOf(review.change?.what),
      results: change,
      isNothing: false,
      horizons: [],
      isChange: true,
    },
    ...alternatives.map(({ id, results, horizons }) => ({
      name: nameOf(id),
      what: textOf(rowOf(id)?.what),
      results,
      isNothing: results === undefined,
      horizons,
      isChange: false,
    })),
  ];
  const borrowed = alternatives.filter(
    ({ id, results }) => results?.costs.lost.known && rowOf(id)?.economics?.lossAtAnnouncement === undefined,
  );
  const { withoutFigures } = buildAlternatives(review);
  const side = { months: change.decisionMonths, drawnChange: countDraws(known(change.simulation)) };
  return {
    changes: changesView(changes, words),
    hasChanges: changes.length > 0,
    ways: ways.map((way) => wayView(way, side, words)),
    months: monthsWords(change.decisionMonths, words.format),
    borrowed: borrowed.length === 0 ? undefined : words.format.list(borrowed.map(({ id }) => nameOf(id))),
    isOne: borrowed.length === 1,
    lacking: ways.flatMap(({ name, results, isChange }) =>
      results === undefined || results.netValue.known
        ? []
        : [{ name, isChange, needs: labelsOf(results.netValue.missing, words) }],
    ),
    withoutFigures:
      withoutFigures.length === 0
        ? undefined
        : words.format.list(withoutFigures.map((id) => `${nameOf(id)} (${textOf(rowOf(id)?.what) ?? id})`)),
    hasOthers: rows.length > 0,
    command,
  };
}
