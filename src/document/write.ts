import { parseText } from './parse.ts';
import { isSameData, storable } from './plan-edit.ts';
import { inOrder, type Shape } from './shape.ts';
import { ownStyle, yamlText } from './yaml-text.ts';

/**
 * A new YAML file: keys in the order of the shape, two spaces, no wrapped lines, text of several lines behind
 * `|`, a blank line between the sections at the top. The same data gives the same text.
 * @param header comment lines for the top of the file, with or without their `#`
 * @param data a map
 */
export function writeYaml(data: unknown, header: readonly string[], shape: Shape): string {
  const ordered = inOrder(storable(data), shape);
  const body = isSection(ordered) ? sections(ordered) : yamlText(ordered, { style: ownStyle });
  const comments = header.map((line) => (line.startsWith('#') ? `${line}\n` : `# ${line}\n`));
  const text = `${comments.join('')}${body}\n`;
  if (!isSameData(parseText(text, 'a new file').data, ordered)) throw new Error('a new file went wrong');
  return text;
}

function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function sections(map: Readonly<Record<string, unknown>>): string {
  if (Array.isArray(map)) return yamlText(map, { style: ownStyle });
  let isAfterSection = false;
  return Object.entries(map)
    .map(([key, value], index) => {
      const isSet = isSection(value);
      const gap = index > 0 && (isSet || isAfterSection) ? '\n' : '';
      isAfterSection = isSet;
      return gap + yamlText({ [key]: value }, { style: ownStyle });
    })
    .join('\n');
}
