import { Failure } from '../lib/failure.ts';
import { readCsv } from './csv.ts';
import { readJson } from './json.ts';
import { decodeText, largestFile, Unreadable, withinLimits } from './limits.ts';
import { readToml } from './toml.ts';
import type { Value } from './value.ts';

type Format = 'yaml' | 'json' | 'toml' | 'csv';

/** What reads YAML: it lives elsewhere, with the other guards against hostile YAML. */
export interface Readers {
  /** Plain data out of a YAML file; throws Failure for what it refuses. */
  readonly yaml: (bytes: Uint8Array, file: string) => unknown;
}

/** A file with its values, or why it counts as text. `why` is a clause: "it is larger than 256 KB". */
export type FileValues =
  | {
      readonly kind: 'values';
      readonly format: Format;
      readonly value: Value;
      /** Of a table: its columns in their order. */
      readonly columns?: readonly string[];
    }
  | { readonly kind: 'text'; readonly why: string };

const formats: Readonly<Record<string, Format>> = {
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  toml: 'toml',
  csv: 'csv',
  tsv: 'csv',
};

/** The format that a file's name says; undefined where it names none that is read. */
function findFormat(file: string): Format | undefined {
  const extension = /\.([^./]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(formats, extension) ? formats[extension] : undefined;
}

/** Whether a file's name says that it holds values, which could be read if nothing stood in the way. */
export function isDataFile(file: string): boolean {
  return findFormat(file) !== undefined;
}

const lfsHead = 'version https://git-lfs.github.com/spec/v1\n';

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: a pointer begins so, and is shorter than 1,024 bytes. */
const isLfsPointer = (bytes: Uint8Array) =>
  bytes.length < 1024 && new TextDecoder().decode(bytes).replaceAll('\r\n', '\n').startsWith(lfsHead);

/** Values out of a policy file, by the format that its name says. Never throws for what the file holds. */
export function readValues(bytes: Uint8Array, file: string, readers: Readers): FileValues {
  // What git stores is all that is judged, and of these it stores no value.
  if (isLfsPointer(bytes)) return { kind: 'text', why: 'it is kept in Git LFS: its values are not in git' };
  const format = findFormat(file);
  if (format === undefined)
    return { kind: 'text', why: 'its name ends in none of .yaml, .yml, .json, .toml, .csv' };
  try {
    if (bytes.length > largestFile) throw new Unreadable(`it is larger than ${largestFile / 1024} KB`);
    if (format === 'yaml') return { kind: 'values', format, value: withinLimits(readers.yaml(bytes, file)) };
    const text = decodeText(bytes);
    if (text === undefined) throw new Unreadable('it is not UTF-8 text');
    if (format === 'csv') {
      const { rows, columns } = readCsv(text);
      return { kind: 'values', format, value: rows, columns };
    }
    return { kind: 'values', format, value: format === 'json' ? readJson(text) : readToml(text) };
  } catch (refusal) {
    if (refusal instanceof Unreadable) return { kind: 'text', why: refusal.message };
    if (refusal instanceof Failure && refusal.kind === 'invalid') {
      return { kind: 'text', why: reasonOf(refusal) };
    }
    throw refusal;
  }
}

function reasonOf(failure: Failure): string {
  const { line, column } = failure.place ?? {};
  const place = line === undefined ? '' : `, line ${line}${column === undefined ? '' : `, column ${column}`}`;
  return `it is not read as YAML: ${failure.message}${place}`;
}
