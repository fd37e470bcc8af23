import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { AskedRange } from './gate/range.ts';
import { version } from './lib/about.ts';
import type { ExitCode } from './lib/exit-code.ts';
import { Failure } from './lib/failure.ts';
import { closest } from './lib/suggest.ts';
import type { Context, Output, Run } from './ports/context.ts';

/** Flags that every command takes. */
export interface CommonFlags {
  readonly cwd: string | undefined;
  readonly today: string | undefined;
  readonly seed: number | undefined;
  readonly color: boolean | undefined;
  readonly quiet: boolean;
  readonly input: boolean;
}

export type Parsed =
  /** Help or version was asked for and has been printed. */
  | { readonly kind: 'shown' }
  | {
      readonly kind: 'command';
      readonly name: string;
      readonly flags: CommonFlags;
      /** The typed options value of the command. */
      readonly options: unknown;
      /** Imports the command and binds its options. */
      readonly load: () => Promise<(context: Context) => Promise<ExitCode>>;
    };

interface Surroundings {
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
}

type Flags = Record<string, unknown>;

const calendarDate = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

function parseDate(text: string): string {
  const date = calendarDate.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (date === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('It must be a calendar date such as 2026-12-31.');
  }
  return text;
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || seed > 0xffff_ffff)
    throw new InvalidArgumentError('It must be a whole number from 0 to 4294967295.');
  return seed;
}

function parseDraws(text: string): number {
  const draws = Number(text);
  if (!/^\d+$/.test(text) || draws < 1000 || draws > 1_000_000) {
    throw new InvalidArgumentError('It must be a whole number from 1000 to 1000000.');
  }
  return draws;
}

/** The figures of `--set`, by the short names that people know them by. */
const settingHelp = `What --set can change, for all or for one group (loyal.leave=2-4-9%):
  customers                           whose terms change
  before, after, gain                 what one leaves you a year; all together
  price=300 with cost=108             what one pays and costs a year, afterwards
  price=+36                           so much more a year than today
  stay, leave, leave-later, interest  who stays, leaves at once, leaves later
  grandfather=12m, phase-in=6m        old terms kept; comes step by step
  contacts, contact-cost, minutes     extra calls per customer; of each one
  contacts-budget, goodwill, one-off  sums of money
  winning                             cost of winning one new customer
  referrals, referral-conversion, referral-value, referral-loss
  new-customers, new-customers-change, horizon=60m, distribution
A share is 6% or 0.06; a range is 3-6-11%; "unknown" takes a figure away.
`;

function parseDays(text: string): number {
  const days = Number(text);
  if (!/^\d+$/.test(text) || days < 1 || days > 90)
    throw new InvalidArgumentError('It must be a whole number from 1 to 90.');
  return days;
}

const collect = (value: string, earlier: readonly string[] = []): string[] => [...earlier, value];

interface CheckOptions {
  readonly ids: readonly string[];
  readonly formats: readonly string[];
  readonly failOn: 'error' | 'warning' | 'info' | 'never';
  readonly fix: boolean;
  /** What to compare, where a range of git is judged instead of the reviews on disk. */
  readonly gate: AskedRange | undefined;
}

