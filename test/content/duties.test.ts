import { describe, expect, it } from 'vitest';
import type { Duty } from '../../src/domain/content.ts';
import { shipped } from './shipped.ts';

const byCode = new Map(shipped.duties.map((duty) => [duty.code, duty]));
const duty = (code: string): Duty => {
  const found = byCode.get(code);
  if (found === undefined) throw new Error(`there is no duty ${code}`);
  return found;
};

describe('the shipped duties', () => {
  it('are fifteen, each once', () => {
    expect([...byCode.keys()].sort()).toEqual(Array.from({ length: 15 }, (_, at) => `R${at + 1}`).sort());
    expect(new Set(shipped.duties.map(({ id }) => id)).size).toBe(15);
    expect(shipped.duties).toHaveLength(15);
  });

  it('give notice as the sources do: months stay months, weeks weeks, a window has two ends', () => {
    expect(duty('R3').notice).toEqual({ months: 1 });
    expect(duty('R4').notice).toEqual({ months: 2 });
    expect(duty('R4').variants?.map(({ notice }) => notice)).toEqual([{ days: 90 }]);
    expect(duty('R5').notice).toEqual({ days: 45 });
    expect(duty('R6').notice).toEqual({ atLeastDays: 7, atMostDays: 30 });
    expect(duty('R9').notice).toEqual({ days: 30 });
    expect(duty('R10').notice).toEqual({ days: 15 });
    expect(duty('R11').notice).toEqual({ weeks: 12 });
    const withNotice = shipped.duties.filter(({ notice }) => notice !== undefined).map(({ code }) => code);
    expect(withNotice.sort()).toEqual(['R10', 'R11', 'R3', 'R4', 'R5', 'R6', 'R9']);
  });

  it('know how long a complaint may take, with payments apart', () => {
    expect(duty('R14').complaintDays).toBe(40);
    expect(duty('R14').variants).toEqual([{ sectors: ['payments'], complaintDays: 15 }]);
  });

  it('hold in places and sectors that a review can name', () => {
    const sectors = [
      'telecom',
      'energy',
      'payments',
      'credit',
      'insurance',
      'banking',
      'retail',
      'software',
      'travel',
      'platform',
    ];
    for (const { code, jurisdictions, sectors: own } of shipped.duties) {
      expect(jurisdictions.length, code).toBeGreaterThan(0);
      for (const place of jurisdictions) expect(place).toMatch(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/u);
      expect(
        own.filter((sector) => !sectors.includes(sector)),
        code,
      ).toEqual([]);
    }
  });

  it('say how sure they are, and why not surer', () => {
    for (const { code, certainty, caution, checkedOn } of shipped.duties) {
      expect(checkedOn, code).toMatch(/^\d{4}-\d\d-\d\d$/u);
      if (certainty !== 'primary') expect(caution, code).toBeDefined();
    }
    expect(duty('R15').certainty).toBe('memory');
    // These are moving, or their source is thin.
    for (const code of ['R1', 'R6', 'R7', 'R8', 'R9', 'R12']) expect(duty(code).caution, code).toBeDefined();
  });

  it('are prompts and not advice', () => {
    for (const { code, summary, caution = '' } of shipped.duties) {
      expect(`${summary} ${caution}`, code).not.toMatch(
        /\b(you must|you should|we advise|you need to|you may not)\b/iu,
      );
    }
  });

  it('are each asked about in some situation', () => {
    const asked = new Set(shipped.situations.flatMap(({ duties }) => duties));
    expect(shipped.duties.filter(({ id }) => !asked.has(id)).map(({ code }) => code)).toEqual([]);
  });
});
