import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Edit, editYaml } from '../../src/document/edit.ts';
import { parseText } from '../../src/document/parse.ts';
import { buildShape } from '../../src/document/shape.ts';
import { Failure } from '../../src/lib/failure.ts';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../templates/schemas/review.schema.json', import.meta.url), 'utf8'),
);
const shape = buildShape(schema);
const edit = (text: string, ...edits: Edit[]) => editYaml(text, edits, shape);
const set = (text: string, path: string, value: unknown) => edit(text, { path, value });
const remove = (text: string, path: string) => edit(text, { path, value: undefined });

describe('setting what exists', () => {
  it.each([
    ['a number', 'depth: full   # as agreed\n', 'depth', 'light', 'depth: light   # as agreed\n'],
    ['text in single quotes', "title: 'Old' # c\n", 'title', "It's new", "title: 'It''s new' # c\n"],
    ['text in double quotes', 'title: "Old"\n', 'title', 'New', 'title: "New"\n'],
    ['plain text that needs quotes now', 'title: Old\n', 'title', 'yes: no', 'title: "yes: no"\n'],
    ['plain text that would be a number', 'title: Old\n', 'title', '12', 'title: "12"\n'],
    [
      'text over several lines',
      'title: Old\n  and long\ndepth: full\n',
      'title',
      'New',
      'title: New\ndepth: full\n',
    ],
    ['text below its key', 'title:\n  # why\n  Old  # c\n', 'title', 'New', 'title:\n  # why\n  New  # c\n'],
    [
      'a value in brackets',
      'customers: { total: 10,  newcomers: same } # c\n',
      'customers.total',
      12,
      'customers: { total: 12,  newcomers: same } # c\n',
    ],
    [
      'a value in JSON',
      '{"title": "Old", "depth": "full"}',
      'title',
      'New',
      '{"title": "New", "depth": "full"}',
    ],
    ['nothing yet', 'title:   # to do\ndepth: full\n', 'title', 'New', 'title: New # to do\ndepth: full\n'],
    [
      'a value in a row',
      'customers:\n  segments:\n  -   id: loyal\n      count: 1\n',
      'customers.segments.loyal.count',
      2,
      'customers:\n  segments:\n  -   id: loyal\n      count: 2\n',
    ],
    [
      'short text to long',
      'change:\n  what: Old # c\n  reason: x\n',
      'change.what',
      'One.\n\nTwo: two.',
      'change:\n  what: |- # c\n    One.\n\n    Two: two.\n  reason: x\n',
    ],
    [
      'long text to short',
      'change:\n  what: |   # c\n    One.\n\n    Two.\n\n  # the reason\n  reason: x\n',
      'change.what',
      'New',
      'change:\n  what: New # c\n\n  # the reason\n  reason: x\n',
    ],
    [
      'long text to long',
      'change:\n  what: >- # c\n    One\n    two.\n  reason: x\n',
      'change.what',
      'A\n\nB\n',
      'change:\n  what: | # c\n    A\n\n    B\n  reason: x\n',
    ],
    [
      'a list to an empty one',
      'change:\n  jurisdictions: # where\n    - GB\n    - EU # c\n  sector: any\n',
      'change.jurisdictions',
      [],
      'change:\n  jurisdictions: [] # where\n  sector: any\n',
    ],
    [
      'an empty list to one with rows',
      'change:\n  jurisdictions: [] # where\n',
      'change.jurisdictions',
      ['GB'],
      'change:\n  jurisdictions: # where\n    - GB\n',
    ],
    [
      'a list in brackets',
      'change:\n  jurisdictions: [GB,  EU]\n',
      'change.jurisdictions',
      ['GB', 'FR', 'EU'],
      'change:\n  jurisdictions: [GB, FR,  EU]\n',
    ],
  ])('%s', (_, text, path, value, expected) => expect(set(text, path, value)).toBe(expected));

  it('leaves the text alone where nothing changes, whatever the style', () => {
    const text = 'title:   "Rise"\ncustomers: {segments: [{id: a, count: 1.0}]}\n';
    expect(set(text, 'customers', { segments: [{ count: 1, id: 'a' }] })).toBe(text);
    expect(set(text, 'title', 'Rise')).toBe(text);
  });

  it('changes of a whole section only what differs', () => {
    const text = `customers:
  # how many
  total: 10 # counted
  segments:
    # the new ones
    - id: new
      count: 1
    - id: loyal # since 2010
      count: 5
`;
    const value = { total: 11, segments: [{ id: 'loyal', count: 5, best: true }], newcomers: 'same' };
    expect(set(text, 'customers', value)).toBe(`customers:
  # how many
  total: 11 # counted
  segments:
    - id: loyal # since 2010
      count: 5
      best: true
  newcomers: same
`);
  });

  it('moves a comment that would become text to the line above', () => {
    const text = 'change:\n  what:\n    # say it plainly\n  reason: x\n';
    expect(set(text, 'change.what', 'One.\nTwo.')).toBe(
      'change:\n  # say it plainly\n  what: |-\n    One.\n    Two.\n  reason: x\n',
    );
    const row = '- what:\n    # say it plainly\n  x: 1\n';
    expect(editYaml(`a:\n${row}`, [{ path: 'a', value: [{ what: 'One.\nTwo.', x: 1 }] }], shape)).toBe(
      'a:\n- what: "One.\\nTwo."\n    # say it plainly\n  x: 1\n',
    );
  });
});

