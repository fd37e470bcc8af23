import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DraftFacts, type DraftName, findDraft } from '../../src/content/draft.ts';
import { parseYaml } from '../../src/document/parse.ts';
import type { Situation } from '../../src/domain/content.ts';
import type { Review } from '../../src/domain/review.ts';
import validate from '../../src/generated/validate-situations.js';
import { ruleRegistry } from '../../src/rules/engine/registry.ts';
import { checkReview } from '../../src/rules/engine/run.ts';
import { runsAtEffort } from '../support/effort.ts';
import { shipped } from './shipped.ts';

const ids = [
  'price-rise',
  'new-fee',
  'newcomer-deal',
  'returns-cut',
  'support-cut',
  'feature-removal',
  'product-withdrawal',
  'loyalty-devaluation',
  'usage-limit',
  'contract-terms',
  'access-withdrawal',
  'partner-terms',
  'eligibility-tightening',
  'discount-ends',
  'security-duty',
];

const draftNames: readonly DraftName[] = [
  'what',
  'listen',
  'apologise',
  'solve',
  'thank',
  'reason',
  'offer',
  'why-me',
  'why-now',
  'keep-old',
  'leave',
  'complain',
  'ifNothing',
  'principle',
];
const lastParts: readonly DraftName[] = ['listen', 'apologise', 'solve', 'thank'];
const hardAnswers: readonly DraftName[] = ['why-me', 'why-now', 'keep-old', 'leave', 'complain'];

const facts = {
  title: 'Pro plan from 20 to 25 EUR',
  old: '20 EUR a month',
  new: '25 EUR a month',
  offer: 'The old price until 1 August 2027.',
  leaveSteps: 'Settings, Plan, Leave; two clicks, no charge until 1 February 2027.',
  complaintChannels: 'phone, letter or the form in the app',
  change: {
    what: 'The Pro plan goes from 20 to 25 EUR a month.',
    reason: 'Hosting costs us 31 % more than in 2023, and we cover half of it.',
    briefed: '4 January 2027',
    told: '15 January 2027',
    effective: '1 March 2027',
  },
  segment: {
    name: 'Three years and longer',
    old: '20 EUR a month',
    new: '25 EUR a month',
    loss: '60 EUR a year',
    offer: 'The old price until 1 August 2027.',
  },
} as const satisfies DraftFacts;

const offered = shipped.situations.filter((situation) => situation.builtIn !== true);
const words = (text: string) => text.split(/\s+/u).filter((word) => /\w/u.test(word)).length;
const sentences = (text: string) => text.split(/[.!?](?:\s+|$)/u).filter((part) => part !== '').length;

