import { type IPty, spawn } from '@lydell/node-pty';
import { Terminal } from '@xterm/headless';

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
    this.#pty.onData((data) => this.screen.write(data, () => this.#changed()));
    // Answers of the terminal to what the program asks it.
    this.screen.onData((data) => this.#pty.write(data));
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

  /** Resolves when the text is on the screen; the test's own timeout ends a wait in vain. */
  async waitFor(words: string): Promise<void> {
    while (!this.text().includes(words)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
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
