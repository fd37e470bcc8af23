import { personAt } from '../app/approval/approver.ts';
import { listOpenApprovals } from '../app/approval/open-approvals.ts';
import { dateInWords } from '../app/approval/standing.ts';
import { findWaiver, readStoredWaiver, waiverIds } from '../app/approval/stored-waiver.ts';
import { buildWaiverSubject } from '../app/approval/subject.ts';
import { pathsFromTop, refuseUnlistable } from '../app/range/named-paths.ts';
import { configInWords, nothingChanged, type WorkingRange, workingRange } from '../app/range/working.ts';
import { idFor } from '../app/workspace/create-review.ts';
import { commitCommands, pathFromHere, sayNext } from '../app/workspace/next-steps.ts';
import { schemaText } from '../app/workspace/schema-text.ts';
import { buildShape } from '../document/shape.ts';
import { writeYaml } from '../document/write.ts';
import { governedDigest } from '../domain/approval.ts';
import { digestsOf } from '../domain/file-change.ts';
import { nameOf } from '../domain/people.ts';
import { pathOfWaiver, reviewsFolder } from '../domain/repository-layout.ts';
import type { PolicyFile } from '../domain/review.ts';
import { defaultWaiverDays, type Waiver, waiverSubject } from '../domain/waiver.ts';
import { inOrder } from '../gate/compare-values.ts';
import { fileAt } from '../gate/tree.ts';
import { command } from '../lib/command.ts';
import { addDays } from '../lib/dates.ts';
import { ExitCode } from '../lib/exit-code.ts';
import { Failure } from '../lib/failure.ts';
import { displayPath } from '../lib/repository-path.ts';
import { logText } from '../lib/safe-text.ts';
import { freeRowId } from '../lib/slug.ts';
import { closest } from '../lib/suggest.ts';
import { listedInPart } from '../lib/words.ts';
import type { Context, Run } from '../ports/context.ts';
import { baseOfChange, type Define, type Given, showExamples, wholeNumber } from './flags.ts';

interface WaiveOptions {
  /** Only these paths; all that is governed and changed if empty. */
  readonly paths: readonly string[];
  readonly reason: string;
  /** Key of the person who sees to the review afterwards. */
  readonly owner: string;
  /** Key of the person who asks; whoever git says is at work if left out. */
  readonly as: string | undefined;
  /** Days that it lasts; as many as the config allows if left out. */
  readonly days: number | undefined;
  readonly base: string | undefined;
}

interface WaiveFlags extends Given<WaiveOptions> {
  readonly reason: string;
  readonly owner: string;
}

/** Flags, help and examples. */
export const define: Define<WaiveOptions> = (command, call) => {
  showExamples(command, [
    'cx-review waive --reason "The page shows a wrong price" --owner maya',
    'cx-review waive policies/plans.yaml --reason "A typo" --owner maya --days 3',
  ])
    .requiredOption('--reason <words>', 'why there is no time for a review first')
    .requiredOption('--owner <person>', 'who sees to it that the review is written afterwards')
    .option('--as <person>', 'your key in the config (else whoever git says is at work)')
    .option(
      '--days <number>',
      'how long it holds (as long as the config allows, else 14)',
      wholeNumber(1, 90),
    )
    .option(...baseOfChange)
    .action((paths: string[], { reason, owner, as, days, base }: WaiveFlags) =>
      call({ paths, reason, owner, as, days, base }),
    );
};

/** The key of a person of the config. */
function personIn(working: WorkingRange, key: string | undefined, flag: string): string {
  const people = working.config.people ?? {};
  if (key !== undefined && Object.hasOwn(people, key)) return key;
  const meant = key === undefined ? undefined : closest(key, Object.keys(people));
  const known = listedInPart(
    Object.entries(people).map(([one, { name = one }]) => `${name} (${one})`),
    8,
  );
  const where = configInWords(working);
  throw new Failure(
    'misuse',
    key === undefined
      ? `Whoever is at work by git is nobody whom ${where} knows.`
      : `"${key}" is nobody whom ${where} knows.`,
    {
      why: meant === undefined ? `it knows ${known || 'nobody'}` : `did you mean ${meant}?`,
      next: `give the same command with ${flag} and one of the short keys`,
    },
  );
}

function chooseDays({ days }: WaiveOptions, { config }: WorkingRange): number {
  const set = config.waivers?.maxDays;
  const most = set ?? defaultWaiverDays;
  if (days === undefined || days <= most) return days ?? most;
  throw new Failure('misuse', `A waiver lasts at most ${most} days.`, {
    why:
      set === undefined
        ? 'the config says nothing else (waivers.maxDays)'
        : 'the config says so (waivers.maxDays)',
    next: `give the same command with --days ${most}, or without --days`,
  });
}

