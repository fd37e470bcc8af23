import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { json } from '../../src/formatters/json.ts';
import { jsonText } from '../../src/formatters/json-text.ts';
import { command } from '../../src/lib/command.ts';
import { runsAtEffort } from '../support/effort.ts';
import { hostileFindings, hostileRun, print, someFinding, someRun, unseen } from './support.ts';

describe('the JSON report', () => {
  it('gives back what was found, whatever is in it', () => {
    const read = JSON.parse(print(json, hostileFindings, hostileRun));
    expect(read.findings.map((one: { message: string }) => one.message)).toEqual(
      hostileFindings.map((one) => one.message),
    );
    expect(read.spared).toEqual(hostileRun.spared);
  });

  it('has every key, null where nothing is known', () => {
    const bare = someFinding({ review: undefined, file: undefined, line: undefined, column: undefined });
    expect(JSON.parse(print(json, [bare])).findings[0]).toMatchObject({
      review: null,
      file: null,
      line: null,
      column: null,
    });
  });

  it('has the commands of a hint as arguments, whatever is in them', () => {
    const hint = ['Or: git push', command('git', 'rm', 'a b\nc')];
    expect(JSON.parse(print(json, [someFinding({ hint })])).findings[0]).toMatchObject({
      hint: "Or: git push git rm $'a b\\x0ac'",
      commands: [['git', 'rm', 'a b\nc']],
    });
  });

  it('says whether the check fails', () => {
    const failed = (failOn: 'error' | 'warning' | 'never', severity: 'error' | 'warning') =>
      JSON.parse(print(json, [someFinding({ severity })], someRun({ failOn }))).failed;
    expect([
      failed('error', 'error'),
      failed('error', 'warning'),
      failed('warning', 'warning'),
      failed('never', 'error'),
    ]).toEqual([true, false, true, false]);
  });

  it('is safe in a log and the same data for any parser', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
        const printed = jsonText({ value, text, log: `::x ##[y] ${text}` });
        expect(printed.replaceAll('\n', '')).not.toMatch(unseen);
        expect(printed).not.toMatch(/##|::/);
        expect(JSON.parse(printed)).toEqual(
          JSON.parse(JSON.stringify({ value, text, log: `::x ##[y] ${text}` })),
        );
      }),
      { numRuns: runsAtEffort(80) },
    );
  });
});
