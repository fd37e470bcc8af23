import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { Failure } from '../../src/lib/failure.ts';
import { leader } from '../support/leader.ts';
import { type Act, type Seen, scriptedPrompter } from '../support/scripted-prompter.ts';
import { runCli, scratchFolder } from '../support/world.ts';

const config = `schema: cx-review-config/1
currency: EUR
people:
  maya: { name: Maya Lind, email: maya@example.com }
  sam: { name: Sam Osei }
policies:
  - { id: plans, files: ['policies/**'] }
`;

/** A folder with a config, and nothing of git in it. */
const plainFolder = (files: Readonly<Record<string, string>> = {}): string =>
  scratchFolder({ 'cx-reviews/config.yaml': config, ...files });

const reviewFiles = (folder: string): string[] =>
  readdirSync(join(folder, 'cx-reviews')).filter((name) => /^2026.*\.yaml$/.test(name));

function onlyReview(folder: string): Review {
  const [name = ''] = reviewFiles(folder);
  return parse(readFileSync(join(folder, 'cx-reviews', name), 'utf8')) as Review;
}

/** A repository in which a price has changed and is not committed yet. */
function changedRepository(): string {
  const folder = plainFolder({ 'policies/plans.yaml': 'plans:\n  pro:\n    price: 20\n    currency: EUR\n' });
  const git = (...args: string[]): void => {
    execFileSync('git', ['-C', folder, ...args], { stdio: 'pipe' });
  };
  git('init', '-q', '-b', 'main');
  git('config', 'user.email', 'maya@example.com');
  git('config', 'user.name', 'Somebody Else');
  git('add', '-A');
  git('commit', '-qm', 'Start');
  writeFileSync(join(folder, 'policies/plans.yaml'), 'plans:\n  pro:\n    price: 25\n    currency: EUR\n');
  return folder;
}

const interview = (
  folder: string,
  decide: (seen: Seen) => Act | Promise<Act>,
  args: readonly string[] = [],
) => {
  const prompter = scriptedPrompter(decide);
  return runCli(['new', ...args], { cwd: folder, isTTY: true, prompter }).then((result) => ({
    ...result,
    prompter,
  }));
};

/** An interview that somebody stops at a question, with what they have answered by then. */
const stoppedAt = (folder: string, label: string, own: Readonly<Record<string, Act>> = {}) =>
  interview(folder, (seen) => {
    if (seen.label === label) throw new Failure('cancelled', 'Stopped.');
    return leader(own)(seen);
  });

describe('without anybody to ask', () => {
  it('names what has to be answered and exits with 2', async () => {
    const { code, stderr, stdout } = await runCli(['new'], { cwd: plainFolder() });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('standard input is not a terminal');
    expect(stderr).toContain('What is the decision, in a few words?');
    expect(stderr).toContain('next: cx-review new --answers answers.yaml --no-input');
  });

  it('is the same in CI and with --no-input, terminal or not', async () => {
    for (const [argv, env] of [
      [['new', '--no-input'], {}],
      [['new'], { CI: 'true' }],
    ] as const) {
      const { code } = await runCli(argv, { cwd: plainFolder(), isTTY: true, env });
      expect(code).toBe(2);
    }
  });
});

