import type { Severity } from '../../domain/finding.ts';
import { configFile, findReviewId, programPath } from '../../domain/repository-layout.ts';
import { fails, type RangeInfo, type RunInfo } from '../../formatters/formatter.ts';
import type { Judgement, Passage } from '../../gate/judge.ts';
import type { AskedRange } from '../../gate/range.ts';
import { gateRules } from '../../gate/rules.ts';
import { version } from '../../lib/about.ts';
import { ExitCode } from '../../lib/exit-code.ts';
import { displayPath } from '../../lib/repository-path.ts';
import { counted } from '../../lib/words.ts';
import type { Context, Run } from '../../ports/context.ts';
import { askedFormats, report } from '../workspace/report.ts';
import { findLineOf, type OpenRange, openRange } from './committed.ts';
import { beforeCommit, configRemarks, uncommittedRemarks } from './remarks.ts';

interface RangeToCheck extends AskedRange {
  /** `text`, `json=file` and so on; text if empty. */
  readonly formats: readonly string[];
  readonly failOn: Severity | 'never';
}

const nothing: Judgement = {
  findings: [],
  passages: [],
  waivers: [],
  onRecord: undefined,
  letPass: [],
  judged: [],
};

/** What is found in a range, and what decides each review that covers something of it. */
interface Judged {
  readonly judgement: Judgement;
  readonly decidingOf: NonNullable<RunInfo['decidingOf']>;
}

/** Judges a range of git; loads rules and content only where something governed, or a record, changes. */
async function judge(open: OpenRange, context: Context): Promise<Judged> {
  if (open.governed.length === 0 && !open.touchesRecords) {
    return { judgement: nothing, decidingOf: () => [] };
  }
  const [{ judgeRange }, { buildGate }, { decidingSentences }] = await Promise.all([
    import('../../gate/judge.ts'),
    import('./gate-input.ts'),
    import('../workspace/rendering.ts'),
  ]);
  const gate = await buildGate(open, context);
  const judgement = judgeRange(gate);
  const settings = { config: () => gate.config };
  return {
    judgement,
    decidingOf: (file) => {
      const judged = judgement.judged.find((one) => one.file === file);
      return judged === undefined ? [] : decidingSentences(settings, gate.content, judged.review, judged);
    },
  };
}

function approvalsInWords({ approvals }: Passage): string {
  return approvals
    .map(({ person, role, approval, level }) => {
      const proof = level === 'signed' ? 'signed' : 'recorded, unverified';
      return `, approved by ${person.name} as ${role} on ${approval.date ?? ''} (${proof})`;
    })
    .join('');
}

const byInWords = { review: 'covered by', waiver: 'waived by', reversal: 'takes back' } as const;

function listNotes(
  { range, configFrom }: OpenRange,
  { passages, waivers }: Judgement,
  remarks: readonly string[],
): string[] {
  const head = range.head === undefined ? 'what is staged' : range.head.slice(0, 12);
  return [
    ...remarks,
    range.base === range.rules
      ? `Compared ${head} with ${range.base.slice(0, 12)} (${range.why}).`
      : `Compared what merging ${head} makes of ${range.rules.slice(0, 12)} with that (${range.why}).`,
    ...(configFrom === 'head'
      ? [`The base has no ${configFile} yet, so the one that comes with this change counts.`]
      : []),
    ...(configFrom === 'nowhere' ? [`There is no ${configFile}, so no file is governed.`] : []),
    ...passages.map(
      (passage) =>
        `${displayPath(passage.path)}: ${byInWords[passage.by]} ${passage.id}${approvalsInWords(passage)}`,
    ),
    ...(waivers.length === 0 ? [] : [`${counted(waivers.length, 'waiver')} used.`]),
  ];
}

function rangeInfo(open: OpenRange, judgement: Judgement, remarks: readonly string[]): RangeInfo {
  const { range, changes, governed } = open;
  return {
    base: range.rules,
    head: range.head,
    why: range.why,
    changed: changes.length,
    governed: governed.length,
    passages: judgement.passages.map(({ path, by, id, approvals }) => ({
      path: displayPath(path),
      by,
      id,
      approvals: approvals.map(({ approval, role, level }) => ({
        person: approval.person ?? '',
        role,
        date: approval.date ?? '',
        level,
      })),
    })),
    waivers: judgement.waivers,
    notes: listNotes(open, judgement, remarks),
  };
}

/** The copy of the program for CI, where the change brings no other one. */
function findProgram({ base, head }: OpenRange): string | undefined {
  return Object.values(programPath).find((path) => {
    const [before, after] = [base.entry(path), head.entry(path)];
    return before !== undefined && before.hash === after?.hash;
  });
}

/**
 * `check --base` and `check --staged`: whether every change of a policy file in a range of git is let through
 * by a complete, current, approved review, a waiver or a reversal, and every record stands.
 *
 * Exit code 1 where something at or above `failOn` was found, 2 for a config that cannot be used, 3 where it
 * cannot be told: no git, no base, history that was cut off, an unknown event, no ssh-keygen.
 */
export const checkRange: Run<RangeToCheck> = async (options, context) => {
  const { formats, failOn } = options;
  const asked = askedFormats(formats);
  const open = openRange(options, context);
  const { judgement, decidingOf } = await judge(open, context);
  const ofConfig = configRemarks(open, context);
  const uncommitted = uncommittedRemarks(open, context);
  const found = uncommitted.mend([...judgement.findings, ...ofConfig.findings]);
  const findings = open.range.head === undefined ? beforeCommit(found) : found;
  const info: RunInfo = {
    version,
    rules: gateRules,
    reviews: open.changes.filter(({ path }) => findReviewId(path) !== undefined).length,
    titleOf: (file) => judgement.judged.find((one) => one.file === file)?.review.title,
    decidingOf,
    asked: judgement.judged.map(({ file }) => file),
    lineOf: findLineOf(open),
    excepted: judgement.letPass.flatMap(({ excepted }) => excepted),
    lowered: judgement.letPass.flatMap(({ lowered }) => lowered),
    notApplicable: judgement.letPass.flatMap(({ notApplicable }) => notApplicable).length,
    spared: [],
    failOn,
    program: () => findProgram(open),
    holidays: open.config.holidays?.length ?? 0,
    waivers: judgement.onRecord,
    range: rangeInfo(open, judgement, [...uncommitted.notes, ...ofConfig.notes]),
  };
  await report(asked, findings, info, context);
  return findings.some((finding) => fails(finding, failOn)) ? ExitCode.findings : ExitCode.pass;
};
