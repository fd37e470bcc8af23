import type { StrayApproval } from '../../document/approval.ts';
import type { Severity } from '../../domain/finding.ts';
import { pathOfReview } from '../../domain/repository-layout.ts';
import type { Review } from '../../domain/review.ts';
import { type Waiver, waiverSubject } from '../../domain/waiver.ts';
import { byFile, fails, type RunInfo } from '../../formatters/formatter.ts';
import { buildCount } from '../../gate/waivers.ts';
import { version } from '../../lib/about.ts';
import { detached } from '../../lib/detached.ts';
import { ExitCode } from '../../lib/exit-code.ts';
import { Failure } from '../../lib/failure.ts';
import { logText } from '../../lib/safe-text.ts';
import type { Run } from '../../ports/context.ts';
import { cardWords } from '../../render/agent-card.ts';
import { noticeGaps } from '../../render/customer-notice.ts';
import { ruleRegistry } from '../../rules/engine/registry.ts';
import { type RunResult, runRules, type Subject } from '../../rules/engine/run.ts';
import { listSettings } from '../../rules/engine/settings.ts';
import { invalidReview } from '../../rules/file/invalid-review.ts';
import { readStoredWaiver, waiverIds } from '../approval/stored-waiver.ts';
import { openKnownPages } from './known-pages.ts';
import { openReviews } from './open-reviews.ts';
import { decidingSentences, judgeMarkdown, renderDeps, writeMarkdown } from './rendering.ts';
import { askedFormats, report } from './report.ts';
import { findSectionTitle } from './section-of.ts';
import { refuseSparseCheckout } from './sparse-checkout.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

interface ReviewsToCheck {
  /** Ids of reviews, or parts of them; all reviews if empty. */
  readonly ids: readonly string[];
  /** `text`, `sarif=out.sarif`; text if empty. */
  readonly formats: readonly string[];
  readonly failOn: Severity | 'never';
  /** Write stale Markdown again. */
  readonly fix: boolean;
  /** In text, list what is not answered one by one. */
  readonly all: boolean;
}

