import { describe, expect, it } from 'vitest';
import { parseArguments } from '../src/cli.ts';
import { commands } from '../src/commands/index.ts';
import { Failure } from '../src/lib/failure.ts';
import { hintText } from '../src/lib/hint.ts';

function surroundings() {
  const shown: string[] = [];
  const output = { isTTY: false, columns: 80, write: (text: string) => void shown.push(text) };
  return { cwd: '/here', stdout: output, stderr: output, shown };
}

async function parse(...argv: string[]) {
  const parsed = await parseArguments(argv, surroundings());
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
  steps: false,
  lossAt: undefined,
  draws: undefined,
  seed: undefined,
  distribution: undefined,
  json: false,
  html: false,
  out: undefined,
  force: false,
};

const checked = { ids: [], formats: [], failOn: 'error', fix: false, all: false, due: false };
const approved = { as: undefined, sign: undefined, note: undefined, base: undefined };
const initialised = {
  yes: false,
  policies: [],
  people: [],
  currency: undefined,
  ci: undefined,
  dryRun: false,
  force: false,
};

describe('the command line', () => {
  it.each([
    [[], 'new', none],
    [['--situation', 'price-rise'], 'new', { ...none, situation: 'price-rise' }],
    [['new', '--answers', '-', '--no-input', '--json'], 'new', { ...none, answers: '-', json: true }],
    [['revise', 'a1'], 'revise', { id: 'a1', json: false }],
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
      {
        ids: [],
        formats: ['text', 'sarif=o.sarif'],
        failOn: 'warning',
        fix: false,
        all: false,
        due: false,
        gate: undefined,
      },
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
    [['schema', 'config'], 'schema', { name: 'config' }],
    [
      ['init', '-y', '--policy', 'a/**', '--policy', 'b/*', '--person', 'maya=Maya', '--ci', 'gitlab'],
      'init',
      { ...initialised, yes: true, policies: ['a/**', 'b/*'], people: ['maya=Maya'], ci: 'gitlab' },
    ],
    [['init', '--dry-run', '--force'], 'init', { ...initialised, dryRun: true, force: true }],
    [['check', '--json', '--fix'], 'check', { ...checked, formats: ['json'], fix: true, gate: undefined }],
    [['demo', '--out', 'd'], 'demo', { out: 'd' }],
  ] as const)('%j is %s', async (argv, name, options) => {
    const parsed = await parse(...argv);
    expect(parsed.name).toBe(name);
    expect(parsed.options).toEqual(options);
  });

  it('takes the common flags on every command', async () => {
    const { flags } = await parse(
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
  ])('%j is misuse that says %s', async (argv, meant, next) => {
    const failure: unknown = await parse(...argv).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    const { kind, message, why, next: hint } = failure as Failure;
    expect(kind).toBe('misuse');
    expect(`${message} ${why}`).toContain(meant);
    expect(hintText(hint ?? '')).toBe(next);
  });

  it.each(commands.map(({ name }) => [name]))(
    'shows examples before anything else in the help of %s',
    async (name) => {
      for (const argv of [
        [name, '--help'],
        ['help', name],
      ]) {
        const world = surroundings();
        expect(await parseArguments(argv, world)).toEqual({ kind: 'shown' });
        expect(world.shown.join('')).toMatch(/^Examples:\n {2}cx-review/);
        expect(world.shown.join('')).toContain('Common options:');
      }
    },
  );

  it('lists every command in its own help', async () => {
    const world = surroundings();
    await parseArguments(['--help'], world);
    const listed = [...world.shown.join('').matchAll(/^ {2}([a-z]+) \[options\]/gm)].map(([, name]) => name);
    expect(listed).toEqual(commands.map(({ name }) => name));
  });
});
