import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Config } from '../../src/domain/config.ts';
import type { Review } from '../../src/domain/review.ts';
import shipped from '../../src/generated/examples.json' with { type: 'json' };
import { cardWords, longestCard, renderAgentCard } from '../../src/render/agent-card.ts';
import { noticeGaps, renderCustomerNotice } from '../../src/render/customer-notice.ts';
import { renderLeaderPage } from '../../src/render/leader-page.ts';
import { renderMarkdown } from '../../src/render/review-markdown.ts';
import { deps, markdownDeps, strongReview } from './deps.ts';
import { faultsOf } from './faults.ts';
import { longestNotice, noticeWords } from './notice-words.ts';

const texts: Readonly<Record<string, string>> = shipped;
const { config, ...examples } = texts;
const { people } = parse(config ?? '{}') as Config;
const own = { ...deps, people };

describe.each(Object.entries(examples))('the example %s', (_name, text) => {
  const review = parse(text) as Review;

  it('has cards and notices that fit on their pages and have no gap', () => {
    for (const { segment, words } of cardWords(review, own)) {
      expect(words, segment).toBeLessThanOrEqual(longestCard);
    }
    expect(noticeGaps(review, own)).toEqual([]);
    expect(noticeWords(review, own)).toBeLessThanOrEqual(longestNotice);
    expect(faultsOf(renderAgentCard(review, own))).toEqual([]);
    expect(faultsOf(renderCustomerNotice(review, own))).toEqual([]);
  });

  it('leaves no name of a key or placeholder on any page', () => {
    const pages = [renderLeaderPage(review, own), renderMarkdown(review, { ...markdownDeps, people })];
    for (const page of pages) expect(page).not.toMatch(/\{\{|undefined|\[object|NaN/);
  });
});

describe('the strong answers of the bank', () => {
  it('leave no gap in the notice and no empty slot on the card', () => {
    const review = strongReview();
    expect(noticeGaps(review, own)).toEqual([]);
    expect(faultsOf(renderAgentCard(review, own))).toEqual([]);
  });
});
