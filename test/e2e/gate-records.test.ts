import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { digestOf } from '../../src/lib/digest.ts';
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
  rulesIn,
  Scene,
} from '../gate/scene.ts';
import { runCli } from '../support/world.ts';

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});
afterEach(() => scene.remove());

function approved(review: Review): Review {
  return {
    ...review,
    approvals: [scene.approval(review, 'olga', 'owner'), scene.approval(review, 'finn', 'finance')],
  } as Review;
}

/** A reviewed change that is on main. */
function live(
  review: Review = completeReview(),
  files: Record<string, string> = { [policyPath]: plans(25) },
): Review {
  const whole = approved(review);
  for (const [path, text] of Object.entries(files)) scene.write(path, text);
  scene.writeReview(whole);
  scene.commit('a reviewed change');
  scene.git('checkout', '--quiet', 'main');
  scene.git('merge', '--quiet', '--no-edit', 'change');
  scene.git('checkout', '--quiet', '-b', 'next');
  return whole;
}

const gateOn = (today: string) =>
  runCli([...asJson(['check', '--base', 'main']), '--today', today], { cwd: scene.repository.path });

describe('taking a change back', () => {
  it('needs no review, as long as all of it goes back to what it was', async () => {
    live();
    scene.write(policyPath, plans(20));
    scene.commit();
    const result = await scene.gate();
    expect(rulesIn(result)).toEqual([]);
    expect(JSON.parse(result.stdout).range.passages).toMatchObject([{ by: 'reversal', id: reviewId }]);
    scene.write(policyPath, plans(21));
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['uncovered-policy-change']);
  });

  it('is not half of it', async () => {
    const other = 'policies/other.yaml';
    scene.git('checkout', '--quiet', 'main');
    scene.write(other, plans(20));
    scene.commit();
    scene.git('checkout', '--quiet', '-B', 'change');
    const two = completeReview({
      policy: {
        files: [policyFile(20, 25), { ...policyFile(20, 25, other), id: 'other' }],
        changes: [policyPath, other].map((path, at) => ({
          ...{ id: `price-${at}`, path, pointer: 'plans.pro.price' },
          ...{ from: 20, to: 25, unit: 'EUR per month' },
        })),
      },
    } as Partial<Review>);
    live(two, { [policyPath]: plans(25), [other]: plans(25) });
    expect(rulesIn(await scene.run('check', '--base', 'HEAD~1'))).toEqual([]);
    scene.write(other, plans(20));
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['uncovered-policy-change']);
    scene.write(policyPath, plans(20));
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });

  it('is a change like any other once the verdict has run out', async () => {
    live();
    scene.write(policyPath, plans(20));
    scene.commit();
    expect(rulesIn(await gateOn('2031-06-01'))).toContain('uncovered-policy-change');
  });

  it('is a change like any other where it takes back a price that was lowered', async () => {
    const lower = completeReview({
      policy: {
        files: [policyFile(20, 15)],
        changes: [{ id: 'price', path: policyPath, pointer: 'plans.pro.price', from: 20, to: 15 }],
      },
    } as Partial<Review>);
    live(lower, { [policyPath]: plans(15) });
    scene.write(policyPath, plans(20));
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['uncovered-policy-change']);
  });

  it.each<[string, (review: Review) => Review]>([
    ['is closed', (review) => ({ ...review, status: 'closed' })],
    ['nobody approved', ({ approvals: _none, ...review }) => review],
    ['was changed since it was approved', (review) => ({ ...review, title: 'Another' })],
    [
      'says revise',
      (review) => approved({ ...review, verdict: { ...review.verdict, decision: 'revise' } } as Review),
    ],
    ['names another review', (review) => approved({ ...review, id: '2026-11-20-other-aaaa' } as Review)],
  ])('is no return to before a review that %s', async (_name, spoil) => {
    const review = live();
    scene.git('checkout', '--quiet', 'main');
    scene.write(reviewPath, stringify(spoil(review)));
    scene.commit();
    scene.git('checkout', '--quiet', '-B', 'next');
    scene.write(policyPath, plans(20));
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['uncovered-policy-change']);
  });

  it('is git revert, once the record that it takes away is put back', async () => {
    live();
    scene.write(`cx-reviews/${reviewId}.md`, 'Its page.\n');
    scene.git('checkout', '--quiet', '-B', 'main');
    scene.commit();
    scene.git('checkout', '--quiet', '-b', 'back');
    scene.git('revert', '--no-edit', 'HEAD~1');
    scene.git('rm', '--quiet', `cx-reviews/${reviewId}.md`);
    scene.commit();
    const result = await scene.gate();
    expect(rulesIn(result)).toEqual(['gate-weakened']);
    const [{ message, hint }] = JSON.parse(result.stdout).findings;
    expect(message).toContain('which needs no review');
    expect(hint).toBe(`git checkout main -- ${reviewPath} cx-reviews/${reviewId}.md`);
    scene.git(...hint.split(' ').slice(1));
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });

  it('takes no record away behind a review that lets it through', async () => {
    live();
    scene.git('revert', '--no-edit', 'HEAD');
    const back = completeReview({
      id: '2026-11-21-back-aaaa',
      policy: {
        files: [policyFile(25, 20)],
        changes: [{ id: 'p', path: policyPath, pointer: 'plans.pro.price', from: 25, to: 20 }],
      },
    } as Partial<Review>);
    scene.writeReview(approved(back));
    scene.commit();
    const result = await scene.gate();
    expect(rulesIn(result)).toEqual(['gate-weakened']);
    expect(result.stdout).toContain('is deleted or renamed');
  });

  it('is no other revert, which changes something as well', async () => {
    live();
    scene.git('revert', '--no-edit', 'HEAD');
    scene.write(policyPath, plans(19));
    scene.commit();
    expect(rulesIn(await scene.gate()).sort()).toEqual(['gate-weakened', 'uncovered-policy-change']);
  });
});

