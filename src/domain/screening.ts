import { capitalised, listed } from '../lib/words.ts';
import type { Config } from './config.ts';
import type { DiffFacts } from './diff-facts.ts';
import type { Depth, Review } from './review.ts';
import {
  describeReach,
  judges,
  type ScreeningClass,
  type ScreeningId,
  type ScreeningLimits,
  screeningIds,
  screeningLimits,
  subjects,
  upperEnd,
} from './screening-facts.ts';

/** One of the six answers, judged. */
export interface ScreeningAnswer {
  readonly id: ScreeningId;
  readonly class: ScreeningClass;
  /** False where nobody knows, which counts as severe. */
  readonly known: boolean;
  /** What it was judged by: figures of the review, the class somebody chose, or the policy files. */
  readonly from: 'facts' | 'answer' | 'policy';
  /** Completes "because …": the worst-hit customer loses 25 % of their spend. */
  readonly because: string;
}

export interface Screening {
  /** In order; an unanswered question is left out. */
  readonly answers: readonly ScreeningAnswer[];
  /** Questions without an answer. */
  readonly missing: readonly ScreeningId[];
  readonly nobodyWorseOff: boolean;
  /** Undefined until all six are answered. */
  readonly depth: Depth | undefined;
  /** Completes "because …" where the number of people alone makes it standard, and the answers make it light. */
  readonly reach: string | undefined;
  /** Where the policy files contradict the answers, and win: a sentence each. */
  readonly corrections: readonly string[];
}

/**
 * The depth that six classes give (DOMAIN B2): full where the loss is severe together with something else,
 * or three things are; light where the loss is mild and nothing irreversible or unfair comes with it.
 */
export function depthOf(classes: Readonly<Record<ScreeningId, ScreeningClass>>): Depth {
  const severe = screeningIds.filter((id) => classes[id] === 'c');
  if (severe.length >= 3 || (classes.S2 === 'c' && severe.length >= 2)) return 'full';
  if (classes.S2 === 'a' && severe.every((id) => id === 'S1')) return 'light';
  if (classes.S1 === 'a' && classes.S2 === 'b' && severe.length === 0) return 'light';
  return 'standard';
}

function judge(id: ScreeningId, review: Review, limits: ScreeningLimits): ScreeningAnswer | undefined {
  const facts = judges[id](review, limits);
  if (facts?.complete) return { id, class: facts.class, known: true, from: 'facts', because: facts.because };
  const chosen = review.screening?.answers?.[id];
  if (chosen === 'dont-know') {
    return { id, class: 'c', known: false, from: 'answer', because: `nobody knows yet ${subjects[id]}` };
  }
  if (chosen === undefined) {
    // A figure that is severe on its own stays severe whatever is still missing.
    return facts?.class === 'c'
      ? { id, class: 'c', known: true, from: 'facts', because: facts.because }
      : undefined;
  }
  if (facts !== undefined && facts.class >= chosen) {
    return { id, class: facts.class, known: true, from: 'facts', because: facts.because };
  }
  const severity = { a: 'mild', b: 'in between', c: 'severe' }[chosen];
  return {
    id,
    class: chosen,
    known: true,
    from: 'answer',
    because: `${subjects[id]} was answered as ${severity}`,
  };
}

function correctByDiff(
  answers: readonly ScreeningAnswer[],
  diff: DiffFacts | undefined,
  limits: ScreeningLimits,
): { readonly answers: readonly ScreeningAnswer[]; readonly corrections: readonly string[] } {
  const share = diff?.lossShare;
  if (diff === undefined || share === undefined) return { answers, corrections: [] };
  const { a, b } = limits.lossShare;
  const least: ScreeningClass = share <= a ? 'a' : share <= b ? 'b' : 'c';
  const corrections: string[] = [];
  const corrected = answers.map((answer): ScreeningAnswer => {
    if (answer.id !== 'S2' || answer.class >= least) return answer;
    corrections.push(
      `Your answers say that ${answer.because}. The policy files say more: ${diff.because}. The files count.`,
    );
    return { id: 'S2', class: least, known: true, from: 'policy', because: `the files say ${diff.because}` };
  });
  return { answers: corrected, corrections };
}

/** Who says that it is severe, or does not know, without a count is taken at their word. */
function findReach(
  review: Review,
  answers: readonly ScreeningAnswer[],
  limits: ScreeningLimits,
): string | undefined {
  const uncounted = answers.find(({ id, class: of, from }) => id === 'S1' && of === 'c' && from === 'answer');
  return uncounted?.because ?? describeReach(review, limits);
}

/**
 * Judges the six screening questions by the facts of the review, by the classes somebody chose where the
 * facts are missing, and by the policy files, which win over both.
 */
export function screen(
  review: Review,
  config: Config['screening'] = {},
  diff: DiffFacts | undefined = undefined,
): Screening {
  const limits = screeningLimits(config);
  const judged = screeningIds.flatMap((id) => judge(id, review, limits) ?? []);
  const { answers, corrections } = correctByDiff(judged, diff, limits);
  const counted = upperEnd(review.customers?.worseOff) ?? 0;
  const saysNobody = review.screening?.nobodyWorseOff === true && counted === 0;
  const nobodyWorseOff = saysNobody && (diff === undefined || diff.worse === false);
  const missing = screeningIds.filter((id) => !answers.some((answer) => answer.id === id));
  const classes = Object.fromEntries(answers.map((answer) => [answer.id, answer.class]));
  const byAnswers =
    nobodyWorseOff || missing.length > 0
      ? undefined
      : depthOf(classes as Record<ScreeningId, ScreeningClass>);
  const reach = byAnswers === 'light' ? findReach(review, answers, limits) : undefined;
  return {
    answers,
    missing: nobodyWorseOff ? [] : missing,
    nobodyWorseOff,
    depth: nobodyWorseOff ? 'light' : reach === undefined ? byAnswers : 'standard',
    reach,
    corrections:
      saysNobody && !nobodyWorseOff
        ? [
            diff?.worse === true
              ? `You said that nobody is worse off. The policy files say otherwise: ${diff.because}. The files count.`
              : `You said that nobody is worse off. The policy files do not show it: ${diff?.because ?? ''}. So the six questions are asked.`,
            ...corrections,
          ]
        : corrections,
  };
}

/** Why the depth is what it is, in one sentence that a leader can repeat. */
export function whyThisDepth(screening: Screening): string {
  const { answers, depth } = screening;
  if (depth === undefined) return '';
  if (screening.nobodyWorseOff) return 'Light, with three questions only, because nobody is worse off.';
  const of = (wanted: ScreeningClass) =>
    // The loss comes first: it weighs most.
    [...answers]
      .filter((answer) => answer.class === wanted)
      .sort((one, other) => Number(other.id === 'S2') - Number(one.id === 'S2'))
      .map((answer) => answer.because);
  const name = capitalised(depth);
  const loss = answers.find((answer) => answer.id === 'S2')?.because ?? '';
  if (screening.reach !== undefined) return `${name}, because ${screening.reach}.`;
  if (depth === 'light') return `${name}, because ${loss} and nothing makes that worse.`;
  const severe = of('c');
  const reasons = severe.length > 0 ? severe : of('b');
  return `${name}, because ${listed(reasons)}.`;
}
