import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';
import { Failure } from '../lib/failure.ts';

/** What the program needs to run, and what whoever finds it has to be able to read. */
const kept = ['LICENSE', 'SECURITY.md', 'package.json'];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/**
 * The program that runs here, as a gzipped tar archive of one folder, `package`, which npm installs as well. The same
 * program gives the same bytes on the same version of Node: nothing of the machine, the person or the day is in it.
 * @param script the file that Node was started with, which lies in `dist`
 * @throws Failure `undetermined` where the built program cannot be read
 */
export function packProgram(script: string): Uint8Array {
  try {
    const root = dirname(dirname(realpathSync(script)));
    const built = filesBelow(join(root, 'dist')).map((path) => path.slice(root.length + 1));
    const files = [...kept, ...built.map((path) => path.replaceAll('\\', '/'))].sort();
    const archive = createTar(
      files.map((path) => ({ name: `package/${path}`, data: readFileSync(join(root, path)) })),
      { attrs: { mode: '644', mtime: 0, uid: 0, gid: 0 } },
    );
    return gzipSync(archive, { level: 9 });
  } catch (cause) {
    throw new Failure('undetermined', 'The program cannot be read as it is installed here', {
      why: 'CI runs a copy of it, which is put into the repository',
      next: 'Install cx-review anew, or leave --ci out.',
      cause,
    });
  }
}