/** The range that the gate is asked to judge; undefined where the gate is not asked. */
function gateFlags({ base, head, staged, fix }: Flags, ids: readonly string[]): AskedRange | undefined {
  if (base === undefined && head === undefined && staged !== true) return undefined;
  const wrong =
    ids.length > 0
      ? 'ids of reviews, because it judges a whole range'
      : fix === true
        ? '--fix, because it judges what git has stored'
        : head !== undefined && staged === true
          ? '--head and --staged together'
          : undefined;
  if (wrong !== undefined) {
    throw new Failure('misuse', `The gate does not take ${wrong}.`, { next: 'cx-review check --help' });
  }
  return {
    base: typeof base === 'string' ? base : undefined,
    head: head as string | undefined,
    staged: staged === true,
  };
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

async function gateCommand(gate: AskedRange): Promise<{ readonly run: Run<CheckOptions> }> {
  const { run } = await import('./app/range/check-range.ts');
  return { run: ({ formats, failOn }, context) => run({ ...gate, formats, failOn }, context) };
}

/** A command with its examples above everything else of its help. */
function describe(command: Command, summary: string, examples: readonly string[]): Command {
  const shown = examples.map((example) => `  ${example}\n`).join('');
  return command.summary(summary).description(summary).addHelpText('before', `Examples:\n${shown}`);
}

function addCommonFlags(command: Command): void {
  command
    .addOption(new Option('--cwd <folder>', 'work as if started in this folder').helpGroup('Common options:'))
    .addOption(
      new Option('--today <date>', 'the date to count as today')
        .argParser(parseDate)
        .helpGroup('Common options:'),
    )
    .addOption(
      new Option('--seed <number>', 'make ids and simulations repeatable')
        .argParser(parseSeed)
        .helpGroup('Common options:'),
    )
    .addOption(
      new Option('--no-color', 'no colour (NO_COLOR and FORCE_COLOR are heard too)').helpGroup(
        'Common options:',
      ),
    )
    .addOption(new Option('--no-input', 'never ask anything').helpGroup('Common options:'))
    .addOption(new Option('-q, --quiet', 'print results only').helpGroup('Common options:'));
}

/** Builds the whole command line; `chosen` is told which command was called, with what. */
function buildProgram(chosen: (parsed: Parsed) => void, surroundings: Surroundings): Command {
  const program = new Command('cx-review');
  program
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError(true)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'before',
      `Before you raise a price, add a fee or close a support line: what it does to customers,
and how your frontline tells them.

Examples:
  cx-review                        answer the questions, write the review
  cx-review list                   what is there, and what is still open
  cx-review plan ID --for agent    the card for the people who tell customers
  cx-review check                  what is missing, weak or contradictory
`,
    )
    .addHelpText(
      'after',
      '\nWithout a command, cx-review starts a new review. Help of one command: cx-review new --help',
    );

  /** Turns what commander hands to an action into the typed options value, and nothing else. */
  const act = <Options>(
    command: Command,
    load: (options: Options) => Promise<{ readonly run: Run<Options> }>,
    toOptions: (flags: Flags, args: readonly string[]) => Options,
  ): void => {
    addCommonFlags(command);
    command.action((...given: unknown[]) => {
      const flags = command.opts<Flags>();
      const args = given
        .slice(0, -2)
        .flat()
        .filter((one): one is string => typeof one === 'string');
      const options = toOptions(flags, args);
      const cwd = flags.cwd as string | undefined;
      chosen({
        kind: 'command',
        name: command.name(),
        flags: {
          cwd: cwd === undefined ? undefined : resolve(surroundings.cwd, cwd),
          today: flags.today as string | undefined,
          seed: flags.seed as number | undefined,
          color: flags.color as boolean | undefined,
          quiet: flags.quiet === true,
          input: flags.input !== false,
        },
        options,
        load: async () => {
          const { run } = await load(options);
          return (context) => run(options, context);
        },
      });
    });
  };
  const text = (value: unknown) => value as string | undefined;
  const texts = (value: unknown) => (value as string[] | undefined) ?? [];

  const create = describe(
    program.command('new'),
    'answer the questions and write a review (what cx-review alone does)',
    [
      'cx-review',
      'cx-review new --situation price-rise --title "Pro plan from 20 to 25 EUR"',
      'cx-review new --base main                # facts out of what changed since main',
      'cx-review new --answers answers.yaml --no-input --json',
    ],
  )
    .option('--title <words>', 'the decision in a few words')
    .option('--situation <id>', 'the kind of decision: price-rise, new-fee, returns-cut …')
    .addOption(
      new Option('--depth <depth>', 'ask for more depth than screening finds').choices([
        'light',
        'standard',
        'full',
      ]),
    )
    .option('--base <ref>', 'read old and new values out of what changed since this commit')
    .option('--answers <file>', 'take answers from a file, or from standard input with -')
    .option('--json', 'print what was written as JSON');
  act(
    create,
    () => import('./commands/new.ts'),
    (flags) => ({
      title: text(flags.title),
      situation: text(flags.situation),
      depth: flags.depth as 'light' | 'standard' | 'full' | undefined,
      base: text(flags.base),
      answers: text(flags.answers),
      json: flags.json === true,
    }),
  );

  const resume = describe(
    program.command('resume').argument('[id]'),
    'go on with a review that is not finished',
    ['cx-review resume', 'cx-review resume 2026-11-22-pro-plan-k3f9 --section economics'],
  ).option('--section <section>', 'only the questions of one section');
  act(
    resume,
    () => import('./commands/resume.ts'),
    (flags, [id]) => ({ id, section: text(flags.section) }),
  );

  const edit = describe(program.command('edit').argument('<id>'), 'change answers of a review', [
    'cx-review edit 2026-11-22-pro-plan-k3f9',
    'cx-review edit 2026-11-22-pro-plan-k3f9 --section frontline',
  ]).option('--section <section>', 'only the questions of one section');
  act(
    edit,
    () => import('./commands/edit.ts'),
    (flags, [id = '']) => ({ id, section: text(flags.section) }),
  );

  const list = describe(program.command('list'), 'list the reviews, and what is still open in each', [
    'cx-review list',
    'cx-review list --status draft --json',
  ])
    .addOption(
      new Option('--status <status>', 'only reviews with this status').choices([
        'draft',
        'proposed',
        'closed',
      ]),
    )
    .option('--json', 'print as JSON');
  act(
    list,
    () => import('./commands/list.ts'),
    (flags) => ({
      status: flags.status as 'draft' | 'proposed' | 'closed' | undefined,
      json: flags.json === true,
    }),
  );

  const show = describe(program.command('show').argument('<id>'), 'show one review, the decision first', [
    'cx-review show 2026-11-22-pro-plan-k3f9',
    'cx-review show pro-plan            # any part of the id that only one review has',
  ]).option('--json', 'print the review as JSON');
  act(
    show,
    () => import('./commands/show.ts'),
    (flags, [id = '']) => ({ id, json: flags.json === true }),
  );

  const plan = describe(
    program.command('plan').argument('<id>'),
    'print a page out of a review: agent card, leader page, customer notice',
    [
      'cx-review plan pro-plan --for agent',
      'cx-review plan pro-plan --for customer --segment loyal --html --out notice.html',
      'cx-review plan pro-plan --for leader',
    ],
  )
    .addOption(
      new Option('--for <reader>', 'who reads it').choices(['agent', 'leader', 'customer']).default('agent'),
    )
    .option('--segment <id>', 'for one group of customers')
    .option('--html', 'a page to print, complete in one file')
    .option('--out <file>', 'write to a file instead of standard output')
    .option('--force', 'replace the file if it exists');
  act(
    plan,
    () => import('./commands/plan.ts'),
    (flags, [id = '']) => ({
      id,
      reader: flags.for as 'agent' | 'leader' | 'customer',
      segment: text(flags.segment),
      html: flags.html === true,
      out: text(flags.out),
      force: flags.force === true,
    }),
  );

  const economics = describe(
    program.command('economics').argument('[id]'),
    'say what a change comes to, and how many customers it can afford to lose',
    [
      'cx-review economics                      six figures, an answer at once, nothing saved',
      'cx-review economics pro-plan             the whole picture of a review',
      'cx-review economics pro-plan --set leave=4-6-12% --set grandfather=12m',
      'cx-review economics pro-plan --compare   the other ways to go, side by side',
      'cx-review economics --customers 6000 --before 132 --after 192 --retention 87% --loss 3-6-11% --discount 10%',
    ],
  )
    .option('--customers <number>', 'customers whose terms change')
    .option('--before <money>', 'what one of them leaves you a year today, after the cost of serving them')
    .option('--after <money>', 'the same afterwards')
    .option('--price-before <money>', 'what one of them pays a year today, instead of --before')
    .option('--price-after <money>', 'the same afterwards, instead of --after')
    .option('--variable-cost <money>', 'what serving one of them costs a year; with the two prices')
    .option('--retention <share>', 'who stays for another year today: 87% or 0.87')
    .option('--loss <share>', 'who leaves because of it: 3-6-11%')
    .option('--discount <share>', 'interest a year: 10% or 0.1')
    .option('--set <figure=value>', 'what if; may be given several times', collect)
    .option('--compare', 'the other ways to go that the review names, side by side')
    .option('--draws <number>', 'draws of the simulation, 1000 to 1000000', parseDraws)
    .addOption(new Option('--distribution <shape>', 'how ranges are weighed').choices(['pert', 'triangular']))
    .option('--html', 'a page with a chart, complete in one file')
    .option('--out <file>', 'write to a file instead of standard output')
    .option('--force', 'replace the file if it exists')
    .option('--json', 'print as JSON')
    .addHelpText('after', `\n${settingHelp}`);
  act(
    economics,
    () => import('./commands/economics.ts'),
    (flags, [id]) => ({
      id,
      six: {
        customers: text(flags.customers),
        before: text(flags.before),
        after: text(flags.after),
        retention: text(flags.retention),
        loss: text(flags.loss),
        discount: text(flags.discount),
        priceBefore: text(flags.priceBefore),
        priceAfter: text(flags.priceAfter),
        variableCost: text(flags.variableCost),
      },
      set: texts(flags.set),
      compare: flags.compare === true,
      draws: flags.draws as number | undefined,
      seed: flags.seed as number | undefined,
      distribution: flags.distribution as 'pert' | 'triangular' | undefined,
      json: flags.json === true,
      html: flags.html === true,
      out: text(flags.out),
      force: flags.force === true,
    }),
  );

  const render = describe(
    program.command('render').argument('[ids...]'),
    'write the Markdown beside each review again',
    ['cx-review render', 'cx-review render pro-plan'],
  );
  act(
    render,
    () => import('./commands/render.ts'),
    (_flags, ids) => ({ ids }),
  );

  const check = describe(
    program.command('check').argument('[ids...]'),
    'say what is missing, weak, contradictory, unfair or unworkable',
    [
      'cx-review check',
      'cx-review check pro-plan --fail-on warning',
      'cx-review check --format text --format sarif=out.sarif',
      'cx-review check --fix                    # write stale Markdown again',
      'cx-review check --base origin/main       # the gate: is every policy change reviewed?',
      'cx-review check --base                   # the same in CI, which knows the base',
      'cx-review check --staged                 # the same before a commit',
    ],
  )
    .option(
      '--base [ref]',
      'the gate: judge what changed since this commit; without a name, since the base that CI or the branch tells',
    )
    .option('--head <ref>', 'with --base: the commit to judge (HEAD if left out)')
    .option('--staged', 'the gate: judge what would be committed now')
    .option(
      '--format <format[=file]>',
      'text, json, sarif, junit, github, gitlab or markdown; may be given several times',
      collect,
    )
    .addOption(
      new Option('--fail-on <severity>', 'what makes the check fail')
        .choices(['error', 'warning', 'info', 'never'])
        .default('error'),
    )
    .option('--fix', 'mend what is mechanical: stale Markdown')
    .option('--json', 'the same as --format json')
    .addHelpText('after', gateHelp);
  act<CheckOptions>(
    check,
    ({ gate }) => (gate === undefined ? import('./commands/check.ts') : gateCommand(gate)),
    (flags, ids) => ({
      ids,
      formats: flags.json === true ? [...texts(flags.format), 'json'] : texts(flags.format),
      failOn: flags.failOn as CheckOptions['failOn'],
      fix: flags.fix === true,
      gate: gateFlags(flags, ids),
    }),
  );

  const cover = describe(
    program.command('cover').argument('<id>').argument('[paths...]'),
    'record in a review which policy files change, with their content and values',
    [
      'cx-review cover pro-plan',
      'cx-review cover pro-plan --base origin/main',
      'cx-review cover pro-plan policies/plans.yaml     # only this file',
      'cx-review cover pro-plan waivers/2026-11-22-typo-k3f9   # what went through on a waiver',
    ],
  ).option(
    '--base <ref>',
    'the commit that the change starts from (else where the branch left the default one)',
  );
  act(
    cover,
    () => import('./commands/cover.ts'),
    (flags, [id = '', ...paths]) => ({ id, paths, base: text(flags.base) }),
  );

  const approve = describe(
    program.command('approve').argument('<id>'),
    'approve a review or waiver, bound to exactly what it says now',
    [
      'cx-review approve pro-plan --role finance',
      'cx-review approve pro-plan --role owner --as maya --sign ~/.ssh/id_ed25519',
      'cx-review approve pro-plan --role finance --reject --note "The loss is left out"',
      'cx-review approve waivers/2026-11-22-typo-k3f9 --role owner',
    ],
  )
    .requiredOption('--role <role>', 'the role in which you approve; the config gives it to you')
    .option('--as <person>', 'your key in the config (else whoever git says is at work)')
    .option('--sign <keyfile>', 'sign with this OpenSSH key')
    .option('--note <words>', 'a note beside it')
    .option(
      '--base <ref>',
      'the commit that the change starts from (else where the branch left the default one)',
    )
    .addOption(new Option('--reject', 'say no').conflicts('withdraw'))
    .option('--withdraw', 'take the whole review back');
  act(
    approve,
    () => import('./commands/approve.ts'),
    (flags, [id = '']) => ({
      id,
      role: text(flags.role) ?? '',
      as: text(flags.as),
      decision:
        flags.reject === true
          ? ('reject' as const)
          : flags.withdraw === true
            ? ('withdraw' as const)
            : ('approve' as const),
      sign: text(flags.sign),
      note: text(flags.note),
      base: text(flags.base),
    }),
  );

  const waive = describe(
    program.command('waive').argument('[paths...]'),
    'let a change of a policy through without a review, in an emergency and for a few days',
    [
      'cx-review waive --reason "The page shows a wrong price" --owner maya',
      'cx-review waive policies/plans.yaml --reason "A typo" --owner maya --days 3',
    ],
  )
    .requiredOption('--reason <words>', 'why there is no time for a review first')
    .requiredOption('--owner <person>', 'who sees to it that the review is written afterwards')
    .option('--as <person>', 'your key in the config (else whoever git says is at work)')
    .addOption(
      new Option('--days <number>', 'how long it holds (as long as the config allows, else 14)').argParser(
        parseDays,
      ),
    )
    .option(
      '--base <ref>',
      'the commit that the change starts from (else where the branch left the default one)',
    );
  act(
    waive,
    () => import('./commands/waive.ts'),
    (flags, paths) => ({
      paths,
      reason: text(flags.reason) ?? '',
      owner: text(flags.owner) ?? '',
      as: text(flags.as),
      days: flags.days as number | undefined,
      base: text(flags.base),
    }),
  );

  const explain = describe(
    program.command('explain').argument('[rule]'),
    'explain a rule: what it finds, why it matters, what good looks like',
    ['cx-review explain', 'cx-review explain powerless-frontline'],
  ).option('--json', 'print as JSON');
  act(
    explain,
    () => import('./commands/explain.ts'),
    (flags, [rule]) => ({ rule, json: flags.json === true }),
  );

  const questions = describe(
    program.command('questions'),
    'print the questions, for a form or a program to fill in',
    ['cx-review questions --depth light', 'cx-review questions --situation price-rise --json'],
  )
    .option('--situation <id>', 'with the questions of this situation')
    .addOption(
      new Option('--depth <depth>', 'only what is asked at this depth').choices([
        'light',
        'standard',
        'full',
      ]),
    )
    .option('--json', 'print as JSON');
  act(
    questions,
    () => import('./commands/questions.ts'),
    (flags) => ({
      situation: text(flags.situation),
      depth: flags.depth as 'light' | 'standard' | 'full' | undefined,
      json: flags.json === true,
    }),
  );

  const schema = describe(
    program.command('schema').argument('[name]', 'review, config or waiver', 'review'),
    'print the JSON Schema of a review, of the config or of a waiver',
    ['cx-review schema', 'cx-review schema config'],
  );
  act(
    schema,
    () => import('./commands/schema.ts'),
    (_flags, [name = 'review']) => ({ name }),
  );

  const init = describe(program.command('init'), 'set up cx-reviews/ in this repository', [
    'cx-review init',
    'cx-review init --yes --policy "pricing/**" --person "maya=Maya Example <maya@example.com>"',
    'cx-review init --dry-run --yes',
  ])
    .option('-y, --yes', 'take what is proposed, ask nothing')
    .option('--policy <glob>', 'a glob of policy files; may be given several times', collect)
    .option('--person <key=Name <email>>', 'a person; may be given several times', collect)
    .option('--currency <code>', 'currency of new reviews, ISO 4217')
    .addOption(
      new Option('--ci <service>', 'write a workflow that checks the reviews').choices([
        'github',
        'gitlab',
        'none',
      ]),
    )
    .option('--dry-run', 'show the exact files and write nothing')
    .option('--force', 'replace files that exist; the config only by settings that are given with it');
  act(
    init,
    () => import('./commands/init.ts'),
    (flags) => ({
      yes: flags.yes === true,
      policies: texts(flags.policy),
      people: texts(flags.person),
      currency: text(flags.currency),
      ci: flags.ci as 'github' | 'gitlab' | 'none' | undefined,
      dryRun: flags.dryRun === true,
      force: flags.force === true,
    }),
  );

  const demo = describe(program.command('demo'), 'watch the main job on a shipped example, asked nothing', [
    'cx-review demo',
    'cx-review demo --out /tmp/somewhere',
  ]).option('--out <folder>', 'write into this folder (a new one in the temporary folder if left out)');
  act(
    demo,
    () => import('./commands/demo.ts'),
    (flags) => ({ out: text(flags.out) }),
  );

  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (shown) => surroundings.stdout.write(shown),
      writeErr: () => {},
      getOutHelpWidth: () => Math.max(surroundings.stdout.columns ?? 80, 40),
    });
  }
  return program;
}

