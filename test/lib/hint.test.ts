import { describe, expect, it } from 'vitest';
import { hintParts } from '../../src/lib/hint.ts';

const command = (text: string) => ({ isCommand: true, text });
const words = (text: string) => ({ isCommand: false, text });

describe('a hint', () => {
  it.each([
    ['cx-review cover pro-plan --base main', [command('cx-review cover pro-plan --base main')]],
    ['Raise the limit.', [words('Raise the limit.')]],
    [
      'Olga can: cx-review approve pro-plan --role owner',
      [words('Olga can:'), command('cx-review approve pro-plan --role owner')],
    ],
    [
      'Keep it:\ngit checkout main -- x\nThen ask.',
      [words('Keep it:'), command('git checkout main -- x'), words('Then ask.')],
    ],
    ['Write it with: a pen', [words('Write it with: a pen')]],
    ['Use "cx-review new" for a new one.', [words('Use "cx-review new" for a new one.')]],
  ])('%j is taken apart', (hint, parts) => {
    expect(hintParts(hint)).toEqual(parts);
  });
});
