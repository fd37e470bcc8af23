import type { Context, Run } from '../context.ts';
import { ExitCode } from '../domain/exit-code.ts';
import { Failure } from '../domain/failure.ts';
import { globProblem } from '../domain/glob.ts';
import { terminalText } from '../domain/safe-text.ts';
import workflows from '../generated/ci.json' with { type: 'json' };
import pages from '../generated/pages.json' with { type: 'json' };
import { proposePolicies } from '../policy/propose.ts';
import { renderConfig } from '../render/config.ts';
import { askForSettings, keyFor } from './init-questions.ts';
import { schemaText } from './schema.ts';
import { configFile, openWorkspace, reviewsFolder } from './workspace.ts';

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

export type CiService = 'github' | 'gitlab' | 'none';

/** A person as the config names them. */
export interface NamedPerson {
  readonly key: string;
  readonly name: string;
  readonly email: string | undefined;
}

/** A policy as the config names it. */
export interface NamedPolicy {
  readonly id: string;
  readonly files: readonly string[];
  readonly situation: string | undefined;
}

/** What decides the files that are written. */
export interface Settings {
  readonly currency: string;
  readonly people: readonly NamedPerson[];
  readonly policies: readonly NamedPolicy[];
  readonly ci: CiService;
}

interface NewFile {
  readonly path: string;
  readonly text: string;
}

const workflowPath: Record<Exclude<CiService, 'none'>, string> = {
  github: '.github/workflows/cx-review.yml',
  gitlab: '.gitlab/cx-review.yml',
};

const personPattern = /^([a-z0-9][a-z0-9._-]*)=([^<>]*[^<>\s])(?:\s*<([^\s@<>]+@[^\s@<>]+)>)?$/;

function asPerson(text: string): NamedPerson {
  const [, key, name, email] = personPattern.exec(text) ?? [];
  if (key !== undefined && name !== undefined) return { key, name: name.trim(), email };
  throw new Failure('misuse', `"${text}" is not a person.`, {
    why: 'a person is a short key in small letters, a name, and an address if you like',
    next: 'cx-review init --person "maya=Maya Example <maya@example.com>"',
  });
}

function asPolicy(glob: string, at: number): NamedPolicy {
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

function asCurrency(code: string): string {
  if (/^[A-Z]{3}$/.test(code)) return code;
  throw new Failure('misuse', `"${code}" is not a currency code.`, {
    why: 'a currency is three capital letters of ISO 4217',
    next: 'cx-review init --currency EUR',
  });
}

/** The person at the keyboard, as git knows them: the first owner. */
function personOfGit({ git }: Context): NamedPerson | undefined {
  const name = git.userName();
  return name === undefined ? undefined : { key: keyFor(name), name, email: git.userEmail() };
}

/** Every file that git tracks or would track; none where this is no repository. */
function pathsOf({ git }: Context): readonly string[] {
  try {
    return git.workingTreeChanges(git.emptyTree()).map(({ path }) => path);
  } catch (error) {
    // A folder without git can be set up too; there is then nothing to propose.
    if (error instanceof Failure && error.kind === 'undetermined') return [];
    throw error;
  }
}

async function settingsFor(options: InitOptions, context: Context): Promise<Settings> {
  const { situations } = await openWorkspace(context).content();
  const proposed = options.policies.length > 0 ? [] : proposePolicies(pathsOf(context), situations);
  const self = personOfGit(context);
  const settings: Settings = {
    currency: asCurrency(options.currency ?? 'EUR'),
    people: options.people.length > 0 ? options.people.map(asPerson) : self === undefined ? [] : [self],
    policies: options.policies.length > 0 ? options.policies.map(asPolicy) : proposed,
    ci: options.ci ?? 'none',
  };
  if (options.yes || options.dryRun) return settings;
  if (!context.interactive) {
    throw new Failure('misuse', 'Nobody is there to answer.', {
      why: context.whyNotInteractive,
      next: 'cx-review init --yes --currency EUR --policy "pricing/**" --ci none',
    });
  }
  const given = {
    people: options.people.length > 0,
    currency: options.currency !== undefined,
    ci: options.ci !== undefined,
  };
  return askForSettings(settings, proposed, given, context);
}

async function filesFor(settings: Settings): Promise<NewFile[]> {
  const files = [
    { path: configFile, text: renderConfig(settings, pages.config) },
    // Editors find the schemas by these relative paths, offline and whatever is installed.
    { path: `${reviewsFolder}/schema/review.json`, text: await schemaText('review') },
    { path: `${reviewsFolder}/schema/config.json`, text: await schemaText('config') },
    { path: `${reviewsFolder}/schema/waiver.json`, text: await schemaText('waiver') },
    {
      path: `${reviewsFolder}/.gitignore`,
      text: '# Files that exist only while a review is being written.\n.*.tmp\n',
    },
  ];
  if (settings.ci === 'none') return files;
  return [...files, { path: workflowPath[settings.ci], text: workflows[settings.ci] }];
}

/** Sets up `cx-reviews/`: the config, the schemas for editors, and a workflow if one is wanted. */
export const run: Run<InitOptions> = async (options, context) => {
  const settings = await settingsFor(options, context);
  const files = context.filesBelow(context.root);
  for (const { path, text } of await filesFor(settings)) {
    if (options.dryRun) {
      context.stdout.write(
        `--- ${path}${files.exists(path) && !options.force ? ' (exists, would be kept)' : ''}\n${terminalText(text, { lines: true })}\n`,
      );
    } else if (files.exists(path) && !options.force) {
      context.stdout.write(`kept     ${terminalText(path)} (it exists; --force replaces it)\n`);
    } else {
      files.replace(path, text);
      context.stdout.write(`written  ${terminalText(path)}\n`);
    }
  }
  if (!options.dryRun)
    context.stderr.write('\nNext: read cx-reviews/config.yaml, then start a review with: cx-review\n');
  return ExitCode.pass;
};
