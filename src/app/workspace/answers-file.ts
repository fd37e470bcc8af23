import { limits } from '../../document/limits.ts';
import { readReview } from '../../document/review.ts';
import { type Review, sectionsOutsideTheDecision } from '../../domain/review.ts';
import { command } from '../../lib/command.ts';
import { Failure } from '../../lib/failure.ts';
import type { Context } from '../../ports/context.ts';

/** What an answers file has none of: the tool gives an id, and approvals are given for what stands there. */
const notAnswers = ['id', ...sectionsOutsideTheDecision] as const;

const why: Record<(typeof notAnswers)[number], string> = {
  id: 'the tool gives every review an id of its own',
  status: 'a new review starts as a draft',
  approvals: 'an approval is given for a review that is there, with cx-review approve',
  followUps: 'what really happened is noted once it has happened',
};

function bytesOf(
  name: string,
  context: Pick<Context, 'cwd' | 'filesBelow' | 'readStdin'>,
): Promise<Uint8Array> {
  if (name === '-') return context.readStdin(limits.bytes);
  const path = name.replaceAll('\\', '/');
  const at = path.lastIndexOf('/');
  const folder = at === -1 ? context.cwd : absolute(context.cwd, path.slice(0, at + 1));
  const bytes = context.filesBelow(folder).readIfExists(path.slice(at + 1));
  if (bytes !== undefined) return Promise.resolve(bytes);
  throw new Failure('misuse', `There is no file ${name}.`, {
    place: { file: name },
    next: [command('cx-review', 'questions', '--json')],
  });
}

function absolute(cwd: string, folder: string): string {
  return folder.startsWith('/') || /^[A-Za-z]:\//.test(folder) ? folder : `${cwd}/${folder}`;
}

/**
 * Reads answers: a part of a review, in the shape of the file.
 * @param name path from the current folder, or `-` for standard input
 * @throws Failure `misuse` where there is no such file or it holds what is no answer, `invalid` where it
 *   breaks the schema
 */
export async function readAnswers(
  name: string,
  context: Pick<Context, 'cwd' | 'filesBelow' | 'readStdin'>,
): Promise<Review> {
  const file = name === '-' ? 'standard input' : name;
  const { document, problems } = readReview(await bytesOf(name, context), file);
  const data = document.data;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new Failure('invalid', 'The answers are no map of keys and values.', {
      place: { file, line: 1, column: 1 },
      next: [command('cx-review', 'questions', '--json')],
    });
  }
  for (const key of notAnswers) {
    if (!Object.hasOwn(data, key)) continue;
    throw new Failure('misuse', `An answers file has no ${key}.`, {
      place: document.placeAt([key], 'key'),
      why: why[key],
      next: [
        `Take ${key} out of the file. A review that is there is changed with:`,
        command('cx-review', 'edit', 'ID'),
      ],
    });
  }
  // Answers need not say which version of the format they are; everything else has to fit it.
  const [first] = problems.filter(({ path }) => path !== 'schema' || Object.hasOwn(data, 'schema'));
  if (first !== undefined) {
    throw new Failure('invalid', `The answers do not fit the format: ${first.message}`, {
      place: first.place,
      why: first.hint,
      next: [command('cx-review', 'schema', 'review')],
    });
  }
  return { ...(data as Omit<Review, 'schema'>), schema: 'cx-review/1' };
}
