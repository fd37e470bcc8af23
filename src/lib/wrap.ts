import { wrapAnsi } from 'fast-wrap-ansi';

interface WrapOptions {
  /** Put before every line. */
  readonly indent?: string;
  /** Put before every line but the first; the indent if left out. */
  readonly hanging?: string;
}

/**
 * Breaks text between words so that no line is wider than `width` columns. Line ends stay, wide characters
 * count as two, and codes of colour as none. A word wider than a line, an address say, stays whole.
 */
export function wrapText(
  text: string,
  width: number,
  { indent = '', hanging = indent }: WrapOptions = {},
): string {
  const room = Math.max(10, width - Math.max(indent.length, hanging.length));
  return text
    .split('\n')
    .flatMap((line) => {
      // What is indented stays so, with all its lines.
      const own = /^ */.exec(line)?.[0] ?? '';
      const wrapped = wrapAnsi(line.slice(own.length), Math.max(10, room - own.length), { trim: true });
      return wrapped.split('\n').map((part) => own + part);
    })
    .map((line, index) => `${index === 0 ? indent : hanging}${line}`.trimEnd())
    .join('\n');
}
