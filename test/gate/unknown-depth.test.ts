import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import { completeReview, plans, policyPath, rulesIn, Scene } from './scene.ts';

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
  scene.write(policyPath, plans(25));
});
afterEach(() => scene.remove());

const notApplicable = (...keys: readonly string[]) =>
  keys.map((path) => ({
    id: `o-${path.toLowerCase()}`,
    path,
    state: 'not-applicable' as const,
    reason: 'It does not apply to a plan like this one.',
  }));

const screeningKeys = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'] as const;

/** Says next to nothing, and calls the rest not applicable. */
function evasive(more: Partial<Review> = {}): Review {
  const { schema, id, title, situation, author, currency, policy, change, verdict, leadership } =
    completeReview();
  return {
    ...{ schema, id, title, situation, author, currency, policy, verdict, leadership },
    depth: 'light',
    change: { what: change?.what },
    open: notApplicable(
      ...['C1', 'C1-dates', 'C2', ...screeningKeys, 'E4', 'L2', 'G4-undo', 'G4-help'],
      ...['L1-hard-questions', 'L1-escalation', 'L1-card', 'L1-reason'],
      ...['start-jurisdictions', 'start-sector'],
    ),
    exceptions: [
      {
        id: 'desk',
        rule: 'escalation-dead-end',
        reason: 'The desk is the same as it was before.',
        by: 'olga',
        until: '2027-06-30',
      },
    ],
    ...more,
  } as Review;
}

const approved = (review: Review): Review => ({
  ...review,
  approvals: [scene.approval(review, 'olga', 'owner'), scene.approval(review, 'finn', 'finance')],
});

async function judge(review: Review) {
  scene.writeReview(review);
  scene.commit();
  const result = await scene.gate();
  return { rules: rulesIn(result), out: result.stdout, report: JSON.parse(result.stdout) };
}

describe('a depth that nobody can know', () => {
  it('is full where the screening questions are called not applicable', async () => {
    const { rules, out } = await judge(approved(evasive()));
    expect(rules).toEqual(['incomplete-review']);
    expect(out).toContain('Nobody has answered S1, S2, S3, S4, S5, S6.');
  });

  it('is full where one of the six has no answer', async () => {
    const { screening, reversal, ...rest } = completeReview();
    const { undo: _undo, ...wayBack } = reversal ?? {};
    const { S3: _none, ...answers } = screening?.answers ?? {};
    const one = {
      ...rest,
      depth: 'standard',
      screening: { ...screening, answers },
      reversal: wayBack,
      open: notApplicable('S3'),
    } as Review;
    const { out } = await judge(approved(one));
    expect(out).toContain('Nobody has answered S3.');
  });

  it('is no lower because a second person agrees', async () => {
    const lowered = { reason: 'It is as it was last year.', approver: 'olga' };
    const { rules } = await judge(approved(evasive({ screening: { lowered } } as Partial<Review>)));
    expect(rules).toEqual(['incomplete-review']);
  });

  it('is full where the files deny the answers', async () => {
    const review = completeReview();
    const answers = { S1: 'a', S2: 'a', S3: 'a', S4: 'a', S5: 'a', S6: 'a' };
    const { consequences: _none, ...rest } = review;
    const { out } = await judge(
      approved({ ...rest, depth: 'standard', screening: { answers } } as unknown as Review),
    );
    expect(out).toContain('The policy files say more: plans.pro.price goes from 20 to 25');
  });
});

describe('what a review lets pass', () => {
  it('is printed at the gate and counted', async () => {
    const { report } = await judge(approved(evasive()));
    expect(report.excepted).toMatchObject([{ rule: 'escalation-dead-end', exception: { by: 'olga' } }]);
    expect(report.notApplicable).toBe(19);
  });
});

describe('an exception', () => {
  const excused = (by: string): Review => {
    const review = completeReview();
    const { signer: _signer, ...leadership } = review.leadership ?? {};
    return {
      ...review,
      leadership,
      open: notApplicable('L2'),
      exceptions: [
        { id: 'nobody', rule: 'nobody-signs', reason: 'The board signs in March.', by, until: '2027-06-30' },
      ],
    } as Review;
  };

  it('counts where whoever decided on it approves the review', async () => {
    expect((await judge(approved(excused('olga')))).rules).toEqual([]);
  });

  it('counts for nothing where it only names somebody', async () => {
    const { rules, out } = await judge(approved(excused('sam')));
    expect(rules).toEqual(['missing-approval']);
    expect(out).toContain('says that Sam Whitaker decided so; Sam Whitaker has not approved it');
  });

  it('is not decided by the author', async () => {
    const review = excused('maya');
    const approvals = [
      ...(approved(review).approvals ?? []),
      scene.approval(review, 'maya', 'owner'),
    ] as Review['approvals'];
    expect((await judge({ ...review, approvals } as Review)).rules).toContain('missing-approval');
  });
});
