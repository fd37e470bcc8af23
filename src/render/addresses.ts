import { htmlText, markdownText, webAddress } from '../lib/safe-text.ts';

/** A web or mail address that stands alone in running text, without the punctuation behind it. */
const address =
  /(?<=^|[\s(])(?:https?:\/\/[^\s<>"'()]*[^\s<>"'().,;:!?]|[\w.+-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)(?=$|[\s).,;:!?])/giu;

interface Link {
  readonly href: string;
  readonly shown: string;
}

function findLink(found: string): Link | undefined {
  if (!/^https?:/i.test(found)) return { href: `mailto:${found}`, shown: found };
  const href = webAddress(found);
  return href === undefined ? undefined : { href, shown: href };
}

/**
 * Escapes what is no address, and keeps addresses whole: a customer copies them, and an escaped one does
 * not work. A web address is shown as it will be followed, so that it cannot pretend to be another.
 */
function withAddresses(
  text: string,
  escapeText: (text: string) => string,
  link: (link: Link) => string,
): string {
  let done = '';
  let from = 0;
  for (const match of text.matchAll(address)) {
    const found = findLink(match[0]);
    if (found === undefined) continue;
    done += escapeText(text.slice(from, match.index)) + link(found);
    from = match.index + match[0].length;
  }
  return done + escapeText(text.slice(from));
}

/** Escaping folds white space at both ends, which next to an address has to stay. */
function markdownPiece(text: string): string {
  if (text.trim() === '') return text === '' ? '' : ' ';
  return `${/^\s/u.test(text) ? ' ' : ''}${markdownText(text)}${/\s$/u.test(text) ? ' ' : ''}`;
}

/** For one line of Markdown: text as text, web and mail addresses as links. */
export function markdownWithAddresses(text: string): string {
  return withAddresses(
    text.replace(/[^\S\u00a0]+/gu, ' ').trim(),
    markdownPiece,
    ({ shown }) => `<${shown}>`,
  );
}

/** For HTML between tags: text as text, web and mail addresses as links. Not for attributes. */
export function htmlWithAddresses(text: string): string {
  return withAddresses(
    text,
    htmlText,
    ({ href, shown }) => `<a href="${htmlText(href)}">${htmlText(shown)}</a>`,
  );
}
