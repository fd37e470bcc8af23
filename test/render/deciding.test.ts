import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/finding.ts';
import type { Review } from '../../src/domain/review.ts';
import { listDecidingSentences } from '../../src/render/deciding.ts';
import { renderLeaderPage, renderLeaderPageHtml } from '../../src/render/leader-page.ts';
import { renderMarkdown } from '../../src/render/review-markdown.ts';
import { baseReview, reviewWith } from '../rules/support.ts';
import { completeReview } from './complete-review.ts';
import { deps, markdownDeps, offered } from './deps.ts';

const finding = (over: Partial<Finding> = {}): Finding => ({
  rule: 'powerless-frontline',
  severity: 'error',
  class: 'decides',
  message: 'Agents may decide nothing.',
  hint: '',
  path: 'frontline.authority',
  ...over,
});

const sentences = (review: Review, over: Partial<Parameters<typeof listDecidingSentences>[1]> = {}) =>
  listDecidingSentences(review, { ...deps, findings: [], ...over }).map((one) => one.replace(/\s/g, ' '));

const go = reviewWith({ verdict: { decision: 'go' }, fairness: { deceived: 'no' } });

describe('what decides a review', () => {
  it('is said in three sentences at most, the largest stake first, one of a rule', () => {
    const findings = [
      finding({ rule: 'a-one', severity: 'warning', message: 'A warning.' }),
      finding({ rule: 'b-two', message: 'Few lose.', stake: { people: 10, loss: 10 } }),
      finding({ rule: 'c-three', message: 'Many lose.', stake: { people: 10, loss: 5000 } }),
      finding({ rule: 'c-three', message: 'Others lose too.', stake: { people: 10, loss: 4000 } }),
      finding({ rule: 'd-four', message: 'Nobody can help.' }),
    ];
    expect(sentences(go, { findings })).toEqual([
      'Many lose. Nobody has answered this.',
      'Few lose. Nobody has answered this.',
      'Nobody can help. Nobody has answered this.',
    ]);
  });

  it('says what is worst for people before what stands first or costs most', () => {
    const findings = [
      finding({ rule: 'a-late', gravity: 'law', message: 'Told late.', stake: { people: 9, loss: 900 } }),
      finding({ rule: 'b-loss', gravity: 'loss', message: 'It costs more.' }),
      finding({ rule: 'c-stuck', gravity: 'harm', message: 'They are stuck.' }),
      finding({ rule: 'd-lie', gravity: 'deceit', severity: 'warning', message: 'It is untrue.' }),
    ];
    expect(sentences(go, { findings }).map((one) => one.split('.')[0])).toEqual([
      'They are stuck',
      'It costs more',
      'Told late',
    ]);
  });

  it.each([true, false])(
    'never leaves out that customers would feel deceived, answered: %s',
    (isAnswered) => {
      const others = Array.from({ length: 9 }, (_, at) =>
        finding({
          rule: `rule-${at}`,
          gravity: 'deceit',
          path: `frontline.${at}`,
          message: `Fault ${at}.`,
        }),
      );
      const rule = 'verdict-contradicts-findings';
      const helps = finding({
        rule,
        gravity: 'deceit',
        path: 'verdict.helpsAndPleases',
        message: 'No help.',
      });
      const deceived = finding({ rule, path: 'fairness.deceived', message: 'They would feel deceived.' });
      const findings = [helps, ...others, ...(isAnswered ? [] : [deceived])];
      const answered = isAnswered ? [{ finding: deceived, reason: 'We must.', by: 'noor' }] : [];
      const said = sentences(go, { findings, answered });
      expect(said).toHaveLength(3);
      expect(said[0]).toContain('They would feel deceived.');
    },
  );

  it('adds nothing where a finding says itself that nobody has answered', () => {
    const findings = [finding({ message: '"Too dear." has no answer yet.' })];
    expect(sentences(go, { findings })[0]).toBe('"Too dear." has no answer yet.');
  });

  it('leaves out what decides nothing', () => {
    const findings = [
      finding({ class: 'evidence', message: 'No source.' }),
      finding({ class: 'gap', message: 'No answer.' }),
      finding({ class: 'form', message: 'No comma.' }),
      finding({ severity: 'info', message: 'Good to know.' }),
    ];
    const said = sentences(go, { findings }).join('\n');
    for (const { message } of findings) expect(said).not.toContain(message);
  });

  it('gives the answer of the company, and who answers for it, after what nobody answers', () => {
    const answered = [
      {
        finding: finding({ rule: 'short-notice', message: 'Seven days.' }),
        reason: 'A law says so',
        by: 'noor',
      },
    ];
    expect(sentences(go, { findings: [finding()], answered }).slice(0, 2)).toEqual([
      'Agents may decide nothing. Nobody has answered this.',
      'Seven days. The answer of Noor Haddad: A law says so.',
    ]);
  });

  it('gives days as people say them', () => {
    const findings = [finding({ message: 'Told on 2027-02-03.' })];
    expect(sentences(go, { findings })[0]).toBe('Told on 3 February 2027. Nobody has answered this.');
  });

  it('says what carries a go against which nothing stands', () => {
    const review: Review = {
      ...go,
      change: {
        ...go.change,
        reachesBack: 'new-sales-only',
        dates: { told: '2027-01-01', effective: '2027-04-01' },
      },
      economics: {
        customers: 1000,
        contributionBefore: 100,
        contributionAfter: 125,
        lossAtAnnouncement: { low: 0.01, likely: 0.02, high: 0.04 },
      },
      evidence: { against: [{ id: 'a', finding: 'A rival is cheaper', answer: 'By 1 %' }] },
    };
    expect(sentences(review)).toEqual([
      'Only people who buy after it starts are touched; everybody else keeps the old terms.',
      '20 % may leave before the gain is gone; 2 % are expected to, and customers have 90 days between the notice and the start.',
      'The strongest case against: A rival is cheaper. The answer: By 1 %.',
    ]);
    const carried = sentences(review, { findings: [finding()] }).join('\n');
    expect(carried).not.toContain('the old terms');
    expect(carried).not.toContain('before the gain is gone');
  });

  it('puts an objection that nobody has answered before one that has an answer', () => {
    const evidence = {
      against: [{ id: 'a', finding: 'A rival is cheaper.', answer: 'By 1 %.' }],
      objections: [{ id: 'b', objection: 'Nobody will understand it.' }],
    };
    expect(sentences({ ...go, evidence }).at(-1)).toBe(
      'The strongest case against: Nobody will understand it. Nobody has answered this.',
    );
  });

  it.each([
    ['yes', 'Customers would feel deceived if they saw all of this. Nobody has answered this.'],
    ['some', 'Some customers would feel deceived if they saw all of this. Nobody has answered this.'],
  ] as const)('says it where customers would feel deceived: %s', (deceived, sentence) => {
    expect(sentences({ ...go, fairness: { deceived } })).toContain(sentence);
    const found = [
      finding({ path: 'fairness.deceived', message: 'The verdict is go, and they are deceived.' }),
    ];
    expect(sentences({ ...go, fairness: { deceived } }, { findings: found })).not.toContain(sentence);
  });

  it('begins with a verdict that is no go, and says what carries nothing', () => {
    const verdict = { decision: 'revise', why: 'Too many leave' } as const;
    const change = { ...go.change, reachesBack: 'new-sales-only' } as const;
    const said = sentences({ ...go, change, verdict });
    expect(said[0]).toBe('The verdict is to change it first. Too many leave.');
    expect(said.join()).not.toContain('old terms');
    expect(sentences({ ...go, verdict: { decision: 'drop' } })[0]).toBe('The verdict is not to do it.');
  });

  it('says that it is too early while most questions are open, and that nothing stands against it when they are not', () => {
    expect(
      sentences({ schema: 'cx-review/1', depth: 'full', situation: 'price-rise', title: 'New' })[0],
    ).toMatch(/^It is too early to say what decides this: \d+ of \d+ questions have no answer yet\.$/);
    expect(sentences(go).join()).not.toContain('too early');
    const { change: _change, evidence: _evidence, economics: _economics, ...rest } = go;
    expect(sentences({ ...rest, depth: 'light', screening: { depth: 'light' } })).toEqual([
      'Nothing that has been answered decides against it.',
    ]);
  });

  it('says beside it what carries it so far, and never that silence speaks for it', () => {
    const early: Review = { schema: 'cx-review/1', depth: 'full', situation: 'price-rise', title: 'New' };
    expect(sentences(early)).toHaveLength(1);
    const said = sentences({ ...early, change: { reachesBack: 'new-sales-only' } });
    expect(said[0]).toContain('too early');
    expect(said[1]).toContain('everybody else keeps the old terms');
  });

  it('says the case against before how much is open, where something decides already', () => {
    const against = [{ id: 'a', finding: 'A rival is cheaper.' }];
    const early: Review = {
      schema: 'cx-review/1',
      depth: 'full',
      situation: 'price-rise',
      evidence: { against },
    };
    const said = sentences(early, { findings: [finding()] });
    expect(said[1]).toContain('The strongest case against: A rival is cheaper.');
    expect(said[2]).toContain('too early');
  });

  it('says nothing where the rules have not run', () => {
    expect(listDecidingSentences(baseReview(), deps)).toEqual([]);
  });
});

