import { parseYaml } from '../document/parse.ts';
import { readReview } from '../document/review.ts';
import { decisionDigest } from '../domain/approval.ts';
import { readStored } from '../domain/file-change.ts';
import { configFile } from '../domain/repository-layout.ts';
import { type Approval, type PolicyFile, type Review, sectionsOutsideTheDecision } from '../domain/review.ts';
import { type Digest, digestOf } from '../lib/digest.ts';
import { Failure } from '../lib/failure.ts';
import { describeChanges } from '../policy/describe.ts';
import { diffValues } from '../policy/diff.ts';
import { textDiff } from '../policy/text-diff.ts';
import type { Value } from '../policy/value.ts';

/** What git still has of the past. */
export interface History {
  /** Earlier versions of a file, the newest first. */
  readonly earlier: (path: string) => readonly Uint8Array[];
}

/** What there is to approve now. */
export interface Present {
  /** Of the review. */
  readonly path: string;
  readonly review: Review;
  /** The base's config; undefined where it has none. */
  readonly config: Uint8Array | undefined;
}

const mostShown = 5;
const mostLines = 4;

/** What is decided, as plain values that can be compared. Of the files only their names: digests say nothing. */
function readDecision(review: Review): Value {
  const outside = new Set<string>(sectionsOutsideTheDecision);
  const sections = Object.entries(review).filter(([section]) => !outside.has(section));
  const { policy, ...rest } = Object.fromEntries(sections) as Review;
  if (policy === undefined) return rest as unknown as Value;
  const files = policy.files?.map(({ id, path }) => ({ id, ...(path === undefined ? {} : { path }) }));
  return { ...rest, policy: { ...policy, ...(files === undefined ? {} : { files }) } } as unknown as Value;
}

/** A reading, or undefined where the text cannot be read as what it should be. */
function readOrNot<Read>(read: () => Read): Read | undefined {
  try {
    return read();
  } catch (failure) {
    if (failure instanceof Failure && failure.kind === 'invalid') return undefined;
    throw failure;
  }
}

const withDigest = (digest: string | undefined, versions: readonly Uint8Array[]) =>
  digest === undefined ? undefined : versions.find((bytes) => digestOf(bytes) === readStored(digest).content);

/** The version of the review that an approval was given for. */
function approvedVersion({ digest }: Approval, path: string, { earlier }: History): Review | undefined {
  for (const bytes of earlier(path)) {
    const version = readOrNot(() => readReview(bytes, path).review);
    if (version !== undefined && decisionDigest(version) === digest) return version;
  }
  return undefined;
}

/** Whether an approval was given under other settings of the base than there are now. */
export const isOfOtherConfig = (approval: Approval, config: Digest | 'none'): boolean =>
  (approval.config ?? 'none') !== config;

/** What is different in the files that a review lists, as far as git still has what they held. */
function fileLines(before: readonly PolicyFile[], after: readonly PolicyFile[], history: History): string[] {
  return after.flatMap((row) => {
    const { path } = row;
    const old = before.find((one) => one.path === path);
    if (path === undefined || old === undefined || (old.before === row.before && old.after === row.after)) {
      return [];
    }
    if (old.after === row.after) return [`${path}: what it is changed from`];
    const [left = 'none', now = 'none'] = [old.after, row.after];
    if (readStored(left).content === readStored(now).content) {
      return [`${path}: it was a ${readStored(left).kind}, and is a ${readStored(now).kind}`];
    }
    const versions = history.earlier(path);
    const [was, is] = [withDigest(old.after, versions), withDigest(row.after, versions)];
    const isKnown = (digest: string | undefined, bytes: Uint8Array | undefined) =>
      digest === 'none' || bytes !== undefined;
    const diff = isKnown(old.after, was) && isKnown(row.after, is) ? textDiff(was, is) : undefined;
    if (diff?.kind !== 'lines') return [`${path}: its content`];
    const lines = diff.lines.filter((line) => /^[-+]/.test(line));
    const shown = lines.slice(0, mostLines).map((line) => `${line[0]} ${line.slice(1).trim()}`);
    const rest = diff.added + diff.removed - shown.length;
    return [`${path}: ${shown.join(', ')}${rest > 0 ? `, and ${rest} more lines` : ''}`];
  });
}

/** What is different in the settings of the base; undefined where git no longer has the earlier ones. */
function configLines(
  approval: Approval,
  config: Uint8Array | undefined,
  { earlier }: History,
): string[] | undefined {
  const was = approval.config === undefined ? undefined : withDigest(approval.config, earlier(configFile));
  if (approval.config !== undefined && was === undefined) return undefined;
  const values = (bytes: Uint8Array | undefined) =>
    bytes === undefined ? undefined : readOrNot(() => parseYaml(bytes, configFile).data as Value);
  const { changes, more } = diffValues(values(was), values(config), { limit: mostShown });
  const lines = describeChanges(changes, more);
  return (lines.length === 0 ? ['its comments or its layout'] : lines).map(
    (line) => `${configFile}: ${line}`,
  );
}

/**
 * What changed since an approval was given, in lines: in what is decided, in the files and in the settings of
 * the base. Undefined where what it was given for is not in git's history.
 */
export function changesSince(
  approval: Approval,
  { path, review, config }: Present,
  history: History,
): readonly string[] | undefined {
  const lines: string[] = [];
  if (approval.digest !== decisionDigest(review)) {
    const version = approvedVersion(approval, path, history);
    if (version === undefined) return undefined;
    const { changes, more } = diffValues(readDecision(version), readDecision(review), { limit: mostShown });
    const files = fileLines(version.policy?.files ?? [], review.policy?.files ?? [], history);
    lines.push(...describeChanges(changes, more), ...files);
  }
  if (isOfOtherConfig(approval, config === undefined ? 'none' : digestOf(config))) {
    const ofConfig = configLines(approval, config, history);
    if (ofConfig === undefined) return undefined;
    lines.push(...ofConfig);
  }
  return lines;
}

/** The same as a sentence with a space in front. */
export function whatChangedSince(approval: Approval, present: Present, history: History): string {
  const lines = changesSince(approval, present, history);
  if (lines === undefined) return ' What it was given for is not in the history of this clone.';
  return lines.length === 0 ? '' : ` Changed since: ${lines.join('; ')}.`;
}
