import { type Finding, type FindingClass, type Severity, severities } from '../domain/finding.ts';
import type { Style } from '../lib/style.ts';

/** What the reports say of a rule. */
export interface RuleInfo {
  readonly name: string;
  readonly severity: Severity;
  readonly class: FindingClass;
  readonly summary: string;
  readonly why: string;
}

/** A finding that an exception of its review answers. */
export interface ExceptedFinding {
  readonly finding: Finding;
  readonly exception: {
    readonly reason?: string | undefined;
    readonly by?: string | undefined;
    readonly until?: string | undefined;
  };
}

/** What was compared in git, where changes were judged and not the reviews on disk. */
export interface RangeInfo {
  readonly base: string;
  /** Undefined for what is staged. */
  readonly head: string | undefined;
  /** Where the base is from. */
  readonly why: string;
  /** Changed files, and how many of them policies govern. */
  readonly changed: number;
  readonly governed: number;
  /** What let a governed change through. */
  readonly passages: readonly {
    readonly path: string;
    readonly by: 'review' | 'waiver' | 'reversal';
    readonly id: string;
    readonly approvals: readonly {
      readonly person: string;
      readonly role: string;
      readonly date: string;
      readonly level: 'recorded' | 'signed';
    }[];
  }[];
  /** Ids of the waivers that were used. */
  readonly waivers: readonly string[];
  /** What was compared and what let each change through, a sentence each. */
  readonly notes: readonly string[];
}

/** What a report says besides the findings. */
export interface RunInfo {
  /** Version of the program. */
  readonly version: string;
  /** Rules that ran, in the order in which they are listed. */
  readonly rules: readonly RuleInfo[];
  /** Files looked at. */
  readonly reviews: number;
  /** Title of the review in a file. */
  readonly titleOf: (file: string) => string | undefined;
  /** What decides the review in a file, at most three sentences; left out where nobody works it out. */
  readonly decidingOf?: (file: string) => readonly string[];
  /** Files of which that is said even where nothing is found in them. */
  readonly asked?: readonly string[];
  /** The section of the questions to which a path belongs, as people know it. */
  readonly sectionOf?: (path: string) => string;
  /** Gaps one by one, where text would count them. */
  readonly all?: boolean;
  /** A line of a file, counted from 1. */
  readonly lineOf: (file: string, line: number) => string | undefined;
  readonly excepted: readonly ExceptedFinding[];
  /** Reviews at a depth below what their answers give, with who agreed. */
  readonly lowered: readonly {
    readonly review: string;
    readonly reason: string;
    readonly approver: string;
  }[];
  /** Questions that somebody has marked as not applicable; left out where nobody counts them. */
  readonly notApplicable?: number;
  /** Reviews that the config spares because they are older than its `since`. */
  readonly spared: readonly string[];
  /** The least severity that makes the check fail. */
  readonly failOn: Severity | 'never';
  /** Days that count as no business days besides Saturday and Sunday. */
  readonly holidays: number;
  /** Waivers on record, and those of them whose review is not there yet; left out where nobody counts them. */
  readonly waivers?: { readonly total: number; readonly owed: number } | undefined;
  /** Where the repository keeps the program for CI, if it keeps one that is the same before and after. */
  readonly program?: () => string | undefined;
  /** The commit at which it was asked what is owed by now, and its waivers; left out where that was not asked. */
  readonly due?: { readonly head: string; readonly waivers: number };
  /** Left out where the reviews on disk were judged. */
  readonly range?: RangeInfo | undefined;
}

/** Findings in one form of text. Pure: where it goes is the business of whoever asked. */
export type Formatter = (findings: readonly Finding[], run: RunInfo, style: Style) => string;

/** Whether a finding makes the check fail. */
export function fails({ severity }: Finding, failOn: RunInfo['failOn']): boolean {
  return failOn !== 'never' && severities.indexOf(severity) >= severities.indexOf(failOn);
}

/** Findings of each file, in the order in which the files first come up. */
export function byFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const file = finding.file ?? '';
    const known = files.get(file);
    if (known === undefined) files.set(file, [finding]);
    else known.push(finding);
  }
  return files;
}

/** What decides each review that is reported on, in the order of its findings. */
export function listDeciding(
  findings: readonly Finding[],
  { decidingOf, asked = [] }: RunInfo,
): { readonly file: string; readonly sentences: readonly string[] }[] {
  return [...new Set([...byFile(findings).keys(), ...asked])].flatMap((file) => {
    const sentences = decidingOf?.(file) ?? [];
    return sentences.length === 0 ? [] : [{ file, sentences }];
  });
}
