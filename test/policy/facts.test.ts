import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/document/parse.ts';
import { type ChangedFile, statusOf } from '../../src/domain/file-change.ts';
import { digestOf } from '../../src/lib/digest.ts';
import { buildFacts, type ChangeFacts } from '../../src/policy/facts.ts';
import type { SituationHint } from '../../src/policy/situation.ts';
import type { Readers } from '../../src/policy/values.ts';

const readers: Readers = { yaml: (bytes, path) => parseYaml(bytes, path).data };

const hints: readonly SituationHint[] = [
  { situation: 'price-rise', words: ['price', 'prices', 'plan', 'tariff'], adverse: 'up' },
  { situation: 'new-fee', words: ['fee', 'surcharge'], adverse: 'up' },
  { situation: 'returns-cut', words: ['return', 'refunds', 'return-window'], adverse: 'down' },
  { situation: 'support-cut', words: ['support', 'phone', 'channels', 'hours'], adverse: 'down' },
  { situation: 'product-withdrawal', words: ['free', 'plans'], adverse: 'any' },
];

type Content = string | object | undefined;

function file(
  path: string,
  before: Content,
  after: Content,
  modes: readonly string[] = ['100644', '100644'],
): ChangedFile {
  const bytes = (content: Content): Uint8Array | undefined =>
    content === undefined
      ? undefined
      : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  const [oldMode, newMode] = [
    before === undefined ? undefined : modes[0],
    after === undefined ? undefined : modes[1],
  ];
  return {
    path,
    status: statusOf(oldMode, newMode),
    oldMode,
    newMode,
    oldHash: undefined,
    newHash: undefined,
    before: bytes(before),
    after: bytes(after),
  };
}

const facts = (...files: readonly ChangedFile[]): ChangeFacts => buildFacts(files, { readers, hints });

