import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, bench, describe } from 'vitest';
import { parseText } from '../../src/document/parse.ts';
import { readQuickly } from '../../src/document/quick-reader.ts';
import { scratchFolder } from '../support/world.ts';
import { buildReviews, writeArchive } from './archive.ts';

const program = join(import.meta.dirname, '../../dist/cx-review.js');
/** Heap in MiB that an archive of any of these sizes has to do with: whoever held all reviews would need gigabytes. */
const heap = 192;
const sizes = [100, 1_000, 10_000];

const roots = new Map(
  sizes.map((reviews) => {
    const root = scratchFolder();
    spawnSync('git', ['init', '--quiet', root]);
    writeArchive(root, reviews);
    return [reviews, root];
  }),
);
afterAll(() => {
  for (const root of roots.values()) rmSync(root, { recursive: true });
});

function run(cwd: string | undefined, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, maxBuffer: 1e9 });
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')}: ${status}\n${String(stderr)}`);
}

const once = { iterations: 1, warmupIterations: 0, time: 0, warmupTime: 0 };

describe.each(sizes)('an archive of %i reviews', (reviews) => {
  const root = roots.get(reviews);
  bench('node alone', () => run(root, '-e', '0'), once);
  for (const command of ['check', 'list']) {
    bench(command, () => run(root, `--max-old-space-size=${heap}`, program, command), once);
  }
});

describe('one review of 30 KB', () => {
  const [text = ''] = buildReviews();
  bench('the quick reader', () => {
    if (readQuickly(text) === undefined) throw new Error('it was left to yaml');
  });
  bench('yaml, within the limits', () => {
    parseText(text, 'a.yaml');
  });
});
