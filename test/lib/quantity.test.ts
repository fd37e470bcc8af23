import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saysMoney, splitWords, stemOf } from '../../src/lib/name-words.ts';
import { findMove, findQuantity, isDate } from '../../src/lib/quantity.ts';
import { guessUnit } from '../../src/policy/unit.ts';
import type { Value, ValueMap } from '../../src/policy/value.ts';
import { runsAtEffort } from '../support/effort.ts';

describe('quantityOf', () => {
  it.each<[Value, number, string | undefined]>([
    [20, 20, undefined],
    ['20', 20, undefined],
    ['€20', 20, 'EUR'],
    ['20 €', 20, 'EUR'],
    ['-€5', -5, 'EUR'],
    ['€ 1.234,50', 1234.5, 'EUR'],
    ['$1,234.50', 1234.5, '$'],
    ['US$9.99', 9.99, 'USD'],
    ['CHF 12.–', 12, 'CHF'],
    ['12,- EUR', 12, 'EUR'],
    ['9.90 EUR/month', 9.9, 'EUR per month'],
    ['€9.90 per mo', 9.9, 'EUR per month'],
    ['£30 a year', 30, 'GBP per year'],
    ['£30 per user', 30, 'GBP per user'],
    ['8.5 %', 8.5, '%'],
    ['8,5%', 8.5, '%'],
    ['30 days', 30, 'days'],
    ['30-day', 30, 'days'],
    ['14d', 14, 'days'],
    ['2 Weeks', 2, 'weeks'],
    ['24h', 24, 'hours'],
    ['5 business days', 5, 'business days'],
    ['P30D', 30, 'days'],
    ['PT24H', 24, 'hours'],
    ['P1M', 1, 'months'],
  ])('%j is %d, and counts %s', (value, amount, unit) => {
    expect(findQuantity(value)).toMatchObject({ amount, unit });
  });

  it.each<Value>([
    null,
    true,
    '',
    'pro',
    '€',
    '20 XXQ',
    '20 MB',
    '€1.234',
    '5 m',
    '20 20',
    'days',
    '1 2 3',
    '€20€',
    'P1',
    'PT1D',
    '30 days maybe',
    '2026-02-30',
    { a: 1 },
    [1],
    `€${'1'.repeat(80)}`,
    '1'.repeat(61),
  ])('%j is none', (value) => {
    expect(findQuantity(value)).toBeUndefined();
  });

  it('never throws, whatever the text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123.,- €$%PTDMa per/year') });
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (any) => {
        const quantity = findQuantity(any);
        if (quantity !== undefined) expect(Number.isFinite(quantity.amount)).toBe(true);
      }),
      { numRuns: runsAtEffort(250) },
    );
  });
});

describe('moveOf', () => {
  it.each<[Value, Value, number | undefined]>([
    [20, 25, 0.25],
    [20, '25', 0.25],
    ['€20', '€25', 0.25],
    ['30 days', '14 days', -16 / 30],
    ['30 days', '2 weeks', -16 / 30],
    ['1 year', '18 months', 0.5],
    ['24h', '2 days', 1],
    ['10 %', '12 %', 0.2],
    [-5, -10, -1],
    [0, 5, undefined],
    ['2026-01-01', '2026-03-01', undefined],
  ])('%j → %j moves by the share %d', (from, to, share) => {
    const found = findMove(from, to);
    expect(found).toBeDefined();
    if (share === undefined) expect(found?.share).toBeUndefined();
    else expect(found?.share).toBeCloseTo(share, 12);
  });

  it.each<[Value, Value]>([
    ['€20', '$25'],
    ['€20', 25],
    ['€20 per month', '€20 per year'],
    ['30 days', '1 month'],
    ['5 days', '5 business days'],
    ['2026-01-01', 'soon'],
    [null, 5],
    ['5 %', 5],
  ])('%j and %j do not compare', (from, to) => {
    expect(findMove(from, to)).toBeUndefined();
  });

  it('counts days between dates, through leap years', () => {
    expect(findMove('2028-02-28', '2028-03-01')).toMatchObject({ direction: 'up', by: 2 });
    expect(findMove('2026-03-01', '2026-02-28')).toMatchObject({ direction: 'down', by: -1 });
    expect(isDate('2028-02-29')).toBe(true);
    expect(isDate('2026-02-29')).toBe(false);
  });

  it('goes back as it came', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: -1000, max: 1000 }),
        (from, to) => {
          expect(findMove(from, to)?.by).toBe(0 - (findMove(to, from)?.by ?? Number.NaN));
        },
      ),
    );
  });
});

