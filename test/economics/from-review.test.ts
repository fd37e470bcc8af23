import { describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import { assess } from '../../src/economics/assess.ts';
import { known } from '../../src/economics/figure.ts';
import {
  buildBusiestHour,
  buildRush,
  DEFAULT_SEED,
  findSeed,
  fromReview,
} from '../../src/economics/from-review.ts';
import { monthsKeys, quantityKeys } from '../../src/economics/inputs.ts';
import { buildStaffing } from '../../src/economics/staffing.ts';
import schema from '../../templates/schemas/review.schema.json' with { type: 'json' };

const review = (rest: Partial<Review>): Review =>
  ({ schema: 'cx-review/1', id: '2026-11-22-rise-k3f9', ...rest }) as Review;

const economics: Review['economics'] = {
  customers: 8000,
  contributionBefore: 120,
  contributionAfter: 132,
  retentionBefore: 0.85,
  lossAtAnnouncement: { low: 0.04, likely: 0.07, high: 0.12 },
  discountRate: 0.1,
  contactMinutes: 5.5,
};

describe('inputs of a review', () => {
  it('are its economics, word for word', () => {
    expect(fromReview(review({ economics }))).toMatchObject({ ...economics });
    expect(assess(fromReview(review({ economics }))).netValue.known).toBe(true);
  });

  it('exist in the schema of a review, every one', () => {
    const names = Object.keys(schema.properties.economics.properties);
    // What groups do once they are free stands among the consequences, and notice in the dates of the change.
    const elsewhere: readonly string[] = ['leaveWhenFree', 'freeAfterMonths', 'noticeMonths'];
    const here = [...quantityKeys, ...monthsKeys].filter((key) => !elsewhere.includes(key));
    expect(names).toEqual(expect.arrayContaining([...here, 'distribution', 'segments']));
  });

  it('leave out what the leader reckons', () => {
    const reckoned = fromReview(
      review({ economics: { ...economics, netValue36: 5, costOfNotChanging: 9, seed: 4 } }),
    );
    for (const key of ['netValue36', 'costOfNotChanging', 'seed']) expect(reckoned).not.toHaveProperty(key);
  });

  it('count customers as the customers section does where the economics do not', () => {
    const segments = [
      { id: 'loyal', count: 700 },
      { id: 'new', count: 300 },
    ];
    const divided = review({
      customers: { segments },
      economics: { segments: [{ segment: 'loyal' }, { segment: 'new', customers: 1 }] },
    });
    expect(fromReview(divided).segments?.map(({ customers }) => customers)).toEqual([700, 1]);
    expect(fromReview(review({ customers: { worseOff: 400 } })).customers).toBe(400);
    expect(fromReview(review({ customers: { worseOff: { low: 400, high: 600 } } })).customers).toEqual({
      low: 400,
      likely: 500,
      high: 600,
    });
  });

  it('are none where the review has none', () => {
    expect(assess(fromReview(review({}))).netValue.known).toBe(false);
  });
});

describe('seed of a review', () => {
  it('is its own, or the same for everybody', () => {
    expect(findSeed(review({ economics: { seed: 0 } }))).toBe(0);
    expect(findSeed(review({}))).toBe(DEFAULT_SEED);
  });
});

describe('busiest hour of a review', () => {
  const staffing = {
    contactShare: { low: 0.05, likely: 0.125, high: 0.2 },
    busiestHourShare: 0.25,
    serviceLevelShare: 0.8,
    serviceLevelSeconds: 30,
    shrinkage: 0.3,
    rostered: 38,
  };
  const asked = (more: object) => review({ economics, frontline: { staffing: { ...staffing, ...more } } });

  it('is whom we tell × who get in touch × the busiest hour’s share', () => {
    const spike = known(buildBusiestHour(asked({})));
    const staffed = spike && buildStaffing(spike);
    // 8,000 × 0.125 × 0.25 = 250 contacts of 330 s.
    expect(staffed?.intervals[0]).toMatchObject({ contacts: 250, agents: 28, roster: 40 });
    expect(staffed?.understaffed).toEqual(['busiest hour']);
  });

  it('can be taken at the high end', () => {
    expect(known(buildBusiestHour(asked({}), 'high'))?.contactsPerCustomer).toBe(0.2);
  });

  it('takes handling time and contacts from the economics where the frontline section has none', () => {
    const { contactShare: _, ...rest } = staffing;
    const found = known(
      buildBusiestHour(
        review({ economics: { ...economics, contactsPerCustomer: 0.3 }, frontline: { staffing: rest } }),
      ),
    );
    expect(found).toMatchObject({ contactsPerCustomer: 0.3, handlingSeconds: 330 });
    expect(known(buildBusiestHour(asked({ handlingMinutes: 2 })))?.handlingSeconds).toBe(120);
  });

  it('names what it lacks', () => {
    expect(buildBusiestHour(review({}))).toEqual({
      known: false,
      missing: [
        'economics.customers',
        'frontline.staffing.contactShare',
        'frontline.staffing.busiestHourShare',
        'frontline.staffing.handlingMinutes',
        'frontline.staffing.serviceLevelShare',
        'frontline.staffing.serviceLevelSeconds',
        'frontline.staffing.shrinkage',
      ],
    });
  });

  it('is the whole rush by day and by the hour where its intervals are listed', () => {
    const intervals = [
      { id: 'morning', name: 'Day 1, 9 to 12', minutes: 180, share: 0.75, rostered: 60 },
      { id: 'day-2', minutes: 600, share: 0.1, usualContacts: 50 },
    ];
    const staffed = buildStaffing(known(buildRush(asked({ intervals }))) ?? expect.fail());
    // 1,000 contacts: 750 in three hours are the 250 an hour of above.
    expect(staffed.intervals).toMatchObject([
      { name: 'Day 1, 9 to 12', contacts: 750, agents: 28, asRostered: { rostered: 60, short: 0 } },
      { name: 'day-2', contacts: 150 },
    ]);
    expect(buildRush(asked({}))).toEqual(buildBusiestHour(asked({})));
    expect(buildRush(asked({ intervals: [{ id: 'a', share: 0.1 }] }))).toEqual({
      known: false,
      missing: ['frontline.staffing.intervals.a.minutes'],
    });
  });
});
