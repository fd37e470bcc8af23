import { describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import { withConsequences } from '../../src/interview/derived.ts';
import { leftBehind } from '../../src/interview/orphaned-answers.ts';
import { apply, startState } from './interviewee.ts';

const draft: Omit<Review, 'schema'> = {
  title: 'Returns from 30 to 45 days',
  situation: 'returns-cut',
  author: 'maya',
  currency: 'EUR',
  customers: { total: 6000, worseOff: 0, segments: [{ id: 'loyal', name: 'Loyal', annualValue: 240 }] },
  consequences: [{ segment: 'loyal', lost: { money: 60, hours: 0.5 } }],
  screening: { answers: { S1: 'a', S2: 'c', S3: 'dont-know' } },
  open: [
    { id: 'groups', path: 'customers.segments', state: 'draft', reason: 'The list is not finished.' },
    { id: 's3', path: 'S3', state: 'skipped' },
    { id: 'e', path: 'economics', state: 'assigned', owner: 'noor' },
  ],
};

async function answered(review: Omit<Review, 'schema'>, path: string, value: unknown) {
  const before = await startState(review);
  const edits = [{ path, value }];
  const state = apply(before, { session: before.session, edits });
  const left = leftBehind(before, state);
  const cleaned = withConsequences(state, left?.removal ?? []).review;
  return { left, state, cleaned };
}

describe('answers that nothing asks for any more', () => {
  it('are named once nobody is worse off, and go with all that is open about them', async () => {
    const { left, cleaned } = await answered(draft, 'screening.nobodyWorseOff', true);
    expect(left?.answers).toEqual([
      'Groups of customers: Loyal, €240',
      'Money lost a year (Loyal): €60',
      'Hours lost a year (Loyal): 0.5',
    ]);
    expect(cleaned.customers).toEqual({ total: 6000, worseOff: 0 });
    expect(cleaned.consequences).toBeUndefined();
    expect(cleaned.screening?.answers).toEqual({ S1: 'a' });
    expect(cleaned.open).toEqual([{ id: 'e', path: 'economics', state: 'assigned', owner: 'noor' }]);
  });

  it('are none where only questions go that were left for later: those go by themselves', async () => {
    const { customers: _none, consequences: _nothing, ...rest } = draft;
    const bare = { ...rest, customers: { total: 6000, worseOff: 0 }, open: draft.open?.slice(1) ?? [] };
    const { left, cleaned } = await answered(bare, 'screening.nobodyWorseOff', true);
    expect(left?.answers).toEqual([]);
    expect(cleaned.open).toEqual([{ id: 'e', path: 'economics', state: 'assigned', owner: 'noor' }]);
  });

  it.each(['revise', 'drop'] as const)(
    'are none where the verdict is to %s: they are still true',
    async (end) => {
      const { left, state } = await answered(draft, 'verdict.decision', end);
      expect(left).toBeUndefined();
      const back = await answered(
        { ...state.review, verdict: { decision: end, reconsiderIf: '11 EUR.' } },
        'verdict.decision',
        'go',
      );
      expect(back.left?.answers).toEqual(end === 'drop' ? ['Look at it again if: 11 EUR.'] : undefined);
    },
  );

  it('are those of a condition that no longer holds', async () => {
    const checked = { fairness: { vulnerability: 'checked-none' as const, checked: 'Notes of 2026.' } };
    const { left, cleaned } = await answered({ ...draft, ...checked }, 'fairness.vulnerability', 'harder');
    expect(left?.answers).toEqual(['How that was checked: Notes of 2026.']);
    expect(cleaned.fairness).toEqual({ vulnerability: 'harder' });
  });

  it('are those about a group that was deleted, its row included', async () => {
    const two = [...(draft.customers?.segments ?? []), { id: 'new', name: 'New' }];
    const review = { ...draft, customers: { ...draft.customers, worseOff: 500, segments: two } };
    const consequences = [...(draft.consequences ?? []), { segment: 'new', lost: { money: 1 } }];
    const { cleaned } = await answered({ ...review, consequences }, 'customers.segments.loyal', undefined);
    expect(cleaned.consequences).toEqual([{ segment: 'new', lost: { money: 1 } }]);
    expect(cleaned.screening?.answers).toMatchObject({ S2: 'c', S3: 'dont-know' });
  });

  it('leave alone what was left for later of a question that other groups still have', async () => {
    const two = [...(draft.customers?.segments ?? []), { id: 'new', name: 'New' }];
    const open = [{ id: 'k1', path: 'K1', state: 'skipped' as const }];
    const customers = { ...draft.customers, worseOff: 500, segments: two };
    const { state, cleaned } = await answered(
      { ...draft, depth: 'standard', customers, open },
      'customers.segments.loyal',
      undefined,
    );
    expect(state.review.customers?.segments).toHaveLength(1);
    expect(cleaned.open).toEqual(open);
  });

  it('stay where only the depth has changed, and where nothing has', async () => {
    const deep = { ...draft, customers: { ...draft.customers, worseOff: 10 }, depth: 'full' as const };
    const reviewed = { ...deep, leadership: { value: 'Fair play.' } };
    expect((await answered(reviewed, 'depth', 'light')).left).toBeUndefined();
    expect((await answered(reviewed, 'title', 'Returns, 30 to 45 days')).left).toBeUndefined();
  });
});
