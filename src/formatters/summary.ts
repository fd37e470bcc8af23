import { type Finding, severities } from '../domain/finding.ts';
import { capitalised, counted, grouped, plural } from '../lib/words.ts';
import { byFile, fails, type RangeInfo, type RunInfo } from './formatter.ts';

/** `2 errors, 1 warning`; `nothing` where there is nothing. */
export function severitiesInWords(findings: readonly Finding[]): string {
  const parts = [...severities].reverse().flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity, severity === 'info' ? 'infos' : undefined)];
  });
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

/** The one line at the end. */
export function summaryLine(findings: readonly Finding[], run: RunInfo): string {
  if (run.range !== undefined) return rangeSummary(findings, run.range, run.failOn);
  if (run.due !== undefined) return dueSummary(findings, run.reviews, run.due);
  const looked = counted(run.reviews, 'review');
  if (run.reviews === 0) return 'There is no review to check.';
  if (findings.length === 0) return `Nothing found in ${looked}.`;
  const files = byFile(findings).size;
  return `${capitalised(severitiesInWords(findings))} in ${files} of ${looked}.`;
}

function dueSummary(
  findings: readonly Finding[],
  reviews: number,
  { head, waivers }: NonNullable<RunInfo['due']>,
): string {
  const looked = `${counted(reviews, 'review')} and ${counted(waivers, 'approved waiver')} at ${head.slice(0, 12)}`;
  if (findings.length === 0) return `Nothing is overdue or about to run out, of ${looked}.`;
  return `${capitalised(severitiesInWords(findings))}: overdue or about to run out, of ${looked}.`;
}

function rangeSummary(
  findings: readonly Finding[],
  { changed, governed }: RangeInfo,
  failOn: RunInfo['failOn'],
): string {
  const isRed = findings.some((finding) => fails(finding, failOn));
  const found = findings.length === 0 ? '' : `${isRed ? ': ' : ', with '}${severitiesInWords(findings)}`;
  const which =
    governed === 0
      ? 'none of them a policy file'
      : `${grouped(governed)} of them ${plural(governed, 'a policy file', 'policy files')}`;
  return `${isRed ? 'Not yet' : 'Passed'}${found}. ${counted(changed, 'changed file')}, ${which}.`;
}

/** What was let through or left out, a sentence each. Nothing of it is ever silent. */
export function notes(findings: readonly Finding[], run: RunInfo): string[] {
  const { excepted, lowered, spared, holidays, range, waivers, notApplicable = 0 } = run;
  const aboutBusinessDays = findings.some(({ message }) => message.includes('business day'));
  return [
    ...(range?.notes ?? []),
    ...(waivers === undefined || waivers.total === 0
      ? []
      : [
          `${counted(waivers.total, 'waiver is', 'waivers are')} on record, ${waivers.owed === 0 ? 'each with its review' : `${grouped(waivers.owed)} without the review that was promised`}.`,
        ]),
    ...(excepted.length === 0
      ? []
      : [`${counted(excepted.length, 'finding is', 'findings are')} answered by an exception.`]),
    ...(lowered.length === 0
      ? []
      : [
          `${counted(lowered.length, 'review is', 'reviews are')} at a lower depth than the answers give, with a second person's agreement.`,
        ]),
    ...(notApplicable === 0
      ? []
      : [
          `${counted(notApplicable, 'question is', 'questions are')} marked as not applicable, each with a reason.`,
        ]),
    ...(spared.length === 0
      ? []
      : [
          `${counted(spared.length, 'older review is', 'older reviews are')} spared by "since" of the config.`,
        ]),
    ...(aboutBusinessDays
      ? [
          `Business days are Monday to Friday${holidays === 0 ? '; the config lists no holidays' : `, less ${counted(holidays, 'holiday')} of the config`}.`,
        ]
      : []),
  ];
}