describe('where no role has to approve', () => {
  const rise = () => {
    const review = completeReview();
    scene.write(policyPath, plans(25));
    scene.writeReview(review);
    scene.commit();
    return review;
  };

  it('a review is enough, once', async () => {
    scene.remove();
    const own = config();
    own.approvals.roles = { light: [], standard: [], full: [] };
    scene = new Scene(own);
    const review = rise();
    expect(rulesIn(await scene.gate())).toEqual([]);
    scene.write(policyPath, plans(20));
    scene.commit();
    scene.git('checkout', '--quiet', '-B', 'main');
    scene.git('checkout', '--quiet', '-b', 'again');
    scene.write(policyPath, plans(25));
    scene.writeReview({ ...review, status: 'draft' });
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['uncovered-policy-change']);
  });
});

describe('a depth below the one that the answers give', () => {
  it('takes the approval of whoever is named as the second person who agrees', async () => {
    const review = completeReview();
    const lowered = {
      ...review,
      screening: {
        ...review.screening,
        lowered: { reason: 'We have done this ten times.', approver: 'sam' },
      },
    } as Review;
    scene.write(policyPath, plans(25));
    scene.writeReview(approved(lowered));
    scene.commit();
    const result = await scene.gate();
    expect(rulesIn(result)).toEqual(['missing-approval']);
    expect(result.stdout).toContain('Sam Whitaker has not approved it');
    const { approvals = [] } = approved(lowered);
    const withSam = [...approvals, scene.approval(lowered, 'sam', 'frontline')];
    scene.writeReview({ ...lowered, approvals: withSam } as Review);
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
    // It has to be of this very review.
    const old = { ...scene.approval(review, 'sam', 'frontline') };
    scene.writeReview({ ...lowered, approvals: [...approvals, old] } as Review);
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['missing-approval']);
  });
});

describe('the figures that people are told', () => {
  const told = (newFigure: string, to = 24): Review => {
    const review = completeReview();
    return {
      ...review,
      policy: {
        files: [policyFile(20, to)],
        changes: [
          { id: 'price', path: policyPath, pointer: 'plans.pro.price', from: 20, to, unit: 'EUR per month' },
        ],
      },
      consequences: review.consequences?.map((row) => ({ ...row, oldFigure: '20 EUR a month', newFigure })),
    } as Review;
  };

  it.each([
    ['25 EUR a month', true],
    ['24 EUR a month', false],
    ['24.00 EUR a month', false],
    ['288 EUR a year', false],
    ['1,25 EUR a month', true],
    // Twenty-four, where a comma parts decimals.
    ['24,000 EUR a month', false],
    ['24 EUR a month, 30 from June', false],
  ])('are compared with the files: %s', async (newFigure, isWrong) => {
    const review = told(newFigure);
    scene.write(policyPath, plans(24));
    scene.writeReview(approved(review));
    scene.commit();
    const { findings } = JSON.parse((await scene.gate()).stdout);
    const wrong = findings.filter(({ rule }: { rule: string }) => rule === 'numbers-disagree');
    expect(wrong.length > 0).toBe(isWrong);
    if (isWrong) expect(wrong[0].message).toContain('goes from 20 to 24 in the file');
  });
});

