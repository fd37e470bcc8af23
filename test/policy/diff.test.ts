import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeChange, describeChanges } from '../../src/policy/describe.ts';
import { diffValues, listLeaves } from '../../src/policy/diff.ts';
import type { Value } from '../../src/policy/value.ts';
import { runsAtEffort } from '../support/effort.ts';
import { reapply } from './reapply.ts';

const lines = (before: Value | undefined, after: Value | undefined): string[] => {
  const { changes, more } = diffValues(before, after);
  return describeChanges(changes, more);
};

describe('maps', () => {
  it('are compared key by key, in the order of the file', () => {
    const before = { currency: 'EUR', plans: { pro: { price: 20, seats: 5 }, lite: { price: 5 } } };
    const after = { plans: { pro: { seats: 3, price: 25 }, max: { price: 40 } }, currency: 'EUR' };
    expect(lines(before, after)).toEqual([
      'plans.pro.price: 20 → 25 EUR, +25\u00a0%',
      'plans.pro.seats: 5 → 3, −40\u00a0%',
      'plans.lite: removed, was price: 5',
      'plans.max: added, price: 40',
    ]);
  });

  it('quote names that are not plain, so that two paths never look the same', () => {
    const pointers = (before: Value, after: Value): string[] =>
      diffValues(before, after).changes.map(({ pointer }) => pointer);
    expect(
      pointers({ 'v1.0': { a: 1 }, v1: { '0': { a: 1 } } }, { 'v1.0': { a: 2 }, v1: { '0': { a: 2 } } }),
    ).toEqual(['"v1.0".a', 'v1.0.a']);
    expect(pointers({ 'a\nb': 1, '': 1, 'x[0]': 1 }, { 'a\nb': 2, '': 2, 'x[0]': 2 })).toEqual([
      '"a\\nb"',
      '""',
      '"x[0]"',
    ]);
    expect(pointers(1, 2)).toEqual(['(whole file)']);
    expect(pointers({ toString: 1 }, {})).toEqual(['toString']);
  });

  it('tell null, an empty text, zero and nothing apart', () => {
    expect(lines({ a: null, b: '', c: 0, d: null }, { a: '', b: 0, c: null })).toEqual([
      'a: nothing → ""',
      'b: "" → 0',
      'c: 0 → nothing',
      'd: removed, was nothing',
    ]);
    expect(lines({ a: 20 }, { a: '20' })).toEqual(['a: 20 → "20", the same amount']);
    expect(lines({ a: { b: 1 } }, { a: [1] })).toEqual(['a: b: 1 → 1']);
  });
});

