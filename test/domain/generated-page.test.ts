import { describe, expect, it } from 'vitest';
import { judgePage } from '../../src/domain/generated-page.ts';

const rendered = '<!-- made -->\n\n# Title\n\nA price.\n';
const bytes = (text: string) => new TextEncoder().encode(text);

describe('a page beside a review', () => {
  it.each([
    ['the same', rendered],
    ['line ends of Windows', rendered.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${rendered}`],
  ])('is fresh with %s', (_, text) => expect(judgePage(bytes(text), rendered)).toBe('fresh'));

  it.each([
    ['another text below the first line', '<!-- made -->\n\nNothing changes.\n'],
    ['a line more', `${rendered}The price stays.\n`],
    ['a heading that is underlined', `${rendered}Title\n=======\n`],
  ])('is stale with %s', (_, text) => expect(judgePage(bytes(text), rendered)).toBe('stale'));

  it('says so where a merge was left half done, and where nothing stands', () => {
    expect(judgePage(bytes(`${rendered}<<<<<<< HEAD\nmine\n`), rendered)).toBe('conflict');
    expect(judgePage(undefined, rendered)).toBe('missing');
    expect(judgePage(bytes(''), undefined)).toBe('stale');
  });
});
