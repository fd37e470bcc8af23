import { findSlug, slugWords } from '../lib/slug.ts';

/** Where everything lies, from the top of the repository. */
export const reviewsFolder = 'cx-reviews';
export const configFile = `${reviewsFolder}/config.yaml`;
export const ownContentFolder = `${reviewsFolder}/content`;
export const waiversFolder = `${reviewsFolder}/waivers`;
/** A folder in it for each review, `waivers/ID` for a waiver; a file in that for each approval. */
export const approvalsFolder = `${reviewsFolder}/approvals`;
/** Folders of {@link ownContentFolder}, one a kind of content. */
const yamlKinds = ['questions', 'situations', 'duties', 'cases', 'phrases'] as const;
export const contentKinds = [...yamlKinds, 'pages'] as const;
export type ContentKind = (typeof contentKinds)[number];
/** All folders in which content lies: pages have parts, in folders as in `templates/pages`. */
export const contentFolders = [
  ...contentKinds.map((kind) => ({ kind, folder: `${ownContentFolder}/${kind}` })),
  ...['parts', 'parts/chart', 'parts/economics'].map((part) => ({
    kind: 'pages' as const,
    folder: `${ownContentFolder}/pages/${part}`,
  })),
];
/** Where the program lies that the workflow of each CI service runs. */
export const programPath = {
  github: '.github/cx-review.tgz',
  gitlab: '.gitlab/cx-review.tgz',
} as const;

/** OpenSSH's format: whose key signs for whom. */
export const signersFile = `${reviewsFolder}/allowed_signers`;
/** Keys that count no more: a key revocation list of OpenSSH, or public keys, one a line. */
export const revokedFile = `${reviewsFolder}/revoked_keys`;

const id = /^[a-z0-9][a-z0-9-]{0,119}$/;

function idIn(folder: string, path: string): string | undefined {
  if (!path.startsWith(`${folder}/`) || !path.endsWith('.yaml')) return undefined;
  const name = path.slice(folder.length + 1, -'.yaml'.length);
  return id.test(name) ? name : undefined;
}

/** Whether a path is in the folder of the reviews, or is one instead of it; in capitals too, see {@link findRightName}. */
export function isAmongReviews(path: string): boolean {
  return /^cx-reviews(?:\/|$)/i.test(path);
}

/** The id of the review that a path is the file of; undefined where it is no review's. */
export function findReviewId(path: string): string | undefined {
  return path === configFile ? undefined : idIn(reviewsFolder, path);
}

/** The id of the waiver that a path is the file of; undefined where it is no waiver's. */
export function findWaiverId(path: string): string | undefined {
  return idIn(waiversFolder, path);
}

/** Where an approval lies. */
interface ApprovalPlace {
  /** What it is an approval of, as signed statements call it: the id of a review, or `waivers/ID`. */
  readonly subject: string;
  /** Name of the file without its ending, which is the id of its row. */
  readonly name: string;
}

const approvalPath = new RegExp(
  `^${approvalsFolder}/((?:waivers/)?[a-z0-9][a-z0-9-]{0,119})/([a-z0-9][a-z0-9-]{0,62})\\.yaml$`,
);

/** Where a path has an approval; undefined where it is no approval's. */
export function findApprovalPlace(path: string): ApprovalPlace | undefined {
  const [, subject, name] = approvalPath.exec(path) ?? [];
  return subject === undefined || name === undefined ? undefined : { subject, name };
}

/** The id of the review that a path has an approval of. */
export function findApprovedReview(path: string): string | undefined {
  const subject = findApprovalPlace(path)?.subject;
  return subject?.includes('/') ? undefined : subject;
}

/** The id of the review that a path is the generated page of. */
export function findIdOfPage(path: string): string | undefined {
  return path.endsWith('.md') ? findReviewId(path.replace(/\.md$/, '.yaml')) : undefined;
}

/** The kind of content that a path holds; undefined where it is no file of the organisation's own content. */
export function findContentKind(path: string): ContentKind | undefined {
  return contentFolders.find(({ kind, folder }) => {
    const name = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : '';
    return kind === 'pages' ? /^[^/.][^/]*\.mustache$/.test(name) : /^[^/.][^/]*\.yaml$/.test(name);
  })?.kind;
}

