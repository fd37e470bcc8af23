import { describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import shipped from '../../src/generated/pages.json' with { type: 'json' };
import { renderAgentCard, renderAgentCardHtml } from '../../src/render/agent-card.ts';
import { renderCustomerNotice, renderCustomerNoticeHtml } from '../../src/render/customer-notice.ts';
import { renderLeaderPage, renderLeaderPageHtml } from '../../src/render/leader-page.ts';
import { fillPage } from '../../src/render/page.ts';
import { renderMarkdown } from '../../src/render/review-markdown.ts';
import { completeReview } from './complete-review.ts';
import { deps, markdownDeps, offered } from './deps.ts';
import { attribute, byTag, parsePage } from './html-structure.ts';

const priceRise = (): Review => {
  const situation = offered.find(({ id }) => id === 'price-rise');
  if (situation === undefined) throw new Error('no price rise');
  return completeReview(situation);
};

const html = [
  ['agent-card', renderAgentCardHtml(priceRise(), deps)],
  ['customer-notice', renderCustomerNoticeHtml(priceRise(), deps)],
  ['leader-page', renderLeaderPageHtml(priceRise(), deps)],
] as const;

describe.each(html)('%s.html', (_name, text) => {
  const page = parsePage(text);

  it('is valid HTML', () => {
    expect(page.errors).toEqual([]);
    expect(text.startsWith('<!doctype html>')).toBe(true);
  });

  it('runs nothing and loads nothing', () => {
    const policy = byTag(page, 'meta').find(
      (meta) => attribute(meta, 'http-equiv') === 'Content-Security-Policy',
    );
    expect(policy && attribute(policy, 'content')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    );
    for (const tag of ['script', 'link', 'img', 'iframe', 'object', 'embed', 'form', 'base']) {
      expect(byTag(page, tag), tag).toEqual([]);
    }
    const names = page.elements.flatMap(({ attrs }) => attrs.map(({ name }) => name));
    expect(names.filter((name) => /^on|^src$|^style$|^srcdoc$/.test(name))).toEqual([]);
    expect(text).not.toMatch(/@import|url\(/);
  });

  it('states its policy before anything that could load', () => {
    const tags = page.elements.map(({ tagName }) => tagName);
    expect(tags.slice(0, 4)).toEqual(['html', 'head', 'meta', 'meta']);
  });

  it('can be read by a screen reader: language, title, one main, headings in order', () => {
    expect(attribute(byTag(page, 'html')[0] as never, 'lang')).toBe('en');
    expect(byTag(page, 'title')).toHaveLength(1);
    expect(byTag(page, 'main')).toHaveLength(1);
    const levels = page.elements.flatMap(({ tagName }) => /^h([1-6])$/.exec(tagName)?.[1] ?? []).map(Number);
    expect(levels[0]).toBe(1);
    levels.forEach((level, at) => {
      expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
    for (const cell of byTag(page, 'th')) expect(attribute(cell, 'scope')).toMatch(/^(?:col|row)$/);
  });

  it('fits a phone and follows light and dark', () => {
    const names = byTag(page, 'meta').map((meta) => attribute(meta, 'name'));
    expect(names).toContain('viewport');
    expect(names).toContain('color-scheme');
    expect(text).toContain('prefers-color-scheme: dark');
    expect(text).toContain('@page { size: A4');
  });
});

describe('the colours', () => {
  const themes = shipped['parts/style-base'].split('prefers-color-scheme: dark').map((css) => {
    const found = [...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)];
    return Object.fromEntries(found.map(([, name, value]) => [name, value]));
  });
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (a: string, b: string) => {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };

  // WCAG 2.2, 1.4.3: 4.5 to 1 for text.
  it.each([
    ['ink', 'paper'],
    ['quiet', 'paper'],
    ['accent', 'paper'],
    ['warn', 'warn-tint'],
    ['ink', 'accent-tint'],
    ['quiet', 'accent-tint'],
    ['accent', 'accent-tint'],
    ['ink', 'tint'],
  ])('%s can be read on %s, light and dark', (text, ground) => {
    expect(themes).toHaveLength(2);
    for (const theme of themes) {
      expect(contrast(theme[text] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('fillPage', () => {
  it('escapes for the sink that is asked for, whatever was asked for before', () => {
    const pages = { own: '{{text}}' };
    const view = { text: '<b>*x*</b> | anna@x.example' };
    for (let round = 0; round < 2; round += 1) {
      expect(fillPage('own', view, 'html', pages)).toBe(
        '&#60;b&#62;*x*&#60;/b&#62; | <a href="mailto:anna@x.example">anna@x.example</a>',
      );
      expect(fillPage('own', view, 'markdown', pages)).toBe(
        '&lt;b&gt;\\*x\\*&lt;/b&gt; \\| <anna@x.example>\n',
      );
      expect(fillPage('own', view, 'text', pages)).toBe('<b>*x*</b> | anna@x.example\n');
    }
  });

  it('knows every page that a page takes in', () => {
    const names = Object.values(shipped).flatMap((text) =>
      [...text.matchAll(/\{\{>\s*([^\s}]+)\s*\}\}/g)].map(([, name]) => name),
    );
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !(name !== undefined && name in shipped))).toEqual([]);
  });

  it('refuses a page that is not there', () => {
    expect(() => fillPage('nothing', {}, 'html')).toThrow('there is no page nothing');
  });
});

// Read them before you accept a change: they are what people get.
describe('the pages of a price rise', () => {
  const one = { segment: 'loyal' };
  it.each([
    ['agent-card.md', renderAgentCard(priceRise(), deps)],
    ['agent-card.html', renderAgentCardHtml(priceRise(), deps, one)],
    ['customer-notice.md', renderCustomerNotice(priceRise(), deps)],
    ['customer-notice.html', renderCustomerNoticeHtml(priceRise(), deps, one)],
    ['leader-page.md', renderLeaderPage(priceRise(), deps)],
    ['leader-page.html', renderLeaderPageHtml(priceRise(), deps)],
    ['review.md', renderMarkdown(priceRise(), markdownDeps)],
  ])('are as they were read: %s', async (name, text) => {
    await expect(text).toMatchFileSnapshot(`golden/${name}`);
  });
});
