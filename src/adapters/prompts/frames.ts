import { wrapAnsi } from 'fast-wrap-ansi';

/** A drawing of a prompt as Inquirer writes it: what erases the one before, the lines, and the way to the cursor. */
const drawing =
  /^(?<erasing>(?:\u001b\[\d+B)?(?:\u001b\[2K(?:\u001b\[1A)?)*(?:\u001b\[G)?)(?<lines>.*?)(?<way>(?:\u001b\[(?<up>\d+)A)?\u001b\[(?<column>\d+)G)?$/s;

/** What one prompt has on the screen. */
interface Frame {
  /** Columns that the terminal had. */
  readonly columns: number;
  readonly lines: readonly string[];
  /** The line with the cursor, and the column it is in; both count from 0. */
  readonly line: number;
  readonly column: number;
}

const countRows = (line: string, columns: number): number =>
  wrapAnsi(line, columns, { hard: true, wordWrap: false, trim: false }).split('\n').length;

/** From the cursor to the first row of the frame, and nothing below; which the terminal has broken anew for its present width. */
function eraseFrame({ lines, line, column }: Frame, columns: number): string {
  const above = lines.slice(0, line).reduce((rows, text) => rows + countRows(text, columns), 0);
  const rows = above + Math.floor(column / columns);
  return `${rows > 0 ? `\u001b[${rows}A` : ''}\r\u001b[J`;
}

/**
 * Keeps Inquirer's drawings right where it cannot know better: it erases as many rows as it has written. Once
 * the window has another width these are more or fewer, and once the shell has had the terminal they are not
 * the last ones on it.
 */
export class Frames {
  readonly #columns: () => number;
  #frame: Frame | undefined;
  #isElsewhere = false;

  /** @param columns of the terminal now */
  constructor(columns: () => number) {
    this.#columns = columns;
  }

  /** What erases the drawing, for whoever wants the terminal; the next one is drawn where the cursor is then. */
  leave(): string {
    const frame = this.#frame;
    this.#frame = undefined;
    this.#isElsewhere = true;
    return frame === undefined ? '' : eraseFrame(frame, this.#columns());
  }

  /** @returns what to write instead of what Inquirer writes */
  next(written: string): string {
    const { erasing = '', lines: drawn = '', way = '', up, column } = drawing.exec(written)?.groups ?? {};
    const columns = this.#columns();
    const before = this.#frame;
    const isDrawing = erasing !== '' || drawn !== '';
    if (!isDrawing) {
      if (before !== undefined && column !== undefined)
        this.#frame = { ...before, column: Number(column) - 1 };
      return written;
    }
    const lines = drawn.split('\n');
    const line = lines.length - 1 - Number(up ?? 0);
    this.#frame = { columns, lines, line, column: Number(column ?? 1) - 1 };
    if (this.#isElsewhere) {
      this.#isElsewhere = false;
      return `\r${drawn}${way}`;
    }
    if (before === undefined || before.columns === columns) return written;
    return `${eraseFrame(before, columns)}${drawn}${way}`;
  }
}
