/** Where everything lies, from the top of the repository. */
export const reviewsFolder = 'cx-reviews';
export const configFile = `${reviewsFolder}/config.yaml`;
export const ownContentFolder = `${reviewsFolder}/content`;
export const waiversFolder = `${reviewsFolder}/waivers`;
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

/** The id of the review that a path is the file of; undefined where it is no review's. */
export function findReviewId(path: string): string | undefined {
  return path === configFile ? undefined : idIn(reviewsFolder, path);
}

/** The id of the waiver that a path is the file of; undefined where it is no waiver's. */
export function findWaiverId(path: string): string | undefined {
  return idIn(waiversFolder, path);
}

/** The id of the review that a path is the generated page of. */
export function findIdOfPage(path: string): string | undefined {
  return path.endsWith('.md') ? findReviewId(path.replace(/\.md$/, '.yaml')) : undefined;
}

export const pathOfReview = (reviewId: string): string => `${reviewsFolder}/${reviewId}.yaml`;
export const pathOfPage = (reviewId: string): string => `${reviewsFolder}/${reviewId}.md`;
export const pathOfWaiver = (waiverId: string): string => `${waiversFolder}/${waiverId}.yaml`;
