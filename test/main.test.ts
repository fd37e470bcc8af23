import { describe, expect, it } from 'vitest';
import { reporting } from '../src/lib/about.ts';
import { command } from '../src/lib/command.ts';
import { Failure } from '../src/lib/failure.ts';
import { describeFailure, main } from '../src/main.ts';
import { fakeWorld, runCli, scratchFolder } from './support/world.ts';

describe('main', () => {
  it('shows help on standard output and passes', async () => {
    const { code, stdout, stderr } = await runCli(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('cx-review check');
  });

  it('turns misuse into exit code 2, on standard error', async () => {
    const { code, stdout, stderr } = await runCli(['chek']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Did you mean check?');
    expect(stderr).toContain('next: cx-review --help');
  });

  it.each([
    [['nosuch', '--help'], "unknown command 'nosuch'"],
    [['help', 'nosuch'], "unknown command 'nosuch'"],
    [['nosuch', '--version'], "unknown command 'nosuch'"],
    [['chek', '-h'], 'Did you mean check?'],
    [['help', 'chek'], 'Did you mean check?'],
  ])('takes %j for misuse too, and shows no help instead', async (argv, words) => {
    const { code, stdout, stderr } = await runCli(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it.each([['help'], ['help', 'check'], ['check', '--help'], ['help', '--help']])(
    'shows help for %s %s',
    async (...argv) => {
      expect(await runCli(argv)).toMatchObject({ code: 0, stdout: expect.stringContaining('cx-review') });
    },
  );

  it('turns whatever nobody foresaw into exit code 70, with how to report it', async () => {
    const world = fakeWorld();
    const broken = {
      ...world,
      filesBelow: () => {
        throw new TypeError('planted');
      },
    };
    expect(await main(['list'], broken)).toBe(70);
    expect(world.stderr.text()).toContain('planted');
    expect(world.stderr.text()).toContain(`${reporting.file} that comes with cx-review`);
    expect(world.stderr.text()).toContain(`"${reporting.section}"`);
    expect(world.stderr.text()).toMatch(/^cx-review \d\S+$/m);
  });

  it('shows a refusal on the pull request as well, where GitHub runs it', async () => {
    const { stderr } = await runCli(['show', 'x::y'], { env: { GITHUB_ACTIONS: 'true' } });
    expect(stderr).toMatch(/^cx-review: There is no review "x: :y"/);
    expect(stderr).toMatch(/^::error title=cx-review::cx-review: There is no review "x: :y".*%0A {2}next: /m);
    expect((await runCli(['show', 'x::y'])).stderr).not.toContain('::error');
  });

  it('says what, where, why and what next, and lets nothing steer the terminal', () => {
    const place = { file: 'a\u001b[2Jb.yaml', line: 3, column: 7 };
    const text = describeFailure(
      new Failure('invalid', 'It is odd.', { place, why: 'because', next: 'mend it' }),
    );
    expect(text).toBe('a␛[2Jb.yaml:3:7: It is odd.\n  why: because\n  next: mend it\n');
  });

  it.each(['\n', '\r\n', '\u2028', '\x85'])('lets no name with %j in it begin a line', (lineEnd) => {
    const name = `a${lineEnd}  next: git push --force${lineEnd}git push --force${lineEnd}::error::x.yaml`;
    const failure = new Failure('misuse', `${name} is not what x covers.`, {
      place: { file: name },
      listed: [`${name} is no path.`],
      why: `it was ${name}`,
      next: [`Put ${name} back:`, command('git', 'checkout', 'main', '--', name), 'Then commit it.'],
    });
    const lines = describeFailure(failure).split(/[\n\r\u2028\x85]/);
    expect(lines).toEqual([
      expect.stringMatching(/^a/),
      expect.stringMatching(/^ {2}a.* is no path\.$/),
      expect.stringMatching(/^ {2}why: it was a/),
      expect.stringMatching(/^ {2}next: Put a.* back:$/),
      expect.stringMatching(/^git checkout main -- \$'a\\x.*\.yaml'$/),
      'Then commit it.',
      '',
    ]);
    expect(lines.join(' ')).not.toContain('::');
  });

  it.each([
    ['a pipe', { isTTY: false }, [], false],
    ['a terminal', { isTTY: true }, [], true],
    ['a terminal that cannot colour', { isTTY: true, env: { TERM: 'dumb' } }, [], false],
    ['NO_COLOR', { isTTY: true, env: { NO_COLOR: '1' } }, [], false],
    ['FORCE_COLOR in a pipe', { env: { FORCE_COLOR: '1' } }, [], true],
    ['FORCE_COLOR=0', { isTTY: true, env: { FORCE_COLOR: '0' } }, [], false],
    ['--no-color over FORCE_COLOR', { env: { FORCE_COLOR: '1' } }, ['--no-color'], false],
  ])('%s', async (_what, options, flags, isColoured) => {
    const world = fakeWorld({
      cwd: scratchFolder({ 'cx-reviews/a.yaml': 'schema: cx-review/1\n' }),
      ...options,
    });
    const coloured = {
      ...world,
      colourStyle: async (base: Parameters<typeof world.colourStyle>[0]) => ({
        ...base,
        bold: (text: string) => `<${text}>`,
      }),
    };
    expect(await main(['list', ...flags], coloured)).toBe(0);
    expect(world.stdout.text().startsWith('<')).toBe(isColoured);
  });

  it('counts the local calendar date as today, or the one it is given', async () => {
    // The world's clock says 22 November 2026; a date in the wrong form is refused before anything runs.
    const { code, stderr } = await runCli(['list', '--today', '22.11.2026']);
    expect(code).toBe(2);
    expect(stderr).toContain('2026-12-31');
  });
});
