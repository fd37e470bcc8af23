import { describe, expect, it } from 'vitest';
import { htmlWithAddresses, markdownWithAddresses } from '../../src/render/addresses.ts';
import { hostileTexts } from './hostile.ts';
import { structureOf, tokensOf } from './markdown-structure.ts';

describe('markdownWithAddresses', () => {
  it('keeps mail and web addresses whole, so that they can be copied', () => {
    expect(markdownWithAddresses('write to anna@harbour.example.')).toBe('write to <anna@harbour.example>.');
    expect(markdownWithAddresses('see https://harbour.example/a_b?c=1.')).toBe(
      'see <https://harbour.example/a_b?c=1>.',
    );
    expect(markdownWithAddresses('(https://harbour.example) or anna@harbour.example, please')).toBe(
      '(<https://harbour.example/>) or <anna@harbour.example>, please',
    );
  });

  it('links to nothing but http, https and mail', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      'https://user:secret@harbour.example/',
      'file:///etc/passwd',
      '@everyone',
    ]) {
      const links = tokensOf(markdownWithAddresses(text)).filter(({ type }) => type === 'link_open');
      expect(links, text).toEqual([]);
    }
  });

  it('is one paragraph of text, whatever the text', () => {
    for (const text of hostileTexts) {
      const line = markdownWithAddresses(text);
      expect(line, text).not.toMatch(/[\n\r\u2028\u2029]/);
      const kinds = new Set(structureOf(`${line} end`).map((kind) => kind.trim().split(' ')[0]));
      for (const harmless of ['paragraph_open', 'paragraph_close']) kinds.delete(harmless);
      expect(
        [...kinds].filter((kind) => !/^link_/.test(kind ?? '')),
        text,
      ).toEqual([]);
    }
  });

  it('shows an address as it will be followed', () => {
    expect(markdownWithAddresses('https://hаrbour.example/')).toContain('https://xn--hrbour-3nf.example/');
  });
});

describe('htmlWithAddresses', () => {
  it('escapes text and links addresses', () => {
    expect(htmlWithAddresses('a < b, anna@harbour.example')).toBe(
      'a &#60; b, <a href="mailto:anna@harbour.example">anna@harbour.example</a>',
    );
    expect(htmlWithAddresses('https://harbour.example/?a=1&b=2')).toBe(
      '<a href="https://harbour.example/?a=1&#38;b=2">https://harbour.example/?a=1&#38;b=2</a>',
    );
  });

  it('lets no quote or tag through', () => {
    for (const text of hostileTexts) {
      const html = htmlWithAddresses(text).replace(/<a href="[^"<>]*">[^<>]*<\/a>/g, '');
      expect(html, text).not.toMatch(/[<>"']/);
    }
  });
});
