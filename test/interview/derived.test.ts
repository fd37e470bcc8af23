import { describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import { withConsequences } from '../../src/interview/derived.ts';
import { startState } from './interviewee.ts';

/** A review in which all six questions are answered mildly. */
const mild: Omit<Review, 'schema'> = {
  situation: 'price-rise',
  author: 'maya',
  customers: { total: 6000, worseOff: 40, freedom: 'free', segments: [{ id: 'loyal', annualValue: 240 }] },
  consequences: [{ segment: 'loyal', lost: { money: 1, hours: 0, stops: 'nothing' } }],
  reversal: { undo: 'within-ten-days' },
  change: { reachesBack: 'new-sales-only', dates: { effective: '2027-03-01' } },
  fairness: { vulnerability: 'no-harder' },
};

const following = async (review: Omit<Review, 'schema'>, path: string, value: unknown) =>
  withConsequences(await startState(review), [{ path, value }]);

describe('screening', () => {
  it('keeps the classes that the figures give, and the depth that follows', async () => {
    const { review } = await following(mild, 'title', 'A rise');
    expect(review.screening).toEqual({
      answers: { S1: 'a', S2: 'a', S3: 'a', S4: 'a', S5: 'b', S6: 'a' },
      depth: 'light',
    });
    expect(review.depth).toBeUndefined();
  });

  it('raises the depth when an answer gets worse, and says so', async () => {
    const started = { ...mild, depth: 'light' as const, screening: { depth: 'light' as const } };
    const { review, notes } = await following(started, 'consequences.loyal.lost.money', 120);
    expect([review.depth, notes]).toEqual([
      'standard',
      ['With this answer the depth is standard; it was light.'],
    ]);
  });

  it('lowers it with the answers again, but never below what somebody has chosen', async () => {
    const worse = {
      ...mild,
      consequences: [{ segment: 'loyal', lost: { money: 120, hours: 0, stops: 'nothing' as const } }],
      screening: { depth: 'standard' as const },
    };
    const followed = await following({ ...worse, depth: 'standard' }, 'consequences.loyal.lost.money', 1);
    expect(followed.review.depth).toBe('light');
    const raised = await following({ ...worse, depth: 'full' }, 'consequences.loyal.lost.money', 1);
    expect(raised.review.depth).toBe('full');
  });

  it('leaves a depth that two people have lowered', async () => {
    const lowered = {
      ...mild,
      depth: 'light' as const,
      screening: { depth: 'light' as const, lowered: { reason: 'A pilot with 40 people.', approver: 'sam' } },
    };
    const { review } = await following(lowered, 'consequences.loyal.lost.money', 120);
    expect(review).toMatchObject({ depth: 'light', screening: { depth: 'standard' } });
  });

  it('takes back “nobody is worse off” when somebody is', async () => {
    const nobody = { ...mild, customers: { total: 6000, worseOff: 0 }, screening: { nobodyWorseOff: true } };
    const { review } = await following(nobody, 'customers.worseOff', 5);
    expect(review.screening?.nobodyWorseOff).toBeUndefined();
  });
});

describe('what follows without being asked', () => {
  it('looks at a light review again after thirty days', async () => {
    const { review } = await following({ ...mild, depth: 'light' }, 'verdict.decision', 'go');
    expect(review.measures?.reviews).toEqual([{ id: 'day-30', date: '2027-03-31', owner: 'maya' }]);
    const full = await following({ ...mild, depth: 'full' }, 'verdict.decision', 'go');
    expect(full.review.measures).toBeUndefined();
  });

  it('needs no screening for a change of the gate itself', async () => {
    const { review } = await following({}, 'situation', 'gate-change');
    expect(review.depth).toBe('light');
  });

  it('notes a forecast that changes, and nothing else, once the break-even was shown', async () => {
    const shown = {
      ...mild,
      economics: {
        breakEvenShown: '2026-11-20',
        lossAtAnnouncement: { low: 0.03, likely: 0.06, high: 0.11 },
      },
    };
    const same = await following(shown, 'economics.lossAtAnnouncement', {
      low: 0.03,
      likely: 0.06,
      high: 0.11,
    });
    expect(same.review.economics?.revisions).toBeUndefined();
    const other = await following(shown, 'economics.annualGain', 360_000);
    expect(other.review.economics?.revisions).toBeUndefined();
    const twice = withConsequences(
      {
        ...(await startState(shown)),
        review: (
          await following(shown, 'economics.lossAtAnnouncement', { low: 0.01, likely: 0.02, high: 0.03 })
        ).review,
      },
      [{ path: 'economics.lossAtAnnouncement', value: { low: 0.02, likely: 0.03, high: 0.04 } }],
    );
    expect(twice.review.economics?.revisions?.map(({ id }) => id)).toEqual([
      'lossatannouncement-2026-11-22',
      'lossatannouncement-2026-11-22-2',
    ]);
  });
});