describe('lists of rows', () => {
  const plans = [
    { plan: 'lite', price: 5 },
    { plan: 'pro', price: 20 },
    { plan: 'max', price: 40 },
  ];

  it('match by a field that names them', () => {
    expect(lines({ plans }, { plans: [...plans].reverse() })).toEqual([]);
    expect(lines({ plans }, { plans: [{ plan: 'mini', price: 2 }, ...plans] })).toEqual([
      'plans.mini: added, plan: mini, price: 2',
    ]);
    expect(
      lines(
        { plans },
        { plans: plans.map((row) => (row.plan === 'pro' ? { ...row, price: 25 } : row)).reverse() },
      ),
    ).toEqual(['plans.pro.price: 20 → 25, +25\u00a0%']);
  });

  it('match by the first documented name, whatever its case, and go on where it is not unique', () => {
    const rows = [
      { Name: 'a', ID: 1, fee: 5 },
      { Name: 'a', ID: 2, fee: 6 },
    ];
    expect(
      lines(rows, [
        { Name: 'b', ID: 1, fee: 5 },
        { Name: 'a', ID: 2, fee: 7 },
      ]),
    ).toEqual(['1.Name: a → b', '2.fee: 6 → 7, +16.7\u00a0%']);
    const twice = [
      { id: 1, name: 'x', fee: 5 },
      { id: 1, name: 'y', fee: 6 },
    ];
    expect(lines(twice, [...twice].reverse())).toEqual([]);
    expect(
      lines(
        twice,
        twice.map((row) => ({ ...row, fee: 7 })),
      ),
    ).toEqual(['x.fee: 5 → 7, +40\u00a0%', 'y.fee: 6 → 7, +16.7\u00a0%']);
  });

  it('match by any other field that most have kept, and by two or three together', () => {
    const tiers = [
      { from: 0, fee: 5 },
      { from: 100, fee: 4 },
    ];
    expect(
      lines(tiers, [
        { from: 0, fee: 6 },
        { from: 50, fee: 5 },
        { from: 100, fee: 4 },
      ]),
    ).toEqual(['0.fee: 5 → 6, +20\u00a0%', '50: added, from: 50, fee: 5']);
    const rates = ['DE', 'FR'].flatMap((country) =>
      ['pro', 'max'].map((level) => ({ country, level, rate: 10 })),
    );
    const changed = rates.map((row) =>
      row.country === 'FR' && row.level === 'max' ? { ...row, rate: 12 } : row,
    );
    expect(lines(rates, changed.reverse())).toEqual(['FR/max.rate: 10 → 12, +20\u00a0%']);
  });

  it('match by the leftmost of fields that serve as well, and by another than one that was given out anew', () => {
    const zones = [
      { belt: 'a', area: 'x', fee: 5 },
      { belt: 'b', area: 'y', fee: 6 },
    ];
    expect(
      lines(
        zones,
        zones.map((row) => ({ ...row, fee: 6 })),
      ),
    ).toEqual(['a.fee: 5 → 6, +20\u00a0%']);
    expect(lines([{ id: 1, name: 'a', fee: 5 }], [{ id: 9, name: 'a', fee: 6 }])).toEqual([
      'a.id: 1 → 9',
      'a.fee: 5 → 6, +20\u00a0%',
    ]);
    expect(lines([{ id: 1 }], [{ id: 9 }])).toEqual(['1: removed, was id: 1', '9: added, id: 9']);
    expect(lines([], [{ level: 'x', id: 7 }])).toEqual(['7: added, level: x, id: 7']);
    const nameless = [
      { name: null, fee: 5 },
      { name: 'b', fee: 6 },
    ];
    expect(
      lines(nameless, [
        { name: null, fee: 7 },
        { name: 'b', fee: 6 },
      ]),
    ).toEqual(['[0].fee: 5 → 7, +40\u00a0%']);
  });

  it('never take an amount for a name', () => {
    const plans = [{ price: '€20' }, { price: '€30' }, { price: '€40' }];
    expect(lines(plans, [{ price: '€20' }, { price: '€35' }, { price: '€40' }])).toEqual([
      '[1].price: €30 → €35, +16.7\u00a0%',
    ]);
    const fees = [{ price: 20 }, { price: 30 }, { price: 40 }];
    expect(lines({ fees }, { fees: [{ price: 20 }, { price: 35 }, { price: 40 }] })).toEqual([
      'fees[1].price: 30 → 35, +16.7\u00a0%',
    ]);
    const seats = [{ seats: 5 }, { seats: 10 }];
    expect(lines({ seats }, { seats: [{ seats: 6 }, { seats: 10 }] })).toEqual([
      'seats[0].seats: 5 → 6, +20\u00a0%',
    ]);
  });

  it('use the order of the columns of a table', () => {
    const before = [
      { '2026': 5, zone: 'a', area: 'x' },
      { '2026': 6, zone: 'b', area: 'y' },
    ];
    const after = [
      { '2026': 5, zone: 'a', area: 'x' },
      { '2026': 6, zone: 'b', area: 'z' },
    ];
    expect(
      diffValues(before, after, { columns: ['area', 'zone', '2026'] }).changes.map(({ pointer }) => pointer),
    ).toEqual(['b.area']);
  });

  it('hold what came inside an added row', () => {
    const { changes } = diffValues(
      { currency: 'EUR', plans },
      {
        currency: 'EUR',
        plans: [...plans, { plan: 'team', price: { monthly: 9, perks: ['a', 'b'] }, notes: [] }],
      },
    );
    expect(changes.length).toBe(1);
    expect(changes.flatMap(listLeaves).map(describeChange)).toEqual([
      'plans.team.plan: added, team',
      'plans.team.price.monthly: added, 9',
      'plans.team.price.perks: added, a',
      'plans.team.price.perks: added, b',
      'plans.team.notes: added, an empty list',
    ]);
  });
});

