import { render } from '@inquirer/testing';
import { describe, expect, it } from 'vitest';
import { choicePrompt, windowAround } from '../../src/adapters/prompts/choice.ts';
import { linePrompt } from '../../src/adapters/prompts/line.ts';
import { listPrompt } from '../../src/adapters/prompts/list.ts';
import type { Look } from '../../src/adapters/prompts/screen-layout.ts';
import { textPrompt } from '../../src/adapters/prompts/text.ts';
import { yesNoPrompt } from '../../src/adapters/prompts/yes-no.ts';
import { plainStyle } from '../../src/lib/style.ts';
import type { Reading } from '../../src/ports/prompter.ts';

const look: Look = { style: plainStyle, columns: () => 80, rows: () => 24 };
const narrow: Look = { ...look, columns: () => 40 };

/** Takes whole numbers only. */
const readNumber = (text: string): Reading<number> =>
  /^\d+$/.test(text.trim())
    ? { value: Number(text), echo: `${Number(text)} customers` }
    : { problem: `“${text}” is not a number.`, example: '12' };

const readText = (text: string): Reading<string> =>
  text.trim() === '' ? { problem: 'Nothing.', example: 'x' } : { value: text.trim(), echo: text.trim() };

interface Events {
  keypress(key: string | { name?: string; ctrl?: boolean }): void;
  type(text: string): void;
}

interface Rendered {
  readonly events: Events;
  readonly input: { emit(event: string, ...args: unknown[]): boolean; write(text: string): boolean };
}

const paste = ({ input }: Rendered, text: string): void => {
  input.emit('keypress', undefined, { name: 'paste', text });
};

/** A real Enter: through readline, which empties its line before the prompt hears of it. */
const enter = ({ input }: Rendered): void => {
  input.write('\r');
};

const lines = (rendered: Rendered, ...texts: string[]): void => {
  for (const text of texts) {
    rendered.events.type(text);
    enter(rendered);
  }
};

describe('linePrompt', () => {
  const spec = {
    header: 'Question 3 of 26 · about 11 min left',
    question: 'How many customers?',
    label: 'Customers',
    hint: 'A whole number',
    help: 'Because.',
    canGoBack: true,
    read: readNumber,
  };

  it('shows where one is, the question, the hint and the keys', async () => {
    const rendered = await render(linePrompt, { spec, look });
    const { getScreen, answer, events } = rendered;
    expect(getScreen()).toMatchInlineSnapshot(`
      "Question 3 of 26 · about 11 min left

      How many customers?

        Customers
        A whole number
        ›
        Enter next · ? why and examples · < back"
    `);
    events.type('7');
    enter(rendered);
    await expect(answer).resolves.toEqual({ kind: 'answer', value: 7, echo: '7 customers' });
  });

  it('keeps what cannot be read, and says how to write it', async () => {
    const rendered = await render(linePrompt, { spec, look });
    const { getScreen, answer, events } = rendered;
    events.type('many');
    enter(rendered);
    expect(getScreen()).toContain('“many” is not a number.');
    expect(getScreen()).toContain('For example: 12');
    expect(getScreen()).toContain('› many');
    for (const _ of 'many') events.keypress('backspace');
    expect(getScreen()).not.toContain('is not a number');
    events.type('12');
    enter(rendered);
    await expect(answer).resolves.toMatchObject({ value: 12 });
  });

  it.each([
    ['?', 'help'],
    ['<', 'back'],
  ])('takes %s on an empty line for a wish', async (sign, kind) => {
    const rendered = await render(linePrompt, { spec, look });
    const { answer, events } = rendered;
    events.type(sign);
    await expect(answer).resolves.toEqual({ kind });
  });

  it('takes Esc for going back, and other signs as text where they are not offered', async () => {
    const one = await render(linePrompt, { spec, look });
    one.events.keypress('escape');
    await expect(one.answer).resolves.toEqual({ kind: 'back' });
    const other = await render(linePrompt, { spec: { ...spec, read: readText }, look });
    other.events.type('>x');
    enter(other);
    await expect(other.answer).resolves.toMatchObject({ value: '>x' });
  });

  it('does not take a sign behind text for a wish', async () => {
    const rendered = await render(linePrompt, { spec: { ...spec, read: readText }, look });
    const { answer, events } = rendered;
    events.type('why?');
    enter(rendered);
    await expect(answer).resolves.toMatchObject({ value: 'why?' });
  });

  it('does not take an empty line, unless it may be left out', async () => {
    const one = await render(linePrompt, { spec, look });
    enter(one);
    expect(one.getScreen()).toContain('Please write something.');
    const other = await render(linePrompt, {
      spec: { ...spec, canKeep: true, earlier: '12 customers' },
      look,
    });
    expect(other.getScreen()).toContain('Now: 12 customers');
    expect(other.getScreen()).toContain('Enter keeps it');
    enter(other);
    await expect(other.answer).resolves.toEqual({ kind: 'keep' });
  });

  it('makes one line of a paste', async () => {
    const rendered = await render(linePrompt, { spec: { ...spec, read: readText }, look });
    paste(rendered, 'two\nlines ');
    enter(rendered);
    await expect(rendered.answer).resolves.toMatchObject({ value: 'two lines' });
  });

  it('fetches no earlier lines with the arrow keys', async () => {
    const rendered = await render(linePrompt, { spec, look });
    const { getScreen, events } = rendered;
    lines(rendered, 'many');
    for (const _ of 'many') events.keypress('backspace');
    events.type('5');
    events.keypress('up');
    expect(getScreen()).toContain('› 5');
  });

  it('fits forty columns', async () => {
    const rendered = await render(linePrompt, {
      spec: { ...spec, canSkip: true, hasMore: true },
      look: narrow,
    });
    const { getScreen } = rendered;
    for (const line of getScreen().split('\n')) expect(line.length).toBeLessThanOrEqual(40);
  });
});

