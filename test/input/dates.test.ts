import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/input/dates.ts';
import { runsAtEffort } from '../support/effort.ts';

const today = '2026-11-22';

describe('parseDate', () => {
  it.each([
    ['2027-01-15', '2027-01-15', 'Friday 15 January 2027, in about 8 weeks'],
    ['2027-1-5', '2027-01-05', 'Tuesday 5 January 2027, in about 6 weeks'],
    ['in 8 weeks', '2027-01-17', 'Sunday 17 January 2027, in 8 weeks'],
    ['in six weeks', '2027-01-03', 'Sunday 3 January 2027, in 6 weeks'],
    ['In a month', '2026-12-22', 'Tuesday 22 December 2026, in about 4 weeks'],
    ['in 3 months', '2027-02-22', 'Monday 22 February 2027, in about 3 months'],
    ['in 10 days', '2026-12-02', 'Wednesday 2 December 2026, in 10 days'],
    ['in 2 years', '2028-11-22', 'Wednesday 22 November 2028, in about 2 years'],
    ['3 weeks ago', '2026-11-01', 'Sunday 1 November 2026, 3 weeks ago'],
    ['today', '2026-11-22', 'Sunday 22 November 2026, today'],
    ['tomorrow', '2026-11-23', 'Monday 23 November 2026, tomorrow'],
    ['friday', '2026-11-27', 'Friday 27 November 2026, in 5 days'],
    ['on Monday', '2026-11-23', 'Monday 23 November 2026, tomorrow'],
    ['this thu', '2026-11-26', 'Thursday 26 November 2026, in 4 days'],
    ['Sunday', '2026-11-29', 'Sunday 29 November 2026, in 7 days'],
    ['yesterday', '2026-11-21', 'Saturday 21 November 2026, yesterday'],
    ['15 Jan 2027', '2027-01-15', 'Friday 15 January 2027, in about 8 weeks'],
    ['15 January 2027', '2027-01-15', 'Friday 15 January 2027, in about 8 weeks'],
    ['Jan 15 2027', '2027-01-15', 'Friday 15 January 2027, in about 8 weeks'],
    ['January 15, 2027', '2027-01-15', 'Friday 15 January 2027, in about 8 weeks'],
    ['Friday, 15th of January 2027', '2027-01-15', 'Friday 15 January 2027, in about 8 weeks'],
    ['15-Jan-2027', '2027-01-15', 'Friday 15 January 2027, in about 8 weeks'],
    ['15/01/2027', '2027-01-15', 'Friday 15 January 2027, in about 8 weeks'],
    ['01/15/2027', '2027-01-15', 'Friday 15 January 2027, in about 8 weeks'],
    ['15.1.2027', '2027-01-15', 'Friday 15 January 2027, in about 8 weeks'],
    ['3.4.2027', '2027-04-03', 'Saturday 3 April 2027, in about 4 months'],
    ['04/04/2027', '2027-04-04', 'Sunday 4 April 2027, in about 4 months'],
    ['29 Feb 2028', '2028-02-29', 'Tuesday 29 February 2028, in about 15 months'],
  ])('reads %j', (text, value, echo) => {
    expect(parseDate(text, today)).toEqual({ value, echo });
  });

  it.each([
    ['03/04/2027', '03/04/2027 can be 3 April 2027 or 4 March 2027.', '3 April 2027 (or 4 March 2027)'],
    ['30 Feb 2027', 'February 2027 has 28 days.', undefined],
    ['2027-13-01', 'There is no month 13.', undefined],
    ['0000-01-01', '0 is not a year that can be meant.', undefined],
    ['15 Jan', 'Which year? Write it in four digits.', '15 January 2027'],
    ['25 Dec', 'Which year? Write it in four digits.', '25 December 2026'],
    ['15 Jan 27', 'Which year? Write it in four digits.', '15 January 2027'],
    ['15/1/27', 'Write the year in four digits.', undefined],
    ['January 2027', 'Which day of the month?', '1 January 2027'],
    ['6 weeks', 'Is that ahead or behind?', 'in 6 weeks (or 6 weeks ago)'],
    [
      'next friday',
      '“next friday” can be Friday 27 November 2026 or Friday 4 December 2026.',
      'Friday 27 November 2026 (or Friday 4 December 2026)',
    ],
    ['last friday', '“last friday” is not a date.', undefined],
    ['soon', '“soon” is not a date.', undefined],
    ['in 99 fortnights', '“in 99 fortnights” is not a date.', undefined],
    ['in 9999 years', '12025 is not a year that can be meant.', undefined],
    ['', 'There is no date in it.', undefined],
  ])('refuses %j and says how to write it', (text, problem, example) => {
    const parsed = parseDate(text, today);
    expect(parsed).toMatchObject({ problem });
    if (example !== undefined) expect(parsed).toMatchObject({ example });
  });

  it('asks where the weekday is not that of the date', () => {
    expect(parseDate('Tuesday 3 March 2026', today)).toMatchObject({ value: '2026-03-03' });
    expect(parseDate('Monday 3 March 2026', today)).toEqual({
      problem: 'That day is a Tuesday, not a Monday.',
      example: 'Tuesday 3 March 2026 (or Monday 2 March 2026)',
    });
    expect(parseDate('Sun, 3 March 2026', today)).toMatchObject({
      problem: 'That day is a Tuesday, not a Sunday.',
    });
  });

  it('reads every date back in each of its ways of writing', () => {
    const anyDate = fc
      .integer({ min: 0, max: 60_000 })
      .map((days) => Temporal.PlainDate.from('1950-01-01').add({ days }));
    fc.assert(
      fc.property(anyDate, (date) => {
        const named = date.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
        for (const text of [date.toString(), named]) {
          expect(parseDate(text, today)).toMatchObject({ value: date.toString() });
        }
      }),
      { numRuns: runsAtEffort(80) },
    );
  });
});
