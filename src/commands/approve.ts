import { resolve } from 'node:path';
import { Option } from 'commander';
import { type Approver, buildApprover, type ToApprove, wordsForThis } from '../app/approval/approver.ts';
import { dateInWords, describeNo } from '../app/approval/standing.ts';
import {
  approvalsOnBase,
  buildSubject,
  listPaths,
  requirementFor,
  type Subject,
} from '../app/approval/subject.ts';
import { type WorkingRange, workingRange } from '../app/range/working.ts';
import { commitCommands, pathFromHere, sayNext } from '../app/workspace/next-steps.ts';
import { refreshMarkdown } from '../app/workspace/rendering.ts';
import { schemaText } from '../app/workspace/schema-text.ts';
import { openWorkspace, type Workspace } from '../app/workspace/workspace.ts';
import { buildShape } from '../document/shape.ts';
import { writeYaml } from '../document/write.ts';
import { listUnanswered } from '../domain/agenda.ts';
import { governedDigest, isNo, isVoided, lastApprovals, signatureNamespace } from '../domain/approval.ts';
import { type ApprovalFile, nameOfApproval, nextOrder } from '../domain/approval-file.ts';
import { digestsOf, kindOfMode } from '../domain/file-change.ts';
import { nameOf } from '../domain/people.ts';
import { configFile, pathOfApproval, revokedFile, signersFile } from '../domain/repository-layout.ts';
import type { Approval, PolicyFile } from '../domain/review.ts';
import { statementOf } from '../gate/approvals.ts';
import { changesSince, type History, isOfOtherConfig } from '../gate/changes-since-approval.ts';
import { approveCommand } from '../gate/finding.ts';
import { findMatch } from '../gate/matching.ts';
import { digestAt, fileAt } from '../gate/tree.ts';
import { knownWaivers } from '../gate/waivers.ts';
import { command } from '../lib/command.ts';
import { ExitCode } from '../lib/exit-code.ts';
import { Failure } from '../lib/failure.ts';
import { displayPath } from '../lib/repository-path.ts';
import { logText } from '../lib/safe-text.ts';
import { counted, listedInPart, plural } from '../lib/words.ts';
import type { Context, Run } from '../ports/context.ts';
import { baseOfChange, type Define, type Given, showExamples } from './flags.ts';

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

interface ApproveFlags extends Given<ApproveOptions> {
  readonly role: string;
  readonly reject?: true;
  readonly withdraw?: true;
}

/** Flags, help and examples. */
export const define: Define<ApproveOptions> = (command, call) => {
  showExamples(command, [
    'cx-review approve pro-plan --role finance',
    'cx-review approve pro-plan --role owner --as maya --sign ~/.ssh/id_ed25519',
    'cx-review approve pro-plan --role finance --reject --note "The loss is left out"',
    'cx-review approve waivers/2026-11-22-typo-k3f9 --role owner',
  ])
    .requiredOption('--role <role>', 'the role in which you approve; the config gives it to you')
    .option('--as <person>', 'your key in the config (else whoever git says is at work)')
    .option('--sign <keyfile>', 'sign with this OpenSSH key')
    .option('--note <words>', 'a note beside it')
    .option(...baseOfChange)
    .addOption(new Option('--reject', 'say no').conflicts('withdraw'))
    .option('--withdraw', 'take the whole review back')
    .action((id: string, { role, as, sign, note, base, reject, withdraw }: ApproveFlags) =>
      call({
        id,
        role,
        as,
        decision: reject ? 'reject' : withdraw ? 'withdraw' : 'approve',
        sign,
        note,
        base,
      }),
    );
};

