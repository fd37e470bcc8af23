import { expect, it } from 'vitest';
import { textDiff } from '../../src/policy/text-diff.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

it('shows the lines that came and went, with two around them', () => {
  const before = bytes('a\nb\nc\nd\ne\nf\n');
  const after = bytes('a\nb\nc\nD\ne\nf\n');
  expect(textDiff(before, after)).toEqual({
    kind: 'lines',
    added: 1,
    removed: 1,
    lines: ['@@ -2,5 +2,5 @@', ' b', ' c', '-d', '+D', ' e', ' f'],
    more: 0,
  });
});

it('takes an absent file for an empty one', () => {
  expect(textDiff(undefined, bytes('a\nb\n'))).toMatchObject({
    added: 2,
    removed: 0,
    lines: ['@@ -0,0 +1,2 @@', '+a', '+b'],
  });
  expect(textDiff(bytes('-a\n'), undefined)).toMatchObject({ added: 0, removed: 1 });
  expect(textDiff(bytes('same'), bytes('same'))).toMatchObject({ added: 0, removed: 0, lines: [], more: 0 });
});

it('says how many lines are left out', () => {
  const diff = textDiff(undefined, bytes('x\n'.repeat(500)));
  expect(diff).toMatchObject({ kind: 'lines', added: 500, more: 301 });
  const long = textDiff(undefined, bytes('x'.repeat(10_000)));
  expect(long.kind === 'lines' && long.lines.find((line) => line.startsWith('+'))?.length).toBe(500);
});

it.each([
  [Uint8Array.of(0xff), 'it is not UTF-8 text'],
  [Uint8Array.of(0x61, 0), 'it is not text'],
  [bytes('x'.repeat(256 * 1024 + 1)), 'it is larger than 256 KB'],
  [
    bytes(Array.from({ length: 3000 }, (_, at) => `line ${at}\n`).join('')),
    'more than 1000 lines of it changed',
  ],
])('gives up on what it cannot show (%#)', (after, why) => {
  const before = bytes(Array.from({ length: 3000 }, (_, at) => `other ${at}\n`).join(''));
  expect(textDiff(before, after)).toEqual({ kind: 'none', why });
});
