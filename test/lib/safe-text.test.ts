import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import {
  annotationMessage,
  annotationProperty,
  htmlText,
  logText,
  markdownText,
  terminalText,
  webAddress,
  xmlText,
} from '../../src/lib/safe-text.ts';
import { runsAtEffort } from '../support/effort.ts';

const runs = { numRuns: runsAtEffort(100) };

/** Everything that has ever been used to break out of text, in any order. */
const hostilePieces = [
  ...[
    '\u001b[31m',
    '\u001b]8;;http://x\u0007',
    '\u009b2J',
    '\u0000',
    '\u0007',
    '\u007f',
    '\r',
    '\n',
    '\r\n',
    '\t',
    ' ',
    '    ',
  ],
  ...['\u202e', '\u2066', '\u2069', '\u200e', '\u061c', '\u2028', '\u2029', '\u0085', '\u00a0'],
  ...[
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u3164',
    '\ufe0f',
    '\u{e0041}',
    '\u{e0100}',
    '\ufff9',
  ],
  ...['\ud800', '\udc00', '\ufffe', '\uffff', '\u{1fffe}', '👩\u200d🔧', '⚠️', 'é', 'e\u0301'],
  ...[
    '::',
    ':',
    '#',
    '##',
    '[',
    '##[error]',
    '::set-env name=X::',
    '::add-mask::',
    '##vso[task.x]',
    '%0A',
    '%',
    ',',
    ']',
  ],
  ...[
    '<script>',
    '</td>',
    '<!--',
    '-->',
    '<a href="javascript:x">',
    '&lt;',
    '&#60;',
    '&amp',
    ']]>',
    '<![CDATA[',
    '"',
    "'",
    '`',
  ],
  ...[
    '*',
    '**',
    '_',
    '__',
    '~~',
    '```',
    '~~~',
    '|',
    '---',
    '===',
    '- ',
    '+ ',
    '> ',
    '# ',
    '1. ',
    '1) ',
    ':-',
    ':--|',
    '\\',
    '$',
    '{',
    '}',
  ],
  ...[
    '![x](y)',
    '[x](y)',
    '[x]: y',
    '[^1]',
    '[[_TOC_]]',
    '- [ ] ',
    '@user',
    '@org/team',
    'a@b.co',
    '#12',
    'GH-12',
    '!34',
    'o/r#5',
  ],
  ...[
    'http://x.co',
    'https://x.co/a?b',
    'www.x.co',
    'ftp://x.co',
    'mailto:a@b.co',
    ':smile:',
    '1234abc',
    '%"m"',
    '~bug',
    '{+',
    '{-',
  ],
  ...['=1+1', '-2', '+3', '@SUM(A1)', '＝1', ';', 'text', 'word ', 'a', '7'],
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...hostilePieces), fc.string({ unit: 'binary' })), { maxLength: 12 })
  .map((pieces) => pieces.join(''));

/** What no reader sees and what moves other text, named one by one, so that this does not repeat the code. */
const unseen =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: the invisible are listed on purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e0fff}]/u;

describe('terminalText', () => {
  it.each([
    ['\u001b[31mred', '␛[31mred'],
    ['\u009b31m', '\\u{9b}31m'],
    ['a\u007fb\u0000', 'a␡b␀'],
    ['pay \u202eesrever', 'pay \\u{202e}esrever'],
    ['a\u2028b\u0085c', 'a\\u{2028}b\\u{85}c'],
    ['zero\u200bwidth\ufeff', 'zero\\u{200b}width\\u{feff}'],
    ['a\u200db', 'a\\u{200d}b'],
    ['half \ud800', 'half \\u{d800}'],
    ['\u{e0041}', '\\u{e0041}'],
    [':\ufe0f:', ':\\u{fe0f}:'],
    ['a\tb', 'a b'],
    ['a\nb\r\nc\rd', 'a␊b␍␊c␍d'],
  ])('shows %j as %j', (text, shown) => expect(terminalText(text)).toBe(shown));

  it.each([
    'Zürich 東京 עברית',
    '👩\u200d🔧 ⚠️ 👍🏽',
    '❤️\u200d🔥',
    'می\u200cخواهم',
    'क्\u200dष',
    'é e\u0301',
    '20 % – “quoted”',
  ])('leaves %j alone', (text) => expect(terminalText(text)).toBe(text));

  it('keeps line ends where lines are wanted, and only those', () => {
    expect(terminalText('a\r\nb\nc\rd\u2028e', { lines: true })).toBe('a\nb\nc␍d\\u{2028}e');
  });

  it('lets nothing unseen through, whatever comes', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(terminalText(text)).not.toMatch(unseen);
        expect(terminalText(text)).not.toMatch(/[\n\t\p{Cs}]/u);
        expect(terminalText(text, { lines: true })).not.toMatch(unseen);
        expect(terminalText(terminalText(text))).toBe(terminalText(text));
      }),
      runs,
    );
  });
});

