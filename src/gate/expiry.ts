import type { Config } from '../domain/config.ts';
import { readStored } from '../domain/file-change.ts';
import type { Finding } from '../domain/finding.ts';
import { nameOf } from '../domain/people.ts';
import type { Review } from '../domain/review.ts';
import { command } from '../lib/command.ts';
import { addDays } from '../lib/dates.ts';
import { listedInPart } from '../lib/words.ts';
import type { Archive, ArchivedReview } from './archive.ts';
import { finding } from './finding.ts';
import type { Gate } from './gate.ts';
import type { GovernedPolicy } from './policies.ts';
import { isLive, policiesOfPaths } from './prior-approvals.ts';
import { reviewAt } from './records.ts';
import { digestAt, readAhead } from './tree.ts';

/** Days before a verdict runs out from which on its owner is warned. */
const daysAhead = 30;

/** Whether something has the content that a review lists, whatever its mode. */
const hasContent = (is: string, listed: string | undefined): boolean =>
  listed !== undefined && readStored(is).content === readStored(listed).content;

export const findLastDayToWarn = (today: string): string => addDays(today, daysAhead);

/** Who answers for a decision, by name: the owners of its policies, else the author of the review. */
export function listOwners(policies: readonly GovernedPolicy[], review: Review, config: Config): string {
  const owners = policies.flatMap(({ settings }) => settings.owner ?? []);
  const keys = owners.length > 0 ? owners : [review.author];
  return listedInPart([...new Set(keys.map((key) => nameOf(key, config.people) ?? 'whoever signed it'))]);
}

/**
 * Verdicts by which files of some policies stand as they do, and that have run out or soon will: a warning
 * to their owner ahead, and from then on a stop for changes of that policy alone, until somebody decides again,
 * closes the review, or replaces all that it led to.
 * @param isAsked of which policies
 * @param covering ids of reviews that cover changes of the range, whose verdicts are judged with them
 */
export function expiredInForce(
  isAsked: (policy: GovernedPolicy) => boolean,
  covering: ReadonlySet<string>,
  archive: Archive,
  gate: Gate,
): Finding[] {
  const policiesOf = (paths: readonly string[]) => policiesOfPaths(paths, gate).filter(isAsked);
  return inForce(archive, (path) => policiesOf([path]).length > 0, gate).flatMap(({ one, paths }) => {
    if (covering.has(one.id)) return [];
    // Deciding again, with the approvals that takes, or closing the review can come with the very change.
    const review = reviewAt(gate.head, one.path) ?? one.review();
    const expires = review?.verdict?.expires;
    if (review === undefined || expires === undefined || expires > findLastDayToWarn(gate.today)) return [];
    if (review.status === 'closed') return [];
    const standing = paths.filter((path) => hasContent(digestAt(gate.base, path), digestAt(gate.head, path)));
    const policies = policiesOf(standing);
    if (policies.length === 0) return [];
    const isPast = expires < gate.today;
    const owner = listOwners(policies, review, gate.config);
    const which = listedInPart(policies.map(({ id }) => id));
    return [
      finding('review-expired', {
        path: 'verdict.expires',
        review: one.id,
        file: one.path,
        severity: isPast ? 'error' : 'warning',
        message: isPast
          ? `The verdict of ${one.id}, by which ${listedInPart(standing)} stands, ran out on ${expires}: nothing else changes in the policy ${which} until ${owner} has decided again, or closed the review.`
          : `The verdict of ${one.id}, by which ${listedInPart(standing)} stands, runs out on ${expires}: ${owner} has to decide again before the policy ${which} changes after that.`,
        hint: [command('cx-review', 'edit', one.id, '--section', 'leadership')],
      }),
    ];
  });
}

/** Reviews of the base that decided what some files hold there now, with these files; only those that run out. */
function inForce(
  archive: Archive,
  isTouched: (path: string) => boolean,
  gate: Gate,
): { readonly one: ArchivedReview; readonly paths: readonly string[] }[] {
  const last = findLastDayToWarn(gate.today);
  const standing = () => {
    const paths = gate.pathsOfBase().filter(isTouched);
    readAhead(gate.base, paths);
    return new Set<string>(paths.map((path) => readStored(digestAt(gate.base, path)).content));
  };
  const soon = archive.expiring(standing).flatMap((one) => {
    const review = one.review();
    const expires = review?.verdict?.expires;
    return review === undefined || expires === undefined || expires > last ? [] : [{ one, review }];
  });
  const rowsOf = ({ policy }: Review) =>
    (policy?.files ?? []).flatMap(({ path, before, after }) =>
      path !== undefined && before !== after && isTouched(path) ? [{ path, after }] : [],
    );
  readAhead(
    gate.base,
    soon.flatMap(({ review }) => rowsOf(review).map(({ path }) => path)),
  );
  return soon.flatMap(({ one, review }) => {
    const paths = rowsOf(review).flatMap(({ path, after }) =>
      hasContent(digestAt(gate.base, path), after) ? [path] : [],
    );
    return paths.length > 0 && isLive(one.id, review, gate) ? [{ one, paths: [...new Set(paths)] }] : [];
  });
}
