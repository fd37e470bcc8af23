import { describe, expect, it } from 'vitest';
import { plainStyle } from '../../../src/lib/style.ts';
import { markdownWithAddresses } from '../../../src/render/addresses.ts';
import { parseBlocks } from '../../../src/render/blocks/blocks.ts';
import { htmlBlocks } from '../../../src/render/blocks/html.ts';
import { terminalBlocks } from '../../../src/render/blocks/terminal.ts';

const terminal = (page: string, width = 80) =>
  terminalBlocks(parseBlocks(page), { ...plainStyle, width }, { chart: 'CHART' });

const table = `| | At least | Most likely in the end |
| --- | ---: | ---: |
| Customers who leave | 180 | **360** |

| Goodwill | €30,000 | |
`;

describe('a page of blocks', () => {
  it('is titles, headings, paragraphs, lists, notes, tables and a chart', () => {
    const kinds = parseBlocks(`# a\n\n## b\nc\nd\n\n- e\n\n- f\n> g\n\n[chart]\n\n${table}`).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['title', 'heading', 'paragraph', 'list', 'note', 'chart', 'table']);
  });

  it('drops tables without rows and headings with nothing below', () => {
    expect(parseBlocks('## empty\n\n| a | b |\n| --- | --- |\n\n## full\n\ntext\n\n## last')).toMatchObject([
      { kind: 'heading', text: [{ text: 'full' }] },
      { kind: 'paragraph' },
    ]);
  });

  it.each([
    '# a',
    '- a',
    '> a',
    '1. a',
    '| a | b |',
    '[chart]',
    '**a**',
    'a \\| b',
    'a\n\n# b',
    '\\',
    '**',
    '|---|',
    'a & b &lt; c &#8288; <b>',
    '`@a` a``@b|@c\\| SAVE-1a2b3c4d',
    'US$60 (@sam, #12, www.example.com)',
    'See https://example.com/a_b or ask help@example.com.',
  ])('takes %j as text once it is made safe', (value) => {
    expect(parseBlocks(markdownWithAddresses(value))).toEqual([
      { kind: 'paragraph', text: [{ text: value.replace(/\s+/g, ' '), isStrong: false }] },
    ]);
    const [cells] = parseBlocks(`| x | y |\n| --- | --- |\n| ${markdownWithAddresses(value)} | z |`);
    expect(cells).toMatchObject({ rows: [[[{ text: value.replace(/\s+/g, ' ') }], [{ text: 'z' }]]] });
  });
});

describe('in a terminal', () => {
  it('has columns of one width, figures to the right', () => {
    expect(terminal(table)).toBe(
      [
        '                     At least  Most likely in the end',
        'Customers who leave       180                     360',
        'Goodwill              €30,000',
        '',
      ].join('\n'),
    );
  });

  it('breaks heads over lines before names, and names before figures', () => {
    expect(terminal(table, 44).split('\n')).toEqual([
      '                                 Most likely',
      '                     At least     in the end',
      'Customers who leave       180            360',
      'Goodwill              €30,000',
      '',
    ]);
  });

  it('makes a list of each row where there is no room for columns', () => {
    expect(terminal(table, 24).split('\n')).toEqual([
      'Customers who leave',
      '  At least: 180',
      '  Most likely in the',
      '    end: 360',
      'Goodwill',
      '  At least: €30,000',
      '',
    ]);
  });

  it('shows nothing that a plain terminal cannot', () => {
    const page = parseBlocks('# €5 − 3 ÷ 2 × “1” … → ± ’ · –');
    expect(terminalBlocks(page, { ...plainStyle, unicode: false }, {})).toBe(
      'EUR 5 - 3 / 2 x "1" ... -> +/- \' - -\n',
    );
  });

  it('paints what is strong', () => {
    const style = { ...plainStyle, bold: (text: string) => `<${text}>` };
    expect(terminalBlocks(parseBlocks('a **b** c'), style, {})).toBe('a <b> c\n');
  });
});

describe('as HTML', () => {
  it('escapes every text and puts the chart in as it is', () => {
    const html = htmlBlocks(parseBlocks(`# <a>\n\n**b & c**\n\n[chart]\n\n${table}`), { chart: '<svg/>' });
    expect(html).toContain(
      '<h1>&#60;a&#62;</h1>\n<p><strong>b &#38; c</strong></p>\n<figure>\n<svg/></figure>',
    );
    expect(html).toContain('<tr><th scope="row">Customers who leave</th><td class="number">180</td>');
  });
});

it('holds no line that the runner of a CI job obeys, also where it begins by wrapping', () => {
  const page = terminal('::error::a\n\n- ::set-output name=a::b ##[command]\n\n> words and ::debug::x\n', 20);
  expect(page).not.toMatch(/^\s*::|##\[/m);
});
