import { Failure } from '../lib/failure.ts';
import type { Position } from './text-lines.ts';

/** A file that is not read, and why; `refuse` knows the file and gives the position. */
export type Refuse = (offset: number, refusal: Refusal) => Failure;

export interface Refusal {
  readonly what: string;
  readonly why: string;
  /** What to change in the file. */
  readonly next: string;
}

export function refusalIn(file: string, positionOf: (offset: number) => Position): Refuse {
  return (offset, { what, why, next }) =>
    new Failure('invalid', `the file cannot be read: ${what}`, {
      place: { file, ...positionOf(offset) },
      why,
      next,
    });
}

/** Text from the file in a message: short, and on one line. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return `\`${line.length > 40 ? `${line.slice(0, 39)}…` : line}\``;
}
