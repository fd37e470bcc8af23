import { basename, dirname } from 'node:path';
import type { Config } from '../../domain/config.ts';
import { type FileChange, kindOfMode } from '../../domain/file-change.ts';
import { configFile, isAmongReviews } from '../../domain/repository-layout.ts';
import { type GovernedChange, governedChanges } from '../../gate/policies.ts';
import { type AskedRange, findRange, type Range } from '../../gate/range.ts';
import { fileAt, type Tree } from '../../gate/tree.ts';
import { command } from '../../lib/command.ts';
import { Failure } from '../../lib/failure.ts';
import type { Context } from '../../ports/context.ts';
import { baseConfigAt, configAt, findRulesInForce, type RulesInForce } from './config-at.ts';
import { buildStore, buildTree, findEntries, type Store } from './side.ts';

/** A range with all that is known of it before anything of it is judged. */
export interface OpenRange extends RulesInForce {
  readonly range: Range;
  readonly changes: readonly FileChange[];
  readonly governed: readonly GovernedChange[];
  /** Whether anything among the reviews changes. */
  readonly touchesRecords: boolean;
  /** The config that the change brings; undefined where it leaves it as it is. */
  readonly newConfig: Config | undefined;
  /** The end of the branch that the change goes to, and what that becomes with the change. */
  readonly base: Tree;
  readonly head: Tree;
  readonly store: Store;
}

/** The payload of a GitHub event. */
function readEvent({ filesBelow }: Pick<Context, 'filesBelow'>): (path: string) => unknown {
  return (path) => {
    try {
      return JSON.parse(new TextDecoder().decode(filesBelow(dirname(path)).read(basename(path))));
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure('undetermined', 'The event of GitHub cannot be read', {
        place: { file: path },
        next: ['name the base:', command('cx-review', 'check', '--base', 'REF')],
        cause: error,
      });
    }
  };
}

/**
 * What merging does to the end of the base's branch. Where that has gone on since the change left it, git itself
 * says what the merge comes to: it follows renames, so that a change at one path can land at another.
 */
function findChanges(range: Range, git: Context['git']): readonly FileChange[] {
  const { base, head, rules, tip, merging, name } = range;
  if (base === rules) return head === undefined ? git.stagedChanges(base) : git.changes(base, head);
  if (head !== undefined) return git.changes(rules, git.mergeTree(rules, head, name));
  // Fails with the names of files where a conflict is not settled yet.
  git.stagedChanges(base);
  const staged = git.commitStaged([tip, merging].flatMap((one) => one ?? []));
  return git.changes(rules, git.mergeTree(rules, staged, name));
}

/**
 * Finds what to compare, what changed, and which of it is governed. Loads no content and no rules: an
 * unrelated change costs a few calls of git and the config.
 */
export function openRange(
  asked: AskedRange,
  context: Pick<Context, 'git' | 'env' | 'filesBelow'>,
): OpenRange {
  const { git, env } = context;
  return open(findRange(asked, { git, env, event: readEvent(context) }), git);
}

/** What stands at HEAD, as a range in which nothing changes. */
export function openHead({ git }: Pick<Context, 'git'>): OpenRange {
  const head = git.resolve('HEAD');
  return open({ base: head, head, tip: head, rules: head, name: 'HEAD', why: 'HEAD' }, git);
}

function open(range: Range, git: Context['git']): OpenRange {
  const changes = findChanges(range, git);
  const store = buildStore(git);
  const base = buildTree(store, range.rules, findEntries(changes, 'old'));
  const head = buildTree(store, range.rules, findEntries(changes, 'new'));
  const ofBase = baseConfigAt(base, range.name);
  const isSame = head.entry(configFile)?.hash === base.entry(configFile)?.hash;
  const ofHead = isSame && ofBase !== undefined ? ofBase : configAt(head);
  const inForce = findRulesInForce(ofBase, ofHead?.config);
  return {
    ...inForce,
    range,
    changes,
    governed: governedChanges(changes, inForce.policies),
    touchesRecords: changes.some(({ path }) => isAmongReviews(path)),
    newConfig: ofHead === ofBase ? undefined : ofHead?.config,
    base,
    head,
    store,
  };
}

/** Lines of files at head, for reports that show the place of a finding. */
export function findLineOf({ head }: OpenRange): (file: string, line: number) => string | undefined {
  const known = new Map<string, readonly string[]>();
  return (file, line) => {
    const entry = head.entry(file);
    if (entry === undefined || kindOfMode(entry.mode) !== 'file') return undefined;
    const lines = known.get(file) ?? new TextDecoder().decode(fileAt(head, file)).split(/\r\n|\n|\r/);
    known.set(file, lines);
    return lines[line - 1];
  };
}
