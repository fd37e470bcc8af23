import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { parseText } from '../../src/document/parse.ts';
import type { Config } from '../../src/domain/config.ts';
import type { Content } from '../../src/domain/content.ts';
import type { Finding } from '../../src/domain/finding.ts';
import type { Review } from '../../src/domain/review.ts';
import type { MarkdownState, PageFacts, Rule, RuleExample } from '../../src/domain/rule.ts';
import generated from '../../src/generated/content.json' with { type: 'json' };
import validate from '../../src/generated/validate-review.js';
import type { Place } from '../../src/lib/failure.ts';
import { rowKey } from '../../src/lib/path.ts';
import { cardWords } from '../../src/render/agent-card.ts';
import { noticeGaps } from '../../src/render/customer-notice.ts';
import { ruleRegistry } from '../../src/rules/engine/registry.ts';
import { type RunResult, type RunSettings, runRules, type Subject } from '../../src/rules/engine/run.ts';

/** The shipped content, as the program loads it. */
export const content = {
  sections: generated.questions,
  situations: generated.situations,
  duties: generated.duties.flatMap((list: { duties: unknown[] }) => list.duties),
  cases: generated.cases.flatMap((list: { cases: unknown[] }) => list.cases),
  phrases: generated.phrases,
} as unknown as Content;

export const config: Config = {
  schema: 'cx-review-config/1',
  currency: 'EUR',
  people: {
    ana: { name: 'Ana Ruiz', roles: ['author'] },
    mara: { name: 'Mara Weiss', roles: ['frontline'] },
    pia: { name: 'Pia Lorenz', roles: ['product'] },
    jonas: { name: 'Jonas Keller', roles: ['executive'], executive: true },
  },
};

/** What the pages come to, as a command works it out. */
export function pagesOf(review: Review, of: Config = config): PageFacts {
  const deps = { content, people: of.people, locale: 'en-GB' };
  return { cards: cardWords(review, deps), noticeGaps: noticeGaps(review, deps) };
}

export const settings: RunSettings = { config, content, rules: ruleRegistry, pages: pagesOf };

/** A path below test/rules. */
export const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const base = parse(readFileSync(here('base.yaml'), 'utf8')) as Review;

export function baseReview(): Review {
  return structuredClone(base);
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function overlayList(base: unknown, part: readonly unknown[]): unknown[] {
  const known = new Map((Array.isArray(base) ? base : []).map((row) => [rowKey(row), row]));
  return part.map((row) => {
    const own = rowKey(row);
    return own === undefined || !known.has(own) ? overlay(undefined, row) : overlay(known.get(own), row);
  });
}

/**
 * Lays a part of a review over a whole one. Maps are merged; an empty value takes the answer away; a list
 * replaces the list, and each of its rows starts from the row of the same key, where there is one.
 */
export function overlay(base: unknown, part: unknown): unknown {
  if (Array.isArray(part)) return overlayList(base, part);
  if (!isMap(part)) return part;
  const merged: Record<string, unknown> = isMap(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(part)) {
    if (value === null) delete merged[key];
    else merged[key] = overlay(merged[key], value);
  }
  return merged;
}

/** The base review with a part laid over it. */
export function reviewWith(part: unknown): Review {
  return overlay(baseReview(), part ?? {}) as Review;
}

export interface Case {
  readonly review: unknown;
  readonly archive?: readonly unknown[];
  readonly markdown?: MarkdownState;
  /** Laid over the config of the tests. */
  readonly config?: Partial<Config>;
  /** The YAML that `review` was read from, where lines matter: findings then point into it. */
  readonly text?: string;
}

/** Faults that the schema finds, each with the keys and indexes that lead to it. */
function listSchemaFaults(review: unknown) {
  if (validate(review)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => ({
    at: instancePath.split('/').slice(1),
    text: `${instancePath} ${message} ${JSON.stringify(params)}`,
  }));
}

/** What the schema says against a review; empty where nothing. */
export function schemaErrors(review: unknown): string[] {
  return listSchemaFaults(review).map(({ text }) => text);
}

/** The place that a command finds, with line and column or without either. */
function placeFrom({ line, column }: Place): { readonly line: number; readonly column: number } | undefined {
  return line === undefined || column === undefined ? undefined : { line, column };
}

/** Other reviews of the same folder, of which only what is written counts. */
function archiveSubjects(archive: readonly unknown[] = []): Subject[] {
  return archive.map((part, index) => {
    const review = { schema: 'cx-review/1', ...(part as object) } as Review;
    return { file: `cx-reviews/archived-${index}.yaml`, review };
  });
}

/** The registry with every other rule dumb: quicker, and what is claimed by whom stays as it is. */
function onlySpeaking(names: readonly string[]): readonly Rule[] {
  return ruleRegistry.map((rule) => (names.includes(rule.name) ? rule : { ...rule, check: () => [] }));
}

/**
 * Runs the rules over the base review with a part laid over it; `own` leaves findings of the archive out.
 * @param names only these rules speak
 */
export function run(
  one: Case,
  names?: readonly string[],
): RunResult & { readonly own: readonly Finding[]; readonly review: Review } {
  const review = reviewWith(one.review);
  const file = 'cx-reviews/own.yaml';
  const document = one.text === undefined ? undefined : parseText(one.text, file);
  const faults = listSchemaFaults(review);
  const subject: Subject = {
    file,
    review: faults.length === 0 ? review : undefined,
    ...(document === undefined ? {} : { locate: (path) => placeFrom(document.placeOf(path)) }),
    facts: {
      file,
      problems: faults.map(({ at, text }) => ({ message: `${text}.`, place: document?.placeAt(at) })),
      markdown: { file: 'cx-reviews/own.md', state: one.markdown ?? 'fresh' },
    },
  };
  const result = runRules([...archiveSubjects(one.archive), subject], {
    ...settings,
    rules: names === undefined ? ruleRegistry : onlySpeaking(names),
    config: { ...config, ...one.config },
  });
  return { ...result, review, own: result.findings.filter((finding) => finding.file === file) };
}

export function caseOfExample(example: RuleExample): Case {
  return {
    review: parse(example.review),
    text: example.review,
    ...(example.archive === undefined ? {} : { archive: example.archive.map((text) => parse(text)) }),
    ...(example.markdown === undefined ? {} : { markdown: example.markdown }),
  };
}