describe('other lists', () => {
  it('of different texts are sets', () => {
    expect(lines({ channels: ['phone', 'chat', 'email'] }, { channels: ['email', 'forum', 'chat'] })).toEqual(
      ['channels: removed, was phone', 'channels: added, forum'],
    );
  });

  it('of amounts are compared place by place along the smallest edit', () => {
    expect(lines({ fees: [1, 2, 3, 4] }, { fees: [1, 9, 2, 3, 5] })).toEqual([
      'fees[1]: added, 9',
      'fees[4]: 4 → 5, +25\u00a0%',
    ]);
    expect(lines({ fees: ['€5', '€6'] }, { fees: ['€5', '€7'] })).toEqual(['fees[1]: €6 → €7, +16.7\u00a0%']);
    expect(lines({ steps: ['a', 'b', 'a'] }, { steps: ['b', 'a'] })).toEqual(['steps[0]: removed, was a']);
    expect(lines([[1, 2], [3]], [[1, 2], [4]])).toEqual(['[1][0]: 3 → 4, +33.3\u00a0%']);
  });

  it('that have nothing in common are compared place against place, at a bounded cost', () => {
    const before = Array.from({ length: 20_000 }, (_, at) => at % 97);
    const after = Array.from({ length: 20_000 }, (_, at) => at % 89);
    const { changes, more } = diffValues(before, after, { limit: 10 });
    expect(changes.length).toBe(10);
    expect(changes.length + more).toBe(before.filter((item, at) => item !== after[at]).length);
    expect(describeChanges(changes, more).at(-1)).toBe(`and ${more} more changes`);
  });
});

