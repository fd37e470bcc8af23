import type { ChangedFile, FileChange } from '../domain/file-change.ts';
import { kindOfMode, readStored } from '../domain/file-change.ts';
import type { Finding } from '../domain/finding.ts';
import { nameOf } from '../domain/people.ts';
import {
  findApprovalPlace,
  findWaiverId,
  folderOfApprovals,
  pathOfReview,
} from '../domain/repository-layout.ts';
import type { Review } from '../domain/review.ts';
import { command } from '../lib/command.ts';
import { conflictMarkerAdvice, findConflictMarker } from '../lib/conflict-markers.ts';
import { displayPath, isUtf8Path } from '../lib/repository-path.ts';
import { listedInPart } from '../lib/words.ts';
import { approvalFaults } from './approval-faults.ts';
import type { Counted } from './approvals.ts';
import { buildArchive } from './archive.ts';
import { compareNumbers } from './compare-values.ts';
import { expiredInForce } from './expiry.ts';
import { falseClaims } from './false-records.ts';
import { finding } from './finding.ts';
import type { Gate } from './gate.ts';
import { contentOfChange, findMatch } from './matching.ts';
import { falsePages } from './pages.ts';
import { type GovernedChange, type GovernedPolicy, gateSituation } from './policies.ts';
import { type ChangedReview, changedReviews } from './records.ts';
import { reversalsIn } from './reversal.ts';
import { judgeReview, type ReviewJudgement } from './review-judgement.ts';
import {
  misnamedRecords,
  rewrittenReviews,
  strayApprovals,
  type Weakening,
  weakenedReviews,
  weakenedWaivers,
} from './tampered-records.ts';
import {
  buildCount,
  idleFindings,
  judgeWaivers,
  type KnownWaiver,
  knownWaivers,
  unfulfilledFindings,
} from './waivers.ts';

/** What lets a governed change through. */
export interface Passage {
  readonly path: string;
  readonly by: 'review' | 'waiver' | 'reversal';
  /** Id of the review or waiver. */
  readonly id: string;
  readonly approvals: readonly Counted[];
}

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly passages: readonly Passage[];
  /** Ids of the waivers that were used. */
  readonly waivers: readonly string[];
  /** Waivers on record and those without their review; undefined where none was looked at. */
  readonly onRecord: { readonly total: number; readonly owed: number } | undefined;
  /** What reviews of the range let pass by exceptions, lower depths and marks. */
  readonly letPass: readonly ReviewJudgement['letPass'][];
  /** The reviews that cover something of the range, with what the rules find in them. */
  readonly judged: readonly ReviewJudgement['judged'][];
}

type Governed = GovernedChange<ChangedFile>;

/**
 * Judges a range: is every governed change let through by a review, a waiver or a reversal, and does every
 * record stand. Presence is not coverage is not completeness: each has findings of its own (rules.ts).
 */
export function judgeRange(gate: Gate): Judgement {
  const reviews = changedReviews(gate.changes, gate.base, gate.head);
  const touchesWaivers = gate.changes.some(
    ({ path }) => findWaiverId(path) !== undefined || findApprovalPlace(path)?.subject.startsWith('waivers/'),
  );
  const waivers =
    gate.governed.length > 0 || touchesWaivers || reviews.length > 0
      ? knownWaivers(gate.base, gate.head)
      : [];
  const weakenings = [...weakenedReviews(reviews, gate), ...weakenedWaivers(waivers, gate)];
  const governed: Governed[] = [...gate.governed, ...asGovernedByGate(weakenings, gate)];

  const judgements = judgeReviews(reviews, governed, gate);
  const archive = buildArchive(gate);
  const reversed = reversalsIn(archive, gate);
  const outcomes = governed.map((change) =>
    buildOutcome(change, { reviews, judgements, waivers, weakenings, reversed }, gate),
  );
  const open = new Set(
    governed.flatMap(({ change }, at) => (outcomes[at]?.passage === undefined ? [change.path] : [])),
  );
  const decided = gate.governed.filter((_, at) => {
    const by = outcomes[at]?.passage?.by;
    return by !== 'waiver' && by !== 'reversal';
  });
  const ofChanges = saidOnce(governed, outcomes, weakenings);
  const missed = new Set(ofChanges.flatMap(({ rule, file }) => (rule === weakened ? [file ?? ''] : [])));
  const faultless = [...judgements].filter(([, { findings }]) => !findings.some(isError)).map(([id]) => id);
  return {
    findings: withoutDoubles([
      ...ofChanges,
      ...misnamedRecords(gate),
      ...strayApprovals(gate, missed),
      ...rewrittenReviews(reviews, new Set(faultless), gate),
      ...falseClaims(reviews, open, waivers, gate),
      ...falsePages(gate),
      ...unfulfilledFindings(waivers, amongPolicies(gate.governed), gate),
      ...idleFindings(waivers, mentionedWaivers(outcomes, waivers)),
      // Nothing is decided on what goes through on a waiver, or back to what was.
      ...(decided.length === 0
        ? []
        : expiredInForce(amongPolicies(decided), new Set(judgements.keys()), archive, gate)),
    ]),
    passages: outcomes.flatMap(({ passage }) => (passage === undefined ? [] : [passage])),
    waivers: [...new Set(outcomes.flatMap(({ passage }) => (passage?.by === 'waiver' ? [passage.id] : [])))],
    onRecord: buildCount(waivers.flatMap(({ before, after }) => after ?? before ?? [])),
    letPass: [...judgements.values()].map(({ letPass }) => letPass),
    judged: [...judgements.values()].map(({ judged }) => judged),
  };
}