describe('values that nobody can compare', () => {
  it('are not stated, and stay an error where they could be read before', async () => {
    const text = `${plans(25)}more: [\n`;
    const file = { ...policyFile(20, 25), after: digestOf(text) };
    const review = completeReview({
      policy: { ...completeReview().policy, files: [file] },
    } as Partial<Review>);
    scene.write(policyPath, text);
    scene.writeReview(approved(review));
    scene.commit();
    expect(rulesIn(await scene.gate())).toContain('numbers-disagree');
    expect((await scene.run('cover', reviewId)).stdout).toContain('values not read');
    scene.commit();
    expect(rulesIn(await scene.gate())).toContain('numbers-disagree');
  });
});

describe('a review on record', () => {
  it('takes follow-ups and may be closed, without its approvals being given again', async () => {
    const review = live();
    const followUps = [{ id: 'first', date: '2026-12-22', by: 'maya', lesson: 'Nobody left.' }];
    scene.writeReview({ ...review, status: 'closed', followUps } as Review);
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });

  it('may go if the owner of the gate agrees', async () => {
    live();
    const gate = gateReview([]);
    scene.git('rm', '--quiet', reviewPath);
    scene.writeReview(gate as Review);
    expect((await scene.run('cover', gate.id ?? '', reviewPath)).code).toBe(0);
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['missing-approval']);
    await scene.run('approve', gate.id ?? '', '--role', 'owner', '--as', 'olga');
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });

  it('may be a draft that is thrown away', async () => {
    const { approvals: _none, ...draft } = live();
    scene.git('checkout', '--quiet', 'main');
    scene.writeReview({ ...draft, id: '2026-11-20-draft-aaaa' } as Review);
    scene.commit();
    scene.git('checkout', '--quiet', '-B', 'next');
    scene.git('rm', '--quiet', 'cx-reviews/2026-11-20-draft-aaaa.yaml');
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });
});

describe('an approver who merges', () => {
  const asOlga = (...args: string[]) =>
    scene.git('-c', 'user.name=Olga', '-c', 'user.email=olga@example.com', ...args);

  /** The price rises on the branch, approved; main goes on. */
  function diverged(onMain: Record<string, string>): void {
    scene.write(policyPath, plans(25));
    scene.writeReview(approved(completeReview()));
    scene.commit();
    scene.git('checkout', '--quiet', 'main');
    for (const [path, text] of Object.entries(onMain)) scene.write(path, text);
    scene.commit();
    scene.git('checkout', '--quiet', 'change');
    for (const name of ['GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_EMAIL']) {
      scene.repository.env[name] = 'olga@example.com';
    }
  }

  it('main into the branch has written nothing', async () => {
    diverged({ 'README.md': 'Main goes on.\n' });
    asOlga('merge', '--quiet', '--no-edit', 'main');
    expect(rulesIn(await scene.gate())).toEqual([]);
  });

  it('the branch into main, as a merge queue does, has written nothing', async () => {
    diverged({ 'README.md': 'Main goes on.\n' });
    asOlga('checkout', '--quiet', '-b', 'queue', 'main');
    asOlga('merge', '--quiet', '--no-ff', '--no-edit', 'change');
    expect(rulesIn(await scene.gate())).toEqual([]);
  });

  it('and settles a conflict in a policy has changed it', async () => {
    diverged({ [policyPath]: plans(21) });
    expect(() => asOlga('merge', '--quiet', '--no-edit', 'main')).toThrow('Command failed');
    scene.write(policyPath, plans(24));
    const review = completeReview({
      policy: {
        files: [policyFile(21, 24)],
        changes: [{ id: 'price', path: policyPath, pointer: 'plans.pro.price', from: 21, to: 24 }],
      },
    } as Partial<Review>);
    scene.writeReview(approved(review));
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['self-approval']);
  });
});

