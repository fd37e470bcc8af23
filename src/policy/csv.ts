import { CsvError, parse } from 'csv-parse/sync';
import { readNumber } from '../lib/exact-number.ts';
import { mostKeys, mostValues, refusedKeys, Unreadable } from './limits.ts';
import type { Value } from './value.ts';

const delimiters = [',', ';', '\t'] as const;
type Delimiter = (typeof delimiters)[number];

/** Rows by column name, and the columns in their order (which an object does not keep for names such as 2026). */
export interface Table {
  readonly rows: Value;
  readonly columns: readonly string[];
}

/**
 * Reads a table with a header row.
 *
 * The delimiter is the one of comma, semicolon and tab that the header row has most of. Spaces around
 * cells do not count. Cells are numbers where {@link readNumber} takes them for one, judged one by
 * one so that a cell never changes because another did: `3,50` is 3.5 in a table with semicolons, and
 * `1.234` is a number only where commas delimit, since elsewhere it could mean 1234. Empty cells are
 * empty text; rows of nothing but empty cells do not count.
 *
 * @throws Unreadable where there is no header row, a name in it is missing or there twice, or a row has
 * another number of cells
 */
export function readCsv(text: string): Table {
  const delimiter = findDelimiter(text);
  const [columns = [], ...rows] = splitCells(text, delimiter);
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
  const header = /^(?:"[^"]*"|[^"\r\n])*/.exec(text.trimStart())?.[0].replaceAll(/"[^"]*"/g, '') ?? '';
  const counts = delimiters.map((delimiter) => header.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

function checkHeader(columns: readonly string[]): void {
  if (columns.length === 0) throw new Unreadable('it is empty');
  if (columns.length > mostKeys) throw new Unreadable(`it has more than ${mostKeys} columns`);
  if (columns.every((column) => readNumber(column, true) !== undefined)) {
    throw new Unreadable('its first row holds numbers and is no header');
  }
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
