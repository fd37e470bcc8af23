import { type ChangedFile, digestsOf, kindOfMode, type StoredDigest } from '../domain/file-change.ts';
import { saysMoney, splitWords, stemOf } from '../lib/name-words.ts';
import { findQuantity } from '../lib/quantity.ts';
import { textOf } from './describe.ts';
import { type Change, diffValues, listLeaves, mostChanges } from './diff.ts';
import { guessEffectiveDate } from './effective-date.ts';
import type { Guess } from './guess.ts';
import { listNames, wholeFile } from './pointer.ts';
import { findRenames, type ReadFile, type Rename } from './renames.ts';
import { guessSituations, type SituationGuess, type SituationHint } from './situation.ts';
import { type TextDiff, textDiff } from './text-diff.ts';
import { isScalar, type Scalar, type Value } from './value.ts';
import { type FileValues, type Readers, readValues } from './values.ts';

/** A changed value as a review keeps it, in `policy.changes`. */
interface ChangedValue {
  /** Of the file. */
  readonly path: string;
  readonly pointer: string;
  /** Left out where there was none. A row or branch is its text in one line. */
  readonly from?: Scalar;
  /** Left out where there is none. */
  readonly to?: Scalar;
  readonly unit?: string;
}

/** One changed file. */
interface FileFacts {
  readonly path: string;
  readonly status: ChangedFile['status'];
  /** What git stores, or none where there is nothing. */
  readonly before: StoredDigest | 'none';
  readonly after: StoredDigest | 'none';
  /** The deleted file that this one was: its values are compared with those. */
  readonly movedFrom: string | undefined;
  /** What it is now, or was. */
  readonly is: 'file' | 'link' | 'submodule';
  /** Its changed values, where they could be read from both versions. */
  readonly changes: readonly Change[];
  readonly more: number;
  /** Why its values could not be read, a clause. */
  readonly why: string | undefined;
  /** Whether its values could be read before the change, and can be no more. */
  readonly isLost: boolean;
  /** What changed in its text, where its values could not be read. */
  readonly text: TextDiff | undefined;
}

/** What the files themselves say, in the shape of `policy.changes`. */
export type FoundChange = ChangeFacts['changes'][number];

/** What the change itself says, before anybody is asked. What is a guess says what it rests on. */
export interface ChangeFacts {
  readonly files: readonly FileFacts[];
  /** The changed values of all files, as a review keeps them. */
  readonly changes: readonly ChangedValue[];
  /** How many changed values there are beyond those. */
  readonly more: number;
  /** Situations that this could be, the likeliest first. */
  readonly situations: readonly SituationGuess[];
  /** The day from which it holds, ISO 8601. */
  readonly effective: Guess<string> | undefined;
  /** Prices and fees where there was none, or 0: they have no share. */
  readonly newCharges: readonly (Guess<string> & { readonly path: string; readonly pointer: string })[];
}

export interface FactsOptions {
  readonly readers: Readers;
  readonly hints?: readonly SituationHint[];
}

/** Most changed values of all files that are kept, which is what a review has room for. */
const mostChangedValues = 500;

/** Works out what a change of policy files says by itself. The order of the files is kept. */
export function buildFacts(files: readonly ChangedFile[], options: FactsOptions): ChangeFacts {
  const both = files.map((file) => readBoth(file, options.readers));
  const renames = findRenames(both);
  const read = both.map((one) => ({ file: one.file, ...readChanges(one, renames, both) }));
  const facts = read.map(({ file, ...found }) => listed(file, found));
  const changes = read.flatMap(({ file, all }) => all.map((change) => ({ path: file.path, change })));
  const leaves = changes.flatMap(({ path, change }) =>
    listLeaves(change).map((leaf) => ({ path, change: leaf })),
  );
  const values = facts.flatMap(({ path, changes }) => changes.map((change) => changedValue(path, change)));
  return {
    files: facts,
    changes: values.slice(0, mostChangedValues),
    more: Math.max(0, values.length - mostChangedValues) + facts.reduce((sum, { more }) => sum + more, 0),
    situations: guessSituations(
      [...changes, ...leaves],
      facts.map(({ path }) => path),
      options.hints ?? [],
    ),
    effective: guessEffectiveDate(leaves),
    newCharges: leaves.flatMap(({ path, change }) => newCharge(path, change)).slice(0, mostChangedValues),
  };
}

