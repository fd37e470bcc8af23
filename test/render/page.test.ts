import { describe, expect, it } from 'vitest';
import { fillPage } from '../../src/render/page.ts';

const rows = Array.from({ length: 100 }, (_, at) => at);

describe('a page from a template of somebody else', () => {
  it.each([
    ['opens itself', '{{> leader-page.md}}'],
    ['opens itself twice in a list', '{{#rows}}{{> leader-page.md}}{{> leader-page.md}}{{/rows}}'],
    ['opens a list in itself', `${'{{#rows}}'.repeat(20)}x${'{{/rows}}'.repeat(20)}`],
  ])('ends where it %s, and says so', (_, template) => {
    const fill = () => fillPage('leader-page.md', { rows }, 'markdown', { 'leader-page.md': template });
    expect(fill).toThrow('A page never ends');
    expect(fill).toThrow('A page never ends');
  });

  it('takes the place of the shipped one, and is filled as that is', () => {
    const own = { 'leader-page.md': '# {{title}}\n{{#rows}}.{{/rows}}\n' };
    const filled = fillPage('leader-page.md', { title: 'A *rise*', rows }, 'markdown', own);
    expect(filled).toBe(`# A \\*rise\\*\n${'.'.repeat(100)}\n`);
  });
});
