import { EventEmitter } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Terminal as XTerm } from '@xterm/headless';
import { afterEach, describe, expect, it } from 'vitest';
import { editorCommand, editText } from '../../src/adapters/editor.ts';
import { type Terminal, terminalPrompter } from '../../src/adapters/prompter.ts';
import { parseText } from '../../src/input/text.ts';
import { Failure } from '../../src/lib/failure.ts';
import { plainStyle } from '../../src/lib/style.ts';
import type { Prompter } from '../../src/ports/prompter.ts';

interface Seat {
  readonly prompter: Prompter;
  readonly terminal: EventEmitter & {
    readonly stdin: PassThrough;
    readonly stderr: { columns: number };
    readonly signals: readonly string[];
  };
  /** Everything that was written to the screen, codes included. */
  readonly written: () => string;
  readonly type: (text: string) => void;
  /** Resolves as soon as the words are on the screen. */
  readonly sees: (words: string) => Promise<void>;
}

const open: Prompter[] = [];

/** A person before a terminal that is not there. */
function seat(env: Readonly<Record<string, string>> = {}): Seat {
  const stdin = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { columns: 80, rows: 24 });
  const screen = new EventEmitter();
  let written = '';
  stderr.on('data', (chunk: Uint8Array) => {
    written += chunk.toString();
    screen.emit('change');
  });
  const signals: string[] = [];
  const kill = (pid: number, signal: string): void => void signals.push(`${signal} to ${pid}`);
  const terminal = Object.assign(new EventEmitter(), {
    stdin,
    stderr,
    env,
    signals,
    kill,
    platform: 'linux',
  });
  const prompter = terminalPrompter(terminal as unknown as Terminal, plainStyle);
  open.push(prompter);
  const sees = async (words: string): Promise<void> => {
    // However the lines are broken.
    while (!written.replace(/\s+/g, ' ').includes(words))
      await new Promise((resolve) => screen.once('change', resolve));
  };
  return { prompter, terminal, written: () => written, type: (text) => stdin.write(text), sees };
}

afterEach(() => {
  for (const prompter of open.splice(0)) prompter.close();
});

const kinds = [
  ['a screen', {}],
  ['plain lines', { TERM: 'dumb' }],
  ['plain lines for a screen reader', { ACCESSIBLE: '1' }],
] as const;

/** A program of its own that stands in for an editor. */
function editor(script: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'cx-review-editor-')), 'editor.sh');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe.each(kinds)('asking with %s', (_name, env) => {
  it('asks one line after another', async () => {
    const { prompter, type, sees } = seat(env);
    const read = (text: string) => ({ value: text.toUpperCase(), echo: `“${text}”` });
    const first = prompter.line({ label: 'First', read });
    await sees('First');
    type('one\r\n');
    expect(await first).toMatchObject({ kind: 'answer', value: 'ONE' });
    const second = prompter.line({ label: 'Second', read });
    await sees('Second');
    type('two\r\n');
    expect(await second).toMatchObject({ value: 'TWO' });
  });

  it('prints help as often as it is asked for', async () => {
    const { prompter, type, sees } = seat(env);
    const enter = env === kinds[0][1] ? '' : '\n';
    const reply = prompter.yesNo({ label: 'Sure?', help: 'Because it matters.' });
    await sees('Sure?');
    type(`?${enter}`);
    await sees('Because it matters.');
    type(`y${enter}`);
    expect(await reply).toMatchObject({ value: true });
  });

  it('fails with “cancelled” when the terminal is closed, and does not hang', async () => {
    const { prompter, terminal, sees } = seat(env);
    const reply = prompter.line({ label: 'Name', read: (value) => ({ value, echo: value }) });
    const failed = expect(reply).rejects.toMatchObject({ kind: 'cancelled' });
    await sees('Name');
    terminal.stdin.end();
    await failed;
    await expect(prompter.yesNo({ label: 'Again?' })).rejects.toBeInstanceOf(Failure);
  });

  it.each(['SIGTERM', 'SIGHUP', 'SIGINT'])('fails with “cancelled” on %s', async (signal) => {
    const { prompter, terminal, sees } = seat(env);
    const reply = prompter.line({ label: 'Name', read: (value) => ({ value, echo: value }) });
    const failed = expect(reply).rejects.toMatchObject({
      kind: 'cancelled',
      message: `Stopped by ${signal}.`,
    });
    await sees('Name');
    terminal.emit(signal, signal);
    await failed;
    expect(terminal.listenerCount(signal)).toBeLessThanOrEqual(1);
  });
});

