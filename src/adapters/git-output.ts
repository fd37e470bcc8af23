import type { ChangeStatus, TreeEntry } from '../domain/file-change.ts';
import { decodePath } from '../lib/repository-path.ts';

/** A line of `--raw` output. A hash of zeros, which git prints for what it has not hashed, is undefined. */
export interface RawChange {
  readonly path: string;
  /** `U` is a path with an unresolved conflict. */
  readonly status: ChangeStatus | 'U';
  readonly oldMode: string | undefined;
  readonly newMode: string | undefined;
  readonly oldHash: string | undefined;
  readonly newHash: string | undefined;
}

/** An object as `cat-file --batch` prints it. */
export interface BatchObject {
  readonly hash: string;
  readonly type: string;
  readonly content: Buffer;
}

/** Splits NUL-terminated output into strings that stand for its exact bytes. */
export function splitAtNul(output: Buffer): string[] {
  const parts: string[] = [];
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(0, start);
    const stop = end === -1 ? output.length : end;
    parts.push(decodePath(output.subarray(start, stop)));
    start = stop + 1;
  }
  return parts;
}

/** Reads the output of `diff-tree --raw -z --no-renames --no-abbrev` and its kin. */
export function parseRawDiff(output: Buffer): RawChange[] {
  const parts = splitAtNul(output);
  if (parts.length % 2 !== 0) throw new Error('git printed half a change');
  return Array.from({ length: parts.length / 2 }, (_, at) =>
    parseChange(parts[at * 2] ?? '', parts[at * 2 + 1] ?? ''),
  );
}

function parseChange(head: string, path: string): RawChange {
  const match = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) ([AMDTU])$/.exec(head);
  if (match === null) throw new Error(`git printed a change that is not understood: ${head}`);
  const [, oldMode = '', newMode = '', oldHash = '', newHash = '', status] = match;
  return {
    path,
    status: status as RawChange['status'],
    oldMode: unlessZero(oldMode),
    newMode: unlessZero(newMode),
    oldHash: unlessZero(oldHash),
    newHash: unlessZero(newHash),
  };
}

/** A commit with what it changes; of a merge only what differs from all its parents, seen from the first. */
export interface LoggedCommit {
  readonly commit: string;
  readonly parents: readonly string[];
  /** Of the author and of the committer. */
  readonly addresses: readonly string[];
  readonly changes: readonly RawChange[];
}

/** What `log` is asked to print of a commit, for parseLog. */
export const logFormat = '--format=%H%x00%P%x00%ae%x00%ce';

/** Reads the output of `log -m --raw -z` in the format above, which has a merge once for each parent that it differs from. */
export function parseLog(output: Buffer): LoggedCommit[] {
  const parts = splitAtNul(output);
  const logged: (Omit<LoggedCommit, 'changes'> & { readonly diffs: RawChange[][] })[] = [];
  for (let at = 0; at + 3 < parts.length; ) {
    const [commit = '', parents = '', author = '', committer = ''] = parts.slice(at, at + 4);
    if (!/^[0-9a-f]{40,64}$/.test(commit)) {
      throw new Error(`git printed a commit that is not understood: ${commit}`);
    }
    at += 4;
    const changes: RawChange[] = [];
    for (; /^\n?:/.test(parts[at] ?? ''); at += 2) {
      changes.push(parseChange((parts[at] ?? '').replace('\n', ''), parts[at + 1] ?? ''));
    }
    const known = logged.at(-1);
    if (known?.commit === commit) known.diffs.push(changes);
    else {
      const own = { commit, parents: parents.split(' ').filter(Boolean), addresses: [author, committer] };
      logged.push({ ...own, diffs: [changes] });
    }
  }
  return logged.map(({ diffs, ...commit }) => {
    const [first = [], ...others] = diffs;
    const isEverywhere = ({ path }: RawChange) =>
      others.every((diff) => diff.some((change) => change.path === path));
    const isWhole = diffs.length >= commit.parents.length;
    return { ...commit, changes: isWhole ? first.filter(isEverywhere) : [] };
  });
}

/** Reads the output of `ls-tree -z`: files, links and submodules, without folders. */
export function parseTree(output: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (const line of splitAtNul(output)) {
    const match = /^(\d{6}) (blob|commit|tree) ([0-9a-f]+)\t([\s\S]+)$/.exec(line);
    if (match === null) throw new Error(`git printed a tree entry that is not understood: ${line}`);
    const [, mode = '', type, hash = '', path = ''] = match;
    if (type !== 'tree') entries.push({ path, mode, hash });
  }
  return entries;
}

/** Reads the output of `cat-file --batch` for one hash after another. Those that are missing are left out. */
export function parseBatch(output: Buffer): BatchObject[] {
  const objects: BatchObject[] = [];
  for (let at = 0; at < output.length; ) {
    const lineEnd = output.indexOf(0x0a, at);
    const head = output.toString('latin1', at, lineEnd);
    const match = /^([0-9a-f]+) (\w+)(?: (\d+))?$/.exec(head);
    if (lineEnd === -1 || match === null)
      throw new Error(`git printed an object that is not understood: ${head}`);
    const [, hash = '', type = '', size] = match;
    at = lineEnd + 1;
    if (size === undefined) continue;
    const end = at + Number(size);
    if (output[end] !== 0x0a) throw new Error(`git printed less of ${hash} than it said`);
    objects.push({ hash, type, content: output.subarray(at, end) });
    at = end + 1;
  }
  return objects;
}

function unlessZero(text: string): string | undefined {
  return /^0+$/.test(text) ? undefined : text;
}

/**
 * Reads the output of `grep --null` in a commit: the lines of each file, a character for each byte.
 * @param prefix what stands in front of every path: the commit and a colon
 */
export function parseGrep(output: Buffer, prefix: string): ReadonlyMap<string, string> {
  const found = new Map<string, string[]>();
  for (let at = 0; at < output.length; ) {
    const nul = output.indexOf(0, at);
    const newline = output.indexOf(10, nul);
    if (nul === -1) break;
    const end = newline === -1 ? output.length : newline;
    const path = decodePath(output.subarray(at + prefix.length, nul));
    const lines = found.get(path) ?? [];
    lines.push(output.toString('latin1', nul + 1, end));
    found.set(path, lines);
    at = end + 1;
  }
  return new Map([...found].map(([path, lines]) => [path, `${lines.join('\n')}\n`]));
}
