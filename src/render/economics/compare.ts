import { choiceLabel } from '../../domain/question-index.ts';
import type { Review } from '../../domain/review.ts';
import { buildAlternatives } from '../../economics/alternatives.ts';
import type { Comparison } from '../../economics/compare.ts';
import type { Results } from '../../economics/evaluate.ts';
import { known } from '../../economics/figure.ts';
import { oneLine } from '../format.ts';
import { type Change, changesView } from './changes.ts';
import { chanceWords, countDraws, type EconomicsWords, listLabels, monthsWords } from './words.ts';

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
    chance: drawn && draws !== undefined ? chanceWords(drawn.probabilityOfLoss, draws, words) : undefined,
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
  const { notReckoned } = buildAlternatives(review, {});
  const side = { months: change.decisionMonths, drawnChange: countDraws(known(change.simulation)) };
  return {
    changes: changesView(changes, words),
    hasChanges: changes.length > 0,
    ways: ways.map((way) => wayView(way, side, words)),
    months: monthsWords(change.decisionMonths, words.format),
    lacking: ways.flatMap(({ name, results, isChange }) =>
      results === undefined || results.netValue.known
        ? []
        : [{ name, isChange, needs: listLabels(results.netValue.missing, words) }],
    ),
    notReckoned: notReckoned.map(({ id, lacks }) => ({
      name: nameOf(id),
      what: textOf(rowOf(id)?.what),
      lacksGain: lacks.includes('gain'),
      lacksLoss: lacks.includes('loss'),
      lacksBoth: lacks.length === 2,
    })),
    hasNotReckoned: notReckoned.length > 0,
    hasOthers: rows.length > 0,
    command,
  };
}
