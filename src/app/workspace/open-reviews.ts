import { nameOfApproval } from '../../domain/approval-file.ts';
import type { Content } from '../../domain/content.ts';
import { findReviewId, pathOfPage, pathOfReview } from '../../domain/repository-layout.ts';
import type { FileFacts, MarkdownState } from '../../domain/rule.ts';
import { Failure } from '../../lib/failure.ts';
import { joinHints } from '../../lib/hint.ts';
import type { Subject } from '../../rules/engine/run.ts';
import type { KnownPages } from './known-pages.ts';
import { judgeMarkdown } from './rendering.ts';
import type { AnyReview, StoredReview, Workspace } from './workspace.ts';

/** A file among the reviews: read, or refused with the reason. */
type Opened =
  | { readonly id: string; readonly read: AnyReview; readonly refusal?: undefined }
  | { readonly id: string; readonly read?: undefined; readonly refusal: Failure };

function read(workspace: Workspace, id: string): Opened {
  try {
    return { id, read: workspace.read(id) };
  } catch (error) {
    // A file that is no YAML within the limits is a finding; one that cannot be looked at is not.
    if (error instanceof Failure && error.kind === 'invalid') return { id, refusal: error };
    throw error;
  }
}

/** The reviews of an archive, opened one at a time: only the last one stays in memory. */
export interface OpenReviews {
  readonly open: (id: string) => Opened;
  /** The review in a file; undefined where there is none. */
  readonly inFile: (file: string) => AnyReview | undefined;
  /** A review for the rules, with what is known of its file. */
  readonly subject: (id: string) => Subject;
  /** The same for rules that need no more than what it says, and where. */
  readonly reopen: (file: string) => Subject;
}

export function openReviews(workspace: Workspace, content: Content, known: KnownPages): OpenReviews {
  let last: Opened | undefined;
  const open = (id: string): Opened => {
    if (last?.id !== id) last = read(workspace, id);
    return last;
  };
  const ids = new Set(workspace.ids());
  const inFile = (file: string) => {
    const id = findReviewId(file);
    // What only has the name of a review, such as a link, is not looked into.
    return id === undefined || !ids.has(id) ? undefined : open(id).read;
  };
  return {
    open,
    inFile,
    subject: (id) => {
      const opened = open(id);
      return buildSubject(
        pathOfReview(id),
        opened.read,
        buildFacts(opened, (stored) => judgeMarkdown(workspace, content, stored, known)),
      );
    },
    reopen: (file) => buildSubject(file, inFile(file)),
  };
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

function buildFacts(
  { id, read, refusal }: Opened,
  judgePageOf: (stored: StoredReview) => MarkdownState,
): FileFacts {
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
  const state = read.review === undefined ? undefined : judgePageOf({ ...read, review: read.review });
  return { file, problems, ...(state === undefined ? {} : { markdown: { file: pathOfPage(id), state } }) };
}

function buildSubject(file: string, read: AnyReview | undefined, facts?: FileFacts): Subject {
  const known = facts === undefined ? {} : { facts };
  if (read === undefined) return { file, review: undefined, ...known };
  return {
    file,
    review: read.review,
    ...known,
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
