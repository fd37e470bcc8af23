import { Failure } from '../lib/failure.ts';
import { couldNot } from './file-paths.ts';

const name = 'standard input';

/**
 * Standard input to its end. It stops in the middle of what is too long, so that neither an endless pipe nor
 * the wrong file fills the memory.
 * @param most bytes that are taken
 * @throws Failure `invalid` where there is more, `undetermined` where it cannot be read
 */
export async function readBounded(stream: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      length += chunk.length;
      if (length > most) throw tooLong(most);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof Failure ? error : couldNot('read', name, error);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function tooLong(most: number): Failure {
  return new Failure('invalid', `it holds more than ${most / 1024} KB`, {
    place: { file: name },
    why: 'So much is no review, and reading on could take all memory.',
    next: 'Pipe in the answers alone: cx-review new --answers - < answers.yaml',
  });
}
