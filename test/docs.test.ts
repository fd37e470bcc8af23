import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fillBlocks } from '../src/docs/blocks.ts';
import { docPages } from '../src/docs/pages.ts';

const read = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8');

describe('generated pages', async () => {
  const pages = await docPages(read);

  it('are several', () => {
    expect(Object.keys(pages)).toContain('README.md');
  });

  it.each(Object.keys(pages))('%s says what is true now (npm run docs writes it again)', (path) => {
    expect(read(path)).toBe(pages[path]);
  });
});

describe('a generated block', () => {
  const page = 'a\n<!-- generated:x -->\nold\n<!-- /generated:x -->\nb\n';

  it('is replaced between its marks', () => {
    expect(fillBlocks(page, { x: 'new' })).toBe(
      'a\n<!-- generated:x -->\n\nnew\n\n<!-- /generated:x -->\nb\n',
    );
  });

  it('must be there, and must be generated', () => {
    expect(() => fillBlocks(page, { x: '1', y: '2' })).toThrow('y');
    expect(() => fillBlocks(page, {})).toThrow('x');
  });
});
