import MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';

// Everything that could turn text into structure is on: HTML, bare addresses, typographic marks.
const parser = new MarkdownIt({ html: true, linkify: true });

const flat = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);

/** The tokens of a page by an independent parser. */
export function tokensOf(markdown: string): Token[] {
  return flat(parser.parse(markdown, {}));
}

/** Everything but the text, which may stand in code: which elements follow one another, and how deep. */
export function structureOf(markdown: string): string[] {
  return tokensOf(markdown)
    .filter(({ type }) => !/^(?:text|text_special|code_inline|inline|softbreak)$/.test(type))
    .map(({ type, tag, level, content }) =>
      `${' '.repeat(level)}${type} ${tag} ${type.startsWith('html') ? content.trim() : ''}`.trimEnd(),
    );
}

/** Text as a reader sees it. */
export function textOf(markdown: string): string {
  return tokensOf(markdown)
    .map(({ type, content }) =>
      type === 'text' || type === 'text_special' || type === 'code_inline' ? content : ' ',
    )
    .join('')
    .replace(/[^\S\u00a0]+/gu, ' ');
}

export const headingsOf = (markdown: string): string[] => {
  const tokens = parser.parse(markdown, {});
  return tokens.flatMap((token, at) =>
    token.type === 'heading_open' ? [`${token.tag} ${tokens[at + 1]?.content ?? ''}`] : [],
  );
};
