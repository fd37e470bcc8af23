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
  it('are numbered without a gap, each once', () => {
    const { length } = shipped.duties;
    expect(length).toBeGreaterThanOrEqual(23);
    expect([...byCode.keys()].sort()).toEqual(Array.from({ length }, (_, at) => `R${at + 1}`).sort());
    expect(new Set(shipped.duties.map(({ id }) => id)).size).toBe(length);
  });

  it('give notice as the sources do: months stay months, weeks weeks, a window has two ends', () => {
    expect(duty('R3').notice).toEqual({ months: 1 });
    expect(duty('R4').notice).toEqual({ months: 2 });
    expect(duty('R4').variants?.map(({ notice }) => notice)).toEqual([{ days: 90 }]);
    expect(duty('R5').notice).toEqual({ days: 45 });
    expect(duty('R6').notice).toEqual({ atLeastDays: 7, atMostDays: 30 });
    // Reasonable notice today: no number of days breaks it.
    expect(duty('R9').notice).toBeUndefined();
    expect(duty('R10').notice).toEqual({ days: 15 });
    expect(duty('R11').notice).toEqual({ weeks: 12 });
    expect(duty('R17').notice).toEqual({ months: 1 });
    expect(duty('R18').notice).toEqual({ months: 1 });
    expect(duty('R21').notice).toEqual({ days: 30 });
    expect(duty('R22').notice).toEqual({ days: 21 });
    expect(duty('R23').notice).toEqual({ atLeastDays: 5, atMostDays: 30 });
    const withNotice = shipped.duties.filter(({ notice }) => notice !== undefined).map(({ code }) => code);
    expect(withNotice.sort()).toEqual([
      'R10',
      'R11',
      'R17',
      'R18',
      'R21',
      'R22',
      'R23',
      'R3',
      'R4',
      'R5',
      'R6',
    ]);
  });

  it('know how long a complaint may take, with payments apart', () => {
    expect(duty('R14').complaintDays).toBe(40);
    expect(duty('R14').variants).toEqual([
      {
        sectors: ['payments', 'banking'],
        complaintDays: 15,
        complaintWhen: 'The complaint is about a payment or electronic money; others have eight weeks.',
      },
    ]);
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

  it('promise no way out that is not law yet, or that is a right of another kind', () => {
    expect(duty('R7').freeExit).toBeUndefined();
    expect(duty('R5').freeExit).toBeUndefined();
    expect(duty('R5').summary).toMatch(/not a changed rate/u);
  });

  /** What a rise, a fee or changed terms have to be held against, and what is no matter of a phone line. */
  it.each<[string, readonly string[]]>([
    ['price-rise', ['R3', 'R4', 'R5', 'R6', 'R9', 'R16', 'R17', 'R18', 'R21', 'R22', 'R23']],
    ['new-fee', ['R3', 'R4', 'R5', 'R6', 'R16', 'R17', 'R21', 'R22', 'R23']],
    ['contract-terms', ['R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R16', 'R17', 'R19', 'R21', 'R22', 'R23']],
    ['feature-removal', ['R3', 'R8', 'R17', 'R22']],
    ['usage-limit', ['R3', 'R8', 'R16', 'R17', 'R22']],
    ['access-withdrawal', ['R11', 'R20']],
  ])('are all asked about on %s', (situation, codes) => {
    const { duties = [] } = shipped.situations.find(({ id }) => id === situation) ?? {};
    expect(codes.filter((code) => !duties.includes(duty(code).id))).toEqual([]);
  });

  it('of closing branches say nothing of a phone line', () => {
    const { duties = [] } = shipped.situations.find(({ id }) => id === 'support-cut') ?? {};
    expect(duties).not.toContain(duty('R11').id);
  });

  it('are each asked about in some situation', () => {
    const asked = new Set(shipped.situations.flatMap(({ duties }) => duties));
    expect(shipped.duties.filter(({ id }) => !asked.has(id)).map(({ code }) => code)).toEqual([]);
  });
});
