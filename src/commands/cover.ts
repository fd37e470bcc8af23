import { listOpenApprovals } from '../app/approval/open-approvals.ts';
import { dateInWords } from '../app/approval/standing.ts';
import { reviewSubject } from '../app/approval/subject.ts';
import { pathsFromTop, refuseUnlistable } from '../app/range/named-paths.ts';
import { nameIn, waivedChanges, waiversAmong } from '../app/range/waived-changes.ts';
import { nothingChanged, type WorkingRange, workingRange } from '../app/range/working.ts';
import { commitCommands, sayNext } from '../app/workspace/next-steps.ts';
import { writeMarkdown } from '../app/workspace/rendering.ts';
import { schemaText } from '../app/workspace/schema-text.ts';
import { openWorkspace, type StoredReview, valid, type Workspace } from '../app/workspace/workspace.ts';
import { editYaml } from '../document/edit.ts';
import { readPolicyYaml } from '../document/policy-yaml.ts';
import { buildShape } from '../document/shape.ts';
import { listUnanswered } from '../domain/agenda.ts';
import { isVoided, lastApprovals } from '../domain/approval.ts';
import { type ChangedFile, digestsOf } from '../domain/file-change.ts';
import { nameOf } from '../domain/people.ts';
import { isRecordPath } from '../domain/repository-layout.ts';
import type { PolicyChange, PolicyFile, Review } from '../domain/review.ts';
import { toldOtherwise } from '../gate/announced-figures.ts';
import { inOrder } from '../gate/compare-values.ts';
import { type GovernedChange, gateSituation, type Policies } from '../gate/policies.ts';

import { type Command, command } from '../lib/command.ts';
import { ExitCode } from '../lib/exit-code.ts';
import { Failure } from '../lib/failure.ts';
import { displayPath } from '../lib/repository-path.ts';
import { logText } from '../lib/safe-text.ts';
import { freeRowId } from '../lib/slug.ts';
import { counted, listedInPart } from '../lib/words.ts';
import { describeChanges } from '../policy/describe.ts';
import { buildFacts } from '../policy/facts.ts';
import type { Context, Run } from '../ports/context.ts';
import { baseOfChange, type Define, type Given, showExamples } from './flags.ts';

interface CoverOptions {
  /** Id of a review, or a part of it that no other has. */
  readonly id: string;
  /** Only these paths; all that is governed and changed if empty. `waivers/ID` is what that waiver let through. */
  readonly paths: readonly string[];
  /** Commit that the change starts from; the branch that others start from if left out. */
  readonly base: string | undefined;
}

/** Flags, help and examples. */
export const define: Define<CoverOptions> = (command, call) => {
  showExamples(command, [
    'cx-review cover pro-plan',
    'cx-review cover pro-plan --base origin/main',
    'cx-review cover pro-plan policies/plans.yaml     # only this file',
    'cx-review cover pro-plan waivers/2026-11-22-typo-k3f9   # what went through on a waiver',
  ])
    .option(...baseOfChange)
    .action((id: string, paths: string[], { base }: Given<CoverOptions>) => call({ id, paths, base }));
};

/** The changes that this review is to cover: a review of the gate covers the gate alone, and no other does. */
function changesFor(
  review: Review,
  names: readonly string[],
  working: WorkingRange,
  context: Context,
): ChangedFile[] {
  const isOfGate = review.situation === gateSituation;
  const mine = ({ policies }: GovernedChange) => policies.some(({ isGate }) => isGate) === isOfGate;
  const known = names.length === 0 ? [] : working.changed([]).map(({ change }) => change.path);
  const paths = pathsFromTop(names, new Set(known), context);
  // A record may go with the consent of the gate's owner, who has to name it.
  const records = isOfGate
    ? paths.filter((path) => isRecordPath(path) && !isGoverned(path, working.policies))
    : [];
  const others = paths.filter((path) => !records.includes(path));
  const governed = paths.length > 0 && others.length === 0 ? [] : working.changed(others).filter(mine);
  const changes = [...governed.map(({ change }) => change), ...working.changesOf(records)];
  if (changes.length > 0) return inOrder(changes);
  throw nothingChanged(
    `There is nothing for ${review.id ?? 'the review'} to cover.`,
    `no file of ${isOfGate ? 'the gate' : 'a policy'} has changed since ${working.range.name}`,
    working,
  );
}

/** A review of what was there when the branch left would not hold for what is there by now. */
function refuseMovedOn(id: string, changes: readonly ChangedFile[], { range, base }: WorkingRange): void {
  if (range.base === range.rules) return;
  const moved = changes.filter(({ path, oldHash, oldMode }) => {
    const there = base.entry(path);
    return there?.hash !== oldHash || there?.mode !== oldMode;
  });
  if (moved.length === 0) return;
  const paths = listedInPart(moved.map(({ path }) => displayPath(path)));
  throw new Failure('misuse', `${paths} has changed on ${range.name} as well, since your branch left it.`, {
    why: 'the review would be of a change from what is there no more',
    next: [
      'commit what you have; where git then reports a conflict, settle the file first:',
      command('git', 'merge', range.name),
      command('cx-review', 'cover', id),
    ],
  });
}

const isGoverned = (path: string, { base, head }: Policies) =>
  [...base, ...head].some(({ globs }) => globs.some((glob) => glob.matches(path)));

function fileRows(review: Review, changes: readonly ChangedFile[], keep: boolean): PolicyFile[] {
  const known = review.policy?.files ?? [];
  const covered = new Set(changes.map(({ path }) => path));
  const kept = keep ? known.filter(({ path }) => path === undefined || !covered.has(path)) : [];
  const taken = new Set([...known, ...kept].map(({ id }) => id));
  const rows = changes.map((change): PolicyFile => {
    const id = known.find(({ path }) => path === change.path)?.id ?? freeRowId(change.path, taken);
    taken.add(id);
    return { id, path: change.path, ...digestsOf(change) };
  });
  return [...kept, ...rows];
}

