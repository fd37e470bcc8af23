import { parse } from 'yaml';
import type { Config, FileRow, Review, Waiver } from './model.ts';
import type { Entry, Side } from './side.ts';

export const configPath = 'cx-reviews/config.yaml';
export const signersPath = 'cx-reviews/allowed_signers';
export const revokedPath = 'cx-reviews/revoked_keys';

const sections = new Set([
  ...['schema', 'id', 'title', 'situation', 'depth', 'author', 'status', 'screening', 'currency', 'policy'],
  ...[
    'change',
    'customers',
    'consequences',
    'alternatives',
    'reversal',
    'evidence',
    'economics',
    'forecasts',
  ],
  ...['fairness', 'communication', 'frontline', 'measures', 'leadership', 'verdict', 'answers', 'approvals'],
  ...['followUps', 'open', 'exceptions'],
]);
const partsOfWaiver = new Set([
  ...['schema', 'id', 'author', 'owner', 'reason', 'date', 'expires', 'files', 'review', 'approvals'],
]);

/** The id that a path gives to the review in it. */
export function idAt(path: string): string | undefined {
  const name = /^cx-reviews\/([a-z0-9][a-z0-9-]{0,119})\.yaml$/.exec(path)?.[1];
  return path === configPath ? undefined : name;
}

/** The id that a path gives to the waiver in it. */
export const waiverIdAt = (path: string): string | undefined =>
  /^cx-reviews\/waivers\/([a-z0-9][a-z0-9-]{0,119})\.yaml$/.exec(path)?.[1];

/** What a plain file says, if it has only these keys at its top; undefined where nobody can read it. */
function dataOf(entry: Entry | undefined, keys: ReadonlySet<string>): object | undefined {
  if (entry === undefined || entry.kind !== 'file') return undefined;
  const text = entry.content.toString('utf8');
  // Refused before it is read: names for values to be used again elsewhere in the file.
  if (/^[a-z]+: &/m.test(text)) return undefined;
  try {
    const data: unknown = parse(text);
    if (typeof data !== 'object' || data === null) return undefined;
    return Object.keys(data).every((key) => keys.has(key)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** A file as a review; undefined where there is none, or nobody can read it as one. */
export function reviewOf(entry: Entry | undefined): Review | undefined {
  const review: Review | undefined = dataOf(entry, sections) as Review | undefined;
  return [undefined, 'draft', 'proposed', 'closed'].includes(review?.status) ? review : undefined;
}

/** A file as a waiver; undefined where there is none, or nobody can read it as one. */
export const waiverOf = (entry: Entry | undefined): Waiver | undefined =>
  dataOf(entry, partsOfWaiver) as Waiver | undefined;

export const configOf = (side: Side): Config | undefined => {
  const entry = side.get(configPath);
  return entry === undefined ? undefined : (parse(entry.content.toString('utf8')) as Config);
};

export const rowsOf = (review: Review): readonly FileRow[] => review.policy?.files ?? [];

/** The paths of rows, as they are written. */
export const pathsIn = (rows: readonly FileRow[] | undefined): string[] =>
  (rows ?? []).flatMap(({ path }) => (path === undefined ? [] : [path]));