/** The ids that the words mean; a broken review can be named like any other. */
function listIds(workspace: Workspace, words: readonly string[]): readonly string[] {
  return words.map((word) => {
    const name = word.replace(/^.*\//, '').replace(/\.(yaml|md)$/, '');
    const ids = workspace.ids();
    const matches = ids.includes(name) ? [name] : ids.filter((id) => name !== '' && id.includes(name));
    const [match] = matches;
    return match !== undefined && matches.length === 1 ? match : workspace.find(word).id;
  });
}

/** Those that can be read; the gate and the list say which cannot. */
function listWaivers({ files }: Workspace): Waiver[] {
  return waiverIds(files).flatMap((id) => {
    try {
      return readStoredWaiver(id, files).waiver;
    } catch (error) {
      if (error instanceof Failure && error.kind === 'invalid') return [];
      throw error;
    }
  });
}

/** Files among the approvals that are none of anything that there is. */
function listOtherStrays({ approvals, files }: Workspace): readonly StrayApproval[] {
  const ofWaivers = waiverIds(files).flatMap((id) => approvals.of(waiverSubject(id)).strays);
  return [...ofWaivers, ...approvals.orphans()];
}

const strayAsSubject = ({ path, message, hint, line, column }: StrayApproval): Subject => {
  const problems = [{ message, hint, place: { file: path, line, column } }];
  return { file: path, review: undefined, facts: { file: path, problems } };
};

/** Only what is about these files; what others hold served the comparison. */
function about(result: RunResult, files: ReadonlySet<string>, ids: ReadonlySet<string>): RunResult {
  const isMeant = ({ file }: { readonly file?: string | undefined }) => file !== undefined && files.has(file);
  return {
    findings: result.findings.filter(isMeant),
    excepted: result.excepted.filter(({ finding }) => isMeant(finding)),
    lowered: result.lowered.filter(({ review }) => ids.has(review)),
    notApplicable: result.notApplicable.filter(({ review }) => ids.has(review)),
    spared: result.spared.filter((id) => ids.has(id)),
    reviews: files.size,
  };
}

/**
 * Says what is missing, weak, contradictory, unfair or unworkable in reviews. Exit code 1 where something at
 * or above `failOn` was found.
 */
export const checkReviews: Run<ReviewsToCheck> = async ({ ids, formats, failOn, fix, all }, context) => {
  const asked = askedFormats(formats);
  refuseSparseCheckout(context);
  const workspace = openWorkspace(context);
  const config = workspace.config();
  const content = await workspace.content();
  const wanted = new Set(ids.length === 0 ? workspace.ids() : listIds(workspace, ids));
  const known = openKnownPages(context);
  const reviews = openReviews(workspace, content, known);

  if (fix) {
    for (const id of wanted) {
      const { read } = reviews.open(id);
      if (read?.review === undefined) continue;
      const stored = { ...read, review: read.review };
      if (judgeMarkdown(workspace, content, stored) === 'fresh') continue;
      context.stderr.write(`Written: ${logText(writeMarkdown(workspace, content, stored))}\n`);
    }
  }

  const deps = renderDeps(workspace, content);
  const pages = (review: Review) => ({
    cards: cardWords(review, deps),
    noticeGaps: noticeGaps(review, deps),
  });
  const files = new Set([...wanted].map(pathOfReview));
  const reviewIds = new Set<string>();
  function* listSubjects(): Generator<Subject> {
    const strays: StrayApproval[] = [];
    const progress = context.progress('Checked {done} of {total} reviews', workspace.ids().length);
    for (const id of workspace.ids()) {
      const subject = reviews.subject(id);
      if (wanted.has(id)) {
        reviewIds.add(detached(subject.review?.id ?? subject.file));
        strays.push(...(reviews.open(id).read?.beside.strays ?? []));
      }
      yield subject;
      progress.step();
    }
    progress.end();
    if (ids.length === 0) strays.push(...listOtherStrays(workspace));
    const others = [
      ...strays.map(strayAsSubject),
      ...(ids.length === 0 ? workspace.unread() : []).map(({ path, message, hint }): Subject => {
        return { file: path, review: undefined, facts: { file: path, problems: [{ message, hint }] } };
      }),
    ];
    for (const other of others) {
      files.add(other.file);
      reviewIds.add(other.file);
      yield other;
    }
  }
  const settings = { config, content, rules: ruleRegistry, pages, reopen: reviews.reopen };
  const result = about(runRules(listSubjects(), settings), files, reviewIds);

  known.save();

  const foundIn = byFile(result.findings);
  const spared = new Set(result.spared);
  // A report goes from file to file, so one line after another is of the same file.
  let shown: { readonly file: string; readonly lines: readonly string[] } | undefined;
  const linesOf = (file: string) => {
    if (shown?.file !== file)
      shown = { file, lines: reviews.inFile(file)?.document.text.split(/\r\n|\n|\r/) ?? [] };
    return shown.lines;
  };
  const info: RunInfo = {
    version,
    rules: listSettings(ruleRegistry, config).map(({ rule, severity }) => ({ ...rule, severity })),
    reviews: result.reviews,
    titleOf: (file) => reviews.inFile(file)?.review?.title,
    decidingOf: (file) => {
      const review = reviews.inFile(file)?.review;
      if (review === undefined || spared.has(review.id ?? file)) return [];
      return decidingSentences(workspace, content, review, {
        findings: foundIn.get(file) ?? [],
        excepted: result.excepted.filter(({ finding }) => finding.file === file),
      });
    },
    asked: ids.length > 0 || wanted.size === 1 ? [...wanted].map(pathOfReview) : [],
    sectionOf: (path) => findSectionTitle(path, content),
    all,
    lineOf: (file, line) => linesOf(file)[line - 1],
    excepted: result.excepted,
    lowered: result.lowered,
    notApplicable: result.notApplicable.length,
    spared: result.spared,
    failOn,
    holidays: config.holidays?.length ?? 0,
    waivers: buildCount(listWaivers(workspace)),
  };
  await report(asked, result.findings, info, context);
  // Whatever the check is to fail on, a file that cannot be judged was not judged.
  const isFailed = result.findings.some(
    (finding) => fails(finding, failOn) || finding.rule === invalidReview.name,
  );
  return isFailed ? ExitCode.findings : ExitCode.pass;
};
