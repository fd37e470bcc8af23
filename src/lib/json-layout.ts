/** Columns of a line, as formatters take them where nobody has set another number. */
const width = 80;

/**
 * JSON laid out as the common formatters lay it out (Prettier, Biome), so that a file that was generated is as
 * they would leave it: two spaces, a line for each entry of an object, and lists of plain values in one line
 * where there is room.
 */
export function layoutJson(value: unknown): string {
  return `${layout(value, '', 0)}\n`;
}

/**
 * @param indent of the line that the value begins on
 * @param before columns that are taken on that line, with the comma behind the value if there is one
 */
function layout(value: unknown, indent: string, before: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const isPlain = value.every((item) => typeof item !== 'object' || Object.keys(item ?? {}).length === 0);
    const line = `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
    if (value.length === 0 || (isPlain && before + line.length <= width)) return line;
    const items = value.map(
      (item, at) => `${deeper}${layout(item, deeper, deeper.length + comma(at, value.length))}`,
    );
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).map(([key, entry], at, all) => {
    const name = `${deeper}${JSON.stringify(key)}: `;
    return `${name}${layout(entry, deeper, name.length + comma(at, all.length))}`;
  });
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n${indent}}`;
}

/** Columns of the comma that follows an entry: the last has none. */
const comma = (at: number, count: number): number => (at < count - 1 ? 1 : 0);
