import { describe, expect, it } from 'vitest';
import { parseArguments } from '../src/cli.ts';
import { Failure } from '../src/lib/failure.ts';

function surroundings() {
  const shown: string[] = [];
  const output = { isTTY: false, columns: 80, write: (text: string) => void shown.push(text) };
  return { cwd: '/here', stdout: output, stderr: output, shown };
}

function parse(...argv: string[]) {
  const parsed = parseArguments(argv, surroundings());
  if (parsed.kind !== 'command') throw new Error('help was shown');
  return parsed;
}

const none = {
  title: undefined,
  situation: undefined,
  depth: undefined,
  base: undefined,
  answers: undefined,
  json: false,
};

const noEconomics = {
  id: undefined,
  six: {
    customers: undefined,
    before: undefined,
    after: undefined,
    retention: undefined,
    loss: undefined,
    discount: undefined,
    priceBefore: undefined,
    priceAfter: undefined,
    variableCost: undefined,
  },
  set: [],
  compare: false,
  draws: undefined,
  seed: undefined,
  distribution: undefined,
  json: false,
  html: false,
  out: undefined,
  force: false,
};

const checked = { ids: [], formats: [], failOn: 'error', fix: false };
const approved = { as: undefined, sign: undefined, note: undefined, base: undefined };