describe('the changed values', () => {
  it('are listed with file, pointer, old, new and unit, as a review keeps them', () => {
    const before = { currency: 'EUR', plans: [{ id: 'pro', price: 20, note: 'a' }] };
    const after = {
      currency: 'EUR',
      plans: [
        { id: 'max', price: 40 },
        { id: 'pro', price: 25 },
      ],
    };
    expect(facts(file('policies/plans.json', before, after)).changes).toEqual([
      { path: 'policies/plans.json', pointer: 'plans.pro.price', from: 20, to: 25, unit: 'EUR' },
      { path: 'policies/plans.json', pointer: 'plans.pro.note', from: 'a' },
      { path: 'policies/plans.json', pointer: 'plans.max', to: 'id: max, price: 40' },
    ]);
  });

  it('are read from every format', () => {
    const both = (path: string, before: Content, after: Content): unknown =>
      facts(file(path, before, after)).changes[0];
    expect(both('a.yaml', 'price: 20 # now\n', '# then\nprice: 25\n')).toMatchObject({
      pointer: 'price',
      from: 20,
      to: 25,
    });
    expect(both('a.toml', '[pro]\nprice = 20', '[pro]\nprice = 25')).toMatchObject({
      pointer: 'pro.price',
      from: 20,
      to: 25,
    });
    expect(both('a.csv', 'plan;price\nlite;5\npro;20', 'plan;price\npro;25\nlite;5')).toMatchObject({
      pointer: 'pro.price',
      to: 25,
    });
  });

  it('come with digests of what git stores', () => {
    const [entry, added] = facts(
      file('a.json', '{"a": 1}', '{"a": 2}'),
      file('b.json', undefined, '{}'),
    ).files;
    expect(entry).toMatchObject({
      before: digestOf('{"a": 1}'),
      after: digestOf('{"a": 2}'),
      status: 'M',
      is: 'file',
    });
    expect(added).toMatchObject({ before: 'none', after: digestOf('{}'), status: 'A' });
  });

  it('are none where only form changed, which is said by an empty list and not by a text', () => {
    expect(facts(file('a.json', '{"a":1,"b":2}', '{ "b": 2, "a": 1 }')).files[0]).toMatchObject({
      changes: [],
      why: undefined,
      text: undefined,
    });
  });

  it('are none where a file was moved', () => {
    const moved = facts(
      file('old/plans.json', { price: 20 }, undefined),
      file('new/plans.json', undefined, { price: 20 }),
    );
    expect(moved.changes).toEqual([]);
    expect(moved.newCharges).toEqual([]);
    expect(moved.files[1]?.movedFrom).toBe('old/plans.json');
    const executable = facts(file('old', 'x', undefined), file('new', undefined, 'x', ['', '100755']));
    expect(executable.files[1]?.movedFrom).toBeUndefined();
  });

  it('are compared across a new name, with the file that is most alike', () => {
    const renamed = facts(
      file('other.json', { seats: 5, hours: 8 }, undefined),
      file('old/plans.json', { price: 20, seats: 5, hours: 8 }, undefined),
      file('new/plans.yaml', undefined, 'price: 99\nseats: 5\ndays: 30\nhours: 8\n'),
    );
    expect(renamed.changes).toEqual([
      { path: 'other.json', pointer: '(whole file)', from: 'seats: 5, hours: 8' },
      { path: 'new/plans.yaml', pointer: 'price', from: 20, to: 99 },
      { path: 'new/plans.yaml', pointer: 'days', to: 30, unit: 'days' },
    ]);
    expect(renamed.files[2]?.movedFrom).toBe('old/plans.json');
    const unlike = facts(
      file('old.json', { price: 20, seats: 5, hours: 8 }, undefined),
      file('new.json', undefined, { price: 99 }),
    );
    expect(unlike.changes.map(({ pointer }) => pointer)).toEqual(['(whole file)', '(whole file)']);
  });

  it('are lost where they could be read before, and nowhere else', () => {
    const broken = 'price: [20';
    const isLost = (before: Content, after: Content, modes?: readonly string[]) =>
      facts(file('a.yaml', before, after, modes)).files[0]?.isLost;
    expect(isLost('price: 20', broken)).toBe(true);
    expect(isLost('price: 20', 'b.yaml', ['100644', '120000'])).toBe(true);
    expect(isLost(broken, 'price: 20')).toBe(false);
    expect(isLost(broken, `${broken}, 2`)).toBe(false);
    expect(isLost(undefined, broken)).toBe(false);
    expect(isLost('price: 20', undefined)).toBe(false);
    expect(isLost('price: 20', 'price: 30')).toBe(false);
  });

  it('give way to the text where they cannot be read, with the reason', () => {
    const [terms, broken, mended, anchored] = facts(
      file('terms.md', 'Returns: 30 days\n', 'Returns: 14 days\n'),
      file('a.json', '{"a": 1}', '{"a": 1, "a": 2}'),
      file('b.json', '{"a": 1', '{"a": 1}'),
      file('c.yaml', 'a: 1\n', 'a: &x 1\n'),
    ).files;
    expect(terms?.why).toContain('its name');
    expect(terms?.text).toMatchObject({
      kind: 'lines',
      lines: ['@@ -1,1 +1,1 @@', '-Returns: 30 days', '+Returns: 14 days'],
    });
    expect(broken?.why).toContain('twice');
    expect(mended?.why).toContain('before the change, it is not valid JSON');
    expect(anchored?.why).toMatch(/^it is not read as YAML: .*line 1, column 4$/);
  });

  it('are not looked for behind links and in submodules', () => {
    const [link, back, submodule] = facts(
      file('a.json', '{"a": 1}', 'b.json', ['100644', '120000']),
      file('c.json', 'b.json', '{"a": 1}', ['120000', '100644']),
      file('d.json', 'Subproject commit 1\n', 'Subproject commit 2\n', ['160000', '160000']),
    ).files;
    expect(link).toMatchObject({ is: 'link', why: 'it is a link', changes: [] });
    expect(back).toMatchObject({ is: 'file', why: 'it is no longer a link', changes: [] });
    expect(submodule).toMatchObject({ is: 'submodule', why: 'it is a submodule' });
  });

  it('are cut where there are too many, with a count, but nothing that is cut escapes the figures', () => {
    const rows = Array.from({ length: 900 }, (_, at) => ({ id: at, price: 100 }));
    const raised = rows.map((row) => ({ ...row, price: row.id === 899 ? 300 : 101 }));
    const found = facts(
      file('a.json', rows, raised),
      file('b.json', rows, raised),
      file('c.json', rows, raised),
    );
    expect(found.files[0]?.changes.length).toBe(200);
    expect(found.changes.length).toBe(500);
    expect(found.changes.length + found.more).toBe(2700);
  });
});

describe('the figures', () => {
  it('name what costs something that cost nothing', () => {
    const before = { fees: { bag: 0, paper: null }, price: 5, free: { credit: 0 } };
    const after = { fees: { bag: 35, paper: '€2', seat: 9, gift: 0 }, price: 6, free: { credit: 5 } };
    const found = facts(file('a.json', before, after)).newCharges.map(({ pointer, value, why }) => [
      pointer,
      value,
      why,
    ]);
    expect(found).toEqual([
      ['fees.bag', '35', 'it was free'],
      ['fees.paper', '€2', 'it was free'],
      ['fees.seat', '9', 'there was no such price or fee'],
    ]);
  });
});

