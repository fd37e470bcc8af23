import { expect, it } from 'vitest';
import { buildStaffing, type Spike } from '../../../src/economics/staffing.ts';
import { staffingView } from '../../../src/render/economics/staffing.ts';
import { formatFor } from '../../../src/render/format.ts';
import { content } from '../deps.ts';

const words = { content, format: formatFor('en-GB', 'EUR'), pages: undefined, groups: new Map() };

const spike = (contactsPerCustomer: number, intervals: Spike['intervals']): Spike => ({
  affected: 10_000,
  contactsPerCustomer,
  handlingSeconds: 330,
  target: { share: 0.8, seconds: 30 },
  shrinkage: 0.3,
  intervals,
});

const view = (intervals: Spike['intervals'], most = 0.1) =>
  staffingView(
    {
      likely: buildStaffing(spike(0.1, intervals)),
      high: buildStaffing(spike(most, intervals)),
      target: { share: 0.8, seconds: 30 },
      shrinkage: 0.3,
    },
    words,
  );

const morning = { name: 'morning', minutes: 60, share: 0.25 };
const noon = { name: 'noon', minutes: 60, share: 0.1 };

it('gives the high case beside the likely one only where they differ', () => {
  expect(view([morning]).rows[0]).toMatchObject({ contacts: '250', highContacts: undefined, agents: '28' });
  expect(view([morning], 0.2).rows[0]).toMatchObject({ contacts: '250', highContacts: '500' });
});

it('puts the interval on a short page that lacks most people, or else needs most', () => {
  expect(view([noon, morning]).busiest?.name).toBe('morning');
  const rostered = [
    { ...morning, rostered: 40 },
    { ...noon, rostered: 2 },
  ];
  expect(view(rostered).busiest).toMatchObject({ name: 'noon', rostered: '2' });
  expect(view(rostered).rows.map(({ short }) => short === undefined)).toEqual([true, false]);
});
