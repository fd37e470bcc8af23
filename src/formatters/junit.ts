import type { Finding } from '../domain/finding.ts';
import { hintText } from '../lib/hint.ts';
import { xmlText } from '../lib/safe-text.ts';
import { byFile, type Formatter, fails, type RunInfo } from './formatter.ts';
import { summaryLine } from './summary.ts';

function testCase(finding: Finding, run: RunInfo): string {
  const { rule, severity, class: about, message, hint, file = '', line, column, path } = finding;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const name = path === '' ? rule : `${rule}: ${path}`;
  const text = `${message}\n${hintText(hint)}\n${place}\nclass: ${about}`;
  const open = `    <testcase name="${xmlText(name)}" classname="${xmlText(file)}"${file === '' ? '' : ` file="${xmlText(file)}"`}${line === undefined ? '' : ` line="${line}"`}>`;
  const inside = fails(finding, run.failOn)
    ? `<failure type="${severity}" message="${xmlText(message)}">${xmlText(text)}</failure>`
    : `<system-out>${xmlText(`${severity}: ${text}`)}</system-out>`;
  return `${open}\n      ${inside}\n    </testcase>`;
}

/** A suite for each file with findings; what does not make the check fail is printed and passes. */
export const junit: Formatter = (findings, run) => {
  const suites = [...byFile(findings)].map(([file, own]) => {
    const failures = own.filter((finding) => fails(finding, run.failOn)).length;
    const cases = own.map((finding) => testCase(finding, run));
    return `  <testsuite name="${xmlText(file)}" tests="${own.length}" failures="${failures}" errors="0" skipped="0">\n${cases.join('\n')}\n  </testsuite>`;
  });
  // Of a range in git, what has no finding is not counted in files.
  const clean = run.range === undefined ? run.reviews - byFile(findings).size : 0;
  const passed =
    clean <= 0
      ? []
      : [
          `  <testsuite name="reviews without findings" tests="1" failures="0" errors="0" skipped="0">\n    <testcase name="${clean} of ${run.reviews}" classname="cx-review"/>\n  </testsuite>`,
        ];
  const failures = findings.filter((finding) => fails(finding, run.failOn)).length;
  const tests = findings.length + passed.length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<!-- ${xmlText(summaryLine(findings, run)).replaceAll('--', '- -')} -->`,
    `<testsuites name="cx-review" tests="${tests}" failures="${failures}" errors="0">`,
    ...suites,
    ...passed,
    '</testsuites>',
    '',
  ].join('\n');
};
