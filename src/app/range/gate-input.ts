import { shippedContent } from '../../content/shipped.ts';
import { readPolicyYaml } from '../../document/policy-yaml.ts';
import { signatureNamespace } from '../../domain/approval.ts';
import type { Config } from '../../domain/config.ts';
import type { Content } from '../../domain/content.ts';
import { kindOfMode } from '../../domain/file-change.ts';
import {
  contentKinds,
  findApprovalPlace,
  findContentKind,
  findReviewId,
  findWaiverId,
  isRecordPath,
  ownContentFolder,
  revokedFile,
  signersFile,
} from '../../domain/repository-layout.ts';
import type { Verify } from '../../gate/approvals.ts';
import type { Gate } from '../../gate/gate.ts';
import { findKeyOwners } from '../../gate/signers.ts';
import { fileAt, type Tree } from '../../gate/tree.ts';
import { Failure } from '../../lib/failure.ts';
import type { Context } from '../../ports/context.ts';
import { cardWords } from '../../render/agent-card.ts';
import { noticeGaps } from '../../render/customer-notice.ts';
import { renderDeps, renderReview } from '../workspace/rendering.ts';
import type { OpenRange } from './committed.ts';
import { makersIn } from './makers.ts';
import { findEntries, listBlobs, type Store, withContent } from './side.ts';

/** Shipped content with the organisation's own of one side. */
async function readContent(side: Tree): Promise<Content> {
  const own = contentKinds.flatMap((kind) => {
    const folder = `${ownContentFolder}/${kind}`;
    return side
      .records(folder)
      .filter(({ path, mode }) => kindOfMode(mode) === 'file' && findContentKind(path) === kind)
      .map(({ path }) => ({ file: path, kind, bytes: fileAt(side, path) ?? new Uint8Array() }));
  });
  const shipped = await shippedContent();
  if (own.length === 0) return shipped;
  const { loadContent } = await import('../../content/load.ts');
  return loadContent(shipped, own);
}

/** A file about keys, of the side whose rules count. */
function readKeys({ base, head, configFrom }: OpenRange, path: string): Uint8Array | undefined {
  const side = configFrom === 'head' ? head : base;
  const bytes = fileAt(side, path);
  if (bytes !== undefined || side.entry(path) === undefined) return bytes;
  throw new Failure('undetermined', `${path} is not a plain file`, {
    why: 'what it points to can change without the file changing',
    next: 'put the file itself there',
  });
}

/** Checks signatures against the signers of the side whose rules count. */
function buildVerifier(open: OpenRange, signatures: Context['signatures']): Verify {
  return (signed) => {
    const signers = readKeys(open, signersFile);
    if (signers === undefined)
      return { ok: false, why: `the base has no ${signersFile} to check it against` };
    return signatures.check({
      ...signed,
      namespace: signatureNamespace,
      signers,
      revoked: readKeys(open, revokedFile),
    });
  };
}

/** Whose keys are which, by those signers, which are read once and only if asked for. */
function keyOwnersOf(open: OpenRange): Gate['isKeyOf'] {
  let isKeyOf: Gate['isKeyOf'] | undefined;
  return (fingerprint, address) => {
    isKeyOf ??= findKeyOwners(new TextDecoder().decode(readKeys(open, signersFile)));
    return isKeyOf(fingerprint, address);
  };
}

function buildPages(config: Config, content: Content): Gate['pages'] {
  const deps = renderDeps({ config: () => config }, content);
  return (review) => ({ cards: cardWords(review, deps), noticeGaps: noticeGaps(review, deps) });
}

/** Most versions of a review that are looked through for the one that an approval was given for. */
const mostVersions = 50;

/** Ids of all that is read in any case, to be read in one call: what changes, and what the base has besides reviews. */
function needed({ changes, governed, base }: OpenRange): string[] {
  const records = changes.filter(({ path }) => isRecordPath(path));
  const touched = new Set(
    changes.flatMap(({ path }) => findReviewId(path) ?? findApprovalPlace(path)?.subject ?? []),
  );
  const isNeeded = (path: string): boolean => {
    const subject = findApprovalPlace(path)?.subject;
    return subject === undefined
      ? isGateFile(path) || findWaiverId(path) !== undefined || touched.has(findReviewId(path) ?? '')
      : subject.startsWith('waivers/') || touched.has(subject);
  };
  const others = base.records().filter(({ path, mode }) => kindOfMode(mode) === 'file' && isNeeded(path));
  return [
    ...governed.flatMap(({ change }) => listBlobs(change)),
    ...records.flatMap(listBlobs),
    ...others.map(({ hash }) => hash),
  ];
}

const isGateFile = (path: string) =>
  path === signersFile || path === revokedFile || findContentKind(path) !== undefined;

/** Earlier versions of files, each asked for once. */
function versionsIn(tip: string | undefined, store: Store, git: Context['git']): Gate['earlier'] {
  const known = new Map<string, readonly Uint8Array[]>();
  const read = (path: string): readonly Uint8Array[] => {
    if (tip === undefined) return [];
    const hashes = git
      .commitsOf(undefined, tip, [path], mostVersions)
      .flatMap(({ changes }) => findEntries(changes, 'new').get(path) ?? [])
      .flatMap(({ mode, hash }) => (kindOfMode(mode) === 'submodule' ? [] : [hash]));
    const contents = store.contents(hashes);
    return [...new Set(hashes)].flatMap((hash) => contents.get(hash) ?? []);
  };
  return (path) => {
    const versions = known.get(path) ?? read(path);
    known.set(path, versions);
    return versions;
  };
}

/** Compares the end of the base's branch with where the change left it. */
function buildMovedOn({ range, governed, base }: OpenRange, git: Context['git']): Gate['hasMovedOn'] {
  if (range.base === range.rules) return () => false;
  const start = git.entriesAt(
    range.base,
    governed.map(({ change }) => change.path),
  );
  return (path) => {
    const [was, is] = [start.get(path) ?? git.entryAt(range.base, path), base.entry(path)];
    return was?.hash !== is?.hash || was?.mode !== is?.mode;
  };
}

/** All that judging needs, the costly parts as functions. */
export async function buildGate(open: OpenRange, { git, signatures, today }: Context): Promise<Gate> {
  const { range, changes, governed, policies, config, configDigest, base, head, store } = open;
  const { tip } = range;
  store.contents(needed(open));
  const content = await readContent(open.configFrom === 'head' ? head : base);
  const isContentChanged = changes.some(({ path }) => path.startsWith(`${ownContentFolder}/`));
  // What the person saw who rendered it: the head's. To change that takes a review of the gate.
  const shown = isContentChanged && open.configFrom === 'base' ? await readContent(head) : content;
  const newest = { config: () => open.newConfig ?? config };
  return {
    baseName: range.name,
    today,
    policies,
    config,
    configDigest,
    content,
    pages: buildPages(config, content),
    renderPage: (id, review) => renderReview(newest, shown, { id, review }),
    changes,
    governed: withContent(
      governed.map(({ change }) => change),
      store,
    ).map((change, at) => ({ change, policies: governed[at]?.policies ?? [] })),
    base,
    head,
    pathsOfBase: () => git.listFiles(range.rules).map(({ path }) => path),
    linesOfBase: (folder, words) => git.linesWith(range.rules, folder, words),
    hasMovedOn: buildMovedOn(open, git),
    verify: buildVerifier(open, signatures),
    readers: { yaml: readPolicyYaml },
    makersOf: makersIn(range, store, git),
    isKeyOf: keyOwnersOf(open),
    earlier: versionsIn(tip, store, git),
    withContent: (some) => withContent(some, store),
  };
}
