import { describe, expect, it } from 'vitest';
import { scanFigures } from '../../src/input/scan-figures.ts';

describe('a figure', () => {
  it('of nought has no sign', () => {
    const scan = scanFigures('-0');
    expect(scan.kind === 'figures' && Object.is(scan.figures[0]?.value, 0)).toBe(true);
  });

  it.each(['(5)', '( 5 )', '€(5)', '(1,200.50)'])('in brackets is asked for again: %s', (text) => {
    expect(scanFigures(text)).toEqual({ kind: 'unknown', word: text });
  });

  it('with another in brackets behind it is read', () => {
    expect(scanFigures('5 (6)').kind).toBe('figures');
  });
});