describe('textPrompt', () => {
  const spec = { label: 'The true reason', help: 'Because.', canGoBack: true, read: readText };

  it('ends with Enter on an empty line', async () => {
    const rendered = await render(textPrompt, { spec, look });
    const { answer, events, getScreen } = rendered;
    events.type('Costs rose by 9 %.');
    enter(rendered);
    expect(getScreen()).toContain('Enter done');
    enter(rendered);
    await expect(answer).resolves.toMatchObject({ value: 'Costs rose by 9 %.' });
  });

  it('keeps the paragraphs of a paste', async () => {
    const rendered = await render(textPrompt, { spec, look });
    paste(rendered, 'First paragraph.\n\nSecond paragraph.');
    expect(rendered.getScreen()).toContain('First paragraph.');
    rendered.events.type(' And more.');
    enter(rendered);
    enter(rendered);
    await expect(rendered.answer).resolves.toMatchObject({
      value: 'First paragraph.\n\nSecond paragraph. And more.',
    });
  });

  it('ends with Ctrl-D wherever the cursor is', async () => {
    const rendered = await render(textPrompt, { spec, look });
    const { answer, events } = rendered;
    events.type('Done.');
    events.keypress('finish');
    await expect(answer).resolves.toMatchObject({ value: 'Done.' });
  });

  it('lets the lines above be corrected', async () => {
    const rendered = await render(textPrompt, { spec, look });
    const { answer, events } = rendered;
    lines(rendered, 'one', 'two');
    events.keypress('up');
    events.keypress('up');
    events.type('!');
    events.keypress('down');
    events.keypress('down');
    events.type('three');
    enter(rendered);
    enter(rendered);
    await expect(answer).resolves.toMatchObject({ value: '!one\ntwo\nthree' });
  });

  it('joins lines with the backspace key', async () => {
    const rendered = await render(textPrompt, { spec, look });
    const { answer, events } = rendered;
    lines(rendered, 'one');
    events.keypress('backspace');
    events.type('two');
    events.keypress('finish');
    await expect(answer).resolves.toMatchObject({ value: 'onetwo' });
  });

  it('offers a draft: Enter takes it, Tab opens it', async () => {
    const offered = { text: 'The price goes up.', isDraft: true };
    const one = await render(textPrompt, { spec: { ...spec, offered }, look });
    expect(one.getScreen()).toContain('Draft: The price goes up.');
    enter(one);
    await expect(one.answer).resolves.toEqual({ kind: 'keep' });
    const other = await render(textPrompt, { spec: { ...spec, offered }, look });
    other.events.keypress('tab');
    other.events.type(' In March.');
    other.events.keypress('finish');
    await expect(other.answer).resolves.toMatchObject({ value: 'The price goes up. In March.' });
  });

  it('asks for an editor with what there is so far', async () => {
    const rendered = await render(textPrompt, { spec, look });
    const { answer, events } = rendered;
    lines(rendered, 'so far');
    events.keypress({ name: 'e', ctrl: true });
    await expect(answer).resolves.toEqual({ kind: 'editor', text: 'so far' });
  });

  it('does not take an empty text', async () => {
    const rendered = await render(textPrompt, { spec, look });
    const { events, getScreen, answer } = rendered;
    enter(rendered);
    expect(getScreen()).toContain('Please write something.');
    events.keypress('escape');
    await expect(answer).resolves.toEqual({ kind: 'back' });
  });

  it('shows the end of a text that is longer than the screen', async () => {
    const rendered = await render(textPrompt, { spec, look });
    paste(rendered, Array.from({ length: 60 }, (_, index) => `line ${index}`).join('\n'));
    expect(rendered.getScreen()).toContain('47 more lines above');
    expect(rendered.getScreen()).toContain('› line 59');
  });
});

