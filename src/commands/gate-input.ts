import { basename, dirname } from 'node:path';
import { checkSignature } from '../adapters/signatures.ts';
import { loadContent, shippedContent } from '../content/load.ts';
import type { Context } from '../context.ts';
import { parseYaml } from '../document/parse.ts';
import { signatureNamespace } from '../domain/approval.ts';
import type { Config } from '../domain/config.ts';
import type { Content } from '../domain/content.ts';
import type { Digest } from '../domain/digest.ts';
import { Failure } from '../domain/failure.ts';
import { type FileChange, kindOfMode } from '../domain/file-change.ts';
import { ownContentFolder, reviewsFolder, revokedFile, signersFile } from '../domain/places.ts';
import type { Verify } from '../gate/approvals.ts';
import type { Gate } from '../gate/context.ts';
import { type GovernedChange, governedChanges, type Policies, policiesOf } from '../gate/policies.ts';
import { type AskedRange, type Range, rangeOf } from '../gate/range.ts';
import { fileAt, type Tree } from '../gate/tree.ts';
import { configAt } from './range-rules.ts';
import { entriesOf, treeOf } from './range-side.ts';
import { renderDeps } from './rendering.ts';

/** A range with all that is known of it before anything of it is judged. */
export interface OpenRange {
  readonly range: Range;
  readonly changes: readonly FileChange[];
  readonly governed: readonly GovernedChange[];
  readonly policies: Policies;
  /** Whether anything below `cx-reviews/` changes. */
  readonly touchesRecords: boolean;
  /** The config in force. */
  readonly config: Config;
  readonly configDigest: Digest | 'none';
  /** Where the config in force is from. */
  readonly configFrom: 'base' | 'head' | 'nowhere';
  readonly base: Tree;
  readonly head: Tree;
}

/** The payload of a GitHub event. */
function eventOf({ filesBelow }: Pick<Context, 'filesBelow'>): (path: string) => unknown {
  return (path) => {
    try {
      return JSON.parse(new TextDecoder().decode(filesBelow(dirname(path)).read(basename(path))));
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure('undetermined', 'The event of GitHub cannot be read', {
        place: { file: path },
        next: 'name the base: cx-review check --base REF',
        cause: error,
      });
    }
  };
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
  const range = rangeOf(asked, { git, env, event: eventOf(context) });
  const changes =
    range.head === undefined ? git.stagedChanges(range.base) : git.changes(range.base, range.head);
  const isUpToDate = range.base === range.rules;
  const base = treeOf(git, range.rules, isUpToDate ? entriesOf(changes, 'old') : undefined);
  const head = treeOf(git, range.head ?? range.base, entriesOf(changes, 'new'));
  const ofBase = configAt(base);
  const changesConfig =
    ofBase === undefined || changes.some(({ path }) => path.startsWith(`${reviewsFolder}/`));
  const ofHead = changesConfig ? configAt(head) : ofBase;
  const policies = policiesOf(ofBase?.config, ofHead?.config);
  return {
    range,
    changes,
    governed: governedChanges(changes, policies),
    policies,
    touchesRecords: changes.some(
      ({ path }) => path === reviewsFolder || path.startsWith(`${reviewsFolder}/`),
    ),
    config: ofBase?.config ?? ofHead?.config ?? { schema: 'cx-review-config/1' },
    configDigest: ofBase?.digest ?? 'none',
    configFrom: ofBase !== undefined ? 'base' : ofHead !== undefined ? 'head' : 'nowhere',
    base,
    head,
  };
}

const contentKinds = ['questions', 'situations', 'duties', 'cases', 'phrases'] as const;

/** Shipped content with the organisation's own of the side whose rules count. */
async function contentOf({ base, head, configFrom }: OpenRange): Promise<Content> {
  const side = configFrom === 'head' ? head : base;
  const own = contentKinds.flatMap((kind) => {
    const folder = `${ownContentFolder}/${kind}`;
    return side
      .below(folder)
      .filter(
        ({ path, mode }) =>
          kindOfMode(mode) === 'file' && /^[^/]+\.yaml$/.test(path.slice(folder.length + 1)),
      )
      .map(({ path }) => ({ file: path, kind, bytes: fileAt(side, path) ?? new Uint8Array() }));
  });
  return loadContent(await shippedContent(), own);
}

/** Checks signatures against the signers of the side whose rules count. */
function verifierOf({ base, head, configFrom }: OpenRange, env: Context['env']): Verify {
  const side = configFrom === 'head' ? head : base;
  const plain = (path: string): Uint8Array | undefined => {
    const bytes = fileAt(side, path);
    if (bytes !== undefined || side.entry(path) === undefined) return bytes;
    throw new Failure('undetermined', `${path} is not a plain file`, {
      why: 'what it points to can change without the file changing',
      next: 'put the file itself there',
    });
  };
  return (signed) => {
    const signers = plain(signersFile);
    if (signers === undefined)
      return { ok: false, why: `the base has no ${signersFile} to check it against` };
    return checkSignature(
      { ...signed, namespace: signatureNamespace, signers, revoked: plain(revokedFile) },
      env,
    );
  };
}

async function pagesOf(config: Config, content: Content): Promise<Gate['pages']> {
  const [{ cardWords }, { noticeGaps }] = await Promise.all([
    import('../render/agent-card.ts'),
    import('../render/customer-notice.ts'),
  ]);
  const deps = renderDeps({ config: () => config }, content);
  return (review) => ({ cards: cardWords(review, deps), noticeGaps: noticeGaps(review, deps) });
}

/** Most versions of a review that are looked through for the one that an approval was given for. */
const mostVersions = 50;
/** Most commits whose authors are asked for. */
const mostCommits = 2000;

/** All that judging needs, the costly parts as functions. */
export async function gateOf(open: OpenRange, { git, env, today }: Context): Promise<Gate> {
  const { range, changes, policies, config, configDigest, base, head } = open;
  const { tip } = range;
  const content = await contentOf(open);
  return {
    baseName: range.name,
    today,
    policies,
    config,
    configDigest,
    content,
    pages: await pagesOf(config, content),
    changes,
    governed: withContent(open, git),
    base,
    head,
    isUpToDate: range.base === range.rules,
    verify: verifierOf(open, env),
    readers: { yaml: (bytes, file) => parseYaml(bytes, file).data },
    changedBy: (paths) =>
      tip === undefined ? [] : git.commitsOf(range.base, tip, paths, mostCommits).map(({ email }) => email),
    earlier: (path) =>
      tip === undefined
        ? []
        : git.commitsOf(undefined, tip, [path], mostVersions).flatMap(({ commit }) => {
            const entry = git.entryAt(commit, path);
            return entry === undefined || kindOfMode(entry.mode) !== 'file' ? [] : [git.readBlob(entry.hash)];
          }),
    withContent: (some) => git.withContent(some),
  };
}

function withContent({ governed }: OpenRange, git: Context['git']): Gate['governed'] {
  const contents = git.withContent(governed.map(({ change }) => change));
  return contents.map((change, at) => ({ change, policies: governed[at]?.policies ?? [] }));
}
