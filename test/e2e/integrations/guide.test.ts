import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gateRules } from '../../../src/gate/rules.ts';
import { ExitCode } from '../../../src/lib/exit-code.ts';
import { isInstalled } from '../../support/tools.ts';
import { asYaml, people as everybody, harmless } from '../gate-oracle/making/texts.ts';
import { bash, Runner, read, unrelated, unreviewed } from './runner.ts';

const runner = new Runner();

describe('the guide', () => {
  const guide = read('docs/gate.md');
  /** A block of commands that the guide marks by a word. */
  const commands = (mark: string): string =>
    new RegExp(`^\`\`\`sh ${mark}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(guide)?.[1] ?? `no block ${mark}; false`;

  it('names every finding of the gate, and no other', () => {
    const named = [...guide.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(gateRules.map(({ name }) => name).sort());
  });

  describe('says in its table of threats', () => {
    const table = guide.slice(guide.indexOf('| somebody |'));
    const rows = table
      .split('\n\n')[0]
      ?.split('\n')
      .slice(2)
      .filter((row) => row !== '')
      .map((row) => row.slice(2, -2).split(' | '));

    it('of each that it is stopped, or cannot be told, which test shows it', () => {
      expect(rows?.length).toBeGreaterThan(40);
      for (const [what = '', happens = '', shownBy = ''] of rows ?? []) {
        const isShown = /Stopped|Refused|Exit code 3|: stopped/.test(
          happens.replaceAll(/\*\*[^*]*\*\*/g, ''),
        );
        if (isShown) expect(shownBy, what).toMatch(/^`test\/.*`: ./);
      }
    });

    it('of tests only what they are called', () => {
      for (const [what = '', , shownBy = ''] of rows ?? []) {
        if (shownBy === '–') continue;
        for (const one of shownBy.split('<br>')) {
          const [, path = '', title = ''] = /^`(test\/[\w/.-]+\.test\.ts)`: (.+)$/.exec(one) ?? [];
          // In source, a quote within a title has a backslash in front of it.
          const source = path === '' ? '' : read(path).replaceAll('\\', '');
          const isThere = title !== '' && [`'${title}`, `"${title}`].some((start) => source.includes(start));
          expect(isThere, `${what}: ${one}`).toBe(true);
        }
      }
    });
  });

  it('names the exit codes that a gate can have', () => {
    const codes = [...guide.matchAll(/^\| (\d) \|/gm)].map(([, code]) => Number(code));
    const { pass, findings, misuse, undetermined } = ExitCode;
    expect(codes).toEqual([pass, findings, misuse, undetermined]);
  });

  it.each([
    ['a policy change without a review', unreviewed, 1],
    ['a change of something else', unrelated, 0],
  ])('has a shell recipe that judges %s', (_what, changed, code) => {
    const { path, branch } = runner.origin(changed);
    const ran = bash(commands('recipe'), runner.clone(path, branch), { ...runner.git, CI: 'true' });
    expect(ran, ran.stderr).toMatchObject({ code });
  });

  it.runIf(isInstalled('ssh-keygen'))('sets up signatures that the gate takes', () => {
    const { path: cwd } = runner.origin(unrelated);
    const home = runner.place('home');
    mkdirSync(join(home, '.ssh'));
    const env = { ...runner.git, HOME: home };
    const policies = [{ id: 'plans', files: ['pricing/**'], level: 'signed' }];
    expect(bash(commands('keys'), cwd, env).code).toBe(0);
    runner.commit(cwd, {
      'cx-reviews/config.yaml': asYaml({
        schema: 'cx-review-config/1',
        people: everybody,
        policies,
        screening: { alone: true },
      }),
      'pricing/plans.yaml': 'uploads: 20\n',
    });
    runner.gitIn(cwd, 'switch', '-q', '-c', 'signed');
    const id = '2026-11-20-limit-k3f9';
    runner.commit(cwd, {
      'pricing/plans.yaml': 'uploads: 25\n',
      [`cx-reviews/${id}.yaml`]: asYaml({ ...harmless(id), author: 'leo' }),
    });
    const today = '--today 2026-11-22';
    const gate = `cx-review check --base main ${today}`;
    expect(bash(gate, cwd, env).stdout).toContain('uncovered-policy-change');
    const covered = bash(`cx-review cover ${id} --base main ${today}`, cwd, env);
    expect(covered, covered.stderr).toMatchObject({ code: 0 });
    runner.commit(cwd, {});
    expect(bash(gate, cwd, env).stdout).toContain('missing-approval');
    const approved = bash(
      `cx-review approve ${id} --role owner --as maya --sign ~/.ssh/cx-review --base main ${today}`,
      cwd,
      env,
    );
    expect(approved, approved.stderr).toMatchObject({ code: 0 });
    runner.commit(cwd, {});
    const judged = bash(gate, cwd, env);
    expect(judged, judged.stdout).toMatchObject({ code: 0 });
    expect(judged.stdout.replace(/\s+/g, ' ')).toContain(
      'approved by Maya Lindqvist as owner on 2026-11-22 (signed)',
    );
  });
});
