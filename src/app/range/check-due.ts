import type { Severity } from '../../domain/finding.ts';
import { findReviewId, reviewsFolder } from '../../domain/repository-layout.ts';
import { fails, type RunInfo } from '../../formatters/formatter.ts';
import { buildArchive } from '../../gate/archive.ts';
import { expiredInForce } from '../../gate/expiry.ts';
import { gateRules } from '../../gate/rules.ts';
import { buildCount, knownWaivers, unfulfilledFindings } from '../../gate/waivers.ts';
import { version } from '../../lib/about.ts';
import { ExitCode } from '../../lib/exit-code.ts';
import type { Run } from '../../ports/context.ts';
import { askedFormats, report } from '../workspace/report.ts';
import { findLineOf, openHead } from './committed.ts';
import { buildGate } from './gate-input.ts';

interface DueToCheck {
  /** `text`, `json=file` and so on; text if empty. */
  readonly formats: readonly string[];
  readonly failOn: Severity | 'never';
}

const always = () => true;

/**
 * `check --due`: what is owed by a day, at HEAD: waivers that ran out without the review they promised, and
 * verdicts in force that have run out or soon will. The gate says the same of a policy when it next changes; this
 * says it while nothing changes.
 *
 * Exit code 1 where something at or above `failOn` was found, 2 for a config that cannot be used, 3 where it cannot
 * be told: no git, no commit.
 */
export const checkDue: Run<DueToCheck> = async ({ formats, failOn }, context) => {
  const asked = askedFormats(formats);
  const open = openHead(context);
  const gate = await buildGate(open, context);
  const waivers = knownWaivers(gate.base, gate.head);
  const findings = [
    ...unfulfilledFindings(waivers, always, gate),
    ...expiredInForce(always, new Set(), buildArchive(gate), gate),
  ];
  const onRecord = buildCount(waivers.flatMap(({ after }) => after ?? []));
  const info: RunInfo = {
    version,
    rules: gateRules,
    reviews: open.base.records(reviewsFolder).filter(({ path }) => findReviewId(path) !== undefined).length,
    titleOf: () => undefined,
    lineOf: findLineOf(open),
    excepted: [],
    lowered: [],
    spared: [],
    failOn,
    holidays: open.config.holidays?.length ?? 0,
    waivers: onRecord,
    due: { head: open.range.rules, waivers: onRecord.total },
  };
  await report(asked, findings, info, context);
  return findings.some((finding) => fails(finding, failOn)) ? ExitCode.findings : ExitCode.pass;
};