describe('setting what is missing', () => {
  it.each([
    [
      'a row below text that would take in a gap above it',
      'customers:\n  segments:\n    - id: r1\n\n    - id: r2\n      name: |+\n        Rise\n\ncurrency: EUR\n',
      'customers.segments.r3.name',
      'One.\nTwo.',
      'customers:\n  segments:\n    - id: r1\n\n    - id: r2\n      name: |+\n        Rise\n\n    - id: r3\n      name: |-\n        One.\n        Two.\ncurrency: EUR\n',
    ],
    [
      'at its place among the keys',
      'schema: cx-review/1\ntitle: Rise # c\n\n# who\ncustomers:\n  total: 10\n',
      'depth',
      'full',
      'schema: cx-review/1\ntitle: Rise # c\ndepth: full\n\n# who\ncustomers:\n  total: 10\n',
    ],
    [
      'behind the last that precedes it, in an order of its own',
      'customers:\n  segments: []\n  total: 10\n  freedom: free\n',
      'customers.worseOff',
      3,
      'customers:\n  segments: []\n  total: 10\n  worseOff: 3\n  freedom: free\n',
    ],
    [
      'at the end, with the gap that sections have',
      'title: Rise\n\ncustomers:\n  total: 10\n\neconomics:\n  customers: 3\n',
      'verdict.decision',
      'go',
      'title: Rise\n\ncustomers:\n  total: 10\n\neconomics:\n  customers: 3\n\nverdict:\n  decision: go\n',
    ],
    [
      'in the middle, with the gap that sections have',
      'title: Rise\n\ncustomers:\n  total: 10\n\neconomics:\n  customers: 3\n',
      'fairness.access',
      'x',
      'title: Rise\n\ncustomers:\n  total: 10\n\neconomics:\n  customers: 3\n\nfairness:\n  access: x\n',
    ],
    [
      'at the end of a file without a last line end',
      'title: Rise',
      'depth',
      'full',
      'title: Rise\ndepth: full',
    ],
    [
      'in front, above the comment of the first',
      'customers:\n  # the groups\n  segments: []\n',
      'customers.total',
      10,
      'customers:\n  total: 10\n  # the groups\n  segments: []\n',
    ],
    [
      'in front, below the head of the file',
      '# yaml-language-server: $schema=x\ntitle: Rise\n',
      'schema',
      'cx-review/1',
      '# yaml-language-server: $schema=x\nschema: cx-review/1\ntitle: Rise\n',
    ],
    [
      'in front, above a comment that is not the head',
      '# head\n\n# the name\ntitle: Rise\n',
      'schema',
      'cx-review/1',
      '# head\n\nschema: cx-review/1\n# the name\ntitle: Rise\n',
    ],
    [
      'in front, in a row',
      'customers:\n  segments:\n    - count: 5 # c\n      id: loyal\n    - count: 6\n',
      'customers.segments.loyal.name',
      'Loyal',
      'customers:\n  segments:\n    - count: 5 # c\n      id: loyal\n      name: Loyal\n    - count: 6\n',
    ],
    [
      'with all that is above it, in two spaces',
      'title: Rise\n',
      'customers.segments.loyal.count',
      5,
      'title: Rise\ncustomers:\n  segments:\n    - id: loyal\n      count: 5\n',
    ],
    [
      'with all that is above it, in the spaces of the file',
      'title: Rise\nchange:\n    dates:\n        told: 2026-01-01\n',
      'customers.segments.loyal.count',
      5,
      'title: Rise\nchange:\n    dates:\n        told: 2026-01-01\ncustomers:\n    segments:\n        - id: loyal\n          count: 5\n',
    ],
    [
      'with dashes where the file has them',
      'change:\n  jurisdictions:\n  - GB\n',
      'customers.segments.loyal.count',
      5,
      'change:\n  jurisdictions:\n  - GB\ncustomers:\n  segments:\n  - id: loyal\n    count: 5\n',
    ],
    [
      'a row by its segment',
      'consequences:\n- segment: new\n  emotion: none # c\n',
      'consequences.loyal.emotion',
      'anger',
      'consequences:\n- segment: new\n  emotion: none # c\n- segment: loyal\n  emotion: anger\n',
    ],
    [
      'a row of a list that is not there, by its segment',
      'title: Rise\n',
      'consequences.loyal.emotion',
      'anger',
      'title: Rise\nconsequences:\n  - segment: loyal\n    emotion: anger\n',
    ],
    [
      'a row of an empty list',
      'customers:\n  segments: [] # none\n',
      'customers.segments.loyal',
      { count: 5 },
      'customers:\n  segments: # none\n    - id: loyal\n      count: 5\n',
    ],
    [
      'a group where nothing is written',
      'title: Rise\ncustomers: # who\n  # to do\nverdict: {}\n',
      'customers.total',
      5,
      'title: Rise\ncustomers: # who\n  total: 5\n  # to do\nverdict: {}\n',
    ],
    [
      'in brackets',
      'customers: {total: 10}\n',
      'customers.newcomers',
      'same',
      'customers: {total: 10, newcomers: same}\n',
    ],
    [
      'in brackets, in front',
      'customers: { newcomers: same }\n',
      'customers.total',
      10,
      'customers: { total: 10, newcomers: same }\n',
    ],
    [
      'in brackets, with a text of several lines',
      'change: {reason: x}\n',
      'change.what',
      'a\nb',
      'change: {what: "a\\nb", reason: x}\n',
    ],
    [
      'in JSON on lines of its own',
      '{\n  "title": "Rise",\n  "depth": "full"\n}\n',
      'currency',
      'EUR',
      '{\n  "title": "Rise",\n  "depth": "full",\n  "currency": "EUR"\n}\n',
    ],
    ['in a file of comments', '# only a head\n', 'title', 'Rise', '# only a head\ntitle: Rise\n'],
    ['in an empty file', '', 'customers.total', 1, 'customers:\n  total: 1\n'],
    [
      'in front of the end of the document',
      'title: Rise\n...\n',
      'depth',
      'full',
      'title: Rise\ndepth: full\n...\n',
    ],
    ['an empty list', 'title: Rise\n', 'approvals', [], 'title: Rise\napprovals: []\n'],
    [
      'in Windows lines',
      'title: Rise\r\ndepth: full\r\n',
      'change.what',
      'One.\n\nTwo.',
      'title: Rise\r\ndepth: full\r\nchange:\r\n  what: |-\r\n    One.\r\n\r\n    Two.\r\n',
    ],
    ['behind a byte order mark', '\ufefftitle: Rise\n', 'depth', 'full', '\ufefftitle: Rise\ndepth: full\n'],
  ])('%s', (_, text, path, value, expected) => expect(set(text, path, value)).toBe(expected));

  it('below a name that holds a dot, if the names are given one by one', () => {
    const text = 'people:\n  anna:\n    name: A\n';
    const path = ['people', 'anna.meyer', 'name'];
    expect(edit(text, { path, value: 'B' })).toBe(
      'people:\n  anna:\n    name: A\n  anna.meyer:\n    name: B\n',
    );
  });

  it('is refused below a single value, at its place', () => {
    const failing = () => set('title: Rise\ncustomers: many\n', 'customers.total', 5);
    expect(failing).toThrow(Failure);
    expect(failing).toThrow('`customers` holds a value where a group of answers belongs');
    try {
      failing();
    } catch (error) {
      expect((error as Failure).place).toEqual({ file: 'the file', line: 2, column: 12 });
    }
  });

  it('is refused where the file would become too long', () => {
    const text = `title: Rise\n#${' '.repeat(256 * 1024 - 30)}\n`;
    expect(() => set(text, 'change.what', 'a text of more than thirty bytes')).toThrow(/larger than 256 KB/);
  });

  it('refuses a row that is no map: that is a bug of the caller', () => {
    expect(() => set('title: Rise\n', 'customers.segments.loyal', 5)).toThrow(/a row of a list is a map/);
  });
});

