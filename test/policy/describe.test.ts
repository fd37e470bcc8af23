import { expect, it } from 'vitest';
import { describeChange, textOf } from '../../src/policy/describe.ts';
import { diffValues } from '../../src/policy/diff.ts';
import type { Value } from '../../src/policy/value.ts';

const line = (before: Value, after: Value): string | undefined =>
  diffValues(before, after).changes.map(describeChange)[0];

it.each<[Value, Value, string]>([
  [{ price: 20 }, { price: 25 }, 'price: 20 → 25, +25\u00a0%'],
  [{ price: 20, currency: 'EUR' }, { price: 25, currency: 'EUR' }, 'price: 20 → 25 EUR, +25\u00a0%'],
  [
    { unit_amount: 2000, currency: 'eur' },
    { unit_amount: 2500, currency: 'eur' },
    'unit_amount: 2000 → 2500 EUR cents (20.00 → 25.00 EUR), +25\u00a0%',
  ],
  [{ fee_cents: 500 }, { fee_cents: 750 }, 'fee_cents: 500 → 750 cents (5.00 → 7.50), +50\u00a0%'],
  [{ fee_cents: 0.4 }, { fee_cents: 0.2 }, 'fee_cents: 0.4 → 0.2 cents, −50\u00a0%'],
  [{ price: '€20' }, { price: '€25' }, 'price: €20 → €25, +25\u00a0%'],
  [{ fee: 0 }, { fee: 5 }, 'fee: 0 → 5'],
  [{ fee: 5 }, { fee: 0 }, 'fee: 5 → 0, −100\u00a0%'],
  [{ days: 30 }, { days: 14 }, 'days: 30 → 14 days, −53.3\u00a0%'],
  [{ window: '30 days' }, { window: '2 weeks' }, 'window: 30 days → 2 weeks, −53.3\u00a0%'],
  [{ from: '2026-01-01' }, { from: '2026-03-01' }, 'from: 2026-01-01 → 2026-03-01, 59 days later'],
  [{ from: '2026-01-02' }, { from: '2026-01-01' }, 'from: 2026-01-02 → 2026-01-01, 1 day earlier'],
  [{ plan: 'lite' }, { plan: 'two words' }, 'plan: lite → two words'],
  [{ on: true }, { on: false }, 'on: true → false'],
  [{ a: 'x\u001b[31m\ny' }, { a: ' ' }, 'a: "x\\u001b[31m\\ny" → " "'],
])('%j → %j', (before, after, expected) => {
  expect(line(before, after)).toBe(expected);
});

it('cuts long texts and never a character in two', () => {
  const text = textOf(`${'a'.repeat(78)}💶💶`);
  expect(text).toBe(`${'a'.repeat(78)}…`);
  expect(textOf({ list: ['a'.repeat(100)] }).length).toBeLessThanOrEqual(80);
});
