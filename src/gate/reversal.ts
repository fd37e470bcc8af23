import { diffFacts } from '../domain/diff-facts.ts';
import { pathOfReview } from '../domain/repository-layout.ts';
import type { PolicyChange, Review } from '../domain/review.ts';
import { buildFacts } from '../policy/facts.ts';
import type { Archive, ArchivedReview } from './archive.ts';
import { inOrder } from './compare-values.ts';
import { type Gate, listedPaths } from './gate.ts';
import { type Content, contentOfChange } from './matching.ts';
import { isLive, policiesOfPaths } from './prior-approvals.ts';
import { digestAt, readAhead } from './tree.ts';

/** A review whose change is taken back whole. */
export interface TakenBack {
  readonly id: string;
  /** Whether head still has its record: a change cannot lean on a review that it takes away. */
  readonly isOnRecord: boolean;
}

/**
 * Finds the review in force whose change is taken back as a whole: on the base every file that it lists has the content
 * that it led to, at head every one has the content from before. A half of it would be another change. Its
 * verdict has not run out, and nobody is worse off by going back: to take back a price that was lowered is to
 * raise it. Undefined where there is none.
 */
export function reversalsIn(archive: Archive, gate: Gate): (change: Content) => TakenBack | undefined {
  const answers = new Map<string, boolean>();
  const isTakenBack = (one: ArchivedReview, review: Review): boolean => {
    const known = answers.get(one.id) ?? takesBack(one.id, review, gate);
    answers.set(one.id, known);
    return known;
  };
  let isReadAhead = false;
  return (change) => {
    if (!isReadAhead) archive.readAhead(gate.governed.map((one) => contentOfChange(one.change)));
    isReadAhead = true;
    const found = archive.mentioning([change.before, change.after]).filter((one) => {
      const review = one.review();
      return review !== undefined && goesBack(review, change) && isTakenBack(one, review);
    });
    const all = found.map(({ id }) => ({
      id,
      isOnRecord: gate.head.entry(pathOfReview(id)) !== undefined,
    }));
    return all.find(({ isOnRecord }) => isOnRecord) ?? all[0];
  };
}

const goesBack = ({ policy }: Review, change: Content) =>
  (policy?.files ?? []).some(
    (row) => row.path === change.path && row.after === change.before && row.before === change.after,
  );

function takesBack(id: string, review: Review, gate: Gate): boolean {
  const { base, head } = gate;
  const rows = review.policy?.files ?? [];
  const paths = listedPaths(review);
  if (policiesOfPaths(paths, gate).some(({ isGate }) => isGate)) return false;
  readAhead(base, paths);
  readAhead(head, paths);
  const isWhole = rows.every(
    ({ path, before, after }) =>
      path !== undefined && digestAt(base, path) === after && digestAt(head, path) === before,
  );
  const isOver = (review.verdict?.expires ?? gate.today) < gate.today;
  return isWhole && !isOver && isLive(id, review, gate) && harmsNobody(review, gate);
}

/** Whether the files themselves show that going back makes nobody worse off; what cannot be read shows nothing. */
function harmsNobody(review: Review, gate: Gate): boolean {
  const paths = new Set(listedPaths(review));
  const changes = gate.withContent(gate.changes.filter(({ path }) => paths.has(path)));
  const { files, changes: values, more } = buildFacts(inOrder(changes), { readers: gate.readers });
  if (more > 0 || files.some(({ why }) => why !== undefined)) return false;
  const rows = values.map((row, at): PolicyChange => ({ ...row, id: `back-${at}` }));
  return diffFacts(rows)?.worse === false;
}
