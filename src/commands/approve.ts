import { resolve } from 'node:path';
import { checkSignature, signStatement } from '../adapters/signatures.ts';
import type { Context, Run } from '../context.ts';
import { editYaml } from '../document/edit.ts';
import { shapeOf } from '../document/shape.ts';
import {
  currentApprovals,
  decisionDigest,
  governedDigest,
  isVoided,
  signatureNamespace,
} from '../domain/approval.ts';
import { type Digest, digestOf } from '../domain/digest.ts';
import { ExitCode } from '../domain/exit-code.ts';
import { Failure } from '../domain/failure.ts';
import { kindOfMode } from '../domain/file-change.ts';
import { configFile, revokedFile, signersFile } from '../domain/places.ts';
import type { Approval, PolicyFile, Review } from '../domain/review.ts';
import { terminalText } from '../domain/safe-text.ts';
import type { Waiver } from '../domain/waiver.ts';
import { waiverDigest, waiverSubject } from '../domain/waiver.ts';
import { foldedAddress, statementOf } from '../gate/approvals.ts';
import { matchOf } from '../gate/matching.ts';
import { policiesOfPaths } from '../gate/past.ts';
import { requirementOf, waiverRequirementOf } from '../gate/policies.ts';
import { changesSince, isOfOtherConfig } from '../gate/since.ts';
import { fileAt } from '../gate/tree.ts';
import { knownWaivers } from '../gate/waivers.ts';
import { writeMarkdown } from './rendering.ts';
import { freeRowId } from './row-id.ts';
import { schemaText } from './schema.ts';
import { findWaiver, namesWaiver } from './stored-waiver.ts';
import { type WorkingRange, workingRange } from './working-range.ts';
import { openWorkspace, type StoredReview, valid, type Workspace } from './workspace.ts';

interface ApproveOptions {
  /** Id of a review, or a part of it that no other has; `waivers/ID` for a waiver. */
  readonly id: string;
  readonly role: string;
  /** Key of a person in the config; whoever git says is at work if left out. */
  readonly as: string | undefined;
  readonly decision: 'approve' | 'reject' | 'withdraw';
  /** File of the key to sign with. */
  readonly sign: string | undefined;
  readonly note: string | undefined;
  /** Commit that the change starts from; the branch that others start from if left out. */
  readonly base: string | undefined;
}

/** What is approved: a review or a waiver. */
interface Subject {
  /** As signed statements call it. */
  readonly name: string;
  readonly path: string;
  readonly title: string;
  readonly author: string | undefined;
  readonly bytes: Uint8Array;
  readonly contentDigest: Digest;
  readonly decision: Digest;
  readonly files: readonly PolicyFile[];
  readonly approvals: readonly Approval[];
  readonly schema: 'review' | 'waiver';
  readonly stored: StoredReview | undefined;
  readonly facts: readonly string[];
}

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

function reviewSubject(stored: StoredReview): Subject {
  const { review, id, path, bytes, digest } = stored;
  const { verdict, depth } = review;
  return {
    name: id,
    path,
    title: review.title ?? id,
    author: review.author,
    bytes,
    contentDigest: digest,
    decision: decisionDigest(review),
    files: review.policy?.files ?? [],
    approvals: review.approvals ?? [],
    schema: 'review',
    stored,
    facts: [
      `depth: ${depth ?? 'none yet'}, verdict: ${verdict?.decision ?? 'none yet; giving one later voids this'}`,
      ...(review.policy?.changes ?? []).map(
        ({ pointer, from, to, unit }) =>
          `${pointer ?? 'a value'}: ${from === undefined ? 'nothing' : String(from)} → ${to === undefined ? 'nothing' : String(to)}${unit === undefined ? '' : ` ${unit}`}`,
      ),
    ],
  };
}

function waiverSubjectOf(id: string, path: string, bytes: Uint8Array, waiver: Waiver): Subject {
  return {
    name: waiverSubject(id),
    path,
    title: `waiver until ${waiver.expires ?? 'no day'}`,
    author: waiver.author,
    bytes,
    contentDigest: digestOf(bytes),
    decision: waiverDigest(waiver),
    files: (waiver.files ?? []) as readonly PolicyFile[],
    approvals: (waiver.approvals ?? []) as readonly Approval[],
    schema: 'waiver',
    stored: undefined,
    facts: [`reason: ${waiver.reason ?? 'none'}`, `owner: ${waiver.owner ?? 'none'}`],
  };
}

function subjectOf(words: string, workspace: Workspace): Subject {
  if (!namesWaiver(words, workspace.ids(), workspace.files)) return reviewSubject(workspace.find(words));
  const { id, path, bytes, waiver } = findWaiver(words, workspace.files);
  return waiverSubjectOf(id, path, bytes, waiver);
}

interface Approver {
  readonly key: string;
  readonly email: string | undefined;
}

