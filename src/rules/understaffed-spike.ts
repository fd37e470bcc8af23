import { offeredLoad } from '../economics/erlang.ts';
import { busiestHourOf } from '../economics/from-review.ts';
import { staffingOf } from '../economics/staffing.ts';
import { reviewRule } from './support/define.ts';
import { counted, grouped, percent } from './support/figures.ts';

/** More than any company answers in an hour. */
const mostErlangs = 100_000;

export const understaffedSpike = reviewRule({
  name: 'understaffed-spike',
  severity: 'warning',
  summary: 'In the busiest hour after the notice there are fewer agents than the calls need.',
  why: 'A caller who waits twenty minutes to hear of a higher price is lost twice. The figure comes from your own earlier announcement and is optimistic: after a notice, everybody calls at once. Below ten agents the formula says too little, and the rule is silent.',
  bad: `
    frontline:
      staffing:
        contactShare: 0.35
        historySource: Rise of the Team plan in March 2023
        busiestHourShare: 0.06
        rostered: 12
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
      description: 'Agents on the roster from which the formula is used.',
      default: 10,
      minimum: 1,
      maximum: 10_000,
    },
  },
  check(review, { options }) {
    const { rostered, historySource } = review.frontline?.staffing ?? {};
    if (rostered === undefined || rostered < options.agents || (historySource ?? '').trim() === '') return [];
    const spike = busiestHourOf(review);
    if (!spike.known || spike.value.shrinkage >= 1) return [];
    const { affected, contactsPerCustomer, handlingSeconds, intervals } = spike.value;
    const calls = affected * contactsPerCustomer * (intervals[0]?.share ?? 0);
    // Beyond what the formula can reckon with, it says nothing.
    if (handlingSeconds <= 0 || offeredLoad(calls, handlingSeconds) > mostErlangs) return [];
    const [hour] = staffingOf(spike.value).intervals;
    const short = hour?.asRostered?.short ?? 0;
    if (hour === undefined || short <= 0) return [];
    const { target } = spike.value;
    return [
      {
        path: 'frontline.staffing.rostered',
        message: `${grouped(rostered)} are on the roster in the busiest hour; ${grouped(hour.contacts)} calls need ${hour.roster} for ${percent(target.share)} answered within ${counted(target.seconds, 'second')}.`,
        hint: 'Send the notice in waves, add people for those days, or offer a call back.',
      },
    ];
  },
});
