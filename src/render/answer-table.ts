/** One line of text in a cell, a bullet or a paragraph. */
export interface Line {
  readonly text: string;
  readonly isFirst: boolean;
}

export interface Cell {
  readonly lines: readonly Line[];
}

export interface Table {
  readonly columns: readonly { readonly label: string }[];
  readonly rows: readonly { readonly cells: readonly Cell[] }[];
}

/** Wider tables are turned around, as long as they have few rows. */
const widestTable = 6;
const mostRowsTurned = 4;

/** Lines for a template, which puts a break between each and the one before. */
export const linesView = (lines: readonly string[]): Line[] =>
  lines.map((text, at) => ({ text, isFirst: at === 0 }));
export const cell = (lines: readonly string[]): Cell => ({ lines: linesView(lines) });

/** Rows as rows; where that gets too wide, rows as columns, named by their first cell. */
export function buildTable(labels: readonly string[], rows: readonly (readonly Cell[])[]): Table {
  const used = labels
    .map((label, at) => ({ label, at }))
    .filter(({ at }) => rows.some((cells) => (cells[at]?.lines.length ?? 0) > 0));
  const isTurned = used.length > widestTable && rows.length <= mostRowsTurned;
  if (!isTurned) {
    return {
      columns: used.map(({ label }) => ({ label })),
      rows: rows.map((cells) => ({ cells: used.map(({ at }) => cells[at] ?? cell([])) })),
    };
  }
  const [name, ...rest] = used;
  if (name === undefined) return { columns: [], rows: [] };
  return {
    columns: [
      { label: name.label },
      ...rows.map((cells) => ({ label: (cells[name.at]?.lines ?? []).map(({ text }) => text).join(' ') })),
    ],
    rows: rest.map(({ label, at }) => ({
      cells: [cell([label]), ...rows.map((cells) => cells[at] ?? cell([]))],
    })),
  };
}
