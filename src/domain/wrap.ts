import { wrapAnsi } from 'fast-wrap-ansi';

interface WrapOptions {
  /** Put before every line. */
  readonly indent?: string;
  /** Put before every line but the first; the indent if left out. */
  readonly hanging?: string;
}

/**
 * Breaks text between words so that no line is wider than `width` columns. Line ends stay, wide characters
 * count as two, and codes of colour as none. A word wider than a line is broken.
 */
export function wrapText(
  text: string,
  width: number,
  { indent = '', hanging = indent }: WrapOptions = {},
): string {
  const room = Math.max(10, width - Math.max(indent.length, hanging.length));
  return text
    .split('\n')
    .flatMap((line) => wrapAnsi(line, room, { hard: true, trim: true }).split('\n'))
    .map((line, index) => `${index === 0 ? indent : hanging}${line}`.trimEnd())
    .join('\n');
}