describe('laws', () => {
  const scalar = fc.oneof(
    fc.constantFrom<Value>(null, true, false, '', 'a', 'b', '€5'),
    fc.integer({ min: -3, max: 30 }),
  );
  const row = fc.record(
    {
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      name: fc.constantFrom('x', 'y', 'z'),
      price: scalar,
      seats: fc.integer({ min: 1, max: 4 }),
    },
    { requiredKeys: [] },
  );
  const { value } = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      scalar,
      fc.dictionary(fc.constantFrom('a', 'b', 'price', 'x.y', 'id', '0'), tie('value'), { maxKeys: 4 }),
      fc.array(tie('value'), { maxLength: 5 }),
      fc.array(fc.oneof(row, row, scalar), { maxLength: 5 }),
      fc.array(row, { maxLength: 5 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 6 }),
    ),
  }));
  const keyed = fc.uniqueArray(
    fc.record({ id: fc.string({ minLength: 1, maxLength: 5 }), price: scalar, more: value }),
    {
      selector: (item) => item.id,
      minLength: 1,
      maxLength: 8,
    },
  );

  /** Two versions of one file: the second is the first after a few edits. */
  const edited = fc
    .tuple(
      value,
      fc.array(
        fc.record({ at: fc.nat(30), edit: fc.constantFrom('set', 'drop', 'double', 'turn'), to: scalar }),
        { maxLength: 4 },
      ),
    )
    .map(
      ([before, edits]) => [before, edits.reduce((after, edit) => editOnce(after, edit), before)] as const,
    );

  it('nothing differs from itself', () => {
    fc.assert(
      fc.property(value, (same) => {
        expect(diffValues(same, structuredClone(same))).toEqual({ changes: [], more: 0 });
      }),
      { numRuns: runsAtEffort(100) },
    );
  });

  it('two versions without a change are the same but for the order of rows and texts', () => {
    fc.assert(
      fc.property(fc.oneof(edited, fc.tuple(value, value)), ([before, after]) => {
        const same = diffValues(before, after).changes.length === 0;
        if (same) expect(unordered(before)).toBe(unordered(after));
      }),
      { numRuns: runsAtEffort(100) },
    );
  });

  it('putting the changes into the old version gives the new one', () => {
    const runs = runsAtEffort(250);
    let changed = 0;
    fc.assert(
      fc.property(fc.oneof(edited, fc.tuple(value, value)), ([before, after]) => {
        const { changes } = diffValues(before, after, { limit: Number.POSITIVE_INFINITY });
        changed += changes.filter(({ path }) => path.length > 0).length;
        expect(unordered(reapply(before, changes))).toBe(unordered(after));
      }),
      { numRuns: runs },
    );
    expect(changed).toBeGreaterThan(runs / 3);
  });

  it('putting the leaves of the changes into it does too', () => {
    fc.assert(
      fc.property(keyed, keyed, (before, after) => {
        const { changes } = diffValues(before, after);
        const leaves = changes.flatMap(listLeaves);
        const counted = (list: typeof changes): number =>
          list.filter(({ kind }) => kind === 'changed').length;
        expect(counted(leaves)).toBe(counted(changes));
        for (const { from, to } of leaves) {
          const whole = [from, to].find(
            (side) => typeof side === 'object' && side !== null && Object.keys(side).length > 0,
          );
          if (from === undefined || to === undefined) expect(whole).toBeUndefined();
        }
      }),
    );
  });

  it('the order of rows with a key is no change, and one row more is one', () => {
    const reordered = keyed.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(reordered, fc.nat(), ([rows, shuffled], at) => {
        expect(diffValues({ rows }, { rows: shuffled }).changes).toEqual([]);
        const place = at % (rows.length + 1);
        const added = { id: 'longer than any', price: 1, more: null };
        const { changes } = diffValues(
          { rows },
          { rows: [...shuffled.slice(0, place), added, ...shuffled.slice(place)] },
        );
        expect(changes.map(({ kind, pointer }) => `${kind} ${pointer}`)).toEqual([
          'added rows."longer than any"',
        ]);
        const one = diffValues({ rows: [...rows, added] }, { rows: shuffled }).changes;
        expect(one.map(({ kind }) => kind)).toEqual(['removed']);
      }),
    );
  });

  it('no two changes share path and kind, but texts of one list', () => {
    fc.assert(
      fc.property(value, value, (before, after) => {
        const { changes } = diffValues(before, after, { limit: Number.POSITIVE_INFINITY });
        const places = changes
          .filter(({ path }) => path.at(-1)?.kind !== 'member')
          .map(({ kind, pointer }) => `${kind} ${pointer}`);
        expect(new Set(places).size).toBe(places.length);
      }),
      { numRuns: runsAtEffort(100) },
    );
  });

  it('a limit hides no count', () => {
    fc.assert(
      fc.property(value, value, fc.nat(3), (before, after, limit) => {
        const all = diffValues(before, after, { limit: Number.POSITIVE_INFINITY });
        const some = diffValues(before, after, { limit });
        expect(some.changes).toEqual(all.changes.slice(0, limit));
        expect(some.more).toBe(all.changes.length - some.changes.length);
      }),
    );
  });
});

/** Text that is the same for values that differ in the order of lists and keys alone. */
function unordered(value: Value | undefined): string {
  if (Array.isArray(value)) return `[${value.map(unordered).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value as Record<string, Value>);
  return `{${entries
    .map(([key, member]) => `${JSON.stringify(key)}:${unordered(member)}`)
    .sort()
    .join()}}`;
}

/** Edits the node at a place, counted from the top through maps and lists. */
function editOnce(root: Value, { at, edit, to }: { at: number; edit: string; to: Value }): Value {
  let left = at;
  const visit = (node: Value): Value[] => {
    left -= 1;
    if (left === -1) {
      if (edit === 'drop') return [];
      if (edit === 'double') return [node, structuredClone(node)];
      if (edit === 'turn' && Array.isArray(node)) return [[...node].reverse()];
      return [to];
    }
    if (Array.isArray(node)) return [node.flatMap(visit)];
    if (typeof node !== 'object' || node === null) return [node];
    const entries = Object.entries(node as Record<string, Value>);
    return [
      Object.fromEntries(
        entries.flatMap(([key, member]) =>
          visit(member)
            .slice(0, 1)
            .map((kept) => [key, kept]),
        ),
      ),
    ];
  };
  return visit(root)[0] ?? null;
}
