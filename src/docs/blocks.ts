/**
 * Puts generated text between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->`.
 * @throws Error where a block is not in the page, or the page has one that nobody generates
 */
export function fillBlocks(page: string, blocks: Readonly<Record<string, string>>): string {
  const left = new Set(Object.keys(blocks));
  const filled = page.replace(
    /(<!-- generated:([a-z-]+) -->\n)[\s\S]*?(<!-- \/generated:\2 -->)/g,
    (_whole, start: string, name: string, end: string) => {
      const text = blocks[name];
      if (text === undefined) throw new Error(`Nobody generates the block ${name}.`);
      left.delete(name);
      return `${start}\n${text.trim()}\n\n${end}`;
    },
  );
  if (left.size > 0) throw new Error(`The page has no block for ${[...left].join(', ')}.`);
  return filled;
}
