import { createInterface, type Interface } from 'node:readline';
import { Failure } from '../lib/failure.ts';
import { terminalText } from '../lib/safe-text.ts';
import type { Style } from '../lib/style.ts';
import { rowsInWords } from '../lib/words.ts';
import { wrapText } from '../lib/wrap.ts';
import type {
  ChoiceSpec,
  Frame,
  LineSpec,
  ListAction,
  ListSpec,
  Prompter,
  Reply,
  TextSpec,
  Tone,
  YesNoSpec,
} from '../ports/prompter.ts';
import { editText } from './editor.ts';
import { choiceExample, chooseOne, readChoice } from './prompts/find-choice.ts';
import { keptEcho, laterEcho } from './prompts/screen-layout.ts';

interface Terminal extends Pick<NodeJS.EventEmitter, 'on' | 'off'> {
  readonly stdin: NodeJS.ReadableStream;
  readonly stderr: NodeJS.WritableStream & { readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface Problem {
  readonly problem: string;
  readonly example: string;
}

/** What is particular to one prompt. */
interface Way {
  /** What can be typed, besides what every prompt takes. */
  readonly keys?: readonly string[];
  /** Choices or rows. */
  readonly list?: readonly string[];
  /** What to say where Enter alone is no answer. */
  readonly nothing: Problem;
  /** What Enter alone takes, in words. */
  readonly kept?: string;
}

/** Ends a text of several lines, as in mail of old: it can be pasted with empty lines in it. */
const endOfText = '.';

const wishes: Readonly<Record<string, 'back' | 'skip' | 'more' | 'help'>> = {
  '?': 'help',
  '<': 'back',
  '>': 'skip',
  '/': 'more',
};

const noBreak = '\u00a0';

/** Words that may not be parted, unless there are so many that a narrow line could not hold them. */
const bound = (key: string): string => (key.length > 24 ? key : key.replaceAll(' ', noBreak));

/** Asks with plain lines: nothing moves the cursor, nothing is redrawn, and a screen reader can follow. */
export function plainPrompter(terminal: Terminal, style: Style): Prompter {
  return new PlainPrompter(terminal, style);
}

class PlainPrompter implements Prompter {
  readonly #terminal: Terminal;
  readonly #style: Style;
  readonly #lines: string[] = [];
  #waiting: { readonly give: (line: string) => void; readonly fail: (error: Failure) => void } | undefined;
  #interface: Interface | undefined;
  #ended: Failure | undefined;
  /** Files that an editor left which failed, by the question that they answer. */
  readonly #kept = new WeakMap<TextSpec, string>();
  /** Shows the question that waits for an answer. */
  #showAgain: () => void = () => {};

  constructor(terminal: Terminal, style: Style) {
    this.#terminal = terminal;
    this.#style = style;
  }

  line<Value>(spec: LineSpec<Value>): Promise<Reply<Value>> {
    const nothing = spec.read('');
    const example = nothing.problem === undefined ? '' : nothing.example;
    return this.#untilUnderstood(
      spec,
      { nothing: { problem: 'Please write something.', example } },
      async (line) => {
        const reading = spec.read(line);
        if (reading.problem !== undefined) return reading;
        return { kind: 'answer', value: reading.value, echo: reading.echo };
      },
    );
  }

  text(spec: TextSpec): Promise<Reply<string>> {
    const keys = [
      `end with a line that holds only ${endOfText}`,
      ...(spec.offered === undefined ? [] : ['Enter alone takes it as it stands']),
      ...(this.#hasEditor() ? ['!e opens your editor'] : []),
    ];
    const frame = { ...spec, canKeep: spec.canKeep === true || spec.offered !== undefined };
    const nothing = { problem: 'Please write something.', example: 'a sentence or two' };
    return this.#untilUnderstood(frame, { keys, nothing }, async (first) => {
      const text = first === '!e' ? await this.#inEditor(spec) : await this.#restOfText(first);
      if (typeof text !== 'string') return text;
      const reading = spec.read(text);
      if (reading.problem !== undefined) return reading;
      return { kind: 'answer', value: reading.value, echo: reading.echo };
    });
  }

