import { hintText } from '../lib/hint.ts';
import { terminalText } from '../lib/safe-text.ts';
import { fingerprints } from './fingerprint.ts';
import type { Formatter } from './formatter.ts';
import { jsonText } from './json-text.ts';

const severities = { error: 'major', warning: 'minor', info: 'info' } as const;

/** GitLab's code quality report. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const gitlab: Formatter = (findings) => {
  const names = fingerprints(findings);
  return jsonText(
    findings.map(({ rule, severity, message, hint, file, line }, index) => ({
      description: terminalText(`${message} ${hintText(hint)}`.replaceAll('\n', ' ')),
      check_name: rule,
      fingerprint: names[index],
      severity: severities[severity],
      location: {
        path: file === undefined || file === '' ? 'cx-reviews' : file,
        lines: { begin: line ?? 1 },
      },
    })),
  );
};
