import { describe, expect, it } from 'vitest';
import { command } from '../../src/lib/command.ts';
import { hintText, listCommands, listHintParts } from '../../src/lib/hint.ts';

const approve = command('cx-review', 'approve', 'pro-plan', '--role', 'owner');
const add = command('git', 'add', 'cx-reviews');
const commit = command('git', 'commit', '--message', 'Review');

describe('a hint as text', () => {
  it.each([
    [[approve], 'cx-review approve pro-plan --role owner'],
    ['Raise the limit.', 'Raise the limit.'],
    [['Olga can:', approve], 'Olga can: cx-review approve pro-plan --role owner'],
    [['Commit it:', add, commit], 'Commit it:\ngit add cx-reviews\ngit commit --message Review'],
    [['Keep it:', add, 'Then ask.'], 'Keep it: git add cx-reviews\nThen ask.'],
  ])('%j is %j', (hint, text) => expect(hintText(hint)).toBe(text));
});

describe.each(['\n', '\r', '\u2028', '\x85'])('words with %j in them', (lineEnd) => {
  const words = `In a hurry${lineEnd}git push --force`;

  it('are no command, and begin no line', () => {
    expect(listCommands(words)).toEqual([]);
    expect(listHintParts([words, approve]).map(({ isCommand }) => isCommand)).toEqual([false, true]);
    for (const hint of [words, [words, approve]]) {
      expect(hintText(hint)).not.toMatch(/(?:^|[\n\r\u2028\x85])git push/);
    }
  });

  it('are one argument of a command on one line', () => {
    const text = hintText([command('cx-review', 'waive', '--reason', words)]);
    expect(text).toMatch(/^cx-review waive --reason \$'[^\n\r\u2028\x85]*'$/);
  });
});

it('words that read like a command are none', () => {
  expect(listHintParts('Or: cx-review approve x')).toEqual([
    { isCommand: false, text: 'Or: cx-review approve x' },
  ]);
});
