import type { RushStaffing } from '../../economics/rush.ts';
import type { EconomicsWords } from './words.ts';

/** Rows of the busiest hour, or of every interval; the high case beside the likely one where they differ. */
export function staffingView({ likely, high, target, shrinkage }: RushStaffing, { format }: EconomicsWords) {
  const whole = (value: number) => format.number(Math.round(value));
  const pairs = likely.intervals.flatMap((interval, at) => {
    const worst = high.intervals[at];
    return worst === undefined ? [] : [{ interval, worst }];
  });
  const rows = pairs.map(({ interval, worst }) => {
    const { rostered, short = 0 } = interval.asRostered ?? {};
    const high = (key: 'contacts' | 'agents' | 'roster') =>
      worst[key] === interval[key] ? undefined : whole(worst[key]);
    return {
      name: interval.name,
      contacts: whole(interval.contacts),
      highContacts: high('contacts'),
      agents: whole(interval.agents),
      highAgents: high('agents'),
      roster: whole(interval.roster),
      highRoster: high('roster'),
      rostered: rostered === undefined ? undefined : whole(rostered),
      short: short > 0 ? whole(short) : undefined,
    };
  });
  const needOf = (at: number) => likely.intervals[at];
  const [busiest] = rows
    .map((row, at) => ({ row, short: needOf(at)?.asRostered?.short ?? 0, agents: needOf(at)?.agents ?? 0 }))
    .sort((a, b) => b.short - a.short || b.agents - a.agents);
  const [tightest] = pairs
    .filter(({ interval }) => interval.asRostered !== undefined)
    .sort((a, b) => (a.interval.asRostered?.serviceLevel ?? 1) - (b.interval.asRostered?.serviceLevel ?? 1));
  const outcome = tightest?.interval.asRostered;
  return {
    hasSpread: pairs.some(({ interval, worst }) => interval.contacts !== worst.contacts),
    rows,
    /** The row that lacks most people, or else needs most. */
    busiest: busiest?.row,
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