/** Whether a path is a review's, a waiver's or an approval's: what the gate keeps on record. */
export function isRecordPath(path: string): boolean {
  return (
    findReviewId(path) !== undefined ||
    findWaiverId(path) !== undefined ||
    findApprovalPlace(path) !== undefined
  );
}

/**
 * The name that a YAML file among the reviews would need, where it has one by which it is nothing: no review,
 * waiver, approval, config or own content. Whoever made it meant it to be read: `Q4_Pricing.yaml`, or
 * `CX-Reviews/q4.yaml`, which is in another folder to git and in the same one on many a disk.
 * Undefined where the name is right, the file is no YAML, or it lies elsewhere.
 */
export function findRightName(path: string): string | undefined {
  const [, folder = '', name = '', ending] = /^(cx-reviews(?:\/.*)?)\/([^/]+)\.(ya?ml)$/is.exec(path) ?? [];
  // A name that begins with a dot is a file of a write under way.
  if (ending === undefined || name.startsWith('.')) return undefined;
  if (path === configFile || isRecordPath(path) || findContentKind(path) !== undefined) return undefined;
  const small = folder.toLowerCase();
  if (small === ownContentFolder || small.startsWith(`${ownContentFolder}/`)) {
    const kind = yamlKinds.find((one) => small === `${ownContentFolder}/${one}`) ?? 'questions';
    return `${ownContentFolder}/${kind}/${name}.yaml`;
  }
  if (small === approvalsFolder || small.startsWith(`${approvalsFolder}/`)) {
    const [, subject = 'ID'] = /^cx-reviews\/approvals\/((?:waivers\/)?[^/]+)/.exec(small) ?? [];
    return pathOfApproval(subject, findSlug(slugWords(name), 63) ?? 'approval');
  }
  const right = findSlug(slugWords(name), 120) ?? 'review';
  return small === waiversFolder ? pathOfWaiver(right) : pathOfReview(right);
}

/** What to say of a file with such a name, and what to do. */
export function describeMisnamed(
  path: string,
  right: string,
): { readonly message: string; readonly hint: string } {
  return {
    message: `By its name the file is no review, waiver or approval, not the config and no own content, so nobody reads it: ${path}.`,
    hint: `Name it ${right}: small letters, digits and hyphens, and the ending .yaml.`,
  };
}

/**
 * What to say of a thing that has the name of a review, waiver or own content and is no plain file, and what to do.
 * @param kind a symbolic link, a folder, or something else: a pipe, a socket or a device
 */
export function describeNoFile(
  path: string,
  kind: 'link' | 'folder' | 'other',
): { readonly message: string; readonly hint: string } {
  const what = {
    link: 'a symbolic link, and none is followed',
    folder: 'a folder',
    other: 'no plain file (a pipe, a socket or a device)',
  }[kind];
  return {
    message: `${path} is ${what}, so nobody reads it.`,
    hint: 'Put the real file in its place, or take it away.',
  };
}

/** What to say of an approval of what is not there, and what to do. */
export function describeOrphan(
  path: string,
  record: string,
): { readonly message: string; readonly hint: string } {
  return {
    message: `${path} is an approval of ${record}, which is not there.`,
    hint: `Bring ${record} back, or take the approval out with it.`,
  };
}

export const pathOfReview = (reviewId: string): string => `${reviewsFolder}/${reviewId}.yaml`;
export const pathOfPage = (reviewId: string): string => `${reviewsFolder}/${reviewId}.md`;
export const pathOfWaiver = (waiverId: string): string => `${waiversFolder}/${waiverId}.yaml`;
/** The folder of the approvals of a review, by its id, or of a waiver, by `waivers/ID`. */
export const folderOfApprovals = (subject: string): string => `${approvalsFolder}/${subject}`;
export const pathOfApproval = (subject: string, name: string): string =>
  `${folderOfApprovals(subject)}/${name}.yaml`;
/** The file of what an approval is of, which is called as in its path: the id of a review, or `waivers/ID`. */
export const pathOfSubject = (subject: string): string => `${reviewsFolder}/${subject}.yaml`;