describe('the command line', () => {
  it.each([
    [[], 'new', none],
    [['--situation', 'price-rise'], 'new', { ...none, situation: 'price-rise' }],
    [['new', '--answers', '-', '--no-input', '--json'], 'new', { ...none, answers: '-', json: true }],
    [['resume'], 'resume', { id: undefined, section: undefined }],
    [['resume', 'a1', '--section', 'economics'], 'resume', { id: 'a1', section: 'economics' }],
    [['edit', 'a1'], 'edit', { id: 'a1', section: undefined }],
    [['list', '--status', 'draft'], 'list', { status: 'draft', json: false }],
    [['show', 'a1', '--json'], 'show', { id: 'a1', json: true }],
    [
      ['plan', 'a1', '--for', 'customer', '--html', '--out', 'x.html'],
      'plan',
      { id: 'a1', reader: 'customer', segment: undefined, html: true, out: 'x.html', force: false },
    ],
    [['render', 'a1', 'b2'], 'render', { ids: ['a1', 'b2'] }],
    [['economics'], 'economics', noEconomics],
    [
      ['economics', 'a1', '--set', 'leave=6%', '--set', 'grandfather=12m', '--draws', '5000', '--seed', '3'],
      'economics',
      { ...noEconomics, id: 'a1', set: ['leave=6%', 'grandfather=12m'], draws: 5000, seed: 3 },
    ],
    [
      ['economics', '--price-before', '240', '--loss', '3-11%', '--distribution', 'triangular', '--html'],
      'economics',
      {
        ...noEconomics,
        six: { ...noEconomics.six, priceBefore: '240', loss: '3-11%' },
        distribution: 'triangular',
        html: true,
      },
    ],
    [
      ['check', '--format', 'text', '--format', 'sarif=o.sarif', '--fail-on', 'warning'],
      'check',
      { ids: [], formats: ['text', 'sarif=o.sarif'], failOn: 'warning', fix: false, gate: undefined },
    ],
    [
      ['check', '--base', 'origin/main', '--head', 'HEAD~1'],
      'check',
      { ...checked, gate: { base: 'origin/main', head: 'HEAD~1', staged: false } },
    ],
    [['check', '--base'], 'check', { ...checked, gate: { base: undefined, head: undefined, staged: false } }],
    [
      ['check', '--staged'],
      'check',
      { ...checked, gate: { base: undefined, head: undefined, staged: true } },
    ],
    [
      ['cover', 'a1', 'p/a.yaml', 'p/b.yaml', '--base', 'main'],
      'cover',
      { id: 'a1', paths: ['p/a.yaml', 'p/b.yaml'], base: 'main' },
    ],
    [
      ['approve', 'a1', '--role', 'owner'],
      'approve',
      { ...approved, id: 'a1', role: 'owner', decision: 'approve' },
    ],
    [
      ['approve', 'a1', '--role', 'owner', '--as', 'maya', '--sign', 'k', '--note', 'n', '--base', 'main'],
      'approve',
      { id: 'a1', role: 'owner', as: 'maya', decision: 'approve', sign: 'k', note: 'n', base: 'main' },
    ],
    [
      ['approve', 'a1', '--role', 'owner', '--reject'],
      'approve',
      { ...approved, id: 'a1', role: 'owner', decision: 'reject' },
    ],
    [
      ['approve', 'a1', '--role', 'owner', '--withdraw'],
      'approve',
      { ...approved, id: 'a1', role: 'owner', decision: 'withdraw' },
    ],
    [
      ['waive', 'p/a.yaml', '--reason', 'Why', '--owner', 'maya', '--days', '3'],
      'waive',
      { paths: ['p/a.yaml'], reason: 'Why', owner: 'maya', as: undefined, days: 3, base: undefined },
    ],
    [['explain', 'powerless-frontline'], 'explain', { rule: 'powerless-frontline', json: false }],
    [['questions', '--depth', 'light'], 'questions', { situation: undefined, depth: 'light', json: false }],
    [['schema'], 'schema', { name: 'review' }],
    [['demo', '--out', 'd'], 'demo', { out: 'd' }],
  ] as const)('%j is %s', (argv, name, options) => {
    const parsed = parse(...argv);
    expect(parsed.name).toBe(name);
    expect(parsed.options).toEqual(options);
  });

  it('takes the common flags on every command', () => {
    const { flags } = parse(
      'list',
      '--cwd',
      'sub',
      '--today',
      '2026-11-22',
      '--seed',
      '7',
      '--no-color',
      '--quiet',
      '--no-input',
    );
    expect(flags).toEqual({
      cwd: '/here/sub',
      today: '2026-11-22',
      seed: 7,
      color: false,
      quiet: true,
      input: false,
    });
  });

  it.each([
    [['lst'], 'list', 'cx-review --help'],
    [['list', '--jsn'], '--json', 'cx-review list --help'],
    [['list', '--today', '2026-02-30'], '2026-12-31', 'cx-review list --help'],
    [['list', '--seed', '-1'], 'whole number', 'cx-review list --help'],
    [['list', 'surplus'], 'too many arguments', 'cx-review list --help'],
    [['list', '--status', 'done'], 'draft, proposed, closed', 'cx-review list --help'],
    [['economics', '--draws', '10'], '1000 to 1000000', 'cx-review economics --help'],
    [['check', 'a1', '--staged'], 'ids of reviews', 'cx-review check --help'],
    [['approve', 'a1'], '--role', 'cx-review approve --help'],
    [['waive', '--reason', 'x', '--owner', 'y', '--days', '0'], 'from 1 to 90', 'cx-review waive --help'],
    [['show'], "missing required argument 'id'", 'cx-review show --help'],
  ])('%j is misuse that says %s', (argv, meant, next) => {
    let failure: unknown;
    try {
      parse(...argv);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(Failure);
    const { kind, message, why, next: command } = failure as Failure;
    expect(kind).toBe('misuse');
    expect(`${message} ${why}`).toContain(meant);
    expect(command).toBe(next);
  });

  it('shows examples before anything else in the help of every command', () => {
    const world = surroundings();
    parseArguments(['--help'], world);
    const names = [
      ...world.shown.join('').matchAll(/^ {2}([a-z]+)(?: \[options\])?(?: [[<][^ ]+)?(?= {2,}|$)/gm),
    ].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names.filter((one) => one !== 'help')) {
      const own = surroundings();
      parseArguments([name ?? '', '--help'], own);
      expect(own.shown.join('')).toMatch(/^Examples:\n {2}cx-review/);
    }
  });
});
