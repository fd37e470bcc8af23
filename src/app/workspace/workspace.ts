import { shippedContent } from '../../content/shipped.ts';
import type { ApprovalFiles } from '../../document/approval.ts';
import { type ReadReview, readConfig, readReview, readReviewQuickly } from '../../document/review.ts';
import { withApprovals } from '../../domain/approval-file.ts';
import type { Config } from '../../domain/config.ts';
import type { Content } from '../../domain/content.ts';
import {
  type ContentKind,
  configFile,
  contentFolders,
  describeMisnamed,
  describeNoFile,
  findContentKind,
  findReviewId,
  findRightName,
  isRecordPath,
  pathOfReview,
  reviewsFolder,
  waiversFolder,
} from '../../domain/repository-layout.ts';
import type { Review } from '../../domain/review.ts';
import { command } from '../../lib/command.ts';
import { type Digest, digestOf, digestOfData } from '../../lib/digest.ts';
import { Failure } from '../../lib/failure.ts';
import { logText } from '../../lib/safe-text.ts';
import { closest } from '../../lib/suggest.ts';
import type { Context } from '../../ports/context.ts';
import type { Files } from '../../ports/files.ts';
import { type ApprovalsOnDisk, approvalsOnDisk } from './approvals-on-disk.ts';

/** The file of a review. */
interface ReviewFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  /** Name of the file without its ending. */
  readonly id: string;
  readonly bytes: Uint8Array;
  /** Digest of the bytes. */
  readonly digest: Digest;
}

/** A file among the reviews, valid or not; `review` has the approvals that lie beside it too. */
export interface AnyReview extends ReviewFile, ReadReview {
  readonly beside: ApprovalFiles;
}

/** A valid review as it stands on disk. */
export interface StoredReview extends AnyReview {
  readonly review: Review;
}

