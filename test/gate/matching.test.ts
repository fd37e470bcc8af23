import { describe, expect, it } from 'vitest';
import { findMatch } from '../../src/gate/matching.ts';
import { digestOf } from '../../src/lib/digest.ts';

const [a, b, c] = [digestOf('a'), digestOf('b'), digestOf('c')];
const content = { path: 'p', before: a, after: b };

describe('whether rows list a change', () => {
  it.each([
    ['nothing', undefined, 'unlisted'],
    ['other paths', [{ id: 'x', path: 'P', before: a, after: b }], 'unlisted'],
    ['exactly it', [{ id: 'x', path: 'p', before: a, after: b }], 'match'],
    ['another content before', [{ id: 'x', path: 'p', before: c, after: b }], 'other-content'],
    ['another content after', [{ id: 'x', path: 'p', before: a, after: c }], 'other-content'],
    ['no content before', [{ id: 'x', path: 'p', after: b }], 'other-content'],
    ['no content at all', [{ id: 'x', path: 'p' }], 'other-content'],
    ['none for a file that is there', [{ id: 'x', path: 'p', before: 'none', after: b }], 'other-content'],
    [
      'it twice, once wrongly',
      [
        { id: 'x', path: 'p', before: a, after: b },
        { id: 'y', path: 'p', before: a, after: c },
      ],
      'other-content',
    ],
  ] as const)('%s', (_name, rows, match) => {
    expect(findMatch(rows?.slice(), content)).toBe(match);
  });
});