describe('guessUnit', () => {
  const unit = (
    names: string[],
    from: Value | undefined,
    to: Value | undefined,
    ...maps: ValueMap[]
  ): string | undefined => guessUnit(from, to, { names, maps });

  it.each<[string[], Value | undefined, Value | undefined, ValueMap[], string | undefined]>([
    [['price'], '€20', '€25', [{ currency: 'USD' }], 'EUR'],
    [['price'], '€20', '$25', [{ currency: 'USD' }], undefined],
    [['price_eur'], 20, 25, [{ currency: 'USD' }], 'EUR'],
    [['Price (TRY)'], 20, 25, [], 'TRY'],
    [['try_price'], 20, 25, [], undefined],
    [['price'], 20, 25, [{ currency: 'CHF' }], 'CHF'],
    [['monthlyPrice'], 20, 25, [{ currency: 'CHF' }], 'CHF per month'],
    [['price'], undefined, 25, [{ unit: 'EUR per month' }], 'EUR per month'],
    [['plans', 'pro', 'price'], 20, 25, [{ currency: 'EUR' }, {}, { price: 25 }], 'EUR'],
    [['fees', 'late'], 20, 25, [{ currency: 'EUR' }, { late: 25 }], 'EUR'],
    [['notice_days'], 30, 14, [], 'days'],
    [['days', 'standard'], 30, 14, [], 'days'],
    [['fee_notice_days'], 30, 14, [{ currency: 'EUR' }], 'days'],
    [['discount_percent'], 10, 5, [], '%'],
    [['length'], 10, 5, [{ unit: 'hours' }], 'hours'],
    [['length'], 10, 5, [{ length_unit: 'weeks', unit: 'hours' }], 'weeks'],
    [['returns', 'window'], 30, 14, [], 'days'],
    [['returns', 'window'], 'long', 'short', [], undefined],
    [['days'], 'Monday', 'Tuesday', [], undefined],
    [['seats'], 5, 3, [{ currency: 'EUR' }], undefined],
    [['price'], true, false, [{ currency: 'EUR' }], undefined],
    [['toString'], 1, 2, [], undefined],
    [['unit_amount'], 2000, 2500, [{ currency: 'eur' }], 'EUR cents'],
    [['unit_amount_decimal'], '2000', '2500', [{ currency: 'usd' }], 'USD cents'],
    [['unit_amount'], 2000, 2500, [{ currency: 'jpy' }], 'JPY'],
    [['unit_amount'], 2000, 2500, [{ currency: 'kwd' }], undefined],
    [['unit_amount'], 2000, 2500, [], undefined],
    [['monthly_price_cents'], 2000, 2500, [{ currency: 'EUR' }], 'EUR cents per month'],
    [['late_fee_cents'], 500, 700, [], 'cents'],
  ])('%j: %j → %j beside %j counts %s', (names, from, to, maps, expected) => {
    expect(unit(names, from, to, ...maps)).toBe(expected);
  });
});

it('finds the words in a name, whatever their form', () => {
  expect(splitWords('freeTrial_days-EU/policies.yaml')).toEqual([
    'free',
    'trial',
    'days',
    'eu',
    'policies',
    'yaml',
  ]);
  expect(['fees', 'policies', 'address', 'days', 'bus', 'is'].map(stemOf)).toEqual([
    'fee',
    'policy',
    'address',
    'day',
    'bus',
    'is',
  ]);
  expect(['price', 'Late fees', 'Gebühr', 'serviceCharge'].every(saysMoney)).toBe(true);
  expect(['price_id', 'fee_notice_days', 'priced', 'fee_currency', ''].some(saysMoney)).toBe(false);
});