describe('taking away', () => {
  it.each([
    [
      'a line with its comments',
      'title: Rise\n# how deep\ndepth: full # c\n  # more\ncurrency: EUR\n',
      'depth',
      'title: Rise\ncurrency: EUR\n',
    ],
    [
      'not the comment of the one above or below',
      'title: Rise\n  # of the title\n\n# of the depth\n\ndepth: full\n# of the currency\ncurrency: EUR\n',
      'depth',
      'title: Rise\n  # of the title\n\n# of the depth\n\n# of the currency\ncurrency: EUR\n',
    ],
    [
      'a section with one of its two gaps',
      'title: Rise\n\ncustomers:\n  total: 1\n\nverdict: {}\n',
      'customers',
      'title: Rise\n\nverdict: {}\n',
    ],
    [
      'a line below text that would take in the gap under it',
      'change:\n  what: |+\n    Rise\n\n  reason: x # c\n\n\ncurrency: EUR\n',
      'change.reason',
      'change:\n  what: |+\n    Rise\n\ncurrency: EUR\n',
    ],
    [
      'the last section with its gap',
      'title: Rise\n\ncustomers:\n  total: 1\n',
      'customers',
      'title: Rise\n',
    ],
    [
      'the first, but not the head of the file',
      '# yaml-language-server: $schema=x\nschema: cx-review/1\ntitle: Rise\n',
      'schema',
      '# yaml-language-server: $schema=x\ntitle: Rise\n',
    ],
    [
      'a long text',
      'change:\n  what: |\n    One.\n\n    Two.\n  reason: x\n',
      'change.what',
      'change:\n  reason: x\n',
    ],
    [
      'a row',
      'customers:\n  segments:\n    - id: a\n    # the best\n    - id: b\n      count: 1\n    - id: c\n',
      'customers.segments.b',
      'customers:\n  segments:\n    - id: a\n    - id: c\n',
    ],
    [
      'the first key of a row',
      'customers:\n  segments:\n    - name: A\n      id: a\n',
      'customers.segments.a.name',
      'customers:\n  segments:\n    - id: a\n',
    ],
    [
      'the first key of a row above a comment',
      'customers:\n  segments:\n    - name: A\n      # its name\n      id: a\n',
      'customers.segments.a.name',
      'customers:\n  segments:\n    - \n      # its name\n      id: a\n',
    ],
    [
      'the only key',
      'customers:\n  total: 1 # c\nverdict: {}\n',
      'customers.total',
      'customers: {}\nverdict: {}\n',
    ],
    [
      'the only row',
      'customers:\n  segments:\n    - id: a\n  total: 1\n',
      'customers.segments.a',
      'customers:\n  segments: []\n  total: 1\n',
    ],
    [
      'in brackets',
      'customers: {total: 1, newcomers: same,  freedom: free}\n',
      'customers.newcomers',
      'customers: {total: 1, freedom: free}\n',
    ],
    [
      'the last in brackets',
      'customers: {total: 1, newcomers: same }\n',
      'customers.newcomers',
      'customers: {total: 1 }\n',
    ],
    ['the only one in brackets', 'customers: { total: 1 }\n', 'customers.total', 'customers: {}\n'],
    ['the only key of the file', '# head\ntitle: Rise\n', 'title', '# head\n{}\n'],
    ['what is not there', 'title: Rise\n', 'customers.total', 'title: Rise\n'],
    ['at the end of a file without a last line end', 'title: Rise\ndepth: full', 'depth', 'title: Rise\n'],
    [
      'below text whose blank lines count',
      'title: |+\n  Rise\n\n\ndepth: full\n',
      'depth',
      'title: |+\n  Rise\n\n\n',
    ],
  ])('%s', (_, text, path, expected) => expect(remove(text, path)).toBe(expected));
});

