import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../support/world.ts';
import { scenarioOf } from './generate.ts';
import { type Judgement, judge } from './oracle.ts';
import { checkOut, commitsBetween, makeRepository } from './repository.ts';
import { shownOf } from './side.ts';

/** What the gate says of a repository, and what it should have said. */
export interface Outcome {
  readonly seed: number;
  readonly code: number;
  /** Paths that it calls uncovered, and those that it lets through, with what does. */
  readonly uncovered: readonly string[];
  readonly passages: readonly string[];
  readonly judgement: Judgement;
  /** Everything that helps to find out why they disagree. */
  readonly told: string;
}

const today = '2026-11-22';

interface Report {
  readonly findings: readonly {
    readonly rule: string;
    readonly file?: string;
    readonly review: string | null;
    readonly message: string;
  }[];
  readonly range: { readonly passages: readonly { readonly path: string; readonly by: string }[] };
}

const nothing: Report = { findings: [], range: { passages: [] } };

/** None where the gate could not judge at all; its exit code and stderr then say why. */
function reportIn(stdout: string): Report {
  return stdout === '' ? nothing : (JSON.parse(stdout) as Report);
}

/** Makes the repository of a seed in a folder and lets the gate and the oracle judge it. */
export async function tryOne(seed: number, scratch: string, oracleGit: string): Promise<Outcome> {
  const { plans, story } = scenarioOf(seed);
  const folder = join(scratch, String(seed));
  const repository = join(folder, 'repository');
  mkdirSync(repository, { recursive: true });
  makeRepository(repository, plans);
  const before = checkOut(repository, 'main', oracleGit, join(folder, 'before'));
  const after = checkOut(repository, 'change', oracleGit, join(folder, 'after'));
  const judgement = judge(before, after, commitsBetween(repository, 'main', 'change'), today);

  const { code, stdout, stderr } = await runCli(
    ['check', '--base', 'main', '--head', 'change', '--format', 'json'],
    { cwd: repository, env: { PATH: process.env.PATH ?? '', GIT_CONFIG_GLOBAL: '/dev/null' } },
  );
  const { findings, range } = reportIn(stdout);
  const uncovered = findings
    // What is said of a review is of no path.
    .filter(({ rule, review }) => rule === 'uncovered-policy-change' && review === null)
    .map(({ file = '' }) => file);
  if (process.env.CX_REVIEW_KEEP === undefined) rmSync(folder, { recursive: true });
  const told = [
    `seed ${seed}: ${story.join('; ')}`,
    `oracle: ${judgement.passes ? 'passes' : 'fails'}; ${judgement.reasons.join(' | ')}`,
    `governed: ${judgement.governed.map((path) => JSON.stringify(shownOf(path))).join(' ')}`,
    `gate: exit ${code}`,
    ...findings.map(({ rule, file, message }) => `  ${rule} ${JSON.stringify(file)} ${message}`),
    stderr,
  ].join('\n');
  const passages = range.passages.map(({ path, by }) => `${by} ${path}`);
  return { seed, code, uncovered, passages, judgement, told };
}
