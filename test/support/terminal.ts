import { type IPty, spawn } from '@lydell/node-pty';
import { Terminal } from '@xterm/headless';
import { onTestFailed } from 'vitest';

interface TerminalOptions {
  readonly cwd: string;
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** A program at a terminal of its own, and somebody who reads the screen before typing. */
export class TerminalSession {
  readonly screen: Terminal;
  readonly #pty: IPty;
  readonly #exit: Promise<number>;
  #waiting: (() => void)[] = [];
  #printed = '';
  /** How often something was printed so far, and up to where that was counted. */
  readonly #counts = new Map<string, { times: number; upTo: number }>();

  constructor(
    file: string,
    args: readonly string[],
    { cwd, columns = 80, rows = 30, env = {} }: TerminalOptions,
  ) {
    this.screen = new Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 5000 });
    const { PATH = '', HOME = '' } = process.env;
    this.#pty = spawn(file, [...args], {
      cols: columns,
      rows,
      cwd,
      env: { PATH, HOME, TERM: 'xterm-256color', LANG: 'C.UTF-8', GIT_CONFIG_GLOBAL: '/dev/null', ...env },
    });
    this.#pty.onData((data) => {
      this.#printed += data;
      this.screen.write(data, () => this.#changed());
    });
    // Answers of the terminal to what the program asks it.
    this.screen.onData((data) => this.#pty.write(data));
    // A wait in vain says nothing by itself; the screen says where it stood.
    onTestFailed(() => {
      process.stderr.write(`The screen was:\n${this.visible().trimEnd()}\n`);
    });
    this.#exit = new Promise((resolve) => this.#pty.onExit(({ exitCode }) => resolve(exitCode)));
  }

  #changed(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /** Everything that the terminal holds, with what has scrolled away. */
  text(): string {
    const { active } = this.screen.buffer;
    return Array.from(
      { length: active.length },
      (_unused, row) => active.getLine(row)?.translateToString(true) ?? '',
    ).join('\n');
  }

  /** What is on the screen now. */
  visible(): string {
    const { active } = this.screen.buffer;
    return Array.from(
      { length: this.screen.rows },
      (_unused, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
    ).join('\n');
  }

  /** How often something was printed, redrawing included. */
  timesPrinted(words: string): number {
    const count = this.#counts.get(words) ?? { times: 0, upTo: 0 };
    for (;;) {
      const at = this.#printed.indexOf(words, count.upTo);
      if (at === -1) break;
      count.times += 1;
      count.upTo = at + words.length;
    }
    this.#counts.set(words, {
      ...count,
      upTo: Math.max(count.upTo, this.#printed.length - words.length + 1),
    });
    return count.times;
  }

  /** Resolves when it holds, looked at whenever the screen changes; the test's own timeout ends a wait in vain. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Resolves when the text is on the screen. */
  async waitFor(words: string): Promise<void> {
    await this.until(() => this.text().includes(words));
  }

  type(keys: string): void {
    this.#pty.write(keys);
  }

  /** The exit code, once the program has ended. */
  async end(): Promise<number> {
    return this.#exit;
  }

  kill(signal: string): void {
    this.#pty.kill(signal);
  }
}
