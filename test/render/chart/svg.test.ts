import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { chartSvg } from '../../../src/render/chart/svg.ts';
import { band, flat, words } from './band.ts';

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
}

type Node = DefaultTreeAdapterTypes.ChildNode;

/** Every element, as a browser reads it. */
function elements(html: string): Element[] {
  const found: Element[] = [];
  const textOf = (node: Node): string =>
    'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
  const walk = (node: Node) => {
    if (!('tagName' in node)) return;
    const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
    found.push({ name: node.tagName, attributes, text: textOf(node) });
    node.childNodes.forEach(walk);
  };
  parseFragment(html).childNodes.forEach(walk);
  return found;
}

const svg = chartSvg(band, words, 'Half of the draws end above 40k.');

describe('SVG chart', () => {
  it('has three lines of 37 points and the area between the outer two', () => {
    const paths = elements(svg).filter(({ name }) => name === 'path');
    const lines = paths.filter(({ attributes }) => attributes.has('stroke'));
    expect(lines).toHaveLength(3);
    expect(paths).toHaveLength(4);
    for (const { attributes } of lines) expect(attributes.get('d')?.split('L')).toHaveLength(37);
  });

  it('draws more money higher, from the left month to the right one', () => {
    const d = elements(svg)
      .filter(({ attributes }) => attributes.has('stroke-width'))
      .map(({ attributes }) => attributes.get('d') ?? '');
    const ends = d.map((path) => path.split('L').at(-1)?.split(',').map(Number) ?? []);
    expect(ends[0]?.[1]).toBeLessThan(ends[1]?.[1] ?? Number.NaN);
    expect(ends[1]?.[1]).toBeLessThan(ends[2]?.[1] ?? Number.NaN);
    expect(ends.map(([x]) => x)).toEqual([570, 570, 570]);
  });

  it('can be told apart without colours and read without eyes', () => {
    const all = elements(svg);
    const dashes = all
      .filter(({ attributes }) => attributes.has('stroke-width'))
      .map(({ attributes }) => attributes.get('stroke-dasharray'));
    expect(new Set(dashes).size).toBe(3);
    const ids = all[0]?.attributes.get('aria-labelledby')?.split(' ') ?? [];
    const told = ids.map((id) => all.find(({ attributes }) => attributes.get('id') === id)?.text);
    expect(told).toEqual(['Net value, month by month', 'Half of the draws end above 40k.']);
    expect(all[0]?.attributes.get('role')).toBe('img');
  });

  it('names axes, months and lines', () => {
    const texts = elements(svg)
      .filter(({ name }) => name === 'text')
      .map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        'Month',
        '0',
        '36',
        '-50k',
        '150k',
        '9 in 10 are below',
        'half are below',
        '1 in 10 is below',
      ]),
    );
  });

  it('keeps the names of lines apart that end together', () => {
    const heights = elements(chartSvg(flat(7), words, ''))
      .filter(({ attributes }) => attributes.get('x') === '578')
      .map(({ attributes }) => Number(attributes.get('y')));
    expect(heights).toHaveLength(3);
    expect((heights[1] ?? 0) - (heights[0] ?? 0)).toBeGreaterThanOrEqual(18);
    expect((heights[2] ?? 0) - (heights[1] ?? 0)).toBeGreaterThanOrEqual(18);
  });

  it('needs no script and no style, and takes text for text', () => {
    const nasty = '<script>alert(1)</script>" onload="x';
    const all = elements(chartSvg(band, { ...words, title: nasty, p50: nasty, months: nasty }, nasty));
    expect(all.map(({ name }) => name)).not.toContain('script');
    for (const { attributes } of all) {
      for (const name of attributes.keys()) expect(name).not.toMatch(/^(?:on|style|href)/);
    }
    expect(all.filter(({ text, name }) => name === 'text' && text === nasty)).toHaveLength(3);
  });

  it('has no number that is none, whatever the band', () => {
    for (const given of [flat(0), flat(-3), flat(1e12), flat(4, 0), flat(4, 120)]) {
      expect(chartSvg(given, words, '')).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});
