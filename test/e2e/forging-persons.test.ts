import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import {
  completeReview,
  config,
  type Key,
  makeKey,
  plans,
  policyPath,
  reviewId,
  rulesIn,
  Scene,
  saidIn,
  type TestConfig,
} from '../gate/scene.ts';
import { isInstalled } from '../support/tools.ts';
import { runCli } from '../support/world.ts';

let scene: Scene | undefined;
afterEach(() => scene?.remove());

const review = completeReview();

/** Who makes a commit, by what git is told. */
interface Hands {
  readonly author?: string;
  readonly committer?: string;
  /** A key to sign the commit with. */
  readonly key?: Key;
}

function commitAs(of: Scene, { author = 'dev@example.com', committer = author, key }: Hands): void {
  const signing = key === undefined ? [] : ['-c', 'gpg.format=ssh', '-c', `user.signingKey=${key.file}`];
  of.git('add', '--all');
  of.git(
    '-c',
    `user.email=${committer}`,
    ...signing,
    ...['commit', '--quiet', '--message', 'a change', `--author=A <${author}>`],
    ...(key === undefined ? [] : ['--gpg-sign']),
  );
}

/** A branch with the price by one, the review by another, and approvals in files, which come last. */
function branch(
  { price = {}, written = {} }: { readonly price?: Hands; readonly written?: Hands },
  settings: TestConfig = config(),
  files: Record<string, string> = {},
): Scene {
  const of = new Scene(settings, files);
  scene = of;
  // Else what the environment says of the committer would count, and not the setting.
  delete of.repository.env.GIT_COMMITTER_EMAIL;
  of.write(policyPath, plans(25));
  commitAs(of, price);
  of.writeReview(review);
  commitAs(of, written);
  return of;
}

function approve(of: Scene, who: readonly [person: string, role: string][] = usual): void {
  for (const [person, role] of who) of.writeApproval(of.approval(review, person, role));
  commitAs(of, { author: 'olga@example.com' });
}

const usual: [string, string][] = [
  ['olga', 'owner'],
  ['finn', 'finance'],
];

describe('who wrote what they approve, whatever the review says', () => {
  it('is nobody who only commits approvals, or who commits something else', async () => {
    const of = branch({});
    of.write('README.md', '# Something else\n');
    commitAs(of, { author: 'olga@example.com' });
    approve(of);
    expect(rulesIn(await of.gate())).toEqual([]);
  });

  it.each<[string, Parameters<typeof branch>[0]]>([
    [
      'who made the commits that somebody else is named as the author of',
      { price: { committer: 'olga@example.com' } },
    ],
    ['the author of the commits', { price: { author: 'olga@example.com' } }],
    ['who committed the review', { written: { committer: 'olga@example.com' } }],
    ['the author of the commit of the review', { written: { author: 'olga@example.com' } }],
    ['the address in other letters', { price: { author: 'Olga@EXAMPLE.com' } }],
    ['the address with something behind a plus', { price: { author: 'olga+git@example.com' } }],
  ])('is %s', async (_, hands) => {
    const of = branch(hands);
    approve(of);
    const result = await of.gate();
    expect(rulesIn(result)).toEqual(['self-approval']);
    expect(saidIn(result).join()).toContain('Olga Owner did on 2026-11-21, and it does not count');
  });

  it('is who changes the review later, but not who closes or approves it there, as earlier versions did', async () => {
    const of = branch({});
    const approvals = usual.map(([person, role]) => of.approval(review, person, role));
    of.writeReview({ ...review, approvals } as Review);
    commitAs(of, { author: 'olga@example.com' });
    expect(rulesIn(await of.gate())).toEqual([]);

    of.writeReview({ ...review, title: 'A better title' } as Review);
    commitAs(of, { author: 'olga@example.com' });
    of.writeReview({ ...review, approvals } as Review);
    commitAs(of, {});
    expect(rulesIn(await of.gate())).toEqual(['self-approval']);
  });

  it('is not known where history was cut off, and that is said', async () => {
    const of = branch({ price: { author: 'olga@example.com' } });
    approve(of);
    of.git('checkout', '--quiet', '-b', 'merge', 'main');
    of.git('-c', 'user.email=dev@example.com', 'merge', '--quiet', '--no-ff', '--no-edit', 'change');
    const [base, end, head = ''] = ['merge^1', 'merge^2', 'merge'].map((name) => of.git('rev-parse', name));
    const clone = of.playground.clone(of.repository, 'cut', '--depth=2', '--branch=merge').path;
    const event = { pull_request: { head: { sha: end }, base: { sha: base, ref: 'main' } } };
    writeFileSync(join(of.playground.folder, 'event.json'), JSON.stringify(event));
    const env = {
      PATH: process.env.PATH ?? '',
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: join(of.playground.folder, 'event.json'),
      GITHUB_SHA: head,
    };
    const result = await runCli(['check', '--base', '--json'], { cwd: clone, env });
    expect(result.code).toBe(0);
    expect(saidIn(result).join()).toContain(
      'History was cut off, so nobody has looked at who committed this',
    );
  });

  it('is the same at approve, before anything is written', async () => {
    const of = branch({ written: { committer: 'olga@example.com' } });
    const { code, stderr } = await of.run(
      'approve',
      reviewId,
      '--role',
      'owner',
      '--as',
      'olga',
      '--base',
      'main',
    );
    expect(code).toBe(2);
    expect(stderr).toContain('Olga Owner changed');
  });

  it('is told by the author of a waiver as well', async () => {
    const of = new Scene({ ...config(), waivers: { roles: ['owner'] } });
    scene = of;
    delete of.repository.env.GIT_COMMITTER_EMAIL;
    of.write(policyPath, plans(25));
    const words = ['--reason', 'The page shows a wrong price', '--owner', 'maya', '--as', 'maya'];
    await of.run('waive', ...words, '--base', 'main', '--today', '2026-11-21');
    commitAs(of, { committer: 'olga@example.com' });
    const id = of.git('ls-files', 'cx-reviews/waivers/*.yaml').replace(/^.*\/(.*)\.yaml$/, '$1');
    const asked = ['approve', `waivers/${id}`, '--role', 'owner', '--as', 'olga', '--base', 'main'];
    expect((await of.run(...asked, '--today', '2026-11-21')).code).toBe(2);
  });
});

