import type { Fault } from '../../domain/rule.ts';
import { grouped } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isOverridden } from '../support/economics.ts';

/** Words by which more than some are meant: "most of them", and neither "at most" nor "most would not". */
const saysMost =
  /(?<!\b(?:not|the|at) )\b(?:most|nearly all|almost all) (?:of|who|would|will|customers|members|people|users)\b(?! not\b)|\bthe majority\b/i;

export const verdictContradictsFindings = reviewRule({
  name: 'verdict-contradicts-findings',
  severity: 'error',
  class: 'decides',
  gravity: 'deceit',
  summary:
    'The verdict is go, and the review itself says that it helps nobody, deceives, loses money or cannot be said aloud.',
  why: 'Will this help and please the customer? Yes is a go, no is revise or drop. There are reasons to go all the same; then the executive who signs writes them down.',
  bad: `
    verdict:
      decision: go
      helpsAndPleases: 'no'  # ← verdict-contradicts-findings
  `,
  good: `
    verdict:
      decision: drop
      helpsAndPleases: 'no'
      reconsiderIf: If 3 of 5 customers whom we ask find it worth its price.
  `,
  sources: [{ text: 'The test of go, revise or drop that the verdict of cx-review is made of.' }],
  check(review, { config }) {
    const { verdict, fairness, economics } = review;
    if (verdict?.decision !== 'go' || isOverridden(review, config)) return [];
    const hint =
      'Change the decision, the verdict or what does not fit; to go all the same, the executive who signs writes why, as an override of the verdict.';
    const faults: Fault[] = [];
    const contradict = (path: string, because: string, cause?: string) =>
      faults.push({
        path,
        message: `The verdict is go, and ${because}.`,
        hint,
        ...(cause === undefined ? {} : { cause }),
      });
    if (verdict.helpsAndPleases === 'no') {
      contradict('verdict.helpsAndPleases', 'it neither helps nor pleases the customer');
    }
    if (verdict.wouldSayIt === false) {
      contradict('verdict.wouldSayIt', 'whoever decides would not say it to a customer');
    }
    if (verdict.wouldPublish === false) {
      contradict('verdict.wouldPublish', 'whoever decides would not publish this review');
    }
    if (fairness?.deceived === 'yes') {
      contradict('fairness.deceived', 'customers would feel deceived if they saw all of this');
    }
    if (fairness?.deceived === 'some' && saysMost.test(fairness.deceivedWhy ?? '')) {
      contradict('fairness.deceived', 'some customers would feel deceived, it says, and its words say most');
    }
    if (economics?.netValue36 !== undefined && economics.netValue36 < 0) {
      contradict(
        'economics.netValue36',
        `you expect it to be worth ${grouped(economics.netValue36)} after 36 months`,
        'worth after 36 months',
      );
    }
    return faults;
  },
});
