import { type Finding, severities } from '../domain/finding.ts';
import { hintText, listCommands } from '../lib/hint.ts';
import { type Formatter, fails, listDeciding } from './formatter.ts';
import { jsonText } from './json-text.ts';

/** Every key is always there; what is not known is null. */
const entry = ({
  rule,
  severity,
  class: about,
  message,
  hint,
  path,
  review,
  file,
  line,
  column,
  stake,
  also,
}: Finding) => ({
  rule,
  severity,
  class: about,
  message,
  hint: hintText(hint),
  commands: listCommands(hint).map(({ program, args }) => [program, ...args]),
  path,
  review: review ?? null,
  file: file ?? null,
  line: line ?? null,
  column: column ?? null,
  stake: stake ?? null,
  also: (also ?? []).map((place) => ({
    path: place.path,
    line: place.line ?? null,
    column: place.column ?? null,
  })),
});

/** For programs. Version 1; keys are added, never taken away or given another meaning. */
export const json: Formatter = (findings, run) =>
  jsonText({
    version: 1,
    tool: { name: 'cx-review', version: run.version },
    reviews: run.reviews,
    waivers: run.waivers ?? null,
    range: run.range === undefined ? null : { ...run.range, head: run.range.head ?? null },
    failOn: run.failOn,
    failed: findings.some((finding) => fails(finding, run.failOn)),
    counts: Object.fromEntries(
      [...severities]
        .reverse()
        .map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length]),
    ),
    deciding: listDeciding(findings, run),
    findings: findings.map(entry),
    excepted: run.excepted.map(({ finding, exception: { reason, by, until } }) => ({
      ...entry(finding),
      exception: { reason: reason ?? null, by: by ?? null, until: until ?? null },
    })),
    lowered: run.lowered,
    notApplicable: run.notApplicable ?? 0,
    spared: run.spared,
  });
