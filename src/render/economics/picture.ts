import { netValueAt, type Results } from '../../economics/evaluate.ts';
import { type Figure, known } from '../../economics/figure.ts';
import type { Inputs, Quantity } from '../../economics/inputs.ts';
import { buildLookup } from '../../economics/model.ts';
import { hasForecast, type RushStaffing } from '../../economics/rush.ts';
import { capitalised } from '../../lib/words.ts';
import { breakEvenView } from './break-even.ts';
import { courseView, worthView } from './net-value.ts';
import { staffingView } from './staffing.ts';
import { waterfallView } from './waterfall.ts';
import {
  type EconomicsWords,
  labelOf,
  listLabels,
  monthsWords,
  omittedWords,
  rangeWords,
  threePoints,
} from './words.ts';

/** The break-even, what is known of it, and the arithmetic behind it. */
function sumView(results: Results, inputs: Inputs, words: EconomicsWords) {
  const figure = known(results.breakEven);
  if (figure === undefined || !hasForecast(inputs)) return undefined;
  const { format, groups } = words;
  const { share, contributionBefore: before, contributionAfter: after, gainPerYear, segments } = figure;
  const { rows, range } = buildLookup(inputs);
  const lost = known(results.costs.lost);
  const last = known(results.netValue)?.horizons.find(({ months }) => months === results.decisionMonths);
  return {
    isWhole: segments.length === 0,
    before: format.money(before),
    after: format.money(after),
    gain: format.money(Math.abs(Number((after - before).toFixed(2)))),
    isRise: after > before,
    downgrade:
      inputs.downgradeShare === undefined || inputs.downgradeContribution === undefined || segments.length > 0
        ? undefined
        : {
            share: rangeWords(inputs.downgradeShare, format.share, words),
            leaves: rangeWords(inputs.downgradeContribution, format.money, words),
          },
    // More than all cannot leave: then there is no such sum to show.
    isReachable: share <= 1,
    share: format.roughShare(share),
    perYear: gainPerYear === undefined ? undefined : format.money(gainPerYear),
    customers: format.number(rows.reduce((all, row) => all + range('customers', row).likely, 0)),
    lost: lost && threePoints(lost, (value) => format.number(Math.round(value))),
    later:
      last?.breakEvenLoss === undefined ||
      last.breakEvenLoss <= 0 ||
      last.breakEvenLoss > 1 ||
      format.roughShare(last.breakEvenLoss) === format.roughShare(share)
        ? undefined
        : { share: format.roughShare(last.breakEvenLoss), months: monthsWords(last.months, format) },
    groups: segments.map((segment) => ({
      name: groups.get(segment.segment) ?? segment.segment,
      before: format.money(segment.contributionBefore),
      after: format.money(segment.contributionAfter),
      share: segment.share > 0 ? format.roughShare(Math.min(segment.share, 1)) : '–',
      forecast: segment.forecast && rangeWords(segment.forecast, format.roughShare, words),
    })),
  };
}

/** A number that every customer shares; undefined where groups differ or it is a range. */
function plainValue(inputs: Inputs, key: 'retentionBefore' | 'discountRate'): number | undefined {
  const value: Quantity | undefined = inputs[key];
  return typeof value === 'number' ? value : undefined;
}

function lifetimeView(results: Results, inputs: Inputs, words: EconomicsWords) {
  const figure = known(results.lifetime);
  if (figure === undefined) return undefined;
  const { format, groups } = words;
  const { multiple, perCustomer, perNewCustomer, segments } = figure;
  const atRisk = known(results.lifetimeAtRisk);
  const stay = segments.length === 0 ? plainValue(inputs, 'retentionBefore') : undefined;
  const interest = plainValue(inputs, 'discountRate');
  const twoDigits = (value: number) => format.number(Number(value.toFixed(2)));
  const contribution = known(results.breakEven)?.contributionBefore;
  return {
    contribution: format.money(contribution ?? Number((perCustomer / multiple).toFixed(2))),
    multiple: twoDigits(multiple),
    worth: format.roughMoney(perCustomer),
    stay: stay === undefined || interest === undefined ? undefined : format.number(stay),
    interest: interest === undefined ? undefined : format.number(interest),
    forNew: perNewCustomer === undefined ? undefined : format.roughMoney(perNewCustomer),
    atRisk: atRisk && threePoints(atRisk, format.roughMoney),
    groups: segments.map((segment) => ({
      name: groups.get(segment.segment) ?? segment.segment,
      multiple: twoDigits(segment.multiple),
      worth: format.roughMoney(segment.perCustomer),
    })),
  };
}

const costNames = [
  'lost',
  'lostWhenFree',
  'replacement',
  'referralsPerYear',
  'contacts',
  'contactCost',
  'contactHours',
  'offers',
  'goodwill',
  'oneOff',
] as const;

const inMoney: ReadonlySet<string> = new Set([
  'replacement',
  'referralsPerYear',
  'contactCost',
  'offers',
  'goodwill',
  'oneOff',
]);

