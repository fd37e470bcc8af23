import { resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { type Given, parseDate, wholeNumber } from './commands/flags.ts';
import { type Called, commands } from './commands/index.ts';
import { version } from './lib/about.ts';
import { command } from './lib/command.ts';
import { Failure } from './lib/failure.ts';
import { closest } from './lib/suggest.ts';
import type { Output } from './ports/context.ts';

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
  | ({ readonly kind: 'command'; readonly name: string; readonly flags: CommonFlags } & Called);

interface Surroundings {
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
}

const textAbove = `Before you raise a price, add a fee or close a support line: what it does to customers,
and how your frontline tells them.

Examples:
  cx-review                        answer the questions, write the review
  cx-review list                   what is there, and what is still open
  cx-review plan ID --for agent    the card for the people who tell customers
  cx-review check                  what is missing, weak or contradictory
`;

const textBelow =
  '\nWithout a command, cx-review starts a new review. Help of one command: cx-review new --help\n' +
  'Questions in plain lines, for a screen reader: ACCESSIBLE=1 cx-review';

function addCommonFlags(command: Command): void {
  const flags = [
    new Option('--cwd <folder>', 'work as if started in this folder'),
    new Option('--today <date>', 'the date to count as today').argParser(parseDate),
    new Option('--seed <number>', 'make ids and simulations repeatable').argParser(
      wholeNumber(0, 0xffff_ffff),
    ),
    new Option('--no-color', 'no colour (NO_COLOR and FORCE_COLOR are heard too)'),
    new Option('--no-input', 'never ask anything'),
    new Option('-q, --quiet', 'print results only'),
  ];
  for (const flag of flags) command.addOption(flag.helpGroup('Common options:'));
}

function readCommonFlags(given: Given<CommonFlags>, here: string): CommonFlags {
  return {
    cwd: given.cwd === undefined ? undefined : resolve(here, given.cwd),
    today: given.today,
    seed: given.seed,
    color: given.color,
    quiet: given.quiet === true,
    input: given.input !== false,
  };
}

/** Builds the command line as far as it is known without loading a command. */
function buildProgram({ stdout }: Pick<Surroundings, 'stdout'>): Command {
  const program = new Command('cx-review')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError(true)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('before', textAbove)
    .addHelpText('after', textBelow)
    .exitOverride()
    .configureOutput({
      writeOut: (shown) => stdout.write(shown),
      writeErr: () => {},
      getOutHelpWidth: () => Math.max(stdout.columns ?? 80, 40),
    });
  // Commands take over how to exit and where to print, so they come last.
  for (const { name, arguments: args, summary } of commands) {
    const command = program.command(name).summary(summary).description(summary);
    for (const argument of args) command.argument(argument);
  }
  return program;
}

/** The command line with its first word, where that is left out: bare `cx-review` is `new`. */
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
function refuseUnknownCommand(given: readonly string[]): void {
  const [word] = given[0] === 'help' ? given.slice(1) : given;
  const names = [...commands.map(({ name }) => name), 'help'];
  if (word === undefined || word.startsWith('-') || names.includes(word)) return;
  const near = closest(word, names);
  throw new Failure('misuse', `unknown command '${word}'`, {
    why: near === undefined ? undefined : `Did you mean ${near}?`,
    next: [command('cx-review', '--help')],
  });
}

/** The name that stands where a command does: the first word that is no flag, or the one behind `help`. */
function nameIn(argv: readonly string[]): string | undefined {
  const [first, second] = argv.filter((word) => !word.startsWith('-'));
  return first === 'help' ? second : first;
}

/** Imports the one command that is named, if any, and adds its flags and help. */
async function loadCommand(
  program: Command,
  name: string | undefined,
  call: (called: Called, command: Command) => void,
): Promise<void> {
  const entry = commands.find((one) => one.name === name);
  const command = program.commands.find((one) => one.name() === name);
  if (entry === undefined || command === undefined) return;
  const define = await entry.load();
  define(command, (called) => call(called, command));
}

/**
 * Turns the arguments into a command and its typed options; imports the one command that they name.
 * @throws Failure of kind misuse, with what was probably meant.
 */
export async function parseArguments(argv: readonly string[], surroundings: Surroundings): Promise<Parsed> {
  const chosen: Parsed[] = [];
  const program = buildProgram(surroundings);
  const given = withCommand(argv);
  refuseUnknownCommand(given);
  await loadCommand(program, nameIn(given), (called, command) => {
    const flags = readCommonFlags(command.opts<Given<CommonFlags>>(), surroundings.cwd);
    chosen.push({ kind: 'command', name: command.name(), flags, ...called });
  });
  program.commands.forEach(addCommonFlags);
  try {
    program.parse(given, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'shown' };
    const known = program.commands.find((command) => command.name() === given[0]);
    const [what = '', ...more] = error.message.replace(/^error: /, '').split('\n');
    throw new Failure('misuse', what, {
      why: more.join(' ').trim() || undefined,
      next: [command('cx-review', ...(known === undefined ? [] : [known.name()]), '--help')],
      cause: error,
    });
  }
  const [parsed] = chosen;
  if (parsed === undefined) throw new Error('the command line was understood, and no command called');
  return parsed;
}

/** Every command with its usage and summary, for the README. */
export function describeCommands(): { readonly usage: string; readonly summary: string }[] {
  return buildProgram({ stdout: { isTTY: false, columns: 80, write: () => {} } }).commands.map((command) => {
    const args = command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '…' : ''}`;
      return argument.required ? name.toUpperCase() : `[${name.toUpperCase()}]`;
    });
    return { usage: ['cx-review', command.name(), ...args].join(' '), summary: command.summary() };
  });
}
