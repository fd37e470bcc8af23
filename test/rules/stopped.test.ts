import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildAgenda, listUnanswered } from '../../src/domain/agenda.ts';
import type { Config } from '../../src/domain/config.ts';
import type { Review } from '../../src/domain/review.ts';
import { applyEdits, buildLists } from '../../src/interview/edits.ts';
import { getPath } from '../../src/lib/path.ts';
import { runRules } from '../../src/rules/engine/run.ts';
import { caseOfExample, config, content, reviewWith, settings } from './support.ts';

const folder = new URL('../../templates/examples/', import.meta.url);
const read = (name: string) => parse(readFileSync(new URL(name, folder), 'utf8')) as unknown;
const names = readdirSync(folder).filter((name) => name !== 'config.yaml');
const people = read('config.yaml') as Config;
const examples = names.map((name) => [name, read(name) as Review] as const);
type Decision = NonNullable<NonNullable<Review['verdict']>['decision']>;

/** An example as if it had been decided in another way. */
function decided(review: Review, decision: Decision): Review {
  const more = {
    revise: {
      revisions: [{ id: 'one', change: 'Paid months stay as they are.', owner: 'sam', by: '2027-02-01' }],
    },
    drop: { reconsiderIf: 'If it costs us 11 EUR a month or more.' },
    go: {},
  }[decision];
  return { ...review, verdict: { ...review.verdict, decision, ...more } };
}

/** Without the one that draws thousands of futures, which a law over hundreds of answers cannot wait for. */
const rules = settings.rules.filter(({ name }) => name !== 'medium-term-loss');
const check = (review: Review, of: Config = people) =>
  runRules([{ file: 'a.yaml', review }], { config: of, content, rules }).findings;
const errorsOf = (review: Review) => check(review).filter(({ severity }) => severity === 'error');

/** What the interview of such a review is asked, and nothing besides. */
const dropped: Review = {
  schema: 'cx-review/1',
  id: '2026-11-22-pro-plan-k3f9',
  title: 'Pro plan from 20 to 25 EUR a month',
  situation: 'price-rise',
  author: 'maya',
  status: 'closed',
  change: { what: 'The Pro plan goes from 20 to 25 EUR a month for 6,000 accounts.' },
  verdict: {
    decision: 'drop',
    date: '2026-11-22',
    why: '9.1 % may leave before the gain is gone, and our own trial lost 12 %.',
    reconsiderIf: 'If running one account costs us more than 11 EUR a month for two quarters.',
  },
  leadership: { signer: 'ines' },
};

describe('a review that ends in drop', () => {
  it('is clean with nine answers: what was considered, what decided it, what would change the mind, the day', () => {
    expect(listUnanswered(dropped, content)).toEqual([]);
    const paths = buildAgenda(dropped, content).flatMap(({ fields }) => fields.map(({ path }) => path));
    expect(paths).toEqual([
      ...['title', 'situation', 'author', 'change.what'],
      ...['verdict.decision', 'verdict.why', 'verdict.date', 'leadership.signer', 'verdict.reconsiderIf'],
    ]);
    expect(check(dropped)).toEqual([]);
  });

  it.each(['verdict.why', 'verdict.reconsiderIf', 'change.what', 'verdict.date'])(
    'owes %s at any depth, or none',
    (path) => {
      for (const depth of [undefined, 'light', 'standard', 'full'] as const) {
        const { depth: _, ...known } = dropped;
        const whole: Review = depth === undefined ? known : { ...known, depth };
        const without = applyEdits(whole, [{ path, value: undefined }], buildLists(content));
        expect(errorsOf(without).map((finding) => finding.path)).toEqual([path]);
      }
    },
  );

  it('still has to say plainly what was considered', () => {
    const vague = { ...dropped, change: { what: 'We adjust our pricing.' } };
    expect(check(vague).map(({ rule }) => rule)).toEqual(['vague-change']);
  });
});

describe('a review that is sent back', () => {
  it('names what must change, who sees to it and by when', () => {
    const sent = { ...dropped, verdict: { ...dropped.verdict, decision: 'revise' as const } };
    expect(errorsOf(sent).map(({ path }) => path)).toEqual(['verdict.revisions']);
    const revisions = [{ id: 'free', change: 'One month is free for 380 accounts.', owner: 'sam' }];
    const undated = { ...sent, verdict: { ...sent.verdict, revisions } };
    expect(errorsOf(undated).map(({ path }) => path)).toEqual(['verdict.revisions.free.by']);
  });

  it('keeps in sight what it would have done, and is not stopped by it', () => {
    const lying = rules.find(({ name }) => name === 'reason-differs-from-truth');
    const review = reviewWith(caseOfExample(lying?.bad ?? { review: '' }).review);
    const found = (decision: Decision) =>
      check(decided(review, decision), config)
        .filter(({ class: about }) => about === 'decides')
        .map(({ rule, severity }) => `${rule} ${severity}`);
    expect(found('go')).toEqual(['reason-differs-from-truth error']);
    expect(found('revise')).toEqual(['reason-differs-from-truth warning']);
    expect(found('drop')).toEqual([]);
  });
});

describe('whoever discloses more never stands worse than whoever hides it', () => {
  const lists = buildLists(content);
  const isDeciding = ({ class: about, severity }: ReturnType<typeof check>[number]) =>
    about === 'decides' && severity === 'error';

  /** Answers without which there are fewer errors of what decides it, or none at all any more. */
  function listBetterHidden(review: Review): string[] {
    const before = errorsOf(review);
    const paths = buildAgenda(review, content).flatMap(({ fields }) => fields.map(({ path }) => path));
    return [...new Set(paths)].filter((path) => {
      if (path === 'verdict.decision' || getPath(review, path) === undefined) return false;
      const after = errorsOf(applyEdits(review, [{ path, value: undefined }], lists));
      return (
        after.filter(isDeciding).length < before.filter(isDeciding).length && after.length < before.length
      );
    });
  }

  it.each(
    examples.flatMap(([name, review]) =>
      (['revise', 'drop'] as const).map((end) => [name, end, review] as const),
    ),
  )('in %s, decided as %s', (_, end, review) => {
    const ended = decided(review, end);
    expect(errorsOf(ended)).toEqual([]);
    expect(listBetterHidden(ended)).toEqual([]);
  });

  it('in an example that would be a go against all it says', () => {
    const review = decided(read('support-cut.yaml') as Review, 'go');
    expect(errorsOf(review).filter(isDeciding).length).toBeGreaterThan(1);
    expect(listBetterHidden(review)).toEqual([]);
  });
});
