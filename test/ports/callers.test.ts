import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const src = fileURLToPath(new URL('../../src/', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(src, path), 'utf8') }));

const methods = files
  .filter(({ path }) => path.startsWith('ports/'))
  .flatMap(({ path, text }) =>
    [...text.matchAll(/^ {2}(\w+)[<(]/gm)].map(([, method = '']) => ({
      port: relative('ports', path),
      method,
    })),
  );

// The search for unused exports does not look into interfaces.
it.each(methods)('$port: somebody besides the adapters calls $method', ({ method }) => {
  const isCalled = new RegExp(`\\.${method}(?:<[^>]*>)?\\(|[{,] ?${method}[,:} ]`);
  const callers = files.filter(
    ({ path, text }) => !/^(?:adapters|ports)\//.test(path) && isCalled.test(text),
  );
  expect(callers).not.toEqual([]);
});