/** The waiver that is still to be merged and says the same of the same files; one is enough. */
function refuseTheSame(
  files: NonNullable<Waiver['files']>,
  working: WorkingRange,
  context: Context,
): readonly string[] {
  const store = context.filesBelow(context.root);
  const pending = waiverIds(store)
    .filter((id) => fileAt(working.base, pathOfWaiver(id)) === undefined)
    .map((id) => readStoredWaiver(id, store))
    .filter(({ waiver: { expires } }) => expires !== undefined && expires >= context.today);
  const rowsOf = (rows: Waiver['files']) => governedDigest((rows ?? []) as PolicyFile[]);
  const same = pending.find(({ waiver }) => rowsOf(waiver.files) === rowsOf(files));
  if (same !== undefined) {
    const subject = buildWaiverSubject(same);
    const open = listOpenApprovals({ subject, working, context }, undefined);
    throw new Failure('misuse', `${subject.name} asks for exactly this already.`, {
      next:
        open.length === 0
          ? ['commit it:', command('git', 'add', pathFromHere(same.path, context))]
          : open.slice(0, 2),
    });
  }
  const paths = new Set(files.map(({ path }) => path));
  return pending
    .filter(({ waiver }) => (waiver.files ?? []).some(({ path }) => paths.has(path)))
    .map(({ path }) => path);
}

/** Editors find the schema by this line, offline and whatever is installed. */
const editorLine = 'yaml-language-server: $schema=../schema/waiver.json';
const schemaFile = `${reviewsFolder}/schema/waiver.json`;

function create(waiver: Waiver, schema: string, context: Context): string {
  const files = context.filesBelow(context.root);
  if (!files.exists(schemaFile)) files.replace(schemaFile, schema);
  const shape = buildShape(JSON.parse(schema));
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const id = idFor(waiver.reason?.split(/\s+/).slice(0, 6).join(' '), context, attempt);
    try {
      files.createExclusive(pathOfWaiver(id), writeYaml({ ...waiver, id }, [editorLine], shape));
      return id;
    } catch (error) {
      // The name is taken: the next suffix is tried.
      if (!(error instanceof Failure) || error.kind !== 'conflict') throw error;
    }
  }
  throw new Failure('conflict', 'No free name was found for the waiver.', { next: 'run the command again' });
}

/**
 * Writes a waiver: it lets the changes that are on disk now through without a review, for a few days, once it
 * is approved. The review is owed by its last day; until it is there, the policy does not change again.
 */
export const run: Run<WaiveOptions> = async (options, context) => {
  const working = workingRange(options.base, context);
  const { config, range } = working;
  const mine = (paths: readonly string[]) =>
    working.changed(paths).filter(({ policies }) => !policies.some(({ isGate }) => isGate));
  const all = mine([]);
  const known = new Set(all.map(({ change }) => change.path));
  const governed = options.paths.length === 0 ? all : mine(pathsFromTop(options.paths, known, context));
  if (governed.length === 0) {
    throw nothingChanged(
      'There is nothing to waive.',
      `no file of a policy has changed since ${range.name}; changes of the gate itself have no waiver`,
      working,
    );
  }
  if (options.reason.trim() === '') {
    throw new Failure('misuse', 'A waiver needs a reason.', {
      next: 'give the same command with --reason "why there is no time for a review"',
    });
  }
  const changes = inOrder(governed.map(({ change }) => change));
  refuseUnlistable(changes.map(({ path }) => path));
  const taken = new Set<string>();
  const files = changes.map((change) => {
    const id = freeRowId(change.path, taken);
    taken.add(id);
    return { id, path: change.path, ...digestsOf(change) };
  });
  const waiver: Waiver = {
    schema: 'cx-review-waiver/1',
    author: personIn(working, options.as ?? personAt(context.git.userEmail(), config), '--as'),
    owner: personIn(working, options.owner, '--owner'),
    reason: options.reason,
    date: context.today,
    expires: addDays(context.today, chooseDays(options, working)),
    files,
  };
  const overtaken = refuseTheSame(files, working, context);
  const id = create(waiver, await schemaText('waiver'), context);
  const path = pathOfWaiver(id);
  const lines = [
    `${path}: until ${dateInWords(waiver.expires ?? '')}, ${nameOf(waiver.owner, config.people)} owes the review`,
    ...changes.map((change) => `  ${displayPath(change.path)}`),
  ];
  context.stdout.write(lines.map((line) => `${logText(line)}\n`).join(''));
  const subject = buildWaiverSubject(findWaiver(waiverSubject(id), context.filesBelow(context.root)));
  sayNext(context, [
    ...overtaken.flatMap((old) => [
      'This one takes the place of an earlier one, which lets nothing through any more:',
      command('git', 'rm', '--force', '--ignore-unmatch', pathFromHere(old, context)),
    ]),
    ...commitCommands(
      [...changes.map((change) => change.path), path],
      `Waive the review until ${waiver.expires}`,
      context,
    ),
    command('git', 'push'),
    ...listOpenApprovals({ subject, working, context }, options.base),
  ]);
  return ExitCode.pass;
};
