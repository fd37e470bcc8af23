import { htmlText } from '../../lib/safe-text.ts';
import type { Block, Charts, Inline } from './blocks.ts';

const html = (inline: Inline): string =>
  inline
    .map(({ text, isStrong }) => (isStrong ? `<strong>${htmlText(text)}</strong>` : htmlText(text)))
    .join('');

function tableHtml({ columns, rows }: Extract<Block, { kind: 'table' }>): string {
  const number = (at: number) => (columns[at]?.isNumber ? ' class="number"' : '');
  const heads = columns.map(({ head }, at) => `<th scope="col"${number(at)}>${html(head)}</th>`);
  const lines = rows.map(([first = [], ...rest]) => {
    const cells = rest.map((cell, at) => `<td${number(at + 1)}>${html(cell)}</td>`);
    return `<tr><th scope="row">${html(first)}</th>${cells.join('')}</tr>`;
  });
  return `<div class="table"><table>\n<thead><tr>${heads.join('')}</tr></thead>\n<tbody>\n${lines.join('\n')}\n</tbody>\n</table></div>`;
}

function blockHtml(block: Block, charts: Charts): string {
  switch (block.kind) {
    case 'title':
      return `<h1>${html(block.text)}</h1>`;
    case 'heading':
      return `<h2>${html(block.text)}</h2>`;
    case 'paragraph':
      return `<p>${html(block.text)}</p>`;
    case 'note':
      return `<p class="note">${html(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${html(item)}</li>`).join('\n')}\n</ul>`;
    case 'chart':
      return `<figure>\n${charts[block.name] ?? ''}</figure>`;
    case 'table':
      return tableHtml(block);
  }
}

/**
 * A page of blocks as HTML, without the document around it.
 * @param charts each an SVG, put in as it is
 */
export function htmlBlocks(blocks: readonly Block[], charts: Charts): string {
  return blocks.map((block) => blockHtml(block, charts)).join('\n');
}
