import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/domain/content.ts';
import type { Review } from '../../src/domain/review.ts';
import { ruleRegistry } from '../../src/rules/engine/registry.ts';
import { runRules } from '../../src/rules/engine/run.ts';
import { bank, paste, strongReview } from './answers.ts';
import { config, content, schemaErrors, settings } from './support.ts';

const people = {
  ...config.people,
  maya: { name: 'Maya Lind' },
  sam: { name: 'Sam Roy' },
  ines: { name: 'Ines Duarte', executive: true },
};

const { rules } = settings;
/** Without pages: each answer of the bank is a model by itself, and all of them together fill two cards. */
const found = (review: Review) =>
  runRules([{ file: 'bank.yaml', review }], { content, rules, config: { ...config, people } }).findings;
const inWords = (review: Review) =>
  found(review).map(({ rule, path, message }) => `${rule} ${path}: ${message}`);

/** A sector is a fact: "none of these" is the full answer of whoever is in none of them. */
const plainFacts = new Set(['start-sector']);

/** A question asked row by row is answered for its first row; the others keep what they have. */
function firstRow(question: Question): readonly string[] | undefined {
  if (question.each === undefined) return undefined;
  const rows = { 'customers.segments': 'loyal', 'revision.changes': 'yearly-contracts' };
  return [rows[question.each as keyof typeof rows] ?? 'loyal-old-price'];
}

/** A question that one verdict alone brings up is answered under that verdict. */
function underItsVerdict(review: Review, { when }: Question): Review {
  const decision = when?.['verdict.decision'] as NonNullable<Review['verdict']>['decision'];
  return decision === undefined ? review : { ...review, verdict: { ...review.verdict, decision } };
}

/** Screening comes first: what deepens its answer has not been asked yet. */
function beforeDeepening(review: Review, question: Question): Review {
  const own = new Set(question.fields.map(({ path }) => path));
  const deeper = bank.filter((one) => one !== question && one.fields.some(({ path }) => own.has(path)));
  return deeper.reduce((at, one) => (one.each === undefined ? paste(at, one, {}) : at), review);
}

const offered = content.situations.filter((situation) => situation.builtIn !== true);
const priceRise = offered.find((situation) => situation.id === 'price-rise');
const isScreening = (question: Question) => /^S\d/.test(question.partOf ?? question.id);

describe('the strong answers of the bank', () => {
  it.each(offered.map((situation) => [situation.id, situation] as const))(
    'make a review without a finding, with those of %s',
    (_, situation) => {
      const review = strongReview(situation);
      expect(schemaErrors(review)).toEqual([]);
      expect(inWords(review)).toEqual([]);
    },
  );
});

/** Questions whose answer is looked at by a rule that decides, or that say so themselves. */
const judged = new Set(
  ruleRegistry.filter((rule) => rule.class === 'decides').flatMap((rule) => rule.questions ?? []),
);
const decides = ({ id, raises = [] }: Question) =>
  judged.has(id) || raises.some((raise) => raise.class === 'decides');

const ofBank = bank.map((question) => [question.id, question, priceRise] as const);
const ofSituations = offered.flatMap((situation) =>
  situation.questions.map((question) => [question.id, question, situation] as const),
);

describe.each([...ofBank, ...ofSituations])('%s', (id, question, situation) => {
  const review = underItsVerdict(strongReview(situation), question);

  it('raises nothing where the answer is strong', () => {
    const answered = paste(review, question, question.strong.values, firstRow(question));
    expect(schemaErrors(answered)).toEqual([]);
    expect(inWords(answered)).toEqual([]);
  });

  it.skipIf(plainFacts.has(id))('raises more than a placeholder where it is weak', () => {
    const before = isScreening(question) ? beforeDeepening(review, question) : review;
    const answered = paste(before, question, question.weak.values, firstRow(question));
    expect(schemaErrors(answered)).toEqual([]);
    const raised = found(answered).map(({ rule }) => rule);
    expect(raised.filter((rule) => rule !== 'placeholder-answer')).not.toEqual([]);
  });

  it.runIf(decides(question))('decides, and its weak answer raises more than a gap', () => {
    const before = isScreening(question) ? beforeDeepening(review, question) : review;
    const answered = paste(before, question, question.weak.values, firstRow(question));
    const classes = found(answered).map((finding) => finding.class);
    expect(classes.filter((one) => one === 'decides' || one === 'evidence')).not.toEqual([]);
  });
});
