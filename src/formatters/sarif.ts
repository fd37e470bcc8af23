import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { Finding } from '../domain/finding.ts';
import { orderFindings } from '../domain/finding-order.ts';
import { reporting } from '../lib/about.ts';
import { command, commandText } from '../lib/command.ts';
import { hintText } from '../lib/hint.ts';
import { terminalText } from '../lib/safe-text.ts';
import { capitalised, counted } from '../lib/words.ts';
import { fingerprints } from './fingerprint.ts';
import type { ExceptedFinding, Formatter, RuleInfo, RunInfo } from './formatter.ts';
import { jsonText } from './json-text.ts';

/**
 * GitHub takes 25,000 results of 10 MB, shows 5,000 and is of little use beyond some hundred.
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
const mostResults = 1000;

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

const explained = (rule: string) => commandText(command('cx-review', 'explain', rule));
const safe = (text: string) => terminalText(text, { lines: true });

function descriptor({ name, severity, class: about, summary, why }: RuleInfo): ReportingDescriptor {
  return {
    id: name,
    name: name.replace(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase()),
    shortDescription: { text: safe(summary) },
    fullDescription: { text: safe(why) },
    help: {
      text: safe(`${summary}\n\n${why}\n\nMore: ${explained(name)}`),
      markdown: safe(`${summary}\n\n${why}\n\nMore: \`${explained(name)}\``),
    },
    defaultConfiguration: { level: levels[severity] },
    properties: { class: about },
  };
}

/** Rules that findings name and the run does not list, such as those of the gate. */
function unlisted(findings: readonly Finding[], run: RunInfo): RuleInfo[] {
  const known = new Set(run.rules.map((rule) => rule.name));
  const others = new Map(
    findings.filter(({ rule }) => !known.has(rule)).map((one) => [one.rule, one] as const),
  );
  return [...others].map(([name, { severity, class: about }]) => ({
    name,
    severity,
    class: about,
    summary: capitalised(name.replaceAll('-', ' ')),
    why: `See ${explained(name)}.`,
  }));
}

/** A path as a URI reference: every byte that is no letter, digit or safe sign is percent-encoded. */
function buildUri(file: string): string {
  return (
    file
      .split('/')
      // A lone half of a surrogate pair has no encoding.
      .map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd')))
      .join('/')
  );
}

function result(finding: Finding, fingerprint: string, indexes: ReadonlyMap<string, number>): Result {
  const { rule, severity, message, hint, file, line, column } = finding;
  const ruleIndex = indexes.get(rule);
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: safe(`${message} ${hintText(hint)}`) },
    locations:
      file === undefined || file === ''
        ? []
        : [
            {
              physicalLocation: {
                artifactLocation: { uri: buildUri(file), uriBaseId: '%SRCROOT%' },
                region: { startLine: line ?? 1, ...(column === undefined ? {} : { startColumn: column }) },
              },
              ...(finding.path === ''
                ? {}
                : { logicalLocations: [{ fullyQualifiedName: safe(finding.path) }] }),
            },
          ],
    partialFingerprints: { 'cxReviewFinding/v1': fingerprint },
    properties: { class: finding.class },
  };
}

const justification = ({ reason = '', by = '', until = '' }: ExceptedFinding['exception']) =>
  safe(`${reason} (${by}, until ${until})`);

/** SARIF 2.1.0, for code scanning. The most severe come first; what does not fit is counted, not hidden. */
export const sarif: Formatter = (findings, run) => {
  const ordered = orderFindings(findings);
  const excepted = run.excepted.map((one) => one.finding);
  const rules = [...run.rules, ...unlisted([...ordered, ...excepted], run)];
  const indexes = new Map(rules.map((rule, index) => [rule.name, index]));
  // One numbering for both kinds, so that an exception added later keeps the fingerprint.
  const names = fingerprints([...ordered, ...excepted]);
  const shown = ordered
    .slice(0, mostResults)
    .map((finding, index) => result(finding, names[index] ?? '', indexes));
  const suppressed = run.excepted.slice(0, mostResults - shown.length).map(
    ({ finding, exception }, index): Result => ({
      ...result(finding, names[ordered.length + index] ?? '', indexes),
      suppressions: [{ kind: 'inSource', justification: justification(exception) }],
    }),
  );
  const left = ordered.length + excepted.length - shown.length - suppressed.length;
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cx-review',
            version: run.version,
            shortDescription: { text: 'Reviews of what a decision does to customers.' },
            // No informationUri: it has to be absolute, and the program has no address of its own.
            fullDescription: {
              text: `Says what is missing, weak, contradictory, unfair or unworkable in the review of a decision that customers may not like, and whether a change of a policy file is covered by one. To report a bug, see "${reporting.section}" in the ${reporting.file} that comes with cx-review.`,
            },
            rules: rules.map(descriptor),
          },
        },
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The top of the repository.' } } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            ...(left === 0
              ? {}
              : {
                  toolExecutionNotifications: [
                    {
                      level: 'warning',
                      message: {
                        text: `${counted(left, 'more result')} left out; the text report lists them all.`,
                      },
                    },
                  ],
                }),
          },
        ],
        results: [...shown, ...suppressed],
      },
    ],
  };
  return jsonText(log);
};
