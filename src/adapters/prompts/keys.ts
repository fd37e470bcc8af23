import { type KeypressEvent, useKeypress, useState } from '@inquirer/core';
import type { Frame } from '../../ports/prompter.ts';

/** A key press as it arrives here: readline's, or one of our own (see terminal-input.ts). */
export interface Press extends KeypressEvent {
  readonly meta?: boolean;
  /** What the key types. */
  readonly sequence?: string;
  /** The text of a paste. */
  readonly text?: string;
}

/** Readline as the prompts need it. */
export interface Keyboard {
  line: string;
  cursor: number;
  write(text: string): void;
  clearLine(direction: 0): void;
}

/** Calls the handler for every key press, our own ones included; only `redraw` is for no prompt in particular. */
export function usePress(handler: (key: Press, keyboard: Keyboard) => void): void {
  const [drawn, draw] = useState(0);
  useKeypress((key, rl) => {
    if (key.name === 'redraw') draw(drawn + 1);
    else handler(key as Press, rl as unknown as Keyboard);
  });
}

/** Puts another text in place of what has been typed, the cursor behind it. */
export function setLine(keyboard: Keyboard, text: string): void {
  keyboard.clearLine(0);
  if (text !== '') keyboard.write(text);
}

/** What a person can ask for instead of answering. */
export type Wish = { readonly kind: 'back' | 'skip' | 'more' | 'help' };

/** The wish that a sign on an empty line, or Esc, stands for. */
export function findWish(sign: string, frame: Frame): Wish | undefined {
  if (sign === '?' && frame.help !== undefined) return { kind: 'help' };
  if ((sign === '<' || sign === 'escape') && frame.canGoBack) return { kind: 'back' };
  if (sign === '>' && frame.canSkip) return { kind: 'skip' };
  if (sign === '/' && frame.hasMore) return { kind: 'more' };
  return undefined;
}

export const isEnter = (key: Press): boolean => key.name === 'return' || key.name === 'enter';
