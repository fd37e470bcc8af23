import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Finding } from '../../src/domain/finding.ts';
import type { Review } from '../../src/domain/review.ts';
import { getPath } from '../../src/lib/path.ts';
import { runRules } from '../../src/rules/engine/run.ts';
import { content, schemaErrors, settings } from './support.ts';

interface Replay {
  /** Id of a shipped case, which says which questions it failed. */
  readonly case: string;
  readonly sources: readonly string[];
  /** What was not public and is taken to have been so. */
  readonly assumed: readonly string[];
  readonly review: Review;
}

const folder = join(import.meta.dirname, '../fixtures/replays');
const replays = readdirSync(folder).map((file) => parse(readFileSync(join(folder, file), 'utf8')) as Replay);
const questions = [...content.sections, ...content.situations].flatMap((one) => one.questions);

function pathsOf(question: string): string[] {
  return questions
    .filter((one) => one.id === question || one.partOf === question)
    .flatMap((one) => one.fields.map((field) => field.path));
}

/** Whether a finding is about what this question asks: its path, one inside it, or one around it. */
function concerns(finding: Finding, question: string): boolean {
  const own = finding.path.split('.');
  return pathsOf(question).some((path) => {
    const asked = path.split('.');
    const length = Math.min(own.length, asked.length);
    return (
      (length > 1 || own.length === asked.length) &&
      asked.slice(0, length).every((part, index) => part === '*' || part === own[index])
    );
  });
}

/** A reconstruction answers what was known; that it leaves out the rest says nothing of the decision. */
function errorsOn(replay: Replay, question: string): Finding[] {
  const { findings } = runRules([{ file: replay.case, review: replay.review }], {
    ...settings,
    config: undefined,
  });
  return findings.filter((finding) => {
    const place = finding.path.split('.').slice(0, 2).join('.');
    const isAnswered = getPath(replay.review, place) !== undefined;
    // As rules put it: "M7: worth after 36 months is not answered yet."
    const isAbsence =
      finding.rule === 'unanswered-question' ||
      /^[\w-]+(?: for [^:]+)?: .* (?:is|are) (?:missing|not answered yet)\.$/.test(finding.message);
    return finding.severity === 'error' && concerns(finding, question) && isAnswered && !isAbsence;
  });
}

const inWords = (findings: readonly Finding[]) => findings.map((one) => `${one.rule} ${one.path}`);
const caseOf = (replay: Replay) => content.cases.find((one) => one.id === replay.case);
const failed = new Set(content.cases.flatMap((one) => one.fails ?? []));

describe('the replays of real cases', () => {
  it('are eight or more, of failures and of successes, each with its sources', () => {
    expect(replays.length).toBeGreaterThanOrEqual(8);
    expect(replays.filter((one) => (caseOf(one)?.fails ?? []).length > 0).length).toBeGreaterThanOrEqual(5);
    expect(replays.filter((one) => (caseOf(one)?.fails ?? []).length === 0).length).toBeGreaterThanOrEqual(2);
    for (const replay of replays) {
      expect(replay.sources.length).toBeGreaterThan(0);
      expect(replay.assumed.length).toBeGreaterThan(0);
      expect(schemaErrors(replay.review)).toEqual([]);
    }
  });

  it('were written before the announcement', () => {
    for (const { review } of replays) {
      expect(review.verdict?.date && review.verdict.date <= (review.change?.dates?.told ?? '')).toBe(true);
    }
  });
});

describe.each(replays.map((replay) => [replay.case, replay] as const))('%s', (_, replay) => {
  const fails = caseOf(replay)?.fails ?? [];
  const passes = caseOf(replay)?.passes ?? [];

  it('is a shipped case', () => {
    expect(caseOf(replay)).toBeDefined();
  });

  it.runIf(fails.length > 0).each(fails)('would have been stopped at %s', (question) => {
    expect(inWords(errorsOn(replay, question))).not.toEqual([]);
  });

  it.runIf(passes.length > 0).each(passes)('would have passed %s', (question) => {
    expect(inWords(errorsOn(replay, question))).toEqual([]);
  });

  it.runIf(fails.length === 0)('would not have been stopped where the failures were', () => {
    expect([...failed].flatMap((question) => inWords(errorsOn(replay, question)))).toEqual([]);
  });
});
