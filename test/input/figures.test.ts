import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseCountEstimate,
  parseEstimate,
  parseInteger,
  parseMoney,
  parseNumber,
  parseShare,
  parseShareEstimate,
  parseShareRange,
} from '../../src/input/figures.ts';
import type { Parsed } from '../../src/input/parsed.ts';
import { moneyInWords } from '../../src/lib/money.ts';
import { runsAtEffort } from '../support/effort.ts';

/** Tables show a no-break space as an ordinary one. */
const unbroken = (expected: string) => expected.replace(/(?<=\d) %/g, '\u00a0%');

/** What was understood, or why nothing was, as one short string a table can hold. */
function outcome(parsed: Parsed<unknown>): string {
  return parsed.problem === undefined
    ? `${JSON.stringify(parsed.value)} ${parsed.echo}`
    : `! ${parsed.problem}`;
}

describe('parseMoney', () => {
  const parse = (text: string) => parseMoney(text, { currency: 'EUR', label: 'Money per year' });

  it.each([
    ['38', '38 €38'],
    ['€1,200.50', '1200.5 €1,200.50'],
    ['1.200,50', '1200.5 €1,200.50'],
    ['1 200,50', '1200.5 €1,200.50'],
    ["1'200.50", '1200.5 €1,200.50'],
    ['1\u202f200', '1200 €1,200'],
    ['38 EUR', '38 €38'],
    ['EUR 38', '38 €38'],
    ['38 €', '38 €38'],
    ['38 euros a year', '38 €38'],
    ['38 per year', '38 €38'],
    ['about 38', '38 €38'],
    ['1,200', '1200 €1,200'],
    ['1,20', '1.2 €1.20'],
    ['0.125', '0.125 €0.125'],
    ['1.234.567', '1234567 €1,234,567'],
    ['1,234,567.89', '1234567.89 €1,234,567.89'],
    ['40k', '40000 €40,000'],
    ['1.5m', '1500000 €1,500,000'],
    ['1.5 million', '1500000 €1,500,000'],
    ['1.125k', '1125 €1,125'],
    ['1.200', '! 1.200 can be read as 1,200 or as 1.2.'],
    ['1,23,4', '! “1,23,4” is not understood here. Write the figure alone.'],
    ['38 GBP', '! This review is in EUR, and “GBP” is another currency.'],
    ['$38', '! This review is in EUR, and “$” is another currency.'],
    ['-5', '! -€5 is below zero, which cannot be here.'],
    ['4 %', '! An amount is needed here, not a percentage.'],
    ['30-50', '! One figure is needed here, not a range.'],
    ['38 month', '! “month” is not understood here. Write the figure alone.'],
    ['a lot', '! “lot” is not understood here. Write the figure alone.'],
    ['', '! There is no figure in it.'],
    ['1e400', '! “e” is not understood here. Write the figure alone.'],
    ['99999999999999999', '! €100,000,000,000,000,000 is more than €1,000,000,000,000,000.'],
  ])('reads %j', (text, expected) => {
    expect(outcome(parse(text))).toBe(expected);
  });

  it.each([
    ['20 a month', 'month', '€240'],
    ['€20/month', 'month', '€240'],
    ['7.50 monthly', 'month', '€90'],
    ['5 per week', 'week', '€260'],
  ])('refuses %j where a year is asked, and says what it comes to', (text, period, example) => {
    const parsed = parseMoney(text, { currency: 'EUR', label: 'What one of them pays a year' });
    const problem = `That is for a ${period}. For a year it comes to ${example}.`;
    expect(parsed).toEqual({ problem, example });
  });

  it('says only that a year is asked where there is no one sum', () => {
    const parsed = parseMoney('20-30 a month', { currency: 'EUR', label: 'Money lost a year' });
    const problem = 'That is for a month; here it is asked for a year.';
    expect(parsed).toEqual({ problem, example: '€1,200.50' });
  });

  it.each(['20 minutes a call', '20 min per call', '20 minutes each visit', '5/order'])(
    'refuses %j where a year is asked, because nobody knows how often that is',
    (text) => {
      const label = 'Hours lost a year Waiting, new steps, calls, visits, orders.';
      const { problem } = parseNumber(text, { label });
      expect(problem).toMatch(/^That is for one (?:call|visit|order); here it is asked for a year\./);
      expect(parseNumber('20 a call', { label: 'Minutes a call' })).toMatchObject({ value: 20 });
    },
  );

  it('takes what is for a year', () => {
    for (const text of ['60 per year', '60 a year', '60/year', '60 each year']) {
      expect(parseMoney(text, { currency: 'EUR', label: 'Money lost a year' })).toMatchObject({ value: 60 });
    }
    expect(parseNumber('10 minutes a month', { label: 'Hours lost a year' })).toMatchObject({ example: '2' });
    expect(parseShare('2 % a month', { label: 'Share who leave a year' })).toMatchObject({ example: '4 %' });
  });

  it('reads every currency as it is shown', () => {
    for (const currency of Intl.supportedValuesOf('currency')) {
      const shown = moneyInWords(1200.5, currency);
      expect([shown, parseMoney(shown, { currency })]).toEqual([shown, { value: 1200.5, echo: shown }]);
    }
  });

  it('takes a shared sign for the currency of the review', () => {
    expect(outcome(parseMoney('$38', { currency: 'CAD' }))).toBe('38 CA$38');
  });

  it('takes amounts below zero where a loss can be entered', () => {
    expect(outcome(parseMoney('-1,200', { currency: 'EUR', signed: true }))).toBe('-1200 -€1,200');
    expect(outcome(parseMoney('−€5', { currency: 'EUR', signed: true }))).toBe('-5 -€5');
  });

  it('reads its own echo back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (cents) => {
        const value = cents / 100;
        const parsed = parse(String(value));
        const again = parsed.problem === undefined ? parse(parsed.echo) : parsed;
        expect(again.problem === undefined && again.value).toBe(value);
      }),
      { numRuns: runsAtEffort(100) },
    );
  });
});

