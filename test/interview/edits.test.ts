import { describe, expect, it } from 'vitest';
import { shippedContent } from '../../src/content/shipped.ts';
import { buildShape, type Shape } from '../../src/document/shape.ts';
import type { Review } from '../../src/domain/review.ts';
import { applyEdits, buildLists, rowIdFor } from '../../src/interview/edits.ts';
import schema from '../../templates/schemas/review.schema.json';

const lists = new Map([
  ['consequences', 'segment'],
  ['consequences.*.otherChanges', 'id'],
  ['customers.segments', 'id'],
] as const);

const empty: Review = { schema: 'cx-review/1' };

describe('applyEdits', () => {
  it('makes what is missing on the way: maps, lists, rows', () => {
    const edits = [
      { path: 'consequences.loyal.lost.money', value: 60 },
      { path: 'consequences.loyal.otherChanges.phone-hours.what', value: 'Shorter hours' },
      { path: 'customers.total', value: 6000 },
    ];
    expect(applyEdits(empty, edits, lists)).toEqual({
      schema: 'cx-review/1',
      consequences: [
        {
          segment: 'loyal',
          lost: { money: 60 },
          otherChanges: [{ id: 'phone-hours', what: 'Shorter hours' }],
        },
      ],
      customers: { total: 6000 },
    });
  });

  it('takes away rows and values, and sections that hold nothing any more', () => {
    const review: Review = {
      ...empty,
      customers: { segments: [{ id: 'a' }, { id: 'b' }] },
      verdict: { why: 'So' },
    };
    const edits = [
      { path: 'customers.segments.a', value: undefined },
      { path: 'verdict.why', value: undefined },
    ];
    expect(applyEdits(review, edits, lists)).toEqual({ ...empty, customers: { segments: [{ id: 'b' }] } });
  });

  it('leaves the review that it was given as it is', () => {
    const review: Review = { ...empty, customers: { segments: [{ id: 'a', name: 'One' }] } };
    const before = structuredClone(review);
    applyEdits(review, [{ path: 'customers.segments.a.name', value: 'Two' }], lists);
    expect(review).toEqual(before);
  });
});

describe('listsOf', () => {
  it('agrees with the schema on what is a list and how its rows are called', async () => {
    const shape = buildShape(schema);
    const at = (path: string): Shape =>
      path.split('.').reduce((here, name) => here.child(name === '*' ? '' : name), shape);
    for (const [path, keyedBy] of buildLists(await shippedContent())) {
      expect([path, at(path).kind, at(path).rowKey]).toEqual([path, 'list', keyedBy]);
    }
  });
});

describe('rowIdFor', () => {
  it.each([
    ['Customers for more than two years', 'customers-more-two-years'],
    ['Zoë’s small teams', 'zoe-s-small-teams'],
    ['2027-04-01', '2027-04-01'],
    ['the', 'the'],
    ['???', 'row'],
  ])('makes a name of %j', (words, id) => {
    expect(rowIdFor(words, [])).toBe(id);
    expect(rowIdFor(words, [id])).toBe(`${id}-2`);
  });

  it('fits the format, however long the words are', () => {
    expect(rowIdFor('word'.repeat(100), ['x'])).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
  });
});