/** Who approves, and that they may: in that role, by the config in force, and not what they wrote. */
function approverOf(
  { as, role, decision }: ApproveOptions,
  subject: Subject,
  working: WorkingRange,
  { git }: Context,
): Approver {
  const people = working.config.people ?? {};
  const from = working.hasBaseConfig ? `the config of ${working.range.name}` : 'the config';
  const address = as === undefined ? git.userEmail() : undefined;
  const key =
    as ??
    Object.keys(people).find(
      (one) => address !== undefined && foldedAddress(people[one]?.email ?? '') === foldedAddress(address),
    );
  const person = key !== undefined && Object.hasOwn(people, key) ? people[key] : undefined;
  if (key === undefined || person === undefined) {
    throw new Failure('misuse', `${as ?? address ?? 'Whoever is at work'} is nobody whom ${from} knows.`, {
      why: `it knows ${Object.keys(people).join(', ') || 'nobody'}`,
      next: `cx-review approve ${subject.name} --role ${role} --as PERSON`,
    });
  }
  if (!(person.roles ?? []).includes(role)) {
    throw new Failure('misuse', `${from.replace(/^t/, 'T')} does not give ${key} the role ${role}.`, {
      why: `${key} has ${(person.roles ?? []).join(', ') || 'no role'}`,
      next: 'let somebody approve who has it, or have the config changed first',
    });
  }
  const isOnlyPerson = Object.keys(people).length === 1;
  if (decision === 'approve' && key === subject.author && !isOnlyPerson) {
    throw new Failure('misuse', `${key} is the author, and nobody approves what they wrote.`, {
      next: `let somebody else approve in the role ${role}`,
    });
  }
  return { key, email: person.email };
}

/** What is approved has to be what is on disk: an approval of something else would count for nothing. */
function refuseStaleFiles(subject: Subject, working: WorkingRange, { git }: Context): void {
  const paths = subject.files.flatMap(({ path }) => (path === undefined ? [] : [path]));
  if (paths.length === 0) return;
  const changes = new Map(working.changesOf(paths).map((change) => [change.path, change]));
  for (const row of subject.files) {
    const { path, after } = row;
    if (path === undefined) continue;
    const change = changes.get(path);
    const content =
      change !== undefined ? change.after : contentOf(git.entryAt(working.range.base, path), git);
    if (after === (content === undefined ? 'none' : digestOf(content))) continue;
    // A review that catches up on a waiver is of a change in the past.
    if (isWaived(row, working)) continue;
    throw new Failure('misuse', `${path} is not what ${subject.name} covers.`, {
      why: after === undefined ? 'it states no digests yet' : 'the file has changed since it was covered',
      next:
        subject.schema === 'review'
          ? `cx-review cover ${subject.name} --base ${working.range.name}`
          : 'cx-review waive, once more',
    });
  }
}

/** Whether a waiver of the base let exactly this through. */
function isWaived({ path, before, after }: PolicyFile, { base }: WorkingRange): boolean {
  if (path === undefined) return false;
  const content = { path, before: (before ?? 'none') as 'none', after: (after ?? 'none') as 'none' };
  return knownWaivers(base, base).some(({ before: waiver }) => matchOf(waiver?.files, content) === 'match');
}

function contentOf(
  entry: ReturnType<Context['git']['entryAt']>,
  git: Context['git'],
): Uint8Array | undefined {
  return entry === undefined || kindOfMode(entry.mode) === 'submodule' ? undefined : git.readBlob(entry.hash);
}

/** The level that the policies of these files ask for. */
function levelOf(subject: Subject, working: WorkingRange): 'recorded' | 'signed' {
  const paths = subject.files.flatMap(({ path }) => (path === undefined ? [] : [path]));
  const policies = policiesOfPaths(paths, working);
  return subject.schema === 'review'
    ? requirementOf(policies, working.config, subject.stored?.review.depth).level
    : waiverRequirementOf(policies, working.config).level;
}

function signed(
  approval: Approval,
  subject: Subject,
  approver: Approver,
  keyFile: string,
  working: WorkingRange,
  context: Context,
): Approval {
  if (approver.email === undefined) {
    throw new Failure(
      'misuse',
      `The config has no email for ${approver.key}, so nobody could check the signature.`,
      {
        next: 'have it added to cx-reviews/config.yaml first',
      },
    );
  }
  const signers = fileAt(working.base, signersFile);
  if (signers === undefined) {
    throw new Failure(
      'misuse',
      `${working.range.name} has no ${signersFile}, so nobody could check the signature.`,
      {
        next: 'have it added first, or approve without --sign',
      },
    );
  }
  const statement = statementOf(approval, subject.name);
  const signature = signStatement(
    statement,
    { keyFile: resolve(context.cwd, keyFile), namespace: signatureNamespace },
    context.env,
  );
  const checked = checkSignature(
    {
      statement,
      signature,
      namespace: signatureNamespace,
      principal: approver.email,
      days: [context.today],
      signers,
      revoked: fileAt(working.base, revokedFile),
    },
    context.env,
  );
  if (!checked.ok) {
    throw new Failure('misuse', 'The gate would not accept this signature, so nothing was written.', {
      why: checked.why,
      next: `sign with a key that ${signersFile} of ${working.range.name} gives ${approver.email}`,
    });
  }
  return { ...approval, signature };
}

