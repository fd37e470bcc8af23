import { describe, expect, it } from 'vitest';
import {
  findDuties,
  listKnownLaw,
  type Notice,
  noticeInWords,
  parseNotice,
} from '../../src/domain/duties.ts';
import type { Review } from '../../src/domain/review.ts';
import { suggestedRows } from '../../src/interview/suggestions.ts';
import { noticeDuties } from '../../src/rules/support/duties.ts';
import { shipped } from '../content/shipped.ts';

type Sector = NonNullable<NonNullable<Review['change']>['sector']>;

const places = ['GB', 'GB-SCT', 'EU', 'DE', 'DE-BY', 'US', 'US-CA', 'US-NY', 'CH'] as const;
const sectors = [undefined, ...new Set(shipped.duties.flatMap((duty) => duty.sectors as Sector[]))] as const;
const combinations = places.flatMap((place) =>
  sectors.flatMap((sector) =>
    shipped.situations.map(
      ({ id }): Review => ({
        schema: 'cx-review/1',
        id: 'one',
        situation: id,
        change: {
          jurisdictions: [place],
          ...(sector === undefined ? {} : { sector }),
          dates: { effective: '2027-06-01' },
        },
      }),
    ),
  ),
);

const named = (review: Review) =>
  `${review.change?.jurisdictions} ${review.change?.sector} ${review.situation}`;

describe('duties', () => {
  it('are the same in the interview and in the rules, over every place, sector and situation', () => {
    expect(combinations.length).toBeGreaterThan(1000);
    let matched = 0;
    for (const review of combinations) {
      const asked = suggestedRows('fairness.noticeDuties', review, shipped).map(({ duty, notice }) => [
        shipped.duties.find(({ id }) => id === duty)?.title,
        notice,
      ]);
      const judged = noticeDuties(review, shipped, undefined).map(({ title, notice }) => [
        title,
        notice && noticeInWords(notice),
      ]);
      expect(asked, named(review)).toEqual(judged);
      matched += judged.length;
    }
    expect(matched).toBeGreaterThan(30);
  });

  it('are the same for a part of a place as for the place, and for the place as for its parts together', () => {
    for (const review of combinations) {
      const idsIn = (place: string) =>
        findDuties({ ...review, change: { ...review.change, jurisdictions: [place] } }, shipped).map(
          ({ duty }) => duty.id,
        );
      expect(idsIn('DE'), named(review)).toEqual(idsIn('EU'));
      expect(idsIn('DE-BY'), named(review)).toEqual(idsIn('DE'));
      const ofParts = new Set([...idsIn('US-CA'), ...idsIn('US-NY')]);
      expect(new Set(idsIn('US')), named(review)).toEqual(ofParts);
    }
  });

  it('are known or not of each place, and of a federation by its parts', () => {
    const rise = { schema: 'cx-review/1', id: 'one', situation: 'price-rise' } as const;
    const known = (jurisdictions: string[], sector?: Sector) =>
      listKnownLaw({ ...rise, change: { jurisdictions, ...(sector && { sector }) } }, shipped);
    expect(known(['CH', 'DE'])).toEqual([
      { place: 'CH', isKnown: false, parts: [] },
      { place: 'DE', isKnown: true, parts: [] },
    ]);
    expect(known(['US'])).toEqual([{ place: 'US', isKnown: true, parts: ['US-CA', 'US-NY'] }]);
    expect(known(['US-TX'])).toEqual([{ place: 'US-TX', isKnown: false, parts: [] }]);
    expect(known(['US-TX'], 'banking')).toEqual([{ place: 'US-TX', isKnown: true, parts: [] }]);
    // How long a complaint may take is no duty of this decision.
    const returns: Review = {
      ...rise,
      situation: 'returns-cut',
      change: { jurisdictions: ['GB'], sector: 'credit' },
    };
    expect(listKnownLaw(returns, shipped)).toEqual([{ place: 'GB', isKnown: false, parts: [] }]);
  });

  it('of one state say nothing of the next, and nobody is under a law of nowhere', () => {
    const subscription = { schema: 'cx-review/1', id: 'one', situation: 'price-rise' } as const;
    const idsIn = (jurisdictions: string[]) =>
      findDuties({ ...subscription, change: { jurisdictions } }, shipped).map(({ duty }) => duty.id);
    expect(idsIn(['US-CA'])).toContain('california-auto-renewal');
    expect(idsIn(['US'])).toContain('california-auto-renewal');
    expect(idsIn(['US-NY'])).not.toContain('california-auto-renewal');
    expect(idsIn([])).toEqual([]);
  });

  it('ask nothing of a change that starts before they are in force', () => {
    const idsFrom = (effective: string) =>
      findDuties(
        {
          schema: 'cx-review/1',
          id: 'one',
          situation: 'price-rise',
          change: { jurisdictions: ['US-CA'], dates: { effective } },
        },
        shipped,
      ).map(({ duty }) => duty.id);
    expect(idsFrom('2025-06-30')).not.toContain('california-auto-renewal');
    expect(idsFrom('2025-07-01')).toContain('california-auto-renewal');
  });

  it('name the place of the law, and the terms of the first variant that fits', () => {
    const rise = (sector: Sector, jurisdictions: string[]): Review => ({
      schema: 'cx-review/1',
      id: 'one',
      situation: 'price-rise',
      change: { sector, jurisdictions },
    });
    const inBavaria = findDuties({ ...rise('platform', ['DE-BY']), situation: 'partner-terms' }, shipped);
    expect(inBavaria.map(({ jurisdiction }) => jurisdiction)).toContain('EU');
    const complaints = findDuties(rise('payments', ['GB']), shipped).filter(
      ({ duty }) => duty.code === 'R14',
    );
    expect(complaints.map(({ complaintDays }) => complaintDays)).toEqual([15]);
  });

  it('take place and sector from the config where the review names none', () => {
    const review: Review = { schema: 'cx-review/1', id: 'one', situation: 'price-rise' };
    const codes = findDuties(review, shipped, {
      schema: 'cx-review-config/1',
      jurisdictions: ['GB'],
      sector: 'telecom',
    }).map(({ duty }) => duty.code);
    expect(codes).toContain('R3');
  });

  it('have a notice that is read back as it is written', () => {
    const notices: Notice[] = [
      ...shipped.duties.flatMap(({ notice, variants = [] }) => [
        notice,
        ...variants.map((one) => one.notice),
      ]),
      { businessDays: 10 },
      { days: 1 },
    ].filter((notice) => notice !== undefined);
    for (const notice of notices) expect(parseNotice(noticeInWords(notice))).toEqual(notice);
  });
});
