// A process that writes lines to one file, over and over: see concurrent-writes.test.ts.
// Arguments: root, name, number of lines. Prints every line that is safely written, and nothing else.
import { writeSync } from 'node:fs';
import { realFiles } from '../../src/adapters/files.ts';
import { digestOf } from '../../src/lib/digest.ts';
import { Failure } from '../../src/lib/failure.ts';

const [root = '', name = '', count = '0'] = process.argv.slice(2);
const files = realFiles(root);
const decoder = new TextDecoder();

/** The digest in front shows whether a reader got all of it. */
function sealed(lines: readonly string[]): string {
  const body = lines.map((line) => `${line}\n`).join('');
  return `${digestOf(body)}\n${body}`;
}

function append(line: string): boolean {
  try {
    return files.updateLocked('shared.txt', (content) => {
      const [, ...lines] = decoder.decode(content).split('\n').slice(0, -1);
      return sealed([...lines, line]);
    });
  } catch (error) {
    if (error instanceof Failure && error.kind === 'conflict') return false;
    throw error;
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));
for (let index = 0; index < Number(count); index += 1) {
  const line = `${name}-${index}`;
  while (!append(line)) Atomics.wait(pause, 0, 0, 1);
  writeSync(1, `${line}\n`);
}
