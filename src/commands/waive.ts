import type { Context, Run } from '../context.ts';
import { shapeOf } from '../document/shape.ts';
import { writeYaml } from '../document/write.ts';
import { ExitCode } from '../domain/exit-code.ts';
import { Failure } from '../domain/failure.ts';
import { pathOfWaiver } from '../domain/places.ts';
import { terminalText } from '../domain/safe-text.ts';
import { defaultWaiverDays, type Waiver, waiverSubject } from '../domain/waiver.ts';
import { foldedAddress } from '../gate/approvals.ts';
import { dayAfter } from '../gate/context.ts';
import { inOrder } from '../gate/numbers.ts';
import { waiverRequirementOf } from '../gate/policies.ts';
import { digestsOf } from '../gate/tree.ts';
import { idFor } from './create-review.ts';
import { freeRowId } from './row-id.ts';
import { schemaText } from './schema.ts';
import { refuseUnlistable, type WorkingRange, workingRange } from './working-range.ts';

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

function personIn(config: WorkingRange['config'], key: string | undefined, flag: string): string {
  const people = config.people ?? {};
  if (key !== undefined && Object.hasOwn(people, key)) return key;
  throw new Failure('misuse', `${key ?? 'Whoever is at work'} is nobody whom the config knows.`, {
    why: `it knows ${Object.keys(people).join(', ') || 'nobody'}`,
    next: `name one of them: ${flag} PERSON`,
  });
}

function atWork({ config }: WorkingRange, { git }: Context): string | undefined {
  const address = git.userEmail();
  const people = config.people ?? {};
  return Object.keys(people).find(
    (key) => address !== undefined && foldedAddress(people[key]?.email ?? '') === foldedAddress(address),
  );
}

function daysOf({ days }: WaiveOptions, { config }: WorkingRange): number {
  const most = config.waivers?.maxDays ?? defaultWaiverDays;
  if (days === undefined || days <= most) return days ?? most;
  throw new Failure('misuse', `A waiver lasts at most ${most} days.`, {
    why: 'the config says so (waivers.maxDays)',
    next: `--days ${most}`,
  });
}

function create(waiver: Waiver, schema: string, context: Context): string {
  const files = context.filesBelow(context.root);
  const shape = shapeOf(JSON.parse(schema));
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const id = idFor(waiver.reason?.split(/\s+/).slice(0, 6).join(' '), context, attempt);
    try {
      files.createExclusive(pathOfWaiver(id), writeYaml({ ...waiver, id }, [], shape));
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
  const governed = working
    .changed(options.paths)
    .filter(({ policies }) => !policies.some(({ isGate }) => isGate));
  if (governed.length === 0) {
    throw new Failure('misuse', 'There is nothing to waive.', {
      why: `no file of a policy has changed since ${range.name}; changes of the gate itself have no waiver`,
      next: 'change the file first, or name another base: --base REF',
    });
  }
  if (options.reason.trim() === '') {
    throw new Failure('misuse', 'A waiver needs a reason.', {
      next: '--reason "why there is no time for a review"',
    });
  }
  const changes = inOrder(governed.map(({ change }) => change));
  refuseUnlistable(changes.map(({ path }) => path));
  const taken = new Set<string>();
  const waiver: Waiver = {
    schema: 'cx-review-waiver/1',
    author: personIn(config, options.as ?? atWork(working, context), '--as'),
    owner: personIn(config, options.owner, '--owner'),
    reason: options.reason,
    date: context.today,
    expires: dayAfter(context.today, daysOf(options, working)),
    files: changes.map((change) => {
      const id = freeRowId(change.path, taken);
      taken.add(id);
      return { id, path: change.path, ...digestsOf(change) };
    }),
  };
  const id = create(waiver, await schemaText('waiver'), context);
  const { roles, level } = waiverRequirementOf(
    [...new Set(governed.flatMap(({ policies }) => policies))],
    config,
  );
  const lines = [
    `${pathOfWaiver(id)}: until ${waiver.expires}, ${waiver.owner} owes the review`,
    ...changes.map(({ path }) => `  ${path}`),
  ];
  context.stdout.write(lines.map((line) => `${terminalText(line)}\n`).join(''));
  const sign = level === 'signed' ? ' --sign KEYFILE' : '';
  for (const role of roles) {
    context.stderr.write(`Next: cx-review approve ${waiverSubject(id)} --role ${role}${sign}\n`);
  }
  return ExitCode.pass;
};
