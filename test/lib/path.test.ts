import { describe, expect, it } from 'vitest';
import { getPath, joinPath, rowKey, splitPath } from '../../src/lib/path.ts';

const review = {
  title: 'Rise',
  customers: {
    total: 0,
    segments: [
      { id: 'new', count: 1 },
      { id: 'loyal', count: 5, lost: { money: 38 } },
    ],
  },
  consequences: [{ segment: 'loyal', emotion: 'betrayed' }],
  people: { 'anna.meyer': { name: 'Anna' }, anna: { name: 'Another' } },
  policy: { value: null },
};

describe('rowKey', () => {
  it('is the id, or else the segment', () => {
    expect(rowKey({ id: 'loyal' })).toBe('loyal');
    expect(rowKey({ segment: 'loyal' })).toBe('loyal');
    expect(rowKey({ id: 'first', segment: 'loyal' })).toBe('first');
    expect(rowKey({ id: 30 })).toBe('30');
  });

  it.each([
    [undefined],
    [null],
    ['loyal'],
    [[{ id: 'x' }]],
    [{ name: 'x' }],
    [{ id: { a: 1 } }],
    [{ id: true }],
  ])('is undefined for %j', (row) => expect(rowKey(row)).toBeUndefined());
});

describe('getPath', () => {
  it.each([
    ['title', 'Rise'],
    ['customers.total', 0],
    ['customers.segments.loyal.count', 5],
    ['customers.segments.loyal.lost.money', 38],
    ['consequences.loyal.emotion', 'betrayed'],
    ['people.anna.meyer.name', 'Anna'],
    ['people.anna.name', 'Another'],
    ['policy.value', null],
  ])('finds %s', (path, value) => expect(getPath(review, path)).toBe(value));

  it.each([
    'customers.segments.0.count',
    'customers.segments.unknown',
    'customers.nothing.at.all',
    'title.length',
    'customers.segments.length',
    'customers.constructor',
    'customers.__proto__',
    'policy.value.more',
    '.',
  ])('finds nothing at %s', (path) => expect(getPath(review, path)).toBeUndefined());

  it('gives the whole for the empty path', () => expect(getPath(review, '')).toBe(review));
});

it('splits and joins', () => {
  expect(splitPath('')).toEqual([]);
  expect(splitPath('a.b')).toEqual(['a', 'b']);
  expect(joinPath('', 'a', '', 'b.c')).toBe('a.b.c');
});
