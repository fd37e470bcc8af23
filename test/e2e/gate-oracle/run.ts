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
  readonly uncovered: readonly string[];
  readonly judgement: Judgement;
  /** Everything that helps to find out why they disagree. */
  readonly told: string;
}

const today = '2026-11-22';

interface Report {
  readonly findings: readonly { readonly rule: string; readonly file?: string; readonly message: string }[];
}

/** None where the gate could not judge at all; its exit code and stderr then say why. */
function findingsIn(stdout: string): Report['findings'] {
  return stdout === '' ? [] : (JSON.parse(stdout) as Report).findings;
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
  const findings = findingsIn(stdout);
  const uncovered = findings
    .filter(({ rule }) => rule === 'uncovered-policy-change')
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
  return { seed, code, uncovered, judgement, told };
}
