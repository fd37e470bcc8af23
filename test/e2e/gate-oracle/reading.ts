import { parse } from 'yaml';
import { means, meansOrReaches } from './globs.ts';
import type { Config, FileRow, Policy, Review } from './model.ts';
import { differences, type Entry, type Side } from './side.ts';

const folder = 'cx-reviews/';
export const configPath = 'cx-reviews/config.yaml';
const gateGlobs = [
  configPath,
  'cx-reviews/allowed_signers',
  'cx-reviews/revoked_keys',
  'cx-reviews/content/**',
];

/** A policy of the config, or the one that every repository has. */
export interface Governing {
  readonly isGate: boolean;
  readonly policy: Policy;
}

export const gatePolicy: Governing = { isGate: true, policy: { id: 'the-gate', files: gateGlobs } };
const knownSections = new Set([
  ...['schema', 'id', 'title', 'situation', 'depth', 'author', 'status', 'screening', 'currency', 'policy'],
  ...['change', 'customers', 'frontline', 'verdict', 'leadership', 'approvals', 'followUps'],
]);

/** The id that a path gives to the review in it. */
export function idAt(path: string): string | undefined {
  const name = /^cx-reviews\/([a-z0-9][a-z0-9-]{0,119})\.yaml$/.exec(path)?.[1];
  return path === configPath ? undefined : name;
}

/** A file as a review; undefined where there is none, or nobody can read it as one. */
export function reviewOf(entry: Entry | undefined): Review | undefined {
  if (entry === undefined || entry.kind !== 'file') return undefined;
  const text = entry.content.toString('utf8');
  // Refused before it is read: names for values to be used again elsewhere in the file.
  if (/^[a-z]+: &/m.test(text)) return undefined;
  try {
    const review = parse(text) as Review;
    const isReview =
      typeof review === 'object' &&
      review !== null &&
      Object.keys(review).every((section) => knownSections.has(section)) &&
      [undefined, 'draft', 'proposed', 'closed'].includes(review.status);
    return isReview ? review : undefined;
  } catch {
    return undefined;
  }
}

export const configOf = (side: Side): Config | undefined => {
  const entry = side.get(configPath);
  return entry === undefined ? undefined : (parse(entry.content.toString('utf8')) as Config);
};

export const rowsOf = (review: Review): readonly FileRow[] => review.policy?.files ?? [];

/** The paths that a review lists, as it writes them. */
export const listed = (review: Review): string[] =>
  rowsOf(review).flatMap(({ path }) => (path === undefined ? [] : [path]));
/** Which of the changed paths are governed, and by what. */
export function governedPaths(before: Side, after: Side): Map<string, readonly Governing[]> {
  const [ofBase, ofHead] = [configOf(before), configOf(after)];
  const asGoverning = (policy: Policy): Governing => ({ isGate: false, policy });
  const base = ofBase === undefined ? [] : [...(ofBase.policies ?? []).map(asGoverning), gatePolicy];
  const head = (ofHead?.policies ?? []).map(asGoverning);
  return new Map(
    differences(before, after).flatMap((path) => {
      const entries = [before.get(path), after.get(path)];
      const standsForFolder = entries.some((entry) => entry !== undefined && entry.kind !== 'file');
      // A byte that is no UTF-8 counts as some one character.
      const text = Buffer.from(path, 'latin1').toString('utf8');
      const isMeant = ({ isGate, policy }: Governing) =>
        (isGate || !path.startsWith(folder)) &&
        (policy.files ?? []).some((glob) => (standsForFolder ? meansOrReaches : means)(glob, text));
      const found = base.some(isMeant) ? base.filter(isMeant) : head.filter(isMeant);
      return found.length === 0 ? [] : [[path, found] as const];
    }),
  );
}

/** The policies that would govern plain files at these paths. */
export function policiesOf(paths: readonly string[], before: Side, after: Side): Governing[] {
  const [ofBase, ofHead] = [configOf(before), configOf(after)];
  const sides = [
    ofBase === undefined
      ? []
      : [...(ofBase.policies ?? []).map((policy) => ({ isGate: false, policy })), gatePolicy],
    (ofHead?.policies ?? []).map((policy) => ({ isGate: false, policy })),
  ];
  const found = paths.flatMap((path) => {
    const meant = sides.map((side) =>
      side.filter(
        ({ isGate, policy }) =>
          (isGate || !path.startsWith(folder)) && (policy.files ?? []).some((glob) => means(glob, path)),
      ),
    );
    return meant.find((side) => side.length > 0) ?? [];
  });
  const byId = new Map(found.map((one) => [`${one.isGate} ${JSON.stringify(one.policy)}`, one]));
  return [...byId.values()];
}