type Found = ReturnType<typeof buildFacts>['changes'];

/** The values that change, with the ids and the words for what they count that the review has already. */
function changeRows(
  review: Review,
  found: Found,
  covered: ReadonlySet<string>,
  keep: boolean,
): PolicyChange[] {
  const known = review.policy?.changes ?? [];
  const kept = keep ? known.filter(({ path }) => path === undefined || !covered.has(path)) : [];
  const left = known.filter((row) => !kept.includes(row));
  const taken = new Set(known.map(({ id }) => id));
  const rows = found.map((change): PolicyChange => {
    const at = left.findIndex(({ path, pointer }) => path === change.path && pointer === change.pointer);
    const [old] = at === -1 ? [] : left.splice(at, 1);
    const id = old?.id ?? freeRowId(change.pointer, taken);
    taken.add(id);
    const unit = old?.unit ?? change.unit;
    return { ...change, id, ...(unit === undefined ? {} : { unit }) };
  });
  return [...kept, ...rows];
}

/** Approvals that held for the earlier version and do not for the later one. */
function newlyVoided(before: Review, after: Review, { people }: WorkingRange['config']): string[] {
  return lastApprovals(before.approvals ?? [])
    .filter((approval) => !isVoided(approval, before) && isVoided(approval, after))
    .map(({ person, role = '?', date }) => {
      const when = date === undefined ? 'an unknown day' : dateInWords(date);
      return `no longer counts: the approval of ${nameOf(person, people) ?? 'somebody'} (${role}) on ${when}`;
    });
}

/** What this command has done. */
interface Covered {
  readonly after: StoredReview;
  /** Paths that are to be committed together. */
  readonly written: readonly string[];
  /** What `--base` says. */
  readonly base: string | undefined;
}

/** What still has to be done for the gate to let the change through, with the commands. */
async function listNextSteps(
  { after, written, base }: Covered,
  working: WorkingRange,
  workspace: Workspace,
  context: Context,
): Promise<(string | Command)[]> {
  const open = listUnanswered(after.review, await workspace.content()).length;
  return [
    ...(open === 0
      ? []
      : [
          `${counted(open, 'answer is', 'answers are')} still missing:`,
          command('cx-review', 'resume', after.id),
        ]),
    ...commitCommands(written, `Review ${after.id}`, context),
    command('git', 'push'),
    ...listOpenApprovals({ subject: reviewSubject(after), working, context }, base),
  ];
}

/**
 * Records in a review which governed files change, from which content to which, and which values; from what
 * is on disk, committed or not. Says which approvals this voids.
 */
export const run: Run<CoverOptions> = async ({ id, paths, base }, context) => {
  const workspace = openWorkspace(context);
  const stored = workspace.find(id);
  const working = workingRange(base, context);
  const waivers = stored.review.situation === gateSituation ? [] : waiversAmong(paths, workspace.files);
  const changes =
    waivers.length > 0
      ? inOrder(waivers.flatMap(({ waiver }) => waivedChanges(waiver, working, context)))
      : changesFor(stored.review, paths, working, context);
  refuseUnlistable(changes.map(({ path }) => path));
  if (waivers.length === 0) refuseMovedOn(stored.id, changes, working);
  const facts = buildFacts(changes, { readers: { yaml: readPolicyYaml } });
  const keep = paths.length > 0;
  const covered = new Set(changes.map(({ path }) => path));
  const files = fileRows(stored.review, changes, keep);
  const values = changeRows(stored.review, facts.changes, covered, keep);
  const edits = [
    { path: 'policy.files', value: files },
    ...(values.length > 0 || stored.review.policy?.changes !== undefined
      ? [{ path: 'policy.changes', value: values }]
      : []),
  ];
  const shape = buildShape(JSON.parse(await schemaText('review')));
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(stored.bytes);
  workspace.files.replace(stored.path, editYaml(text, edits, shape, stored.path), stored.digest);
  for (const waiver of waivers) await nameIn(waiver, stored.id, workspace.files);
  const after: StoredReview = valid(workspace.read(stored.id));
  const page = writeMarkdown(workspace, await workspace.content(), after);

  const lines = facts.files.flatMap(({ path, changes: own, more, why }) => [
    displayPath(path),
    ...(why === undefined
      ? describeChanges(own, more).map((line) => `  ${line}`)
      : [`  values not read: ${why}`]),
  ]);
  const out = [
    waivers.length > 0
      ? `${after.id} covers what went through on ${waivers.map(({ path }) => path).join(', ')}, and is named there:`
      : `${after.id} covers, compared with ${working.range.name}:`,
    ...lines,
    ...newlyVoided(stored.review, after.review, working.config),
  ];
  context.stdout.write(out.map((line) => `${logText(line)}\n`).join(''));
  const told = new Set(toldOtherwise(after.review, facts.changes).map(({ message }) => message));
  for (const message of told) context.stderr.write(`\nWarning: ${logText(message)}.\n`);
  const records = [after.path, page, ...waivers.map(({ path }) => path)];
  // What went through on a waiver is committed already.
  const written = waivers.length > 0 ? records : [...covered, ...records];
  const steps = await listNextSteps({ after, written, base }, working, workspace, context);
  const correct =
    told.size === 0
      ? []
      : ['Correct what people read:', command('cx-review', 'edit', after.id, '--section', 'consequences')];
  sayNext(context, [...correct, ...steps]);
  return ExitCode.pass;
};
