import type { Context, Run } from '../context.ts';
import { ExitCode } from '../domain/exit-code.ts';
import type { Finding, Severity } from '../domain/finding.ts';
import { configFile } from '../domain/places.ts';
import { displayPath } from '../domain/repository-path.ts';
import { terminalText } from '../domain/safe-text.ts';
import type { Judgement, Passage } from '../gate/judge.ts';
import { gateOf, type OpenRange, openRange } from './gate-input.ts';

interface GateOptions {
  /** What to compare with; found by itself if left out. */
  readonly base: string | undefined;
  /** What leads to it; HEAD if left out. */
  readonly head: string | undefined;
  /** Look at what would be committed now instead of at a commit. */
  readonly staged: boolean;
  /** `text`, `json=file` and so on; text if empty. */
  readonly formats: readonly string[];
  readonly failOn: Severity | 'never';
}

const nothing: Judgement = { findings: [], passages: [], waivers: [] };

/** Judges a range of git; loads rules and content only where something governed, or a record, changes. */
async function judged(open: OpenRange, context: Context): Promise<Judgement> {
  if (open.governed.length === 0 && !open.touchesRecords) return nothing;
  const { judgeRange } = await import('../gate/judge.ts');
  return judgeRange(await gateOf(open, context));
}

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

function approvalInWords({ approvals }: Passage): string {
  return approvals
    .map(({ person, role, approval, level }) => {
      const proof = level === 'signed' ? 'signed' : 'recorded, unverified';
      return `approved by ${person.name} as ${role} on ${approval.date ?? ''} (${proof})`;
    })
    .join(', ');
}

const byInWords = { review: 'covered by', waiver: 'waived by', reversal: 'takes back' } as const;

/** What was compared and what let the changes through, in lines. */
function notesOf(open: OpenRange, { passages, waivers }: Judgement): string[] {
  const { range, changes, governed, configFrom } = open;
  const head = range.head === undefined ? 'what is staged' : range.head.slice(0, 12);
  return [
    `Compared ${head} with ${range.base.slice(0, 12)} (${range.why}): ${counted(changes.length, 'changed file')}, ${governed.length} governed.`,
    ...(configFrom === 'head'
      ? [`The base has no ${configFile} yet, so the one that comes with this change counts.`]
      : []),
    ...(configFrom === 'nowhere' ? [`There is no ${configFile}, so no file is governed.`] : []),
    ...passages.map((passage) => {
      const approvals = approvalInWords(passage);
      return `${displayPath(passage.path)}: ${byInWords[passage.by]} ${passage.id}${approvals === '' ? '' : `, ${approvals}`}`;
    }),
    ...(waivers.length === 0 ? [] : [`${counted(waivers.length, 'waiver')} used.`]),
  ];
}

const weight: Record<Severity, number> = { info: 0, warning: 1, error: 2 };

function fails(findings: readonly Finding[], failOn: GateOptions['failOn']): boolean {
  return failOn !== 'never' && findings.some(({ severity }) => weight[severity] >= weight[failOn]);
}

function inLines({ file, line, column, severity, message, rule, hint }: Finding): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place}: ${severity}: ${message} [${rule}]\n  next: ${hint}\n`;
}

/**
 * `check --base`: whether every change of a policy file in a range of git is let through by a complete,
 * current, approved review, and every record stands. Exit code 1 for findings, 3 where it cannot be told.
 */
export const run: Run<GateOptions> = async (options, context) => {
  const open = openRange(options, context);
  const judgement = await judged(open, context);
  for (const note of notesOf(open, judgement)) context.stderr.write(`${terminalText(note)}\n`);
  for (const found of judgement.findings) context.stdout.write(terminalText(inLines(found), { lines: true }));
  return fails(judgement.findings, options.failOn) ? ExitCode.findings : ExitCode.pass;
};