/** What is approved has to be what is on disk: an approval of something else would count for nothing. */
function refuseStaleFiles({ base }: ApproveOptions, subject: Subject, working: WorkingRange): void {
  const paths = listPaths(subject);
  if (paths.length === 0) return;
  const changes = new Map(working.changesOf(paths).map((change) => [change.path, change]));
  for (const row of subject.files) {
    const { path, after } = row;
    if (path === undefined) continue;
    const change = changes.get(path);
    const is = change === undefined ? digestAt(working.start, path) : digestsOf(change).after;
    if (after === is) continue;
    // A review that catches up on a waiver is of a change in the past.
    if (isWaived(row, working)) continue;
    throw new Failure('misuse', `${path} is not what ${subject.name} covers.`, {
      why: after === undefined ? 'it states no digests yet' : 'the file has changed since it was covered',
      next:
        subject.schema === 'review'
          ? [command('cx-review', 'cover', subject.name, ...(base === undefined ? [] : ['--base', base]))]
          : ['ask again, for what the file holds now:', command('cx-review', 'waive', '--help')],
    });
  }
}

/** Whether a waiver of the base let exactly this through. */
function isWaived({ path, before, after }: PolicyFile, { base }: WorkingRange): boolean {
  if (path === undefined) return false;
  const content = { path, before: (before ?? 'none') as 'none', after: (after ?? 'none') as 'none' };
  return knownWaivers(base, base).some(({ before: waiver }) => findMatch(waiver?.files, content) === 'match');
}

function readContent(
  entry: ReturnType<Context['git']['entryAt']>,
  git: Context['git'],
): Uint8Array | undefined {
  return entry === undefined || kindOfMode(entry.mode) === 'submodule' ? undefined : git.readBlob(entry.hash);
}

/** Most earlier versions of a file that are looked at. */
const mostVersions = 50;

/** What somebody says, before it has a name. */
type Word = Omit<ApprovalFile, 'schema' | 'review' | 'order'>;

/** Where signatures are asked for, an approval without one would count for nothing. */
function refuseUnsigned(options: ApproveOptions, subject: Subject, working: WorkingRange): void {
  if (options.sign !== undefined || requirementFor(subject, working).level !== 'signed') return;
  throw new Failure('misuse', 'These files ask for signed approvals.', {
    next: [approveCommand(subject.name, options.role, 'signed', options.base)],
  });
}

/** The same once more would be one more line that counts for nothing. */
function refuseTheSame(
  { decision, sign, note }: ApproveOptions,
  said: Word,
  { subject, working, context }: ToApprove,
): void {
  const { person, role } = said;
  const isOwn = (word: Approval) =>
    word.person === person && word.role === role && word.decision === decision && word.digest === said.digest;
  const word = { approve: 'approved', reject: 'rejected', withdraw: 'taken back' }[decision];
  const same = wordsForThis(subject, working).find(isOwn);
  // A later signature may be by a key that is still good.
  const isProvenAnew = sign !== undefined && (same?.level !== 'signed' || same.date !== context.today);
  if (same !== undefined && !isProvenAnew && (note === undefined || note === same.note)) {
    throw new Failure('misuse', `You have ${word} exactly this already, on ${describeDay(same)}.`, {
      why: 'it is in the file, and the same once more would change nothing',
      next: [
        'if it is not committed yet:',
        command('git', 'add', pathFromHere(whereIs(same, subject), context)),
      ],
    });
  }
  const isSpent = approvalsOnBase(subject, working).some(
    (old) => statementOf(old, subject.name) === statementOf(said, subject.name),
  );
  if (!isSpent) return;
  throw new Failure('misuse', `You have ${word} exactly this today already, for an earlier change.`, {
    why: 'an approval counts for one change, and one of the same day cannot be told from it',
    next: 'give it tomorrow',
  });
}

/** The file that a word stands in. */
const whereIs = ({ id }: Approval, { name, path, beside }: Subject): string =>
  beside.some((file) => nameOfApproval(file) === id) ? pathOfApproval(name, id) : path;

const describeDay = ({ date }: Approval) => (date === undefined ? 'an unknown day' : dateInWords(date));