/** A view in which exactly the flag of the name is set: `isGoodwill`. */
function buildFlag(name: string): Readonly<Record<string, boolean>> {
  return { [`is${capitalised(name)}`]: true };
}

const noFlags = Object.fromEntries(
  [...costNames, 'netValue', 'breakEven', 'lifetime', 'staffing'].flatMap((name) =>
    Object.keys(buildFlag(name)).map((flag) => [flag, false]),
  ),
);

function costsView({ costs }: Results, { format }: EconomicsWords) {
  return costNames.flatMap((name) => {
    const cost = costs[name];
    const figure = cost && known(cost);
    if (figure === undefined) return [];
    const write = inMoney.has(name) ? format.roughMoney : (value: number) => format.number(Math.round(value));
    return [{ ...noFlags, ...buildFlag(name), isBeside: true, ...threePoints(figure, write) }];
  });
}

function tornadoView({ tornado }: Results, words: EconomicsWords) {
  const { format } = words;
  return (known(tornado) ?? []).map(({ input, atLow, atHigh, swing, decides }) => ({
    label: labelOf(input, words),
    atLow: format.roughMoney(atLow),
    atHigh: format.roughMoney(atHigh),
    swing: format.roughMoney(swing),
    decides,
  }));
}

/** Figures that a page names when they lack inputs. */
type LackedName = 'breakEven' | 'netValue' | 'lifetime' | 'replacement' | 'staffing';

/** The figures that lack inputs, and which; the parts that a net value leaves out are named beside it. */
export function lackingView(
  figures: { readonly [K in LackedName]?: Figure<unknown> | undefined },
  words: EconomicsWords,
) {
  return Object.entries(figures).flatMap(([name, figure]) => {
    if (figure === undefined || figure.known) return [];
    const needs = figure.missing.length === 0 ? undefined : listLabels(figure.missing, words);
    return [{ ...noFlags, ...buildFlag(name), needs, because: figure.because }];
  });
}

/** One in two. */
const EVEN = 0.5;

/** Whether the figures speak against going ahead: at their likely values, or in every second case. */
function speaksAgainst(results: Results): boolean {
  const worth = netValueAt(results, results.decisionMonths);
  const chance = known(results.simulation)?.horizons.find(
    ({ months }) => months === results.decisionMonths,
  )?.probabilityOfLoss;
  return (
    known(results.breakEven)?.likelyBeyond === true ||
    (worth !== undefined && worth < 0) ||
    (chance ?? 0) >= EVEN
  );
}

/** What the verdict says to figures that speak against it. */
export interface VerdictOnFigures {
  readonly decision: 'go' | 'revise' | 'drop' | undefined;
  /** The executive's written word, where it counts. */
  readonly override: { readonly by: string; readonly reason: string } | undefined;
}

function againstView(results: Results, verdict: VerdictOnFigures | undefined) {
  if (verdict === undefined || !speaksAgainst(results)) return undefined;
  const { decision, override } = verdict;
  if (decision === 'revise' || decision === 'drop') return undefined;
  return {
    override,
    isUnwritten: decision === 'go' && override === undefined,
    isOpen: decision === undefined && override === undefined,
  };
}

interface PictureOptions {
  readonly inputs: Inputs;
  readonly staffing: Figure<RushStaffing> | undefined;
  /** A first answer without a review: figures that it did not ask for are not reported as missing. */
  readonly isSketch: boolean;
  readonly verdict: VerdictOnFigures | undefined;
  /** How to give a forecast. */
  readonly command: string;
  readonly words: EconomicsWords;
}

/** The whole picture of one change. */
export function pictureView(results: Results, options: PictureOptions) {
  const { inputs, staffing, isSketch, verdict, command, words } = options;
  const costs = costsView(results, words);
  const moves = tornadoView(results, words);
  const rush = staffing && known(staffing);
  const { breakEven, netValue, lifetime } = results;
  const { replacement } = results.costs;
  const more = isSketch ? {} : { replacement, staffing };
  const lacking = lackingView({ breakEven, netValue, lifetime, ...more }, words);
  return {
    breakEven: breakEvenView({ inputs, results }, words, command),
    worth: worthView(results, words),
    course: courseView(results, words),
    omitted: omittedWords(results.omitted, words),
    waterfall: waterfallView(results, words),
    against: againstView(results, verdict),
    sum: sumView(results, inputs, words),
    lifetime: lifetimeView(results, inputs, words),
    // The page names those who leave further up.
    hasCosts: costs.length > 1,
    costs,
    referralsInJoiners: results.referralsInJoiners && results.costs.referralsPerYear.known,
    hasReplacement: results.costs.replacement.known,
    hasTornado: moves.length > 0,
    tornado: moves,
    tornadoMonths: monthsWords(results.decisionMonths, words.format),
    someDecide: moves.some(({ decides }) => decides),
    staffing: rush && staffingView(rush, words),
    hasLacking: lacking.length > 0,
    lacking,
  };
}