describe('the day from which it holds', () => {
  const effective = (before: object, after: object): ChangeFacts['effective'] =>
    facts(file('a.json', before, after)).effective;

  it('is a changed date under a name that says so', () => {
    expect(effective({ effective: '2026-01-01' }, { effective: '2026-11-22' })).toEqual({
      value: '2026-11-22',
      why: 'effective in a.json is now 2026-11-22',
    });
    expect(effective({}, { plans: { pro: { valid_from: '2026-11-22' } } })?.value).toBe('2026-11-22');
    expect(effective({ from: 0 }, { from: 100 })).toBeUndefined();
    expect(effective({ effective: '2026-11-22' }, {})).toBeUndefined();
    expect(
      effective({}, { valid_until: '2026-11-22', updated: '2026-11-22', start_of_end: '2026-11-22' }),
    ).toBeUndefined();
  });

  it('is by the clearest name, then the earliest, and says that there are others', () => {
    const guess = effective(
      {},
      {
        start: '2026-01-01',
        a: { effective: '2026-12-01' },
        b: { effective: '2026-11-22' },
        c: { effective: '2026-11-22' },
      },
    );
    expect(guess?.value).toBe('2026-11-22');
    expect(guess?.why).toContain('the earliest of 2');
  });
});

describe('the situation', () => {
  const guesses = (path: string, before: Content, after: Content): string[] =>
    facts(file(path, before, after)).situations.map(({ value }) => value);

  it('is one whose words are there and whose direction hurts', () => {
    expect(guesses('a.json', { price: 20 }, { price: 25 })).toEqual(['price-rise']);
    expect(guesses('a.json', { price: 25 }, { price: 20 })).toEqual([]);
    expect(guesses('policies/returns.json', { window: '30 days' }, { window: '14 days' })).toEqual([
      'returns-cut',
    ]);
    expect(guesses('a.json', { return: { window: 30 } }, { return: { window: 14 } })).toEqual([
      'returns-cut',
    ]);
    expect(guesses('a.json', { fees: {} }, { fees: { bag: 35 } })).toEqual(['new-fee']);
    expect(guesses('a.json', { channels: ['phone', 'chat'] }, { channels: ['chat'] })).toEqual([
      'support-cut',
    ]);
    expect(guesses('a.json', { ways: ['phone', 'chat'] }, { ways: ['chat'] })).toEqual(['support-cut']);
    expect(guesses('a.json', { refunds: true }, { refunds: false })).toEqual(['returns-cut']);
  });

  it('is likelier the nearer the word is to the value, and the surer the direction', () => {
    expect(guesses('a.json', { plans: { pro: { price: 20 } } }, { plans: { pro: { price: 25 } } })).toEqual([
      'price-rise',
      'product-withdrawal',
    ]);
    expect(guesses('a.json', { plans: { free: { price: 0 }, pro: {} } }, { plans: { pro: {} } })).toEqual([
      'product-withdrawal',
    ]);
    expect(guesses('prices.json', { fee: 5 }, { fee: 6 })).toEqual(['new-fee', 'price-rise']);
  });

  it('is rather one whose direction hurts than one that takes any', () => {
    const either = [
      { situation: 'any', words: ['price'], adverse: 'any' },
      { situation: 'up', words: ['price'], adverse: 'up' },
    ] as const;
    const found = buildFacts([file('a.json', { price: 20 }, { price: 25 })], {
      readers,
      hints: either,
    }).situations;
    expect(found.map(({ value }) => value)).toEqual(['up', 'any']);
  });

  it('is guessed from the name alone for a file that is not read', () => {
    const [guess] = facts(file('policies/support-hours.md', 'a', 'b')).situations;
    expect(guess).toEqual({
      value: 'support-cut',
      why: 'policies/support-hours.md changed: its name says support',
      score: 1,
    });
    expect(guesses('notes.md', 'price', 'b')).toEqual([]);
  });

  it('comes with its reason in words', () => {
    const [guess] = facts(file('a.json', { price: 20 }, { price: 25 })).situations;
    expect(guess?.why).toBe('price: 20 → 25, +25\u00a0% in a.json: its name says price, and it goes up');
  });
});
