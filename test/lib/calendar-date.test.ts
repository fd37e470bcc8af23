import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { isCalendarDate } from '../../src/lib/calendar-date.ts';

describe('isCalendarDate', () => {
  it.each(['2026-12-31', '2028-02-29', '2000-02-29', '0001-01-01'])('takes %s', (text) => {
    expect(isCalendarDate(text)).toBe(true);
  });

  it.each([
    '2027-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    ' 2026-01-01',
    '2026-01-01T00:00:00Z',
  ])('refuses %s', (text) => {
    expect(isCalendarDate(text)).toBe(false);
  });

  it('agrees with the calendar of the library that reckons with dates', () => {
    const two = (value: number) => String(value).padStart(2, '0');
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 9999 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, day) => {
          const { daysInMonth } = Temporal.PlainYearMonth.from({ year, month });
          expect(isCalendarDate(`${year}-${two(month)}-${two(day)}`)).toBe(day <= daysInMonth);
        },
      ),
    );
  });
});
