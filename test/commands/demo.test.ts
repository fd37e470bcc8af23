import { mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readReview } from '../../src/document/review.ts';
import { runCli } from '../support/world.ts';

const flags = ['--today', '2026-11-22', '--seed', '7'];
const folder = () => realpathSync(mkdtempSync(join(tmpdir(), 'cx-review-demo-test-')));

it('replays the interview, writes the review, prints the card and what is open, and asks nothing', async () => {
  const cwd = folder();
  const { code, stdout, stderr } = await runCli(['demo', '--out', 'here', ...flags], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('How many customers are worse off?');
  expect(stdout).toContain('> 6,000');
  expect(stdout).toContain('## Say first');
  expect(stdout).toContain('Still open: nothing');
  expect(stdout).toContain(join(cwd, 'here'));
  const written = readdirSync(join(cwd, 'here/cx-reviews')).filter((name) => name.startsWith('2026-11-22'));
  expect(written).toEqual([expect.stringMatching(/\.md$/), expect.stringMatching(/\.yaml$/)]);
  const path = join(cwd, 'here/cx-reviews', written[1] ?? '');
  expect(readFileSync(path, 'utf8')).toMatch(/^# yaml-language-server: \$schema=schema\/review.json\n/);
  expect(readReview(readFileSync(path), 'x').review).toMatchObject({
    status: 'draft',
    situation: 'price-rise',
  });
  expect(readdirSync(join(cwd, 'here/cx-reviews/schema'))).toEqual(['review.json']);
});

it('writes the same bytes for the same day and seed', async () => {
  const texts = await Promise.all(
    ['a', 'b'].map(async (name) => {
      const cwd = folder();
      await runCli(['demo', '--out', name, ...flags], { cwd });
      const reviews = join(cwd, name, 'cx-reviews');
      return readdirSync(reviews)
        .filter((file) => /\.(yaml|md)$/.test(file))
        .map((file) => `${file}\n${readFileSync(join(reviews, file), 'utf8')}`);
    }),
  );
  expect(texts[0]).toEqual(texts[1]);
});

it('leaves a folder alone that has something in it', async () => {
  const cwd = folder();
  await runCli(['demo', '--out', 'here', ...flags], { cwd });
  const { code, stderr } = await runCli(['demo', '--out', 'here', ...flags], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('here is not empty');
});
