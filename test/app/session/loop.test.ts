import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runInterview } from '../../../src/app/session/loop.ts';
import type { SessionStore } from '../../../src/app/session/store.ts';
import type { Review } from '../../../src/domain/review.ts';
import { Failure } from '../../../src/lib/failure.ts';
import { startState } from '../../interview/interviewee.ts';
import { leader } from '../../support/leader.ts';
import { type Act, type Seen, scriptedPrompter } from '../../support/scripted-prompter.ts';
import { runCli, scratchFolder } from '../../support/world.ts';

const config =
  'schema: cx-review-config/1\ncurrency: EUR\npeople: { maya: { name: Maya Lind }, noor: { name: Noor Aziz } }\n';

function onlyReview(folder: string): Review {
  const reviews = join(folder, 'cx-reviews');
  const [name = ''] = readdirSync(reviews).filter((file) => /^2026.*\.yaml$/.test(file));
  return parse(readFileSync(join(reviews, name), 'utf8')) as Review;
}

const more: Act = { wish: 'more' };
const wish = 'What would you like to do?';

/**
 * Somebody who does something unusual at one question, and stops at another.
 * @param acts what they do at the question, prompt by prompt, the follow-up prompts included
 */
async function unusual(
  at: string,
  acts: readonly Act[],
  stopAt: string,
  own: Readonly<Record<string, Act>> = {},
) {
  const folder = scratchFolder({ 'cx-reviews/config.yaml': config });
  const left = [...acts];
  let isBegun = false;
  const decide = (seen: Seen): Act => {
    isBegun ||= seen.label === at;
    const act = isBegun ? left.shift() : undefined;
    if (act !== undefined) return act;
    if (seen.label === stopAt) throw new Failure('cancelled', 'Stopped.');
    return leader(own)(seen);
  };
  const prompter = scriptedPrompter(decide);
  const result = await runCli(['new'], { cwd: folder, isTTY: true, prompter });
  const labels = prompter.asked.map(({ label }) => label);
  return { ...result, prompter, labels, review: onlyReview(folder) };
}

describe('before the first question', () => {
  async function begin(folder: string) {
    const prompter = scriptedPrompter(() => {
      throw new Failure('cancelled', 'Stopped.');
    });
    const { stdout, stderr } = await runCli(['new'], { cwd: folder, isTTY: true, prompter });
    return JSON.stringify([stdout, stderr, prompter]).replace(/\\n|\s+/g, ' ');
  }

  it('says what of git could not be looked at, and nothing where there is nothing to see yet', async () => {
    expect(await begin(scratchFolder())).toContain('could not be looked at');
    const fresh = scratchFolder();
    execFileSync('git', ['init', '-q', fresh]);
    expect(await begin(fresh)).not.toContain('could not be looked at');
  });
});

