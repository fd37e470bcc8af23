import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { reviewWith, run, schemaErrors } from './support.ts';

/** One fact put into a complete and clean review, as it damns and as it is decent; and the rule that tells them apart. */
const pairs: readonly (readonly [what: string, rule: string, damning: string, decent: string])[] = [
  [
    'what customers who were asked want',
    'advice-overruled',
    'evidence: {customersWanted: against}',
    'evidence: {customersWanted: changed}',
  ],
  [
    'what agents advise',
    'advice-overruled',
    'evidence: {frontline: {advice: do-not}}',
    'evidence: {frontline: {advice: do-not, answer: It pays for six more of you from 1 March 2027., answeredBy: Mara Weiss}}',
  ],
  [
    'an objection that is overruled',
    'objection-unanswered',
    'evidence: {objections: [{id: support, outcome: overruled, answer: Heard and understood.}, {id: finance}]}',
    'evidence: {objections: [{id: support, outcome: overruled, overruledBy: Mara Weiss, answer: The lock costs 190000 EUR a year; six agents would have to go.}, {id: finance}]}',
  ],
  [
    'a loss that is accepted',
    'objection-unanswered',
    'evidence: {objections: [{id: support}, {id: finance, bornBy: null}]}',
    'evidence: {objections: [{id: support}, {id: finance, bornBy: All 5000 who joined before 2023}]}',
  ],
  [
    'a trial',
    'trial-disregarded',
    'change: {rollout: pilot, rolloutDetail: "300 accounts since 1 May 2026; a quarter left."}',
    'change: {rollout: pilot, rolloutDetail: "300 accounts since 1 May 2026; 4 % left."}',
  ],
  [
    'who is still here in a year, beside a loss of one in twenty',
    'forecast-contradicts-lock-in',
    'consequences: [{segment: loyal, comesBack: {probability: 0.1}}, {segment: regular, comesBack: {probability: 0.1}}, {segment: charities}]',
    'consequences: [{segment: loyal, comesBack: {probability: 0.8}}, {segment: regular, comesBack: {probability: 0.74}}, {segment: charities}]',
  ],
  [
    'a guess',
    'overconfident-guess',
    'economics: {lossBasis: guess, lossAtAnnouncement: {low: 0.045, likely: 0.05, high: 0.06}}',
    'economics: {lossBasis: guess}',
  ],
  [
    'the feeling of those who lose a quarter',
    'feeling-understated',
    'consequences: [{segment: loyal, intensity: 2}, {segment: regular}, {segment: charities}]',
    'consequences: [{segment: loyal, intensity: 3}, {segment: regular}, {segment: charities}]',
  ],
  [
    'what the money is for',
    'reason-differs-from-truth',
    'change: {gainUse: result}',
    'change: {gainUse: customers}',
  ],
];

const errors = (part: string) =>
  run({ review: parse(part) }).own.filter(({ severity }) => severity === 'error');

describe('one fact', () => {
  it.each(pairs)('%s: %s', (_, rule, damning, decent) => {
    expect(schemaErrors(reviewWith(parse(damning)))).toEqual([]);
    expect(schemaErrors(reviewWith(parse(decent)))).toEqual([]);
    expect([...new Set(errors(damning).map((finding) => finding.rule))]).toEqual([rule]);
    expect(run({ review: parse(decent) }).own).toEqual([]);
  });
});