/** What a missing fact would leave behind: an empty slot, a doubled or stranded mark, a field name. */
const residue =
  /\{\{|\}\}|undefined|\[object|\b(change|segment|customerTerms)\.\w|\s[,.;:]|[,;:]\s*[,.;:]|,\s*$|\b(from|to|on|of|until|is|this):?\s*[.;]|\(\s*\)/u;

function draft(situation: Situation, name: DraftName, given: DraftFacts): string {
  const text = findDraft(situation, name, given);
  if (text === undefined) throw new Error(`${situation.id} has no draft ${name}`);
  return text;
}

/** Drops any of the facts, so that every gap is seen sooner or later. */
const someFacts: fc.Arbitrary<DraftFacts> = fc
  .record({
    top: fc.subarray(['title', 'old', 'new', 'offer', 'leaveSteps', 'complaintChannels'] as const),
    change: fc.subarray(['what', 'reason', 'briefed', 'told', 'effective'] as const),
    segment: fc.subarray(['name', 'old', 'new', 'loss', 'offer'] as const),
  })
  .map(({ top, change, segment }) => ({
    ...Object.fromEntries(top.map((key) => [key, facts[key]])),
    change: Object.fromEntries(change.map((key) => [key, facts.change[key]])),
    segment: Object.fromEntries(segment.map((key) => [key, facts.segment[key]])),
  }));

describe('the shipped situations', () => {
  it('are the fifteen and the gate', () => {
    expect(offered.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(shipped.situations.filter(({ builtIn }) => builtIn).map(({ id }) => id)).toEqual(['gate-change']);
  });

  it('ask only for the decision where the gate itself changes', () => {
    const gate = shipped.situations.find(({ id }) => id === 'gate-change');
    expect(gate?.asks).toEqual(['C1', 'C2', 'G4']);
    expect(gate?.questions).toEqual([]);
    const answers = shipped.sections.flatMap(({ questions }) => questions.flatMap(({ fields }) => fields));
    expect(gate?.leavesOut).toEqual([
      'currency',
      'change.jurisdictions',
      'change.sector',
      'change.reasonClass',
      'change.gainUse',
    ]);
    for (const path of gate?.leavesOut ?? []) expect(answers.map((field) => field.path)).toContain(path);
  });

  it.each(shipped.situations.map((situation) => [situation.id, situation] as const))(
    '%s has the form of the schema',
    (_, situation) => {
      validate(situation);
      expect(validate.errors).toBeNull();
    },
  );

  it.each(offered.map((situation) => [situation.id, situation] as const))(
    '%s is complete',
    (_, situation) => {
      expect(Object.keys(situation.drafts).sort()).toEqual([...draftNames].sort());
      expect(situation.words.length).toBeGreaterThan(5);
      expect(situation.words.filter((word) => word !== word.toLowerCase())).toEqual([]);
      expect(new Set(situation.words).size).toBe(situation.words.length);
      expect(situation.duties.filter((id) => !shipped.duties.some((duty) => duty.id === id))).toEqual([]);
      expect(situation.duties.length).toBeGreaterThan(0);
      expect(situation.cases.length).toBeGreaterThan(0);
      for (const id of situation.cases) {
        expect(shipped.cases.find((one) => one.id === id)?.situations).toContain(situation.id);
      }
    },
  );
});

describe.each(offered.map((situation) => [situation.id, situation] as const))(
  'the questions of %s',
  (id, situation) => {
    it('are three to five, two of them also at standard', () => {
      expect(situation.questions.length).toBeGreaterThanOrEqual(3);
      expect(situation.questions.length).toBeLessThanOrEqual(5);
      const depths = situation.questions.map((question) => question.depths.join(' '));
      expect(depths.filter((one) => one === 'standard full')).toHaveLength(2);
      expect(depths.filter((one) => one !== 'standard full' && one !== 'full')).toEqual([]);
    });

    it('fill their own answer and nothing else', () => {
      for (const question of situation.questions) {
        const path = `answers.${question.id}`;
        expect(question.id.startsWith(`${id}-`)).toBe(true);
        expect(question.fields.map((field) => field.path)).toEqual([`${path}-is`, path]);
        expect(Object.keys(question.weak.values)).toEqual([`${path}-is`, path]);
        expect(Object.keys(question.strong.values)).toEqual([`${path}-is`, path]);
      }
    });

    it('show the same answer in words and as a value, the strong one with figures', () => {
      for (const { strong, weak, ...question } of situation.questions) {
        for (const { values, says } of [strong, weak]) expect(values[`answers.${question.id}`]).toBe(says);
        expect(strong.says, question.id).toMatch(/\d/u);
        expect(weak.says, question.id).not.toMatch(/\d/u);
        expect(question.ask).toMatch(/\?$/u);
        expect(words(question.help)).toBeGreaterThan(15);
      }
    });
  },
);

/** A review without a fault, to judge single answers in. */
const sound = parseYaml(
  readFileSync(fileURLToPath(new URL('../../templates/examples/price-rise.yaml', import.meta.url))),
  'price-rise.yaml',
).data as Review;

describe.each(offered.map((situation) => [situation.id, situation] as const))(
  'the example answers of %s',
  (id, situation) => {
    const answersIn = ({ values }: { readonly values: object }) =>
      Object.fromEntries(
        Object.entries(values).map(([path, value]) => [path.replace('answers.', ''), value]),
      );
    const strong = Object.assign({}, ...situation.questions.map((one) => answersIn(one.strong)));
    const rulesFor = (answers: NonNullable<Review['answers']>) =>
      checkReview(
        { ...sound, situation: id, answers },
        { config: undefined, content: shipped, rules: ruleRegistry },
      )
        .filter(({ path }) => path.startsWith('answers'))
        .map(({ rule }) => rule);

    it('raise nothing where they are strong', () => {
      expect(rulesFor(strong)).toEqual([]);
    });

    it.each(situation.questions.map((one) => [one.id, one] as const))(
      'raise something where %s is weak',
      (_, one) => {
        expect(rulesFor({ ...strong, ...answersIn(one.weak) })).toContain('damning-answer');
      },
    );
  },
);

describe.each(offered.map((situation) => [situation.id, situation] as const))(
  'the drafts of %s',
  (_, situation) => {
    it.each(draftNames)('%s is whole whatever is missing', (name) => {
      fc.assert(
        fc.property(someFacts, (given) => {
          const text = draft(situation, name, given);
          expect(text).toMatch(/^[A-Z\d].*[.!?]$/u);
          expect(text).not.toMatch(residue);
        }),
        { numRuns: runsAtEffort(20) },
      );
    });

    it.each([
      ['all facts', facts],
      ['no facts', {}],
    ] as const)('can be said aloud with %s', (_name, given: DraftFacts) => {
      const spoken = lastParts.map((name) => draft(situation, name, given)).join(' ');
      expect(words(spoken)).toBeLessThanOrEqual(60);
      for (const name of hardAnswers)
        expect(sentences(draft(situation, name, given)), name).toBeLessThanOrEqual(2);
    });

    it('belittle nobody', () => {
      const all = draftNames.map((name) => draft(situation, name, facts).toLowerCase()).join(' ');
      const words = shipped.phrases
        .filter(({ list }) => list === 'dismissive' || list === 'euphemism')
        .flatMap(({ phrases }) => phrases.map(({ phrase }) => phrase));
      expect(words.length).toBeGreaterThan(20);
      expect(words.filter((word) => new RegExp(`\\b${word.replace(/\W/gu, '.')}\\b`, 'u').test(all))).toEqual(
        [],
      );
    });

    it('use the facts that are there', () => {
      const all = draftNames.map((name) => draft(situation, name, facts)).join(' ');
      for (const fact of [
        facts.change.effective,
        facts.complaintChannels,
        'we cover half of it',
        'until 1 August 2027',
      ]) {
        expect(all).toContain(fact);
      }
      const spoken = lastParts.map((name) => draft(situation, name, facts)).join(' ');
      expect(spoken).toMatch(/25 EUR a month|20 EUR a month|1 March 2027/u);
    });
  },
);
