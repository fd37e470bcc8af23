import type { Review } from './model.ts';
import {
  configOf,
  configPath,
  gatePolicy,
  governedPaths,
  idAt,
  listed,
  policiesOf,
  reviewOf,
  rowsOf,
} from './reading.ts';
import { bytesOf, differences, digestAt, digestOf, type Side } from './side.ts';
import { decisionDigest, governedDigest, standingOf, wordOf, wordsIn } from './standing.ts';
import { isDataFile, isSameMove, movesIn } from './values.ts';

/** A commit of the range with what it changes against each of its parents. */
export interface Commit {
  readonly email: string;
  readonly changed: readonly (readonly string[])[];
}

/** What the oracle says of a range. */
export interface Judgement {
  readonly passes: boolean;
  /** Changed paths that some policy governs. */
  readonly governed: readonly string[];
  /** What lets a path through. */
  readonly passages: readonly { readonly path: string; readonly by: 'review' | 'reversal' }[];
  /** Those that no review lists with any content, and that are no reversal: what has to be called uncovered. */
  readonly unlisted: readonly string[];
  /** Why it has to fail; for the message of a failed test. */
  readonly reasons: readonly string[];
}
/** What a review has to answer where nobody is worse off, and where the gate itself changes. */
const asked = {
  harmless: [
    'title',
    'situation',
    'author',
    'currency',
    'depth',
    'customers.total',
    'customers.worseOff',
    'change.what',
    'change.dates.effective',
    'change.dates.briefed',
    'change.dates.told',
    'frontline.reason.text',
    'frontline.reason.class',
    'frontline.escalation',
    'frontline.cardOwner',
    'frontline.cardFeedback',
    'verdict.decision',
    'verdict.date',
    'verdict.why',
    'verdict.helpsAndPleases',
    'verdict.wouldSayIt',
    'leadership.signer',
  ],
  gate: [
    'title',
    'author',
    'change.what',
    'change.dates.effective',
    'change.reason',
    'verdict.decision',
    'verdict.date',
    'verdict.why',
    'leadership.signer',
  ],
};

export const askedOf = (review: Review): readonly string[] =>
  review.situation === 'gate-change' ? asked.gate : asked.harmless;
function valueAt(review: Review, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined)?.[key], review);
}

/** Rows of `policy.changes` that a review has to have on the paths, by what stands there. */
export function movesOf(
  paths: readonly string[],
  before: Side,
  after: Side,
): { readonly path: string; readonly moves: ReturnType<typeof movesIn> }[] {
  const sorted = [...paths].sort();
  const isMoved = (path: string): boolean => {
    const [was, is] = [before.get(path), after.get(path)];
    return sorted.some((other) => {
      const [otherWas, otherIs] = [before.get(other), after.get(other)];
      const isPair =
        (was === undefined && otherIs === undefined) || (is === undefined && otherWas === undefined);
      const [here, there] = [was ?? is, otherWas ?? otherIs];
      return (
        other !== path &&
        isPair &&
        here !== undefined &&
        there !== undefined &&
        here.kind === there.kind &&
        here.executable === there.executable &&
        here.content.equals(there.content)
      );
    });
  };
  return sorted.map((path) => ({
    path,
    moves: isMoved(path) ? [] : movesIn(path, before.get(path), after.get(path)),
  }));
}

