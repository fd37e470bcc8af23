import { CsvError, parse } from 'csv-parse/sync';
import { readNumber } from '../lib/exact-number.ts';
import { findQuantity } from '../lib/quantity.ts';
import { mostKeys, mostValues, refusedKeys, Unreadable } from './limits.ts';
import { namingFields } from './row-key.ts';
import type { Value } from './value.ts';

const delimiters = [',', ';', '\t'] as const;
type Delimiter = (typeof delimiters)[number];

/** Rows by column name, and the columns in their order (which an object does not keep for names such as 2026). */
export interface Table {
  readonly rows: Value;
  readonly columns: readonly string[];
}

/**
 * Reads a table. Where its first row holds figures, it has no header: then all of its rows are read, and the
 * columns are called `column-1`, `column-2`. Years are names of columns, and so is all that stands beside a
 * name such as `plan`.
 *
 * The delimiter is the one of comma, semicolon and tab that the first row has most of. Spaces around
 * cells do not count. Cells are numbers where {@link readNumber} takes them for one, judged one by
 * one so that a cell never changes because another did: `3,50` is 3.5 in a table with semicolons, and
 * `1.234` is a number only where commas delimit, since elsewhere it could mean 1234. Empty cells are
 * empty text; rows of nothing but empty cells do not count.
 *
 * @throws Unreadable where it is empty, the name of a column is missing or there twice, or a row has another
 * number of cells
 */
export function readCsv(text: string): Table {
  const delimiter = findDelimiter(text);
  const all = splitCells(text, delimiter);
  const [first = []] = all;
  const isHeadless = holdsFigures(first, delimiter);
  const columns = isHeadless ? first.map((_, at) => `column-${at + 1}`) : first;
  const rows = isHeadless ? all : all.slice(1);
  checkHeader(columns);
  if (rows.length * columns.length > mostValues) {
    throw new Unreadable(`it holds more than ${mostValues} values`);
  }
  return {
    columns,
    rows: rows.map((row) =>
      Object.fromEntries(columns.map((column, at) => [column, cellValue(row[at] ?? '', delimiter)])),
    ),
  };
}

function splitCells(text: string, delimiter: Delimiter): string[][] {
  try {
    return parse(text, {
      delimiter,
      trim: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Unreadable(`it is not a table: ${error.message}`);
  }
}

function findDelimiter(text: string): Delimiter {
  const first = /^(?:"[^"]*"|[^"\r\n])*/.exec(text.trimStart())?.[0].replaceAll(/"[^"]*"/g, '') ?? '';
  // In 19,90 beside a semicolon or a tab the comma stands before the cents.
  const row = /[;\t]/.test(first) ? first.replaceAll(/(?<=\d),(?=\d)/g, '') : first;
  const counts = delimiters.map((delimiter) => row.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

const names = new Set<string>(namingFields);

/** Whether a row is one of values, and not of names: it holds numbers or amounts that name nothing. */
function holdsFigures(row: readonly string[], delimiter: Delimiter): boolean {
  if (row.some((cell) => names.has(cell.toLowerCase()))) return false;
  return row.some((cell) => {
    const isFigure =
      typeof cellValue(cell, delimiter) === 'number' || findQuantity(cell)?.measure === 'money';
    return isFigure && !isYear(cell);
  });
}

const isYear = (cell: string) => /^(?:19|20|21)\d\d$/.test(cell);

function checkHeader(columns: readonly string[]): void {
  if (columns.length === 0) throw new Unreadable('it is empty');
  if (columns.length > mostKeys) throw new Unreadable(`it has more than ${mostKeys} columns`);
  const seen = new Set<string>();
  columns.forEach((column, at) => {
    if (column === '') throw new Unreadable(`column ${at + 1} has no name`);
    if (refusedKeys.has(column)) throw new Unreadable(`it has the column ${column}`);
    if (seen.has(column)) throw new Unreadable(`it has the column ${JSON.stringify(column)} twice`);
    seen.add(column);
  });
}

function cellValue(cell: string, delimiter: Delimiter): Value {
  return readNumber(cell, delimiter === ',') ?? cell;
}
