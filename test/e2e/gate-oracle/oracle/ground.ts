import type { Config } from './model.ts';
import { type Governing, governingOf, type Policies, policiesIn } from './policies.ts';
import { configOf, configPath, revokedPath, signersPath } from './reading.ts';
import { bytesOf, contentAt, differences, type Entry, type Side } from './side.ts';
import type { Proofs } from './signatures.ts';

/** A commit of the range with what it changes against each of its parents. */
export interface Commit {
  /** Of its author and of its committer. */
  readonly emails: readonly string[];
  readonly changed: readonly (readonly string[])[];
  /** Whether it changes what the review or waiver at a path decides, and not only what stands beside that. */
  readonly decides: (path: string) => boolean;
}

/** What is judged. */
export interface Range {
  /** Where the change left the branch that it goes to. */
  readonly start: Side;
  /** The end of the branch that it goes to: the same, unless that branch has gone on since. */
  readonly base: Side;
  /** What git makes of merging the change into that. */
  readonly after: Side;
  readonly commits: readonly Commit[];
  readonly today: string;
  /** Whether it is what would be committed now; approvals are given to what has been. */
  readonly isStaged: boolean;
}

/** All that a range is judged by. */
export interface Ground extends Range {
  /** The two sides once more, as the rules of the past call them. */
  readonly from: Side;
  readonly head: Side;
  readonly config: Config;
  /** Digest of the base's config, or `none`. */
  readonly configDigest: string;
  readonly policies: Policies;
  /** Changed paths that some policy governs, with what governs them. */
  readonly governed: ReadonlyMap<string, readonly Governing[]>;
  readonly proofs: Proofs;
  /** Addresses of those whose commits leave one of the paths as no parent has it, or what is decided at another. */
  readonly changedBy: (paths: readonly string[], record: string) => string[];
}

const textAt = (side: Side, path: string): string | undefined => side.get(path)?.content.toString('utf8');

export function groundOf(range: Range): Ground {
  const { base, after, commits } = range;
  const [from, head] = [base, after];
  const [ofBase, ofHead] = [configOf(base), configOf(head)];
  const policies = policiesIn(ofBase, ofHead);
  const ruling = ofBase === undefined ? head : base;
  return {
    ...range,
    from,
    head,
    config: ofBase ?? ofHead ?? { schema: '' },
    configDigest: contentAt(base, configPath),
    policies,
    governed: new Map(
      differences(from, after).flatMap((path) => {
        const found = governingOf(path, [from.get(path), after.get(path)], policies);
        return found.length === 0 ? [] : [[path, found] as const];
      }),
    ),
    proofs: { signers: textAt(ruling, signersPath), revoked: textAt(ruling, revokedPath) },
    changedBy: (paths, record) =>
      commits.flatMap(({ emails, changed, decides }) => {
        const isOwn = (path: string) => changed.every((side) => side.includes(path));
        return paths.some(isOwn) || (isOwn(record) && decides(record)) ? emails : [];
      }),
  };
}

export const isOfGate = (governing: readonly Governing[] | undefined): boolean =>
  (governing ?? []).some(({ isGate }) => isGate);

/** Whether the branch that the change goes to has something else at a path than the change started from. */
export function isMoved({ start, base }: Ground, path: string): boolean {
  return differences(only(start, path), only(base, path)).length > 0;
}

function only(side: Side, path: string): Side {
  const entry: Entry | undefined = side.get(path);
  return new Map(entry === undefined ? [] : [[path, entry]]);
}

/** The policies that would govern plain files at these paths. */
export function policiesOf(paths: readonly string[], { policies }: Pick<Ground, 'policies'>): Governing[] {
  const found = paths.flatMap((path) => governingOf(bytesOf(path), [], policies));
  const byName = new Map(found.map((one) => [`${one.isGate} ${JSON.stringify(one.policy)}`, one]));
  return [...byName.values()];
}
