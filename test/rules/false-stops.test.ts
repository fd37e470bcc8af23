import { describe, expect, it } from 'vitest';
import { run } from './support.ts';

/** The severities of what a rule finds in the base review with a part laid over it. */
const severitiesOf = (rule: string, review: unknown) =>
  run({ review }, [rule]).own.map(({ severity }) => severity);

const notices = ['loyal', 'regular', 'charities'].map((segment) => ({ segment, date: '2026-11-20' }));
const late = (change: object) => ({
  change: { dates: { told: '2026-11-20' }, ...change },
  communication: { notices },
  fairness: { noticeDuties: [] },
});

describe('what may be fair stops nobody', () => {
  it('is one step more to leave, which may only ask whether they mean it', () => {
    expect(severitiesOf('exit-harder-than-entry', { fairness: { stepsToLeave: 5 } })).toEqual(['warning']);
    expect(
      severitiesOf('exit-harder-than-entry', { fairness: { stepsToLeave: 5, leaveConfirms: false } }),
    ).toEqual(['error']);
    expect(severitiesOf('exit-harder-than-entry', { fairness: { stepsToLeave: 6 } })).toEqual(['error']);
  });

  it('is a short notice for the sake of a law, and not for the sake of money', () => {
    expect(severitiesOf('notice-too-short', late({ reasonClass: 'law' }))).toEqual(['warning']);
    expect(severitiesOf('notice-too-short', late({ reasonClass: 'profit' }))).toEqual(['error']);
  });
});