describe('parseInteger', () => {
  it.each([
    ['1140', '1140 1,140'],
    ['1,140', '1140 1,140'],
    ['1.140', '1140 1,140'],
    ['1 140', '1140 1,140'],
    ['1,140 tickets', '1140 1,140'],
    ['12k', '12000 12,000'],
    ['1.5k', '1500 1,500'],
    ['1.5', '! 1.5 is not a whole number.'],
    ['many', '! “many” is not understood here. Write the figure alone.'],
    ['9007199254740993', '! 9,007,199,254,740,992 is more than 9,007,199,254,740,991.'],
  ])('reads %j', (text, expected) => {
    expect(outcome(parseInteger(text, { label: 'Number of tickets' }))).toBe(expected);
  });
});

describe('parseNumber', () => {
  it.each([
    ['71.5', '71.5 71.5'],
    ['-3', '-3 -3'],
    ['2 hours', '2 2'],
    ['15 min', '0.25 0.25 (15 minutes)'],
    ['90 minutes', '1.5 1.5 (90 minutes)'],
    ['2 days', '! “days” is not understood here. Write the figure alone.'],
  ])('reads %j as hours', (text, expected) => {
    expect(outcome(parseNumber(text, { label: 'Hours per year' }))).toBe(expected);
  });

  it('converts minutes only where hours are counted', () => {
    expect(outcome(parseNumber('15 min', { label: 'Days' }))).toBe(
      '! “min” is not understood here. Write the figure alone.',
    );
  });
});

describe('parseShare', () => {
  it.each([
    ['4 %', '0.04 4 %'],
    ['4%', '0.04 4 %'],
    ['4', '0.04 4 %'],
    ['4,5 %', '0.045 4.5 %'],
    ['9.1 percent', '0.091 9.1 %'],
    ['0', '0 0 %'],
    ['0.5 %', '0.005 0.5 %'],
    ['100 %', '1 100 %'],
    ['0.04', '! 0.04 can be read as 0.04 % or as 4 %.'],
    ['1', '! 1 can be read as 1 % or as 100 %.'],
    ['120 %', '! 120 % is more than 100 %.'],
    ['-4 %', '! -4 % is below zero, which cannot be here.'],
  ])('reads %j', (text, expected) => {
    expect(outcome(parseShare(text))).toBe(unbroken(expected));
  });
});

