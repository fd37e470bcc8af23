import { netValueAt, type Results } from '../../economics/evaluate.ts';
import { type Figure, known } from '../../economics/figure.ts';
import { type Inputs, inputPath, type Quantity } from '../../economics/inputs.ts';
import { buildLookup } from '../../economics/model.ts';
import { hasForecast, type RushStaffing } from '../../economics/rush.ts';
import { percentFor } from '../../lib/percent.ts';
import { chanceWords, findThrows, omittedWords } from './view.ts';
import { type EconomicsWords, labelOf, labelsOf, monthsWords, rangeWords, threePoints } from './words.ts';

export function breakEvenView(
  { breakEven }: Pick<Results, 'breakEven'>,
  inputs: Inputs,
  words: EconomicsWords,
  command: string,
) {
  const figure = known(breakEven);
  if (figure === undefined) return undefined;
  const { format } = words;
  const { share, customers, forecast, position, likelyBeyond } = figure;
  const { rows, range } = buildLookup(inputs);
  const all = rows.reduce((sum, row) => sum + range('customers', row).likely, 0);
  const whole = (value: number) => format.number(Math.round(value));
  return {
    isHeldBack: !hasForecast(inputs),
    command,
    hasGain: share > 0,
    share: format.roughShare(share),
    lost: customers === undefined ? undefined : whole(customers),
    all: whole(all),
    before: format.money(figure.contributionBefore),
    after: format.money(figure.contributionAfter),
    needed: share < 0 && customers !== undefined ? whole(-customers) : undefined,
    forecast: forecast && threePoints(forecast, format.roughShare),
    isBelow: position === 'below',
    mayBeBeyond: position === 'inside' && likelyBeyond === false,
    isBeyond: position === 'beyond' || likelyBeyond === true,
  };
}

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
      share: segment.share > 0 ? format.roughShare(segment.share) : '–',
      forecast: segment.forecast && rangeWords(segment.forecast, format.roughShare, words),
    })),
  };
}

function worthView({ simulation }: Results, words: EconomicsWords) {
  const { format } = words;
  const drawn = known(simulation);
  if (drawn === undefined) return undefined;
  return {
    horizons: drawn.horizons.map(({ months, p10, p50, p90, probabilityOfLoss }) => ({
      months: monthsWords(months, format),
      p10: format.roughMoney(p10),
      p50: format.roughMoney(p50),
      p90: format.roughMoney(p90),
      chance: chanceWords(probabilityOfLoss, findThrows(drawn), words),
    })),
  };
}