/** Judges a range by both of its sides, all of them, and by who wrote its commits. */
export function judge(before: Side, after: Side, commits: readonly Commit[], today: string): Judgement {
  const reasons: string[] = [];
  const config = configOf(before) ?? configOf(after) ?? { schema: '' };
  const configEntry = before.get(configPath);
  const configDigest = configEntry === undefined ? 'none' : digestOf(configEntry.content);
  const governed = governedPaths(before, after);
  const changed = differences(before, after);
  const changedReviews = changed.flatMap((path) => {
    const id = idAt(path);
    return id === undefined
      ? []
      : [{ id, path, was: reviewOf(before.get(path)), is: reviewOf(after.get(path)) }];
  });

  const changers = (paths: readonly string[]): string[] =>
    commits.flatMap(({ email, changed: sides }) =>
      sides.every((side) => side.some((path) => paths.includes(path))) ? [email] : [],
    );

  /** What is done to records: taking one away needs what changing the gate needs. */
  const weakened = changedReviews.flatMap(({ id, path, was, is }) => {
    const approvals = was?.approvals ?? [];
    if (!approvals.some(({ decision }) => decision === 'approve')) return [];
    const kept = wordsIn(is);
    const isKept = is !== undefined && approvals.every((approval) => kept.has(wordOf(approval)));
    return isKept ? [] : [{ id, path }];
  });
  if (configEntry !== undefined) for (const { path } of weakened) governed.set(path, [gatePolicy]);
  const isOfGate = (path: string) => (governed.get(path) ?? []).some(({ isGate }) => isGate);

  const listsRightly = (review: Review, path: string): boolean => {
    const rows = rowsOf(review).filter((row) => row.path !== undefined && bytesOf(row.path) === path);
    const [from, to] = [digestAt(before, path), digestAt(after, path)];
    return rows.length > 0 && rows.every((row) => row.before === from && row.after === to);
  };
  const mayCover = (review: Review, path: string): boolean =>
    (review.situation === 'gate-change') === isOfGate(path);

  const faultsOf = (
    id: string,
    was: Review | undefined,
    review: Review,
    covers: readonly string[],
  ): string[] => {
    const faults: string[] = [];
    const policies = [...new Set(covers.flatMap((path) => governed.get(path) ?? []))];
    const spent = wordsIn(was);
    const changedBy = changers(covers);
    const standing = standingOf({ id, review, policies, config, configDigest, spent, changedBy, today });
    if (review.id !== id) faults.push('id');
    if (review.status === 'closed') faults.push('closed');
    if (config.people?.[review.author ?? ''] === undefined) faults.push('author');
    if (review.verdict?.decision !== 'go') faults.push('verdict');
    const { expires = '9999-12-31' } = review.verdict ?? {};
    if (expires < today) faults.push('expired');
    // A verdict has to hold until what it decides takes effect; nothing takes effect where the gate changes.
    const starts = String(valueAt(review, 'change.dates.effective') ?? '');
    if (review.situation !== 'gate-change' && expires < starts) faults.push('expires too early');
    if (standing.isRejected) faults.push('rejected');
    if (!standing.isFilled) faults.push('approvals');
    // Where nobody has to approve, a review of the base as it stood there would do for ever.
    const isUnchanged = was !== undefined && decisionDigest(was) === decisionDigest(review);
    if (isUnchanged && standing.counted === 0) faults.push('replayed');
    faults.push(
      ...askedOf(review).flatMap((path) => (valueAt(review, path) === undefined ? [`no ${path}`] : [])),
    );
    for (const { path, moves } of movesOf(covers, before, after)) {
      const stated = (review.policy?.changes ?? []).filter((row) => bytesOf(row.path ?? '') === path);
      if (moves === undefined) {
        // Values that a review states of a file whose values cannot be read are anybody's guess.
        if (isDataFile(path) && stated.length > 0) faults.push(`${path} cannot be read`);
        continue;
      }
      const left = [...stated];
      for (const move of moves) {
        const at = left.findIndex((row) => isSameMove(row, move));
        if (at === -1) faults.push(`${path} ${move.pointer}`);
        else left.splice(at, 1);
      }
      if (left.length > 0) faults.push(`${path} says more`);
      // Nobody is worse off, it says; a price that rises says otherwise.
      const rises = moves.some(
        ({ pointer, from, to }) =>
          /price/.test(pointer ?? '') && typeof from === 'number' && typeof to === 'number' && to > from,
      );
      if (rises && review.situation !== 'gate-change') faults.push('harm');
    }
    return faults;
  };

  const used = new Set<string>();
  const carried = new Set<string>();
  for (const { id, was, is } of changedReviews) {
    if (is === undefined) continue;
    const covers = [...governed.keys()].filter((path) => mayCover(is, path) && listsRightly(is, path));
    if (covers.length === 0) continue;
    used.add(id);
    const faults = faultsOf(id, was, is, covers);
    if (faults.length === 0) for (const path of covers) carried.add(path);
    else reasons.push(`${id}: ${faults.join(', ')}`);
  }

  const wasApproved = (id: string, review: Review): boolean => {
    if (review.id !== id || review.author === undefined) return false;
    const policies = policiesOf(listed(review), before, after);
    const past = { configDigest: undefined, spent: new Set<string>(), changedBy: [] };
    const standing = standingOf({ id, review, policies, config, ...past, today });
    return standing.isFilled && !standing.isRejected;
  };
  const isLive = (id: string, review: Review): boolean =>
    review.status !== 'closed' && review.verdict?.decision === 'go' && wasApproved(id, review);
  const isReversal = (path: string): boolean =>
    !isOfGate(path) &&
    [...before].some(([file, entry]) => {
      const id = idAt(file);
      const review = reviewOf(entry);
      if (id === undefined || review === undefined || !after.has(file)) return false;
      const rows = rowsOf(review);
      return (
        rows.some((row) => row.path !== undefined && bytesOf(row.path) === path) &&
        rows.every((row) => {
          const at = row.path === undefined ? undefined : bytesOf(row.path);
          return at !== undefined && row.after === digestAt(before, at) && row.before === digestAt(after, at);
        }) &&
        !policiesOf(listed(review), before, after).some(({ isGate }) => isGate) &&
        isLive(id, review)
      );
    });
  const open = [...governed.keys()].filter((path) => !carried.has(path) && !isReversal(path));
  const weakenedPaths = new Set(weakened.map(({ path }) => path));
  const isListed = (path: string): boolean =>
    changedReviews.some(
      ({ is }) =>
        is !== undefined &&
        mayCover(is, path) &&
        rowsOf(is).some((row) => row.path !== undefined && bytesOf(row.path) === path),
    );
  if (open.length > 0) reasons.push(`open: ${open.map((path) => JSON.stringify(path)).join(' ')}`);

  for (const { id, was, is } of changedReviews) {
    if (is === undefined) continue;
    const isRewritten = was !== undefined && decisionDigest(was) !== decisionDigest(is) && !used.has(id);
    if (isRewritten && wasApproved(id, was)) {
      const policies = policiesOf(listed(is), before, after);
      const spent = wordsIn(was);
      if (
        !standingOf({ id, review: is, policies, config, configDigest, spent, changedBy: [], today }).isFilled
      ) {
        reasons.push(`${id} is rewritten`);
      }
    }
    // An approved review may not come in with a "before" that never was: a reversal could lean on it.
    const isNews = (is.approvals ?? []).some(
      (approval) => approval.decision === 'approve' && !wordsIn(was).has(wordOf(approval)),
    );
    const hadRecord = (was?.approvals ?? []).some(({ decision }) => decision === 'approve');
    const isAsBefore =
      was !== undefined &&
      (hadRecord || isLive(id, was)) &&
      governedDigest(rowsOf(was)) === governedDigest(rowsOf(is));
    if (isAsBefore || !(isNews || isLive(id, is))) continue;
    for (const { path, before: from, after: to } of rowsOf(is)) {
      if (path === undefined || from === undefined || to === undefined) continue;
      if (open.includes(bytesOf(path))) continue;
      if (digestAt(before, bytesOf(path)) === from && digestAt(after, bytesOf(path)) === to) continue;
      reasons.push(`${id} claims a change of ${path}`);
    }
  }
  const isOpen = open.length > 0;
  return {
    passes: !isOpen && !reasons.some((reason) => / is rewritten$| claims a change of /.test(reason)),
    governed: [...governed.keys()],
    passages: [...governed.keys()]
      .filter((path) => !open.includes(path))
      .map((path) => ({ path, by: carried.has(path) ? 'review' : 'reversal' })),
    unlisted: open.filter((path) => !isListed(path) && !weakenedPaths.has(path)),
    reasons,
  };
}
