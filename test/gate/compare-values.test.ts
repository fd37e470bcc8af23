import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/document/parse.ts';
import type { ChangedFile } from '../../src/domain/file-change.ts';
import type { PolicyChange, Review } from '../../src/domain/review.ts';
import { compareNumbers } from '../../src/gate/compare-values.ts';

const bytes = (text: string | undefined) => (text === undefined ? undefined : new TextEncoder().encode(text));

const file = (before: string | undefined, after: string | undefined, path = 'plans.yaml'): ChangedFile => ({
  path,
  status: before === undefined ? 'A' : after === undefined ? 'D' : 'M',
  oldMode: before === undefined ? undefined : '100644',
  newMode: after === undefined ? undefined : '100644',
  oldHash: before === undefined ? undefined : 'a'.repeat(40),
  newHash: after === undefined ? undefined : 'b'.repeat(40),
  before: bytes(before),
  after: bytes(after),
});

const review = (...changes: Partial<PolicyChange>[]): Review => ({
  schema: 'cx-review/1',
  policy: { changes: changes.map((row, at) => ({ id: `row-${at}`, path: 'plans.yaml', ...row })) },
});

const compare = (of: Review, ...files: ChangedFile[]) =>
  compareNumbers(of, files, { yaml: (content, name) => parseYaml(content, name).data });

const messages = (of: Review, ...files: ChangedFile[]) =>
  compare(of, ...files).disagreements.map(({ message }) => message);

const rise = file('price: 20\n', 'price: 25\n');

describe('the numbers of a review against those of the files', () => {
  it('agree where place, old and new value do; the unit is the review’s own word', () => {
    expect(messages(review({ pointer: 'price', from: 20, to: 25, unit: 'EUR per month' }), rise)).toEqual([]);
  });

  it.each<[string, Partial<PolicyChange>[], RegExp]>([
    ['nothing is said', [], /price goes from 20 to 25 in the file, and the review does not say so/],
    [
      'the new value is another',
      [{ pointer: 'price', from: 20, to: 24 }],
      /from 20 to 25 in the file, and from 20 to 24/,
    ],
    ['the old value is another', [{ pointer: 'price', from: 24, to: 25 }], /from 24 to 25 in the review/],
    ['a number is written as text', [{ pointer: 'price', from: '20', to: 25 }], /in the review/],
    ['the place is another', [{ pointer: 'fee', from: 20, to: 25 }], /the review says that fee/],
    [
      'something is said twice',
      [
        { pointer: 'price', from: 20, to: 25 },
        { pointer: 'price', from: 20, to: 25 },
      ],
      /in the file it does not/,
    ],
    ['an old value is made up', [{ pointer: 'price', to: 25 }], /from nothing to 25/],
  ])('disagree where %s', (_name, rows, says) => {
    expect(messages(review(...rows), rise).join('\n')).toMatch(says);
  });

  it.each<[string, ChangedFile]>([
    ['a file that is new', file(undefined, 'price: 25\n')],
    ['a file that is deleted', file('price: 20\n', undefined)],
    ['a row that comes', file('plans: []\n', 'plans:\n  - id: a\n    price: 1\n')],
  ])('agree on %s where every row of it is stated', (_name, changed) => {
    const { found } = compare(review(), changed);
    expect(found.length).toBeGreaterThan(0);
    expect(messages(review(...found), changed)).toEqual([]);
    expect(messages(review(...found.slice(1)), changed)).toHaveLength(1);
  });

  it.each([
    ['a file of values that the review states', 'plans.yaml', [{ pointer: 'whatever', to: 1 }], true],
    ['a file of values of which the review states none', 'plans.yaml', [], false],
    [
      'a text, of which the review may say what it likes',
      'plans.md',
      [{ pointer: 'whatever', to: 1 }],
      false,
    ],
  ])('name %s where it cannot be read', (_name, path, rows, isClaimed) => {
    const text = file('a: &x 1\n', 'b: &x 2\n', path);
    const { disagreements, unread } = compare(review(...rows.map((row) => ({ ...row, path }))), text);
    expect(disagreements).toEqual([]);
    expect(unread).toMatchObject([{ path, isClaimed }]);
  });

  it('leave rows on other files alone', () => {
    const other = review({ pointer: 'price', from: 20, to: 25 }, { path: 'other.yaml', pointer: 'x', to: 1 });
    expect(messages(other, rise)).toEqual([]);
  });

  it('do not depend on the order of the files', () => {
    const files = [file('a: 1\n', 'a: 2\n', 'a.yaml'), file('b: 1\n', 'b: 2\n', 'b.yaml')];
    const of = review(
      { path: 'a.yaml', pointer: 'a', from: 1, to: 2 },
      { path: 'b.yaml', pointer: 'b', from: 1, to: 2 },
    );
    expect(messages(of, ...files)).toEqual([]);
    expect(messages(of, ...files.reverse())).toEqual([]);
  });
});