describe('--answers', () => {
  const answers = `title: Pro plan from 20 to 25 EUR a month
situation: price-rise
author: maya
customers: { total: 6000, worseOff: 6000, freedom: free, segments: [{ id: loyal, name: Loyal, annualValue: 240 }] }
consequences: [{ segment: loyal, lost: { money: 60, hours: 0.5, stops: nothing } }]
reversal: { undo: within-ten-days }
change: { reachesBack: existing-with-exit, jurisdictions: [DE], sector: software }
fairness: { vulnerability: harder }
`;

  it('writes what there is as a draft, works out the depth, and lists the rest', async () => {
    const folder = plainFolder({ 'answers.yaml': answers });
    const { code, stdout } = await runCli(['new', '--answers', 'answers.yaml', '--no-input', '--json'], {
      cwd: folder,
    });
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({
      version: 1,
      id: expect.stringMatching(/^2026-11-22-pro-plan-from-20-to-25-eur-a-month-[a-z2-9]{4}$/),
      status: 'draft',
      depth: 'full',
    });
    expect(result.path).toBe(`cx-reviews/${result.id}.yaml`);
    expect(result.missing[0]).toEqual({
      question: 'C1',
      section: 'change',
      row: null,
      ask: 'What changes, from what to what, and from which day?',
      paths: ['change.what', 'change.dates.effective'],
      state: 'missing',
    });
    expect(result.deciding).toContainEqual(
      expect.stringMatching(/^It is too early to say what decides this: /),
    );
    expect(Object.keys(result.findings)).toEqual(['error', 'warning', 'info']);
    const review = onlyReview(folder);
    expect(review).toMatchObject({ id: result.id, status: 'draft', depth: 'full', currency: 'EUR' });
    expect(review.screening?.answers).toEqual({ S1: 'c', S2: 'c', S3: 'a', S4: 'b', S5: 'c', S6: 'a' });
    expect(readFileSync(join(folder, result.markdown), 'utf8')).toContain(
      'Pro plan from 20 to 25 EUR a month',
    );
  });

  it('reads standard input with -', async () => {
    const folder = plainFolder();
    const { code } = await runCli(['new', '--answers', '-', '--no-input'], { cwd: folder, stdin: answers });
    expect(code).toBe(0);
    expect(onlyReview(folder).situation).toBe('price-rise');
  });

  it('takes another suffix where the name is taken', async () => {
    const folder = plainFolder({ 'answers.yaml': answers });
    for (let time = 0; time < 3; time += 1)
      await runCli(['new', '--answers', 'answers.yaml', '--no-input'], { cwd: folder });
    expect(new Set(reviewFiles(folder)).size).toBe(3);
  });

  it('works in a folder that has neither config nor git', async () => {
    const folder = scratchFolder({ 'a.yaml': answers });
    expect((await runCli(['new', '--answers', 'a.yaml', '--no-input'], { cwd: folder })).code).toBe(0);
  });

  it.each(['id: x', 'status: closed', 'approvals: []', 'followUps: []'])(
    'refuses “%s” in it, with its place',
    async (line) => {
      const folder = plainFolder({ 'answers.yaml': `${answers}${line}\n` });
      const { code, stderr } = await runCli(['new', '--answers', 'answers.yaml', '--no-input'], {
        cwd: folder,
      });
      expect(code).toBe(2);
      expect(stderr).toContain(`answers.yaml:9:1: An answers file has no ${line.split(':')[0]}.`);
      expect(reviewFiles(folder)).toEqual([]);
    },
  );

  it('refuses what breaks the schema, what is no map, and what is not there', async () => {
    const folder = plainFolder({ 'bad.yaml': 'reversal: { undo: maybe }\n', 'list.yaml': '- a\n' });
    const bad = await runCli(['new', '--answers', 'bad.yaml', '--no-input'], { cwd: folder });
    expect([bad.code, bad.stderr]).toEqual([1, expect.stringContaining('bad.yaml:1:19')]);
    const list = await runCli(['new', '--answers', 'list.yaml', '--no-input'], { cwd: folder });
    expect(list.code).toBe(1);
    const gone = await runCli(['new', '--answers', 'gone.yaml', '--no-input'], { cwd: folder });
    expect([gone.code, gone.stderr]).toEqual([2, expect.stringContaining('There is no file gone.yaml.')]);
    expect(reviewFiles(folder)).toEqual([]);
  });

  it('asks for what is missing where somebody is there', async () => {
    const folder = plainFolder({ 'answers.yaml': answers });
    const { prompter } = await interview(folder, () => {
      throw new Failure('cancelled', 'Stopped.');
    }, ['--answers', 'answers.yaml']);
    expect(prompter.asked[0]).toMatchObject({ label: 'Depth' });
    expect(prompter.asked.map(({ label }) => label)).not.toContain('Title');
  });

  it('says so where the depth is another than the answers say, and how to lower it', async () => {
    const folder = plainFolder({ 'answers.yaml': `${answers}depth: light\n` });
    const { stderr } = await runCli(['new', '--answers', 'answers.yaml', '--no-input'], { cwd: folder });
    expect(onlyReview(folder).depth).toBe('full');
    expect(stderr).toMatch(
      /^The answers say light\. Full, because .*\.\nLess takes .*screening\.lowered\.\n$/,
    );
    const agreed = plainFolder({ 'answers.yaml': `${answers}depth: full\n` });
    const silent = await runCli(['new', '--answers', 'answers.yaml', '--no-input'], { cwd: agreed });
    expect(silent.stderr).toBe('');
  });

  it('says where a class stands without the facts behind it', async () => {
    const classes = 'title: A\nscreening: { answers: { S1: a, S2: a, S3: a, S4: a, S5: b, S6: a } }\n';
    const folder = plainFolder({ 'answers.yaml': classes });
    const { stderr } = await runCli(['new', '--answers', 'answers.yaml', '--no-input'], { cwd: folder });
    expect(stderr).toBe(
      'The depth may change: for S1, S2, S3, S4, S5, S6 only the class is given, not yet the facts.\n',
    );
  });

  it('refuses a note on what is open that names no question', async () => {
    const folder = plainFolder({
      'answers.yaml': `${answers}open: [{ id: a, path: nope.nope, state: skipped }]\n`,
    });
    const { code, stderr } = await runCli(['new', '--answers', 'answers.yaml', '--no-input'], {
      cwd: folder,
    });
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /There is no question, section or path "nope\.nope"\.\n.*it stands at open\.a\.path\n/,
      ),
    ]);
    expect(reviewFiles(folder)).toEqual([]);
  });

  it('raises the depth with --depth', async () => {
    const folder = plainFolder({
      'answers.yaml': answers
        .replace('vulnerability: harder', 'vulnerability: no-harder')
        .replace('worseOff: 6000', 'worseOff: 10'),
    });
    await runCli(['new', '--answers', 'answers.yaml', '--no-input', '--depth', 'full'], { cwd: folder });
    expect(onlyReview(folder)).toMatchObject({ depth: 'full', screening: { depth: 'standard' } });
  });
});

