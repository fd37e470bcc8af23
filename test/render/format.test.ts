import { describe, expect, it } from 'vitest';
import { countWords, formatFor, oneLine, splitLines, startSentence } from '../../src/render/format.ts';

describe('formatFor', () => {
  const format = formatFor('en-GB', 'EUR');

  it('writes money with its currency, and cents only where there are any', () => {
    expect(format.money(20)).toBe('€20');
    expect(format.money(20.5)).toBe('€20.50');
    expect(format.money(-1250000)).toBe('-€1,250,000');
    expect(formatFor('en-GB', 'JPY').money(20.5)).toBe('JP¥21');
    expect(formatFor('en-GB', undefined).money(1234.5)).toBe('1,234.5');
  });

  it('writes shares from 0 to 1 as per cent', () => {
    expect(format.share(0.0905)).toBe('9.05\u00a0%');
    expect(format.share(1)).toBe('100\u00a0%');
    expect(format.share(-0.03)).toBe('-3\u00a0%');
  });

  it('rounds what was computed from guesses, and leaves small shares visible', () => {
    expect(format.roughShare(0.09090909)).toBe('9.1\u00a0%');
    expect(format.roughShare(0.000412)).toBe('0.041\u00a0%');
    expect(format.roughShare(0)).toBe('0\u00a0%');
    expect(format.roughMoney(184321.77)).toBe('€184,000');
    expect(format.roughMoney(-0.126)).toBe('-€0.13');
  });

  it('writes dates in words, and what is no date as it is', () => {
    expect(format.date('2027-01-15')).toBe('15 January 2027');
    expect(format.date('2028-02-29')).toBe('29 February 2028');
    expect(format.date('soon')).toBe('soon');
    expect(format.date('2027-13-45')).toBe('2027-13-45');
  });

  it('follows the locale that it is given and no other', () => {
    const german = formatFor('de-DE', 'EUR');
    expect(german.date('2027-01-15')).toBe('15. Januar 2027');
    expect(german.number(1234.5)).toBe('1.234,5');
  });

  it('says hours as people do', () => {
    expect(format.hours(0.25)).toBe('15 minutes');
    expect(format.hours(1)).toBe('1 hour');
    expect(format.hours(24)).toBe('24 hours');
    expect(format.hours(72)).toBe('3 days');
    expect(format.days(1)).toBe('1 day');
  });
});

describe('texts', () => {
  it('breaks at every kind of line end and drops empty lines', () => {
    expect(splitLines('a\r\nb\u2028 c \n\n\nd\u0085e')).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(oneLine(' a\n b ')).toBe('a b');
    expect(oneLine(' \n ')).toBe('');
  });

  it('puts a capital at the beginning, but not into names and addresses', () => {
    expect(startSentence('phone 0800', 'en-GB')).toBe('Phone 0800');
    expect(startSentence('écrire', 'fr')).toBe('Écrire');
    expect(startSentence('iPhone app', 'en-GB')).toBe('iPhone app');
    expect(startSentence('anna@x.example', 'en-GB')).toBe('anna@x.example');
    expect(startSentence('', 'en-GB')).toBe('');
  });

  it('counts words, not marks', () => {
    expect(countWords('£36 a month → **£40**, or not')).toBe(6);
    expect(countWords('- · → **')).toBe(0);
  });
});
