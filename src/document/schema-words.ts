import type { ErrorObject } from 'ajv';
import { closest } from '../lib/suggest.ts';
import { quoted } from './refusal.ts';
import { isSchema, keysIn, listBranches, type Schema } from './schema-node.ts';

/** What is wrong, for a person who knows nothing of schemas. */
export interface Complaint {
  readonly message: string;
  readonly hint: string | undefined;
  /** The key that is wrong by itself. */
  readonly key?: string | undefined;
  /** The key that is not there. */
  readonly missing?: string | undefined;
}

interface Subject {
  readonly error: ErrorObject;
  readonly keys: readonly (string | number)[];
  readonly value: unknown;
  readonly schema: Schema;
}

type Kind = 'text' | 'number' | 'truth' | 'group' | 'list' | 'nothing';

export function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'group';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'truth' : 'text';
}

const kindWords: Readonly<Record<Kind, string>> = {
  text: 'text',
  number: 'a number',
  truth: 'true or false',
  group: 'a group of keys',
  list: 'a list',
  nothing: 'empty',
};

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'a group of keys',
  array: 'a list',
  null: 'empty',
};

/** The complaint about one error of the validator. */
export function buildComplaint(subject: Subject, root: Schema): Complaint {
  const speak = words[subject.error.keyword] ?? other;
  return speak(subject, root);
}

type Speak = (subject: Subject, root: Schema) => Complaint;

const words: Readonly<Record<string, Speak>> = {
  additionalProperties: unknownKey,
  required: missingKey,
  propertyNames: badKey,
  enum: noChoice,
  const: notConstant,
  type: wrongType,
  anyOf: noBranch,
  oneOf: noBranch,
  pattern: wrongForm,
  format: wrongFormat,
  minLength: tooShort,
  maxLength: tooLong,
  minimum: outOfRange,
  maximum: outOfRange,
  exclusiveMinimum: outOfRange,
  exclusiveMaximum: outOfRange,
  minItems: (subject) => {
    const least = Number(subject.error.params.limit);
    return {
      message: `${nameOf(subject)} has too few rows`,
      hint: least === 1 ? 'Add one, or delete the key.' : `Give at least ${least}.`,
    };
  },
  maxItems: (subject) => ({
    message: `${nameOf(subject)} has too many rows`,
    hint: `Give at most ${Number(subject.error.params.limit).toLocaleString('en')}.`,
  }),
  uniqueItems: (subject) => ({
    message: `${nameOf(subject)} has the same item twice`,
    hint: 'Delete one of them.',
  }),
};

/** What a value is called in a sentence. */
function nameOf({ keys }: Pick<Subject, 'keys'>): string {
  const name = keys.at(-1);
  if (name === undefined) return 'the file';
  if (typeof name === 'string') return `\`${name}\``;
  const list = keys.findLast((key) => typeof key === 'string');
  return list === undefined ? 'an item' : `an item of \`${list}\``;
}

const sentence = (text: string) => `${text.replace(/[\s.]+$/, '')}.`;
const inSentence = (text: string) =>
  text.replace(/^[AT]h?e?(?= )/, (word) => word.toLowerCase()).replace(/\.\s*$/, '');

/** How a value is written, as the schema puts it; else what it is for. */
function formIn({ form, description }: Schema): string | undefined {
  if (typeof form === 'string') return form;
  return typeof description === 'string' ? description : undefined;
}

const mostKeys = 12;

function listOf(keys: readonly string[]): string {
  const more = keys.length - mostKeys;
  return more > 1 ? `${keys.slice(0, mostKeys).join(', ')} and ${more} more` : keys.join(', ');
}

function unknownKey(subject: Subject, root: Schema): Complaint {
  const key = String(subject.error.params.additionalProperty);
  const known = keysIn(subject.schema, root);
  const near = closest(key, known);
  const list = known.length > 0 ? `The keys here are ${listOf(known)}.` : undefined;
  return {
    message: `${quoted(key)} is not a key of ${nameOf(subject)}`,
    hint: near === undefined ? list : `Did you mean \`${near}\`?`,
    key,
  };
}

/** What the only allowed value of a key is, if there is just one. */
function constantOf({ properties }: Schema, key: string): string {
  const known = isSchema(properties) ? properties[key] : undefined;
  return isSchema(known) && known.const !== undefined ? ` ${String(known.const)}` : '';
}