describe('choicePrompt', () => {
  const spec = {
    question: 'Can it be undone?',
    label: 'Undo',
    help: 'Because.',
    canGoBack: true,
    choices: [
      { value: 'a', label: 'Yes, within ten days' },
      { value: 'b', label: 'It can be stopped', detail: 'Some loss stays.' },
      { value: 'c', label: 'No' },
    ],
  };

  it('marks none by itself, and says what the keys do', async () => {
    const rendered = await render(choicePrompt, { spec, look });
    const { getScreen } = rendered;
    expect(getScreen()).toMatchInlineSnapshot(`
      "Can it be undone?

        Undo
          1  Yes, within ten days
          2  It can be stopped
          3  No

        up, down, number or word · Enter takes it · ? why and examples · < back"
    `);
  });

  it('takes nothing by Enter alone, unless a choice is marked', async () => {
    const rendered = await render(choicePrompt, { spec, look });
    enter(rendered);
    expect(rendered.getScreen()).toContain('Please choose one.');
    rendered.events.keypress('up');
    enter(rendered);
    await expect(rendered.answer).resolves.toMatchObject({ value: 'c' });
    const before = await render(choicePrompt, { spec: { ...spec, marked: 'b' }, look });
    enter(before);
    await expect(before.answer).resolves.toMatchObject({ value: 'b' });
  });

  it('is left out by Enter alone, where it may be, and says so until something is marked', async () => {
    const optional = { ...spec, canKeep: true };
    const rendered = await render(choicePrompt, { spec: optional, look });
    expect(rendered.getScreen()).toContain('Enter leaves it out');
    enter(rendered);
    await expect(rendered.answer).resolves.toEqual({ kind: 'keep' });
    const marked = await render(choicePrompt, { spec: optional, look });
    marked.events.keypress('down');
    expect(marked.getScreen()).toContain('Enter takes it');
    enter(marked);
    await expect(marked.answer).resolves.toMatchObject({ value: 'a' });
  });

  it.each([
    [
      'the arrow keys',
      (events: Events) => {
        events.keypress('down');
        events.keypress('down');
      },
    ],
    ['the number', (events: Events) => events.type('2')],
    ['the first letters', (events: Events) => events.type('it')],
  ])('moves the mark with %s', async (_name, press) => {
    const rendered = await render(choicePrompt, { spec, look });
    const { answer, events, getScreen } = rendered;
    press(events);
    expect(getScreen()).toContain('› 2  It can be stopped');
    expect(getScreen()).toContain('Some loss stays.');
    enter(rendered);
    await expect(answer).resolves.toEqual({ kind: 'answer', value: 'b', echo: 'It can be stopped' });
  });

  const sectors = {
    label: 'Sector',
    canGoBack: true,
    choices: [
      { value: 'insurance', label: 'Insurance' },
      { value: 'retail', label: 'Shops and online shops' },
      { value: 'software', label: 'Software and online services' },
      { value: 'platform', label: 'A platform or marketplace for others' },
    ],
  };

  it.each([
    ['shops', 'retail'],
    ['market', 'platform'],
    ['online serv', 'software'],
    ['Retail', 'retail'],
    ['soft', 'software'],
  ])('takes a word of a label, or its name in the file: %s', async (typed, value) => {
    const rendered = await render(choicePrompt, { spec: sectors, look });
    rendered.events.type(typed);
    enter(rendered);
    await expect(rendered.answer).resolves.toMatchObject({ value });
  });

  it('refuses what is none of them, and shows what was typed', async () => {
    const rendered = await render(choicePrompt, { spec: sectors, look });
    const { answer, events, getScreen } = rendered;
    events.type('DE, Austria');
    expect(getScreen()).toContain('DE, Austria');
    enter(rendered);
    expect(getScreen()).toContain('“DE, Austria” is none of these.');
    expect(getScreen()).toContain('For example: a number from 1 to 4, or a word of one of them');
    events.keypress('escape');
    expect(getScreen()).not.toContain('Austria');
    events.type('2');
    enter(rendered);
    await expect(answer).resolves.toMatchObject({ value: 'retail' });
  });

  it('asks which one where a word can mean several, and takes the one marked by hand', async () => {
    const rendered = await render(choicePrompt, { spec: sectors, look });
    const { answer, events, getScreen } = rendered;
    events.type('online');
    enter(rendered);
    expect(getScreen()).toContain('“online” can be 2 or 3.');
    events.keypress('down');
    expect(getScreen()).not.toContain('can be');
    enter(rendered);
    await expect(answer).resolves.toMatchObject({ value: 'software' });
  });

  it('begins a number anew where a digit leads nowhere', async () => {
    const rendered = await render(choicePrompt, { spec: sectors, look });
    rendered.events.type('43');
    enter(rendered);
    await expect(rendered.answer).resolves.toMatchObject({ value: 'software' });
  });

  it('starts at the earlier answer, and goes round', async () => {
    const rendered = await render(choicePrompt, { spec: { ...spec, marked: 'c' }, look });
    const { answer, events } = rendered;
    events.keypress('down');
    events.keypress('up');
    enter(rendered);
    await expect(answer).resolves.toMatchObject({ value: 'c' });
  });

  it('finds what holds the words typed', async () => {
    const choices = Array.from({ length: 50 }, (_, index) => ({
      value: index,
      label: `Answer number ${index}`,
    }));
    const rendered = await render(choicePrompt, {
      spec: { ...spec, choices, canSearch: true },
      look,
    });
    const { answer, events, getScreen } = rendered;
    expect(getScreen()).toContain('37 below');
    expect(getScreen()).toContain('  Answer number 0');
    events.type('ber 33');
    expect(getScreen()).not.toContain('Answer number 32');
    enter(rendered);
    await expect(answer).resolves.toMatchObject({ value: 33 });
  });

  it('says when nothing is found, and takes no Enter then', async () => {
    const rendered = await render(choicePrompt, {
      spec: { ...spec, canSearch: true, marked: 'a' },
      look,
    });
    const { answer, events, getScreen } = rendered;
    events.type('zzz');
    expect(getScreen()).toContain('Nothing like that here.');
    enter(rendered);
    for (const _ of 'zzz') events.keypress('backspace');
    enter(rendered);
    await expect(answer).resolves.toMatchObject({ value: 'a' });
  });

  it('keeps the mark inside the window', () => {
    for (let marked = 0; marked < 30; marked += 1) {
      const { from, to } = windowAround(marked, 30, 7);
      expect(to - from).toBe(7);
      expect(marked >= from && marked < to).toBe(true);
    }
  });
});