describe('a screen', () => {
  it('fails with “cancelled” on Ctrl-C', async () => {
    const { prompter, type, sees } = seat();
    const reply = prompter.line({ label: 'Name', read: (value) => ({ value, echo: value }) });
    const failed = expect(reply).rejects.toMatchObject({ kind: 'cancelled' });
    await sees('Name');
    type('\u0003');
    await failed;
  });

  it('keeps two pasted paragraphs, and leaves the next question to the person', async () => {
    const { prompter, type, sees, written } = seat();
    const text = prompter.text({ label: 'Reason', read: parseText });
    await sees('Reason');
    type('\u001b[200~First paragraph.\r\rSecond paragraph.\u001b[201~');
    await sees('Second paragraph.');
    type('\r\r');
    expect(await text).toMatchObject({ value: 'First paragraph.\n\nSecond paragraph.' });
    expect(written()).toContain('\u001b[?2004h');
    prompter.close();
    expect(written()).toContain('\u001b[?2004l');
  });

  it('leaves the answer on the screen, and nothing of the question’s keys', async () => {
    const { prompter, type, sees, written } = seat();
    const reply = prompter.choose({
      question: 'Which?',
      label: 'Kind',
      choices: [
        { value: 1, label: 'One' },
        { value: 2, label: 'Two' },
      ],
    });
    await sees('Which?');
    type('2\r');
    expect(await reply).toMatchObject({ value: 2 });
    await sees('✓ Kind: Two');
    expect(written().slice(written().lastIndexOf('\u001b[G'))).not.toContain('Enter takes it');
  });

  it('takes what an editor leaves behind', async () => {
    const { prompter, type, sees } = seat({ EDITOR: editor('printf "from the editor\\n" >> "$1"') });
    const reply = prompter.text({ label: 'Reason', read: parseText });
    await sees('Reason');
    type('typed');
    type('\u0005');
    await sees('from the editor');
    type('\r');
    expect(await reply).toMatchObject({ value: 'typed\nfrom the editor' });
  });

  it.each([
    ['that fails', 'exit 3', 'ended with an error (exit code 3)'],
    ['that is killed', 'kill -9 $$', 'ended with an error (exit code 137)'],
    ['that leaves nothing', ': > "$1"', 'The editor left nothing behind.'],
  ])('asks again after an editor %s, and never takes an empty answer', async (_name, script, words) => {
    const { prompter, type, sees } = seat({ EDITOR: editor(script) });
    const reply = prompter.text({ label: 'Reason', read: parseText });
    await sees('Reason');
    type('\u0005');
    await sees(words);
    type('by hand\r\r');
    expect(await reply).toMatchObject({ value: 'by hand' });
  });
});

/** What a terminal shows that got all this, and was made so wide before the last part. */
async function shown(parts: readonly string[], columns: number, before = 80): Promise<string> {
  const terminal = new XTerm({ cols: before, rows: 40, allowProposedApi: true });
  const write = (text: string) =>
    new Promise<void>((done) => terminal.write(text.replaceAll(/\r?\n/g, '\r\n'), done));
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1) terminal.resize(columns, 40);
    await write(part);
  }
  const { active } = terminal.buffer;
  const lines = Array.from(
    { length: 40 },
    (_unused, row) => active.getLine(row)?.translateToString(true) ?? '',
  );
  return lines.join('\n').trimEnd();
}