describe('an approval that holds no more', () => {
  const refund = 'policies/refund.md';
  const listing = (text: string) =>
    completeReview({
      policy: { files: [{ id: 'refund', path: refund, before: 'none', after: digestOf(text) }], changes: [] },
    } as Partial<Review>);

  async function saidTwice(): Promise<{ gate: string[]; approve: string }> {
    const voided = JSON.parse((await scene.gate()).stdout).findings.filter(
      ({ rule }: { rule: string }) => rule === 'voided-approval',
    );
    const { stdout } = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    return { gate: voided.map(({ message }: { message: string }) => message), approve: stdout };
  }

  it('says which lines of a text have changed since, and nothing of digests', async () => {
    scene.write(refund, 'Refunds.\nWithin 30 days.\n');
    const first = approved(listing('Refunds.\nWithin 30 days.\n'));
    scene.writeReview(first);
    scene.commit();
    scene.write(refund, 'Refunds.\nWithin 14 days.\n');
    const { policy } = listing('Refunds.\nWithin 14 days.\n');
    scene.writeReview({ ...first, policy, title: 'Shorter' } as Review);
    scene.commit();
    const { gate, approve } = await saidTwice();
    expect(gate).toHaveLength(2);
    for (const said of [...gate, approve.slice(approve.indexOf('no longer counts'))]) {
      expect(said).toContain('→ Shorter');
      expect(said).toContain(`${refund}: - Within 30 days., + Within 14 days.`);
      expect(said).not.toContain('sha256:');
    }
  });

  it('says which settings of the base have changed since, where nothing else has', async () => {
    scene.write(policyPath, plans(25));
    scene.writeReview(approved(completeReview()));
    scene.commit();
    scene.git('checkout', '--quiet', 'main');
    const { approvals } = scene.config;
    const stricter = { ...approvals, roles: { ...approvals.roles, light: ['finance'] } };
    scene.write('cx-reviews/config.yaml', stringify({ ...scene.config, approvals: stricter }));
    scene.commit();
    scene.git('checkout', '--quiet', 'change');
    scene.git('merge', '--quiet', '--no-edit', 'main');
    const { gate, approve } = await saidTwice();
    expect(gate).toHaveLength(2);
    for (const said of [...gate, approve]) {
      expect(said).toMatch(/cx-reviews\/config\.yaml: approvals\.roles\.light.*finance/);
    }
  });

  it('says so where git no longer has what it was given for', async () => {
    scene.write(policyPath, plans(25));
    const review = completeReview();
    const old = { ...approved(review), title: 'Another' } as Review;
    scene.writeReview(old);
    scene.commit();
    expect((await scene.gate()).stdout).toContain(
      'What it was given for is not in the history of this clone.',
    );
  });
});

describe('of two reviews of one change', () => {
  it('the one that lacks nothing but approvals is spoken of', async () => {
    const { frontline: _none, ...unfinished } = completeReview({ id: '2026-11-19-unfinished-aaaa' });
    scene.write(policyPath, plans(25));
    scene.writeReview(unfinished as Review);
    scene.writeReview(completeReview());
    scene.commit();
    expect(new Set(rulesIn(await scene.gate()))).toEqual(new Set(['missing-approval']));
    scene.git('reset', '--quiet', '--soft', 'main');
    expect((await scene.run('check', '--staged')).code).toBe(0);
  });
});

describe('values beyond those that a review lists', () => {
  it('are said to be compared by nobody', async () => {
    const many = (value: number) => Array.from({ length: 700 }, (_, at) => `key-${at}: ${value}\n`).join('');
    scene.git('checkout', '--quiet', 'main');
    scene.write('policies/many.yaml', many(1));
    scene.commit();
    scene.git('checkout', '--quiet', '-B', 'change');
    scene.write('policies/many.yaml', many(2));
    scene.writeReview(completeReview());
    await scene.run('cover', reviewId);
    scene.commit();
    const { findings } = JSON.parse((await scene.gate()).stdout);
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'numbers-disagree',
        severity: 'warning',
        message: expect.stringContaining('500 more values change'),
      }),
    );
  });
});

describe('a change of the gate itself', () => {
  it('takes a review of the gate, approved by the owner whom the base names', async () => {
    const own = config();
    own.people.finn = { name: 'Finn', email: 'finn@example.com', roles: ['owner', 'finance'] };
    scene.write('cx-reviews/config.yaml', stringify(own));
    const gate = gateReview([]);
    scene.writeReview(gate as Review);
    expect((await scene.run('cover', gate.id ?? '')).code).toBe(0);
    expect((await scene.run('approve', gate.id ?? '', '--role', 'owner', '--as', 'finn')).code).toBe(2);
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['missing-approval']);
    await scene.run('approve', gate.id ?? '', '--role', 'owner', '--as', 'olga');
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });
});

