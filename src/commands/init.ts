import { createHash } from 'node:crypto';
import { basename, relative } from 'node:path';
import { Option } from 'commander';
import { askForSettings, keyFor } from '../app/setup/questions.ts';
import type { CiService, NamedPerson, NamedPolicy, Settings } from '../app/setup/settings.ts';
import { buildSuffix } from '../app/workspace/create-review.ts';
import { commitCommands, sayNext } from '../app/workspace/next-steps.ts';
import { schemaText } from '../app/workspace/schema-text.ts';
import { openWorkspace } from '../app/workspace/workspace.ts';
import { readConfig } from '../document/config.ts';
import { inlineText, ownStyle } from '../document/yaml-text.ts';
import type { Config } from '../domain/config.ts';
import { configFile, programPath, reviewsFolder } from '../domain/repository-layout.ts';
import workflows from '../generated/ci.json' with { type: 'json' };
import pages from '../generated/pages.json' with { type: 'json' };
import { parseEmail } from '../input/people.ts';
import { parseCurrency } from '../input/places.ts';
import { version } from '../lib/about.ts';
import { type Command, command, commandText } from '../lib/command.ts';
import { ExitCode } from '../lib/exit-code.ts';
import { Failure } from '../lib/failure.ts';
import { compileGlob, globProblem } from '../lib/glob.ts';
import { logText } from '../lib/safe-text.ts';
import { findSlug, slugWords } from '../lib/slug.ts';
import { grouped } from '../lib/words.ts';
import { proposePolicies } from '../policy/propose.ts';
import type { Context, Run } from '../ports/context.ts';
import type { Files } from '../ports/files.ts';
import { renderConfig } from '../render/config.ts';
import { collect, type Define, type Given, showExamples } from './flags.ts';

interface InitOptions {
  /** Take what is proposed without asking. */
  readonly yes: boolean;
  /** Globs of policy files; what the repository suggests if empty. */
  readonly policies: readonly string[];
  /** People as `key=Name <email>`. */
  readonly people: readonly string[];
  readonly currency: string | undefined;
  readonly ci: CiService | undefined;
  readonly dryRun: boolean;
  /** Replace files that exist. */
  readonly force: boolean;
}

interface InitFlags extends Given<InitOptions> {
  readonly policy?: readonly string[];
  readonly person?: readonly string[];
}

/** Flags, help and examples. */
export const define: Define<InitOptions> = (command, call) => {
  showExamples(command, [
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
      ] satisfies CiService[]),
    )
    .option('--dry-run', 'show the exact files and write nothing')
    .option('--force', 'replace files that exist; the config only by settings that are given with it')
    .action((flags: InitFlags) =>
      call({
        yes: flags.yes === true,
        policies: flags.policy ?? [],
        people: flags.person ?? [],
        currency: flags.currency,
        ci: flags.ci,
        dryRun: flags.dryRun === true,
        force: flags.force === true,
      }),
    );
};

interface NewFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

const workflowPath: Record<Exclude<CiService, 'none'>, string> = {
  github: '.github/workflows/cx-review.yml',
  gitlab: '.gitlab/cx-review.yml',
};
const personPattern = /^([a-z0-9][a-z0-9._-]*)=([^<>]*[^<>\s])(?:\s*<([^<>]*)>)?$/;

function asPerson(text: string): NamedPerson {
  const [, key, name, address] = personPattern.exec(text) ?? [];
  const email = address === undefined ? undefined : parseEmail(address);
  if (key !== undefined && name !== undefined && email?.problem === undefined)
    return { key, name: name.trim(), email: email?.value };
  throw new Failure('misuse', `"${text}" is not a person.`, {
    why: 'a person is a short key in small letters, a name, and an address if you like',
    next: [command('cx-review', 'init', '--person', 'maya=Maya Example <maya@example.com>')],
  });
}

/**
 * A glob as it was meant: a folder means all that is in it, and what was typed in a folder is looked for in that
 * folder too. One that matches nothing yet stays; files may be to come.
 * @throws Failure misuse where only another ending matches, which is a slip
 */