/** @throws Failure (misuse) where the gate would not accept the signature */
function addSignature(
  word: Word,
  approver: Approver,
  keyFile: string,
  { subject, working, context }: ToApprove,
): Word {
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
        next:
          requirementFor(subject, working).level === 'signed'
            ? `an administrator has to add it on ${working.range.name} directly, because nobody can approve that either`
            : 'have it added first, or approve without --sign',
      },
    );
  }
  const statement = statementOf(word, subject.name);
  const signature = context.signatures.sign(statement, {
    keyFile: resolve(context.cwd, keyFile),
    namespace: signatureNamespace,
  });
  const checked = context.signatures.check({
    statement,
    signature,
    namespace: signatureNamespace,
    principal: approver.email,
    days: [context.today],
    signers,
    revoked: fileAt(working.base, revokedFile),
  });
  if (!checked.ok) {
    throw new Failure('misuse', 'The gate would not accept this signature, so nothing was written.', {
      why: checked.why,
      next: `sign with a key that ${signersFile} of ${working.range.name} gives ${approver.email}`,
    });
  }
  return { ...word, signature };
}

/** What the approval is of, for the person who gives it to read. */
function boundTo(subject: Subject, { range, configFrom }: WorkingRange): string[] {
  const { name, title, facts, schema } = subject;
  const paths = listPaths(subject).map(displayPath);
  const others = configFrom === 'base' ? `the ${schema} or the config of ${range.name}` : `the ${schema}`;
  return [
    `${name}: ${title}`,
    ...facts.map((fact) => `  ${fact}`),
    paths.length === 0
      ? '  no files: it lets no change of a policy through'
      : `  binds to ${listedInPart(paths)} as now: it ends when ${plural(paths.length, 'the file', 'one of them')}, ${others} changes`,
  ];
}

/** Earlier versions of files, the newest first; what is on disk comes before them all. */
function buildHistory(paths: readonly string[], working: WorkingRange, git: Context['git']): History {
  const { tip } = working.range;
  const onDisk = new Map(
    working
      .changesOf(paths)
      .flatMap(({ path, after }) => (after === undefined ? [] : [[path, after] as const])),
  );
  return {
    earlier: (path) => [
      ...(onDisk.has(path) ? [onDisk.get(path) ?? new Uint8Array()] : []),
      ...(tip === undefined ? [] : git.commitsOf(undefined, tip, [path], mostVersions)).flatMap(
        ({ commit }) => readContent(git.entryAt(commit, path), git) ?? [],
      ),
    ],
  };
}

/** Approvals that hold no more, with what changed since each. */
function voidedSince(subject: Subject, working: WorkingRange, { git }: Context): string[] {
  const { stored, path } = subject;
  if (stored === undefined) return [];
  const { review } = stored;
  const ended = lastApprovals(review.approvals ?? []).filter(
    (approval) => isVoided(approval, review) || isOfOtherConfig(approval, working.configDigest),
  );
  if (ended.length === 0) return [];
  const history = buildHistory(listPaths(subject), working, git);
  const config = working.configFrom === 'base' ? fileAt(working.base, configFile) : undefined;
  return ended.flatMap((approval) => {
    const { person, role = '?' } = approval;
    const changes = changesSince(approval, { path, review, config }, history);
    return [
      `no longer counts: ${nameOf(person, working.config.people) ?? 'somebody'} (${role}) on ${describeDay(approval)}. Changed since:`,
      ...(changes === undefined
        ? ['  what it was given for is not in the history of this clone']
        : changes.length === 0
          ? ['  only the files']
          : changes.map((line) => `  ${line}`)),
    ];
  });
}

const header =
  'Written by cx-review approve. Nothing is changed here: to say otherwise, approve, reject or withdraw.';

/**
 * Writes a word into a file of its own, so that words given on several branches merge. A word that takes
 * another back takes its file away from nobody: a branch that still had it would bring it back.
 * @returns the path
 */
async function write({ name, beside }: Subject, word: Word, { files }: Workspace): Promise<string> {
  const order = nextOrder(beside, word);
  const file: ApprovalFile = {
    schema: 'cx-review-approval/1',
    review: name,
    ...word,
    ...(order === undefined ? {} : { order }),
  };
  const path = pathOfApproval(name, nameOfApproval(file));
  const shape = buildShape(JSON.parse(await schemaText('approval')));
  files.replace(path, writeYaml(file, [header], shape));
  return path;
}