/** What lies among the reviews and is not read, and what to say of it. */
export interface Unread {
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

/** The reviews, the config and the content of one repository; each is read when it is first asked for. */
export interface Workspace {
  readonly files: Files;
  readonly approvals: ApprovalsOnDisk;
  /** The config, empty where there is none. */
  readonly config: () => Config;
  readonly content: () => Promise<Content>;
  /** Digest of the config and of the organisation's own content. */
  readonly setupDigest: () => Digest;
  /** Ids of all reviews, oldest first as their names begin with the date. */
  readonly ids: () => readonly string[];
  /** What lies among the reviews and is not read: its name makes it nothing, or it is no plain file. */
  readonly unread: () => readonly Unread[];
  /** @throws Failure of kind invalid where the file is not YAML within the limits */
  readonly read: (id: string) => AnyReview;
  /**
   * The one review whose id is, or contains, the words given; a path to its file will do too.
   * @throws Failure of kind misuse where there is none or more than one, invalid where it breaks the schema
   */
  readonly find: (words: string) => StoredReview;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function ownContent(files: Files): { file: string; kind: ContentKind; bytes: Uint8Array }[] {
  return contentFolders.flatMap(({ kind, folder }) =>
    files
      .list(folder)
      .map((entry) => ({ kind: entry.kind, file: `${folder}/${entry.name}` }))
      .filter((entry) => entry.kind === 'file' && findContentKind(entry.file) === kind)
      .map(({ file }) => ({ file, kind, bytes: files.read(file) })),
  );
}

/** @param mustBeFiles whether what has the right name has to be a plain file; who reads approvals says so itself */
function listUnread(files: Files, folders: readonly string[], mustBeFiles: boolean): Unread[] {
  return folders.flatMap((folder) =>
    files.list(folder).flatMap(({ kind, name }) => {
      const path = `${folder}/${name}`;
      const right = kind === 'folder' ? undefined : findRightName(path);
      if (right !== undefined) return [{ path, ...describeMisnamed(path, right) }];
      const isMeant = isRecordPath(path) || findContentKind(path) !== undefined;
      return mustBeFiles && isMeant && kind !== 'file' ? [{ path, ...describeNoFile(path, kind) }] : [];
    }),
  );
}

/** Date, words, suffix: an id that was copied whole, so that another one that is alike is another review. */
const wholeId = /^\d{4}-\d{2}-\d{2}-.+-[a-z0-9]{4}$/;

function notOne(words: string, ids: readonly string[], matches: readonly string[]): Failure {
  if (matches.length > 1) {
    return new Failure('misuse', `More than one review matches "${words}".`, {
      why: `these do: ${matches.join(', ')}`,
      next: 'Give more of the id.',
    });
  }
  const name = words.replace(/^.*\//, '').replace(/\.(yaml|md)$/, '');
  const isWhole = wholeId.test(name);
  const meant = closest(name, ids, isWhole ? 1 : undefined);
  if (meant === undefined && isWhole) {
    return new Failure('misuse', `There is no review ${name} here.`, {
      why: 'it may be on a branch that you have not switched to (git switch BRANCH)',
      next: [command('cx-review', 'list')],
    });
  }
  return new Failure('misuse', `There is no review "${words}" in ${reviewsFolder}/.`, {
    why: meant === undefined ? undefined : `did you mean ${meant}?`,
    next: [command('cx-review', 'list')],
  });
}

/** @throws Failure of kind invalid that names the first problem */
export function valid(file: AnyReview): StoredReview {
  const { review, problems, path } = file;
  if (review !== undefined) return { ...file, review };
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw new Failure(
    'invalid',
    `This is not a valid review: ${first?.message ?? 'it breaks the schema'}${more}.`,
    {
      place: first?.place ?? { file: path },
      why: first?.hint,
      next: [command('cx-review', 'check')],
    },
  );
}

/**
 * Opens the repository that the command was started in. Reads nothing yet.
 * @param reader `exact` for a command that binds somebody to what a review says: see `parseQuickly`
 */
export function openWorkspace(
  { root, filesBelow }: Pick<Context, 'root' | 'filesBelow'>,
  reader: 'quick' | 'exact' = 'quick',
): Workspace {
  const files = filesBelow(root);
  const ids = once(() =>
    files
      .list(reviewsFolder)
      .flatMap(({ kind, name }) => (kind === 'file' ? (findReviewId(`${reviewsFolder}/${name}`) ?? []) : [])),
  );
  const approvals = approvalsOnDisk(files);
  const own = once(() => ownContent(files));
  const config = once((): Config => {
    const bytes = files.readIfExists(configFile);
    return bytes === undefined ? { schema: 'cx-review-config/1' } : readConfig(bytes, configFile);
  });
  const unread = once(() => [
    ...listUnread(files, approvals.folders(), false),
    ...listUnread(files, [reviewsFolder, waiversFolder, ...contentFolders.map(({ folder }) => folder)], true),
  ]);
  const read = (id: string): AnyReview => {
    const path = pathOfReview(id);
    const bytes = files.read(path);
    const read = (reader === 'exact' ? readReview : readReviewQuickly)(bytes, path);
    const beside = approvals.of(id);
    const review = read.review === undefined ? undefined : withApprovals(read.review, beside.files);
    return { ...read, review, beside, path, id, bytes, digest: digestOf(bytes) };
  };
  return {
    files,
    approvals,
    ids,
    unread,
    read,
    config,
    content: once(async () => {
      const shipped = await shippedContent();
      if (own().length === 0) return shipped;
      // Loaded only where there is content to validate: the validators are large.
      const { loadContent } = await import('../../content/load.ts');
      return loadContent(shipped, own());
    }),
    setupDigest: once(() =>
      digestOfData([config(), own().map(({ file, bytes }) => ({ file, digest: digestOf(bytes) }))]),
    ),
    find: (words) => {
      const wanted = words.replace(/^.*\//, '').replace(/\.(yaml|md)$/, '');
      if (ids().includes(wanted)) return valid(read(wanted));
      const matches = ids().filter((id) => wanted !== '' && id.includes(wanted));
      const [match] = matches;
      if (match === undefined || matches.length > 1) {
        const bad = unread().find(({ path }) => path.replace(/^.*\//, '').startsWith(wanted));
        if (match !== undefined || bad === undefined || wanted === '') throw notOne(words, ids(), matches);
        throw new Failure('misuse', bad.message, { place: { file: bad.path }, next: bad.hint });
      }
      return valid(read(match));
    },
  };
}

/** Says of what lies among the reviews and is not read that it is not. */
export function sayUnread(workspace: Workspace, { stderr }: Pick<Context, 'stderr'>): void {
  for (const { message, hint } of workspace.unread()) stderr.write(`${logText(`${message} ${hint}`)}\n`);
}
