import type { StrayApproval } from '../../document/approval.ts';
import { nameOfApproval } from '../../domain/approval-file.ts';
import type { Content } from '../../domain/content.ts';
import type { Severity } from '../../domain/finding.ts';
import { judgePage } from '../../domain/generated-page.ts';
import { pathOfPage, pathOfReview } from '../../domain/repository-layout.ts';
import type { Review } from '../../domain/review.ts';
import type { FileFacts, MarkdownState } from '../../domain/rule.ts';
import { type Waiver, waiverSubject } from '../../domain/waiver.ts';
import { fails, type RunInfo } from '../../formatters/formatter.ts';
import { buildCount } from '../../gate/waivers.ts';
import { version } from '../../lib/about.ts';
import { ExitCode } from '../../lib/exit-code.ts';
import { Failure } from '../../lib/failure.ts';
import { joinHints } from '../../lib/hint.ts';
import { logText } from '../../lib/safe-text.ts';
import type { Run } from '../../ports/context.ts';
import { cardWords } from '../../render/agent-card.ts';
import { noticeGaps } from '../../render/customer-notice.ts';
import { ruleRegistry } from '../../rules/engine/registry.ts';
import { type RunResult, runRules, type Subject } from '../../rules/engine/run.ts';
import { listSettings } from '../../rules/engine/settings.ts';
import { invalidReview } from '../../rules/file/invalid-review.ts';
import { readStoredWaiver, waiverIds } from '../approval/stored-waiver.ts';
import { decidingSentences, renderDeps, renderReview, writeMarkdown } from './rendering.ts';
import { askedFormats, report } from './report.ts';
import { findSectionTitle } from './section-of.ts';
import { refuseSparseCheckout } from './sparse-checkout.ts';
import { type AnyReview, openWorkspace, type Workspace } from './workspace.ts';

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

/** A file among the reviews: read, or refused with the reason. */
type Opened =
  | { readonly id: string; readonly read: AnyReview; readonly refusal?: undefined }
  | { readonly id: string; readonly read?: undefined; readonly refusal: Failure };

