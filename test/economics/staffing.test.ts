import { describe, expect, it } from 'vitest';
import { buildStaffing, type Spike } from '../../src/economics/staffing.ts';

const target = { share: 0.8, seconds: 30 };
const spike: Spike = {
  affected: 10_000,
  contactsPerCustomer: 0.1,
  handlingSeconds: 330,
  target,
  shrinkage: 0.3,
  intervals: [{ name: 'busiest hour', minutes: 60, share: 0.25 }],
};

describe('staffing of a rush', () => {
  it('is affected customers × contacts × the interval’s share, served by Erlang C', () => {
    // 10,000 × 0.1 × 0.25 are the 250 calls an hour that are published to need 28 agents.
    const [hour] = buildStaffing(spike).intervals;
    expect(hour).toMatchObject({
      contacts: 250,
      agents: 28,
      roster: 40,
      load: 22.916667,
    });
    expect(((hour?.serviceLevel ?? 0) * 100).toFixed(1)).toBe('85.7');
    expect(buildStaffing(spike).peak).toEqual({ name: 'busiest hour', agents: 28, roster: 40 });
  });

  it('reckons an hour’s traffic from a half-hour’s contacts', () => {
    const half = { name: 'half', minutes: 30, share: 0.125 };
    expect(buildStaffing({ ...spike, intervals: [half] }).intervals[0]).toMatchObject({
      contacts: 125,
      agents: 28,
    });
  });

  it('adds the contacts that come anyway: the queue is one', () => {
    const interval = { name: 'hour', minutes: 60, share: 0.2, usualContacts: 50 };
    expect(buildStaffing({ ...spike, intervals: [interval] }).intervals[0]).toMatchObject({
      contacts: 250,
      agents: 28,
    });
  });

  it('asks for nobody where nobody calls', () => {
    const { intervals } = buildStaffing({ ...spike, affected: 0 });
    expect(intervals[0]).toMatchObject({
      agents: 0,
      roster: 0,
      serviceLevel: 1,
      averageSeconds: 0,
      waiting: 0,
    });
  });

  it('says by how many people the given roster falls short', () => {
    const intervals = [
      { name: 'enough', minutes: 60, share: 0.25, rostered: 40 },
      { name: 'too few', minutes: 60, share: 0.25, rostered: 35 },
      { name: 'hopeless', minutes: 60, share: 0.25, rostered: 20 },
    ];
    const staffing = buildStaffing({ ...spike, intervals });
    expect(staffing.understaffed).toEqual(['too few', 'hopeless']);
    const [enough, few, hopeless] = staffing.intervals.map(({ asRostered }) => asRostered);
    expect(enough).toMatchObject({ present: 28, short: 0 });
    expect(few).toMatchObject({ present: 24, short: 5 });
    expect(few?.serviceLevel).toBeLessThan(0.6);
    expect(hopeless).toEqual({ rostered: 20, present: 14, short: 20, serviceLevel: 0 });
  });

  it('spreads the contacts over days and the intervals within a day', () => {
    const profile = [0.5, 0.3, 0.2].flatMap((day, at) =>
      [0.6, 0.4].map((part, index) => ({
        name: `day ${at + 1}, interval ${index + 1}`,
        minutes: 240,
        share: day * part,
      })),
    );
    const staffing = buildStaffing({ ...spike, intervals: profile });
    expect(staffing.extraContacts).toBe(1000);
    expect(staffing.peak?.name).toBe('day 1, interval 1');
    expect(staffing.intervals.map(({ contacts }) => contacts)).toEqual([300, 200, 180, 120, 120, 80]);
  });
});
