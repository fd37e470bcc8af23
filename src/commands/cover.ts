import type { Run } from '../context.ts';
import { editYaml } from '../document/edit.ts';
import { parseYaml } from '../document/parse.ts';
import { shapeOf } from '../document/shape.ts';
import { currentApprovals, isVoided } from '../domain/approval.ts';
import { ExitCode } from '../domain/exit-code.ts';
import { Failure } from '../domain/failure.ts';
import type { ChangedFile } from '../domain/file-change.ts';
import type { PolicyChange, PolicyFile, Review } from '../domain/review.ts';
import { terminalText } from '../domain/safe-text.ts';
import { inOrder } from '../gate/numbers.ts';
import { type GovernedChange, gateSituation, type Policies } from '../gate/policies.ts';
import { digestsOf } from '../gate/tree.ts';
import { describeChanges } from '../policy/describe.ts';
import { factsOf } from '../policy/facts.ts';
import { writeMarkdown } from './rendering.ts';
import { freeRowId } from './row-id.ts';
import { schemaText } from './schema.ts';
import { nameIn, waivedChanges, waiversAmong } from './waived-changes.ts';
import { isRecordPath, refuseUnlistable, type WorkingRange, workingRange } from './working-range.ts';
import { openWorkspace, type StoredReview, valid } from './workspace.ts';

interface CoverOptions {
  /** Id of a review, or a part of it that no other has. */
  readonly id: string;
  /** Only these paths; all that is governed and changed if empty. `waivers/ID` is what that waiver let through. */
  readonly paths: readonly string[];
  /** Commit that the change starts from; the branch that others start from if left out. */
  readonly base: string | undefined;
}

/** The changes that this review is to cover: a review of the gate covers the gate alone, and no other does. */
function changesFor(review: Review, paths: readonly string[], working: WorkingRange): ChangedFile[] {
  const isOfGate = review.situation === gateSituation;
  const mine = ({ policies }: GovernedChange) => policies.some(({ isGate }) => isGate) === isOfGate;
  // A record may go with the consent of the gate's owner, who has to name it.
  const records = isOfGate
    ? paths.filter((path) => isRecordPath(path) && !isGoverned(path, working.policies))
    : [];
  const others = paths.filter((path) => !records.includes(path));
  const governed = paths.length > 0 && others.length === 0 ? [] : working.changed(others).filter(mine);
  const changes = [...governed.map(({ change }) => change), ...working.changesOf(records)];
  if (changes.length > 0) return inOrder(changes);
  throw new Failure('misuse', `There is nothing for ${review.id ?? 'the review'} to cover.`, {
    why: `no file of ${isOfGate ? 'the gate' : 'a policy'} has changed since ${working.range.name}`,
    next: 'change the file first, or name another base: --base REF',
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

type Found = ReturnType<typeof factsOf>['changes'];

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
function newlyVoided(before: Review, after: Review): string[] {
  return currentApprovals(before.approvals ?? [])
    .filter((approval) => !isVoided(approval, before) && isVoided(approval, after))
    .map(({ person, role, date }) => `${person ?? 'somebody'} as ${role ?? '?'} on ${date ?? '?'}`);
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
      : changesFor(stored.review, paths, working);
  refuseUnlistable(changes.map(({ path }) => path));
  const facts = factsOf(changes, { readers: { yaml: (bytes, file) => parseYaml(bytes, file).data } });
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
  const shape = shapeOf(JSON.parse(await schemaText('review')));
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(stored.bytes);
  workspace.files.replace(stored.path, editYaml(text, edits, shape, stored.path), stored.digest);
  for (const waiver of waivers) await nameIn(waiver, stored.id, workspace.files);
  const after: StoredReview = valid(workspace.read(stored.id));
  writeMarkdown(workspace, await workspace.content(), after);

  const lines = facts.files.flatMap(({ path, before, after: now, changes: own, more, why }) => [
    `${path}`,
    `  ${before} before, ${now} after`,
    ...(why === undefined
      ? describeChanges(own, more).map((line) => `  ${line}`)
      : [`  values not read: ${why}`]),
  ]);
  const voided = newlyVoided(stored.review, after.review);
  const out = [
    waivers.length > 0
      ? `${after.id} covers what went through on ${waivers.map(({ path }) => path).join(', ')}, and is named there:`
      : `${after.id} covers, compared with ${working.range.name}:`,
    ...lines,
    ...voided.map((who) => `voided: the approval of ${who}`),
  ];
  context.stdout.write(out.map((line) => `${terminalText(line)}\n`).join(''));
  context.stderr.write(
    `\nNext: cx-review check ${after.id}, then commit it and have it approved: cx-review approve ${after.id} --role ROLE\n`,
  );
  return ExitCode.pass;
};