/** Tells the policies that some changes touch. */
function amongPolicies(changes: readonly GovernedChange[]): (policy: GovernedPolicy) => boolean {
  const ids = new Set(changes.flatMap(({ policies }) => policies.map(({ id }) => id)));
  return ({ id }) => ids.has(id);
}

/** A record may go if the owner of the gate agrees: then a review of the gate lists it as any governed file. */
function asGovernedByGate(weakenings: readonly Weakening[], gate: Gate): Governed[] {
  const gatePolicy = gate.policies.base.find(({ isGate }) => isGate);
  if (gatePolicy === undefined || weakenings.length === 0) return [];
  const paths = new Set(weakenings.map(({ path }) => path));
  const changes = gate.changes.filter(({ path }) => paths.has(path));
  return gate.withContent(changes).map((change) => ({ change, policies: [gatePolicy] }));
}

const isOfGate = ({ policies }: Governed) => policies.some(({ isGate }) => isGate);

/** A change of the gate takes a review of that situation, and such a review, which asks little, covers nothing else. */
function mayCover({ after }: ChangedReview, governed: Governed): boolean {
  return after !== undefined && (after.situation === gateSituation) === isOfGate(governed);
}

function judgeReviews(
  reviews: readonly ChangedReview[],
  governed: readonly Governed[],
  gate: Gate,
): ReadonlyMap<string, ReviewJudgement & { readonly covers: ReadonlySet<Governed> }> {
  return new Map(
    reviews.flatMap((changed) => {
      const { id, path, after, before, spotOf } = changed;
      if (after === undefined) return [];
      const covers = governed.filter(
        (one) =>
          mayCover(changed, one) && findMatch(after.policy?.files, contentOfChange(one.change)) === 'match',
      );
      if (covers.length === 0) return [];
      const judgement = judgeReview({ id, path, review: after, before, spotOf, covers }, gate);
      return [[id, { ...judgement, covers: new Set(covers) }] as const];
    }),
  );
}

interface Outcome {
  readonly findings: readonly Finding[];
  readonly passage: Passage | undefined;
}

const isError = ({ severity }: Finding) => severity === 'error';

/** All that can let a change through, or say why nothing does. */
interface Grounds {
  readonly reviews: readonly ChangedReview[];
  readonly judgements: ReturnType<typeof judgeReviews>;
  readonly waivers: readonly KnownWaiver[];
  readonly weakenings: readonly Weakening[];
  readonly reversed: ReturnType<typeof reversalsIn>;
}

