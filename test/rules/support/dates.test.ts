import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticeInWords, parseNotice } from '../../../src/domain/duties.ts';
import {
  addDays,
  businessDaysBefore,
  businessDaysBetween,
  isBusinessDay,
  monthsBetween,
  spanInWords,
  subtractSpan,
} from '../../../src/lib/dates.ts';
import { sendingDays } from '../../../src/rules/support/duties.ts';
import { runsAtEffort } from '../../support/effort.ts';

const none = new Set<string>();
const day = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('business days', () => {
  it('are Monday to Friday less the holidays', () => {
    expect(businessDaysBetween('2026-09-24', '2026-10-01', none)).toBe(5);
    expect(businessDaysBetween('2026-09-24', '2026-10-01', new Set(['2026-09-28']))).toBe(4);
    expect(businessDaysBetween('2026-10-01', '2026-09-24', none)).toBe(0);
    expect(isBusinessDay('2026-10-03', none)).toBe(false);
  });

  it('are as many as one counts day by day', () => {
    const near = fc.tuple(day, fc.integer({ min: -3, max: 40 }), fc.array(fc.integer({ min: -2, max: 45 })));
    fc.assert(
      fc.property(near, ([from, length, off]) => {
        const holidays = new Set(off.map((days) => addDays(from, days)));
        const days = Array.from({ length: Math.max(0, length) }, (_, at) => addDays(from, at + 1));
        const count = days.filter((one) => isBusinessDay(one, holidays)).length;
        expect(businessDaysBetween(from, addDays(from, length), holidays)).toBe(count);
      }),
      { numRuns: runsAtEffort(80) },
    );
  });

  it('counted back and forth come to the same', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 30 }),
        fc.array(day, { maxLength: 5 }),
        (date, count, off) => {
          const holidays = new Set(off);
          const before = businessDaysBefore(date, count, holidays);
          expect(isBusinessDay(before, holidays)).toBe(true);
          expect(businessDaysBetween(before, date, holidays)).toBeGreaterThanOrEqual(count);
          // The next business day would be too late.
          let next = addDays(before, 1);
          while (!isBusinessDay(next, holidays)) next = addDays(next, 1);
          if (next < date) expect(businessDaysBetween(next, date, holidays)).toBeLessThanOrEqual(count);
        },
      ),
      { numRuns: runsAtEffort(80) },
    );
  });
});

describe('notice', () => {
  it('is reckoned in calendar months, not in blocks of 30 days', () => {
    expect(subtractSpan('2026-12-01', { months: 2 })).toBe('2026-10-01');
    expect(subtractSpan('2026-03-31', { months: 1 })).toBe('2026-02-28');
    expect(subtractSpan('2026-12-01', { weeks: 12 })).toBe('2026-09-08');
    expect(subtractSpan('2026-12-01', { days: 30 })).toBe('2026-11-01');
    expect(subtractSpan('2026-12-01', { businessDays: 5 })).toBe('2026-11-24');
  });

  it.each([
    ['30 calendar days', '30 calendar days'],
    ['1 calendar months', '1 calendar month'],
    ['6 weeks', '6 weeks'],
    ['10 business days', '10 business days'],
    ['7 to 30 calendar days', '7 to 30 calendar days'],
  ])('"%s" is read as %s', (text, words) => {
    const notice = parseNotice(text);
    expect(notice).toBeDefined();
    expect(notice && noticeInWords(notice)).toBe(words);
  });

  it('is unknown where nothing can be read', () => {
    expect(parseNotice('in good time')).toBeUndefined();
    expect(parseNotice(undefined)).toBeUndefined();
  });

  it('speaks of its length', () => {
    expect(spanInWords({ months: 1 })).toBe('1 calendar month');
    expect(spanInWords({ weeks: 12 })).toBe('12 weeks');
  });
});

describe('days of sending in a text', () => {
  it('are read in both forms', () => {
    expect(sendingDays('Notices on 2026-11-10 and on 3 December 2026, and the 1st March 2027')).toEqual([
      '2026-11-10',
      '2026-12-03',
      '2027-03-01',
    ]);
    expect(sendingDays('A notice on 40 Movember 2026')).toEqual([]);
  });

  it('are none where nothing is sent, and a day of May is no perhaps', () => {
    expect(sendingDays('We decided against sending it on 10 May 2027.')).toEqual([]);
    expect(sendingDays('It may go out again on 10 May 2027.')).toEqual([]);
    expect(sendingDays('No letter in April; the reminder goes out on 10 May 2027.')).toEqual(['2027-05-10']);
  });
});

describe('months', () => {
  it('are whole ones', () => {
    expect(monthsBetween('2026-01-31', '2026-02-28')).toBe(0);
    expect(monthsBetween('2025-03-01', '2026-09-01')).toBe(18);
  });
});