describe('a verdict with a date', () => {
  it('warns ahead, and stops only changes that lean on it', async () => {
    const review = completeReview();
    const dated = approved({ ...review, verdict: { ...review.verdict, expires: '2027-06-30' } } as Review);
    scene.write(policyPath, plans(25));
    scene.writeReview(dated);
    scene.commit();
    const rulesOn = async (day: string) =>
      JSON.parse((await gateOn(day)).stdout).findings.map(
        ({ rule, severity }: { rule: string; severity: string }) => `${rule} ${severity}`,
      );
    expect(await rulesOn('2027-05-30')).toEqual([]);
    expect(await rulesOn('2027-05-31')).toEqual(['review-expired warning']);
    expect(await rulesOn('2027-06-30')).toEqual(['review-expired warning']);
    expect(await rulesOn('2027-07-01')).toEqual(['review-expired error']);
    scene.git('checkout', '--quiet', 'main');
    scene.git('merge', '--quiet', '--no-edit', 'change');
    scene.git('checkout', '--quiet', '-b', 'later');
    scene.write('README.md', 'Something else.\n');
    scene.commit();
    expect(await rulesOn('2028-03-02')).toEqual([]);
  });

  describe('of a review in force', () => {
    const refund = 'policies/refund.md';

    /** On main a review of the price and of a text holds until the end of June; the branch changes another file. */
    async function inForce(changes: Partial<Review> = {}): Promise<Review> {
      const files = [
        policyFile(20, 25),
        { id: 'refund', path: refund, before: 'none', after: digestOf('30 days\n') },
      ];
      const whole = completeReview({
        verdict: { ...completeReview().verdict, expires: '2027-06-30' },
        policy: { ...completeReview().policy, files },
        ...changes,
      } as Partial<Review>);
      return live(whole, { [policyPath]: plans(25), [refund]: '30 days\n' });
    }

    /** A reviewed change of the next year. */
    function nextYear(files: readonly object[], texts: Record<string, string>, changes: object[] = []): void {
      const review = completeReview({
        id: '2026-11-21-next-year-aaaa',
        policy: { files, changes },
        verdict: { ...completeReview().verdict, expires: '2027-12-31' },
      } as Partial<Review>);
      for (const [path, text] of Object.entries(texts)) scene.write(path, text);
      scene.writeReview(approved(review));
      scene.commit();
    }
    const another = { id: 'other', path: 'policies/other.md', before: 'none', after: digestOf('x\n') };
    const price = { id: 'p', path: policyPath, pointer: 'plans.pro.price', from: 25, to: 26 };

    const expiriesOn = async (day: string) =>
      JSON.parse((await gateOn(day)).stdout).findings.filter(
        ({ rule }: { rule: string }) => rule === 'review-expired',
      );

    it('warns its owner by name, and then stops other changes of its policy and of no other', async () => {
      await inForce();
      nextYear([another], { 'policies/other.md': 'x\n' });
      expect(await expiriesOn('2027-05-30')).toEqual([]);
      const [warning, ...more] = await expiriesOn('2027-05-31');
      expect(more).toEqual([]);
      expect(warning).toMatchObject({ severity: 'warning', review: reviewId, path: 'verdict.expires' });
      expect(warning.message).toContain('Maya Lindqvist has to decide again');
      expect(warning.message).toContain('policies/plans.yaml and policies/refund.md');
      expect(rulesIn(await gateOn('2027-06-30'))).toEqual([]);
      expect(rulesIn(await gateOn('2027-07-01'))).toEqual(['review-expired']);
      scene.git('checkout', '--quiet', '-B', 'elsewhere', 'main');
      scene.write('src/code.ts', 'export {};\n');
      scene.commit();
      expect(rulesIn(await gateOn('2027-07-01'))).toEqual([]);
    });

    it.each<[string, (review: Review) => string]>([
      ['JSON', (review) => JSON.stringify(review, null, 2)],
      ['JSON on one line', (review) => JSON.stringify(review)],
      [
        'escapes',
        (review) =>
          stringify(review)
            .replaceAll('path: policies', 'path: "policies')
            .replaceAll(/(path: "policies.*)$/gm, '$1"')
            .replaceAll('policies/', 'policies\\/'),
      ],
      [
        'a comment behind',
        (review) => stringify(review).replaceAll(/^( *(?:- )?(?:path|expires): .*)$/gm, '$1 # so'),
      ],
      ['folds', (review) => stringify(review).replaceAll(/path: (.*)$/gm, 'path: >-\n          $1')],
      [
        'the day in the next line',
        (review) => stringify(review).replace(/expires: (.*)$/m, 'expires:\n    $1'),
      ],
    ])('sees one that is written with %s', async (_name, write) => {
      const review = await inForce();
      scene.git('checkout', '--quiet', 'main');
      scene.write(reviewPath, write(review));
      scene.commit();
      scene.git('checkout', '--quiet', '-B', 'next');
      nextYear([another], { 'policies/other.md': 'x\n' });
      expect(rulesIn(await gateOn('2027-07-01'))).toEqual(['review-expired']);
    });

    it('holds up no emergency', async () => {
      await inForce();
      const on = ['--today', '2027-07-01'];
      scene.write('policies/other.md', 'x\n');
      const asked = ['--reason', 'The page was taken down', '--owner', 'maya', '--as', 'maya'];
      expect((await scene.run('waive', ...asked, ...on)).code).toBe(0);
      const approve = ['approve', 'waivers/page-was', '--role', 'owner', '--as', 'olga'];
      expect((await scene.run(...approve, ...on)).code).toBe(0);
      scene.commit();
      const { findings } = JSON.parse((await gateOn('2027-07-01')).stdout);
      expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual(['waived-change']);
    });

    it('stops nothing that replaces all that it led to, and the rest if only a part is', async () => {
      await inForce();
      const text = { id: 'r', path: refund, before: digestOf('30 days\n'), after: digestOf('14 days\n') };
      nextYear([policyFile(25, 26)], { [policyPath]: plans(26) }, [price]);
      expect(await expiriesOn('2027-07-01')).toMatchObject([
        { message: expect.not.stringContaining('plans.yaml') },
      ]);
      nextYear([policyFile(25, 26), text], { [policyPath]: plans(26), [refund]: '14 days\n' }, [price]);
      expect(await expiriesOn('2027-07-01')).toEqual([]);
    });

    it('is no more once it is decided again and approved, or the review is closed', async () => {
      const review = await inForce();
      nextYear([another], { 'policies/other.md': 'x\n' });
      scene.writeReview({ ...review, status: 'closed' });
      scene.commit();
      expect(rulesIn(await gateOn('2027-07-01'))).toEqual([]);
      const again = { ...review, verdict: { ...review.verdict, expires: '2027-12-30' } } as Review;
      scene.writeReview(again);
      scene.commit();
      expect(rulesIn(await gateOn('2027-07-01'))).toEqual(['voided-approval', 'voided-approval']);
      const { approvals = [] } = review;
      scene.writeReview({
        ...again,
        approvals: [...approvals, ...(approved(again).approvals ?? [])].map((one, at) => ({
          ...one,
          id: `a${at}`,
        })),
      } as Review);
      scene.commit();
      expect(rulesIn(await gateOn('2027-07-01'))).toEqual([]);
    });

    it('is nobody’s business where the review was never approved, or its change is long gone', async () => {
      await inForce();
      scene.git('checkout', '--quiet', 'main');
      scene.write(policyPath, plans(30));
      scene.write(refund, '10 days\n');
      scene.writeReview(
        completeReview({
          id: '2026-11-20-draft-aaaa',
          verdict: { decision: 'go', expires: '2027-01-01' },
          policy: { files: [{ ...policyFile(25, 30), id: 'price' }] },
        } as Partial<Review>),
      );
      scene.commit();
      scene.git('checkout', '--quiet', '-B', 'next');
      nextYear([another], { 'policies/other.md': 'x\n' });
      expect(await expiriesOn('2027-07-01')).toEqual([]);
    });
  });
});

describe('a review that is not finished', () => {
  it.each<[string, object, string]>([
    ['has no verdict', { verdict: undefined as never }, 'verdict-not-go'],
    ['says drop', { verdict: { ...completeReview().verdict, decision: 'drop' } }, 'verdict-not-go'],
    ['leaves a section out', { frontline: undefined as never }, 'incomplete-review'],
    ['is of no situation', { situation: 'nonsense' }, 'incomplete-review'],
    ['is less deep than it should be', { depth: 'light' }, 'incomplete-review'],
    ['is closed', { status: 'closed' }, 'incomplete-review'],
    [
      'has other numbers',
      { policy: { files: [policyFile(20, 25)], changes: [] } } as Partial<Review>,
      'numbers-disagree',
    ],
  ])('stops a change if it %s', async (_name, spoil, rule) => {
    const review = JSON.parse(JSON.stringify({ ...completeReview(), ...spoil }));
    scene.write(policyPath, plans(25));
    scene.writeReview(approved(review));
    scene.commit();
    expect(rulesIn(await scene.gate())).toContain(rule);
  });
});
