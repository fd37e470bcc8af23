import { Option } from 'commander';
import type { Severity } from '../domain/finding.ts';
import type { AskedRange } from '../gate/range.ts';
import { command } from '../lib/command.ts';
import { Failure } from '../lib/failure.ts';
import type { Run } from '../ports/context.ts';
import { collect, type Define, showExamples } from './flags.ts';

interface CheckOptions {
  /** Ids of reviews, or parts of them; all reviews if empty. */
  readonly ids: readonly string[];
  /** `text`, `sarif=out.sarif`; text if empty. */
  readonly formats: readonly string[];
  readonly failOn: Severity | 'never';
  /** Write stale Markdown again. */
  readonly fix: boolean;
  /** In text, list what is not answered one by one. */
  readonly all: boolean;
  /** What is overdue or about to run out at HEAD, and nothing else. */
  readonly due: boolean;
  /** What to compare, where a range of git is judged instead of the reviews on disk. */
  readonly gate: AskedRange | undefined;
}

interface CheckFlags {
  /** True where no name is given. */
  readonly base?: string | true;
  readonly head?: string;
  readonly staged?: boolean;
  readonly format?: readonly string[];
  readonly failOn: CheckOptions['failOn'];
  readonly due?: boolean;
  readonly fix?: boolean;
  readonly all?: boolean;
  readonly json?: boolean;
}

const gateHelp = `
The gate (--base, --staged) judges what git holds, and reads the config, the signers and your own content
from the base. A changed policy file passes if a review that the same change adds, or that is approved anew
in it, lists its path with its exact content before and after, agrees with its values, is complete, says go,
and is approved by the people the config names. It also passes on an approved waiver, or if it takes a live
review's change back whole. The config, cx-reviews/allowed_signers, revoked_keys and content/ need a review
of the situation gate-change, approved by an owner; approved reviews and waivers are kept.

Exit codes: 0 pass, 1 findings, 2 a config or flag that cannot be used, 3 could not tell (no git, no base,
history cut off, base and head the same commit, no ssh-keygen).
`;

/** Flags, help and examples. */
export const define: Define<CheckOptions> = (command, call) => {
  showExamples(command, [
    'cx-review check',
    'cx-review check pro-plan --fail-on warning',
    'cx-review check --format text --format sarif=out.sarif',
    'cx-review check --fix                    # write stale Markdown again',
    'cx-review check --base origin/main       # the gate: is every policy change reviewed?',
    'cx-review check --base                   # the same in CI, which knows the base',
    'cx-review check --staged                 # the same before a commit',
    'cx-review check --due --fail-on warning  # what is overdue or about to run out?',
  ])
    .option(
      '--base [ref]',
      'the gate: judge what changed since this commit; without a name, since the base that CI or the branch tells',
    )
    .option('--head <ref>', 'with --base: the commit to judge (HEAD if left out)')
    .option('--staged', 'the gate: judge what would be committed now')
    .option('--due', 'only waivers whose review is overdue, and verdicts that ran out or soon will, at HEAD')
    .option(
      '--format <format[=file]>',
      'text, json, sarif, junit, github, gitlab or markdown; may be given several times',
      collect,
    )
    .addOption(
      new Option('--fail-on <severity>', 'what makes the check fail')
        .choices(['error', 'warning', 'info', 'never'] satisfies CheckOptions['failOn'][])
        .default('error'),
    )
    .option('--fix', 'mend what is mechanical: stale Markdown')
    .option('--all', 'list what is not answered one by one, not one count a section')
    .option('--json', 'the same as --format json')
    .addHelpText('after', gateHelp)
    .action((ids: string[], flags: CheckFlags) => {
      const { format = [], failOn, fix = false, all = false, due = false, json = false } = flags;
      const gate = askedRange(ids, flags);
      if (due) refuseBesideDue(ids, flags);
      call({
        ids,
        formats: json ? [...format, 'json'] : format,
        failOn,
        fix,
        all,
        due,
        gate,
      });
    });
};

/** The range that the gate is asked to judge; undefined where the gate is not asked. */
function askedRange(
  ids: readonly string[],
  { base, head, staged = false, fix = false }: CheckFlags,
): AskedRange | undefined {
  if (base === undefined && head === undefined && !staged) return undefined;
  const wrong =
    ids.length > 0
      ? 'ids of reviews, because it judges a whole range'
      : fix
        ? '--fix, because it judges what git has stored'
        : head !== undefined && staged
          ? '--head and --staged together'
          : undefined;
  if (wrong !== undefined) {
    throw new Failure('misuse', `The gate does not take ${wrong}.`, {
      next: [command('cx-review', 'check', '--help')],
    });
  }
  return { base: base === true ? undefined : base, head, staged };
}

/** @throws Failure `misuse` for anything else that says what to check */
function refuseBesideDue(ids: readonly string[], { base, head, staged, fix, all }: CheckFlags): void {
  const beside = [
    ...(ids.length > 0 ? ['ids of reviews'] : []),
    ...(base !== undefined || head !== undefined || staged === true ? ['a range of git'] : []),
    ...(fix === true ? ['--fix'] : []),
    ...(all === true ? ['--all'] : []),
  ];
  if (beside.length === 0) return;
  throw new Failure('misuse', `--due does not take ${beside.join(' or ')}.`, {
    why: 'it looks at all that is committed, and only at what is owed by a day',
    next: [command('cx-review', 'check', '--due')],
  });
}

/** Checks the reviews on disk; or, asked for a range of git, whether every change of a policy in it may pass. */
export const run: Run<CheckOptions> = async ({ ids, formats, failOn, fix, all, due, gate }, context) => {
  if (due) {
    const { checkDue } = await import('../app/range/check-due.ts');
    return checkDue({ formats, failOn }, context);
  }
  // Each loads only its own half: the gate needs no rules where nothing governed has changed.
  if (gate === undefined) {
    const { checkReviews } = await import('../app/workspace/check-reviews.ts');
    return checkReviews({ ids, formats, failOn, fix, all }, context);
  }
  const { checkRange } = await import('../app/range/check-range.ts');
  return checkRange({ ...gate, formats, failOn }, context);
};