function missingKey(subject: Subject): Complaint {
  const missing = String(subject.error.params.missingProperty);
  const line = `${missing}:${constantOf(subject.schema, missing)}`;
  return { message: `${nameOf(subject)} has no \`${missing}\``, hint: `Add \`${line}\`.`, missing };
}

function badKey({ keys, error }: Subject): Complaint {
  const key = String(error.params.propertyName);
  const form = findForm(String(error.params.pattern)) ?? 'letters, digits and hyphens, no spaces';
  return {
    message: `${quoted(key)} cannot be a key of ${nameOf({ keys })}`,
    hint: `Expected: ${form}.`,
    key,
  };
}

function noChoice(subject: Subject): Complaint {
  const allowed = (subject.error.params.allowedValues as readonly unknown[]).map(String);
  const near = typeof subject.value === 'string' ? closest(subject.value, allowed) : undefined;
  const all = `Choose one of ${allowed.join(', ')}.`;
  return {
    message: `${nameOf(subject)} is ${shown(subject.value)}, which is not one of the choices`,
    hint: near === undefined ? all : `Did you mean \`${near}\`? ${all}`,
  };
}

function notConstant(subject: Subject): Complaint {
  const wanted = String(subject.error.params.allowedValue);
  return {
    message: `${nameOf(subject)} is ${shown(subject.value)}, not \`${wanted}\``,
    hint: `Write \`${wanted}\`.`,
  };
}

/** A value in a sentence: itself where it is short, else what kind of thing it is. */
function shown(value: unknown): string {
  const kind = kindOf(value);
  if (kind === 'text') return value === '' ? 'empty' : quoted(String(value));
  return kind === 'number' || kind === 'truth' ? `\`${String(value)}\`` : kindWords[kind];
}

function wrongType(subject: Subject, root: Schema): Complaint {
  const { value, error } = subject;
  const types = [error.params.type as string | readonly string[]].flat();
  const isFraction = typeof value === 'number' && types.includes('integer');
  return {
    message: `${nameOf(subject)} is ${isFraction ? `\`${value}\`` : kindWords[kindOf(value)]}, not ${anyOf(types)}`,
    hint: typeHint(subject, types, root),
  };
}

function anyOf(types: readonly string[]): string {
  return types.map((type) => typeWords[type] ?? type).join(' or ');
}

function typeHint(
  { value, keys, schema }: Subject,
  types: readonly string[],
  root: Schema,
): string | undefined {
  if (keys.length === 0) return `It starts with \`schema:${constantOf(schema, 'schema')}\`.`;
  if (value === null) return 'Delete the key if there is no answer yet.';
  if (Array.isArray(schema.enum)) return `Choose one of ${schema.enum.join(', ')}.`;
  if (types.includes('number') || types.includes('integer')) return numberHint(value);
  if (types.includes('string') && (typeof value === 'number' || typeof value === 'boolean')) {
    return `Put it in quotes: "${String(value)}".`;
  }
  if (types.includes('array')) return 'Write one item a line, each behind a dash.';
  const known = types.includes('object') ? keysIn(schema, root) : [];
  return known.length > 0 ? `Its keys are ${listOf(known)}.` : undefined;
}

