import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import { sarif } from '../../src/formatters/sarif.ts';
import { reporting } from '../../src/lib/about.ts';
import { hostileFindings, hostileRun, many, print, someFinding, someRun, unseen } from './support.ts';

const schemaFile = fileURLToPath(new URL('../fixtures/schemas/sarif-2.1.0-rtm.5.json', import.meta.url));
const { $schema: _, id, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8'));
// Written for draft 4, of which it uses nothing that later drafts read otherwise but the name of its id.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
(addFormats as unknown as (ajv: Ajv) => void)(ajv);
const validate = ajv.compile({ ...schema, $id: id });

const read = (text: string) => JSON.parse(text) as Log;
const resultsOf = (text: string): Result[] => read(text).runs[0]?.results ?? [];

describe('the SARIF report', () => {
  it.each([
    ['nothing', []],
    ['a finding', [someFinding()]],
    ['hostile text', hostileFindings],
    ['a finding without a place', [someFinding({ file: undefined, line: undefined, column: undefined })]],
    ['a rule that the run does not list', [someFinding({ rule: 'uncovered-policy-change' })]],
  ])('fits the schema of SARIF 2.1.0 with %s', (_, findings) => {
    const printed = print(sarif, findings, hostileRun);
    expect(validate(JSON.parse(printed)), JSON.stringify(validate.errors)).toBe(true);
    expect(printed.replaceAll('\n', '')).not.toMatch(unseen);
  });

  it('is refused by the schema where it is broken', () => {
    expect(validate({ ...read(print(sarif, [someFinding()])), version: 2 })).toBe(false);
    const broken = read(print(sarif, [someFinding()]));
    Object.assign(broken.runs[0]?.results?.[0] ?? {}, { level: 'fatal' });
    expect(validate(broken)).toBe(false);
  });

  it('describes every rule that a result names', () => {
    const findings = [...hostileFindings, someFinding({ rule: 'uncovered-policy-change' })];
    const driver = read(print(sarif, findings)).runs[0]?.tool.driver;
    for (const result of resultsOf(print(sarif, findings))) {
      expect(driver?.rules?.[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
    }
    for (const rule of driver?.rules ?? []) expect(rule.shortDescription?.text).toMatch(/\S/);
  });

  it('says where to report a bug, and gives no address that there is not', () => {
    const driver = read(print(sarif, [])).runs[0]?.tool.driver;
    expect(driver?.fullDescription?.text).toContain(`"${reporting.section}" in the ${reporting.file}`);
    expect(driver).not.toHaveProperty('informationUri');
  });

  it('names files by relative, percent-encoded references', () => {
    const uris = resultsOf(print(sarif, hostileFindings)).map(
      (result) => result.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '',
    );
    for (const uri of uris) {
      expect(uri).toMatch(/^[A-Za-z0-9\-._~!'()*%/]+$/);
      expect(new URL(uri, 'https://example.org/repo/').href).toMatch(/^https:\/\/example\.org\/repo\//);
    }
    const [spaced] = resultsOf(print(sarif, [someFinding({ file: 'cx reviews/a:b?#.yaml' })]));
    expect(spaced?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(
      'cx%20reviews/a%3Ab%3F%23.yaml',
    );
  });

  it('keeps a fingerprint when lines move and figures change, and gives no two the same', () => {
    const before = resultsOf(print(sarif, [someFinding()]))[0]?.partialFingerprints;
    const after = resultsOf(print(sarif, [someFinding({ line: 99, column: 1, message: 'Other figures.' })]));
    expect(after[0]?.partialFingerprints).toEqual(before);
    const twice = resultsOf(print(sarif, [someFinding(), someFinding(), someFinding({ path: 'other' })]));
    expect(new Set(twice.map((one) => JSON.stringify(one.partialFingerprints))).size).toBe(3);
  });

  it('shows exceptions as suppressed, with who decided', () => {
    const run = someRun({
      excepted: [
        { finding: someFinding(), exception: { reason: 'Pilot.', by: 'mara', until: '2027-01-01' } },
      ],
    });
    const [only] = resultsOf(print(sarif, [], run));
    expect(only?.suppressions).toEqual([
      { kind: 'inSource', justification: 'Pilot. (mara, until 2027-01-01)' },
    ]);
  });

  it('stops at 1,000 results, the most severe first, and says how many more there are', () => {
    const findings = [...many(1200).map((one) => ({ ...one, severity: 'info' as const })), someFinding()];
    const printed = print(sarif, findings);
    expect(resultsOf(printed)).toHaveLength(1000);
    expect(resultsOf(printed)[0]?.level).toBe('error');
    expect(JSON.stringify(read(printed).runs[0]?.invocations)).toContain('201 more results left out');
    expect(gzipSync(printed).length).toBeLessThan(10_000_000);
  });
});