describe('yesNoPrompt', () => {
  const spec = { label: 'Would you say it to a customer?', canGoBack: true };

  it.each([
    ['y', true],
    ['N', false],
  ])('takes %s at once', async (key, value) => {
    const rendered = await render(yesNoPrompt, { spec, look });
    const { answer, events } = rendered;
    events.type(key);
    await expect(answer).resolves.toMatchObject({ value });
  });

  it('waits where neither is marked', async () => {
    const rendered = await render(yesNoPrompt, { spec, look });
    const { answer, events, getScreen } = rendered;
    enter(rendered);
    events.keypress('right');
    expect(getScreen()).toContain('› Yes');
    events.keypress('right');
    enter(rendered);
    await expect(answer).resolves.toMatchObject({ value: false });
  });

  it('takes Enter for the marked one', async () => {
    const rendered = await render(yesNoPrompt, { spec: { ...spec, marked: false }, look });
    const { answer } = rendered;
    enter(rendered);
    await expect(answer).resolves.toMatchObject({ value: false });
  });
});

describe('listPrompt', () => {
  const empty = { label: 'Promises it breaks', rowName: 'promise', minRows: 0, rows: [], canGoBack: true };
  const two = {
    ...empty,
    rows: [
      { id: 'one', text: 'The first' },
      { id: 'two', text: 'The second', isOpen: true },
    ],
  };

  it('offers to add one or to say that there is none', async () => {
    const rendered = await render(listPrompt, { spec: empty, look });
    const { answer, events, getScreen } = rendered;
    expect(getScreen()).toContain('› Add a promise');
    events.keypress('down');
    expect(getScreen()).toContain('› There is none');
    enter(rendered);
    await expect(answer).resolves.toMatchObject({ value: { action: 'done' } });
  });

  it('does not end while rows are lacking', async () => {
    const rendered = await render(listPrompt, { spec: { ...empty, minRows: 1 }, look });
    const { events, getScreen } = rendered;
    expect(getScreen()).not.toContain('There is none');
    events.keypress('finish');
    expect(getScreen()).toContain('At least 1 are needed here.');
  });

  it('starts at a row that is not finished', async () => {
    const rendered = await render(listPrompt, { spec: two, look });
    const { answer, getScreen } = rendered;
    expect(getScreen()).toContain('› 2  The second (not finished)');
    enter(rendered);
    await expect(answer).resolves.toMatchObject({ value: { action: 'edit', id: 'two' } });
  });

  it.each([
    ['a', { action: 'add' }],
    ['d', { action: 'delete', id: 'one' }],
    ['e', { action: 'edit', id: 'one' }],
  ])('does what %s stands for', async (key, value) => {
    const rendered = await render(listPrompt, { spec: two, look });
    const { answer, events } = rendered;
    events.type('1');
    events.type(key);
    await expect(answer).resolves.toMatchObject({ value });
  });
});
