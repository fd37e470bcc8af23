import type { Files } from '../adapters/files.ts';
import { readWaiver } from '../document/waiver.ts';
import { Failure } from '../domain/failure.ts';
import { pathOfWaiver, waiverIdOf, waiversFolder } from '../domain/places.ts';
import { closest } from '../domain/suggest.ts';
import type { Waiver } from '../domain/waiver.ts';

/** A valid waiver as it stands on disk. */
export interface StoredWaiver {
  readonly id: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly waiver: Waiver;
}

/**
 * The one waiver whose id is, or contains, the words given; a path to its file will do too.
 * @throws Failure misuse where there is none or more than one, invalid where it breaks the schema
 */
export function findWaiver(words: string, files: Files): StoredWaiver {
  const wanted = words.replace(/^.*\//, '').replace(/\.yaml$/, '');
  const ids = files
    .list(waiversFolder)
    .flatMap(({ kind, name }) => (kind === 'file' ? (waiverIdOf(`${waiversFolder}/${name}`) ?? []) : []));
  const matches = ids.includes(wanted) ? [wanted] : ids.filter((id) => wanted !== '' && id.includes(wanted));
  const [id] = matches;
  if (id === undefined || matches.length > 1) {
    const meant = closest(wanted, ids);
    throw new Failure(
      'misuse',
      `${id === undefined ? 'No waiver' : 'More than one waiver'} matches "${wanted}".`,
      {
        why: matches.length > 1 ? `these do: ${matches.join(', ')}` : meant && `did you mean ${meant}?`,
        next: `give an id of ${waiversFolder}/`,
      },
    );
  }
  const path = pathOfWaiver(id);
  const bytes = files.read(path);
  const { waiver, problems } = readWaiver(bytes, path);
  if (waiver !== undefined) return { id, path, bytes, waiver };
  const [first] = problems;
  throw new Failure('invalid', `This is not a valid waiver: ${first?.message ?? ''}.`, {
    place: first?.place ?? { file: path },
    why: first?.hint,
    next: 'cx-review schema waiver',
  });
}
