import { type CommonFlags, parseArguments } from './cli.ts';
import { reporting, version } from './lib/about.ts';
import { isCi } from './lib/ci.ts';
import { ExitCode, exitCodeOf } from './lib/exit-code.ts';
import { Failure } from './lib/failure.ts';
import { listHintParts } from './lib/hint.ts';
import { trackProgress } from './lib/progress.ts';
import { annotationMessage, logText } from './lib/safe-text.ts';
import { plainStyle, type Style } from './lib/style.ts';
import type { Context, Output } from './ports/context.ts';
import type { World } from './ports/world.ts';

/** The calendar date where the person is. */
function localDate(now: Date): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}

/** https://no-color.org and https://force-color.org: a flag beats FORCE_COLOR beats NO_COLOR beats the terminal. */
function wantsColour(world: World, output: Output, flag: boolean | undefined): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = world.env;
  if (flag === false) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return output.isTTY && TERM !== 'dumb';
}

function widthOf(world: World, output: Output): number {
  const columns = output.columns ?? Number.parseInt(world.env.COLUMNS ?? '', 10);
  return Number.isFinite(columns) && columns >= 20 ? Math.min(columns, 100) : 80;
}

async function styleFor(world: World, output: Output, flag: boolean | undefined): Promise<Style> {
  const { LC_ALL, LC_CTYPE, LANG, TERM } = world.env;
  const locale = LC_ALL || LC_CTYPE || LANG || 'C.UTF-8';
  const style = {
    ...plainStyle,
    width: widthOf(world, output),
    unicode: TERM !== 'dumb' && /utf-?8/i.test(locale),
  };
  return wantsColour(world, output, flag) ? world.colourStyle(style) : style;
}

/** Why no question can be asked, or undefined where one can. */
function whyNotInteractive(world: World, flags: CommonFlags): string | undefined {
  if (!flags.input) return '--no-input is given';
  if (!world.stdin.isTTY) return 'standard input is not a terminal';
  if (!world.stderr.isTTY) return 'standard error is not a terminal';
  if (isCi(world.env)) return 'CI is set';
  return undefined;
}

/** Where progress goes; undefined where nobody watches, or a line cannot be written over. */
function showTo(world: World, { quiet }: CommonFlags): ((text: string) => void) | undefined {
  const isWatched = world.stderr.isTTY && world.env.TERM !== 'dumb' && !isCi(world.env) && !quiet;
  return isWatched ? (text) => world.stderr.write(text) : undefined;
}

async function contextFor(world: World, flags: CommonFlags): Promise<Context> {
  const cwd = flags.cwd ?? world.cwd;
  const why = whyNotInteractive(world, flags);
  const style = await styleFor(world, world.stdout, flags.color);
  return {
    cwd,
    root: world.findRoot(cwd),
    env: world.env,
    stdout: world.stdout,
    stderr: flags.quiet ? { ...world.stderr, write: () => {} } : world.stderr,
    readStdin: (most) => {
      if (!world.stdin.isTTY) return world.stdin.read(most);
      throw new Failure('misuse', 'Standard input is a terminal, so there is nothing to read from it.', {
        next: 'Pipe the answers in: cx-review new --answers - < answers.yaml',
      });
    },
    today: flags.today ?? localDate(world.now()),
    seed: flags.seed ?? world.randomSeed(),
    style,
    quiet: flags.quiet,
    interactive: why === undefined,
    whyNotInteractive: why,
    filesBelow: world.filesBelow,
    makeTemporaryFolder: world.makeTemporaryFolder,
    progress: (what, total) => trackProgress(what, total, showTo(world, flags), world.now),
    git: world.gitAt(cwd),
    signatures: world.signatures,
    packProgram: world.packProgram,
    prompter: async () => world.prompter(await styleFor(world, world.stderr, flags.color)),
  };
}

/**
 * The four parts of a refusal: what, where, why, and what to do next. A line begins only where one of them
 * does, and each command has one of its own: names and reasons of others begin none, whatever is in them.
 */
export function describeFailure(failure: Failure): string {
  const { place, why, next, listed, message } = failure;
  const where = [place?.file, place?.line, place?.column].filter((part) => part !== undefined).join(':');
  const lines = [
    where === '' ? `cx-review: ${message}` : `${where}: ${message}`,
    ...listed.map((line) => `  ${line}`),
    ...(why ? [`  why: ${why}`] : []),
    ...listHintParts(next ?? []).map(({ text }, at) => (at === 0 ? `  next: ${text}` : text)),
  ];
  return lines.map((line) => `${logText(line)}\n`).join('');
}

/** The same where a pull request shows it. GitHub reads both streams for such lines. */
function buildAnnotation(failure: Failure): string {
  return `::error title=cx-review::${annotationMessage(describeFailure(failure).trimEnd())}\n`;
}

function describeBug(error: unknown): string {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `cx-review: this is a bug in cx-review, not a mistake of yours. Nothing more was written.
  next: please report it with the lines below. The ${reporting.file} that comes with cx-review says how, under "${reporting.section}".

cx-review ${version}
${logText(detail, { lines: true })}
`;
}

/**
 * Runs one command line. The only catch of the program: whatever goes wrong becomes a message on
 * standard error and an exit code.
 */
export async function main(argv: readonly string[], world: World): Promise<ExitCode> {
  try {
    const parsed = await parseArguments(argv, world);
    if (parsed.kind === 'shown') return ExitCode.pass;
    return await parsed.run(await contextFor(world, parsed.flags));
  } catch (error) {
    if (error instanceof Failure) {
      world.stderr.write(describeFailure(error));
      if (world.env.GITHUB_ACTIONS === 'true') world.stderr.write(buildAnnotation(error));
      return exitCodeOf(error.kind);
    }
    world.stderr.write(describeBug(error));
    return ExitCode.bug;
  }
}
