/**
 * Text from reviews, configs, files and git is written by strangers. Whatever prints it sends it through
 * the one function here that fits the sink, and through no other escaping.
 */

/**
 * What a reader cannot see, and what moves what they do see: controls, line and paragraph separators,
 * bidirectional controls, invisible letters and joiners, half surrogate pairs, noncharacters.
 */
const unseen =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb]/gu;

/** A joiner inside an emoji, and the selector that gives a picture its colour: 👩‍🔧, ⚠️. */
const partOfEmoji =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier})\ufe0f(?:\u200d(?=\p{Extended_Pictographic}))?|(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier})\u200d(?=\p{Extended_Pictographic})/gu;

/** Persian and the scripts of India spell with joiners between letters. */
const partOfWord =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}]\p{M}*)[\u200c\u200d](?=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}])/gu;

function named(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? '␡' : `\\u{${code.toString(16)}}`;
}

function visible(text: string, keep: string): string {
  const spared = new Set<number>();
  for (const joiners of [partOfEmoji, partOfWord]) {
    for (const { index, 0: found } of text.matchAll(joiners)) {
      for (let at = index; at < index + found.length; at += 1) spared.add(at);
    }
  }
  return text.replace(unseen, (character, at: number) =>
    keep.includes(character) || spared.has(at) ? character : named(character),
  );
}

const withoutCarriageReturns = (text: string) => text.replaceAll('\r\n', '\n');

/**
 * For a terminal: no escape sequence works, nothing hides, nothing is reordered. A tab becomes one space.
 * @param lines whether line ends are kept; without it the result is one line
 */
export function terminalText(text: string, { lines = false }: { readonly lines?: boolean } = {}): string {
  const oneLine = text.replaceAll('\t', ' ');
  return lines ? visible(withoutCarriageReturns(oneLine), '\n') : visible(oneLine, '');
}

/**
 * For the log of a CI job: as for a terminal, and no runner takes any of it for a command. Give it whole
 * lines, as they are printed: a command can also be put together from two harmless halves.
 * GitHub's runner obeys `::` after leading white space and `##[` anywhere in a line, Azure's `##vso[`
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs); GitLab's obeys escape
 * sequences only. Every `::` is parted, not just those in front, because a log viewer or we may wrap lines.
 */
export function logText(text: string, options: { readonly lines?: boolean } = {}): string {
  return withoutCommands(terminalText(text, options));
}

/** The start of a command of the older kind, which counts anywhere in a line. */
const inlineCommand = /#(?=#(?:\[|vso))/gi;

/** For text that is safe for a terminal already, and has its colours: no runner of a CI job obeys a line of it. */
export function withoutCommands(text: string): string {
  return text.replace(/:(?=:)/g, ': ').replace(inlineCommand, '# ');
}

/** For the message of a GitHub workflow command, behind its `::`. Line ends are kept, encoded. */
export function annotationMessage(text: string): string {
  const safe = logText(text, { lines: true });
  return safe.replaceAll('%', '%25').replaceAll('\n', '%0A');
}

/** For a property of a GitHub workflow command: `file=…,title=…`. */
export function annotationProperty(text: string): string {
  const safe = terminalText(text).replace(inlineCommand, '# ').replaceAll('%', '%25');
  return safe.replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/**
 * For HTML, between tags and inside quoted attributes. Not for URLs (see {@link webAddress}), styles or scripts.
 * A page can be printed in a job too: what its runner obeys is written so that only a browser reads it.
 */
export function htmlText(text: string): string {
  return visible(withoutCarriageReturns(text), '\n\t').replace(
    /[&<>"'`]|:(?=:)|#(?=#)/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}

/**
 * For XML 1.0, between tags and inside attributes; characters that XML cannot hold become visible, and what a
 * runner obeys only a reader of XML reads.
 */
export function xmlText(text: string): string {
  return visible(withoutCarriageReturns(text), '\n\t').replace(
    /[&<>"'\n\t]|:(?=:)|#(?=#)/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}

/**
 * The address if it is one that may be linked to: http or https, with no name or password in it. It can
 * stand in Markdown's `](…)` as it is; in HTML it needs {@link htmlText} as any other text.
 */
export function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, username, password, pathname, search, hash } = new URL(text);
  const isPlain = /^https?:\/\/[a-z0-9.-]+(?::\d+)?$/.test(origin) && username === '' && password === '';
  if (!isPlain) return undefined;
  // Without `;` no `&` starts an entity.
  const rest = `${pathname}${search}${hash}`.replace(/[^\w\-./?=&%:,@!+#]/g, percentEncoded);
  return origin + rest;
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/**
 * For one line of Markdown, a table cell included: it renders as the text itself, on GitHub and on GitLab:
 * no markup, no HTML, no link, no mention, no reference to an issue, no picture. White space is folded.
 * What is copied from the rendered page is what was typed: nothing unseen is put into it.
 */
export function markdownText(text: string): string {
  const folded = visible(text.replace(/[^\S\u00a0]+/gu, ' ').trim(), '');
  return folded
    .replace(/[^\s|]+|\|/gu, markdownWord)
    .replace(/#$/, '\\#')
    .replace(/^(?:[#+\-=:]|\d{1,9}(?=[.)](?: |$)))/, (start) =>
      /^\d/.test(start) ? `${start}\\` : `\\${start}`,
    );
}

/** For a command in a line of Markdown, a table cell included: it renders as it is, and can be copied. */
export function markdownCode(text: string): string {
  return codeSpan(visible(text.replace(/\s+/gu, ' ').trim(), '')).replaceAll('|', '\\|');
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const room = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${room}${text}${room}${fence}`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Mentions, references and bare addresses are looked for in the rendered text, where a backslash is long
 * gone. GitHub and GitLab look nowhere in code: a word with one of them in it becomes code. It does so whole,
 * because GitLab takes code between two dollar signs for a formula.
 */
const reference = new RegExp(
  [
    String.raw`@(?=\S)|#(?=\w)|[!&](?=\d)|[%~](?=[\w"])|\[\[|\{[+-]|GH-\d|www\.|:(?://|[\w+-]+:)`,
    // A commit: seven digits or more, not all of one kind, so that amounts stay as they are.
    String.raw`\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b`,
  ].join('|'),
  'iu',
);

/** Code with one sign of it outside where a runner would take both for the start of a command. */
const codeWord = (word: string): string =>
  word
    .split(/(?<=#)(?=#(?:\[|vso))/i)
    .map((part, at, { length }) => {
      if (at === length - 1) return codeSpan(part);
      return `${part === '#' ? '' : codeSpan(part.slice(0, -1))}\\#`;
    })
    .join('');

/** A bar of a table stays outside of code, where it would need a backslash in a table and only there. */
function markdownWord(word: string): string {
  let from = 0;
  let to = word.length;
  while (word[from] === '(') from += 1;
  while (to > from && ').,;!?'.includes(word.charAt(to - 1))) to -= 1;
  const core = word.slice(from, to);
  if (reference.test(core)) return word.slice(0, from) + codeWord(core) + word.slice(to);
  return word.replace(/[&<>\\`*_[\]|~$]/gu, (character) => entities[character] ?? `\\${character}`);
}