describe('what a leader can do instead of answering', () => {
  it('not know: it counts as severe, and it is asked again at the end', async () => {
    const { review, prompter } = await unusual('Can it be undone', ['I do not know yet'], 'What changes', {
      Depth: 'Go on with',
    });
    expect(review.screening?.answers?.S3).toBe('dont-know');
    expect(review.open).toContainEqual(expect.objectContaining({ path: 'S3', state: 'skipped' }));
    const asked = prompter.asked.find(({ label }) => label === 'Can it be undone');
    expect(asked?.skipWord).toBe('I do not know');
  });

  it('say that a question does not apply, with a reason', async () => {
    const reason = 'We have told every customer in person since 1 May.';
    const acts = [more, 'It does not apply here', reason];
    const { review } = await unusual('Agents are briefed', acts, 'Kind of reason');
    expect(review.open).toContainEqual(
      expect.objectContaining({ path: 'C1-dates', state: 'not-applicable', reason }),
    );
  });

  it('hand the section to somebody else', async () => {
    const { review, labels } = await unusual('Kind of reason', [more, 'Hand', 'noor'], 'Frontline asked', {
      'What changes': 'The price goes from 20 to 25 EUR on 1 March 2027.',
      'Takes effect': '1 March 2027',
      'Would you say it like this?': true,
    });
    expect(review.open).toContainEqual(
      expect.objectContaining({ path: 'change', state: 'assigned', owner: 'noor' }),
    );
    expect(labels.filter((label) => label === 'True reason')).toEqual([]);
  });

  it('look at all answers in between, change one, and go on', async () => {
    const { review, labels } = await unusual(
      'Places',
      [more, 'See all answers so far', 'Author', 'noor'],
      'Sector',
    );
    expect(review.author).toBe('noor');
    expect(labels.slice(-3)).toEqual(['Author', 'Places', 'Sector']);
  });

  it('think better of it, and answer', async () => {
    const { review, labels } = await unusual('Places', [more, { wish: 'back' }, 'France'], 'Sector');
    expect(labels).toContain(wish);
    expect(review.change?.jurisdictions).toEqual(['FR']);
  });

  it('stop; everything is saved', async () => {
    const { code, stderr } = await unusual('Places', [more, 'Stop here'], 'Sector');
    expect([code, stderr]).toEqual([130, expect.stringContaining('Every answer is saved')]);
  });

  it('delete a row, after being asked whether they are sure', async () => {
    const add: Act = { action: 'add' };
    const drop: Act = { action: 'delete', id: 'small-teams' };
    const acts = [add, 'Small teams', '240', drop, false, drop, true, { action: 'done' } as const];
    const { review, labels } = await unusual('Groups of customers', acts, 'Money lost a year');
    expect(review.customers?.segments?.map(({ id }) => id)).toEqual(['loyal-customers']);
    expect(labels.filter((label) => label.startsWith('Delete “Small teams'))).toHaveLength(2);
  });
});

describe('an answer that puts others out of question', () => {
  const back: Act = { wish: 'back' };

  async function nobodyAfterAll(deletes: boolean) {
    const acts: Act[] = [back, back, '0', true, deletes];
    return unusual('Group 1 (Loyal customers) · What one of them pays a year', acts, 'Depth');
  }

  it('has them deleted once the person says so', async () => {
    const { review, prompter, labels } = await nobodyAfterAll(true);
    expect(review.customers).toEqual({ total: 6000, worseOff: 0 });
    expect(review.open).toBeUndefined();
    expect(labels.slice(-4)).toEqual(['Customers worse off', 'Nobody loses anything', 'Delete it?', 'Depth']);
    expect(prompter.said.map(({ text }) => text)).toContain(
      'With this answer, this is no longer asked for:\n- Groups of customers: Loyal customers',
    );
  });

  it('leaves them where the person wants to keep them', async () => {
    const { review } = await nobodyAfterAll(false);
    expect(review.customers?.segments).toEqual([{ id: 'loyal-customers', name: 'Loyal customers' }]);
  });
});

describe('an answer that cannot be saved', () => {
  it('is asked again where it was asked, without its question once more', async () => {
    const start = await startState({ title: 'A rise', situation: 'price-rise' });
    const refusals = ['It does not fit.'];
    const store: SessionStore = {
      id: () => 'a-rise',
      render: async () => undefined,
      save: async (_before, _edits, review) => {
        const why = refusals.shift();
        return why === undefined ? { kind: 'saved', review } : { kind: 'refused', why };
      },
    };
    const prompter = scriptedPrompter(({ label }) => {
      if (label === 'Places') throw new Failure('cancelled', 'Stopped.');
      return label === 'Author' ? 'maya' : 'EUR';
    });
    const end = runInterview(start, {
      prompter,
      store,
      check: () => [],
      deciding: () => [],
      breakEven: async () => undefined,
    });
    await expect(end).rejects.toThrow('Stopped.');
    expect(prompter.asked.map(({ label, question }) => [label, question !== undefined])).toEqual([
      ['Author', true],
      ['Author', false],
      ['Currency', true],
      ['Places', true],
    ]);
    expect(prompter.said.at(-1)?.text).toBe('That could not be saved. It does not fit.');
  });
});

