import { Writable } from 'node:stream';
import { AbortPromptError, ExitPromptError } from '@inquirer/core';
import { createPromptModule } from 'inquirer';
import { Failure } from '../lib/failure.ts';
import { terminalText } from '../lib/safe-text.ts';
import type { Style } from '../lib/style.ts';
import { wrapText } from '../lib/wrap.ts';
import type {
  ChoiceSpec,
  Frame,
  LineSpec,
  ListAction,
  ListSpec,
  Prompter,
  Reading,
  Reply,
  TextSpec,
  Tone,
  YesNoSpec,
} from '../ports/prompter.ts';
import { editText } from './editor.ts';
import { plainPrompter } from './plain-prompter.ts';
import { choicePrompt } from './prompts/choice.ts';
import { Frames } from './prompts/frames.ts';
import { linePrompt } from './prompts/line.ts';
import { listPrompt } from './prompts/list.ts';
import {
  asked,
  headed,
  keptEcho,
  type Look,
  laterEcho,
  record,
  told,
  widthOf,
} from './prompts/screen-layout.ts';
import { textPrompt } from './prompts/text.ts';
import { yesNoPrompt } from './prompts/yes-no.ts';
import { TerminalInput } from './terminal-input.ts';

/** The process at whose terminal a person sits. */
export interface Terminal extends Pick<NodeJS.EventEmitter, 'on' | 'off'> {
  readonly platform: string;
  /** Sends a signal; 0 stands for all processes that the shell started with this one. */
  kill(pid: number, signal: string): unknown;
  readonly stdin: NodeJS.ReadStream;
  /** Prompts are no results, so they go to standard error. */
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function cancelled(how: string): Failure {
  return new Failure('cancelled', how);
}

const bracketedPaste = { on: '\u001b[?2004h', off: '\u001b[?2004l\u001b[?25h' } as const;

/** Signals that end an interview. Ctrl-C arrives as a key as long as a prompt is on the screen. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Everything that is asked at a terminal, by the name under which Inquirer knows it. */
const prompts = {
  line: linePrompt,
  text: textPrompt,
  choice: choicePrompt,
  'yes-no': yesNoPrompt,
  list: listPrompt,
} as const;

type PromptName = keyof typeof prompts;
type Run = (config: object, context: object) => Promise<unknown>;

/** Whether questions have to be plain lines: the terminal can only print, or a screen reader reads it (ACCESSIBLE=1). */
function isPlain({ TERM, ACCESSIBLE = '' }: Terminal['env']): boolean {
  return TERM === 'dumb' || !['', '0', 'false', 'no'].includes(ACCESSIBLE.toLowerCase());
}

/** Asks at a terminal, on a screen that is drawn anew with every key, or in plain lines. */
export function terminalPrompter(terminal: Terminal, style: Style): Prompter {
  return isPlain(terminal.env) ? plainPrompter(terminal, style) : new ScreenPrompter(terminal, style);
}

class ScreenPrompter implements Prompter {
  readonly #terminal: Terminal;
  readonly #input: TerminalInput;
  readonly #look: Look;
  readonly #stopped = new AbortController();
  #frames: Frames | undefined;
  #isOpen = false;
  #isStopped = false;

  constructor(terminal: Terminal, style: Style) {
    this.#terminal = terminal;
    this.#input = new TerminalInput(terminal.stdin);
    this.#look = {
      style,
      columns: () => terminal.stderr.columns ?? 80,
      rows: () => terminal.stderr.rows ?? 24,
    };
  }

  line<Value>(spec: LineSpec<Value>): Promise<Reply<Value>> {
    return this.#untilAnswered(spec, () => this.#ask<Reply<Value> | Help>('line', { spec }));
  }