function open(workspace: Workspace, id: string): Opened {
  try {
    return { id, read: workspace.read(id) };
  } catch (error) {
    // A file that is no YAML within the limits is a finding; one that cannot be looked at is not.
    if (error instanceof Failure && error.kind === 'invalid') return { id, refusal: error };
    throw error;
  }
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

/** Whether the Markdown beside a review says what the review says. Of a file that is no review there is none. */
function markdownState(
  workspace: Workspace,
  content: Content,
  { id, review }: Pick<AnyReview, 'id' | 'review'>,
): MarkdownState | undefined {
  if (review === undefined) return undefined;
  const bytes = workspace.files.readIfExists(pathOfPage(id));
  return bytes === undefined ? 'missing' : judgePage(bytes, renderReview(workspace, content, { id, review }));
}

/** Files among the approvals that are none: of the reviews that are wanted, and where all are, of whatever else. */
function listStrays(
  { approvals, files }: Workspace,
  all: readonly Opened[],
  wanted: ReadonlySet<string>,
  isAll: boolean,
): readonly StrayApproval[] {
  const ofReviews = all.flatMap(({ id, read }) => (wanted.has(id) ? (read?.beside.strays ?? []) : []));
  if (!isAll) return ofReviews;
  const ofWaivers = waiverIds(files).flatMap((id) => approvals.of(waiverSubject(id)).strays);
  return [...ofReviews, ...ofWaivers, ...approvals.orphans()];
}

/** Rows that say neither what was decided nor when, as a merge leaves them that kept the lines of both sides. */
function listHalfApprovals({ review, document }: AnyReview): FileFacts['problems'] {
  return (review?.approvals ?? []).flatMap(({ id, decision, date }) => {
    const lacking = [decision === undefined ? 'decision' : [], date === undefined ? 'date' : []].flat();
    if (lacking.length === 0) return [];
    return {
      message: `The approval ${id} has no ${lacking.join(' and no ')}, so it counts for nothing.`,
      hint: 'If a merge took its lines away, bring them back from the branch that it was given on; else delete the row.',
      place: document.placeOf(`approvals.${id}`),
    };
  });
}

function buildFacts(workspace: Workspace, content: Content, { id, read, refusal }: Opened): FileFacts {
  const file = pathOfReview(id);
  if (read === undefined) {
    const { message, why, next, place } = refusal;
    return {
      file,
      problems: [
        {
          message: /[.?!]$/.test(message) ? message : `${message}.`,
          hint: why === undefined && next === undefined ? undefined : joinHints(why, next),
          place,
        },
      ],
    };
  }
  const problems = [
    ...read.problems.map(({ message, hint, place }) => ({
      message: /[.?!]$/.test(message) ? message : `${message}.`,
      hint,
      place,
    })),
    ...listHalfApprovals(read),
  ];
  const state = markdownState(workspace, content, read);
  return { file, problems, ...(state === undefined ? {} : { markdown: { file: pathOfPage(id), state } }) };
}

function buildSubject(workspace: Workspace, content: Content, opened: Opened): Subject {
  const { read } = opened;
  const facts = buildFacts(workspace, content, opened);
  if (read === undefined) return { file: facts.file, review: undefined, facts };
  return {
    file: facts.file,
    review: read.review,
    facts,
    locate: (path) => {
      const [section, row] = path.split('.');
      // An approval in a file of its own stands nowhere in this one.
      if (section === 'approvals' && read.beside.files.some((file) => nameOfApproval(file) === row)) {
        return undefined;
      }
      const { line, column } = read.document.placeOf(path);
      return line === undefined || column === undefined ? undefined : { line, column };
    },
  };
}

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
  const opened = workspace.ids().map((id) => open(workspace, id));

  if (fix) {
    for (const { id, read } of opened) {
      if (
        read?.review === undefined ||
        !wanted.has(id) ||
        markdownState(workspace, content, read) === 'fresh'
      )
        continue;
      const path = writeMarkdown(workspace, content, { ...read, review: read.review });
      context.stderr.write(`Written: ${logText(path)}\n`);
    }
  }

  const deps = renderDeps(workspace, content);
  const pages = (review: Review) => ({
    cards: cardWords(review, deps),
    noticeGaps: noticeGaps(review, deps),
  });
  const unread = ids.length === 0 ? workspace.unread() : [];
  const strays = listStrays(workspace, opened, wanted, ids.length === 0);
  const subjects = [
    ...opened.map((one) => buildSubject(workspace, content, one)),
    ...strays.map(({ path, message, hint, line, column }): Subject => {
      const problems = [{ message, hint, place: { file: path, line, column } }];
      return { file: path, review: undefined, facts: { file: path, problems } };
    }),
    ...unread.map(({ path, message, hint }): Subject => {
      return { file: path, review: undefined, facts: { file: path, problems: [{ message, hint }] } };
    }),
  ];
  const files = new Set([
    ...[...wanted].map(pathOfReview),
    ...[...unread, ...strays].map(({ path }) => path),
  ]);
  const reviewIds = new Set(
    subjects.flatMap(({ file, review }) => (files.has(file) ? (review?.id ?? file) : [])),
  );
  const result = about(runRules(subjects, { config, content, rules: ruleRegistry, pages }), files, reviewIds);

  const read = new Map(opened.map((one) => [pathOfReview(one.id), one.read]));
  const lines = new Map<string, readonly string[]>();
  const info: RunInfo = {
    version,
    rules: listSettings(ruleRegistry, config).map(({ rule, severity }) => ({ ...rule, severity })),
    reviews: result.reviews,
    titleOf: (file) => read.get(file)?.review?.title,
    decidingOf: (file) => {
      const review = read.get(file)?.review;
      if (review === undefined || result.spared.includes(review.id ?? file)) return [];
      const isOwn = ({ file: other }: { readonly file?: string | undefined }) => other === file;
      return decidingSentences(workspace, content, review, {
        findings: result.findings.filter(isOwn),
        excepted: result.excepted.filter(({ finding }) => isOwn(finding)),
      });
    },
    asked: ids.length > 0 || wanted.size === 1 ? [...wanted].map(pathOfReview) : [],
    sectionOf: (path) => findSectionTitle(path, content),
    all,
    lineOf: (file, line) => {
      const known = lines.get(file) ?? read.get(file)?.document.text.split(/\r\n|\n|\r/) ?? [];
      lines.set(file, known);
      return known[line - 1];
    },
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
