import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { fakeWorld, scratchFolder } from '../../support/world.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const reviews = 60;
const idAt = (at: number) => `2026-11-22-case-${String(at).padStart(4, '0')}-abcd`;

/** An archive whose reviews say little and are large: whoever keeps the texts of some keeps megabytes. */
function largeArchive(): Record<string, string> {
  const files = Array.from({ length: reviews }, (_, at): [string, string] => [
    `cx-reviews/${idAt(at)}.yaml`,
    [
      'schema: cx-review/1',
      `id: ${idAt(at)}`,
      `title: A title long enough to be a part of the text ${at}`,
      'situation: price-rise',
      'depth: light',
      'currency: EUR',
      'exceptions:',
      '  - { id: e1, rule: vague-change, path: change, reason: A reason that is long enough to be kept }',
      ...Array.from({ length: 1_500 }, (_line, row) => `# ${at} ${row} ${'x'.repeat(90)}`),
      '',
    ].join('\n'),
  ]);
  return Object.fromEntries(files);
}

/** Bytes by which the heap grows for each review, from one early in the archive to the last one. */
async function growthOf(argv: readonly string[]): Promise<number> {
  const heap: number[] = [];
  const world = fakeWorld({ cwd: scratchFolder(largeArchive()) });
  const measured = {
    ...world,
    filesBelow: (root: string) => {
      const files = world.filesBelow(root);
      const noting = (path: string) => {
        if (path !== `cx-reviews/${idAt(20)}.yaml` && path !== `cx-reviews/${idAt(reviews - 1)}.yaml`) return;
        collectGarbage();
        heap.push(process.memoryUsage().heapUsed);
      };
      const read = files.read.bind(files);
      return Object.assign(files, {
        read: (path: string) => {
          noting(path);
          return read(path);
        },
      });
    },
  };
  await main(argv, measured);
  expect(world.stderr.text()).toBe('');
  const [early = Number.NaN, late = Number.NaN] = heap;
  return (late - early) / (reviews - 1 - 20);
}

describe('memory', () => {
  // Each file has 150 KB; what is found in it, and what comparing needs, has a few.
  it.each([[['check']], [['list']], [['render']]])('%s keeps little of each review', async (argv) => {
    expect(await growthOf(argv)).toBeLessThan(40_000);
  });
});
