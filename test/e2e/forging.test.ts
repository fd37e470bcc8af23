import { mkdtempSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { decisionDigest } from '../../src/domain/approval.ts';
import type { Approval, Review } from '../../src/domain/review.ts';
import { digestOf } from '../../src/lib/digest.ts';
import {
  completeReview,
  config,
  gateReview,
  type Key,
  makeKey,
  plans,
  policyFile,
  policyPath,
  reviewId,
  reviewPath,
  rulesIn,
  Scene,
  type TestConfig,
} from '../gate/scene.ts';
import { isInstalled } from '../support/tools.ts';
import { runCli } from '../support/world.ts';

type Name = 'olga' | 'finn' | 'maya' | 'leo' | 'mallory';

let folder: string;
let keys: Record<Name, Key>;
let scene: Scene | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cx-review-keys-'));
  const key = (name: Name) => makeKey(folder, name);
  keys = {
    olga: key('olga'),
    finn: key('finn'),
    maya: key('maya'),
    leo: key('leo'),
    mallory: key('mallory'),
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => scene?.remove());

const signersPath = 'cx-reviews/allowed_signers';
const signer = (person: string, key: Key, options = '') =>
  `${person}@example.com ${options}${options === '' ? '' : ' '}${key.publicKey}\n`;
const usualSigners = () =>
  (['olga', 'finn', 'maya', 'leo'] as const).map((name) => signer(name, keys[name])).join('');

interface Base {
  readonly config?: TestConfig;
  readonly signers?: string;
  readonly files?: Record<string, string>;
}

/** A repository at level `signed`; the branch holds a rise of the price and its complete review. */
function start(base: Base = {}): Scene {
  scene = new Scene(base.config ?? config('signed'), {
    [signersPath]: base.signers ?? usualSigners(),
    ...base.files,
  });
  scene.write(policyPath, plans(25));
  return scene;
}

const approvalsOf = (of: Scene, review: Review): Approval[] => [
  of.signedApproval(review, 'olga', 'owner', keys.olga),
  of.signedApproval(review, 'finn', 'finance', keys.finn),
];

/** The branch as an honest author leaves it. */
function honest(base?: Base, review = completeReview()): { readonly scene: Scene; readonly review: Review } {
  const here = start(base);
  const approved = { ...review, approvals: approvalsOf(here, review) } as Review;
  here.writeReview(approved);
  here.commit('reviewed and approved');
  return { scene: here, review: approved };
}

/** An approved branch in which some of the approvals are others. */
function withApprovals(
  make: (of: Scene, review: Review) => Approval[],
  base?: Base,
  review = completeReview(),
): Scene {
  const here = start(base);
  here.writeReview({ ...review, approvals: make(here, review) } as Review);
  here.commit();
  return here;
}

/** The same with Finn's approval as it should be, and Olga's forged. */
const forgedOwner = (make: (of: Scene, review: Review) => Approval, base?: Base): Scene =>
  withApprovals(
    (of, review) => [make(of, review), of.signedApproval(review, 'finn', 'finance', keys.finn)],
    base,
  );

/** What a branch was before: everything of it comes to main, as a merge would do. */
function mergeIntoMain(of: Scene): void {
  of.git('checkout', '--quiet', 'main');
  of.git('merge', '--quiet', '--no-edit', 'change');
  of.git('checkout', '--quiet', '-b', `change-${of.git('rev-parse', '--short', 'HEAD')}`);
}

interface Forging {
  readonly name: string;
  readonly forge: () => Scene | Promise<Scene>;
  /** A finding that has to be among the errors. */
  readonly rule?: string;
  readonly says?: RegExp;
  readonly code?: number;
}

const attempts: readonly Forging[] = [
  {
    name: 'a line added by hand that claims to be signed',
    forge: () => forgedOwner((of, review) => of.approval(review, 'olga', 'owner', { level: 'signed' })),
    rule: 'unproven-approval',
    says: /has no signature/,
  },
  {
    name: 'a line added by hand at level recorded',
    forge: () => forgedOwner((of, review) => of.approval(review, 'olga', 'owner')),
    rule: 'unproven-approval',
    says: /not signed, and has to be/,
  },
  {
    name: 'a good signature under level recorded',
    forge: () =>
      forgedOwner((of, review) => ({
        ...of.signedApproval(review, 'olga', 'owner', keys.olga),
        level: 'recorded',
      })),
    rule: 'unproven-approval',
  },
  {
    name: 'an approval copied from another review',
    forge: () =>
      forgedOwner((of, review) =>
        of.signedApproval(review, 'olga', 'owner', keys.olga, { subject: '2026-11-19-another-aaaa' }),
      ),
    rule: 'unproven-approval',
    says: /something else than what it says/,
  },
  {
    name: 'a signature made for a waiver of the same name',
    forge: () =>
      forgedOwner((of, review) =>
        of.signedApproval(review, 'olga', 'owner', keys.olga, { subject: `waivers/${reviewId}` }),
      ),
    rule: 'unproven-approval',
  },
  {
    name: 'the review edited after signing',
    forge: () => {
      const { scene: of, review } = honest();
      of.writeReview({
        ...review,
        change: { ...review.change, reason: `${review.change?.reason} Or so.` },
      } as Review);
      of.commit();
      return of;
    },
    rule: 'voided-approval',
  },
  {
    name: 'the review edited after signing, and the digests in the approvals with it',
    forge: () => {
      const { scene: of, review } = honest();
      const edited = { ...review, title: 'Another title' } as Review;
      const approvals = review.approvals?.map((approval) => ({
        ...approval,
        digest: decisionDigest(edited),
      }));
      of.writeReview({ ...edited, approvals } as Review);
      of.commit();
      return of;
    },
    rule: 'unproven-approval',
    says: /something else than what it says/,
  },
  {
    name: 'the policy edited after signing',
    forge: () => {
      const { scene: of } = honest();
      of.write(policyPath, plans(26));
      of.commit();
      return of;
    },
    rule: 'policy-changed-since-review',
  },
  {
    name: 'the policy edited after signing, and covered again',
    forge: async () => {
      const { scene: of } = honest();
      of.write(policyPath, plans(26));
      await of.run('cover', reviewId, '--base', 'main');
      of.commit();
      return of;
    },
    rule: 'voided-approval',
  },
  {
    name: 'the line ends of the policy changed after signing',
    forge: () => {
      const { scene: of } = honest();
      of.write(policyPath, plans(25).replaceAll('\n', '\r\n'));
      of.commit();
      return of;
    },
    rule: 'policy-changed-since-review',
  },
  {
    name: 'the policy renamed after signing',
    forge: () => {
      const { scene: of } = honest();
      of.git('mv', policyPath, 'policies/prices.yaml');
      of.commit();
      return of;
    },
    rule: 'uncovered-policy-change',
  },
  {
    name: 'the policy moved out of its folder after signing',
    forge: () => {
      const { scene: of } = honest();
      of.git('mv', policyPath, 'plans.yaml');
      of.commit();
      return of;
    },
    rule: 'policy-changed-since-review',
  },
  {
    name: 'the policy turned into a link after signing',
    forge: () => {
      const { scene: of } = honest();
      of.write('elsewhere.yaml', plans(99));
      unlinkSync(join(of.repository.path, policyPath));
      symlinkSync('../elsewhere.yaml', join(of.repository.path, policyPath));
      of.commit();
      return of;
    },
    rule: 'policy-changed-since-review',
  },
  {
    name: 'the review renamed after signing',
    forge: () => {
      const { scene: of } = honest();
      of.git('mv', reviewPath, 'cx-reviews/2026-11-20-pro-plan-zzzz.yaml');
      of.commit();
      return of;
    },
    rule: 'incomplete-review',
    says: /calls itself/,
  },
  {
    name: 'the review copied under another name and id',
    forge: () => {
      const { scene: of, review } = honest();
      of.git('rm', '--quiet', reviewPath);
      of.writeReview({ ...review, id: '2026-11-20-pro-plan-zzzz' });
      of.commit();
      return of;
    },
    rule: 'voided-approval',
  },
  {
    name: 'the config changed on the base after signing',
    forge: () => {
      const { scene: of } = honest();
      of.git('checkout', '--quiet', 'main');
      of.write('cx-reviews/config.yaml', stringify({ ...of.config, currency: 'EUR' }));
      of.commit();
      of.git('checkout', '--quiet', 'change');
      of.git('merge', '--quiet', '--no-edit', 'main');
      return of;
    },
    rule: 'voided-approval',
    says: /other settings/,
  },
  {
    name: 'the level lowered in the pull request',
    forge: () => {
      const of = start();
      const review = completeReview();
      const approvals = [of.approval(review, 'olga', 'owner'), of.approval(review, 'finn', 'finance')];
      of.writeReview({ ...review, approvals } as Review);
      of.write('cx-reviews/config.yaml', stringify(config('recorded')));
      of.commit();
      return of;
    },
    rule: 'unproven-approval',
  },
  {
    name: 'the config changed in the pull request, without a review of its own',
    forge: () => {
      const { scene: of } = honest();
      of.write('cx-reviews/config.yaml', stringify({ ...of.config, policies: [] }));
      of.commit();
      return of;
    },
    rule: 'uncovered-policy-change',
    says: /the-gate/,
  },
  {
    name: 'the config changed under a name of another case',
    forge: () => {
      const { scene: of } = honest();
      of.write('CX-Reviews/Config.yaml', stringify({ ...of.config, policies: [] }));
      of.commit();
      return of;
    },
    rule: 'uncovered-policy-change',
    says: /the-gate/,
  },
  {
    name: 'the signers edited in the pull request',
    forge: () => {
      const of = forgedOwner((here, review) => here.signedApproval(review, 'olga', 'owner', keys.mallory));
      of.write(signersPath, `${usualSigners()}${signer('olga', keys.mallory)}`);
      of.commit();
      return of;
    },
    rule: 'unproven-approval',
    says: /allowed_signers of the base/,
  },
  {
    name: 'the signers edited in the pull request, covered by a review that the new key approves',
    forge: () => {
      const of = forgedOwner((here, review) => here.signedApproval(review, 'olga', 'owner', keys.mallory));
      const signers = `${usualSigners()}${signer('olga', keys.mallory)}`;
      of.write(signersPath, signers);
      const files = [
        { id: 'signers', path: signersPath, before: digestOf(usualSigners()), after: digestOf(signers) },
      ];
      const review = gateReview(files);
      of.writeReview({
        ...review,
        approvals: [of.signedApproval(review, 'olga', 'owner', keys.mallory)],
      } as Review);
      of.commit();
      return of;
    },
    rule: 'unproven-approval',
  },
  {
    name: 'a person added in the pull request, with an address of look-alike letters',
    forge: () => {
      const own = config('signed');
      const of = forgedOwner((here, review) => here.signedApproval(review, 'olga2', 'owner', keys.mallory));
      own.people.olga2 = { name: 'Olga Owner', email: 'оlga@example.com', roles: ['owner'] };
      of.write('cx-reviews/config.yaml', stringify(own));
      of.write(signersPath, `${usualSigners()}оlga@example.com ${keys.mallory.publicKey}\n`);
      of.commit();
      return of;
    },
    rule: 'missing-approval',
    says: /knows no person .*olga2/,
  },
  {
    name: 'a key that nobody gave to anybody',
    forge: () => forgedOwner((of, review) => of.signedApproval(review, 'olga', 'owner', keys.mallory)),
    rule: 'unproven-approval',
  },
  {
    name: "somebody else's good key",
    forge: () => forgedOwner((of, review) => of.signedApproval(review, 'olga', 'owner', keys.leo)),
    rule: 'unproven-approval',
  },
  {
    name: 'a key that has run out, with a date from before it did',
    forge: () =>
      forgedOwner(
        (of, review) => of.signedApproval(review, 'olga', 'owner', keys.olga, { date: '2026-11-20' }),
        { signers: usualSigners().replace('olga@example.com ', 'olga@example.com valid-before="20261121" ') },
      ),
    rule: 'unproven-approval',
    says: /not good on 2026-11-22/,
  },
  {
    name: 'a key that was not yet good on the day of the approval',
    forge: () =>
      forgedOwner(
        (of, review) => of.signedApproval(review, 'olga', 'owner', keys.olga, { date: '2026-11-20' }),
        { signers: usualSigners().replace('olga@example.com ', 'olga@example.com valid-after="20261121" ') },
      ),
    rule: 'unproven-approval',
    says: /not good on 2026-11-20/,
  },
  {
    name: 'a revoked key',
    forge: () =>
      forgedOwner((of, review) => of.signedApproval(review, 'olga', 'owner', keys.olga), {
        files: { 'cx-reviews/revoked_keys': `${keys.olga.publicKey}\n` },
      }),
    rule: 'unproven-approval',
    says: /among the revoked_keys/,
  },
  {
    name: 'a key for another namespace only',
    forge: () =>
      forgedOwner((of, review) => of.signedApproval(review, 'olga', 'owner', keys.olga), {
        signers: usualSigners().replace('olga@example.com ', 'olga@example.com namespaces="git" '),
      }),
    rule: 'unproven-approval',
  },
  {
    name: 'a signature made for another purpose',
    forge: () =>
      forgedOwner((of, review) =>
        of.signedApproval(review, 'olga', 'owner', keys.olga, { namespace: 'git' }),
      ),
    rule: 'unproven-approval',
    says: /another purpose/,
  },
  {
    name: 'a truncated signature',
    forge: () =>
      forgedOwner((of, review) => {
        const approval = of.signedApproval(review, 'olga', 'owner', keys.olga);
        return { ...approval, signature: (approval.signature ?? '').slice(0, 120) };
      }),
    rule: 'unproven-approval',
  },
  {
    name: 'a signature that is words',
    forge: () =>
      forgedOwner((of, review) =>
        of.approval(review, 'olga', 'owner', { level: 'signed', signature: 'Olga' }),
      ),
    rule: 'unproven-approval',
  },
  {
    name: 'the signatures of two people swapped',
    forge: () =>
      withApprovals((of, review) => {
        const [olga, finn] = approvalsOf(of, review);
        return [
          { ...(olga as Approval), signature: finn?.signature ?? '' },
          { ...(finn as Approval), signature: olga?.signature ?? '' },
        ];
      }),
    rule: 'unproven-approval',
  },
  {
    name: 'a signed rejection turned into an approval',
    forge: () =>
      forgedOwner((of, review) => ({
        ...of.signedApproval(review, 'olga', 'owner', keys.olga, { decision: 'reject' }),
        decision: 'approve',
      })),
    rule: 'unproven-approval',
  },
  {
    name: 'a no that an edit is to get rid of',
    forge: () =>
      withApprovals((of, review) => [
        of.signedApproval({ ...review, title: 'Earlier' }, 'maya', 'owner', keys.maya, {
          decision: 'reject',
        }),
        ...approvalsOf(of, review),
      ]),
    rule: 'verdict-not-go',
    says: /Maya Lindqvist said no .*stays a no until they say yes/,
  },
  {
    name: 'a no of an earlier version that somebody else takes back',
    forge: () =>
      withApprovals((of, review) => {
        const no = { id: 'no', decision: 'reject', digest: digestOf('earlier') } as const;
        const yes = of.approval(review, 'maya', 'owner', { id: 'yes', date: '2026-11-22' });
        return [
          of.signedApproval(review, 'maya', 'owner', keys.maya, no),
          yes,
          of.signedApproval(review, 'maya', 'owner', keys.finn, { id: 'yes-2', date: '2026-11-22' }),
          ...approvalsOf(of, review),
        ];
      }),
    rule: 'verdict-not-go',
  },
  {
    name: 'a no on the base that is taken out of the file',
    forge: () => {
      const of = start();
      const review = completeReview();
      const no = of.signedApproval(review, 'maya', 'owner', keys.maya, { decision: 'reject' });
      of.git('checkout', '--quiet', 'main');
      of.git('checkout', '--quiet', '--', '.');
      of.writeReview({ ...review, approvals: [no] } as Review);
      of.commit('a proposal that Maya says no to');
      of.git('checkout', '--quiet', '-B', 'change');
      of.write(policyPath, plans(25));
      of.writeReview({ ...review, approvals: approvalsOf(of, review) } as Review);
      of.commit();
      return of;
    },
    rule: 'gate-weakened',
  },
  {
    name: 'the date of an approval moved after signing',
    forge: () =>
      forgedOwner((of, review) => ({
        ...of.signedApproval(review, 'olga', 'owner', keys.olga),
        date: '2026-11-22',
      })),
    rule: 'unproven-approval',
  },
  {
    name: 'an approval of the day after tomorrow',
    forge: () =>
      forgedOwner((of, review) =>
        of.signedApproval(review, 'olga', 'owner', keys.olga, { date: '2026-11-24' }),
      ),
    rule: 'missing-approval',
    says: /in the future/,
  },
  {
    name: 'an approval from before the review was begun',
    forge: () =>
      forgedOwner((of, review) =>
        of.signedApproval(review, 'olga', 'owner', keys.olga, { date: '2026-11-19' }),
      ),
    rule: 'missing-approval',
    says: /before the review was begun/,
  },
  {
    name: 'an approval without a date',
    forge: () =>
      forgedOwner((of, review) => {
        const { date: _date, ...rest } = of.signedApproval(review, 'olga', 'owner', keys.olga);
        return rest;
      }),
    rule: 'missing-approval',
    says: /no date/,
  },
  {
    name: 'the role written in capitals',
    forge: () => forgedOwner((of, review) => of.signedApproval(review, 'olga', 'Owner', keys.olga)),
    rule: 'missing-approval',
  },
  {
    name: 'the role with a space behind it',
    forge: () => forgedOwner((of, review) => of.signedApproval(review, 'olga', 'owner ', keys.olga)),
    rule: 'missing-approval',
  },
  {
    name: 'a person written in capitals',
    forge: () => forgedOwner((of, review) => of.signedApproval(review, 'Olga', 'owner', keys.olga)),
    rule: 'incomplete-review',
  },
  {
    name: 'a good signature of somebody without the role',
    forge: () => forgedOwner((of, review) => of.signedApproval(review, 'leo', 'owner', keys.leo)),
    rule: 'missing-approval',
    says: /does not give leo the role owner/,
  },
  {
    name: 'a role that the person has in the pull request only',
    forge: () => {
      const of = forgedOwner((here, review) => here.signedApproval(review, 'leo', 'owner', keys.leo));
      const own = config('signed');
      own.people.leo = { name: 'Leo', email: 'leo@example.com', roles: ['owner'] };
      of.write('cx-reviews/config.yaml', stringify(own));
      of.commit();
      return of;
    },
    rule: 'missing-approval',
  },
  {
    name: 'the author approves their own review',
    forge: () => forgedOwner((of, review) => of.signedApproval(review, 'maya', 'owner', keys.maya)),
    rule: 'self-approval',
  },
  {
    name: 'the author names somebody else as the author, and has changed the file themselves',
    forge: () => {
      const review = completeReview({ author: 'leo' });
      const of = start();
      of.git('add', '--all');
      of.git('commit', '--quiet', '--author', 'Maya <MAYA@example.com>', '--message', 'raise the price');
      const approvals = [
        of.signedApproval(review, 'maya', 'owner', keys.maya),
        of.signedApproval(review, 'finn', 'finance', keys.finn),
      ];
      of.writeReview({ ...review, approvals } as Review);
      of.commit();
      return of;
    },
    rule: 'self-approval',
  },
  {
    name: 'an author whom the config does not know',
    forge: () => honest(undefined, completeReview({ author: 'mallory' })).scene,
    rule: 'incomplete-review',
    says: /does not know/,
  },
  {
    name: 'one person in two roles',
    forge: () =>
      withApprovals((of, review) => [
        of.signedApproval(review, 'olga', 'owner', keys.olga),
        of.signedApproval(review, 'olga', 'finance', keys.olga),
      ]),
    rule: 'missing-approval',
    says: /same person, address or key/,
  },
  {
    name: 'one key in two roles',
    forge: () =>
      withApprovals(
        (of, review) => [
          of.signedApproval(review, 'olga', 'owner', keys.olga),
          of.signedApproval(review, 'finn', 'finance', keys.olga),
        ],
        { signers: `${usualSigners()}${signer('finn', keys.olga)}` },
      ),
    rule: 'missing-approval',
    says: /same person, address or key/,
  },
  {
    name: 'one address under two keys of the config',
    forge: () => {
      const own = config('signed');
      own.people.finn = { name: 'Finn', email: 'OLGA@example.com', roles: ['finance'] };
      return withApprovals(
        (of, review) => [
          of.signedApproval(review, 'olga', 'owner', keys.olga),
          of.signedApproval(review, 'finn', 'finance', keys.finn),
        ],
        { config: own, signers: `${usualSigners()}OLGA@example.com ${keys.finn.publicKey}\n` },
      );
    },
    rule: 'missing-approval',
    says: /same person, address or key/,
  },
  {
    name: 'the same approval twice, for a role that takes two people',
    forge: () => {
      const own = config('signed');
      own.approvals.roles.full = ['owner', 'owner'];
      return withApprovals(
        (of, review) => {
          const approval = of.signedApproval(review, 'olga', 'owner', keys.olga);
          return [approval, { ...approval, id: 'again' }];
        },
        { config: own },
      );
    },
    rule: 'missing-approval',
  },
  {
    name: 'an old approval replayed after the change was taken back',
    forge: () => {
      const { scene: of } = honest();
      mergeIntoMain(of);
      of.write(policyPath, plans(20));
      of.commit('take it back');
      of.git('checkout', '--quiet', 'main');
      of.git('merge', '--quiet', '--no-edit', '-');
      of.git('checkout', '--quiet', '-b', 'again');
      of.write(policyPath, plans(25));
      of.write('cx-reviews/note.md', 'touched\n');
      of.commit('and do it again');
      return of;
    },
    rule: 'uncovered-policy-change',
  },
  {
    name: 'an old approval replayed with another note and row',
    forge: () => {
      const { scene: of, review } = honest();
      mergeIntoMain(of);
      of.write(policyPath, plans(20));
      of.commit('take it back');
      of.git('checkout', '--quiet', 'main');
      of.git('merge', '--quiet', '--no-edit', '-');
      of.git('checkout', '--quiet', '-b', 'again');
      of.write(policyPath, plans(25));
      const copies = (review.approvals ?? []).map((approval) => ({
        ...approval,
        id: `${approval.id}-2`,
        note: 'New!',
      }));
      of.writeReview({ ...review, approvals: [...(review.approvals ?? []), ...copies] } as Review);
      of.commit('and do it again');
      return of;
    },
    rule: 'voided-approval',
    says: /earlier change/,
  },
  {
    name: 'approvals taken off the record, to be used once more',
    forge: () => {
      const { scene: of, review } = honest();
      mergeIntoMain(of);
      of.writeReview({ ...review, approvals: [] });
      of.commit();
      return of;
    },
    rule: 'gate-weakened',
  },
  {
    name: 'an approved review deleted',
    forge: () => {
      const { scene: of } = honest();
      mergeIntoMain(of);
      of.git('rm', '--quiet', reviewPath);
      of.commit();
      return of;
    },
    rule: 'gate-weakened',
  },
  {
    name: 'an approved review made unreadable',
    forge: () => {
      const { scene: of } = honest();
      mergeIntoMain(of);
      of.write(reviewPath, `${of.read(reviewPath)}\nmore: &anchor x\n`);
      of.commit();
      return of;
    },
    rule: 'gate-weakened',
  },
  {
    name: 'an approved review turned into a link',
    forge: () => {
      const { scene: of } = honest();
      mergeIntoMain(of);
      of.git('mv', reviewPath, 'moved.yaml');
      symlinkSync('../moved.yaml', join(of.repository.path, reviewPath));
      of.commit();
      return of;
    },
    rule: 'gate-weakened',
  },
  {
    name: 'an approved review rewritten without its change',
    forge: () => {
      const { scene: of, review } = honest();
      mergeIntoMain(of);
      of.writeReview({ ...review, title: 'It was always called this' });
      of.commit();
      return of;
    },
    rule: 'voided-approval',
  },
  {
    name: 'a review with a false past, to be "taken back" to later',
    forge: () => {
      const of = start();
      of.write(policyPath, plans(20));
      const review = completeReview({ policy: { files: [policyFile(99, 20)] } } as Partial<Review>);
      of.writeReview({ ...review, approvals: approvalsOf(of, review) } as Review);
      of.commit();
      return of;
    },
    rule: 'policy-changed-since-review',
    says: /does not happen here/,
  },
  {
    name: 'a review with a false past beside a good one of the same file',
    forge: () => {
      const { scene: of } = honest();
      const other = completeReview({
        id: '2026-11-20-other-aaaa',
        policy: { files: [policyFile(99, 25)] },
      } as Partial<Review>);
      of.writeReview({ ...other, approvals: approvalsOf(of, other) } as Review);
      of.commit();
      return of;
    },
    rule: 'policy-changed-since-review',
    says: /does not happen here/,
  },
  {
    name: 'a review on the base that nobody signed, "taken back"',
    forge: () => {
      const of = start();
      const review = completeReview({ policy: { files: [policyFile(25, 20)] } } as Partial<Review>);
      of.git('stash', '--quiet');
      of.git('checkout', '--quiet', 'main');
      of.writeReview({ ...review, approvals: [of.approval(review, 'olga', 'owner')] } as Review);
      of.commit();
      of.git('checkout', '--quiet', '-b', 'later');
      of.write(policyPath, plans(25));
      of.commit();
      return of;
    },
    rule: 'uncovered-policy-change',
  },
  {
    name: 'a review of the gate, which asks little, for a price',
    forge: () => {
      const of = start();
      const review = gateReview([policyFile(20, 25)]);
      of.writeReview({ ...review, approvals: approvalsOf(of, review) } as Review);
      of.commit();
      return of;
    },
    rule: 'uncovered-policy-change',
  },
  {
    name: '"status: approved" without an approval',
    forge: () => {
      const of = start();
      of.write(reviewPath, stringify({ ...completeReview(), status: 'approved' }));
      of.commit();
      return of;
    },
    rule: 'uncovered-policy-change',
  },
  {
    name: 'the same key twice in the review, the second one for readers who take the last',
    forge: () => {
      const { scene: of } = honest();
      of.write(reviewPath, `${of.read(reviewPath)}\nverdict:\n  decision: go\n`);
      of.commit();
      return of;
    },
    rule: 'uncovered-policy-change',
  },
  {
    name: 'a rejection followed by an empty approval that hides it',
    forge: () =>
      withApprovals((of, review) => [
        ...approvalsOf(of, review),
        of.signedApproval(review, 'maya', 'owner', keys.maya, { id: 'no', decision: 'reject' }),
        { ...of.approval(review, 'maya', 'owner', { id: 'hide' }), digest: `sha256:${'0'.repeat(64)}` },
      ]),
    rule: 'verdict-not-go',
  },
  {
    name: 'a rejection put in front of an older approval by the same person',
    forge: () =>
      withApprovals((of, review) => [
        of.signedApproval(review, 'olga', 'owner', keys.olga, {
          id: 'no',
          decision: 'reject',
          date: '2026-11-22',
        }),
        ...approvalsOf(of, review),
      ]),
    rule: 'verdict-not-go',
  },
  {
    name: 'a rejection followed by an unsigned approval by the same person',
    forge: () => {
      const own = config('signed');
      own.people.leo = { name: 'Leo', email: 'leo@example.com', roles: ['owner'] };
      return withApprovals(
        (of, review) => [
          of.signedApproval(review, 'olga', 'owner', keys.olga, { id: 'no', decision: 'reject' }),
          of.approval(review, 'olga', 'owner', { id: 'hide' }),
          of.signedApproval(review, 'leo', 'owner', keys.leo),
          of.signedApproval(review, 'finn', 'finance', keys.finn),
        ],
        { config: own },
      );
    },
    rule: 'verdict-not-go',
    says: /Olga Owner said no/,
  },
  {
    name: 'a rejection by somebody whom the review calls its author, taken back by a line without a signature',
    forge: () => {
      const own = config('signed');
      own.people.leo = { name: 'Leo', email: 'leo@example.com', roles: ['owner'] };
      return withApprovals(
        (of, review) => [
          of.signedApproval(review, 'olga', 'owner', keys.olga, { id: 'no', decision: 'reject' }),
          of.approval(review, 'olga', 'owner', { id: 'hide' }),
          of.signedApproval(review, 'leo', 'owner', keys.leo),
          of.signedApproval(review, 'finn', 'finance', keys.finn),
        ],
        { config: own },
        completeReview({ author: 'olga' }),
      );
    },
    rule: 'verdict-not-go',
    says: /Olga Owner said no/,
  },
  {
    name: 'an approved review rewritten beside a good one, to cover the same change without its approvals',
    forge: () => {
      const first = completeReview({
        id: '2026-11-20-first-aaaa',
        policy: {
          files: [{ id: 'refund', path: 'policies/refund.md', before: 'none', after: digestOf('30 days\n') }],
        },
      } as Partial<Review>);
      const of = start();
      of.write(policyPath, plans(20));
      of.write('policies/refund.md', '30 days\n');
      const approvals = approvalsOf(of, first);
      of.writeReview({ ...first, approvals } as Review);
      of.commit();
      mergeIntoMain(of);
      of.write(policyPath, plans(25));
      const review = completeReview();
      of.writeReview({ ...review, approvals: approvalsOf(of, review) } as Review);
      of.writeReview({ ...completeReview({ id: first.id as string }), approvals } as Review);
      of.commit();
      return of;
    },
    rule: 'voided-approval',
    says: /first-aaaa/,
  },
  {
    name: 'a review with a false past, of a change that a waiver names which nobody approved',
    forge: () => {
      const of = start();
      const evil = { ...policyFile(99, 20) };
      of.git('stash', '--quiet');
      of.git('checkout', '--quiet', 'main');
      const waiver = {
        schema: 'cx-review-waiver/1',
        id: '2026-11-20-plant-aaaa',
        author: 'maya',
        owner: 'maya',
      };
      of.write(
        `cx-reviews/waivers/${waiver.id}.yaml`,
        stringify({ ...waiver, reason: 'Planted', date: '2026-11-20', expires: '2026-11-30', files: [evil] }),
      );
      of.commit('nothing governed is in here');
      of.git('checkout', '--quiet', '-B', 'change');
      const review = completeReview({ policy: { files: [evil] } } as Partial<Review>);
      of.writeReview({ ...review, approvals: approvalsOf(of, review) } as Review);
      of.commit();
      return of;
    },
    rule: 'policy-changed-since-review',
    says: /does not happen here/,
  },
  {
    name: 'a verdict turned from revise to go after signing',
    forge: () => {
      const review = completeReview();
      const of = start();
      const revise = { ...review, verdict: { ...review.verdict, decision: 'revise' } } as Review;
      of.writeReview({ ...review, approvals: approvalsOf(of, revise) } as Review);
      of.commit();
      return of;
    },
    rule: 'voided-approval',
  },
  {
    name: 'a waiver that nobody approved',
    forge: async () => {
      const of = start();
      await of.run('waive', '--reason', 'No time', '--owner', 'maya', '--as', 'maya', '--base', 'main');
      of.commit();
      return of;
    },
    rule: 'missing-approval',
  },
  {
    name: 'signers on the base that are a link',
    forge: () => {
      const of = start();
      of.git('stash', '--quiet');
      of.git('checkout', '--quiet', 'main');
      of.git('mv', signersPath, 'signers');
      symlinkSync('../signers', join(of.repository.path, signersPath));
      of.commit();
      of.git('checkout', '--quiet', '-b', 'later');
      of.write(policyPath, plans(25));
      const review = completeReview();
      of.writeReview({ ...review, approvals: approvalsOf(of, review) } as Review);
      of.commit();
      return of;
    },
    code: 3,
  },
];

describe.runIf(isInstalled('ssh-keygen'))('forging at level signed', () => {
  it('lets an honest change through', async () => {
    const { scene: of } = honest();
    const result = await of.gate();
    expect(rulesIn(result)).toEqual([]);
    expect(result.stdout).toContain('approved by Olga Owner as owner on 2026-11-21 (signed)');
  });

  it('lets a good approval through beside a worthless one', async () => {
    const of = withApprovals((here, review) => [
      here.approval(review, 'maya', 'owner', { id: 'own' }),
      here.approval(review, 'somebody-who-left', 'owner'),
      ...approvalsOf(here, review),
    ]);
    expect((await of.gate()).code).toBe(0);
  });

  it.each(attempts)('refuses $name', async ({ forge, rule, says, code = 1 }) => {
    const result = await (await forge()).gate();
    expect(result.code).toBe(code);
    if (rule !== undefined) expect(rulesIn(result)).toContain(rule);
    if (says !== undefined) expect(result.stdout).toMatch(says);
  });

  it('cannot tell where ssh-keygen is missing', async () => {
    const { scene: of } = honest();
    const result = await runCli(['check', '--base', 'main'], {
      cwd: of.repository.path,
      env: { PATH: folder },
    });
    expect(result.code).toBe(3);
    expect(result.stderr).toContain('ssh-keygen was not found');
  });

  it('counts the attempts', () => {
    expect(attempts.length).toBeGreaterThanOrEqual(25);
    expect(new Set(attempts.map(({ name }) => name)).size).toBe(attempts.length);
  });
});