  async text(spec: TextSpec): Promise<Reply<string>> {
    let written = '';
    let refused: Reading<string> | undefined;
    let kept: string | undefined;
    return this.#untilAnswered(spec, async () => {
      for (;;) {
        const config = { spec, written, ...(refused === undefined ? {} : { refused }) };
        const outcome = await this.#ask<TextOutcome>('text', config);
        if (outcome.kind !== 'editor') return outcome;
        // Where somebody has written on meanwhile, that is what they want to see.
        const isAsLeft = outcome.text === written.trim();
        const text = outcome.text === '' ? (spec.offered?.text ?? '') : outcome.text;
        const edited = await this.#inEditor(text, isAsLeft ? kept : undefined);
        kept = edited.kind === 'failed' ? edited.kept : undefined;
        if (edited.kind === 'failed') {
          written = outcome.text;
          refused = { problem: edited.why, example: 'type or paste the answer here' };
        } else {
          written = edited.text;
          refused =
            edited.text === ''
              ? { problem: 'The editor left nothing behind.', example: 'type or paste the answer here' }
              : undefined;
        }
      }
    });
  }

  choose<Value>(spec: ChoiceSpec<Value>): Promise<Reply<Value>> {
    return this.#untilAnswered(spec, () => this.#ask<Reply<Value> | Help>('choice', { spec }));
  }

  yesNo(spec: YesNoSpec): Promise<Reply<boolean>> {
    return this.#untilAnswered(spec, () => this.#ask<Reply<boolean> | Help>('yes-no', { spec }));
  }

  list(spec: ListSpec): Promise<Reply<ListAction>> {
    return this.#untilAnswered(spec, () => this.#ask<Reply<ListAction> | Help>('list', { spec }));
  }

  tell(text: string, tone: Tone = 'plain'): void {
    this.#write(`${told(text, tone, this.#look)}\n`);
  }

  heading(title: string, text?: string): void {
    this.#write(headed(title, text, this.#look));
  }

  close(): void {
    this.#release();
  }

  #write(text: string): void {
    // A terminal that is gone takes nothing; that is noticed at the next question.
    if (!this.#input.isGone) this.#terminal.stderr.write(text);
  }

  #open(): void {
    if (this.#stopped.signal.aborted || this.#input.isGone) throw cancelled('The terminal is closed.');
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#input.open();
    this.#input.on('gone', this.#onGone);
    this.#terminal.stderr.on('error', this.#onGone);
    this.#input.on('stop', this.#onStop);
    for (const signal of endings) this.#terminal.on(signal, this.#onSignal);
    this.#terminal.on('SIGCONT', this.#onContinue);
    this.#terminal.on('exit', this.#onExit);
    this.#write(bracketedPaste.on);
  }

  #release(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#write(bracketedPaste.off);
    this.#input.off('gone', this.#onGone);
    this.#terminal.stderr.off('error', this.#onGone);
    this.#input.off('stop', this.#onStop);
    for (const signal of endings) this.#terminal.off(signal, this.#onSignal);
    this.#terminal.off('SIGCONT', this.#onContinue);
    this.#terminal.off('exit', this.#onExit);
    this.#input.release();
  }

  /** A prompt ends the stream that it writes to, so every prompt has one of its own. */
  #output(): Writable {
    const { columns } = this.#look;
    const frames = new Frames(columns);
    this.#frames = frames;
    const stream = new Writable({
      decodeStrings: false,
      write: (chunk, _encoding, done) => {
        this.#write(frames.next(String(chunk)));
        done();
      },
    });
    return Object.defineProperty(stream, 'columns', { get: columns });
  }

  /**
   * Ctrl-Z. In raw mode the terminal stops nothing by itself, so it is done here, for all processes that the
   * shell started together: where npx waits for this one, it has to stop as well.
   */
  readonly #onStop = (): void => {
    if (this.#terminal.platform === 'win32') return;
    this.#write((this.#frames?.leave() ?? '') + bracketedPaste.off);
    this.#input.giveMode();
    this.#isStopped = true;
    this.#terminal.kill(0, 'SIGTSTP');
    // Where there is no shell to go back to, the system ignores the signal, and none comes to continue. Had it
    // stopped, the signal to continue would be heard before the second of these two.
    setImmediate(() => setImmediate(() => this.#isStopped && this.#onContinue()));
  };

  readonly #onContinue = (): void => {
    if (!this.#isStopped) this.#frames?.leave();
    this.#isStopped = false;
    this.#input.retake();
    this.#write(bracketedPaste.on);
    this.#input.redraw();
  };

  readonly #onGone = (): void => this.#stopped.abort(cancelled('The terminal was closed.'));
  readonly #onSignal = (signal: string): void => this.#stopped.abort(cancelled(`Stopped by ${signal}.`));
  readonly #onExit = (): void => this.#release();

  /** Shows one prompt; it is gone from the screen when it is over. */
  async #ask<Outcome>(type: PromptName, config: object): Promise<Outcome> {
    this.#open();
    const ask = createPromptModule<Record<PromptName, { asked: object }>>({
      input: this.#input,
      output: this.#output(),
      signal: this.#stopped.signal,
      clearPromptOnDone: true,
    });
    ask.registerPrompt(type, ({ asked }: { asked: object }, context: object) => {
      const answer = (prompts[type] as Run)(asked, context);
      // Keys that were pressed earlier wait until there is a prompt to hear them.
      this.#input.activate(type === 'text');
      return answer;
    });
    const asked = { ...config, look: this.#look };
    try {
      const { answer } = await ask([{ type, name: 'answer', message: '', asked }]);
      return answer as Outcome;
    } catch (error) {
      if (error instanceof AbortPromptError) {
        this.#release();
        throw error.cause instanceof Failure ? error.cause : cancelled('Stopped.');
      }
      if (error instanceof ExitPromptError) {
        this.#release();
        throw cancelled('Stopped.');
      }
      throw error;
    } finally {
      this.#input.deactivate();
    }
  }

  /** Prints help as often as it is asked for, and the answer for the record once it is given. */
  async #untilAnswered<Value>(frame: Frame, ask: () => Promise<Reply<Value> | Help>): Promise<Reply<Value>> {
    for (;;) {
      const outcome = await ask();
      if (outcome.kind === 'help') {
        this.#write(
          `\n${wrapText(terminalText(frame.help ?? '', { lines: true }), widthOf(this.#look), { indent: '  ' })}\n\n`,
        );
        continue;
      }
      // Only the end of a list is an answer; what comes before it shows in its rows.
      const isInList = outcome.kind === 'answer' && 'rows' in frame && !isDone(outcome.value);
      if (outcome.kind === 'answer' && !isInList && frame.isSilent !== true)
        this.#write(record(frame, outcome.echo, this.#look));
      if (isInList) this.#write(asked(frame, this.#look));
      if (outcome.kind === 'keep') this.#write(record(frame, keptEcho(frame), this.#look));
      if (outcome.kind === 'skip') {
        this.#write(record(frame, frame.skipEcho ?? laterEcho, this.#look, false));
      }
      return outcome;
    }
  }

  async #inEditor(text: string, kept: string | undefined): Promise<Awaited<ReturnType<typeof editText>>> {
    this.#release();
    // Ctrl-C is meant for the editor, and must not take this program with it.
    this.#terminal.on('SIGINT', ignore);
    try {
      return await editText(text, this.#terminal.env, kept);
    } finally {
      this.#terminal.off('SIGINT', ignore);
      this.#open();
    }
  }
}

const ignore = (): void => {};

type Help = { readonly kind: 'help' };
type TextOutcome = Reply<string> | Help | { readonly kind: 'editor'; readonly text: string };

function isDone(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'action' in value && value.action === 'done';
}
