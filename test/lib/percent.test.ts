import { describe, expect, it } from 'vitest';
import { exactPercent, percent, percentFor, roughPercentFor, signedPercent } from '../../src/lib/percent.ts';

describe('a share as per cent', () => {
  it.each([
    [0.313, '31.3\u00a0%'],
    [0.25, '25\u00a0%'],
    [0.09090909, '9.1\u00a0%'],
    [0.000412, '0.041\u00a0%'],
    [0, '0\u00a0%'],
    [-0.03, '-3\u00a0%'],
    [12.345, '1,234.5\u00a0%'],
  ])('%d is %s when it is computed', (share, expected) => {
    expect(percent(share)).toBe(expected);
  });

  it('keeps every digit that was entered, without crumbs', () => {
    expect(exactPercent(0.04125)).toBe('4.125\u00a0%');
    expect(exactPercent(0.07)).toBe('7\u00a0%');
  });

  it.each([
    [0.25, '+25\u00a0%'],
    [-0.083, '−8.3\u00a0%'],
    [0.0999, '+10\u00a0%'],
    [0.00042, '+0.042\u00a0%'],
    [12.345, '+1,235\u00a0%'],
    [-1, '−100\u00a0%'],
  ])('%d is %s as a change', (share, expected) => {
    expect(signedPercent(share)).toBe(expected);
  });

  it.each([
    ['de-DE', '31,3\u00a0%'],
    ['fr-FR', '31,3\u00a0%'],
    ['tr-TR', '%31,3'],
  ])('is written as %s does, never with a space that breaks', (locale, expected) => {
    expect(roughPercentFor(locale)(0.313)).toBe(expected);
    expect(percentFor(locale, { maximumFractionDigits: 1 })(0.313)).toBe(expected);
  });
});