/** What the approval is of, for the person who gives it to read. */
function boundTo(
  { name, title, facts, files }: Subject,
  { digest, files: filesDigest, config }: Approval,
): string[] {
  return [
    `${name}: ${title}`,
    ...facts.map((fact) => `  ${fact}`),
    ...files.flatMap(({ path, before, after }) => [`  ${path}`, `    ${before} before, ${after} after`]),
    ...(files.length === 0 ? ['  no files: it lets no change of a policy through'] : []),
    `binds to: what is decided ${digest}`,
    `          files ${filesDigest}`,
    `          config of the base ${config ?? 'none'}`,
  ];
}

/** Approvals that hold no more, with what changed since each. */
function voidedSince({ stored, path }: Subject, working: WorkingRange, { git }: Context): string[] {
  if (stored === undefined) return [];
  const { review } = stored;
  const { tip } = working.range;
  const onDisk = new Map(
    working
      .changesOf((review.policy?.files ?? []).flatMap(({ path: file }) => file ?? []))
      .flatMap(({ path: file, after }) => (after === undefined ? [] : [[file, after] as const])),
  );
  const earlier = (file: string) => [
    ...(onDisk.has(file) ? [onDisk.get(file) ?? new Uint8Array()] : []),
    ...(tip === undefined
      ? []
      : git.commitsOf(undefined, tip, [file], 50).flatMap(({ commit }) => {
          const entry = git.entryAt(commit, file);
          return entry === undefined || kindOfMode(entry.mode) === 'submodule'
            ? []
            : [git.readBlob(entry.hash)];
        })),
  ];
  const config = working.hasBaseConfig ? fileAt(working.base, configFile) : undefined;
  return currentApprovals(review.approvals ?? [])
    .filter(
      (approval) => isVoided(approval, review) || isOfOtherConfig(approval, working.configDigest ?? 'none'),
    )
    .flatMap((approval) => {
      const { person = 'somebody', role = '?', date = '?' } = approval;
      const changes = changesSince(approval, { path, review, config }, { earlier });
      return [
        `voided: ${person} as ${role} on ${date}. Changed since:`,
        ...(changes === undefined
          ? ['  what it was given for is not in the history of this clone']
          : changes.length === 0
            ? ['  only the files']
            : changes.map((line) => `  ${line}`)),
      ];
    });
}

async function write(subject: Subject, approval: Approval, workspace: Workspace): Promise<void> {
  const { path, bytes, contentDigest, schema, stored } = subject;
  const shape = shapeOf(JSON.parse(await schemaText(schema)));
  const text = editYaml(decode(bytes), [{ path: ['approvals', approval.id], value: approval }], shape, path);
  workspace.files.replace(path, encode(text), contentDigest);
  if (stored === undefined) return;
  const now = valid(workspace.read(stored.id));
  if (decisionDigest(now.review as Review) !== approval.digest)
    throw new Error('the approval changed what it approves');
  writeMarkdown(workspace, await workspace.content(), now);
}

/**
 * Writes a person's approval, rejection or withdrawal into a review or waiver, bound to what is decided and
 * to the content of the files as they are; signed with a key, if one is named. Prints what it binds to.
 */
export const run: Run<ApproveOptions> = async (options, context) => {
  const { role, decision, sign, note } = options;
  const workspace = openWorkspace(context);
  const subject = subjectOf(options.id, workspace);
  const working = workingRange(options.base, context);
  const approver = approverOf(options, subject, working, context);
  if (decision === 'approve') refuseStaleFiles(subject, working, context);
  if (decision === 'approve' && sign === undefined && levelOf(subject, working) === 'signed') {
    throw new Failure('misuse', 'These files ask for signed approvals.', {
      next: `cx-review approve ${subject.name} --role ${role} --sign ~/.ssh/id_ed25519`,
    });
  }
  const plain: Approval = {
    id: freeRowId(`${approver.key}-${role}`, new Set(subject.approvals.map(({ id }) => id))),
    person: approver.key,
    role,
    decision,
    date: context.today,
    level: sign === undefined ? 'recorded' : 'signed',
    digest: subject.decision,
    files: governedDigest(subject.files),
    ...(working.configDigest === undefined ? {} : { config: working.configDigest }),
    ...(note === undefined ? {} : { note }),
  };
  const voided = voidedSince(subject, working, context);
  const approval = sign === undefined ? plain : signed(plain, subject, approver, sign, working, context);
  await write(subject, approval, workspace);
  const proof = sign === undefined ? 'recorded in the file; nobody can verify who wrote it' : 'signed';
  const word = { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' }[decision];
  const lines = [
    ...boundTo(subject, approval),
    ...voided,
    `${word} by ${approver.key} as ${role} on ${context.today} (${proof})`,
  ];
  context.stdout.write(lines.map((line) => `${terminalText(line)}\n`).join(''));
  context.stderr.write(`\nNext: commit ${subject.path}\n`);
  return ExitCode.pass;
};