describe('a screen that somebody else has had', () => {
  const spec = {
    header: 'Question 1 of 12 · section 1 of 2 · about 2 min until the depth is set',
    question: 'What is the decision, in a few words that a customer would understand as well?',
    label: 'Title',
    help: 'Why.',
    read: (value: string) => ({ value, echo: value }),
  };

  it.each([40, 25, 120])('is drawn once after the window became %i columns wide', async (columns) => {
    const { prompter, terminal, type, sees, written } = seat();
    prompter.tell('What was said before.');
    const reply = prompter.line(spec);
    await sees('why and examples');
    const first = written();
    terminal.stderr.columns = columns;
    type('x');
    await sees('› x');
    const screen = await shown([first, written().slice(first.length)], columns);
    for (const words of ['What was said', 'Question 1', 'What is the', 'Title', '› x', 'Enter next'])
      expect(screen.split(words).length - 1, `${words}\n${screen}`).toBe(1);
    expect(screen).toMatch(/^What was said before\.\n\n{1,2}Question 1/);
    type('\r');
    await reply;
    const after = await shown([first, written().slice(first.length)], columns);
    expect(after).not.toContain('Enter next');
    expect(after).toContain('✓ Title: x');
  });

  it('stops with all that the shell started, and comes back by SIGCONT with the question and the text', async () => {
    const { prompter, terminal, type, sees, written } = seat();
    const modes: boolean[] = [];
    Object.assign(terminal.stdin, { setRawMode: (on: boolean) => modes.push(on) });
    const reply = prompter.line(spec);
    await sees('why and examples');
    type('half');
    await sees('› half');
    terminal.stdin.emit('data', '\u001a');
    expect(terminal.signals).toEqual(['SIGTSTP to 0']);
    expect(modes).toEqual([true, false]);
    const before = written();
    expect(before.endsWith('\u001b[?2004l\u001b[?25h')).toBe(true);
    terminal.emit('SIGCONT', 'SIGCONT');
    expect(modes).toEqual([true, false, false, true]);
    const back = written().slice(before.length);
    const screen = await shown([before, '[1]+  Stopped  cx-review\n$ fg\ncx-review\n', back], 80);
    expect(screen.split('What is the decision').length - 1, screen).toBe(1);
    expect(screen).toContain('$ fg\ncx-review\n\nQuestion 1');
    expect(screen).toContain('› half');
    type(' done\r');
    expect(await reply).toMatchObject({ value: 'half done' });
    expect(terminal.listenerCount('SIGCONT')).toBe(1);
    prompter.close();
    expect(terminal.listenerCount('SIGCONT')).toBe(0);
  });

  it('comes back by itself where nothing was stopped', async () => {
    const { prompter, terminal, type, sees, written } = seat();
    const reply = prompter.line(spec);
    await sees('why and examples');
    terminal.stdin.emit('data', '\u001a');
    const before = written().length;
    await sees('Question 1 of 12 · section 1 of 2 · about 2 min until the depth is set');
    while (!written().slice(before).includes('Enter next')) await new Promise((turn) => setImmediate(turn));
    type('on\r');
    expect(await reply).toMatchObject({ value: 'on' });
  });
});

