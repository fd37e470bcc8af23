import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import { cardWords, longestCard, renderAgentCard, renderAgentCardHtml } from '../../src/render/agent-card.ts';
import { runsAtEffort } from '../support/effort.ts';
import { completeReview } from './complete-review.ts';
import { content, deps, offered } from './deps.ts';
import { faultsOf } from './faults.ts';
import { reviewFromSchema } from './from-schema.ts';
import { hostileTexts } from './hostile.ts';
import { byTag, parsePage } from './html-structure.ts';
import { headingsOf, structureOf, textOf } from './markdown-structure.ts';
import { withoutPaths } from './without-paths.ts';

const situation = (id: string) => {
  const found = offered.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no situation ${id}`);
  return found;
};
const priceRise = () => completeReview(situation('price-rise'));

const parts = [
  'What changes',
  'Say first',
  'Why',
  'You can give',
  'If nothing fits',
  'Hard questions',
  'Leaving, complaining',
  'Help',
  'For you',
  'Card wrong?',
];

describe.each(offered.map((one) => [one.id, one] as const))('the card of %s', (_id, one) => {
  const review = completeReview(one);

  it('has no empty slot, no placeholder and no field name', () => {
    expect(faultsOf(renderAgentCard(review, deps))).toEqual([]);
  });

  it('fits on its page', () => {
    for (const { segment, words } of cardWords(review, deps)) {
      expect(words, segment).toBeLessThanOrEqual(longestCard);
    }
  });

  it.each(['loyal', 'recent'])('carries the figures and dates of %s, and nobody else’s', (segment) => {
    const text = textOf(renderAgentCard(review, deps, { segment }));
    const own = review.consequences?.find((row) => row.segment === segment);
    const other = review.consequences?.find((row) => row.segment !== segment);
    expect(text).toContain(`${own?.oldFigure} → ${own?.newFigure}`);
    expect(text).not.toContain(`${other?.oldFigure} → ${other?.newFigure}`);
    for (const date of ['23 November 2026', '7 December 2026', '1 February 2027']) {
      expect(text).toContain(date);
    }
  });

  it('says the same in HTML', () => {
    const { text } = parsePage(renderAgentCardHtml(review, deps, { segment: 'loyal' }));
    const plain = (given: string) => given.replace(/[^\p{L}\p{N}£]+/gu, ' ').trim();
    const markdown = textOf(renderAgentCard(review, deps, { segment: 'loyal' })).replace('For: ', '');
    // The title stands in the head, too.
    expect(plain(text)).toBe(plain(`${review.title} ${markdown}`));
  });
});

describe('the ten parts', () => {
  it('come in the order of a call', () => {
    const markdown = renderAgentCard(priceRise(), deps, { segment: 'loyal' });
    expect(headingsOf(markdown)).toEqual(['h1 Family plan', ...parts.map((part) => `h2 ${part}`)]);
  });

  it.each([
    ['Say first', 'acknowledgements'],
    ['If nothing fits', 'principle'],
    ['Hard questions', 'hardQuestions'],
    ['Help', 'escalation'],
    ['For you', 'wellbeing'],
  ] as const)('leave out %s whole where there is nothing to say', (part, key) => {
    const review = priceRise();
    const { [key]: _, ...frontline } = review.frontline ?? {};
    const headings = headingsOf(renderAgentCard({ ...review, frontline }, deps, { segment: 'loyal' }));
    expect(headings).toEqual([
      'h1 Family plan',
      ...parts.filter((one) => one !== part).map((one) => `h2 ${one}`),
    ]);
  });

  it('put people in hard circumstances first', () => {
    const markdown = renderAgentCard(priceRise(), deps, { segment: 'loyal' });
    const offers = markdown.slice(markdown.indexOf('## You can give'), markdown.indexOf('## If nothing'));
    expect(offers.split('\n').filter((line) => line.startsWith('- '))).toEqual([
      '- **Bereaved callers** → no change for six months · Care desk decides · in 4 hours · code **CARE6**',
      '- Today’s terms until 2028 · once · until 31 March 2027 · code **KEEP12**',
      '- **On your own** → up to £50 · code **GOODWILL**',
    ]);
  });

  it('say honestly that there is no offer, and why', () => {
    const review = priceRise();
    const offers = [{ id: 'none', segment: 'loyal', kind: 'none' as const, reason: 'the sum is too small' }];
    const card = renderAgentCard({ ...review, frontline: { ...review.frontline, offers } }, deps, {
      segment: 'loyal',
    });
    expect(card).toContain('- No extra offer: the sum is too small');
  });

  it('never say twice what an answer already says', () => {
    const review = priceRise();
    const card = renderAgentCard(review, deps, { segment: 'loyal' });
    expect(card.match(/call 0800 5550142/g)).toHaveLength(1);
    const { hardQuestions: _, ...frontline } = review.frontline ?? {};
    expect(renderAgentCard({ ...review, frontline }, deps, { segment: 'loyal' })).toContain(
      '- Leave: call 0800 5550142 · free until 1 February 2027',
    );
  });

  it('never hold an empty slot, whatever is missing', () => {
    const review = priceRise();
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 4 })), (stream) => {
        const card = renderAgentCard(
          withoutPaths(review, () => stream.next().value === 0),
          deps,
        );
        expect(faultsOf(card)).toEqual([]);
      }),
      { numRuns: runsAtEffort(50) },
    );
  });
});

describe('cards for groups', () => {
  const withGroups = (count: number): Review => {
    const review = priceRise();
    const ids = Array.from({ length: count }, (_, at) => `group-${at + 1}`);
    return {
      ...review,
      customers: { segments: ids.map((id) => ({ id, name: `Group ${id.at(-1)}` })) },
      consequences: ids.map((segment, at) => ({ segment, oldFigure: `${at} a`, newFigure: `${at} b` })),
      communication: { notices: ids.map((segment, at) => ({ segment, date: `2026-12-0${at + 1}` })) },
      frontline: { acknowledgements: ids.map((segment) => ({ segment, listen: 'Tell me.' })) },
    };
  };

  it('share a card up to three, each with its own figure and date', () => {
    const review = withGroups(3);
    expect(cardWords(review, deps)).toHaveLength(1);
    const card = renderAgentCard(review, deps);
    expect(card).toContain('- **Group 2:** 1 a → **1 b** (told 2 December 2026)');
    // What is said alike to all is there once.
    expect(card.match(/Tell me\./g)).toHaveLength(1);
  });

  it('get a card each from four on', () => {
    const review = withGroups(4);
    expect(cardWords(review, deps).map(({ segment }) => segment)).toEqual([
      'group-1',
      'group-2',
      'group-3',
      'group-4',
    ]);
    expect(headingsOf(renderAgentCard(review, deps)).filter((text) => text.startsWith('h1'))).toHaveLength(4);
    expect(byTag(parsePage(renderAgentCardHtml(review, deps)), 'article')).toHaveLength(4);
  });

  it('get a card each where they do not fit on one', () => {
    expect(cardWords(priceRise(), deps).map(({ segment }) => segment)).toEqual(['loyal', 'recent']);
  });

  it('can be asked for one by one', () => {
    const card = renderAgentCard(withGroups(4), deps, { segment: 'group-3' });
    expect(card).toContain('For: **Group 3**');
    expect(card).not.toContain('Group 2');
  });

  it('are refused by a name that the review does not have', () => {
    expect(() => renderAgentCard(withGroups(2), deps, { segment: 'all' })).toThrowError(
      expect.objectContaining({ kind: 'misuse', next: 'use one of: group-1, group-2' }),
    );
  });
});

describe('a draft', () => {
  const open = (path: string) => ({
    ...priceRise(),
    open: [{ id: 'open-1', path, state: 'draft' as const }],
  });

  it.each([
    ['frontline.acknowledgements.loyal.listen', '## Say first *(draft)*'],
    ['L1-acknowledgement/loyal', '## Say first *(draft)*'],
    ['L1-reason', '## Why *(draft)*'],
    ['frontline.offers.keep', '## You can give *(draft)*'],
    ['frontline.hardQuestions.why-me.answer', '**Why me?** *(draft)*'],
    ['frontline.principle.text', '## If nothing fits *(draft)*'],
  ])('at %s is marked', (path, mark) => {
    const card = renderAgentCard(open(path), deps, { segment: 'loyal' });
    expect(card).toContain(mark);
    expect(card).toContain('**Not ready to use.**');
    const { text } = parsePage(renderAgentCardHtml(open(path), deps, { segment: 'loyal' }));
    expect(text).toContain('Not ready to use.');
  });

  it('of another group is not marked here', () => {
    const review = open('frontline.acknowledgements.loyal.listen');
    expect(renderAgentCard(review, deps, { segment: 'recent' })).not.toContain('draft');
  });

  it('is nowhere once everything is confirmed', () => {
    expect(renderAgentCard(priceRise(), deps)).not.toMatch(/draft/i);
  });

  it('of a whole review warns on every card', () => {
    expect(renderAgentCard({ ...priceRise(), status: 'draft' }, deps)).toContain('> **Draft review.**');
  });
});

describe('hostile answers', () => {
  const fill = (text: string) => ({ text: () => text, number: () => 1, date: () => '2027-01-15' });
  const plain = structureOf(renderAgentCard(reviewFromSchema(fill('word')), deps));

  it.each(hostileTexts)('leave the structure of the Markdown alone: %j', (text) => {
    const links = /link_(?:open|close) a/;
    const structure = structureOf(renderAgentCard(reviewFromSchema(fill(`x ${text}`)), deps));
    expect(structure.filter((kind) => !links.test(kind))).toEqual(plain);
  });

  it.each(hostileTexts)('leave the structure of the HTML alone: %j', (text) => {
    const names = (html: string) =>
      parsePage(html)
        .elements.map(({ tagName }) => tagName)
        .filter((tag) => tag !== 'a');
    const page = parsePage(renderAgentCardHtml(reviewFromSchema(fill(`x ${text}`)), deps));
    expect(page.elements.map(({ tagName }) => tagName).filter((tag) => tag !== 'a')).toEqual(
      names(renderAgentCardHtml(reviewFromSchema(fill('word')), deps)),
    );
    expect(page.errors).toEqual([]);
  });
});

it('names people by their names, and keys that nobody has as they are', () => {
  const card = renderAgentCard(priceRise(), deps, { segment: 'loyal' });
  expect(card).toContain('kept by Noor Haddad');
  expect(renderAgentCard(priceRise(), { ...deps, people: {} }, { segment: 'loyal' })).toContain(
    'kept by noor',
  );
});

it('takes an organisation’s own template instead of the shipped one', () => {
  const pages = { 'agent-card.md': 'Ours: {{title}}' };
  expect(renderAgentCard(priceRise(), { ...deps, pages }, { segment: 'loyal' })).toBe('Ours: Family plan\n');
});

it('has the shipped situations to test with', () => {
  expect(content.situations.length).toBeGreaterThanOrEqual(14);
  expect(offered).toHaveLength(15);
});
