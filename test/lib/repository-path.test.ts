import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodePath, displayPath, encodePath, isUtf8Path } from '../../src/lib/repository-path.ts';
import { runsAtEffort } from '../support/effort.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

it('gives back the exact bytes of any path', () => {
  const mixed = fc
    .array(
      fc.oneof(
        fc.uint8Array({ maxLength: 5 }),
        fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      ),
    )
    .map((parts) => Buffer.concat(parts));
  fc.assert(
    fc.property(mixed, (path) => {
      expect(Buffer.from(encodePath(decodePath(path))).equals(path)).toBe(true);
    }),
    { numRuns: runsAtEffort(80) },
  );
});

it('decodes UTF-8 as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const decoded = decodePath(new TextEncoder().encode(text));
      expect(decoded).toBe(text);
      expect(isUtf8Path(decoded)).toBe(true);
      expect(displayPath(decoded)).toBe(text);
    }),
  );
});

it.each([
  ['caf\xe9.csv', 'caf\\xE9.csv'],
  ['\xc3\xa9\xff', 'é\\xFF'],
  ['\xed\xb2\x80', '\\xED\\xB2\\x80'],
  ['\xf0\x9f\x92', '\\xF0\\x9F\\x92'],
  ['\xc0\xaf', '\\xC0\\xAF'],
])('shows what is not UTF-8 as the value of the byte (%j)', (path, shown) => {
  const decoded = decodePath(bytes(path));
  expect(isUtf8Path(decoded)).toBe(false);
  expect(displayPath(decoded)).toBe(shown);
});

it('keeps a byte order mark, which is a part of the name', () => {
  expect(decodePath(bytes('\xef\xbb\xbfa'))).toBe('\ufeffa');
});
