import { afterAll, expect, it } from 'vitest';
import { readObjects } from '../../src/adapters/git-objects.ts';
import { parseBatch, parseRawDiff, parseTree } from '../../src/adapters/git-output.ts';
import { Playground } from './git-repository.ts';

const playground = new Playground();
afterAll(() => playground.remove());

it('reads more than fits into one call in several, and never a part of a file', () => {
  const repository = playground.repository('large');
  const contents = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(400));
  const hashes = contents.map((content) => repository.gitWith(content, 'hash-object', '-w', '--stdin'));
  const place = { cwd: repository.path, env: repository.env };
  const read = readObjects(place, hashes, 1000);
  expect(read.map(({ content }) => content.toString())).toEqual(contents);
  expect(() => readObjects(place, hashes, 300)).toThrow('larger than');
  expect(() => readObjects(place, [...hashes, 'd'.repeat(40)])).toThrow('does not hold');
});

it('takes output that it does not understand for a bug, never for nothing', () => {
  expect(() => parseRawDiff(Buffer.from('warning: x\0path\0'))).toThrow('not understood');
  expect(() => parseRawDiff(Buffer.from(`:100644 100644 ${'1'.repeat(40)} ${'2'.repeat(40)} M\0`))).toThrow(
    'half a change',
  );
  expect(() => parseTree(Buffer.from('nonsense\0'))).toThrow('not understood');
  expect(() => parseBatch(Buffer.from(`${'1'.repeat(40)} blob 9\nshort\n`))).toThrow('less');
  expect(() => parseBatch(Buffer.from('fatal: x'))).toThrow('not understood');
});
