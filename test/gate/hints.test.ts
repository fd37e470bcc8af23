import { execFileSync } from 'node:child_process';
import { symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { digestOf } from '../../src/lib/digest.ts';
import { runCli } from '../support/world.ts';
import {
  asJson,
  completeReview,
  config,
  gateReview,
  plans,
  policyFile,
  policyPath,
  reviewId,
  reviewPath,
  Scene,
} from './scene.ts';

let scene: Scene;
afterEach(() => scene.remove());

interface Said {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly hint: string;
}

async function said(today = '2026-11-22'): Promise<readonly Said[]> {
  const { stdout } = await runCli([...asJson(['check', '--base', 'main']), '--today', today], {
    cwd: scene.repository.path,
    gitEnv: scene.repository.env,
  });
  return JSON.parse(stdout).findings;
}

/** The command of a hint: all of it, or what stands behind the last colon. */
const commandIn = (hint: string): string | undefined => /^(?:.*: )?((?:cx-review|git) .*)$/.exec(hint)?.[1];

/** Splits as a shell does. */
const words = (command: string): string[] =>
  execFileSync('sh', ['-c', `printf '%s\\0' ${command}`])
    .toString()
    .split('\0')
    .slice(0, -1);

/** Questions are asked of a person; here nobody sits at the terminal, which is said before anything else is wrong. */
const asks = (command: string) => /^cx-review (new|resume|edit|check) /.test(`${command} `);

/** Runs what a hint says as somebody of the config would. */
async function paste(command: string, as: string): Promise<void> {
  const [program = '', ...argv] = words(command);
  if (program === 'git') return void scene.git(...argv);
  const who = argv[0] === 'approve' ? ['--as', as] : [];
  const { code, stderr } = await scene.run(...argv, ...who);
  if (asks(command) && argv[0] !== 'check') {
    expect(code, stderr).toBe(2);
    expect(stderr).toMatch(/terminal|answers/);
  } else if (argv[0] === 'check') expect(code, stderr).toBe(1);
  else expect(code, stderr).toBe(0);
}

/** Who can do what the hint says: the first person whom it names, and who has no other role yet. */
function personIn(hint: string, busy: ReadonlySet<string>): string {
  const keyOf = (name: string) =>
    Object.entries(config().people).find(([, person]) => person.name === name)?.[0] ?? name;
  const named = /^([\w, ]+) can/
    .exec(hint)?.[1]
    ?.split(/, | and /)
    .map(keyOf) ?? [/--role frontline/.test(hint) ? 'sam' : 'olga'];
  return named.find((one) => !busy.has(one)) ?? named[0] ?? 'olga';
}

const without = (section: string): Review =>
  Object.fromEntries(Object.entries(completeReview()).filter(([name]) => name !== section)) as Review;

const approved = (review: Review): Review =>
  ({
    ...review,
    approvals: [scene.approval(review, 'olga', 'owner'), scene.approval(review, 'finn', 'finance')],
  }) as Review;

function branch(review: Review = completeReview(), price = 25): void {
  scene.write(policyPath, plans(price));
  scene.writeReview(review);
  scene.commit();
}

function merged(review: Review = completeReview()): void {
  branch(approved(review));
  scene.git('checkout', '--quiet', 'main');
  scene.git('merge', '--quiet', '--no-edit', 'change');
  scene.git('checkout', '--quiet', '-b', 'next');
}

const waiverOf = (more: object = {}) => ({
  schema: 'cx-review-waiver/1',
  id: '2026-11-20-hurry-aaaa',
  author: 'maya',
  owner: 'finn',
  reason: 'In a hurry',
  date: '2026-11-20',
  expires: '2026-11-30',
  files: [policyFile(20, 25)],
  ...more,
});

interface Case {
  readonly name: string;
  readonly rule: string;
  readonly prepare: () => void | Promise<void>;
  /** Other than the usual one. */
  readonly config?: ReturnType<typeof config>;
  readonly today?: string;
}

const cases: readonly Case[] = [
  {
    name: 'nobody thought of',
    rule: 'uncovered-policy-change',
    prepare: () => {
      scene.write(policyPath, plans(25));
      scene.commit();
    },
  },
  {
    name: 'a draft does not list yet',
    rule: 'uncovered-policy-change',
    prepare: () => branch(completeReview({ policy: undefined as never })),
  },
  {
    name: 'two drafts do not list yet',
    rule: 'uncovered-policy-change',
    prepare: () => {
      scene.writeReview(completeReview({ id: '2026-11-19-other-aaaa', policy: undefined as never }));
      branch(completeReview({ policy: undefined as never }));
    },
  },
  {
    name: 'is of the gate',
    rule: 'uncovered-policy-change',
    prepare: () => {
      scene.write('cx-reviews/allowed_signers', '# nobody\n');
      scene.writeReview(gateReview([]));
      scene.commit();
    },
  },
  {
    name: 'has gone on',
    rule: 'policy-changed-since-review',
    prepare: () => branch(completeReview(), 26),
  },
  {
    name: 'does not come with its review',
    rule: 'policy-changed-since-review',
    prepare: () => {
      scene.writeReview(approved(completeReview()));
      scene.commit();
    },
  },
  {
    name: 'has other numbers',
    rule: 'numbers-disagree',
    prepare: () => branch(completeReview({ policy: { files: [policyFile(20, 25)] } } as Partial<Review>)),
  },
  {
    name: 'is a page of text',
    rule: 'numbers-disagree',
    prepare: () => {
      scene.write('policies/refund it.md', '30 days\n');
      const files = [
        { id: 'r', path: 'policies/refund it.md', before: 'none', after: digestOf('30 days\n') },
      ];
      scene.writeReview(approved(completeReview({ policy: { files } } as Partial<Review>)));
      scene.commit();
    },
  },
  {
    name: 'has an unfinished review',
    rule: 'incomplete-review',
    prepare: () => branch(approved(without('frontline'))),
  },
  {
    name: 'has a review by a stranger',
    rule: 'incomplete-review',
    prepare: () => branch(approved(completeReview({ author: 'zoe' }))),
  },
  {
    name: 'was decided against',
    rule: 'verdict-not-go',
    prepare: () =>
      branch(
        approved(completeReview({ verdict: { ...completeReview().verdict, decision: 'drop' } } as never)),
      ),
  },
  {
    name: 'somebody said no to',
    rule: 'verdict-not-go',
    prepare: () => {
      const review = approved(completeReview());
      const no = scene.approval(review, 'sam', 'frontline', { id: 'no', decision: 'reject' });
      branch({ ...review, approvals: [...(review.approvals ?? []), no] } as Review);
    },
  },
  { name: 'is not approved', rule: 'missing-approval', prepare: () => branch() },
  {
    name: 'was edited since it was approved',
    rule: 'voided-approval',
    prepare: () => branch({ ...approved(completeReview()), title: 'Another' } as Review),
  },
  {
    name: 'its author approved',
    rule: 'self-approval',
    prepare: () => {
      const review = completeReview();
      const approvals = [scene.approval(review, 'maya', 'owner'), scene.approval(review, 'finn', 'finance')];
      branch({ ...review, approvals } as Review);
    },
  },
  {
    name: 'holds no more soon',
    rule: 'review-expired',
    today: '2026-12-15',
    prepare: () =>
      branch(
        approved(
          completeReview({ verdict: { ...completeReview().verdict, expires: '2026-12-31' } } as never),
        ),
      ),
  },
  {
    name: 'lost its record',
    rule: 'gate-weakened',
    prepare: () => {
      merged();
      scene.git('revert', '--no-edit', 'HEAD');
    },
  },
  {
    name: 'became a link',
    rule: 'uncovered-policy-change',
    prepare: () => {
      scene.git('checkout', '--quiet', 'main');
      scene.write('policies/where.txt', 'plans.yaml');
      scene.commit();
      scene.git('checkout', '--quiet', '-B', 'change');
      unlinkSync(join(scene.repository.path, 'policies/where.txt'));
      symlinkSync('plans.yaml', join(scene.repository.path, 'policies/where.txt'));
      scene.commit();
    },
  },
  {
    name: 'is waived, and nobody approved that',
    rule: 'missing-approval',
    prepare: () => {
      scene.write(policyPath, plans(25));
      scene.write('cx-reviews/waivers/2026-11-20-hurry-aaaa.yaml', stringify(waiverOf()));
      scene.commit();
    },
  },
  {
    name: 'is waived for too long',
    rule: 'invalid-waiver',
    prepare: () => {
      scene.write(policyPath, plans(25));
      const long = waiverOf({ expires: '2027-11-30' });
      scene.write('cx-reviews/waivers/2026-11-20-hurry-aaaa.yaml', stringify(long));
      scene.commit();
    },
  },
];

describe('what a finding says is to be done', () => {
  it.each(cases)('can be pasted where a change $name', async ({ prepare, rule, today, config: own }) => {
    scene = new Scene(own);
    await prepare();
    const before = (await said(today)).filter((one) => one.rule === rule);
    expect(before.length).toBeGreaterThan(0);
    const busy = new Set<string>();
    for (const { hint } of before) {
      const command = commandIn(hint);
      expect(command, hint).toBeDefined();
      const person = personIn(hint, busy);
      busy.add(person);
      await paste(command ?? '', person);
    }
    if (before.some(({ hint, severity }) => asks(commandIn(hint) ?? '') || severity === 'info')) return;
    if (!before.some(({ hint }) => / git rm --cached /.test(hint))) scene.git('add', '--all');
    scene.git('commit', '--quiet', '--message', 'as it was said');
    const left = (await said(today)).map(({ message }) => message);
    for (const { message } of before) expect(left).not.toContain(message);
  });

  it('names nobody who could not do it', async () => {
    scene = new Scene();
    const review = completeReview({ author: 'leo' });
    scene.write(policyPath, plans(25));
    scene.git('add', '--all');
    scene.git('commit', '--quiet', '--author', 'Olga <olga@example.com>', '--message', 'raise it');
    scene.writeReview({ ...review, approvals: [scene.approval(review, 'finn', 'finance')] } as Review);
    scene.commit();
    expect((await said()).map(({ hint }) => hint)).toEqual([
      `Maya Lindqvist can: cx-review approve ${reviewId} --role owner --base main`,
    ]);
  });

  it('leads from a waiver whose time is over to the review that was promised, step by step', async () => {
    scene = new Scene();
    const waiver = waiverOf();
    const bound = completeReview({ policy: { files: waiver.files } } as Partial<Review>);
    scene.write(policyPath, plans(25));
    const path = `cx-reviews/waivers/${waiver.id}.yaml`;
    scene.write(path, stringify(waiver));
    await scene.run('approve', `waivers/${waiver.id}`, '--role', 'owner', '--as', 'olga');
    scene.commit('in a hurry');
    expect(await said()).toMatchObject([{ rule: 'waived-change' }]);
    scene.git('checkout', '--quiet', 'main');
    scene.git('merge', '--quiet', '--no-edit', 'change');
    scene.git('checkout', '--quiet', '-b', 'next');

    // The next change of the policy, with all that it takes.
    const next = completeReview({
      id: '2026-11-21-next-aaaa',
      policy: {
        files: [policyFile(25, 26)],
        changes: [{ id: 'p', path: policyPath, pointer: 'plans.pro.price', from: 25, to: 26 }],
      },
    } as Partial<Review>);
    scene.write(policyPath, plans(26));
    scene.writeReview(approved(next));
    scene.commit();
    const debt = async () => {
      const [one, ...more] = await said('2026-12-01');
      expect(more).toEqual([]);
      return one;
    };
    expect(await debt()).toMatchObject({ rule: 'waiver-unfulfilled', hint: 'cx-review new' });
    expect((await debt())?.message).toContain(`cx-review cover ID waivers/${waiver.id}`);

    // Its review is written, from what git still has of the waived change, and named in the waiver.
    const { policy: _none, ...draft } = bound;
    scene.writeReview({ ...draft, frontline: undefined } as never);
    expect((await scene.run('cover', reviewId, `waivers/${waiver.id}`)).stdout).toContain(
      'plans.pro.price: 20 → 25',
    );
    scene.commit();
    expect(parse(scene.read(path)).review).toBe(reviewId);
    expect(parse(scene.read(reviewPath)).policy).toMatchObject({
      files: [{ path: policyPath, before: policyFile(20, 25).before, after: policyFile(20, 25).after }],
      changes: [{ path: policyPath, pointer: 'plans.pro.price', from: 20, to: 25 }],
    });
    expect((await debt())?.hint).toBe(`cx-review resume ${reviewId}`);
    const { policy } = parse(scene.read(reviewPath));
    scene.writeReview({ ...bound, policy });
    expect((await scene.run('render', reviewId)).code).toBe(0);
    scene.commit();
    for (const person of ['olga', 'finn']) {
      const { hint = '' } = (await debt()) ?? {};
      await paste(commandIn(hint) ?? '', person);
      scene.commit();
    }
    expect(await said('2026-12-01')).toEqual([]);
  });
});