/** The command line without its first word where that word is a flag of `new`: bare `cx-review` is `new`. */
function withCommand(argv: readonly string[]): readonly string[] {
  const [first] = argv;
  const ofProgram = ['-h', '--help', '-V', '--version'];
  return first === undefined || (first.startsWith('-') && !ofProgram.includes(first))
    ? ['new', ...argv]
    : argv;
}

/**
 * A word that is no command is refused before anything else is heard: commander would answer
 * `nosuch --help` and `help nosuch` with the help of the whole program, and exit 0.
 */
function refuseUnknownCommand(given: readonly string[], program: Command): void {
  const [word] = given[0] === 'help' ? given.slice(1) : given;
  const names = [...program.commands.map((command) => command.name()), 'help'];
  if (word === undefined || word.startsWith('-') || names.includes(word)) return;
  const near = closest(word, names);
  throw new Failure('misuse', `unknown command '${word}'`, {
    why: near === undefined ? undefined : `Did you mean ${near}?`,
    next: 'cx-review --help',
  });
}

/**
 * Turns the arguments into a command and its typed options; imports no command.
 * @throws Failure of kind misuse, with what was probably meant.
 */
export function parseArguments(argv: readonly string[], surroundings: Surroundings): Parsed {
  let parsed: Parsed = { kind: 'shown' };
  const program = buildProgram((chosen) => {
    parsed = chosen;
  }, surroundings);
  const given = withCommand(argv);
  refuseUnknownCommand(given, program);
  try {
    program.parse(given, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'shown' };
    const known = program.commands.find((command) => command.name() === given[0]);
    const [what = '', ...more] = error.message.replace(/^error: /, '').split('\n');
    throw new Failure('misuse', what, {
      why: more.join(' ').trim() || undefined,
      next: known === undefined ? 'cx-review --help' : `cx-review ${known.name()} --help`,
      cause: error,
    });
  }
  return parsed;
}

/** Every command with its usage and summary, for the README. */
export function describeCommands(): { readonly usage: string; readonly summary: string }[] {
  const silent = { isTTY: false, columns: 80, write: () => {} };
  const program = buildProgram(() => {}, { cwd: '/', stdout: silent, stderr: silent });
  return program.commands.map((command) => {
    const args = command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '…' : ''}`;
      return argument.required ? name.toUpperCase() : `[${name.toUpperCase()}]`;
    });
    return { usage: ['cx-review', command.name(), ...args].join(' '), summary: command.summary() };
  });
}
