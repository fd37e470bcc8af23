import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { gitlab } from '../../src/formatters/gitlab.ts';
import { hostileFindings, hostileRun, many, print, someFinding, unseen } from './support.ts';

/** As documented: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const validate = new Ajv({ allErrors: true }).compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          // "A relative path, not prefixed with ./"
          path: { type: 'string', pattern: '^(?!\\./|/).+' },
          lines: {
            type: 'object',
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
});

describe('the GitLab report', () => {
  it.each([
    ['nothing', []],
    ['a finding', [someFinding()]],
    ['hostile text', hostileFindings],
    ['no place', [someFinding({ file: undefined, line: undefined, column: undefined })]],
  ])('has the documented form with %s', (_, findings) => {
    const printed = print(gitlab, findings, hostileRun);
    expect(validate(JSON.parse(printed)), JSON.stringify(validate.errors)).toBe(true);
    expect(printed.replaceAll('\n', '')).not.toMatch(unseen);
  });

  it('gives every finding a fingerprint of its own, free of lines', () => {
    const of = (printed: string): string[] =>
      JSON.parse(printed).map((one: { fingerprint: string }) => one.fingerprint);
    const findings = [...many(500), someFinding(), someFinding(), someFinding()];
    expect(new Set(of(print(gitlab, findings))).size).toBe(findings.length);
    const moved = findings.map((one) => ({ ...one, line: (one.line ?? 0) + 7, message: 'Other words.' }));
    expect(of(print(gitlab, moved))).toEqual(of(print(gitlab, findings)));
  });
});