describe('several edits', () => {
  it('take bytes as they come from the disk', () => {
    const bytes = new TextEncoder().encode('\ufefftitle: Rise # ü\r\n');
    expect(editYaml(bytes, [{ path: 'depth', value: 'full' }], shape)).toBe(
      '\ufefftitle: Rise # ü\r\ndepth: full\r\n',
    );
    expect(() => editYaml(new Uint8Array([0xff]), [], shape)).toThrow('not UTF-8');
  });

  it('are carried out one after the other', () => {
    const text = edit(
      'schema: cx-review/1\n',
      { path: 'title', value: 'Rise' },
      { path: 'customers.segments.loyal.count', value: 5 },
      { path: 'customers.segments.new.count', value: 7 },
      { path: 'customers.segments.loyal.name', value: 'Loyal' },
      { path: 'consequences.loyal.lost.money', value: 38 },
      { path: 'title', value: undefined },
    );
    expect(parseText(text, 'f').data).toEqual({
      schema: 'cx-review/1',
      customers: {
        segments: [
          { id: 'loyal', count: 5, name: 'Loyal' },
          { id: 'new', count: 7 },
        ],
      },
      consequences: [{ segment: 'loyal', lost: { money: 38 } }],
    });
    expect(text).toBe(`schema: cx-review/1
customers:
  segments:
    - id: loyal
      name: Loyal
      count: 5
    - id: new
      count: 7
consequences:
  - segment: loyal
    lost:
      money: 38
`);
  });

  it('store what YAML cannot hold as the nearest that it can', () => {
    const text = set('title: x\n', 'title', 'half \ud800, zero \0, mark \ufeff, line\r\nend');
    expect(parseText(text, 'f').data).toEqual({ title: 'half \ufffd, zero \0, mark \ufeff, line\r\nend' });
    expect(text).toMatch(/^[\n\x20-\x7e\ufffd]*$/);
    expect(set('customers: {}\n', 'customers', { total: -0, newcomers: undefined })).toBe(
      'customers:\n  total: 0\n',
    );
  });
});
