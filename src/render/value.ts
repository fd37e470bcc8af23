import type { FieldType } from '../domain/content.ts';
import { nameOf } from '../domain/people.ts';
import { choiceLabel } from '../domain/question-index.ts';
import type { RenderDeps } from './deps.ts';
import type { Format } from './format.ts';
import { splitLines } from './format.ts';
import { fillPage } from './page.ts';

/** What it takes to put a value of a review into words. */
export interface ValueWords {
  readonly deps: RenderDeps;
  readonly format: Format;
  /** Names of groups by their id. */
  readonly groups: ReadonlyMap<string, string>;
  /** Words for ids at certain paths, `*` for a row. */
  readonly named: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Estimates that count something and are no money, by the end of their path. */
const countsOf = /(?:PerCustomer|Minutes)$/;
const calendarDate = /^\d{4}-\d{2}-\d{2}$/;

type Write = (value: number) => string;

function numberWriter(type: FieldType | undefined, path: string, format: Format): Write {
  switch (type) {
    case 'money':
    case 'signed-money':
      return format.money;
    case 'estimate':
    case 'signed-estimate':
      return countsOf.test(path) ? format.number : format.money;
    case 'share':
    case 'share-estimate':
    case 'share-range':
    case 'signed-share-range':
      return format.share;
    default:
      return format.number;
  }
}

function isRange(value: object): value is { low: number; likely?: number; high: number } {
  return 'low' in value && typeof value.low === 'number' && 'high' in value && typeof value.high === 'number';
}

/** A word that the templates hold. */
export function word(name: 'yes' | 'no' | 'none' | 'group' | 'above', { pages }: RenderDeps): string {
  return fillPage(`parts/${name}`, {}, 'text', pages).trim();
}

function rangeText(value: { low: number; likely?: number; high: number }, write: Write, deps: RenderDeps) {
  const likely = value.likely === undefined ? undefined : write(value.likely);
  const view = { low: write(value.low), likely, high: write(value.high) };
  return fillPage('parts/range', view, 'text', deps.pages).trim();
}

function textLines(value: string, path: string, type: FieldType | undefined, words: ValueWords): string[] {
  const { deps, format, groups, named } = words;
  const name = named.get(path)?.get(value);
  if (name !== undefined) return splitLines(name);
  switch (type) {
    case 'choice':
      return [choiceLabel(path, value, deps.content)];
    case 'date':
      return [format.date(value)];
    case 'person':
    case 'owner':
      return splitLines(nameOf(value, deps.people) ?? value);
    case 'segment':
      return [groups.get(value) ?? value];
    case undefined:
      return calendarDate.test(value) ? [format.date(value)] : splitLines(value);
    default:
      return splitLines(value);
  }
}

/**
 * A value of a review as lines of text, by the type that its question gives it; a value that no question asks
 * for by what it looks like. Empty where there is nothing to say.
 * @param path where the value stands, `*` or an id for a row: tells which words a choice has
 */
export function valueLines(
  value: unknown,
  path: string,
  type: FieldType | undefined,
  words: ValueWords,
): string[] {
  const { deps, format } = words;
  if (typeof value === 'boolean') return [word(value ? 'yes' : 'no', deps)];
  if (typeof value === 'number') return [numberWriter(type, path, format)(value)];
  if (typeof value === 'string') return textLines(value, path, type, words);
  if (Array.isArray(value)) {
    if (value.length === 0) return [word('none', deps)];
    if (value.every((one) => typeof one !== 'object')) return [format.list(value.map(String))];
    return value.flatMap((row: unknown) => {
      const cells = Object.entries(row ?? {})
        .filter(([key]) => key !== 'id')
        .flatMap(([key, cell]) => valueLines(cell, `${path}.*.${key}`, undefined, words).join(' '));
      return cells.length === 0 ? [] : [cells.join(' · ')];
    });
  }
  if (typeof value === 'object' && value !== null) {
    if (isRange(value)) return [rangeText(value, numberWriter(type, path, format), deps)];
    return Object.entries(value).flatMap(([key, part]) =>
      valueLines(part, `${path}.${key}`, undefined, words),
    );
  }
  return [];
}
