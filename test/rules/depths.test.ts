import { describe, expect, it } from 'vitest';
import { buildAgenda } from '../../src/domain/agenda.ts';
import type { Question } from '../../src/domain/content.ts';
import type { Depth, Review } from '../../src/domain/review.ts';
import { getPath } from '../../src/lib/path.ts';
import { runRules } from '../../src/rules/engine/run.ts';
import { bank, paste } from './answers.ts';
import { content, overlay, schemaErrors, settings } from './support.ts';

const people = {
  maya: { name: 'Maya Lind' },
  sam: { name: 'Sam Roy' },
  ines: { name: 'Ines Duarte', executive: true },
};
const { rules } = settings;
const found = (review: Review) =>
  runRules([{ file: 'depth.yaml', review }], {
    content,
    rules,
    config: { schema: 'cx-review-config/1', people },
  }).findings.map(({ rule, path, message }) => `${rule} ${path}: ${message}`);

/** Only what the agenda of the review asks of a question, from its strong answer. */
function answered(review: Review, question: Question): Review {
  const items = buildAgenda(review, content).filter((item) => item.question.id === question.id);
  return items.reduce((at, item) => {
    const asked = new Set(item.fields.map(({ field }) => field.path));
    const own = Object.entries(question.strong.values).filter(([path]) =>
      [...asked].some((one) => path === one || path.startsWith(`${one}.`)),
    );
    const fields = question.fields.filter(({ path }) => asked.has(path));
    return paste(at, { ...question, fields: fields as Question['fields'] }, Object.fromEntries(own), [
      item.row?.id ?? '',
    ]);
  }, review);
}

/** A review of a depth that answers what is asked there, and nothing besides. */
function reviewOf(depth: Depth, facts: unknown, situation: string): Review {
  const own = content.situations.find((one) => one.id === situation)?.questions ?? [];
  const start = {
    schema: 'cx-review/1',
    id: '2026-12-15-something-d3pt',
    situation,
    depth,
    status: 'proposed',
  } as Review;
  const withFacts = (review: Review) => overlay(review, facts) as Review;
  return [...bank, ...own].reduce((review, question) => {
    const next = withFacts(answered(withFacts(review), question));
    return { ...next, depth, situation };
  }, withFacts(start));
}

const mild = {
  customers: { total: 6000, worseOff: 40, freedom: 'free' },
  change: { reachesBack: 'existing-with-exit' },
  fairness: { vulnerability: 'no-harder' },
};

describe('a review that answers what its depth asks, and no more', () => {
  it('raises nothing at light depth', () => {
    const review = reviewOf(
      'light',
      {
        ...mild,
        consequences: [
          {
            segment: 'loyal',
            lost: { money: 2, hours: 0.2, stops: 'nothing' },
            newFigure: '20.15 EUR a month',
          },
        ],
      },
      'price-rise',
    );
    expect(schemaErrors(review)).toEqual([]);
    expect(getPath(review, 'economics')).toBeUndefined();
    expect(getPath(review, 'fairness.noticeDuties')).toBeUndefined();
    expect(found(review)).toEqual([]);
  });

  it('raises nothing at standard depth', () => {
    const review = reviewOf(
      'standard',
      {
        customers: { total: 6000, worseOff: 6000, freedom: 'free' },
        change: { reachesBack: 'existing-with-exit' },
        fairness: { vulnerability: 'no-harder' },
        consequences: [
          {
            segment: 'loyal',
            lost: { money: 24, hours: 0.5, stops: 'nothing' },
            newFigure: '22 EUR a month',
          },
          {
            segment: 'small-teams',
            lost: { money: 24, hours: 0.5, stops: 'nothing' },
            newFigure: '22 EUR a month',
            feeling: 'angry',
            intensity: 4,
          },
        ],
      },
      'price-rise',
    );
    expect(schemaErrors(review)).toEqual([]);
    expect(found(review)).toEqual([]);
  });

  it('raises nothing where nobody is worse off', () => {
    const review = reviewOf(
      'light',
      {
        title: 'Pro plan from 25 to 20 EUR a month',
        change: { what: 'The Pro plan goes from 25 to 20 EUR a month on 1 December 2026 for everybody.' },
        customers: { worseOff: 0 },
        screening: { nobodyWorseOff: true },
      },
      'price-rise',
    );
    expect(found(review)).toEqual([]);
  });

  it('raises nothing for a change of the gate', () => {
    const review = reviewOf('light', {}, 'gate-change');
    expect(found(review)).toEqual([]);
  });

  it('takes for a change of the gate only what is not answered for an error, as the gate does', () => {
    const review = reviewOf('light', {}, 'gate-change');
    const thin = { ...review, change: { ...review.change, what: 'Finn signs.', reason: 'We need two.' } };
    const errors = (of: Review) =>
      runRules([{ file: 'thin.yaml', review: of }], { content, rules, config: undefined })
        .findings.filter(({ severity }) => severity === 'error')
        .map(({ rule, path }) => `${rule} ${path}`);
    expect(found(thin)).not.toEqual([]);
    expect(errors(thin)).toEqual([]);
    const { reason: _reason, ...without } = thin.change;
    expect(errors({ ...thin, change: without })).toEqual(['unanswered-question change.reason']);
  });
});

describe('a review that has only begun', () => {
  it('is asked for the first questions, and judged by nothing else', () => {
    const rulesRaised = new Set(found({ schema: 'cx-review/1' }).map((one) => one.split(' ', 1)[0]));
    expect([...rulesRaised]).toEqual(['unanswered-question']);
  });

  it.each(['light', 'standard', 'full'] as const)(
    'at %s depth is judged by what is absent alone',
    (depth) => {
      const review: Review = { schema: 'cx-review/1', depth, situation: 'price-rise' };
      const { findings } = runRules([{ file: 'begun.yaml', review }], { content, rules, config: undefined });
      expect(findings.length).toBeGreaterThan(5);
      for (const { path } of findings) expect(getPath(review, path)).toBeUndefined();
    },
  );
});
