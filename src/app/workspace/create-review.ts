import transliterate from '@sindresorhus/transliterate';
import { buildShape } from '../../document/shape.ts';
import { writeYaml } from '../../document/write.ts';
import { pathOfReview, reviewsFolder } from '../../domain/repository-layout.ts';
import type { Review } from '../../domain/review.ts';
import { digestOf } from '../../lib/digest.ts';
import { Failure } from '../../lib/failure.ts';
import { slugWords } from '../../lib/slug.ts';
import { schemaText } from './schema-text.ts';
import type { Workspace } from './workspace.ts';

/** Editors find the schema by this line, offline and whatever is installed. */
const editorLine = 'yaml-language-server: $schema=schema/review.json';
const schemaFile = `${reviewsFolder}/schema/review.json`;
/** Letters and digits that are not mistaken for one another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const suffixLength = 4;

/** The words of a text in Latin letters. Signs stay signs: the library would make an E of €. */
const inLatinLetters = (text: string): string =>
  text.normalize('NFC').replace(/[\p{L}\p{M}]+/gu, (word) => transliterate(word));

/** Small letters, digits and hyphens out of a title, in whatever letters it is written: the middle of an id. */
function titleSlug(title = ''): string {
  let slug = '';
  for (const word of slugWords(inLatinLetters(title))) {
    if (slug.length + word.length > 48) break;
    slug = slug === '' ? word : `${slug}-${word}`;
  }
  return slug === '' ? 'review' : slug;
}

/** Four letters and digits. The same seed gives the same; another attempt gives another. */
export function buildSuffix(seed: number, attempt: number): string {
  const digits = digestOf(`${seed} ${attempt}`).slice('sha256:'.length);
  return Array.from({ length: suffixLength }, (_unused, at) => {
    const value = Number.parseInt(digits.slice(at * 4, at * 4 + 4), 16);
    return alphabet[value % alphabet.length];
  }).join('');
}

/**
 * An id that nobody else has: date, words, random suffix.
 * @param attempt counts from 0; another gives another suffix
 */
export function idFor(
  words: string | undefined,
  { today, seed }: { readonly today: string; readonly seed: number },
  attempt: number,
): string {
  return `${today}-${titleSlug(words)}-${buildSuffix(seed, attempt)}`;
}

/**
 * Writes a new review under an id that nobody else has: date, words of the title, random suffix. Two people
 * or two branches do not collide.
 * @param review without an id
 * @returns the id
 */
export async function createReview(
  { files }: Pick<Workspace, 'files'>,
  review: Review,
  { today, seed }: { readonly today: string; readonly seed: number },
): Promise<string> {
  const schema = await schemaText('review');
  if (!files.exists(schemaFile)) files.replace(schemaFile, schema);
  const shape = buildShape(JSON.parse(schema));
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const id = idFor(review.title, { today, seed }, attempt);
    try {
      files.createExclusive(pathOfReview(id), writeYaml({ ...review, id }, [editorLine], shape));
      return id;
    } catch (error) {
      // The name is taken: the next suffix is tried.
      if (!(error instanceof Failure) || error.kind !== 'conflict') throw error;
    }
  }
  throw new Failure('conflict', 'No free name was found for the review.', {
    place: { file: reviewsFolder },
    next: 'Run the command again with another --seed, or another title.',
  });
}
