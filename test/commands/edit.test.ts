import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { leader } from '../support/leader.ts';
import { type Act, type Seen, scriptedPrompter } from '../support/scripted-prompter.ts';
import { runCli, scratchFolder } from '../support/world.ts';

const id = '2026-11-20-pro-plan-k3f9';

function repository(extra = ''): string {
  const example = readFileSync('templates/examples/price-rise.yaml', 'utf8').replace(
    'schema: cx-review/1\n',
    `schema: cx-review/1\nid: ${id}\nstatus: proposed\n`,
  );
  return scratchFolder({
    'cx-reviews/config.yaml': readFileSync('templates/examples/config.yaml', 'utf8'),
    [`cx-reviews/${id}.yaml`]: example + extra,
  });
}

const reviewIn = (folder: string): Review =>
  parse(readFileSync(join(folder, `cx-reviews/${id}.yaml`), 'utf8')) as Review;

async function edit(folder: string, decide: (seen: Seen) => Act, args: readonly string[] = []) {
  const prompter = scriptedPrompter(decide);
  const result = await runCli(['edit', id, ...args], { cwd: folder, isTTY: true, prompter });
  return { ...result, prompter };
}

const summary = 'Pick an answer to change it';

/** Picks one answer, changes it, and finishes. */
function changing(line: string, label: string, to: Act, own: Readonly<Record<string, Act>> = {}) {
  let isChanged = false;
  return (seen: Seen): Act => {
    if (seen.label === label) {
      isChanged = true;
      return to;
    }
    if (seen.label === summary) return isChanged ? 'Finish' : line;
    return leader(own)(seen);
  };
}

describe('edit', () => {
  it('begins with every answer, changes the one picked, and ends', async () => {
    const folder = repository();
    const { code, prompter, stdout } = await edit(folder, changing('Sector:', 'Sector', 'Energy'));
    expect(code).toBe(0);
    expect(prompter.asked.map(({ label }) => label)).toEqual([summary, 'Sector', summary]);
    expect(reviewIn(folder).economics?.breakEvenShown).toBeUndefined();
    const [first] = prompter.asked;
    expect(first?.kind === 'choice' && first.choices.length).toBeGreaterThan(60);
    expect(reviewIn(folder)).toMatchObject({ status: 'proposed', change: { sector: 'energy' } });
    expect(stdout).toContain('Every question is answered.');
  });

  it('says what decides it above the answers, and at the end', async () => {
    const { prompter, stdout } = await edit(repository(), () => 'Finish');
    expect(prompter.said.at(-1)?.text).toMatch(
      /^What decides this:\n- Who keeps the old terms: .+\n- 31\.3\s% may leave before the gain is gone; /,
    );
    expect(stdout).toMatch(/\n\nWhat decides this\n {2}- Who keeps the old terms: /);
  });

  it('leaves a review as it is where nothing is changed', async () => {
    const folder = repository();
    const before = readFileSync(join(folder, `cx-reviews/${id}.yaml`), 'utf8');
    await edit(folder, () => 'Finish');
    expect(readFileSync(join(folder, `cx-reviews/${id}.yaml`), 'utf8')).toBe(before);
  });

  it('asks why a forecast changes once the break-even was shown, and keeps the old one', async () => {
    const folder = repository();
    const file = join(folder, `cx-reviews/${id}.yaml`);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('\neconomics:\n', '\neconomics:\n  breakEvenShown: 2026-11-20\n'));
    const own = { Reason: 'Sales asked 40 more customers.' };
    const act = changing(
      'Leave because of the announcement:',
      'Leave because of the announcement',
      '1, 2, 3 %',
      own,
    );
    await edit(folder, act);
    expect(reviewIn(folder).economics?.revisions).toMatchObject([
      {
        path: 'economics.lossAtAnnouncement',
        to: '1 % to 3 %, most likely 2 %',
        date: '2026-11-22',
        reason: 'Sales asked 40 more customers.',
      },
    ]);
  });

  it('shows one section alone', async () => {
    const { prompter } = await edit(repository(), () => 'Finish', ['--section', 'fairness']);
    const [first] = prompter.asked;
    const choices = first?.kind === 'choice' ? first.choices : [];
    expect(choices.some((label) => label.startsWith('People who could be hurt more'))).toBe(true);
    expect(choices.some((label) => label.startsWith('Sector'))).toBe(false);
  });

  it('warns that a changed answer voids approvals', async () => {
    const approval = `approvals:\n  - { id: ines, person: ines, role: executive, decision: approve, date: 2026-11-21, level: recorded }\n`;
    const { prompter } = await edit(repository(approval), () => 'Finish');
    expect(prompter.said[0]?.text).toContain('A changed answer voids them');
  });

  it('needs somebody to ask', async () => {
    const { code, stderr } = await runCli(['edit', id], { cwd: repository() });
    expect([code, stderr]).toEqual([2, expect.stringContaining('in an editor')]);
  });
});