/** A change as a review keeps it. The gate compares what it finds itself with this, so it has to stay as it is. */
function changedValue(path: string, change: Change): ChangedValue {
  return {
    path,
    pointer: change.pointer,
    ...(change.from === undefined ? {} : { from: readScalar(change.from) }),
    ...(change.to === undefined ? {} : { to: readScalar(change.to) }),
    ...(change.unit === undefined ? {} : { unit: change.unit }),
  };
}

function readScalar(value: Value): Scalar {
  if (!isScalar(value)) return textOf(value);
  return typeof value === 'string' && value.length > 500 ? textOf(value) : value;
}

/** All changed values of a file, or why there are none to see. */
interface FoundChanges {
  readonly movedFrom?: string | undefined;
  readonly all: readonly Change[];
  readonly why: string | undefined;
  readonly isLost?: boolean;
}

function listed(file: ChangedFile, { all, why, movedFrom, isLost = false }: FoundChanges): FileFacts {
  return {
    path: file.path,
    status: file.status,
    ...digestsOf(file),
    movedFrom,
    is: kindOfMode(file.newMode ?? file.oldMode ?? ''),
    changes: all.slice(0, mostChanges),
    more: Math.max(0, all.length - mostChanges),
    why,
    isLost,
    text: why === undefined ? undefined : textDiff(file.before, file.after),
  };
}

function readBoth(file: ChangedFile, readers: Readers): ReadFile {
  const read = (bytes: Uint8Array | undefined, mode: string | undefined): FileValues | undefined =>
    bytes === undefined || mode === undefined || kindOfMode(mode) !== 'file'
      ? undefined
      : readValues(bytes, file.path, readers);
  return { file, before: read(file.before, file.oldMode), after: read(file.after, file.newMode) };
}

function readChanges(one: ReadFile, renames: readonly Rename[], all: readonly ReadFile[]): FoundChanges {
  const { file, after } = one;
  // What went under another name is told of the file that came.
  if (renames.some(({ from }) => from === file)) return { all: [], why: undefined };
  const from = renames.find(({ to }) => to === file)?.from;
  const movedFrom = from?.path;
  if (from !== undefined && digestsOf(from).before === digestsOf(file).after)
    return { all: [], why: undefined, movedFrom };
  const before = from === undefined ? one.before : all.find((other) => other.file === from)?.before;
  const isLost = before?.kind === 'values' && file.newMode !== undefined && after?.kind !== 'values';
  for (const mode of [file.newMode, file.oldMode]) {
    const kind = mode === undefined ? 'file' : kindOfMode(mode);
    if (kind !== 'file')
      return { all: [], why: `it is${mode === file.newMode ? '' : ' no longer'} a ${kind}`, isLost };
  }
  if (after?.kind === 'text') return { all: [], why: after.why, isLost };
  if (before?.kind === 'text') return { all: [], why: `before the change, ${before.why}` };
  const columns = after?.columns ?? before?.columns;
  const limit = Number.POSITIVE_INFINITY;
  const options = columns === undefined ? { limit } : { limit, columns };
  return { all: diffValues(before?.value, after?.value, options).changes, why: undefined, movedFrom };
}

function newCharge(path: string, change: Change): ChangeFacts['newCharges'] {
  const amount = findQuantity(change.to)?.amount ?? 0;
  const none = change.from === undefined || change.from === null || findQuantity(change.from)?.amount === 0;
  if (!isPrice(change) || amount <= 0 || !none || change.pointer === wholeFile) return [];
  const why = change.from === undefined ? 'there was no such price or fee' : 'it was free';
  return [{ value: textOf(change.to), why, path, pointer: change.pointer }];
}

/** Money that goes to customers, or that nobody pays. */
const paidToCustomers = new Set([
  'refund',
  'credit',
  'discount',
  'voucher',
  'compensation',
  'cashback',
  'reward',
  'goodwill',
  'limit',
]);

/** Whether a change is one of money that customers pay, by its unit or by a name on its path. */
function isPrice(change: Change): boolean {
  const words = listNames(change.path).flatMap((name) => splitWords(name).map(stemOf));
  if (words.some((word) => paidToCustomers.has(word))) return false;
  const measure = findQuantity(change.to ?? change.from)?.measure;
  if (measure === 'money') return true;
  return measure === 'number' && listNames(change.path).some(saysMoney);
}