describe('the time left', () => {
  it('may grow with an answer, and then that is said', async () => {
    const folder = scratchFolder({ 'cx-reviews/config.yaml': config });
    const heard: string[] = [];
    const answers = leader({
      Depth: 'Deeper: standard',
      'Group 2 · What you call the group': 'New customers',
    });
    const prompter = scriptedPrompter((seen) => {
      const isDeep = heard.includes('Depth');
      heard.push(seen.label);
      if (seen.label.startsWith('Group 2 (')) throw new Failure('cancelled', 'Stopped.');
      return isDeep && seen.label === 'Groups of customers' ? { action: 'add' } : answers(seen);
    });
    await runCli(['new'], { cwd: folder, isTTY: true, prompter });
    const grown = prompter.said.filter(({ text }) => text.startsWith('That brings more questions.'));
    expect(grown.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^That brings more questions\. About \d+ minutes are left\.$/),
    ]);
  });
});

describe('what happened to others', () => {
  const told = (said: readonly { readonly text: string }[]) =>
    said.filter(({ text }) => text.startsWith('It happened: ')).map(({ text }) => text);

  it('is told once, when the depth is set, however often that is asked', async () => {
    const severe = { 'Customers worse off': '6000', 'Money lost a year': '60' };
    const acts = ['Share it out first', 'None, go on', 'Go on with full'];
    const { prompter, labels } = await unusual('Depth', acts, 'What changes', severe);
    expect(labels.filter((label) => label === 'Depth').length).toBeGreaterThan(1);
    expect(told(prompter.said)).toHaveLength(2);
    expect(told(prompter.said)[0]).toMatch(/^It happened: .+\nWhat decided it: .+\nhttps?:/);
  });
});

describe('an answer that decides against the change', () => {
  const against = {
    Depth: 'Deeper: standard',
    'Agents asked': '8',
    When: '2026-11-10',
    'What they said': 'Seven of eight say that they would have to defend what they find wrong themselves.',
  };
  const advice = 'What most of them advise';

  it('lets the person drop it at once, and asks for the little that this takes', async () => {
    const own = { ...against, Next: 'Drop it' };
    const { labels, prompter, review } = await unusual(advice, ['Do not do it'], 'Why', own);
    const offer = prompter.asked.find((seen) => seen.label === 'Next');
    expect(offer?.help).toContain('does not have to end in "go"');
    expect(labels.slice(labels.indexOf('Next'))).toEqual(['Next', 'Why']);
    expect(review.verdict?.decision).toBe('drop');
  });

  it('is told once where the person goes on, and Enter alone goes on', async () => {
    const own = { ...against, Next: { wish: 'keep' } } as const;
    const { labels, prompter, review } = await unusual(advice, ['Do not do it'], 'Verdict', own);
    expect(labels.filter((one) => one === 'Next')).toHaveLength(1);
    expect(prompter.said.filter(({ text }) => text.startsWith('This may be enough'))).toHaveLength(1);
    expect(review.verdict?.decision).toBeUndefined();
  });
});

describe('sharing out', () => {
  it('hands sections to people before the long part begins', async () => {
    const severe = {
      'Customers worse off': '6000',
      'Money lost a year': '60',
      'People in hard circumstances': 'They are hit harder',
    };
    const acts = ['Share it out first', 'What it is worth', 'noor', 'Go on with full'];
    const { review, prompter } = await unusual('Depth', acts, 'What changes', severe);
    expect(review).toMatchObject({
      depth: 'full',
      open: [{ path: 'economics', state: 'assigned', owner: 'noor' }],
    });
    const who = prompter.asked.find(({ label }) => label === 'Who answers “What it is worth”?');
    expect(who?.hint).toContain('cx-review resume --section economics');
  });
});
