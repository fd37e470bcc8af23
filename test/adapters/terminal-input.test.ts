import { PassThrough } from 'node:stream';
import { setImmediate as tick } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { TerminalInput } from '../../src/adapters/terminal-input.ts';

interface Key {
  readonly name: string;
  readonly text?: string;
}

/** An input with somebody listening; `heard` is what arrived, keys in angle brackets. */
function listening(takesLines = false) {
  const source = new PassThrough();
  // Time passes only when the test lets it.
  let due: (() => void) | undefined;
  const input = new TerminalInput(source, (_milliseconds, callback) => {
    due = callback;
    return () => {
      due = undefined;
    };
  });
  const passTime = (): void => due?.();
  const heard: string[] = [];
  input.on('data', (chunk: Uint8Array) => heard.push(chunk.toString()));
  input.on('keypress', (_text: undefined, key: Key) => heard.push(`<${key.name}>${key.text ?? ''}`));
  input.open();
  input.activate(takesLines);
  const send = async (...chunks: readonly string[]): Promise<void> => {
    for (const chunk of chunks) {
      source.write(chunk);
      for (let turns = 0; turns < 20; turns += 1) await tick();
    }
  };
  return { source, input, heard, send, passTime };
}

describe('TerminalInput', () => {
  it('hands over a paste whole, with its paragraphs', async () => {
    const { heard, send } = listening();
    await send('\u001b[200~one\r\r\ntwo\u001b[201~\r');
    expect(heard).toEqual(['<paste>one\n\ntwo', '\r']);
  });

  it('puts a paste together that arrives in pieces, even where its marks are torn', async () => {
    const { heard, send } = listening();
    await send('a\u001b[20', '0~first\r', '\rsecond\u001b[', '201~b');
    expect(heard.join('')).toBe('a<paste>first\n\nsecondb');
  });

  it('takes codes and controls out of a paste', async () => {
    const { heard, send } = listening();
    await send('\u001b[200~\u001b[31mred\u0007\ttab\u001b[201~');
    expect(heard).toEqual(['<paste>red tab']);
  });

  it('takes several lines at once for a paste where lines belong to the answer', async () => {
    const { heard, send } = listening(true);
    await send('one\r\rtwo');
    expect(heard).toEqual(['<paste>one\n\ntwo']);
  });

  it('takes line ends at the end for Enter, also there', async () => {
    const { heard, send } = listening(true);
    await send('one\r\r');
    expect(heard).toEqual(['one\r', '\r']);
  });

  it('keeps what is typed ahead for the prompt that comes next', async () => {
    const { input, heard, send, source } = listening();
    input.deactivate();
    source.write('first\rsecond\r');
    for (let turns = 0; turns < 20; turns += 1) await tick();
    expect(heard).toEqual([]);
    input.activate(false);
    input.deactivate();
    await send('');
    expect(heard).toEqual(['first\r']);
    input.activate(false);
    await send('');
    expect(heard).toEqual(['first\r', 'second\r']);
  });

  it('turns Ctrl-D into a key, because readline would close for good', async () => {
    const { heard, send } = listening();
    await send('ab\u0004c');
    expect(heard).toEqual(['ab', '<finish>', 'c']);
  });

  it('says when the terminal is gone', async () => {
    const { source, input } = listening();
    let isGone = false;
    input.on('gone', () => {
      isGone = true;
    });
    source.end();
    for (let turns = 0; turns < 20; turns += 1) await tick();
    expect([isGone, input.isGone]).toEqual([true, true]);
  });

  it('gives the terminal back', async () => {
    const { input, heard, send } = listening();
    input.release();
    await send('more');
    expect(heard).toEqual([]);
  });

  it('ends a paste whose end never comes once nothing more arrives', async () => {
    const { heard, send, passTime } = listening();
    await send('\u001b[200~half a', ' paste');
    expect(heard).toEqual([]);
    passTime();
    await send('x');
    expect(heard).toEqual(['<paste>half a paste', 'x']);
  });

  it('takes no end of a paste for a key, where it comes late', async () => {
    const { heard, send, passTime } = listening();
    await send('\u001b[200~half');
    passTime();
    await send('\u001b[201~\r');
    expect(heard).toEqual(['<paste>half', '\r']);
  });

  it.each([['\u0003'], ['\u0003\u0003']])('ends it by Ctrl-C, which is heard', async (keys) => {
    const { heard, send } = listening();
    await send('\u001b[200~half a paste', keys);
    expect(heard).toEqual(['<paste>half a paste', '\u0003']);
    await send('x');
    expect(heard.at(-1)).toBe('x');
  });

  it('ends it by Esc', async () => {
    const { heard, send, passTime } = listening();
    await send('\u001b[200~half a paste', '\u001b');
    passTime();
    await send('x');
    expect(heard).toEqual(['<paste>half a paste', 'x']);
  });

  it('ends no paste by an Esc or a Ctrl-C in the middle of it', async () => {
    const { heard, send } = listening();
    await send('\u001b[200~one\u0003two\u001b', '[31mthree\u001b[201~');
    expect(heard).toEqual(['<paste>onetwothree']);
  });

  it('asks to be stopped by Ctrl-Z, also while nobody listens', () => {
    const { input, source } = listening();
    let stops = 0;
    input.on('stop', () => {
      stops += 1;
    });
    input.deactivate();
    source.emit('data', '\u001a');
    expect(stops).toBe(1);
  });

  it('sets raw mode anew when it takes the terminal back, because the shell has changed it', () => {
    const { input, source } = listening();
    const modes: boolean[] = [];
    Object.assign(source, { setRawMode: (on: boolean) => modes.push(on) });
    input.retake();
    expect(modes).toEqual([false, true]);
    input.release();
    input.retake();
    expect(modes).toEqual([false, true, false]);
  });
});
