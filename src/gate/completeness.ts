import { listUnanswered } from '../domain/agenda.ts';
import type { Config } from '../domain/config.ts';
import type { Content } from '../domain/content.ts';
import { type DiffFacts, diffFacts } from '../domain/diff-facts.ts';
import type { Finding } from '../domain/finding.ts';
import type { PolicyChange, Review } from '../domain/review.ts';
import type { PageFacts } from '../domain/rule.ts';
import { screen } from '../domain/screening.ts';
import { displayPath } from '../lib/repository-path.ts';
import type { FoundChange } from '../policy/facts.ts';
import { ruleRegistry } from '../rules/engine/registry.ts';
import { type RunResult, runRules } from '../rules/engine/run.ts';
import type { Comparison } from './compare-values.ts';
import { gateSituation } from './policies.ts';

interface CompletenessContext {
  readonly config: Config;
  readonly content: Content;
  readonly today: string;
  readonly pages: (review: Review) => PageFacts;
}

/** One thing that keeps a review from being complete. */
export interface Lack {
  readonly path: string;
  /** The rule that finds it, with its sentence. */
  readonly rule: string;
  readonly message: string;
}

/** What keeps a review from being complete, and what of it is let pass, which is to be printed. */
export interface Completeness extends Pick<RunResult, 'excepted' | 'lowered' | 'notApplicable'> {
  readonly lacks: readonly Lack[];
  readonly judged: JudgedReview;
}

/** A review with what the rules find in it, errors or not. */
export interface JudgedReview extends Pick<RunResult, 'findings' | 'excepted'> {
  readonly file: string;
  readonly review: Review;
}

/**
 * What keeps a review from being complete at its depth: everything that the rules find and call an error,
 * with the settings of the base's config. The depth is worked out with what the files say, not with what
 * the review says of them, and is full where that is not known; exceptions that have run out answer nothing.
 */
export function judgeCompleteness(
  review: Review,
  file: string,
  numbers: Pick<Comparison, 'found' | 'unread' | 'beyond'>,
  { config, content, today, pages }: CompletenessContext,
): Completeness {
  const lacks: Lack[] = [];
  const isOfGate = review.situation === gateSituation;
  if (review.depth === undefined && !isOfGate) {
    lacks.push({ path: 'depth', rule: 'unanswered-question', message: 'It has no depth.' });
  }
  if (!content.situations.some(({ id }) => id === review.situation)) {
    lacks.push({
      path: 'situation',
      rule: 'unanswered-question',
      message: `There is no situation "${review.situation ?? ''}".`,
    });
  }
  const withFiles = withFacts(withoutOldExceptions(review, today), numbers.found);
  const facts = diffFacts(withFiles.policy?.changes, listUnread(numbers));
  const isOpenDoor =
    review.screening?.nobodyWorseOff !== true || facts === undefined || facts.worse === false;
  // Whoever says that nobody is worse off, and the files do not show it, is asked as everybody.
  const judged = isOpenDoor
    ? withFiles
    : { ...withFiles, screening: { ...withFiles.screening, nobodyWorseOff: false } };
  const { findings, ...letPass } = runRules([{ file, review: judged, changed: true }], {
    config,
    content,
    rules: ruleRegistry,
    pages,
  });
  const asFound = { file, review, findings, excepted: letPass.excepted };
  // A change of the gate is asked so little that nothing of it takes an exception.
  if (isOfGate) {
    const open = gateChangeLacks(judged, content);
    return { lacks: [...lacks, ...open], judged: asFound, ...letPass, excepted: [] };
  }
  // Approvals are judged by the gate itself; a line of somebody who has left is no fault beside one that counts.
  const ofAnswers = findings.filter(({ path }) => path.split('.')[0] !== 'approvals').filter(isError);
  return {
    ...letPass,
    judged: asFound,
    lacks: [
      ...lacks,
      ...(isOpenDoor ? [] : [claimLack(facts)]),
      ...depthLacks(judged, config, facts),
      ...ofAnswers.map(({ path, rule, message }) => ({ path, rule, message })),
    ],
    excepted: letPass.excepted.filter(({ finding }) => isError(finding)),
  };
}

/** What changed and nobody could look at, in words. */
function listUnread({ unread, beyond }: Pick<Comparison, 'unread' | 'beyond'>): string[] {
  return [
    ...unread.filter(({ isChanged }) => isChanged).map(({ path }) => displayPath(path)),
    ...(beyond > 0 ? [`${beyond} more values`] : []),
  ];
}

function claimLack({ worse, because }: DiffFacts): Lack {
  const message = worse
    ? `It says that nobody is worse off, and the files say otherwise: ${because}.`
    : `It says that nobody is worse off, and the files do not show it: ${because}.`;
  return {
    path: 'screening.nobodyWorseOff',
    rule: 'harmless-claim-contradicted',
    message: `${message} Take that back, and answer the six screening questions.`,
  };
}

/** Nobody can agree to look less closely at what nobody knows, or at what the files deny. */
function depthLacks(review: Review, config: Config, facts: DiffFacts | undefined): Lack[] {
  if (review.depth === undefined || review.depth === 'full') return [];
  const { missing, corrections } = screen(review, config.screening, facts);
  const why = [
    ...(missing.length === 0 ? [] : [`Nobody has answered ${missing.join(', ')}.`]),
    ...corrections,
  ];
  if (why.length === 0) return [];
  const message = `The depth is ${review.depth}, and where screening has no answer that holds it is full. ${why.join(' ')}`;
  return [{ path: 'depth', rule: 'depth-lowered', message }];
}

const isError = ({ severity }: Finding) => severity === 'error';

/** A change of the gate harms no customer by itself: what, why and the verdict are all that is asked. */
function gateChangeLacks(review: Review, content: Content): Lack[] {
  return listUnanswered(review, content).map((item) => ({
    path: item.fields.find(({ state }) => state !== 'answered')?.path ?? '',
    rule: 'unanswered-question',
    message: `${item.key} has no answer.`,
  }));
}

function withoutOldExceptions(review: Review, today: string): Review {
  if (review.exceptions === undefined) return review;
  return {
    ...review,
    exceptions: review.exceptions.filter(({ until }) => until !== undefined && until >= today),
  };
}

/** The files' own rows stand beside the review's: whichever says more harm counts. */
function withFacts(review: Review, found: readonly FoundChange[]): Review {
  if (found.length === 0) return review;
  const rows = found.map((change, at): PolicyChange => ({ ...change, id: `found-${at}` }));
  const stated = (review.policy?.changes ?? []).map((row) => rowOrTruer(row, rows));
  const extra = rows.filter((row) => !stated.some((one) => isSameMove(one, row) && one.unit === row.unit));
  return { ...review, policy: { ...review.policy, changes: [...stated, ...extra] } };
}

const isSameMove = (a: PolicyChange, b: PolicyChange) =>
  a.path === b.path && a.pointer === b.pointer && a.from === b.from && a.to === b.to;

/** A row without a unit gets the one that the file gives it. */
function rowOrTruer(row: PolicyChange, rows: readonly PolicyChange[]): PolicyChange {
  if (row.unit !== undefined) return row;
  const found = rows.find((one) => isSameMove(one, row));
  return found?.unit === undefined ? row : { ...row, unit: found.unit };
}