  choose<Value>(spec: ChoiceSpec<Value>): Promise<Reply<Value>> {
    const { choices, marked } = spec;
    const standard = choices.findIndex(({ value }) => value === marked);
    const list = choices.map(({ label }, index) => `  ${index + 1}. ${label}`);
    const keys = [choiceExample(choices), ...(standard === -1 ? [] : [`Enter alone takes ${standard + 1}`])];
    const frame = { ...spec, canKeep: standard !== -1 || spec.canKeep };
    const nothing = chooseOne(choices);
    const choice = choices[standard];
    return this.#untilUnderstood<Value>(
      frame,
      { keys, list, nothing, ...(choice === undefined ? {} : { kept: choice.label }) },
      async (line) => {
        const read = readChoice(choices, line);
        return read.problem === undefined ? { kind: 'answer', ...read } : read;
      },
    ).then((reply) => {
      if (reply.kind !== 'keep' || choice === undefined) return reply;
      return { kind: 'answer', value: choice.value, echo: choice.label };
    });
  }

  yesNo(spec: YesNoSpec): Promise<Reply<boolean>> {
    const { marked } = spec;
    const keys = ['y or n', ...(marked === undefined ? [] : [`Enter alone means ${marked ? 'yes' : 'no'}`])];
    const frame = { ...spec, canKeep: marked !== undefined || spec.canKeep };
    const nothing = { problem: 'Please say yes or no.', example: 'y (or n)' };
    const kept = marked === undefined ? {} : { kept: marked ? 'yes' : 'no' };
    return this.#untilUnderstood<boolean>(frame, { keys, nothing, ...kept }, async (line) => {
      const word = line.trim().toLowerCase();
      if (['y', 'yes'].includes(word)) return { kind: 'answer', value: true, echo: 'yes' };
      if (['n', 'no'].includes(word)) return { kind: 'answer', value: false, echo: 'no' };
      return { problem: `“${line.trim()}” is neither yes nor no.`, example: nothing.example };
    }).then((reply) =>
      reply.kind === 'keep' && marked !== undefined
        ? { kind: 'answer', value: marked, echo: marked ? 'yes' : 'no' }
        : reply,
    );
  }

  list(spec: ListSpec): Promise<Reply<ListAction>> {
    const { rows, rowName, minRows } = spec;
    const shown = rows.map(
      (row, index) => `  ${index + 1}. ${row.text}${row.isOpen ? ' (not finished)' : ''}`,
    );
    const isEnough = rows.length >= minRows;
    const keys = [
      `a adds a ${rowName}`,
      ...(rows.length > 0 ? ['e 1 changes the first', 'd 1 deletes it'] : []),
      ...(isEnough ? [rows.length === 0 ? 'Enter alone: there is none' : 'Enter alone: done'] : []),
    ];
    const example = rows.length > 0 ? 'a, e 1 or d 1' : 'a';
    const frame = { ...spec, canKeep: isEnough };
    const nothing = { problem: `Please add a ${rowName} first.`, example };
    return this.#untilUnderstood<ListAction>(
      frame,
      { keys, nothing, list: shown, kept: rowsInWords(rows.length, rowName) },
      async (line) => {
        const [, verb, number] = /^([aed])\s*(\d*)$/.exec(line.trim().toLowerCase()) ?? [];
        if (verb === 'a') return { kind: 'answer', value: { action: 'add' }, echo: 'add' };
        const row = rows[Number(number) - 1];
        if (verb === undefined || row === undefined)
          return { problem: `“${line.trim()}” is not understood.`, example };
        const action = verb === 'e' ? 'edit' : 'delete';
        return { kind: 'answer', value: { action, id: row.id }, echo: action };
      },
    ).then((reply) =>
      reply.kind === 'keep'
        ? { kind: 'answer', value: { action: 'done' }, echo: rowsInWords(rows.length, rowName) }
        : reply,
    );
  }

  tell(text: string, tone: Tone = 'plain'): void {
    const indent = tone === 'hint' ? '  ! ' : tone === 'quiet' ? '  ' : '';
    this.#print(this.#wrap(text, { indent, hanging: indent.replace('!', ' ') }));
  }

  heading(title: string, text?: string): void {
    this.#print(`\n${this.#wrap(`== ${title} ==`)}`);
    if (text !== undefined) this.tell(text);
  }

  close(): void {
    this.#interface?.close();
    this.#interface = undefined;
    this.#terminal.off('SIGTERM', this.#onSignal);
    this.#terminal.off('SIGHUP', this.#onSignal);
    this.#terminal.off('SIGINT', this.#onSignal);
    this.#terminal.off('SIGCONT', this.#onContinue);
  }

  #width(): number {
    return Math.max(20, Math.min((this.#terminal.stderr.columns ?? this.#style.width) - 1, 88));
  }

  #print(text: string): void {
    this.#terminal.stderr.write(`${text}\n`);
  }

  /** Safe, in letters that the terminal has, and broken to its width. */
  #wrap(text: string, options: { readonly indent?: string; readonly hanging?: string } = {}): string {
    const safe = terminalText(text, { lines: true });
    const wrapped = wrapText(this.#style.unicode ? safe : inPlainLetters(safe), this.#width(), options);
    return wrapped.replaceAll(noBreak, ' ');
  }

  #open(): void {
    if (this.#interface !== undefined) return;
    const lines = createInterface({ input: this.#terminal.stdin, terminal: false });
    this.#interface = lines;
    lines.on('line', (line) => {
      const { give } = this.#waiting ?? {};
      this.#waiting = undefined;
      if (give === undefined) this.#lines.push(line);
      else give(line);
    });
    lines.on('close', () => this.#end('The terminal was closed.'));
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) this.#terminal.on(signal, this.#onSignal);
    this.#terminal.on('SIGCONT', this.#onContinue);
  }

  /** After Ctrl-Z and fg the question has scrolled away. */
  readonly #onContinue = (): void => this.#showAgain();

  readonly #onSignal = (signal: string): void => this.#end(`Stopped by ${signal}.`);

  #end(how: string): void {
    this.#ended ??= new Failure('cancelled', how);
    this.#waiting?.fail(this.#ended);
    this.#waiting = undefined;
  }

  #nextLine(): Promise<string> {
    this.#open();
    const ready = this.#lines.shift();
    if (ready !== undefined) return Promise.resolve(ready);
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return new Promise((give, fail) => {
      this.#waiting = { give, fail };
    });
  }

  async #restOfText(first: string): Promise<string> {
    const lines: string[] = [];
    for (let line = first; line !== endOfText; line = await this.#nextLine()) lines.push(line);
    return lines.join('\n');
  }

  #hasEditor(): boolean {
    return Boolean(this.#terminal.env.VISUAL || this.#terminal.env.EDITOR);
  }

  async #inEditor(spec: TextSpec): Promise<string | { readonly problem: string; readonly example: string }> {
    this.#interface?.pause();
    const edited = await editText(spec.offered?.text ?? '', this.#terminal.env, this.#kept.get(spec));
    this.#interface?.resume();
    if (edited.kind === 'failed' && edited.kept !== undefined) this.#kept.set(spec, edited.kept);
    else this.#kept.delete(spec);
    if (edited.kind === 'text' && edited.text !== '') return edited.text;
    const problem = edited.kind === 'failed' ? edited.why : 'The editor left nothing behind.';
    return { problem, example: 'type the answer here' };
  }

  #show(frame: Frame, keys: readonly string[], list: readonly string[]): void {
    const wrap = (text: string, indent = '') => this.#wrap(text, { indent });
    const { offered } = frame as Partial<TextSpec>;
    const lines = [
      '',
      ...(frame.header === undefined ? [] : [wrap(frame.header)]),
      ...(frame.question === undefined ? [] : [wrap(frame.question)]),
      wrap(frame.label, '  '),
      ...(frame.hint === undefined ? [] : [wrap(frame.hint, '  ')]),
      ...list.map((line) => this.#wrap(line, { indent: '  ', hanging: ' '.repeat(7) })),
      ...(frame.earlier === undefined ? [] : [wrap(`Now: ${frame.earlier}`, '  ')]),
      ...(frame.suggested === undefined ? [] : [wrap(`Suggested: ${frame.suggested}`, '  ')]),
      ...(offered === undefined ? [] : [wrap(`${offered.isDraft ? 'Draft' : 'Now'}: ${offered.text}`, '  ')]),
      // A key and its meaning stay on one line where they fit.
      wrap(`(${this.#keysOf(frame, keys).map(bound).join('; ')})`, '  '),
    ];
    this.#print(lines.join('\n'));
  }

  /** What the keys do that every prompt has; what Enter does only where the prompt has not said it. */
  #keysOf(frame: Frame, keys: readonly string[]): string[] {
    const saysEnter = keys.some((key) => key.startsWith('Enter alone'));
    const kept =
      frame.suggested !== undefined ? 'takes it' : frame.earlier === undefined ? 'leaves it out' : 'keeps it';
    return [
      ...keys,
      ...(frame.canKeep && !saysEnter ? [`Enter alone ${kept}`] : []),
      ...(frame.help === undefined ? [] : ['? why and examples']),
      ...(frame.canGoBack ? ['< back'] : []),
      ...(frame.canSkip ? [`> ${frame.skipWord ?? 'later'}`] : []),
      ...(frame.hasMore ? ['/ more'] : []),
    ];
  }

  #record(frame: Frame, echo: string): void {
    if (frame.isSilent !== true) this.tell(`= ${echo}`, 'quiet');
  }

  async #untilUnderstood<Value>(
    frame: Frame,
    { keys = [], list = [], nothing, kept }: Way,
    understand: (line: string) => Promise<Reply<Value> | Problem>,
  ): Promise<Reply<Value>> {
    this.#show(frame, keys, list);
    for (;;) {
      this.#showAgain = () => this.#show(frame, keys, list);
      const line = await this.#nextLine();
      this.#showAgain = () => {};
      const wish = wishes[line.trim()];
      const isAllowed = { back: frame.canGoBack, skip: frame.canSkip, more: frame.hasMore, help: true };
      if (wish === 'help') {
        this.tell(frame.help ?? 'There is no more to say about this one.');
        this.#show({ ...frame, header: undefined }, keys, list);
      } else if (wish !== undefined && isAllowed[wish]) {
        if (wish === 'skip') this.#record(frame, frame.skipEcho ?? laterEcho);
        return { kind: wish };
      } else if (line.trim() === '' && frame.canKeep) {
        this.#record(frame, kept ?? keptEcho(frame));
        return { kind: 'keep' };
      } else {
        const outcome = line.trim() === '' ? nothing : await understand(line);
        if ('kind' in outcome) {
          if (outcome.kind === 'answer' && !('rows' in frame)) this.#record(frame, outcome.echo);
          return outcome;
        }
        this.tell(`${outcome.problem}\nFor example: ${outcome.example}`, 'hint');
      }
    }
  }
}

const plainLetters: ReadonlyMap<string, string> = new Map([
  ['“', '"'],
  ['”', '"'],
  ['‘', "'"],
  ['’', "'"],
  ['…', '...'],
  ['→', '->'],
  ['–', '-'],
  ['€', 'EUR '],
  ['£', 'GBP '],
  [' · ', ', '],
]);

/** Signs of ours that a terminal without Unicode cannot show. */
function inPlainLetters(text: string): string {
  return [...plainLetters].reduce((result, [sign, letters]) => result.replaceAll(sign, letters), text);
}