describe('ranges', () => {
  it('take no percentage for an amount or a number', () => {
    expect(parseEstimate('85 %', { label: 'One customer leaves you a year' })).toMatchObject({
      problem: 'A number is needed here, not a percentage.',
    });
  });

  it.each([
    ['4-12 %, likely 6', '{"low":0.04,"likely":0.06,"high":0.12} 4 % to 12 %, most likely 6 %'],
    ['4 % to 12 %, most likely 6 %', '{"low":0.04,"likely":0.06,"high":0.12} 4 % to 12 %, most likely 6 %'],
    ['low 4 likely 6 high 12', '{"low":0.04,"likely":0.06,"high":0.12} 4 % to 12 %, most likely 6 %'],
    ['4 / 6 / 12', '{"low":0.04,"likely":0.06,"high":0.12} 4 % to 12 %, most likely 6 %'],
    ['4, 6, 12 %', '{"low":0.04,"likely":0.06,"high":0.12} 4 % to 12 %, most likely 6 %'],
    ['4 6 12', '{"low":0.04,"likely":0.06,"high":0.12} 4 % to 12 %, most likely 6 %'],
    ['6 (4 to 12)', '{"low":0.04,"likely":0.06,"high":0.12} 4 % to 12 %, most likely 6 %'],
    ['between 4 and 12, probably 6', '{"low":0.04,"likely":0.06,"high":0.12} 4 % to 12 %, most likely 6 %'],
    ['0.5-2 %, likely 1', '{"low":0.005,"likely":0.01,"high":0.02} 0.5 % to 2 %, most likely 1 %'],
    ['4-12 %', '{"low":0.04,"likely":0.08,"high":0.12} 4 % to 12 %, most likely 8 % (the middle)'],
    ['5-7 %', '{"low":0.05,"likely":0.06,"high":0.07} 5 % to 7 %, most likely 6 % (the middle)'],
    ['6 %', '! Three figures are needed: at least, most likely, at most.'],
    ['12-4 %, likely 6', '! The figures are not in order: at least, most likely, at most.'],
    ['4-12 %, likely 20', '! The figures are not in order: at least, most likely, at most.'],
    ['0.04-0.12, likely 0.06', '! 0.04 can be read as 0.04 % or as 4 %.'],
    ['1 2 3 4', '! There are more than three figures in it.'],
  ])('reads %j as three shares', (text, expected) => {
    expect(outcome(parseShareRange(text))).toBe(unbroken(expected));
  });

  it.each([
    ['-3 to 0 %, likely -1', '{"low":-0.03,"likely":-0.01,"high":0} -3 % to 0 %, most likely -1 %'],
    ['-3--1 %, likely -2', '{"low":-0.03,"likely":-0.02,"high":-0.01} -3 % to -1 %, most likely -2 %'],
    ['low -3, likely -1, high 0', '{"low":-0.03,"likely":-0.01,"high":0} -3 % to 0 %, most likely -1 %'],
  ])('reads %j as three shares below zero', (text, expected) => {
    expect(outcome(parseShareRange(text, { signed: true }))).toBe(unbroken(expected));
  });

  it.each([
    ['38', '38 38'],
    ['30-50, likely 38', '{"low":30,"likely":38,"high":50} 30 to 50, most likely 38'],
    ['30 – 50, likely 38', '{"low":30,"likely":38,"high":50} 30 to 50, most likely 38'],
    ['3-5k, likely 4k', '{"low":3000,"likely":4000,"high":5000} 3,000 to 5,000, most likely 4,000'],
    ['€30 - €50, likely €38', '{"low":30,"likely":38,"high":50} 30 to 50, most likely 38'],
    ['30-50', '{"low":30,"likely":40,"high":50} 30 to 50, most likely 40 (the middle)'],
    ['30 to 50, most likely 40 (the middle)', '{"low":30,"likely":40,"high":50} 30 to 50, most likely 40'],
  ])('reads %j as an estimate', (text, expected) => {
    expect(outcome(parseEstimate(text, { currency: 'EUR' }))).toBe(expected);
  });

  it.each([
    ['4000', '4000 4,000'],
    ['3000-5000', '{"low":3000,"high":5000} 3,000 to 5,000'],
    ['3,000 to 5,000 customers', '{"low":3000,"high":5000} 3,000 to 5,000'],
    ['3-5k', '{"low":3000,"high":5000} 3,000 to 5,000'],
    ['3000-5000, likely 4000', '{"low":3000,"high":5000} 3,000 to 5,000'],
    ['5000-3000', '! The figures are not in order: the lower one comes first.'],
  ])('reads %j as a count', (text, expected) => {
    expect(outcome(parseCountEstimate(text, { label: 'Customers' }))).toBe(expected);
  });

  it('takes a single share as an estimate', () => {
    expect(outcome(parseShareEstimate('6 %'))).toBe('0.06 6\u00a0%');
  });

  it('gives points in order, and reads its own echo back', () => {
    const percent = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(fc.tuple(percent, percent, percent), (values) => {
        const [low, likely, high] = values.toSorted((a, b) => a - b);
        const parsed = parseShareRange(`${low}-${high} %, likely ${likely} %`);
        if (parsed.problem !== undefined) throw new Error(parsed.problem);
        expect(parsed.value.low).toBeLessThanOrEqual(parsed.value.likely);
        expect(parsed.value.likely).toBeLessThanOrEqual(parsed.value.high);
        expect(parseShareRange(parsed.echo)).toEqual(parsed);
      }),
      { numRuns: runsAtEffort(80) },
    );
  });

  it('always says how to write it better', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => {
        for (const parsed of [
          parseShareRange(text),
          parseEstimate(text),
          parseMoney(text, { currency: 'EUR' }),
        ]) {
          if (parsed.problem !== undefined) expect(parsed.example).not.toBe('');
        }
      }),
      { numRuns: runsAtEffort(80) },
    );
  });
});

it.each([parseInteger, parseCountEstimate])('takes no percentage for a number of people', (parse) => {
  expect(parse('50 %')).toMatchObject({ problem: 'A number is needed here, not a percentage.' });
});