/** GitHub's runner as its source describes it, generous in what counts as white space or as nothing. */
function isRunnerCommand(line: string): boolean {
  const bare = line.replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, '');
  return bare.trimStart().startsWith('::') || /##(?:\[|vso\[)/i.test(bare);
}

describe('logText', () => {
  it.each([
    ['::set-env name=A::b', ': :set-env name=A: :b'],
    ['  ::warning::x', '  : :warning: :x'],
    [':::', ': : :'],
    ['see ##[command]x', 'see # #[command]x'],
    ['##vso[task.setvariable]x', '# #vso[task.setvariable]x'],
    ['# ## heading', '# ## heading'],
    ['10:30', '10:30'],
    ['\u001b[0Ksection_start:1:x\r', '␛[0Ksection_start:1:x␍'],
  ])('prints %j as %j', (text, printed) => expect(logText(text)).toBe(printed));

  it('never prints a command, however it is wrapped', () => {
    fc.assert(
      fc.property(hostile, fc.nat({ max: 30 }), (text, width) => {
        const printed = logText(text, { lines: true });
        const wrapped = [...printed.split('\n'), printed.slice(width)];
        expect(wrapped.filter(isRunnerCommand)).toEqual([]);
      }),
      runs,
    );
  });
});

/** Decodes as the runner does, so that a message is what its reader gets. */
function runnerReads(command: string): { readonly file: string; readonly message: string } | undefined {
  const [, file = '', message = ''] = /^::error file=([^,:]*),line=1::(.*)$/s.exec(command) ?? [];
  if (command.includes('\n') || command.includes('\r') || !command.startsWith('::error file='))
    return undefined;
  const decode = (text: string) =>
    text
      .replace(/%0A/g, '\n')
      .replace(/%0D/g, '\r')
      .replace(/%3A/g, ':')
      .replace(/%2C/g, ',')
      .replace(/%25/g, '%');
  return { file: decode(file), message: decode(message) };
}

describe('annotations', () => {
  it.each([
    ['50 % off\nnow', '50 %25 off%0Anow'],
    ['a\r\nb', 'a%0Ab'],
    ['x %0A::error::y', 'x %250A: :error: :y'],
  ])('carry the message %j as %j', (text, encoded) => expect(annotationMessage(text)).toBe(encoded));

  it.each([
    ['a,b:c%.yaml', 'a%2Cb%3Ac%25.yaml'],
    ['x\n::error::y', 'x␊%3A%3Aerror%3A%3Ay'],
    ['##[x]', '# #[x]'],
  ])('carry the property %j as %j', (text, encoded) => expect(annotationProperty(text)).toBe(encoded));

  it('come back as one command with its two parts', () => {
    fc.assert(
      fc.property(hostile, hostile, (file, message) => {
        const command = `::error file=${annotationProperty(file)},line=1::${annotationMessage(message)}`;
        const read = runnerReads(command);
        expect(read?.message).toBe(logText(message, { lines: true }));
        expect(read?.file).toBe(terminalText(file).replace(/#(?=#(?:\[|vso))/gi, '# '));
      }),
      runs,
    );
  });
});

type HtmlNode = DefaultTreeAdapterMap['node'];

function textOf(node: HtmlNode): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function tagsOf(node: HtmlNode): string[] {
  const inside = 'childNodes' in node ? node.childNodes.flatMap(tagsOf) : [];
  return node.nodeName.startsWith('#') && node.nodeName !== '#comment' ? inside : [node.nodeName, ...inside];
}

const tidy = (text: string) => text.replace(/\s+/gu, ' ').trim();

describe('htmlText', () => {
  it('escapes what starts or ends a tag, an entity or an attribute', () => {
    expect(htmlText(`<a b="c" d='e'>&\``)).toBe('&#60;a b=&#34;c&#34; d=&#39;e&#39;&#62;&#38;&#96;');
  });

  it('gives the runner of a job that prints it nothing to obey', () => {
    expect(htmlText('::a::: ##[b]')).toBe('&#58;:a&#58;&#58;: &#35;#[b]');
  });

  it('stays text between tags and inside quotes', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const fragment = parseFragment(
          `<p title="${htmlText(text)}" class='${htmlText(text)}'>${htmlText(text)}</p>`,
        );
        const expected = terminalText(text.replaceAll('\t', '{tab}'), { lines: true }).replaceAll(
          '{tab}',
          '\t',
        );
        expect(tagsOf(fragment)).toEqual(['p']);
        expect(textOf(fragment)).toBe(expected);
        const [paragraph] = fragment.childNodes;
        const attributes = paragraph !== undefined && 'attrs' in paragraph ? paragraph.attrs : [];
        expect(attributes.map(({ name, value }) => [name, value])).toEqual([
          ['title', expected],
          ['class', expected],
        ]);
      }),
      runs,
    );
  });
});

