import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { leader } from '../support/leader.ts';
import { scriptedPrompter } from '../support/scripted-prompter.ts';
import { runCli, scratchFolder } from '../support/world.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../../templates/${path}`, import.meta.url), 'utf8');
const id = '2026-11-20-support-hours-k3f9';
const sentBack = { ...(parse(read('examples/support-cut.yaml')) as Review), id };

const folderWith = (review: Review): string =>
  scratchFolder({
    'cx-reviews/config.yaml': read('examples/config.yaml'),
    [`cx-reviews/${review.id}.yaml`]: stringify(review),
  });

interface Written {
  readonly id: string;
  readonly path: string;
}

async function revise(folder: string) {
  const result = await runCli(['revise', id, '--no-input', '--json'], { cwd: folder });
  const written = result.code === 0 ? (JSON.parse(result.stdout) as Written) : undefined;
  const review = written && (parse(readFileSync(join(folder, written.path), 'utf8')) as Review);
  return { ...result, id: written?.id ?? '', path: join(folder, written?.path ?? ''), review };
}

describe('revise', () => {
  it('reopens a review that was sent back, as a draft with every answer and no verdict', async () => {
    const folder = folderWith({
      ...sentBack,
      approvals: [],
      screening: { ...sentBack.screening, confirmedBy: 'sam' },
    });
    const { review, id: own } = await revise(folder);
    expect(own).not.toBe(id);
    expect(review).toMatchObject({ status: 'draft', title: sentBack.title, economics: sentBack.economics });
    for (const key of ['verdict', 'approvals', 'followUps', 'exceptions'])
      expect(review).not.toHaveProperty(key);
    expect(review?.screening).not.toHaveProperty('confirmedBy');
    const [first] = sentBack.verdict?.revisions ?? [];
    expect(review?.revision).toMatchObject({ of: id, version: 2, because: sentBack.verdict?.why });
    expect(review?.revision?.changes?.[0]).toEqual({
      id: first?.id,
      name: first?.change,
      owner: first?.owner,
      by: first?.by,
    });
  });

  it('leaves the earlier version as it is', async () => {
    const folder = folderWith(sentBack);
    const before = readFileSync(join(folder, `cx-reviews/${id}.yaml`), 'utf8');
    await revise(folder);
    expect(readFileSync(join(folder, `cx-reviews/${id}.yaml`), 'utf8')).toBe(before);
  });

  it('asks first what has become of what had to change', async () => {
    const asked: string[] = [];
    const decide = leader({});
    const prompter = scriptedPrompter((seen) => {
      asked.push(seen.label);
      return decide(seen);
    });
    await runCli(['revise', id], { cwd: folderWith(sentBack), isTTY: true, prompter });
    expect(asked[0]).toBe('What has become of it');
  });

  it('shows in the new version what had to change, what became of it, and which answers are different', async () => {
    const folder = folderWith(sentBack);
    const { path, review, id: own } = await revise(folder);
    const unchanged = (await runCli(['show', own], { cwd: folder })).stdout;
    expect(unchanged).toContain('No answer is different from the earlier version.');
    expect(unchanged).toContain('not said yet what has become of it');
    const [first, ...rest] = review?.revision?.changes ?? [];
    const changed = {
      ...review,
      change: { ...review?.change, what: 'The line stays for four reasons, from 8 to 20.' },
      revision: { ...review?.revision, changes: [{ ...first, done: 'It opens on 26 March 2027.' }, ...rest] },
    };
    writeFileSync(path, stringify(changed));
    const shown = (await runCli(['show', own], { cwd: folder })).stdout;
    expect(shown).toContain(`Version 2 of ${id}`);
    expect(shown).toContain('It opens on 26 March 2027.');
    expect(shown).toMatch(/Answers that are different now:\*\* \S/);
    const leaders = await runCli(['plan', own, '--for', 'leader'], { cwd: folder });
    expect(leaders.stdout).toContain('Answers that are different now');
  });

  it.each(['go', 'drop'] as const)('refuses a review whose verdict is %s', async (decision) => {
    const folder = folderWith({ ...sentBack, verdict: { ...sentBack.verdict, decision } });
    const { code, stderr } = await revise(folder);
    expect(code).toBe(2);
    expect(stderr).toContain(`its verdict is ${decision}`);
  });

  it('refuses a second next version, and names the first', async () => {
    const folder = folderWith(sentBack);
    const { id: own } = await revise(folder);
    const { code, stderr } = await revise(folder);
    expect(code).toBe(2);
    expect(stderr).toContain(own);
  });
});

describe('a change that is not done', () => {
  const dropped: Review = {
    ...sentBack,
    verdict: {
      decision: 'drop',
      date: '2026-12-01',
      why: 'It hurts 9,000 people.',
      reconsiderIf: 'Four in five of them are online.',
    },
  };

  it.each(['agent', 'customer'])('has no page for %s, and says so kindly', async (reader) => {
    const { code, stderr, stdout } = await runCli(['plan', id, '--for', reader], {
      cwd: folderWith(dropped),
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Good news');
    expect(stderr).toContain('--for leader');
  });

  it('says on the leader’s page what would change the mind, and its reason once', async () => {
    const { stdout } = await runCli(['plan', id, '--for', 'leader'], { cwd: folderWith(dropped) });
    expect(stdout).toContain('What would change the mind: Four in five of them are online.');
    expect(stdout.split('It hurts 9,000 people.')).toHaveLength(2);
  });

  it('asks of whoever reads that it is sent back what must change, by whom and when', async () => {
    const { stdout } = await runCli(['plan', id, '--for', 'leader'], { cwd: folderWith(sentBack) });
    expect(stdout).toMatch(/To be changed: A line from 8 to 20 .*\(Sam Whitaker, by 22 January 2027\)/);
  });

  it('is counted with pride in the list, as one that was sent back is', async () => {
    const folder = folderWith(dropped);
    expect((await runCli(['list'], { cwd: folder })).stdout).toContain(
      'Before it reached a customer, 1 change was not done. That is what reviews are for.',
    );
    const data = JSON.parse((await runCli(['list', '--json'], { cwd: folder })).stdout);
    expect(data.stopped).toEqual({ revise: 0, drop: 1 });
    const other = folderWith(sentBack);
    expect((await runCli(['list'], { cwd: other })).stdout).toContain(
      '1 change was sent back to be made better',
    );
  });
});
