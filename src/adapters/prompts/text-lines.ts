/** A text being written: the line at hand, with the lines above and below it. */
export interface TextLines {
  readonly before: readonly string[];
  readonly line: string;
  /** Where in the line the cursor is, in UTF-16 code units. */
  readonly cursor: number;
  readonly after: readonly string[];
}

export const noLines: TextLines = { before: [], line: '', cursor: 0, after: [] };

/** A whole text, the cursor on a new line below it. */
export function buildLines(text: string): TextLines {
  return text === '' ? noLines : { before: text.split('\n'), line: '', cursor: 0, after: [] };
}

/** A whole text, the cursor at its end. */
export function linesToCorrect(text: string): TextLines {
  const lines = text.split('\n');
  const line = lines.at(-1) ?? '';
  return { before: lines.slice(0, -1), line, cursor: line.length, after: [] };
}

export function textOf({ before, line, after }: TextLines): string {
  return [...before, line, ...after].join('\n');
}

export const isBlank = (lines: TextLines): boolean => textOf(lines).trim() === '';

/** Parts the line at the cursor. */
export function breakLine({ before, line, cursor, after }: TextLines): TextLines {
  return { before: [...before, line.slice(0, cursor)], line: line.slice(cursor), cursor: 0, after };
}

/** Puts text in at the cursor, which ends up behind it. */
export function insertText({ before, line, cursor, after }: TextLines, text: string): TextLines {
  const lines = `${line.slice(0, cursor)}${text}`.split('\n');
  const last = lines.at(-1) ?? '';
  return {
    before: [...before, ...lines.slice(0, -1)],
    line: last + line.slice(cursor),
    cursor: last.length,
    after,
  };
}

/** Joins the line with the one above it, as the backspace key does at the beginning of a line. */
export function joinAbove(lines: TextLines): TextLines {
  const above = lines.before.at(-1);
  if (above === undefined) return lines;
  return { ...lines, before: lines.before.slice(0, -1), line: above + lines.line, cursor: above.length };
}

export function moveUp({ before, line, cursor, after }: TextLines): TextLines {
  const above = before.at(-1);
  if (above === undefined) return { before, line, cursor, after };
  return {
    before: before.slice(0, -1),
    line: above,
    cursor: Math.min(cursor, above.length),
    after: [line, ...after],
  };
}

export function moveDown({ before, line, cursor, after }: TextLines): TextLines {
  const [below, ...rest] = after;
  if (below === undefined) return { before, line, cursor, after };
  return { before: [...before, line], line: below, cursor: Math.min(cursor, below.length), after: rest };
}