describe('misuse', () => {
  it('says which situation was probably meant', async () => {
    const { code, stderr } = await runCli(
      ['new', '--situation', 'price-rize', '--answers', '-', '--no-input'],
      {
        cwd: plainFolder(),
        stdin: 'title: A\n',
      },
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining('did you mean price-rise?')]);
  });

  it('says why a base cannot be found', async () => {
    const folder = changedRepository();
    const args = ['new', '--base', 'nowhere', '--answers', '-', '--no-input'];
    const { code, stderr } = await runCli(args, { cwd: folder, stdin: 'title: A\n' });
    expect([code, stderr]).toEqual([3, expect.stringContaining('nowhere')]);
  });
});

describe('the interview', () => {
  it('has every answer on disk before the next question', async () => {
    const folder = plainFolder();
    const seen: string[] = [];
    const { code, stdout } = await interview(folder, (prompt) => {
      const [file] = reviewFiles(folder);
      if (file !== undefined) seen.push(readFileSync(join(folder, 'cx-reviews', file), 'utf8'));
      return leader()(prompt);
    });
    expect(code).toBe(0);
    expect(seen[0]).toContain('title: Pro plan from 20 to 25 EUR a month');
    const firstWith = (words: string): number => seen.findIndex((text) => text.includes(words));
    const order = [
      'price-rise',
      'maya',
      'total: 6000',
      'worseOff: 40',
      'annualValue: 240',
      'money: 1',
      'depth: light',
    ];
    const found = order.map(firstWith);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found).not.toContain(-1);
    expect(stdout).toContain('questions are still open');
    expect(onlyReview(folder)).toMatchObject({
      author: 'maya',
      depth: 'light',
      screening: { answers: { S1: 'a', S2: 'a', S3: 'a', S4: 'a', S5: 'b', S6: 'a' }, depth: 'light' },
    });
  });

  it('says what is saved and how to go on when somebody stops', async () => {
    const folder = plainFolder();
    const { code, stderr, prompter } = await interview(folder, (seen) => {
      if (seen.label === 'Sector') throw new Failure('cancelled', 'Stopped.');
      return leader()(seen);
    });
    expect(code).toBe(130);
    const [file = ''] = reviewFiles(folder);
    expect(stderr).toContain(`Stopped. Every answer is saved in cx-reviews/${file}.`);
    expect(stderr).toContain(`next: cx-review resume ${file.replace('.yaml', '')}`);
    expect(onlyReview(folder).change?.jurisdictions).toEqual(['DE']);
    expect(prompter.isClosed()).toBe(true);
  });

  it('writes nothing when somebody stops before the first answer', async () => {
    const folder = plainFolder();
    const { code, stderr } = await interview(folder, () => {
      throw new Failure('cancelled', 'Stopped.');
    });
    expect([code, stderr]).toEqual([130, expect.stringContaining('Nothing was written yet.')]);
    expect(reviewFiles(folder)).toEqual([]);
  });

  it('offers to go on with a review that is not finished', async () => {
    const folder = plainFolder();
    await stoppedAt(folder, 'Places');
    const { prompter } = await interview(folder, (seen) => {
      if (seen.question?.startsWith('One review is not finished')) return 'Pro plan';
      throw new Failure('cancelled', 'Stopped.');
    });
    expect(prompter.asked[1]?.label).toBe('Places');
    expect(prompter.said.some(({ text }) => text.includes('Every earlier answer is there.'))).toBe(true);
    expect(reviewFiles(folder)).toHaveLength(1);
  });

  it('shows what the files say, and takes it as the change and as suggestions', async () => {
    const folder = changedRepository();
    const { prompter } = await stoppedAt(folder, 'Places', {
      'Kind of decision': { wish: 'keep' },
      'Is the review about this change?': true,
    });
    expect(prompter.said.map(({ text }) => text).join('\n')).toMatch(
      /plans\.pro\.price: 20 → 25 EUR, \+25\s%/,
    );
    const situation = prompter.asked.find(({ label }) => label === 'Kind of decision');
    expect(situation?.suggested).toBe('Price rise for existing customers');
    expect(prompter.asked.find(({ label }) => label === 'Author')?.suggested).toBe('Maya Lind');
    const review = onlyReview(folder);
    expect(review.policy).toMatchObject({
      files: [
        {
          path: 'policies/plans.yaml',
          before: expect.stringMatching(/^sha256:/),
          after: expect.stringMatching(/^sha256:/),
        },
      ],
      changes: [{ pointer: 'plans.pro.price', from: 20, to: 25, unit: 'EUR' }],
    });
  });

  it('lets the files win over a mild answer, and says so', async () => {
    const folder = changedRepository();
    const { prompter } = await stoppedAt(folder, 'What changes', {
      'Is the review about this change?': true,
      Depth: 'Go on with standard',
    });
    const hints = prompter.said.filter(({ tone }) => tone === 'hint').map(({ text }) => text);
    expect(hints.join('\n')).toMatch(/plans\.pro\.price goes from 20 to 25, \+25\s%\. The files count\./);
    expect(onlyReview(folder).screening?.answers?.S2).toBe('c');
  });

  it('takes only the files that are about it where somebody says no', async () => {
    const folder = changedRepository();
    await stoppedAt(folder, 'Author', { 'Is the review about this change?': false });
    expect(onlyReview(folder).policy).toBeUndefined();
  });

  it('gives the hint of a rule at once, and once', async () => {
    const folder = plainFolder();
    const weak = 'We are aligning our plan with the market.';
    const { prompter } = await stoppedAt(folder, 'Kind of reason', {
      'What changes': weak,
      'Takes effect': '1 March 2027',
      'Agents are briefed': '1 February 2027',
      'Would you say it like this?': true,
    });
    const hints = prompter.said.filter(({ tone, text }) => tone === 'hint' && text.includes(weak));
    expect(new Set(hints.map(({ text }) => text)).size).toBe(hints.length);
    expect(hints.length).toBeGreaterThan(0);
  });

  it('keeps a draft as a draft until somebody stands for it', async () => {
    const folder = changedRepository();
    const own = {
      'Is the review about this change?': true,
      'What changes': { wish: 'keep' },
      Depth: 'Go on with standard',
    } as const;
    await stoppedAt(folder, 'Takes effect', { ...own, 'Would you say it like this?': false });
    const review = onlyReview(folder);
    expect(review.change?.what).toBe('The price goes up from 20 EUR to 25 EUR.');
    expect(review.open).toContainEqual(expect.objectContaining({ path: 'change.what', state: 'draft' }));
    const other = changedRepository();
    await stoppedAt(other, 'Takes effect', { ...own, 'Would you say it like this?': true });
    expect(onlyReview(other).open ?? []).not.toContainEqual(expect.objectContaining({ path: 'change.what' }));
  });

  it('takes own words in place of a draft without a second word', async () => {
    const folder = changedRepository();
    const { prompter } = await stoppedAt(folder, 'Takes effect', {
      'Is the review about this change?': true,
      'What changes': 'Pro goes from 20 to 25 EUR a month on 1 March 2027.',
      Depth: 'Go on with standard',
    });
    expect(prompter.asked.map(({ label }) => label)).not.toContain('Would you say it like this?');
    const review = onlyReview(folder);
    expect(review.change?.what).toBe('Pro goes from 20 to 25 EUR a month on 1 March 2027.');
    expect(review.open ?? []).not.toContainEqual(expect.objectContaining({ path: 'change.what' }));
  });

  it('lowers the depth only with a reason and a second person', async () => {
    const folder = changedRepository();
    let times = 0;
    await interview(folder, (seen) => {
      if (seen.label === 'Depth') {
        times += 1;
        return times < 3 ? 'Less deep: light' : 'Go on with standard';
      }
      if (seen.label === 'Reason' && seen.question === 'Why is less enough here?') {
        return times === 1 ? { wish: 'back' } : 'The same rise was reviewed in full in March 2026.';
      }
      if (seen.label === 'Who agrees?') return 'sam';
      if (seen.label === 'What changes') throw new Failure('cancelled', 'Stopped.');
      return leader({ 'Is the review about this change?': true })(seen);
    });
    expect(times).toBe(2);
    expect(onlyReview(folder)).toMatchObject({
      depth: 'light',
      screening: {
        depth: 'standard',
        lowered: { reason: 'The same rise was reviewed in full in March 2026.', approver: 'sam' },
      },
    });
  });

  it('keeps what somebody else writes into the file meanwhile', async () => {
    const folder = plainFolder();
    await interview(folder, (seen) => {
      if (seen.label === 'Places') {
        const path = join(folder, 'cx-reviews', reviewFiles(folder)[0] ?? '');
        writeFileSync(path, `${readFileSync(path, 'utf8')}\n# by hand\nleadership:\n  value: Fair play\n`);
      }
      if (seen.label === 'Customers in all') throw new Failure('cancelled', 'Stopped.');
      return leader()(seen);
    });
    const [file = ''] = reviewFiles(folder);
    const text = readFileSync(join(folder, 'cx-reviews', file), 'utf8');
    expect(text).toContain('# by hand');
    expect(onlyReview(folder)).toMatchObject({
      leadership: { value: 'Fair play' },
      change: { jurisdictions: ['DE'] },
    });
  });

  it('overwrites nobody’s answer: exit 4', async () => {
    const folder = plainFolder();
    const { code, stderr } = await interview(folder, (seen) => {
      if (seen.label === 'Sector') {
        const path = join(folder, 'cx-reviews', reviewFiles(folder)[0] ?? '');
        writeFileSync(
          path,
          readFileSync(path, 'utf8').replace('  jurisdictions:', '  sector: energy\n  jurisdictions:'),
        );
      }
      return leader()(seen);
    });
    expect([code, stderr]).toEqual([4, expect.stringContaining('Somebody else has changed change.sector')]);
    expect(onlyReview(folder).change?.sector).toBe('energy');
  });

  it('says at the prompt what does not fit the format', async () => {
    const folder = plainFolder();
    const answers = leader({ Depth: 'Deeper: standard', 'Strongest feeling': 'Angry' });
    // A script has no second try, so it ends where a person would be asked again.
    const { stderr } = await interview(folder, (seen) =>
      seen.label === 'How strongly' ? '7' : answers(seen),
    );
    expect(stderr).toContain('“7” does not fit here');
    expect(onlyReview(folder).consequences?.[0]).not.toHaveProperty('intensity');
  });
});
