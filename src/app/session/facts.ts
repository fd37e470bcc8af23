import { readPolicyYaml } from '../../document/policy-yaml.ts';
import type { Config } from '../../domain/config.ts';
import type { Content } from '../../domain/content.ts';
import type { FileChange } from '../../domain/file-change.ts';
import type { Review } from '../../domain/review.ts';
import { type Edit, rowIdFor } from '../../interview/edits.ts';
import { Failure } from '../../lib/failure.ts';
import { compileGlob, firstMatch } from '../../lib/glob.ts';
import { describeChanges } from '../../policy/describe.ts';
import { buildFacts, type ChangeFacts } from '../../policy/facts.ts';
import { proposePolicies } from '../../policy/propose.ts';
import type { Context } from '../../ports/context.ts';
import type { Prompter } from '../../ports/prompter.ts';

/** What the change itself says, and since when. */
export interface FoundFacts {
  readonly facts: ChangeFacts;
  /** What it was compared with, as the person knows it: main, v1.2. */
  readonly since: string;
}

/** Most files of which each changed value is shown. */
const mostShown = 12;

/** The commit that the change starts from, where it left the branch it goes to, and what to call that. */
function findBase(
  git: Context['git'],
  named: string | undefined,
): { readonly commit: string; readonly since: string } {
  const head = git.resolve('HEAD');
  if (named !== undefined) return { commit: git.mergeBase(git.resolve(named), head), since: named };
  const branch = git.defaultBranch();
  if (branch === undefined) return { commit: head, since: 'the last commit' };
  const commit = git.mergeBase(git.resolve(branch), head);
  return { commit, since: branch.replace(/^refs\/(heads|remotes)\//, '') };
}

/** Whether a path is one of a policy: by the config, or by its name where the config names none. */
function governs(config: Config, content: Content): (path: string) => boolean {
  const globs = (config.policies ?? []).flatMap(({ files = [] }) => files.map(compileGlob));
  if (globs.length > 0) return (path) => firstMatch(globs, path) !== undefined;
  return (path) => proposePolicies([path], content.situations).length > 0;
}

function isAboutNoRepository(error: unknown): boolean {
  return error instanceof Failure && error.kind === 'undetermined';
}

/** Before the first commit there is nothing that a change could start from. */
function hasCommits(git: Context['git']): boolean {
  // Fails where this is no repository, before a missing HEAD is taken for a repository without commits.
  git.root();
  try {
    git.resolve('HEAD');
    return true;
  } catch (error) {
    if (isAboutNoRepository(error)) return false;
    throw error;
  }
}

/**
 * Reads what has changed in the policy files: since the commit named, or else since the default branch was
 * left, the files on disk included. Undefined where nothing has changed.
 * @throws Failure where a commit was named and git cannot tell; where none was named, `say` is told why
 */
export function findFacts(
  base: string | undefined,
  { git }: Pick<Context, 'git'>,
  { config, content }: { readonly config: Config; readonly content: Content },
  say: (sentence: string) => void,
): FoundFacts | undefined {
  try {
    if (base === undefined && !hasCommits(git)) return undefined;
    const { commit, since } = findBase(git, base);
    const isGoverned = governs(config, content);
    const changed: readonly FileChange[] = git.workingTreeChanges(commit, isGoverned);
    if (changed.length === 0) return undefined;
    const facts = buildFacts(git.withContent(changed.filter(({ path }) => isGoverned(path))), {
      readers: { yaml: readPolicyYaml },
      hints: content.situations
        .filter((situation) => situation.builtIn !== true)
        .map(({ id, words, adverse }) => ({ situation: id, words, adverse })),
    });
    return facts.files.length === 0 ? undefined : { facts, since };
  } catch (error) {
    if (base !== undefined || !isAboutNoRepository(error)) throw error;
    say(`What has changed in your files could not be looked at: ${(error as Failure).message}.`);
    return undefined;
  }
}

function fileInWords({ path, changes, more, why }: ChangeFacts['files'][number]): string {
  if (why !== undefined) return `${path}: changed; its values could not be read, because ${why}`;
  const lines = describeChanges(changes.slice(0, mostShown), more + Math.max(0, changes.length - mostShown));
  return lines.length === 0
    ? `${path}: changed, but no value in it`
    : `${path}\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** The change in lines, as it is shown to the leader. */
function factsInWords({ facts }: FoundFacts): string {
  return facts.files.slice(0, mostShown).map(fileInWords).join('\n');
}

/** The facts as answers: the files with their digests, and the values that change. */
function factEdits({ facts }: FoundFacts): Edit[] {
  const files: { id: string; path: string; before: string; after: string }[] = [];
  for (const { path, before, after } of facts.files) {
    files.push({
      id: rowIdFor(
        path,
        files.map(({ id }) => id),
        6,
      ),
      path,
      before,
      after,
    });
  }
  const changes: ({ id: string } & ChangeFacts['changes'][number])[] = [];
  for (const change of facts.changes) {
    changes.push({
      id: rowIdFor(
        change.pointer,
        changes.map(({ id }) => id),
        6,
      ),
      ...change,
    });
  }
  return [
    { path: 'policy.files', value: files },
    ...(changes.length === 0 ? [] : [{ path: 'policy.changes', value: changes }]),
  ];
}

/** Answers that suggest themselves from the change, by path. */
export function factSuggestions({ facts }: FoundFacts): Record<string, unknown> {
  const [situation] = facts.situations;
  return {
    ...(situation === undefined ? {} : { situation: situation.value }),
    ...(facts.effective === undefined ? {} : { 'change.dates.effective': facts.effective.value }),
  };
}

/** Shows what has changed and asks whether the review is about that. */
export async function offerFacts(prompter: Prompter, found: FoundFacts): Promise<boolean> {
  prompter.heading('What your files say', `Changed since ${found.since}:`);
  prompter.tell(factsInWords(found));
  const reply = await prompter.yesNo({
    label: 'Is the review about this change?',
    hint: 'Then these figures are in it, and are not asked for again',
    marked: true,
  });
  return reply.kind === 'answer' ? reply.value : true;
}

/** A review with the facts of the change in it. */
export function withFacts(review: Review, found: FoundFacts): Review {
  const edits = factEdits(found);
  const policy = Object.fromEntries(edits.map(({ path, value }) => [path.slice('policy.'.length), value]));
  return { ...review, policy: policy as NonNullable<Review['policy']> };
}