describe('plain lines', () => {
  const plain = { TERM: 'dumb' };

  it('take a text with empty lines in it, up to a line with a full stop', async () => {
    const { prompter, type, sees } = seat(plain);
    const reply = prompter.text({ label: 'Reason', read: parseText });
    await sees('Reason');
    type('First.\n\nSecond.\n.\n');
    expect(await reply).toMatchObject({ value: 'First.\n\nSecond.' });
  });

  it('show the question again when the program goes on after Ctrl-Z', async () => {
    const { prompter, terminal, type, sees, written } = seat(plain);
    const reply = prompter.line({ label: 'Title', read: (value) => ({ value, echo: value }) });
    await sees('Title');
    terminal.emit('SIGCONT', 'SIGCONT');
    expect(written().split('Title').length - 1).toBe(2);
    type('x\n');
    expect(await reply).toMatchObject({ value: 'x' });
    terminal.emit('SIGCONT', 'SIGCONT');
    expect(written().split('Title').length - 1).toBe(2);
  });

  it.each(['', '0', 'false'])('are not asked for by ACCESSIBLE=%s', async (ACCESSIBLE) => {
    const { prompter, sees, written } = seat({ ACCESSIBLE });
    const reply = prompter.yesNo({ label: 'Sure?' });
    reply.catch(() => {});
    await sees('Sure?');
    expect(written()).toContain('\u001b');
  });

  it('choose by number, add to lists by letter, and move no cursor', async () => {
    const { prompter, type, sees, written } = seat(plain);
    const choice = prompter.choose({
      label: 'Kind',
      choices: [
        { value: 1, label: 'One' },
        { value: 2, label: 'Two' },
      ],
    });
    await sees('2. Two');
    type('3\n2\n');
    expect(await choice).toMatchObject({ value: 2 });
    const rows = [{ id: 'a', text: 'The first' }];
    const list = prompter.list({ label: 'Groups', rowName: 'group', minRows: 1, rows });
    await sees('1. The first');
    type('d 1\n');
    expect(await list).toMatchObject({ value: { action: 'delete', id: 'a' } });
    expect(written()).not.toContain('\u001b');
  });

  it('choose by a word, and name what could be meant', async () => {
    const { prompter, type, sees, written } = seat(plain);
    const choice = prompter.choose({
      label: 'Sector',
      marked: 'software',
      earlier: 'Software and online services',
      choices: [
        { value: 'retail', label: 'Shops and online shops' },
        { value: 'software', label: 'Software and online services' },
      ],
    });
    await sees('Enter alone takes 2');
    expect(written().match(/Enter alone/g)).toHaveLength(1);
    type('online\n');
    await sees('“online” can be 1 or 2.');
    type('farming\n');
    await sees('“farming” is none of these.');
    type('shops\n');
    expect(await choice).toMatchObject({ value: 'retail' });
  });

  it('say what Enter alone or a sign has done', async () => {
    const { prompter, type, sees } = seat(plain);
    const spec = { label: 'Sector', canSkip: true, skipEcho: 'not known yet' };
    const skipped = prompter.choose({ ...spec, choices: [{ value: 1, label: 'One' }] });
    await sees('(a number from 1 to 1');
    type('\n');
    await sees('Please choose one.');
    type('>\n');
    await sees('= not known yet');
    expect(await skipped).toEqual({ kind: 'skip' });
    const kept = prompter.yesNo({ label: 'Sure?', marked: true });
    await sees('Enter alone means yes');
    type('\n');
    await sees('= yes');
    expect(await kept).toMatchObject({ value: true });
  });

  it('do not take an empty text where one is needed', async () => {
    const { prompter, type, sees } = seat(plain);
    const reply = prompter.text({ label: 'Reason', offered: undefined, read: parseText });
    await sees('Reason');
    type('\n');
    await sees('For example: a sentence or two');
    type('Costs.\n.\n');
    expect(await reply).toMatchObject({ value: 'Costs.' });
  });

  it('offer a draft: Enter alone takes it', async () => {
    const { prompter, type, sees } = seat(plain);
    const reply = prompter.text({
      label: 'What changes',
      offered: { text: 'The price goes up.', isDraft: true },
      read: parseText,
    });
    await sees('Draft: The price goes up.');
    type('\n');
    expect(await reply).toEqual({ kind: 'keep' });
  });
});