function numberHint(value: unknown): string {
  if (typeof value === 'number') return 'Write a whole number.';
  if (typeof value !== 'string') return 'Write a plain number.';
  const percent = /^\s*(-?\d+(?:\.\d+)?)\s*%\s*$/.exec(value)?.[1];
  if (percent !== undefined) return `Write a share from 0 to 1: ${shareOf(Number(percent))}.`;
  const bare = value.replace(/[\s_',\u00a0\u202f]/gu, '');
  return /^-?\d+(?:\.\d+)?$/.test(bare)
    ? `Write the number without quotes or separators: ${bare}.`
    : 'Write a plain number, without a unit.';
}

/** Percent as a share, without the crumbs of binary fractions. */
function shareOf(percent: number): number {
  return Number((percent / 100).toPrecision(12));
}

function describe({ schema }: Subject): string | undefined {
  const form = formIn(schema);
  return form === undefined ? undefined : sentence(`Expected: ${inSentence(form)}`);
}

function noBranch(subject: Subject, root: Schema): Complaint {
  const { schema, value } = subject;
  const types = [
    ...new Set(listBranches(schema, root).flatMap(({ type }) => (typeof type === 'string' ? [type] : []))),
  ];
  const expected = formIn(schema) ?? anyOf(types);
  return {
    message: `${nameOf(subject)} is ${shown(value)}, which does not fit here`,
    hint: value === null ? typeHint(subject, types, root) : sentence(`Expected: ${inSentence(expected)}`),
  };
}

function wrongForm(subject: Subject): Complaint {
  const { error, schema } = subject;
  const form = findForm(String(error.params.pattern)) ?? formIn(schema);
  return {
    message: `${nameOf(subject)} is ${shown(subject.value)}, which has another form than it should`,
    hint: form === undefined ? undefined : sentence(`Expected: ${inSentence(form)}`),
  };
}

const classWords: readonly (readonly [string, string])[] = [
  ['a-z', 'small letters'],
  ['A-Z', 'capital letters'],
  ['0-9', 'digits'],
  ['.', 'dots'],
  ['_', 'underscores'],
];

/** A pattern of one or two classes of characters, in words; undefined for any other. */
function findForm(pattern: string): string | undefined {
  const exactly = /^\^\[([^\]\\]+)\]\{(\d+)\}\$$/.exec(pattern);
  if (exactly !== null) return `${exactly[2]} ${classesOf(exactly[1] ?? '')}`;
  const upTo = /^\^\[[^\]\\]+\]\[([^\]\\]+)\]\{0,(\d+)\}\$$/.exec(pattern);
  return upTo === null ? undefined : `${classesOf(upTo[1] ?? '')}, at most ${Number(upTo[2]) + 1}`;
}

function classesOf(characters: string): string {
  const found = classWords.filter(([range]) => characters.includes(range)).map(([, word]) => word);
  if (characters.endsWith('-')) found.push('hyphens');
  const last = found.pop();
  return found.length === 0 ? (last ?? '') : `${found.join(', ')} and ${last}`;
}

function wrongFormat(subject: Subject): Complaint {
  const isDate = subject.error.params.format === 'date';
  return {
    message: `${nameOf(subject)} is ${shown(subject.value)}, which is no ${isDate ? 'calendar date' : 'web address'}`,
    hint: isDate
      ? 'Write year, month and day: 2026-12-31.'
      : 'Write the whole address, with https:// in front.',
  };
}

function tooShort(subject: Subject): Complaint {
  const least = Number(subject.error.params.limit);
  return {
    message: least === 1 ? `${nameOf(subject)} is empty` : `${nameOf(subject)} is too short`,
    hint:
      least === 1
        ? 'Write an answer, or delete the key if there is none yet.'
        : `Write at least ${least} characters.`,
  };
}

function tooLong(subject: Subject): Complaint {
  const length = typeof subject.value === 'string' ? [...subject.value].length : 0;
  const most = Number(subject.error.params.limit);
  return {
    message: `${nameOf(subject)} has ${length.toLocaleString('en')} characters`,
    hint: `Shorten it to ${most.toLocaleString('en')}.`,
  };
}

function outOfRange(subject: Subject): Complaint {
  const { value, schema, error } = subject;
  const { minimum, maximum } = schema;
  const number = (limit: unknown) => Number(limit).toLocaleString('en', { maximumFractionDigits: 10 });
  const isLow = /minimum/i.test(error.keyword);
  const range =
    minimum !== undefined && maximum !== undefined && Number(maximum) < 1e9
      ? `from ${number(minimum)} to ${number(maximum)}`
      : `${number(error.params.limit)} or ${isLow ? 'more' : 'less'}`;
  const isPercent = maximum === 1 && typeof value === 'number' && value > 1 && value <= 100;
  return {
    message: `${nameOf(subject)} is ${shown(value)}, and must be ${range}`,
    hint: isPercent
      ? `A share is written from 0 to 1: ${value} % is ${shareOf(value)}.`
      : `Write a number ${range}.`,
  };
}

function other(subject: Subject): Complaint {
  return { message: `${nameOf(subject)} does not fit the schema`, hint: describe(subject) };
}