function courseView({ netValue }: Results) {
  const figure = known(netValue);
  if (figure === undefined) return undefined;
  const { turnsToLoss, paysBack, end } = figure.course;
  const stays = turnsToLoss === undefined && paysBack === undefined;
  return {
    turnsToLoss: turnsToLoss === undefined ? undefined : String(turnsToLoss),
    paysBack: String(paysBack),
    isEarnedBack: paysBack !== undefined,
    isAlwaysLoss: stays && end === 'loss',
    isAlwaysGain: stays && end === 'gain',
    months: String(figure.cumulated.length - 1),
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
  'replacement',
  'referralsPerYear',
  'contacts',
  'contactCost',
  'contactHours',
  'goodwill',
  'oneOff',
] as const;

const inMoney: ReadonlySet<string> = new Set([
  'replacement',
  'referralsPerYear',
  'contactCost',
  'goodwill',
  'oneOff',
]);

/** A view in which exactly the flag of the name is set: `isGoodwill`. */
function buildFlag(name: string): Readonly<Record<string, boolean>> {
  return { [`is${name.slice(0, 1).toUpperCase()}${name.slice(1)}`]: true };
}

const noFlags = Object.fromEntries(
  [...costNames, 'netValue', 'breakEven', 'lifetime', 'staffing'].flatMap((name) =>
    Object.keys(buildFlag(name)).map((flag) => [flag, false]),
  ),
);

function costsView({ costs }: Results, { format }: EconomicsWords) {
  return costNames.flatMap((name) => {
    const figure = known(costs[name]);
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

/** Rows of the busiest hour, or of every interval; the high case beside the likely one where they differ. */
function staffingView({ likely, high, target, shrinkage }: RushStaffing, { format }: EconomicsWords) {
  const whole = (value: number) => format.number(Math.round(value));
  const pairs = likely.intervals.flatMap((interval, at) => {
    const worst = high.intervals[at];
    return worst === undefined ? [] : [{ interval, worst }];
  });
  const spread = (low: number, most: number) =>
    low === most ? whole(low) : `${whole(low)} (${whole(most)})`;
  const [tightest] = pairs
    .filter(({ interval }) => interval.asRostered !== undefined)
    .sort((a, b) => (a.interval.asRostered?.serviceLevel ?? 1) - (b.interval.asRostered?.serviceLevel ?? 1));
  const outcome = tightest?.interval.asRostered;
  return {
    hasSpread: pairs.some(({ interval, worst }) => interval.contacts !== worst.contacts),
    rows: pairs.map(({ interval, worst }) => {
      const { rostered, short = 0 } = interval.asRostered ?? {};
      return {
        name: interval.name,
        contacts: spread(interval.contacts, worst.contacts),
        agents: spread(interval.agents, worst.agents),
        roster: spread(interval.roster, worst.roster),
        rostered: rostered === undefined ? undefined : whole(rostered),
        short: short > 0 ? whole(short) : undefined,
      };
    }),
    outcome: outcome && {
      name: tightest?.interval.name,
      rostered: whole(outcome.rostered),
      present: whole(outcome.present),
      isEndless: outcome.averageSeconds === undefined,
      share: format.roughShare(outcome.serviceLevel),
      seconds: seconds(outcome.averageSeconds ?? 0, format.locale),
    },
    target: format.share(target.share),
    seconds: seconds(target.seconds, format.locale),
    shrinkage: format.share(shrinkage),
  };
}

function seconds(value: number, locale: string): string {
  const unit = value >= 120 ? 'minute' : 'second';
  const count = Math.round(value / (unit === 'minute' ? 60 : 1));
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
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
    const needs = figure.missing.length === 0 ? undefined : labelsOf(figure.missing, words);
    return [{ ...noFlags, ...buildFlag(name), needs, because: figure.because }];
  });
}

/** Whether the figures at their likely values speak against going ahead. */
function speaksAgainst(results: Results): boolean {
  const worth = netValueAt(results, results.decisionMonths);
  return known(results.breakEven)?.likelyBeyond === true || (worth !== undefined && worth < 0);
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

/** What was drawn, for the foot of a page. */
export function drawnView({ simulation }: Results, { format }: EconomicsWords) {
  const drawn = known(simulation);
  if (drawn === undefined) return undefined;
  return {
    isOnePoint: drawn.varied.length === 0,
    draws: format.number(drawn.draws),
    seed: String(drawn.seed),
    isPert: drawn.distribution === 'pert',
    error: percentFor(format.locale, { maximumSignificantDigits: 1 })(
      // Where no draw lost, they differ by nothing, and yet one in a next thousand may.
      drawn.horizons.reduce((most, one) => Math.max(most, one.probabilityStandardError), 1 / drawn.draws),
    ),
  };
}

interface PictureOptions {
  readonly inputs: Inputs;
  readonly staffing: Figure<RushStaffing> | undefined;
  /** A first answer without a review: what it did not ask for is no gap. */
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
    breakEven: breakEvenView(results, inputs, words, command),
    worth: worthView(results, words),
    course: courseView(results),
    omitted: omittedWords(
      results.omitted.map(({ part }) => part),
      words.pages,
      words.format,
    ),
    against: againstView(results, verdict),
    sum: sumView(results, inputs, words),
    lifetime: lifetimeView(results, inputs, words),
    // Who leaves has been said above.
    hasCosts: costs.length > 1,
    costs,
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

/** Inputs of the whole and of each group, by path. */
export function inputsByPath(inputs: Inputs): Map<string, Quantity | Inputs['distribution']> {
  const { segments = [], ...whole } = inputs;
  const entries: [string, Quantity | Inputs['distribution']][] = Object.entries(whole);
  for (const { segment, ...row } of segments) {
    for (const [key, value] of Object.entries(row)) {
      entries.push([inputPath(key as Parameters<typeof inputPath>[0], segment), value]);
    }
  }
  return new Map(entries.filter(([, value]) => value !== undefined));
}
