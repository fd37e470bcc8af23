import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, bench, describe } from 'vitest';
import { completeReview, plans, policyPath, Scene } from '../gate/scene.ts';

const program = join(import.meta.dirname, '../../dist/cx-review.js');

/** A repository with so many reviews of the past, on the branch of a pull request. */
function repository(reviews: number): Scene {
  const past = Array.from({ length: reviews }, (_, at) => [
    `cx-reviews/2025-01-01-past-${at.toString(36).padStart(4, '0')}.yaml`,
    `schema: cx-review/1\ntitle: ${at}\n`,
  ]);
  const scene = new Scene(undefined, Object.fromEntries(past));
  // As a clone has it.
  scene.git('repack', '-a', '-d', '--quiet');
  return scene;
}

function unrelated(reviews: number): Scene {
  const scene = repository(reviews);
  scene.write('README.md', '# Something else\n');
  scene.commit();
  return scene;
}

function covered(reviews: number): Scene {
  const scene = repository(reviews);
  const review = completeReview();
  scene.write(policyPath, plans(25));
  scene.writeReview({
    ...review,
    approvals: [scene.approval(review, 'olga', 'owner'), scene.approval(review, 'finn', 'finance')],
  });
  scene.commit();
  return scene;
}

const few = 10;
const many = 10_000;
const scenes = {
  'an unrelated pull request': [unrelated(few), unrelated(many)],
  'one covered price': [covered(few), covered(many)],
} as const;
afterAll(() => {
  for (const scene of Object.values(scenes).flat()) scene.remove();
});

/** Runs to its end; anything but a pass would measure something else. */
function run(cwd: string, command: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { cwd });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${status}\n${String(stderr)}`);
}

const options = { iterations: 10, warmupIterations: 2, time: 0, warmupTime: 0 };

describe.each(Object.entries(scenes))('the gate on %s', (_what, [small, large]) => {
  const gate = (scene: Scene) =>
    run(scene.repository.path, process.execPath, program, 'check', '--base', 'main', '--today', '2026-11-22');
  bench('node alone', () => run(small.repository.path, process.execPath, '-e', '0'), options);
  bench(
    'git diff-tree alone',
    () => run(large.repository.path, 'git', 'diff-tree', '-r', 'main', 'change'),
    options,
  );
  bench(`the gate, ${few} reviews in the repository`, () => gate(small), options);
  bench(`the gate, ${many} reviews in the repository`, () => gate(large), options);
});
