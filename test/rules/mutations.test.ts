import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { run } from './support.ts';

/** What a good review looks like after somebody was in a hurry, and the rule that should say so. */
const mutations: readonly (readonly [what: string, rule: string, part: string])[] = [
  ['the depth is lowered by hand', 'depth-lowered', 'depth: standard'],
  [
    'the gain turns out a tenth of what was hoped',
    'forecast-beyond-break-even',
    'economics: {contributionAfter: 157, joinerContributionAfter: 157, annualGain: 77000}',
  ],
  [
    'the agents lose their limit',
    'powerless-frontline',
    'frontline: {authority: [{id: agent, limit: 0, other: null}, {id: lead}, {id: head}]}',
  ],
  [
    'the notice slips by a month',
    'notice-too-short',
    'communication: {notices: [{segment: loyal, date: 2026-11-10}, {segment: regular}, {segment: charities}]}',
  ],
  [
    'customers are told another reason',
    'reason-differs-from-truth',
    'frontline: {reason: {class: investment}}',
  ],
  [
    'a count loses a digit',
    'segments-do-not-add-up',
    'customers: {segments: [{id: loyal}, {id: regular, count: 600}, {id: charities}]}',
  ],
  [
    'the objection of support is cut',
    'objection-unanswered',
    'evidence: {objections: [{id: support, answer: null}, {id: finance}]}',
  ],
  ['the way out gets longer', 'exit-harder-than-entry', 'fairness: {stepsToLeave: 7}'],
  [
    'the promise of 2024 is left unanswered',
    'broken-promise-unaddressed',
    'change: {promisesBroken: [{id: price-lock, remedy: null}]}',
  ],
  [
    'one figure stands in for the range',
    'one-point-forecast',
    'economics: {lossAtAnnouncement: {low: 0.05, likely: 0.05, high: 0.05}}',
  ],
  [
    'the last step of the escalation is taken out',
    'escalation-dead-end',
    'frontline: {escalation: [{id: desk}]}',
  ],
  [
    'the exception for those with little money is cut',
    'no-exception-route',
    'frontline: {exceptions: [{id: ill}]}',
  ],
  [
    'agents hear it two days before',
    'briefing-too-late',
    'frontline: {briefing: [{id: jena-early, date: 2026-09-29}, {id: jena-late}, {id: sales}, {id: partner}]}',
  ],
  [
    'the stop is moved to where nothing is left to save',
    'trip-wire-beyond-break-even',
    'reversal: {tripWires: [{id: churn, threshold: 35}]}',
  ],
  [
    'the verdict stays go while nobody would say it aloud',
    'verdict-contradicts-findings',
    'verdict: {wouldSayIt: false}',
  ],
  [
    'the loss is given by the month',
    'loss-understated',
    'consequences: [{segment: loyal, lost: {money: 5}}, {segment: regular}, {segment: charities}]',
  ],
];

describe('a good review after a mutation', () => {
  it('is there twelve times or more, each with another rule', () => {
    expect(mutations.length).toBeGreaterThanOrEqual(12);
    expect(new Set(mutations.map(([, rule]) => rule)).size).toBe(mutations.length);
  });

  it.each(mutations)('%s: %s', (_, rule, part) => {
    const raised = run({ review: parse(part) }).own.map((finding) => finding.rule);
    expect(raised).toContain(rule);
  });

  it('raises nothing before', () => {
    expect(run({ review: {} }).own).toEqual([]);
  });
});