describe('a page that shows a verdict', () => {
  const [situation] = offered;
  if (situation === undefined) throw new Error('no situation');
  const complete = completeReview(situation);
  const review = { ...complete, change: { ...complete.change, what: 'All of it costs more' } };
  const findings = [
    finding({
      rule: 'verdict-contradicts-findings',
      path: 'fairness.deceived',
      message: 'The verdict is go, and customers would feel deceived if they saw all of this.',
    }),
  ];

  it.each([
    ['the leader’s page', renderLeaderPage(review, { ...deps, findings })],
    ['the leader’s page in HTML', renderLeaderPageHtml(review, { ...deps, findings })],
    ['the Markdown', renderMarkdown(review, { ...markdownDeps, findings })],
  ])('never shows it without what decides it: %s', (_, page) => {
    const verdict = page.indexOf('Go: we do it');
    const deceived = page.indexOf('customers would feel deceived');
    const change = page.indexOf('All of it costs more');
    expect(verdict).toBeGreaterThan(-1);
    expect(deceived).toBeGreaterThan(verdict);
    expect(change).toBeGreaterThan(deceived);
  });

  it('counts beside it what nobody has answered, and from whom', () => {
    const evidence = {
      against: [{ id: 'a', finding: 'A rival is cheaper.' }],
      objections: [
        { id: 'b', from: 'support', objection: 'Nobody will understand it.' },
        { id: 'c', from: 'finance', objection: 'Too little.', answer: 'It is enough.' },
      ],
    };
    const open = { ...review, evidence };
    for (const page of [renderLeaderPage(open, deps), renderLeaderPageHtml(open, deps)]) {
      expect(page).toContain('Without an answer: 2 objections, from support');
      expect(page.indexOf('Without an answer')).toBeLessThan(page.indexOf('All of it costs more'));
    }
    expect(renderMarkdown(open, markdownDeps)).toContain('**Without an answer: 2 objections, from support**');
    const { evidence: _evidence, ...none } = review;
    expect(renderLeaderPage(none, deps)).not.toContain('Without an answer');
  });
});