describe('two entries of the config', () => {
  it.each([
    ['olga+finance@example.com', 'olga@example.com'],
    ['OLGA@example.com', 'olga@example.com'],
    ['ol.ga@gmail.com', 'olga@googlemail.com'],
  ])('are one person at %s and %s', async (first, second) => {
    const settings = config();
    Object.assign(settings.people, {
      olga: { name: 'Olga', email: first, roles: ['owner'] },
      finn: { name: 'Finn', email: second, roles: ['finance'] },
    });
    const of = branch({}, settings);
    approve(of);
    expect(rulesIn(await of.gate())).toEqual(['missing-approval']);
  });

  it('are two where only the mailbox of another service has no dots', async () => {
    const settings = config();
    Object.assign(settings.people, {
      olga: { name: 'Olga', email: 'ol.ga@example.com', roles: ['owner'] },
      finn: { name: 'Finn', email: 'olga@example.com', roles: ['finance'] },
    });
    const of = branch({}, settings);
    approve(of);
    expect(rulesIn(await of.gate())).toEqual([]);
  });
});

describe.runIf(isInstalled('ssh-keygen'))('keys at level signed', () => {
  type Name = 'olga' | 'finn' | 'maya' | 'dev' | 'spare';
  let folder: string;
  let keys: Record<Name, Key>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cx-review-keys-'));
    const key = (name: Name) => makeKey(folder, name);
    keys = { olga: key('olga'), finn: key('finn'), maya: key('maya'), dev: key('dev'), spare: key('spare') };
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const signersPath = 'cx-reviews/allowed_signers';
  const line = (principals: string, key: Key, options = '') => `${principals} ${options}${key.publicKey}\n`;
  const ownLines = () =>
    (['olga', 'finn', 'maya', 'dev'] as const)
      .map((name) => line(`${name}@example.com`, keys[name]))
      .join('');

  async function judged(
    signers: string,
    by: readonly [person: string, role: string, key: Key][],
    hands: Parameters<typeof branch>[0] = {},
  ): Promise<string[]> {
    const of = branch(hands, config('signed'), { [signersPath]: signers });
    for (const [person, role, key] of by) of.writeApproval(of.signedApproval(review, person, role, key));
    commitAs(of, { author: 'olga@example.com' });
    return rulesIn(await of.gate());
  }

  it('are two people with two keys', async () => {
    const by: [string, string, Key][] = [
      ['olga', 'owner', keys.olga],
      ['finn', 'finance', keys.finn],
    ];
    expect(await judged(ownLines(), by, { price: { key: keys.dev } })).toEqual([]);
  });

  it('are one person with one', async () => {
    const signers = `${ownLines()}${line('finn@example.com', keys.olga)}`;
    const by: [string, string, Key][] = [
      ['olga', 'owner', keys.olga],
      ['finn', 'finance', keys.olga],
    ];
    expect(await judged(signers, by)).toEqual(['missing-approval']);
  });

  it('are one person where both sign with keys of one of them', async () => {
    // Olga has a second key, which counts for Finn as well: as Finn, she signs with that.
    const signers = `${ownLines()}${line('"finn@example.com,Olga@example.com"', keys.spare)}`;
    const by: [string, string, Key][] = [
      ['olga', 'owner', keys.olga],
      ['finn', 'finance', keys.spare],
    ];
    expect(await judged(signers, by)).toEqual(['missing-approval']);
  });

  it.each<[string, [person: string, role: string, key: Name][], string[]]>([
    ['the author has signed', [['maya', 'author', 'maya']], []],
    ['nobody has signed as author', [], ['missing-approval']],
    ['whoever approves signs as author', [['olga', 'author', 'olga']], ['missing-approval']],
    ['their own key signs in the name of the author', [['maya', 'author', 'olga']], ['unproven-approval']],
    ['a stranger signs as author', [['finn', 'author', 'finn']], ['missing-approval']],
  ])('take one approval and the author, where the config asks for that: %s', async (_, by, rules) => {
    const settings = config('signed');
    settings.approvals.roles.full = ['owner'];
    settings.approvals.signedAuthor = true;
    // All commits are in the name of the author, whoever made them.
    const hands = { author: 'maya@example.com' };
    const of = branch({ price: hands, written: hands }, settings, { [signersPath]: ownLines() });
    const said: typeof by = [['olga', 'owner', 'olga'], ...by];
    for (const [person, role, key] of said) {
      of.writeApproval(of.signedApproval(review, person, role, keys[key]));
    }
    commitAs(of, hands);
    const result = await of.gate();
    expect(rulesIn(result)).toEqual(rules);
    if (rules.length > 0) {
      expect(saidIn(result).join()).toContain(`whom ${reviewId} names as its author, has not signed that`);
      expect(result.stdout).toContain(`cx-review approve ${reviewId} --role author`);
    }
  });

  it.each<[string, () => string]>([
    ['', () => line('olga@example.com', keys.maya)],
    [' that is for something else in their name', () => line('olga@example.com', keys.maya)],
    [' by a pattern', () => line('*@example.com,!finn@example.com', keys.maya)],
    [' that has run out for them', () => line('olga@example.com', keys.maya)],
  ])("prove nothing where it is the author's%s", async (kind, more) => {
    const options = kind.includes('something else')
      ? 'namespaces="git" '
      : kind.includes('run out')
        ? 'valid-before="20260101" '
        : '';
    const signers = [
      line('olga@example.com', keys.olga),
      line('finn@example.com', keys.finn),
      line('maya@example.com', keys.maya, options),
      more(),
    ].join('');
    const by: [string, string, Key][] = [
      ['olga', 'owner', keys.maya],
      ['finn', 'finance', keys.finn],
    ];
    expect(await judged(signers, by)).toEqual(['self-approval']);
  });

  it('prove nothing where they are of who committed the change', async () => {
    const signers = `${ownLines()}${line('olga@example.com', keys.dev)}`;
    const by: [string, string, Key][] = [
      ['olga', 'owner', keys.dev],
      ['finn', 'finance', keys.finn],
    ];
    expect(await judged(signers, by)).toEqual(['self-approval']);
  });

  it('prove nothing where they signed the commits of the change, under whatever name', async () => {
    const by: [string, string, Key][] = [
      ['olga', 'owner', keys.olga],
      ['finn', 'finance', keys.finn],
    ];
    expect(await judged(ownLines(), by, { price: { author: 'nobody@example.com', key: keys.olga } })).toEqual(
      ['self-approval'],
    );
    scene?.remove();
    expect(
      await judged(ownLines(), by, { written: { author: 'nobody@example.com', key: keys.olga } }),
    ).toEqual(['self-approval']);
  });
});