/** What whoever decides should know before it is committed. */
async function notesOn(
  { decision, note, role }: ApproveOptions,
  { stored, words }: Subject,
  { key, notes, name, onlyLifts }: Approver,
  workspace: Workspace,
): Promise<readonly string[]> {
  const isApproval = decision === 'approve';
  const others = words.filter((word) => isNo(word) && !(word.person === key && word.role === role));
  const open =
    stored === undefined || !isApproval ? 0 : listUnanswered(stored.review, await workspace.content()).length;
  return [
    ...notes,
    ...(onlyLifts
      ? [
          `Note: this takes back what ${name} said against it. It is no approval, because nobody approves their own.`,
        ]
      : []),
    ...others.map((no) => `Note: ${describeNo(no, workspace.config().people)}`),
    ...(open === 0
      ? []
      : [
          `Note: this review is not finished: ${counted(open, 'answer is', 'answers are')} missing, and the next one ends this approval.`,
          'Better approve when it is complete, which cx-review check says.',
        ]),
    ...(isApproval || note !== undefined
      ? []
      : ['Note: without a reason nobody can answer it. Say it with --note "…".']),
  ];
}

const pastTense = { approve: 'approved', reject: 'rejected', withdraw: 'taken back' } as const;
const imperative = { approve: 'Approve', reject: 'Reject', withdraw: 'Take back' } as const;

/**
 * Writes a person's approval, rejection or withdrawal into a file beside a review or waiver, bound to what is
 * decided and to the content of the files as they are; signed with a key, if one is named. Prints what it binds to.
 */
export const run: Run<ApproveOptions> = async (options, context) => {
  const { role, decision, sign, note } = options;
  const workspace = openWorkspace(context, 'exact');
  const subject = buildSubject(options.id, workspace);
  const working = workingRange(options.base, context);
  const toApprove = { subject, working, context };
  const approver = buildApprover(options, toApprove);
  if (decision === 'approve') {
    refuseStaleFiles(options, subject, working);
    refuseUnsigned(options, subject, working);
  }
  const plain: Word = {
    person: approver.key,
    role,
    decision,
    date: context.today,
    level: sign === undefined ? 'recorded' : 'signed',
    digest: subject.decision,
    files: governedDigest(subject.files),
    ...(working.configDigest === 'none' ? {} : { config: working.configDigest }),
    ...(working.config.id === undefined ? {} : { repository: working.config.id }),
    ...(note === undefined ? {} : { note }),
  };
  refuseTheSame(options, plain, toApprove);
  const voided = voidedSince(subject, working, context);
  const notes = await notesOn(options, subject, approver, workspace);
  const approval = sign === undefined ? plain : addSignature(plain, approver, sign, toApprove);
  const { stored } = subject;
  // The review may have been edited by hand since, and people read its page. It comes first: a word that is there
  // is not given twice, so whoever is stopped between the two gives the command again and has both.
  const page =
    stored === undefined ? undefined : refreshMarkdown(workspace, await workspace.content(), stored);
  const written = await write(subject, approval, workspace);
  const proof = sign === undefined ? 'recorded in the file; nobody can verify who wrote it' : 'signed';
  const lines = [
    ...boundTo(subject, working),
    ...voided,
    `${pastTense[decision]} by ${approver.name} as ${role} on ${dateInWords(context.today)} (${proof})`,
  ];
  context.stdout.write(lines.map((line) => `${logText(line)}\n`).join(''));
  const readAgain =
    page === undefined
      ? []
      : [`Note: ${page} did not say what the review says, and was written anew. Read it again.`];
  const said = [...notes, ...readAgain];
  if (said.length > 0) context.stderr.write(`\n${said.map((line) => `${logText(line)}\n`).join('')}`);
  sayNext(context, [
    ...commitCommands(
      [written, ...(page === undefined ? [] : [page])],
      `${imperative[decision]} ${subject.name} as ${role}`,
      context,
    ),
    command('git', 'push'),
  ]);
  return ExitCode.pass;
};
