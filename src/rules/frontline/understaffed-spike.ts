import type { Review } from '../../domain/review.ts';
import type { Fault } from '../../domain/rule.ts';
import { offeredLoad } from '../../economics/erlang.ts';
import type { Figure } from '../../economics/figure.ts';
import { buildBusiestHour, buildRush } from '../../economics/from-review.ts';
import { buildStaffing, type Spike } from '../../economics/staffing.ts';
import type { Range } from '../../economics/three-point.ts';
import { percent } from '../../lib/percent.ts';
import { counted, grouped, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isBlank } from '../support/gaps.ts';

/** More than any company answers at once, over all intervals together. */
const mostErlangs = 100_000;

interface Rush {
  readonly spike: Figure<Spike>;
  /** Of each interval, where its roster stands in the review and how to speak of it. */
  readonly places: readonly { readonly path: string; readonly when: string }[];
}

/** The intervals where any of them has a roster of its own, and the busiest hour otherwise. */
function rushIn(review: Review, point: keyof Range): Rush {
  const { intervals = [] } = review.frontline?.staffing ?? {};
  if (intervals.every(({ rostered }) => rostered === undefined)) {
    const place = { path: 'frontline.staffing.rostered', when: 'in the busiest hour' };
    return { spike: buildBusiestHour(review, point), places: [place] };
  }
  return {
    spike: buildRush(review, point),
    places: intervals.map(({ id, name = id }) => ({
      path: `frontline.staffing.intervals.${id}.rostered`,
      when: `in ${quoted(name)}`,
    })),
  };
}

/** Erlangs over all intervals. */
function describeLoad({ affected, contactsPerCustomer, handlingSeconds, intervals }: Spike): number {
  const extra = affected * contactsPerCustomer;
  return intervals.reduce(
    (all, { share, minutes, usualContacts = 0 }) =>
      all + offeredLoad(((extra * share + usualContacts) * 60) / minutes, handlingSeconds),
    0,
  );
}

/** Where there are too few agents at one end of the estimates. */
function findShort(review: Review, point: 'likely' | 'high', least: number): Fault[] {
  const { spike, places } = rushIn(review, point);
  if (!spike.known || spike.value.shrinkage >= 1) return [];
  const { handlingSeconds, intervals, target } = spike.value;
  // Beyond what the formula can reckon with, it says nothing.
  if (handlingSeconds <= 0 || describeLoad(spike.value) > mostErlangs) return [];
  if (intervals.every(({ rostered = 0 }) => rostered < least)) return [];
  const staffed = buildStaffing(spike.value).intervals;
  const atHigh = point === 'high' ? ' at the high end of what you expect' : '';
  return places.flatMap(({ path, when }, at) => {
    const { contacts = 0, roster = 0, asRostered } = staffed[at] ?? {};
    const { rostered = 0, short = 0 } = asRostered ?? {};
    if (rostered < least || short <= 0) return [];
    return {
      path,
      message: `${grouped(rostered)} are on the roster ${when}; ${grouped(contacts)} calls${atHigh} need ${grouped(roster)} for ${percent(target.share)} answered within ${counted(target.seconds, 'second')}.`,
      hint: 'Send the notice in waves, add people for those days, or offer a call back.',
    };
  });
}

export const understaffedSpike = reviewRule({
  name: 'understaffed-spike',
  severity: 'warning',
  class: 'decides',
  gravity: 'frontline',
  summary:
    'In the busiest hour after the notice, or in any interval listed, there are fewer agents than the calls need.',
  why: 'A caller who waits twenty minutes to hear of a higher price is lost twice. The figure comes from your own earlier announcement and is optimistic: after a notice, everybody calls at once. So the roster has to hold at the high end of what you expect too, and a team of five is counted like one of fifty.',
  bad: `
    frontline:
      staffing:
        contactShare: 0.35
        historySource: Rise of the Team plan in March 2023
        busiestHourShare: 0.06
        rostered: 12  # ← understaffed-spike
  `,
  good: `
    frontline:
      staffing:
        contactShare: { low: 0.05, likely: 0.09, high: 0.15 }
        historySource: Rise of the Team plan in March 2023
        busiestHourShare: 0.04
        rostered: 36
  `,
  sources: [
    {
      text: 'Erlang C, with a worked example.',
      url: 'http://www.jonesthenet.com/budgeting/service-levels-erlang/erlang-uplift/',
    },
    {
      text: 'Why it is optimistic for an announcement.',
      url: 'https://www.lokad.com/calculate-call-center-staffing-with-excel',
    },
  ],
  options: {
    agents: {
      type: 'integer',
      description: 'Agents on the roster from which the rule judges.',
      default: 1,
      minimum: 1,
      maximum: 10_000,
    },
  },
  check(review, { options }) {
    if (isBlank(review.frontline?.staffing?.historySource)) return [];
    const likely = findShort(review, 'likely', options.agents);
    const told = likely.map(({ path }) => path);
    const high = findShort(review, 'high', options.agents).filter(({ path }) => !told.includes(path));
    return [...likely, ...high];
  },
});