function buildOutcome(
  governed: Governed,
  { reviews, judgements, waivers, weakenings, reversed }: Grounds,
  gate: Gate,
): Outcome {
  const { change } = governed;
  const { path } = change;
  const unclear = movedOnBase(change, gate) ?? halfMerged(change);
  if (unclear !== undefined) return { findings: [unclear], passage: undefined };
  const candidates = [...judgements].filter(([, { covers }]) => covers.has(governed));
  const good = candidates.find(([, { findings }]) => !findings.some(isError));
  if (good !== undefined) {
    const [id, { findings, filled }] = good;
    return { findings, passage: { path, by: 'review', id, approvals: filled } };
  }
  const content = contentOfChange(change);
  const waiver = judgeWaivers(governed, waivers, gate);
  if (waiver.holds !== undefined) {
    const { id, path: file, after } = waiver.holds.waiver;
    const noted = finding('waived-change', {
      file,
      message: `${path} changes without a review, on the waiver ${id}: ${after?.reason ?? ''}`,
      hint: [
        `${nameOf(after?.owner, gate.config.people) ?? 'Its owner'} owes the review by ${after?.expires ?? 'its last day'}:`,
        command('cx-review', 'new'),
      ],
    });
    return { findings: [noted], passage: { path, by: 'waiver', id, approvals: waiver.holds.filled } };
  }
  const takenBack = isOfGate(governed) ? undefined : reversed(content);
  if (takenBack?.isOnRecord) {
    return { findings: [], passage: { path, by: 'reversal', id: takenBack.id, approvals: [] } };
  }
  if (takenBack !== undefined) return { findings: [recordIsGone(takenBack.id, gate)], passage: undefined };
  const [first] = [...candidates].sort(([, a], [, b]) => faultsBesideApprovals(a) - faultsBesideApprovals(b));
  const ofRecord = weakenings.filter((one) => one.path === path).map((one) => one.finding);
  // Whoever asked for a waiver is told what that lacks, and not to write a review.
  const own =
    waiver.isAskedFor && (first === undefined || faultsBesideApprovals(first[1]) > 0)
      ? []
      : first !== undefined
        ? first[1].findings
        : ofRecord.length > 0
          ? ofRecord
          : uncovered(governed, reviews, gate);
  return { findings: [...own, ...waiver.findings], passage: undefined };
}

/** A record that goes with its change, which is said of the change, is not said of the record as well. */
function saidOnce(
  governed: readonly Governed[],
  outcomes: readonly Outcome[],
  weakenings: readonly Weakening[],
): Finding[] {
  const records = new Set(weakenings.map(({ path }) => path));
  const isOfRecord = (at: number) => records.has(governed[at]?.change.path ?? '');
  const said = new Set(
    outcomes.flatMap(({ findings }, at) =>
      isOfRecord(at) ? [] : findings.filter(({ rule }) => rule === weakened).map(({ review }) => review),
    ),
  );
  return outcomes.flatMap(({ findings }, at) =>
    findings.filter(({ rule, review }) => !(isOfRecord(at) && rule === weakened && said.has(review))),
  );
}

const weakened = 'gate-weakened';

/** Waivers that let something through, or of which something is said. */
function mentionedWaivers(
  outcomes: readonly Outcome[],
  waivers: readonly KnownWaiver[],
): ReadonlySet<string> {
  const files = new Set(outcomes.flatMap(({ findings }) => findings.map(({ file }) => file)));
  const used = outcomes.flatMap(({ passage }) => (passage?.by === 'waiver' ? [passage.id] : []));
  return new Set([...used, ...waivers.filter(({ path }) => files.has(path)).map(({ id }) => id)]);
}

/** What `git revert` does: the change is taken back, for which no review is needed, and its record with it. */
function recordIsGone(id: string, gate: Gate): Finding {
  const file = pathOfReview(id);
  const page = file.replace(/\.yaml$/, '.md');
  const files = [
    file,
    ...(gate.base.entry(page) === undefined ? [] : [page]),
    ...(gate.base.approvals(id).length === 0 ? [] : [folderOfApprovals(id)]),
  ];
  return finding('gate-weakened', {
    file,
    review: id,
    message: `This takes the change of ${id} back, which needs no review; but its record has to stay.`,
    hint: [command('git', 'checkout', gate.baseName, '--', ...files)],
  });
}

/** The base's branch has gone on, and has other content there than the change started from. */
function movedOnBase(change: FileChange, gate: Gate): Finding | undefined {
  if (!gate.hasMovedOn(change.path)) return undefined;
  return finding('policy-changed-since-review', {
    file: change.path,
    message: `${change.path} has changed on ${gate.baseName} as well, since this change left it. Bring that in, settle a conflict if there is one, and cover the result.`,
    hint: [command('git', 'merge', gate.baseName)],
  });
}

