import {
  agentsNeeded,
  averageSpeedOfAnswer,
  erlangC,
  offeredLoad,
  rosterFor,
  type ServiceTarget,
  serviceLevel,
} from './erlang.ts';
import { roundCount, roundShare } from './round.ts';

/** A stretch of time after the announcement, and its share of all contacts that the change causes. */
export interface SpikeInterval {
  /** What to call it: `day 1, 09:00`. */
  readonly name: string;
  readonly minutes: number;
  /** Share of the extra contacts, 0 to 1; the shares of a profile add up to 1 at most. */
  readonly share: number;
  /** Contacts that come in this interval anyway. */
  readonly usualContacts?: number;
  /** Agents on the roster in this interval, before shrinkage. */
  readonly rostered?: number;
}

/** The rush after an announcement. */
export interface Spike {
  /** Customers who are told. */
  readonly affected: number;
  /** Extra contacts per affected customer, over the whole rush. */
  readonly contactsPerCustomer: number;
  readonly handlingSeconds: number;
  readonly target: ServiceTarget;
  /** Share of paid time away from the phones, 0 to below 1. */
  readonly shrinkage: number;
  readonly intervals: readonly SpikeInterval[];
}

/** What one interval takes. */
interface StaffedInterval {
  readonly name: string;
  /** Contacts in it, the usual ones included. */
  readonly contacts: number;
  /** Traffic in erlangs. */
  readonly load: number;
  /** Agents at the phones who meet the target. */
  readonly agents: number;
  /** People on the roster for that. */
  readonly roster: number;
  /** Share answered in time by `agents`. */
  readonly serviceLevel: number;
  /** Average seconds until an answer by `agents`; 0 where nobody calls. */
  readonly averageSeconds: number;
  /** Share of calls that wait with `agents`. */
  readonly waiting: number;
  /** What the given roster comes to; absent where none was given. */
  readonly asRostered?: RosteredInterval;
}

/** What happens with the people who are on the roster. */
interface RosteredInterval {
  readonly rostered: number;
  /** Whole agents at the phones after shrinkage. */
  readonly present: number;
  /** Roster people too few; 0 where it suffices. */
  readonly short: number;
  readonly serviceLevel: number;
  /** Average seconds until an answer; absent where the queue only grows. */
  readonly averageSeconds?: number;
}

/** The staffing of a whole rush. */
export interface Staffing {
  readonly intervals: readonly StaffedInterval[];
  /** Extra contacts in all intervals together. */
  readonly extraContacts: number;
  /** The busiest interval's need, and the first such interval. */
  readonly peak: { readonly name: string; readonly agents: number; readonly roster: number } | undefined;
  /** Names of the intervals whose given roster is too small. */
  readonly understaffed: readonly string[];
}

function asRostered(spike: Spike, load: number, need: number, rostered: number): RosteredInterval {
  // Ten people at 30 % shrinkage are seven at the phones, although 10 × 0.7 is a little below 7 in floating point.
  const present = Math.floor(rostered * (1 - spike.shrinkage) + 1e-9);
  const queue = { load, agents: present, handlingSeconds: spike.handlingSeconds };
  const wait = averageSpeedOfAnswer(queue);
  return {
    rostered,
    present,
    short: present >= need ? 0 : rosterFor(need, spike.shrinkage) - rostered,
    serviceLevel: load === 0 ? 1 : roundShare(serviceLevel(queue, spike.target.seconds)),
    ...(load === 0 ? { averageSeconds: 0 } : wait === undefined ? {} : { averageSeconds: roundCount(wait) }),
  };
}

/**
 * How many agents each interval after the announcement needs, by Erlang C. Optimistic: an
 * announcement makes many people call at once, which Erlang C takes to be rare.
 */
export function buildStaffing(spike: Spike): Staffing {
  const extra = spike.affected * spike.contactsPerCustomer;
  const intervals = spike.intervals.map((interval): StaffedInterval => {
    const contacts = extra * interval.share + (interval.usualContacts ?? 0);
    const load = offeredLoad((contacts * 60) / interval.minutes, spike.handlingSeconds);
    const agents = agentsNeeded(load, spike.handlingSeconds, spike.target);
    const queue = { load, agents, handlingSeconds: spike.handlingSeconds };
    return {
      name: interval.name,
      contacts: roundCount(contacts),
      load: roundShare(load),
      agents,
      roster: rosterFor(agents, spike.shrinkage),
      serviceLevel: load === 0 ? 1 : roundShare(serviceLevel(queue, spike.target.seconds)),
      averageSeconds: roundCount(load === 0 ? 0 : (averageSpeedOfAnswer(queue) ?? 0)),
      waiting: load === 0 ? 0 : roundShare(erlangC(load, agents)),
      ...(interval.rostered === undefined
        ? {}
        : { asRostered: asRostered(spike, load, agents, interval.rostered) }),
    };
  });
  const busiest = intervals.reduce<StaffedInterval | undefined>(
    (most, interval) => (most === undefined || interval.agents > most.agents ? interval : most),
    undefined,
  );
  return {
    intervals,
    extraContacts: roundCount(extra * spike.intervals.reduce((all, { share }) => all + share, 0)),
    peak: busiest && { name: busiest.name, agents: busiest.agents, roster: busiest.roster },
    understaffed: intervals.filter(({ asRostered }) => (asRostered?.short ?? 0) > 0).map(({ name }) => name),
  };
}
