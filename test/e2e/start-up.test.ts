import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { writeArchive } from '../bench/archive.ts';
import { scratchFolder } from '../support/world.ts';

const hooks = join(import.meta.dirname, '../bench/note-loads.mjs');
const program = join(inject('installed'), 'node_modules/cx-review/dist/cx-review.js');

/** An archive of one review, with a git that notes each call. */
function shop(): string {
  const root = scratchFolder();
  spawnSync('git', ['init', '--quiet', root]);
  writeArchive(root, 1);
  const git = spawnSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).stdout.trim();
  const noting = join(root, 'git');
  writeFileSync(noting, `#!/bin/sh\necho call >> "${root}/git-calls"\nexec "${git}" "$@"\n`);
  chmodSync(noting, 0o755);
  return root;
}

const linesOf = (path: string) =>
  existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];

interface Cost {
  readonly modules: number;
  readonly kilobytes: number;
  readonly git: number;
}

function costOf(argv: readonly string[]): Cost {
  const root = shop();
  const noted = join(root, 'loads');
  const env = { ...process.env, NOTE_LOADS: noted, PATH: `${root}${delimiter}${process.env.PATH}` };
  const { status, stderr } = spawnSync(process.execPath, ['--import', hooks, program, ...argv], {
    cwd: root,
    env: { ...env, XDG_CACHE_HOME: root },
    encoding: 'utf8',
  });
  expect([0, 1], stderr).toContain(status);
  const files = linesOf(noted).filter((url) => url.includes('/cx-review/dist/'));
  const bytes = files.reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);
  return {
    modules: files.length,
    kilobytes: Math.ceil(bytes / 1000),
    git: linesOf(join(root, 'git-calls')).length,
  };
}

/**
 * What each command may load and start, a little above what it does: a module that a command does not need is
 * found here, on whatever machine. Who needs more raises the number, and says why in the commit.
 */
const budgets: readonly (readonly [string, Cost])[] = [
  ['--version', { modules: 1, kilobytes: 1, git: 0 }],
  ['--help', { modules: 24, kilobytes: 155, git: 0 }],
  ['explain', { modules: 34, kilobytes: 650, git: 0 }],
  ['questions', { modules: 42, kilobytes: 1250, git: 0 }],
  ['list', { modules: 62, kilobytes: 2100, git: 4 }],
  ['check', { modules: 70, kilobytes: 2150, git: 4 }],
];

describe('start-up', () => {
  it.each(budgets)('%s loads and starts no more than it needs', (command, budget) => {
    const cost = costOf([command]);
    for (const what of ['modules', 'kilobytes', 'git'] as const) {
      expect(cost[what], what).toBeLessThanOrEqual(budget[what]);
      expect(cost[what], `${what}: the budget of ${command} can be lowered`).toBeGreaterThanOrEqual(
        Math.floor(budget[what] * 0.5),
      );
    }
  });
});
