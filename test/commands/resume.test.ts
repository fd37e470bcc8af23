import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { Failure } from '../../src/lib/failure.ts';
import { leader } from '../support/leader.ts';
import { type Act, type Seen, scriptedPrompter } from '../support/scripted-prompter.ts';
import { runCli, scratchFolder } from '../support/world.ts';

const id = '2026-11-20-pro-plan-k3f9';
const other = '2026-11-21-returns-m2x7';

/** A standard review in which a few questions are answered. */
const draft = `# Kept by hand.
schema: cx-review/1
id: ${id}
title: Pro plan from 20 to 25 EUR a month
situation: price-rise
author: maya
depth: standard
status: draft
screening: { answers: { S1: c, S2: c, S3: a, S4: a, S5: b, S6: a }, depth: standard }
currency: EUR
change: { jurisdictions: [DE], sector: software, reachesBack: new-sales-only }
customers: { total: 6000, worseOff: 6000, freedom: free, segments: [{ id: loyal, name: Loyal, annualValue: 240 }] }
consequences: [{ segment: loyal, lost: { money: 60, hours: 0.5, stops: nothing } }]
reversal: { undo: within-ten-days }
fairness: { vulnerability: no-harder }
`;

const config =
  'schema: cx-review-config/1\npeople: { maya: { name: Maya Lind }, noor: { name: Noor Aziz } }\n';

const folderWith = (reviews: Readonly<Record<string, string>>): string =>
  scratchFolder({
    'cx-reviews/config.yaml': config,
    ...Object.fromEntries(Object.entries(reviews).map(([name, text]) => [`cx-reviews/${name}.yaml`, text])),
  });

const textOf = (folder: string): string => readFileSync(join(folder, `cx-reviews/${id}.yaml`), 'utf8');
const reviewIn = (folder: string): Review => parse(textOf(folder)) as Review;

async function resume(folder: string, decide: (seen: Seen) => Act, args: readonly string[] = []) {
  const prompter = scriptedPrompter(decide);
  const result = await runCli(['resume', ...args], { cwd: folder, isTTY: true, prompter });
  return { ...result, prompter };
}

const stop = (): never => {
  throw new Failure('cancelled', 'Stopped.');
};

describe('resume', () => {
  it('goes on with the first question that is open, and keeps every untouched byte', async () => {
    const folder = folderWith({ [id]: draft });
    const { prompter, code } = await resume(folder, (seen) =>
      seen.label === 'Takes effect'
        ? stop()
        : leader({
            'What changes': 'From 20 to 25 EUR on 1 March 2027.',
            'Would you say it like this?': true,
          })(seen),
    );
    expect(code).toBe(130);
    expect(prompter.asked[0]).toMatchObject({ label: 'What changes', canGoBack: true });
    const added = textOf(folder)
      .split('\n')
      .filter((line) => !draft.includes(line.trim()));
    expect(added.join('\n')).toContain('From 20 to 25 EUR on 1 March 2027.');
    expect(textOf(folder)).toContain('# Kept by hand.\nschema: cx-review/1\n');
  });

  it('finds the draft by a part of its id, or as the only one there is', async () => {
    const folder = folderWith({
      [id]: draft,
      [other]: draft.replaceAll(id, other).replace('status: draft', 'status: closed'),
    });
    for (const args of [['pro-plan'], []]) {
      const { prompter } = await resume(folder, stop, args);
      expect(prompter.asked[0]?.label).toBe('What changes');
    }
  });

  it('asks which one where there are several', async () => {
    const folder = folderWith({
      [id]: draft,
      [other]: draft.replaceAll(id, other).replace('Pro plan', 'Basic plan'),
    });
    let isPicked = false;
    const { prompter } = await resume(folder, (seen) => {
      if (isPicked) return stop();
      isPicked = true;
      expect(seen.kind === 'choice' && seen.choices).toHaveLength(2);
      return 'Pro plan';
    });
    expect(prompter.asked).toHaveLength(2);
    const { code, stderr } = await runCli(['resume'], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringContaining(`these are not finished: ${other}, ${id}`)]);
  });

  it('says what is open where nobody can be asked', async () => {
    const { code, stderr } = await runCli(['resume', id], { cwd: folderWith({ [id]: draft }) });
    expect(code).toBe(2);
    expect(stderr).toContain('What changes, from what to what, and from which day?');
  });

  it('says that there is no draft, no such review, no such section', async () => {
    const folder = folderWith({ [id]: draft.replace('status: draft', 'status: closed') });
    expect((await runCli(['resume'], { cwd: folder })).stderr).toContain('There is no draft to go on with.');
    expect((await runCli(['resume', 'nothing'], { cwd: folder })).code).toBe(2);
    const section = await runCli(['resume', id, '--section', 'economcs'], { cwd: folder });
    expect([section.code, section.stderr]).toEqual([2, expect.stringContaining('did you mean economics?')]);
  });

  it('takes one section alone, and leaves out what others answer', async () => {
    const folder = folderWith({
      [id]: `${draft}open:\n  - { id: economics, path: economics, state: assigned, owner: noor }\n`,
    });
    const sections = async (args: readonly string[]): Promise<Set<string>> => {
      const { prompter } = await resume(folder, (seen) => leader()(seen), args);
      return new Set(
        prompter.said.filter(({ tone }) => tone === 'heading').map(({ text }) => text.split('\n')[0] ?? ''),
      );
    };
    const theirs = await sections([id, '--section', 'economics']);
    expect(theirs).toContain('What it is worth');
    expect(theirs).not.toContain('The change');
    expect(await sections([id])).not.toContain('What it is worth');
  });

  it('shows what can be afforded only after the forecast, and keeps the day', async () => {
    const folder = folderWith({ [id]: draft });
    const figures = {
      'Stay for another year, today': '87 %',
      'Leave because of the announcement': '3, 6, 11 %',
      'Leave in each year after it': '1, 2, 4 %',
      'One customer leaves you a year, today': '132',
      'One customer leaves you a year, afterwards': '192',
      'Gain a year, before anybody leaves': '360k',
    };
    const heard: string[] = [];
    const { prompter } = await resume(folder, (seen) => {
      heard.push(seen.label);
      return leader(figures)(seen);
    });
    const shown = prompter.said.find(({ text }) => text.startsWith('What you can afford to lose'));
    expect(heard).toContain('Leave because of the announcement');
    expect(shown?.text).toMatch(/wiped out if 31\.3\s?% of the customers leave/);
    expect(reviewIn(folder).economics?.breakEvenShown).toBe('2026-11-22');
  });
});
