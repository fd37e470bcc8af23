import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../support/world.ts';
import { type Scenario, scenarioOf } from './making/generate.ts';
import type { Keys } from './making/keys.ts';
import { makeRepository, makeSurroundings } from './making/repository.ts';
import { argumentsOf, type Surroundings, surround } from './making/surroundings.ts';
import { today } from './making/texts.ts';
import { checkOut } from './oracle/checkout.ts';
import { beingMerged, endOf } from './oracle/git.ts';
import type { Range } from './oracle/ground.ts';
import { commitsBetween, cutAt, historyOf, isHidden, mergeBases } from './oracle/history.ts';
import { type Judgement, judge, undetermined } from './oracle/judge.ts';
import { mergeInClone } from './oracle/merging.ts';
import { type Side, shownOf } from './oracle/side.ts';

/** What the gate says of a repository, and what it should have said. */
export interface Outcome {
  readonly scenario: Scenario;
  readonly surroundings: Surroundings;
  readonly code: number;
  /** Paths that it calls uncovered, and those that it lets through, with what does. */
  readonly uncovered: readonly string[];
  readonly passages: readonly string[];
  readonly judgement: Judgement;
  /** What is judged; undefined where that cannot be told. */
  readonly range: Range | undefined;
  /** Everything that helps to find out why they disagree. */
  readonly told: string;
}

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

/** Reads what is judged out of a repository; undefined where it starts at more than one commit or at none, or does not merge. */
function rangeIn(
  repository: string,
  { asking }: Scenario,
  { tag, cut }: Surroundings,
  clone: string,
  out: (commit: string, name: string, where?: string) => Side,
): Range | undefined {
  const change = endOf(repository, 'change');
  if (asking.name === 'first') {
    const after = out(change, 'after');
    return { start: new Map(), base: new Map(), after, commits: [], today, isStaged: true };
  }
  // What a name means that means two things, nobody can tell.
  if (tag === 'beside the branch') return undefined;
  const history = cutAt(historyOf(repository), cut);
  const main = endOf(repository, 'main');
  const tip = endOf(repository, asking.isStaged ? 'work' : 'change');
  const tips = asking.isStaged ? [tip, ...beingMerged(repository)] : [tip];
  const starts = mergeBases(history, main, ...tips);
  const [start] = starts;
  if (start === undefined || starts.length > 1) return undefined;
  if (cut !== undefined && isHidden(history, cut, [main, ...tips], start)) return undefined;
  const base = out(main, 'base');
  const merged = start === main ? change : mergeInClone(repository, main, change, clone);
  if (merged === undefined) return undefined;
  return {
    start: start === main ? base : out(start, 'start'),
    base,
    after: out(merged, 'after', start === main ? repository : clone),
    commits: commitsBetween(history, main, tip),
    today,
    isStaged: asking.isStaged,
  };
}

/** What all seeds share. */
export interface Workshop {
  readonly folder: string;
  readonly oracleGit: string;
  readonly keys: Keys;
}

/** Makes the repository of a seed in a folder and lets the gate and the oracle judge it. */
export async function tryOne(seed: number, { folder: top, oracleGit, keys }: Workshop): Promise<Outcome> {
  const scenario = scenarioOf(seed, keys);
  const { plans, story, asking } = scenario;
  const folder = join(top, String(seed));
  const repository = join(folder, 'repository');
  mkdirSync(repository, { recursive: true });
  makeRepository(repository, plans, { head: asking.head, staged: asking.isStaged ? 'change' : undefined });
  const surroundings = surround(repository, seed, asking);
  const range = rangeIn(
    repository,
    scenario,
    surroundings,
    join(folder, 'merged'),
    (commit, name, where = repository) => checkOut(where, commit, oracleGit, join(folder, name)),
  );
  const judgement = range === undefined ? undetermined : judge(range);

  makeSurroundings(repository, surroundings);
  const argv = ['check', ...argumentsOf(asking, surroundings), '--format', 'json'];
  const { code, stdout, stderr } = await runCli(argv, {
    cwd: repository,
    env: { PATH: process.env.PATH ?? '', GIT_CONFIG_GLOBAL: '/dev/null' },
  });
  const report = reportIn(stdout);
  const uncovered = report.findings
    // What is said of a review is of no path.
    .filter(({ rule, review }) => rule === 'uncovered-policy-change' && review === null)
    .map(({ file = '' }) => file);
  if (process.env.CX_REVIEW_KEEP === undefined) rmSync(folder, { recursive: true });
  const told = [
    `seed ${seed}, ${asking.name}: ${[...story, ...surroundings.story].join('; ')}`,
    `oracle: ${judgement.passes ? 'passes' : 'fails'}; ${judgement.reasons.join(' | ')}`,
    `governed: ${judgement.governed.map((path) => JSON.stringify(shownOf(path))).join(' ')}`,
    `gate: exit ${code}`,
    ...report.findings.map(({ rule, file, message }) => `  ${rule} ${JSON.stringify(file)} ${message}`),
    stderr,
  ].join('\n');
  const passages = report.range.passages.map(({ path, by }) => `${by} ${path}`);
  return { scenario, surroundings, code, uncovered, passages, judgement, range, told };
}

/** Where the gate and the oracle part; undefined where they agree. */
export function disagreement({ code, uncovered, passages, judgement, told }: Outcome): string | undefined {
  const { passes, isUndetermined, unlisted } = judgement;
  if (isUndetermined) return code === 3 ? undefined : `nobody can tell, and it says ${code}\n${told}`;
  if (code !== 0 && code !== 1) return `neither pass nor fail\n${told}`;
  if (passes && code !== 0) return `false red\n${told}`;
  if (!passes && code === 0) return `FALSE GREEN\n${told}`;
  const pairs = [
    ['uncovered', uncovered, unlisted.map(shownOf)],
    ['let through', passages, judgement.passages.map(({ path, by }) => `${by} ${shownOf(path)}`)],
  ] as const;
  for (const [what, named, wanted] of pairs) {
    const [is, should] = [named, wanted].map((paths) => JSON.stringify([...paths].sort()));
    if (is !== should) return `other paths ${what}: ${is} instead of ${should}\n${told}`;
  }
  return undefined;
}
