import type { ChangedFile } from '../domain/file-change.ts';
import { digestOf } from '../lib/digest.ts';
import { listLeaves } from './diff.ts';
import { wholeFile } from './pointer.ts';
import type { FileValues } from './values.ts';

/** A file that went under one name and came under another. */
export interface Rename {
  readonly from: ChangedFile;
  readonly to: ChangedFile;
}

/** A changed file with its values on either side, where it is a plain file there. */
export interface ReadFile {
  readonly file: ChangedFile;
  readonly before: FileValues | undefined;
  readonly after: FileValues | undefined;
}

/** Most pairs of a file that went and one that came that are compared. */
const mostPairs = 2500;
/** Which share of the places of the larger of two files has to be in both. */
const enough = 0.5;

/**
 * Pairs files that went with files that came: of the same content and kind, or else with at least half of
 * their values in the same places, whatever these are; the most alike first. So a new name hides no new value.
 */
export function findRenames(files: readonly ReadFile[]): readonly Rename[] {
  const [gone, come] = [
    files.filter(({ file }) => file.status === 'D'),
    files.filter(({ file }) => file.status === 'A'),
  ];
  const pairs = sameContent(gone, come);
  const isLeft = ({ file }: ReadFile) => !pairs.some(({ from, to }) => from === file || to === file);
  return [...pairs, ...alike(gone.filter(isLeft), come.filter(isLeft))];
}

function sameContent(gone: readonly ReadFile[], come: readonly ReadFile[]): Rename[] {
  const left = new Map(
    gone.map(({ file }) => [`${file.oldMode} ${digestOf(file.before ?? new Uint8Array())}`, file]),
  );
  return come.flatMap(({ file }) => {
    const key = `${file.newMode} ${digestOf(file.after ?? new Uint8Array())}`;
    const from = left.get(key);
    left.delete(key);
    return from === undefined ? [] : [{ from, to: file }];
  });
}

function alike(gone: readonly ReadFile[], come: readonly ReadFile[]): Rename[] {
  if (gone.length * come.length > mostPairs) return [];
  const [old, now] = [
    gone.map(({ file, before }) => ({ file, places: placesIn(before) })),
    come.map(({ file, after }) => ({ file, places: placesIn(after) })),
  ];
  const candidates = old.flatMap((from) =>
    now.map((to) => ({ from: from.file, to: to.file, share: shareInBoth(from.places, to.places) })),
  );
  const taken = new Set<ChangedFile>();
  return candidates
    .filter(({ share }) => share >= enough)
    .sort((a, b) => b.share - a.share)
    .filter(({ from, to }) => {
      const isFree = !taken.has(from) && !taken.has(to);
      if (isFree) taken.add(from).add(to);
      return isFree;
    });
}

/** Where a file holds values; none where they cannot be read. */
function placesIn(values: FileValues | undefined): ReadonlySet<string> {
  if (values?.kind !== 'values') return new Set();
  const { value } = values;
  const leaves = listLeaves({
    kind: 'added',
    path: [],
    pointer: wholeFile,
    from: undefined,
    to: value,
    unit: undefined,
  });
  return new Set(leaves.map(({ pointer }) => pointer).filter((pointer) => pointer !== wholeFile));
}

function shareInBoth(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((place) => other.has(place)).length;
  return both / Math.max(one.size, other.size, 1);
}