describe('editText', () => {
  const fileIn = (why: string): string => /\/\S*answer\.md/.exec(why)?.[0] ?? '';

  it.each([
    ['ends with an error', 'printf "an hour\\n" > "$1"; exit 1', 'exit code 1', 'an hour\n'],
    ['is killed', 'printf "an hour\\n" > "$1"; kill -9 $$', 'exit code 137', 'an hour\n'],
    ['writes no UTF-8', 'printf "an hour \\351\\n" > "$1"', 'not in UTF-8', 'an hour \ufffd\n'],
    [
      'writes far too much',
      'head -c 1048577 /dev/zero > "$1"',
      'longer than an answer',
      '\0'.repeat(1048577),
    ],
    ['comes back at once', 'true', 'code --wait', 'so far\n'],
  ])('keeps and names the file of an editor that %s', async (_what, script, words, content) => {
    const edited = await editText('so far', { EDITOR: editor(script) });
    if (edited.kind !== 'failed') throw new Error('It was taken.');
    expect(edited.why).toContain(words);
    expect(fileIn(edited.why)).toBe(edited.kept);
    expect(readFileSync(edited.kept ?? '', 'utf8')).toBe(content);
    // What was written while nobody waited any more is there the next time.
    const again = await editText(
      'so far',
      { EDITOR: editor('printf "%s" "and mended" > "$1"') },
      edited.kept,
    );
    expect(again).toEqual({ kind: 'text', text: 'and mended' });
    expect(existsSync(edited.kept ?? '')).toBe(false);
  });

  it('takes a kept file as it is, once an editor that waits has shown it', async () => {
    const failed = await editText('', { EDITOR: editor('printf "all right" > "$1"; exit 1') });
    const kept = failed.kind === 'failed' ? failed.kept : undefined;
    expect(await editText('', { EDITOR: 'true' }, kept)).toEqual({ kind: 'text', text: 'all right' });
  });

  it('keeps what an editor saved beside the file before it was killed', async () => {
    const edited = await editText('', {
      EDITOR: editor('echo x > "$(dirname "$1")/.answer.md.swp"; exit 1'),
    });
    expect(edited).toMatchObject({ kind: 'failed', kept: expect.stringMatching(/answer\.md$/) });
  });

  it('keeps nothing where an editor failed before anything was written', async () => {
    const edited = await editText('so far', { EDITOR: editor('echo "$1" >&2; exit 1') });
    expect(edited).toEqual({ kind: 'failed', why: expect.not.stringContaining('kept') });
  });

  it.each([
    ['notepad', 'C:\\Temp\\answer.md', '"notepad "%CX_REVIEW_FILE%""'],
    ['code --wait', 'C:\\Users\\50 %off%\\answer.md', '"code --wait "%CX_REVIEW_FILE%""'],
    [
      '"C:\\Program Files\\Vim\\vim.exe" -f',
      'C:\\A & B\\answer.md',
      '""C:\\Program Files\\Vim\\vim.exe" -f "%CX_REVIEW_FILE%""',
    ],
  ])('quotes %s for cmd.exe, which takes away the outer quotes and no others', (command, file, line) => {
    expect(editorCommand(command, file, { platform: 'win32', comSpec: 'C:\\Windows\\cmd.exe' })).toEqual({
      command: 'C:\\Windows\\cmd.exe',
      args: ['/d', '/v:off', '/s', '/c', line],
      env: { CX_REVIEW_FILE: file },
      isVerbatim: true,
    });
  });

  it('gives the editor the text in a file for nobody else, and removes it', async () => {
    const copy = join(mkdtempSync(join(tmpdir(), 'cx-review-editor-')), 'seen');
    const script = editor(`ls -l "$1" > ${copy}; cat "$1" >> ${copy}; echo "$1" >> ${copy}; echo >> "$1"`);
    expect(await editText('so far', { EDITOR: script })).toEqual({ kind: 'text', text: 'so far' });
    const seen = readFileSync(copy, 'utf8');
    expect(seen).toMatch(/^-rw-------/);
    const [file = ''] = seen.trim().split('\n').slice(-1);
    expect(() => readFileSync(file)).toThrow(/ENOENT/);
  });

  it('takes an editor with arguments, VISUAL before EDITOR', async () => {
    const script = editor('printf "%s" "$1" > "$2"');
    const edited = await editText('', { VISUAL: `${script} --wait`, EDITOR: 'false' });
    expect(edited).toEqual({ kind: 'text', text: '--wait' });
  });

  it('says what is wrong where there is none, or none that starts', async () => {
    expect(await editText('', {})).toMatchObject({ kind: 'failed', why: expect.stringContaining('EDITOR') });
    expect(await editText('', { EDITOR: 'no-such-editor-anywhere' })).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('exit code 127'),
    });
  });
});
