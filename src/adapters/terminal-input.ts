import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** What a terminal sends: keys, or a whole paste. */
type Item =
  | { readonly kind: 'keys'; readonly text: string }
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'key'; readonly name: 'escape' | 'finish' };

/** A stream of a terminal, as far as it is used here. */
export type KeySource = NodeJS.ReadableStream & {
  setRawMode?(on: boolean): unknown;
  ref?(): unknown;
  unref?(): unknown;
};

const pasteStart = '\u001b[200~';
const pasteEnd = '\u001b[201~';
const controlC = '\u0003';
const controlD = '\u0004';
const controlZ = '\u001a';
const escapeKey = '\u001b';

/** How long an Esc may still turn out to be the beginning of an arrow key, in milliseconds. */
const escapeWait = 40;

/** How long a paste may stay silent before its end counts as lost, in milliseconds: more than a slow line stalls. */
const pasteWait = 2000;

/** Calls back later, once; what it returns calls it off. */
export type Later = (milliseconds: number, callback: () => void) => () => void;

const later: Later = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};

/** Longest end of `text` that could be the beginning of `mark`. */
function tailOf(text: string, mark: string): string {
  for (let length = Math.min(mark.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(mark.slice(0, length))) return mark.slice(0, length);
  }
  return '';
}

/** What another program put on the clipboard, without codes that would move the cursor or ring the bell. */
function cleanPaste(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\u001b\[[0-?]*[ -/]*[@-~]/g, '')
    .replace(/\t/g, ' ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '');
}

/** Whether a line end stands before something else: which nobody types at once. */
const isSeveralLines = (text: string): boolean => /[\r\n]+[^\r\n]/.test(text) && !text.includes('\u001b');

/**
 * Reads the terminal for the prompts. Without it, readline takes every line end of a paste for the
 * Enter key, and what follows in the same chunk is lost. Here a paste arrives whole, as a key press named
 * `paste` with its text; what is typed ahead waits for the prompt that it is meant for; Ctrl-D, which would
 * end readline, arrives as a key named `finish`.
 */
export class TerminalInput extends Readable {
  readonly #source: KeySource;
  readonly #decoder = new StringDecoder('utf8');
  readonly #queue: Item[] = [];
  #unread = '';
  #isPasting = false;
  #isOpen = false;
  #isGone = false;
  #isActive = false;
  #isWaiting = false;
  #takesLines = false;
  readonly #later: Later;
  #callOff: () => void = () => {};

  /** @param wait how time passes; a test lets it pass at will */
  constructor(source: KeySource, wait: Later = later) {
    super();
    this.#source = source;
    this.#later = wait;
  }

  /** The terminal is gone: closed, or its other end hung up. */
  get isGone(): boolean {
    return this.#isGone;
  }

  override _read(): void {}

  /** Readline asks for raw mode itself, for one prompt at a time; here it holds from first to last. */
  setRawMode(): this {
    return this;
  }

  /** Takes the terminal. */
  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#source.setRawMode?.(true);
    this.#source.on('data', this.#onData);
    for (const event of ['end', 'close', 'error']) this.#source.on(event, this.#onGone);
    this.#source.resume();
  }

  /** Sets the terminal as the shell wants it, and keeps listening. */
  giveMode(): void {
    this.#source.setRawMode?.(false);
  }

  /** Sets the terminal as it has to be, after the shell had it: whatever it was told before, it forgot. */
  retake(): void {
    if (!this.#isOpen) return;
    // A stream that believes to be in raw mode does nothing when told so.
    this.#source.setRawMode?.(false);
    this.#source.setRawMode?.(true);
  }

  /** Has the prompt at hand draw itself again. */
  redraw(): void {
    if (this.#isActive) this.#send('redraw', '');
  }

  /** Gives the terminal back, to an editor or for good. */
  release(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#callOff();
    this.#source.off('data', this.#onData);
    for (const event of ['end', 'close', 'error']) this.#source.off(event, this.#onGone);
    this.#source.pause();
    if (!this.#isGone) this.#source.setRawMode?.(false);
  }

  /**
   * A prompt is listening.
   * @param takesLines whether line ends belong to the answer
   */
  activate(takesLines: boolean): void {
    this.#isActive = true;
    this.#takesLines = takesLines;
    this.#source.ref?.();
    this.#drain();
  }

  /** Nobody is listening; what is typed meanwhile waits. The process may end. */
  deactivate(): void {
    this.#isActive = false;
    this.#source.unref?.();
  }

  readonly #onData = (chunk: Uint8Array | string): void => {
    const text = typeof chunk === 'string' ? chunk : this.#decoder.write(Buffer.from(chunk));
    this.#callOff();
    this.#unread += text;
    this.#split();
    if (this.#isPasting) this.#awaitEndOfPaste();
    else if (this.#unread !== '') this.#callOff = this.#later(escapeWait, () => this.#giveUpOnEscape());
    this.#drain();
  };

  /**
   * The end of a paste can get lost on the way: tmux, screen and ssh cut long ones. Then it ends by Ctrl-C or
   * Esc, pressed behind all that has arrived, or because nothing more comes. Within a paste, both are followed
   * by something else.
   */
  #awaitEndOfPaste(): void {
    if (this.#unread.endsWith(controlC)) {
      this.#endPaste(this.#unread.replace(/\u0003+$/, ''));
      this.#queue.push({ kind: 'keys', text: controlC });
    } else if (this.#unread.endsWith(escapeKey)) {
      this.#callOff = this.#later(escapeWait, () => this.#endPaste(this.#unread));
    } else this.#callOff = this.#later(pasteWait, () => this.#endPaste(this.#unread));
  }

  #endPaste(text: string): void {
    this.#isPasting = false;
    this.#unread = '';
    this.#queue.push({ kind: 'paste', text });
    this.#drain();
  }

  readonly #onGone = (): void => {
    this.#isGone = true;
    this.emit('gone');
  };

  #giveUpOnEscape(): void {
    const text = this.#unread;
    this.#unread = '';
    this.#queue.push(text === escapeKey ? { kind: 'key', name: 'escape' } : { kind: 'keys', text });
    this.#drain();
  }

  /** Parts what has arrived into items; an unfinished one stays behind. */
  #split(): void {
    while (this.#unread !== '') {
      const mark = this.#isPasting ? pasteEnd : pasteStart;
      const at = this.#unread.indexOf(mark);
      if (at === -1 && this.#isPasting) return;
      const rest = at === -1 ? tailOf(this.#unread, mark) : this.#unread.slice(at + mark.length);
      const text =
        at === -1 ? this.#unread.slice(0, this.#unread.length - rest.length) : this.#unread.slice(0, at);
      this.#unread = rest;
      if (this.#isPasting) this.#queue.push({ kind: 'paste', text });
      else this.#queueKeys(text);
      if (at === -1) return;
      this.#isPasting = !this.#isPasting;
    }
  }

  #queueKeys(text: string): void {
    // The end of a paste that counted as over already is no key.
    for (const part of text.replaceAll(pasteEnd, '').split(/([\u0004\u001a])/)) {
      if (part === controlD) this.#queue.push({ kind: 'key', name: 'finish' });
      // Not queued: whoever types ahead and then stops the program wants it stopped now.
      else if (part === controlZ) this.emit('stop');
      else if (part !== '') this.#queue.push({ kind: 'keys', text: part });
    }
  }

  #drain(): void {
    while (this.#isActive && !this.#isWaiting) {
      const item = this.#queue.shift();
      if (item === undefined) return;
      if (item.kind === 'key') this.#press(item.name, '');
      else if (item.kind === 'paste' || (this.#takesLines && isSeveralLines(item.text))) {
        this.#press('paste', cleanPaste(item.text));
      } else this.#type(item.text);
    }
  }

  #press(name: string, text: string): void {
    this.#send(name, text);
    this.#pause();
  }

  #send(name: string, text: string): void {
    this.emit('keypress', undefined, { name, text, ctrl: false, meta: false, shift: false, sequence: '' });
  }

  /** Up to a line end; whether the rest belongs to the same prompt shows only after it. */
  #type(text: string): void {
    const line = /^[^\r\n]*(?:\r\n|[\r\n])?/.exec(text)?.[0] ?? text;
    if (line.length < text.length) this.#queue.unshift({ kind: 'keys', text: text.slice(line.length) });
    // Handed over at once, and not through the stream's buffer, so that keys and pastes keep their order.
    this.emit('data', line.replace('\r\n', '\r'));
    if (/[\r\n]$/.test(line)) this.#pause();
  }

  #pause(): void {
    this.#isWaiting = true;
    setImmediate(() => {
      this.#isWaiting = false;
      this.#drain();
    });
  }
}
