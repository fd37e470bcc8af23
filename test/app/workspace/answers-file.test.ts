import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReview } from '../../../src/document/review.ts';
import { runCli, scratchFolder } from '../../support/world.ts';

const examples = join(import.meta.dirname, '../../../templates/examples');
const names = readdirSync(examples).filter((name) => name.endsWith('.yaml') && name !== 'config.yaml');
const read = (name: string) => readFileSync(join(examples, name), 'utf8');

function repository(name: string): string {
  return scratchFolder({ 'cx-reviews/config.yaml': read('config.yaml'), 'answers.yaml': read(name) });
}

async function write(name: string) {
  const cwd = repository(name);
  const flags = ['--no-input', '--json', '--today', '2026-11-22', '--seed', '7'];
  const { code, stdout, stderr } = await runCli(['new', '--answers', 'answers.yaml', ...flags], { cwd });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const outcome = JSON.parse(stdout);
  const text = (path: string) => readFileSync(join(cwd, path), 'utf8');
  return { cwd, outcome, yaml: text(outcome.path), markdown: text(outcome.markdown) };
}

describe('answers from a file', () => {
  it('has four examples', () => expect(names).toHaveLength(4));

  it.each(names)('%s gives the same bytes every time, loses no answer, and is clean', async (name) => {
    const first = await write(name);
    const second = await write(name);
    expect(second.yaml).toBe(first.yaml);
    expect(second.markdown).toBe(first.markdown);
    expect(first.outcome).toMatchObject({
      version: 1,
      status: 'draft',
      missing: [],
      findings: { error: 0, warning: 0, info: 0 },
    });

    const given = readReview(new TextEncoder().encode(read(name)), name).review;
    const { id, ...written } = readReview(new TextEncoder().encode(first.yaml), name).review ?? {};
    expect(id).toBe(first.outcome.id);
    expect(written).toMatchObject({ ...given });

    const checked = await runCli(['check'], { cwd: first.cwd });
    expect(checked).toMatchObject({ code: 0 });
  });
});