describe('xmlText', () => {
  it('escapes markup, and keeps line ends through attribute normalisation', () => {
    expect(xmlText(`<a b="c">&'\n\t]]>`)).toBe('&#60;a b=&#34;c&#34;&#62;&#38;&#39;&#10;&#9;]]&#62;');
  });

  it('gives the runner of a job that prints it nothing to obey', () => {
    expect(xmlText('::a::: ##[b]')).toBe('&#58;:a&#58;&#58;: &#35;#[b]');
  });

  it('holds only characters that XML 1.0 allows', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        // The production Char of https://www.w3.org/TR/xml/#charsets, without its line ends and tab.
        expect(xmlText(text)).toMatch(/^[\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u);
        expect(xmlText(text)).not.toMatch(/[<>"']|&(?!#\d+;)/);
      }),
      runs,
    );
  });
});

describe('webAddress', () => {
  it.each([
    ['https://example.org/a?b=c&d=e#f', 'https://example.org/a?b=c&d=e#f'],
    ['HTTP://Example.org', 'http://example.org/'],
    ['https://example.org/a (b)|"c"', 'https://example.org/a%20%28b%29%7C%22c%22'],
    ['https://example.org/?a&copy;=1', 'https://example.org/?a&copy%3B=1'],
    ['https://ex\u00e4mple.org/', 'https://xn--exmple-cua.org/'],
  ])('takes %s', (text, address) => expect(webAddress(text)).toBe(address));

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://user:secret@example.org/',
    'https://example.org@evil.example/',
    'file:///etc/passwd',
    '//example.org',
    'see https://example.org',
    'not an address',
    '',
  ])('refuses %s', (text) => expect(webAddress(text)).toBeUndefined());
});

const markdown = new MarkdownIt({ html: true, linkify: true });

/** What GitHub and GitLab look for in rendered text: mentions, issues, merge requests, addresses, pictures. */
const references =
  /@[a-z0-9]|#\d|![0-9]|&\d|~[\w"]|%[\w"]|GH-\d|https?:\/\/|ftp:\/\/|www\.|:[\w+-]+:|\[\[|\{[+-]/i;

/** No code is taken for a reference; what stands on its two sides is not one word either. */
function textOutsideCode(node: HtmlNode): string {
  if (node.nodeName === 'code') return '\ufffc';
  return 'childNodes' in node ? node.childNodes.map(textOutsideCode).join('') : textOf(node);
}

function expectPlain(source: string, tags: readonly string[], text: string): void {
  const fragment = parseFragment(markdown.render(source));
  expect(tagsOf(fragment).filter((tag) => tag !== 'code')).toEqual(tags);
  expect(tidy(textOf(fragment))).toBe(tidy(text));
  expect(textOutsideCode(fragment)).not.toMatch(references);
}

const seen = (text: string) => terminalText(tidy(text));

describe('markdownText', () => {
  it.each([
    ['20 % off, from 1 to 2 *', '20 % off, from 1 to 2 \\*'],
    ['plain words, and more (really).', 'plain words, and more (really).'],
    ['R&D <b>', 'R&amp;D &lt;b&gt;'],
    ['# no heading', '\\# no heading'],
    ['1. no list', '1\\. no list'],
    ['2026. no list', '2026\\. no list'],
    ['1.5 hours', '1.5 hours'],
    ['- no list', '\\- no list'],
    ['@anna #12', '`@anna` `#12`'],
    ['(@anna, or #12!)', '(`@anna`, or `#12`!)'],
    ['Code SAVE-1a2b3c4d, 20 %', 'Code `SAVE-1a2b3c4d`, 20 %'],
    ['IBAN DE89370400440532013000', 'IBAN `DE89370400440532013000`'],
    ['call +49 30 1234567 @ noon', 'call +49 30 1234567 @ noon'],
    ['a`@b', '``a`@b``'],
    ['`@b`', '`` `@b` ``'],
    ['@a|$#1$', '`@a`\\|`$#1$`'],
    ['a\n\n# b', 'a # b'],
    ['C#', 'C\\#'],
    // Whole in code, it would be an order to the runner of a job that prints it.
    ['##[group]@x', '\\#`#[group]@x`'],
    ['a##vso[x]@b##[y]', '`a`\\#`#vso[x]@b`\\#`#[y]`'],
  ])('writes %j as %j', (text, source) => expect(markdownText(text)).toBe(source));

  it('renders as itself in a paragraph, a list, a heading, a quote and a table', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const source = markdownText(text);
        fc.pre(source !== '');
        const shown = seen(text);
        expectPlain(`${source}\n`, ['p'], shown);
        expectPlain(`${source}\n${source}\n`, ['p'], `${shown} ${shown}`);
        expectPlain(`- ${source}\n`, ['ul', 'li'], shown);
        expectPlain(`## ${source}\n`, ['h2'], shown);
        expectPlain(`> ${source}\n`, ['blockquote', 'p'], shown);
        expectPlain(`**${source}** ${source}\n`, ['p', 'strong'], `${shown} ${shown}`);
        expectPlain(
          `| a | b |\n| --- | --- |\n| ${source} | end |\n`,
          ['table', 'thead', 'tr', 'th', 'th', 'tbody', 'tr', 'td', 'td'],
          `a b ${shown} end`,
        );
      }),
      runs,
    );
  });
});
