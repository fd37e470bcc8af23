import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildAgenda } from '../../src/domain/agenda.ts';
import type { Config } from '../../src/domain/config.ts';
import type { Review } from '../../src/domain/review.ts';
import shipped from '../../src/generated/examples.json' with { type: 'json' };
import { rowKey } from '../../src/lib/path.ts';
import { renderAgentCard } from '../../src/render/agent-card.ts';
import { noticeGaps, renderCustomerNotice } from '../../src/render/customer-notice.ts';
import { renderLeaderPage } from '../../src/render/leader-page.ts';
import { renderMarkdown } from '../../src/render/review-markdown.ts';
import { sampleAtEffort } from '../support/effort.ts';
import { content, deps, markdownDeps } from './deps.ts';

const texts: Readonly<Record<string, string>> = shipped;
const { config, ...examples } = texts;
const { people } = parse(config ?? '{}') as Config;
const own = { ...deps, people, findings: [], answered: [] };

const leaderPage = (review: Review) => renderLeaderPage(review, own);
const otherPages = [
  (review: Review) => renderMarkdown(review, { ...markdownDeps, ...own }),
  (review: Review) => renderAgentCard(review, own),
  // A notice with a gap in it is refused.
  (review: Review) => (noticeGaps(review, own).length > 0 ? '' : renderCustomerNotice(review, own)),
];

/** The review without what stands at a path; what holds it stays. */
function without(review: Review, path: string): Review {
  const copy = structuredClone(review);
  const names = path.split('.');
  const last = names.pop() ?? '';
  let node: unknown = copy;
  for (const name of names) {
    node = Array.isArray(node)
      ? node.find((row) => rowKey(row) === name)
      : (node as Record<string, unknown> | undefined)?.[name];
  }
  if (typeof node === 'object' && node !== null) delete (node as Record<string, unknown>)[last];
  return copy;
}

/** What says that there is none of something. */
const saysNone = /\b(?:nothing|nobody|none|no one|never|every question)\b|(?:^|[^\w.,])0(?![\w.,]*\d)/i;
/** What nobody has answered may be called so. */
const isHonest = /nobody has (?:confirmed|answered) this|nothing that has been answered/i;

/** Everything that somebody wrote, the longest first, as it stands on a page. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value.replace(/\s+/g, ' ').trim()];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value)
    .flatMap(wordsOf)
    .sort((a, b) => b.length - a.length);
}

/** How often which line, cell of a table or fact in a row says so in the words of the page. */
function claimsOf(page: string, written: readonly string[]): Map<string, number> {
  const claims = new Map<string, number>();
  for (const part of page.split(/<[^>]+>|[|·\n]/)) {
    if (!saysNone.test(part)) continue;
    const claim = written.reduce((text, words) => text.replaceAll(words, '…'), part).trim();
    if (!saysNone.test(claim) || isHonest.test(claim) || claim.endsWith('?')) continue;
    claims.set(claim, (claims.get(claim) ?? 0) + 1);
  }
  return claims;
}

type Page = (review: Review) => string;

/** For a page: what it says that there is none of once an answer is taken out, and did not say before. */
function buildComparison(before: Review, page: Page): (after: Review) => string[] {
  const written = wordsOf(before).filter((words) => words.length > 3);
  const old = claimsOf(page(before), written);
  return (after) =>
    [...claimsOf(page(after), written)].flatMap(([claim, count]) =>
      count > (old.get(claim) ?? 0) ? [claim] : [],
    );
}

// Without a currency amounts have no sign, and without a situation its questions are nobody's.
const kept = new Set(['currency', 'situation']);

describe.each(Object.entries(examples))('the example %s', (_name, text) => {
  const review = parse(text) as Review;
  // A review that ends in revise or drop owes few answers; blanked is whatever it has.
  const going: Review = { ...review, verdict: { ...review.verdict, decision: 'go' } };
  const items = buildAgenda(going, content).map(({ fields }) =>
    fields.filter(({ state, path }) => state === 'answered' && !kept.has(path)).map(({ path }) => path),
  );

  it.each([
    ['answer', items.flat().map((path) => [path]), [leaderPage]],
    ['question', items, otherPages],
  ])(
    'says of no %s that is left blank that there is none',
    { timeout: 300_000 },
    (_, blanks, shown: readonly Page[]) => {
      expect(blanks.length).toBeGreaterThan(60);
      const comparisons = shown.map((page) => buildComparison(review, page));
      const faults = sampleAtEffort(blanks, 5).flatMap((paths) => {
        const blanked = paths.reduce(without, review);
        return comparisons.flatMap((added) => added(blanked).map((claim) => `${paths}: ${claim}`));
      });
      expect(faults).toEqual([]);
    },
  );
});
