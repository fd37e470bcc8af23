import { standingOf, wordsOnReview } from '../../domain/approval.ts';
import type { Config } from '../../domain/config.ts';
import { digestsOf } from '../../domain/file-change.ts';
import { nameOf } from '../../domain/people.ts';
import type { Approval, Review } from '../../domain/review.ts';
import { findLastDayToWarn, listOwners } from '../../gate/expiry.ts';
import { buildPolicies } from '../../gate/policies.ts';
import { policiesOfPaths } from '../../gate/prior-approvals.ts';
import { digestOf } from '../../lib/digest.ts';
import { Failure } from '../../lib/failure.ts';
import { listedInPart } from '../../lib/words.ts';
import type { Context } from '../../ports/context.ts';
import type { Files } from '../../ports/files.ts';
import { formatFor } from '../../render/format.ts';
import { locale } from '../workspace/rendering.ts';

/** The date as people write it. */
export const dateInWords = (date: string): string => formatFor(locale, undefined).date(date);

/** Who said what, as of now: `approved as owner and finance`; undefined where nobody said anything. */
export function describeWords(words: readonly Approval[], people: Config['people']): string | undefined {
  const who = (decision: Approval['decision']) => words.filter((one) => one.decision === decision);
  const names = (rows: readonly Approval[]) =>
    listedInPart(rows.map(({ person, role }) => `${nameOf(person, people) ?? 'somebody'} (${role ?? '?'})`));
  const [withdrawn, rejected, approved] = [who('withdraw'), who('reject'), who('approve')];
  if (withdrawn.length > 0) return `taken back by ${names(withdrawn)}`;
  if (rejected.length > 0) return `rejected by ${names(rejected)}`;
  if (approved.length === 0) return undefined;
  return `approved as ${listedInPart([...new Set(approved.map(({ role }) => role ?? '?'))])}`;
}

/** `Finn Finance said no as finance on 21 November 2026, which stays a no until they say yes.` */
export function describeNo(
  { person, role = '?', date, decision }: Approval,
  people: Config['people'],
): string {
  const who = nameOf(person, people) ?? 'Somebody';
  const when = date === undefined ? '' : ` on ${dateInWords(date)}`;
  const did = decision === 'withdraw' ? 'took it back' : 'said no';
  return `${who} ${did} as ${role}${when}, which stays a no until they say yes.`;
}

/** Where a review stands, by the approvals that are of it as it is: in which roles, or by whom not. */
export function standingInWords(review: Review, people: Config['people']): string {
  return (
    (review.status === 'closed' ? undefined : describeWords(wordsOnReview(review), people)) ??
    standingOf(review)
  );
}

/** `runs out on 30 June 2027, Maya Lind decides again`, from a month ahead on; undefined where it does not. */
export function expiryInWords(review: Review, config: Config, today: string): string | undefined {
  const { decision, expires } = review.verdict ?? {};
  if (decision !== 'go' || review.status === 'closed') return undefined;
  if (expires === undefined || expires > findLastDayToWarn(today)) return undefined;
  const paths = (review.policy?.files ?? []).flatMap(({ path }) => path ?? []);
  const policies = policiesOfPaths(paths, { policies: buildPolicies(config, undefined) });
  const when = `${expires < today ? 'ran out' : 'runs out'} on ${dateInWords(expires)}`;
  return `${when}, ${listOwners(policies, review, config)} decides again`;
}

/**
 * Tells which of the files that a review lists are no more as it lists them, by what is on disk. Where the
 * bytes differ, git is asked once for all of them: it may store other line ends.
 * @param reviews all that will be asked about
 */
export function changedSince(
  reviews: readonly Pick<Review, 'policy'>[],
  files: Files,
  git: Context['git'],
): (review: Pick<Review, 'policy'>) => readonly string[] {
  const paths = new Set(reviews.flatMap((review) => listRows(review).map(({ path }) => path)));
  const plain = new Map<string, string | undefined>();
  let stored: ReadonlyMap<string, string> | undefined;
  const isThere = (path: string, digest: string) => {
    if (!plain.has(path)) plain.set(path, plainDigest(path, files));
    if (plain.get(path) === digest) return true;
    stored ??= storedDigests(paths, git);
    return stored.get(path) === digest;
  };
  return (review) => listRows(review).flatMap(({ path, after }) => (isThere(path, after) ? [] : [path]));
}

const listRows = (review: Pick<Review, 'policy'>) =>
  (review.policy?.files ?? []).flatMap(({ path, after }) =>
    path === undefined || after === undefined ? [] : [{ path, after }],
  );

/** Undefined for what is no plain file, which git alone can tell. */
function plainDigest(path: string, files: Files): string | undefined {
  try {
    const bytes = files.readIfExists(path);
    return bytes === undefined ? 'none' : digestOf(bytes);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function storedDigests(paths: ReadonlySet<string>, git: Context['git']): ReadonlyMap<string, string> {
  try {
    const changes = git.workingTreeChanges(git.emptyTree(), (path) => paths.has(path));
    return new Map(git.withContent(changes).map((change) => [change.path, digestsOf(change).after]));
  } catch (error) {
    // Without git, the bytes on disk are all there is.
    if (error instanceof Failure && error.kind === 'undetermined') return new Map();
    throw error;
  }
}