function correctGlob(glob: string, paths: readonly string[], { root, cwd }: Context): string {
  const here = relative(root, cwd).replaceAll('\\', '/');
  const plain = glob.replace(/^\.\//, '').replace(/(?<=.)\/+$/, '');
  const isInside = here !== '' && !here.startsWith('..');
  const wanted = [plain, ...(isInside ? [`${here}/${plain}`] : [])];
  const fits = (pattern: string) => {
    if (globProblem(pattern) !== undefined) return false;
    const compiled = compileGlob(pattern);
    return paths.some((path) => compiled.matches(path));
  };
  const found = wanted.flatMap((one) => [one, `${one}/**`]).find(fits);
  if (found !== undefined) return found;
  const other = wanted.map((one) =>
    one.replace(/\.ya?ml$/i, (ending) => (ending.length === 4 ? '.yaml' : '.yml')),
  );
  const meant = other.find(fits);
  if (meant === undefined) return glob;
  throw new Failure('misuse', `"${glob}" matches no file here.`, {
    why: `did you mean ${meant}?`,
    next: [command('cx-review', 'init', '--policy', meant)],
  });
}

function asPolicy(typed: string, at: number, paths: readonly string[], context: Context): NamedPolicy {
  const glob = correctGlob(typed, paths, context);
  const problem = globProblem(glob);
  if (problem !== undefined) {
    throw new Failure('misuse', `"${glob}" cannot be used as a glob.`, {
      why: problem.what,
      next: problem.next,
    });
  }
  const words = glob
    .toLowerCase()
    .replace(/\.[a-z]+$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return { id: words === '' ? `policy-${at + 1}` : words, files: [glob], situation: undefined };
}

/** Read as the answer to the question is: EUR, euro, €. */
function asCurrency(text: string): string {
  const parsed = parseCurrency(text);
  if (parsed.problem === undefined) return parsed.value;
  throw new Failure('misuse', parsed.problem, {
    why: 'a currency is written as its code of ISO 4217',
    next: [command('cx-review', 'init', '--currency', parsed.example)],
  });
}

/**
 * The id of the repository: the one that it has, or the name of its folder with letters that no other folder of that name
 * gets. It is in a file, because a clone has nothing else of its own: its address differs from clone to clone, and its
 * first commits are missing where history was cut.
 */
function findId(context: Context): string {
  const { id } = readConfigIfUsable(context) ?? {};
  if (id !== undefined) return id;
  const name = findSlug(slugWords(basename(context.root)), 48) ?? 'repository';
  return `${name}-${buildSuffix(context.seed, 0)}`;
}

/** What --force replaces may be a config that nobody can read. */
function readConfigIfUsable({ filesBelow, root }: Context): Config | undefined {
  try {
    const bytes = filesBelow(root).readIfExists(configFile);
    return bytes && readConfig(bytes, configFile);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** The person at the keyboard, as git knows them: the first owner. */
function personOfGit({ git }: Context): NamedPerson | undefined {
  const name = git.userName();
  return name === undefined ? undefined : { key: keyFor(name), name, email: git.userEmail() };
}

/** Every file that git tracks or would track; none where this is no repository. */
function listPaths({ git }: Context): readonly string[] {
  try {
    return git.workingTreeChanges(git.emptyTree()).map(({ path }) => path);
  } catch (error) {
    // A folder without git can be set up too; there is then nothing to propose.
    if (error instanceof Failure && error.kind === 'undetermined') return [];
    throw error;
  }
}

/** The command that does the same without asking, with what was given so far. */
function withoutAsking({ policies, people, currency, ci }: InitOptions): Command {
  const flags = [
    ...(policies.length > 0 ? policies : ['pricing/**']).flatMap((glob) => ['--policy', glob]),
    ...people.flatMap((person) => ['--person', person]),
    ...['--currency', currency ?? 'EUR'],
    ...['--ci', ci ?? 'none'],
  ];
  return command('cx-review', 'init', '--yes', ...flags);
}

/** Whether the config that is there stays: people and policies are replaced only where new ones are given. */
function keepsConfig({ policies, people, currency, force }: InitOptions, files: Files): boolean {
  const namesSettings = policies.length > 0 || people.length > 0 || currency !== undefined;
  return files.exists(configFile) && !(force && namesSettings);
}

async function settingsFor(options: InitOptions, isConfigKept: boolean, context: Context): Promise<Settings> {
  const { situations } = await openWorkspace(context).content();
  const hasPolicies = isConfigKept || options.policies.length > 0;
  const paths = isConfigKept ? [] : listPaths(context);
  const proposed = hasPolicies ? [] : proposePolicies(paths, situations);
  const self = personOfGit(context);
  const settings: Settings = {
    id: findId(context),
    currency: asCurrency(options.currency ?? 'EUR'),
    people: options.people.length > 0 ? options.people.map(asPerson) : self === undefined ? [] : [self],
    policies:
      options.policies.length > 0
        ? options.policies.map((glob, at) => asPolicy(glob, at, paths, context))
        : proposed,
    ci: options.ci ?? 'none',
  };
  const given = {
    people: isConfigKept || options.people.length > 0,
    policies: hasPolicies,
    currency: isConfigKept || options.currency !== undefined,
    ci: options.ci !== undefined,
  };
  const isAllGiven = Object.values(given).every(Boolean);
  if (options.yes || options.dryRun || isAllGiven) return settings;
  if (!context.interactive) {
    throw new Failure('misuse', 'Nobody is there to answer.', {
      why: context.whyNotInteractive,
      next: [isConfigKept ? command('cx-review', 'init', '--ci', 'github') : withoutAsking(options)],
    });
  }
  return askForSettings(settings, proposed, given, context);
}

/** A file that comes with the program, and the command that prints it. */
const schemaFiles = ['review', 'config', 'waiver'].map((name) => ({
  name,
  path: `${reviewsFolder}/schema/${name}.json`,
}));

const branchOfTemplate = 'branches: [main]';
const digestOfTemplate = 'DIGEST';

/**
 * The workflow for a service, with the branch that pull requests go to here, `main` where git knows of none, and the
 * one program that it runs.
 */
function workflowFor(service: keyof typeof workflowPath, program: Uint8Array, { git }: Context): string {
  const name = findDefaultBranch(git)?.replace(/^refs\/(?:heads|remotes\/origin)\//, '') ?? 'main';
  // GitHub takes it for a pattern.
  const pattern = name.replaceAll(/[*?+[\]!\\]/g, '\\$&');
  const text = inlineText(pattern, ownStyle, true);
  return workflows[service]
    .replace(branchOfTemplate, () => branchOfTemplate.replace('main', () => text))
    .replace(digestOfTemplate, createHash('sha512').update(program).digest('hex'));
}

function findDefaultBranch(git: Context['git']): string | undefined {
  try {
    return git.defaultBranch();
  } catch (error) {
    if (error instanceof Failure && error.kind === 'undetermined') return undefined;
    throw error;
  }
}

async function filesFor(settings: Settings, context: Context): Promise<NewFile[]> {
  const files = [
    { path: configFile, content: renderConfig(settings, pages.config) },
    // Editors find the schemas by these relative paths, offline and whatever is installed.
    ...(await Promise.all(
      schemaFiles.map(async ({ name, path }) => ({ path, content: await schemaText(name) })),
    )),
    {
      path: `${reviewsFolder}/.gitignore`,
      content: '# Files that exist only while a review is being written.\n.*.tmp\n',
    },
  ];
  if (settings.ci === 'none') return files;
  const program = await context.packProgram();
  return [
    ...files,
    { path: workflowPath[settings.ci], content: workflowFor(settings.ci, program, context) },
    { path: programPath[settings.ci], content: program },
  ];
}

/** What a dry run shows: what would be written, whole, and of the schemas that they would be. */
function shown({ path, content }: NewFile, isKept: boolean): string {
  const name = schemaFiles.find((one) => one.path === path)?.name;
  if (isKept) return `--- ${path} (it exists, and would be kept)\n`;
  if (typeof content !== 'string') {
    return `--- ${path} (this program, version ${version}, ${grouped(Math.ceil(content.length / 1024))} KiB)\n`;
  }
  return name === undefined
    ? `--- ${path}\n${logText(content, { lines: true })}\n`
    : `--- ${path} (what "${commandText(command('cx-review', 'schema', name))}" prints)\n`;
}

function guardsNothing(files: readonly string[], context: Context): boolean {
  const globs = files.map(compileGlob);
  const paths = listPaths(context);
  return paths.length > 0 && !paths.some((path) => globs.some((glob) => glob.matches(path)));
}

/** What comes next, once files are written. */
function nextSteps(
  written: readonly string[],
  settings: Settings,
  isConfigKept: boolean,
  context: Context,
): (string | Command)[] {
  const isNew = !isConfigKept && written.includes(configFile);
  const owners = settings.people.length;
  const single = settings.policies.flatMap(({ files }) => files).filter((glob) => !/[*?]/.test(glob));
  return [
    ...(isNew
      ? [
          `Read ${configFile}: who owns it, and which files need a review.`,
          ...(owners < 2
            ? ['Name a second person with the role owner there: nobody approves what they wrote.']
            : []),
          ...settings.policies
            .filter(({ files }) => guardsNothing(files, context))
            .map(
              ({ id, files }) =>
                `The policy ${id} guards no file yet: nothing here is called ${files.join(', ')}. Correct it in ${configFile}, unless the files are still to come.`,
            ),
          ...(single.length > 0
            ? [`A new file beside ${single.join(', ')} is not guarded; a folder with /** behind it is.`]
            : []),
        ]
      : []),
    ...(written.includes(workflowPath.gitlab)
      ? [
          'Nothing runs on GitLab until .gitlab-ci.yml has these lines:',
          '  include:',
          `    - local: ${workflowPath.gitlab}`,
          'For a weekly word on what is overdue, add a pipeline schedule on GitLab as well.',
        ]
      : []),
    ...(written.length > 0
      ? [
          ...commitCommands(
            [
              ...new Set(
                written.map((path) => (path.startsWith(`${reviewsFolder}/`) ? reviewsFolder : path)),
              ),
            ],
            isNew ? 'Set up cx-review' : 'Check reviews',
            context,
          ),
          ...(isNew ? ['Merge that by itself. From then on a change of these files needs a review:'] : []),
        ]
      : []),
    ...(isNew || written.length === 0 ? [command('cx-review')] : []),
  ];
}

/** Sets up `cx-reviews/`: the config, the schemas for editors, and a workflow if one is wanted. */
export const run: Run<InitOptions> = async (options, context) => {
  const files = context.filesBelow(context.root);
  const isConfigKept = keepsConfig(options, files);
  const settings = await settingsFor(options, isConfigKept, context);
  const written: string[] = [];
  // A workflow names the digest of the program beside it, so they stay or go together.
  const isWorkflowKept = settings.ci !== 'none' && files.exists(workflowPath[settings.ci]) && !options.force;
  const isOfWorkflow = (path: string) => settings.ci !== 'none' && path === programPath[settings.ci];
  for (const file of await filesFor(settings, context)) {
    const { path, content } = file;
    const isKept = isOfWorkflow(path)
      ? isWorkflowKept
      : path === configFile
        ? isConfigKept
        : files.exists(path) && !options.force;
    if (options.dryRun) {
      context.stdout.write(shown(file, isKept));
    } else if (isKept) {
      const isWorkflow = Object.values(workflowPath).includes(path);
      const note = isWorkflow ? ' (it exists; --force replaces it)' : ' (it exists)';
      context.stdout.write(`kept     ${logText(path)}${note}\n`);
    } else {
      files.replace(path, content);
      written.push(path);
      context.stdout.write(`written  ${logText(path)}\n`);
    }
  }
  if (!options.dryRun) sayNext(context, nextSteps(written, settings, isConfigKept, context));
  return ExitCode.pass;
};
