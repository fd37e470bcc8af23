import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Place } from '../lib/failure.ts';
import { joinPath, rowKey } from '../lib/path.ts';
import { isSchema, resolved, type Schema, schemaBelow } from './schema-node.ts';
import { buildComplaint, type Complaint, kindOf } from './schema-words.ts';
import type { YamlDocument } from './yaml-document.ts';

/** A place at which a file breaks its schema. */
export interface SchemaProblem {
  /** As in findings: names of keys and ids of rows. */
  readonly path: string;
  readonly place: Place;
  /** What is wrong, in plain words. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string | undefined;
  /** Whether the key itself is wrong, and not what it holds. */
  readonly isAboutKey: boolean;
}

type Keys = readonly (string | number)[];

/** An error of the validator where it belongs. */
interface Located {
  readonly error: ErrorObject;
  readonly keys: Keys;
  readonly value: unknown;
  /** What the schema says of this place. */
  readonly schema: Schema;
}

/**
 * Everything at which the data of a document breaks a schema, in the order of the file.
 * @param validate made of the schema, with `allErrors`
 * @param schema the same schema, for the words: known keys, descriptions
 */
export function problemsIn(
  document: YamlDocument,
  validate: ValidateFunction,
  schema: unknown,
): SchemaProblem[] {
  const root = isSchema(schema) ? schema : {};
  const errors = validate(document.data) ? [] : (validate.errors ?? []);
  const complaints = sensible(
    aboutKeys(errors).map((error) => located(error, document.data, root)),
    root,
  );
  const problems = complaints.map(({ located: one, complaint }) =>
    buildProblem(document, one.keys, complaint),
  );
  return [...problems, ...sameRows(document)].sort(byPlace);
}

function byPlace({ place: a }: SchemaProblem, { place: b }: SchemaProblem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** What is wrong with a key is told twice, first by the rule that it breaks and then as such: that rule moves into the second. */
function aboutKeys(errors: readonly ErrorObject[]): ErrorObject[] {
  return errors
    .filter(({ keyword, propertyName }) => propertyName === undefined || keyword === 'propertyNames')
    .map((error) => {
      if (error.keyword !== 'propertyNames') return error;
      const rule = errors.find((other) => {
        return other.instancePath === error.instancePath && other.propertyName === error.params.propertyName;
      });
      return { ...error, params: { ...error.params, pattern: rule?.params.pattern } };
    });
}

function located(error: ErrorObject, data: unknown, root: Schema): Located {
  const keys: (string | number)[] = [];
  let value = data;
  let schema = resolved(root, root);
  for (const part of error.instancePath.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const key = Array.isArray(value) ? Number(name) : name;
    keys.push(key);
    value = (value as Readonly<Record<string | number, unknown>>)[key];
    schema = schemaBelow(schema, key, root) ?? {};
  }
  return { error, keys, value, schema };
}

interface Said {
  readonly located: Located;
  readonly complaint: Complaint;
}

const choices = new Set(['anyOf', 'oneOf']);

/**
 * The validator tells of every branch of a choice why it does not fit, and then that none does. Of these only
 * what concerns the branch that was meant is worth telling; and of one value only the first thing.
 */
function sensible(errors: readonly Located[], root: Schema): Said[] {
  const kept: Located[] = [];
  for (const one of errors) {
    if (!choices.has(one.error.keyword)) {
      kept.push(one);
      continue;
    }
    const start =
      kept.findLastIndex(({ error }) => !isAtOrBelow(error.instancePath, one.error.instancePath)) + 1;
    kept.push(...meant(one, kept.splice(start)));
  }
  const seen = new Set<string>();
  return kept.flatMap((one) => {
    const complaint = buildComplaint(one, root);
    // A key is wrong by itself, whatever else is wrong with the group that it stands in.
    const subject = `${one.error.instancePath} ${complaint.key ?? complaint.missing ?? ''}`;
    if (seen.has(subject)) return [];
    seen.add(subject);
    return [{ located: one, complaint }];
  });
}

function isAtOrBelow(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}/`);
}

/** Of the errors of all branches those of the branch that was meant, or that of the choice itself. */
function meant(choice: Located, errors: readonly Located[]): Located[] {
  const path = choice.error.instancePath;
  const isHere = ({ error }: Located) => error.instancePath === path;
  const fitting = errors.filter((one) => !isHere(one) || concernsKind(one));
  const below = fitting.filter((one) => !isHere(one));
  if (below.length > 0) return below;
  const isOneReason =
    fitting.length === 1 || fitting.every(({ error }) => /required|additionalProperties/.test(error.keyword));
  return fitting.length > 0 && isOneReason ? fitting : [choice];
}

/** Whether the error is about the value as it is, and not about it being of another kind. */
function concernsKind({ error, value }: Located): boolean {
  const { keyword, params } = error;
  if (keyword === 'type') return false;
  if (keyword === 'enum')
    return (params.allowedValues as unknown[]).some((allowed) => kindOf(allowed) === kindOf(value));
  return true;
}

function buildProblem(
  document: YamlDocument,
  keys: Keys,
  { message, hint, key, missing }: Complaint,
): SchemaProblem {
  const path = pathOf(document.data, keys);
  if (key !== undefined) {
    const place = document.placeAt([...keys, key], 'key');
    return { path: joinPath(path, key), place, message, hint, isAboutKey: true };
  }
  const isRowWithoutName = missing === 'id' || missing === 'segment';
  return {
    path: isRowWithoutName ? path : joinPath(path, missing ?? ''),
    place: document.placeAt(keys),
    message,
    hint,
    isAboutKey: false,
  };
}

/** The path of findings: up to the list, where its rows have no names. */
function pathOf(data: unknown, keys: Keys): string {
  const names: string[] = [];
  let here = data;
  for (const key of keys) {
    here = (here as Readonly<Record<string | number, unknown>> | undefined)?.[key];
    const name = typeof key === 'number' ? rowKey(here) : key;
    if (name === undefined) break;
    names.push(name);
  }
  return joinPath(...names);
}

/** Rows that are called the same, so that no path can tell them apart. A schema cannot say this. */
function sameRows(document: YamlDocument): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const visit = (value: unknown, keys: Keys): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      const seen = new Set<string>();
      value.forEach((row, index) => {
        const name = rowKey(row);
        if (name !== undefined && seen.has(name)) problems.push(sameRow(document, [...keys, index], name));
        if (name !== undefined) seen.add(name);
        visit(row, [...keys, index]);
      });
    } else for (const [key, child] of Object.entries(value)) visit(child, [...keys, key]);
  };
  visit(document.data, []);
  return problems;
}

function sameRow(document: YamlDocument, keys: Keys, name: string): SchemaProblem {
  return {
    path: pathOf(document.data, keys),
    place: document.placeAt(keys),
    message: `two rows of \`${pathOf(document.data, keys.slice(0, -1))}\` are called \`${name}\``,
    hint: 'Give every row a name of its own.',
    isAboutKey: false,
  };
}