/** A file that is half one version and half another, which nobody can have decided on. */
function halfMerged({ path, before, after, newMode }: ChangedFile): Finding | undefined {
  if (after === undefined || kindOfMode(newMode ?? '') !== 'file') return undefined;
  const text = new TextDecoder().decode(after);
  const at = findConflictMarker(text);
  const wasThere = before !== undefined && findConflictMarker(new TextDecoder().decode(before)) !== undefined;
  if (at === undefined || wasThere) return undefined;
  return finding('uncovered-policy-change', {
    file: path,
    line: text.slice(0, at).split('\n').length,
    column: 1,
    message: `${displayPath(path)} has the markers of a merge conflict in it, so it says two things at once.`,
    hint: conflictMarkerAdvice.next,
  });
}

/** Of several reviews, the one that lacks nothing but approvals comes nearest. */
const faultsBesideApprovals = ({ findings }: ReviewJudgement) =>
  findings.filter((one) => isError(one) && !approvalFaults.has(one.rule)).length;

const verb: Record<FileChange['status'], string> = {
  A: 'is new',
  M: 'changes',
  D: 'is deleted',
  T: 'changes its kind',
};

function uncovered(governed: Governed, reviews: readonly ChangedReview[], gate: Gate): Finding[] {
  const { change, policies } = governed;
  const shown = displayPath(change.path);
  const usable = reviews.filter((review) => mayCover(review, governed));
  const listing = usable.filter(
    ({ after }) => findMatch(after?.policy?.files, contentOfChange(change)) === 'other-content',
  );
  if (listing.length > 0) {
    return listing.map(({ id, path: file, after, spotOf }) => {
      const row = (after?.policy?.files ?? []).find(({ path }) => path === change.path);
      const at = `policy.files.${row?.id ?? ''}`;
      return finding('policy-changed-since-review', {
        path: at,
        review: id,
        file,
        ...spotOf(at),
        message: `${shown} is not what ${id} covers${contentDiffers(row, change)}${valuesDiffer(after, change, gate)}.`,
        hint: [command('cx-review', 'cover', id, '--base', gate.baseName)],
      });
    });
  }
  const broken = reviews.filter(({ isAtHead, after }) => isAtHead && after === undefined);
  const invalid = broken.map(({ id, path: file, problem }) =>
    finding('incomplete-review', {
      review: id,
      file,
      line: problem?.line,
      column: problem?.column,
      message: `${id} cannot be read as a review, so it covers nothing: ${problem?.message ?? ''}.`,
      hint: [command('cx-review', 'check', id)],
    }),
  );
  const isNameUsable = isUtf8Path(change.path) && change.path.length <= 500;
  const last = usable.at(-1);
  const ofGate = isOfGate(governed) ? ['--situation', gateSituation] : [];
  const hint = !isNameUsable
    ? 'No review can list this name, which is too long or not UTF-8: rename the file, or leave it as it was.'
    : last === undefined
      ? [command('cx-review', 'new', ...ofGate, '--base', gate.baseName)]
      : [
          ...(usable.length === 1 ? [] : ['If it is the one for this:']),
          command('cx-review', 'cover', last.id, '--base', gate.baseName),
        ];
  return [
    ...invalid,
    finding('uncovered-policy-change', {
      file: change.path,
      message: `${shown} ${verb[change.status]}${kindNote(change)}, and no review that comes with the change covers it (policy ${listedInPart(policies.map(({ id }) => id))}).`,
      hint,
    }),
  ];
}

function contentDiffers(row: { before?: string; after?: string } | undefined, change: ChangedFile): string {
  const { before, after } = contentOfChange(change);
  if (row?.before === undefined || row.after === undefined)
    return ', which does not say yet of which content it is';
  if (row.after === after) return ', which starts from other content';
  const { kind, content } = readStored(after);
  if (readStored(row.after).content === content) {
    return `: it has become ${kind === 'executable' ? kind : `a ${kind}`}`;
  }
  return row.before === before ? '' : ', neither before the change nor after it';
}

/** The first value that is another one, if it can be read. */
function valuesDiffer(review: Review | undefined, change: ChangedFile, gate: Gate): string {
  const [first] = review === undefined ? [] : compareNumbers(review, [change], gate.readers).disagreements;
  return first === undefined ? '' : `: ${first.message}`;
}

function kindNote({ oldMode, newMode }: FileChange): string {
  const kind = kindOfMode(newMode ?? oldMode ?? '');
  return kind === 'file' ? '' : ` (a ${kind})`;
}

function withoutDoubles(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((one) => {
    const key = JSON.stringify([one.rule, one.file, one.path, one.message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
