import { describe, expect, it } from 'vitest';
import { decisionDigest, governedDigest } from '../../src/domain/approval.ts';
import type { Finding } from '../../src/domain/finding.ts';
import type { Review } from '../../src/domain/review.ts';
import { evaluateReview } from '../../src/economics/evaluate-review.ts';
import { renderLeaderPage, renderLeaderPageHtml } from '../../src/render/leader-page.ts';
import { shipped } from '../content/shipped.ts';
import { completeReview } from './complete-review.ts';
import { deps, offered } from './deps.ts';
import { enough, figuresOf, figuresWith } from './figures.ts';
import { reviewFromSchema } from './from-schema.ts';
import { hostileTexts } from './hostile.ts';
import { byTag, parsePage } from './html-structure.ts';
import { headingsOf, structureOf, textOf } from './markdown-structure.ts';

const priceRise = (): Review => {
  const situation = offered.find(({ id }) => id === 'price-rise');
  if (situation === undefined) throw new Error('no price rise');
  return completeReview(situation);
};

const economics = figuresWith({
  breakEven: { share: 0.0909, forecast: { low: 0.04, likely: 0.07, high: 0.12 } },
  simulation: {
    horizons: [
      { months: 12, p10: -20_120, p50: 41_260, p90: 80_410, probabilityOfLoss: 0.1234 },
      { months: 24, p10: -1, p50: 1, p90: 2, probabilityOfLoss: 0.3 },
      { months: 36, p10: -310_400, p50: -45_230, p90: 120_300, probabilityOfLoss: 0.61 },
    ],
    p10: [0, -10, -20],
    p50: [0, 5, 3],
    p90: [0, 10, 20],
    draws: 100_000,
    seed: 7,
  },
  course: { crossings: [], turnsToLoss: 27, end: 'loss' },
});

const finding = (severity: Finding['severity'], message: string): Finding => ({
  rule: 'powerless-frontline',
  severity,
  class: 'decides',
  message,
  hint: 'Give them something.',
  path: 'frontline.authority',
});

describe.each([
  ['Markdown', (review: Review, extra = {}) => textOf(renderLeaderPage(review, { ...deps, ...extra }))],
  [
    'HTML',
    (review: Review, extra = {}) =>
      parsePage(renderLeaderPageHtml(review, { ...deps, ...extra })).text.replace(/[^\S\u00a0]+/gu, ' '),
  ],
] as const)('the leader’s page as %s', (_sink, text) => {
  const says = (page: string, words: string) =>
    expect(page.replace(/ ([.:;,)])/g, '$1').replace(/\( /g, '('), words).toContain(words);

  it('opens with the verdict, who signs and until when it holds', () => {
    const page = text(priceRise());
    says(page, 'Go: we do it');
    says(page, 'verdict of 16 November 2026');
    says(page, 'to be signed by Imani Okafor');
    says(page, 'holds until 16 November 2027');
  });

  it('says what the frontline has to say, and where that is not the true reason', () => {
    const review = priceRise();
    const [, after = ''] = text(review).split('What the frontline has to say');
    says(after, 'Reason that customers hear:');
    says(after, 'Whom they call');
    expect(after).not.toContain('That is not the true reason');
    const reason = { ...review.frontline?.reason, class: 'investment' as const };
    says(
      text({ ...review, frontline: { ...review.frontline, reason } }),
      'That is not the true reason. Customers hear “Investment: it pays for something customers will get”',
    );
  });

  it('calls what the frontline has to say not known where nobody has said it', () => {
    const { frontline: _none, ...review } = priceRise();
    const [, after = ''] = text(review).split('What the frontline has to say');
    for (const what of [
      'Reason that customers hear',
      'What agents answer to hard questions',
      'Whom they call',
    ])
      says(after, `${what}: not known`);
  });

  it('tells what happened to others who decided something like it, and what decided it', () => {
    const content = { ...deps.content, cases: shipped.cases };
    const page = text(priceRise(), { content });
    const [, after = ''] = page.split('It happened to others');
    says(after, 'showed the cheaper old plan only on the way out');
    says(after, 'What decided it: The cheaper plan was hidden until somebody was about to leave.');
    const { situation: _kind, ...unknown } = priceRise();
    expect(text(unknown, { content })).not.toContain('It happened to others');
  });

  it('says that it is decided and signed only once whoever signs has approved it as it is', () => {
    const review = priceRise();
    const bound = { digest: decisionDigest(review), files: governedDigest(review.policy?.files ?? []) };
    const by = (person: string, over = {}): Review => ({
      ...review,
      approvals: [
        { id: 'a', person, role: 'owner', decision: 'approve', level: 'recorded', ...bound, ...over },
      ],
    });
    says(text(by('imani')), 'decided on 16 November 2026 · signed by Imani Okafor');
    for (const other of [
      by('noor'),
      by('imani', { digest: 'sha256:0' }),
      by('imani', { decision: 'reject' }),
    ]) {
      expect(text(other)).not.toMatch(/· signed by|decided on/);
    }
  });

  it.each([
    [{ money: 0, hours: 0, stops: 'nothing' }, 'nothing'],
    [{ money: 0, hours: 0 }, 'not known'],
    [{ hours: 0, stops: 'nothing' }, 'money not known'],
    [{ money: 0, stops: 'nothing' }, 'time not known'],
    [{ stops: 'access' }, 'money not known, time not known, They can no longer use or reach something'],
    [{ trust: 'Less.' }, 'not known'],
    [undefined, 'not known'],
  ] as const)('calls it nothing only where nothing is lost at all: %j', (lost, words) => {
    const consequences = [{ segment: 'loyal', lost, feeling: 'angry' }] as unknown as NonNullable<
      Review['consequences']
    >;
    const page = text({ ...priceRise(), consequences, alternatives: [] });
    const cell = /Loyal customers[^£]*?8,200[\s|–]*([^|–]*?)\s*(?:\||Angry)/.exec(page)?.[1];
    expect(cell).toBe(words);
  });

  it('says who loses what and feels what, and who gains', () => {
    const page = text(priceRise());
    says(page, 'Worse off: 21,000 to 22,800 of 41,200 customers');
    says(page, '£48 a year, 30 minutes a year');
    says(page, '4 of 5');
    says(page, 'We: £610,000 a year, as forecast');
  });

  it('sets the break-even against the forecast and shows 12 and 36 months and the turning month', () => {
    const page = text(priceRise(), { economics });
    says(page, 'The gain is gone if 9.1\u00a0% of the customers leave because of this.');
    says(
      page,
      'The forecast is 4\u00a0% to 12\u00a0%, most likely 7\u00a0%: the highest is more than you can afford to lose.',
    );
    says(page, 'After 12 months: £41,300; in 8 of 10 cases between -£20,100 and £80,400');
    says(
      page,
      'After 36 months: -£45,200; in 8 of 10 cases between -£310,000 and £120,000; chance of a loss 61\u00a0%',
    );
    says(page, 'At the most likely figures, the gain turns into a loss in month 27');
    expect(page).not.toContain('24 months');
  });

  it('calls no chance nought, and speaks of none where every figure is a single number', () => {
    const horizons = [{ months: 12, p10: 1, p50: 2, p90: 3, probabilityOfLoss: 0 }];
    const drawn = (varied: readonly string[]) =>
      figuresWith({ simulation: { horizons, draws: 100_000, varied } });
    says(
      text(priceRise(), { economics: drawn(['lossAtAnnouncement']) }),
      'chance of a loss below 0.1\u00a0%',
    );
    const page = text(priceRise(), { economics: drawn([]) });
    says(page, 'After 12 months: £2');
    expect(page).not.toMatch(/chance of a loss|8 of 10/);
  });

  it.each([
    [{ low: 0.1, likely: 0.12, high: 0.2 }, 'more than you can afford to lose'],
    [{ low: 0.01, likely: 0.02, high: 0.03 }, 'below it, even the highest'],
  ])('compares a forecast of %j', (forecast, words) => {
    const view = figuresWith({ breakEven: { share: 0.09, forecast } });
    says(text(priceRise(), { economics: view }), `: ${words}.`);
  });

  it('says that there is no gain, as the command economics does', () => {
    const view = figuresWith({ breakEven: { share: -0.1, forecast: { low: 0.1, likely: 0.12, high: 0.2 } } });
    const page = text(priceRise(), { economics: view });
    says(page, 'There is no gain that customers could use up. One of them leaves £100 a year today and £110');
    expect(page).not.toContain('The gain is gone');
  });

  it.each([
    [
      'names costs at the start that the share leaves aside',
      { goodwillBudget: 3000, oneOffCost: 2000 },
      'The gain is gone if 9.1\u00a0% of the customers leave because of this, £5,000 of costs at the start aside. The forecast',
    ],
    [
      'shows one figure as one figure',
      { lossAtAnnouncement: 0.04 },
      'The forecast is 4\u00a0%: below it, even the highest.',
    ],
    [
      'calls out of reach what more than all would have to leave for',
      { contributionBefore: -10, contributionAfter: 50 },
      'No loss of customers wipes the gain out.',
    ],
    [
      'names old terms that outlast all of the months',
      { grandfatherMonths: 36 },
      'what happens only after all of the months looked at, as old terms or contracts last longer',
    ],
  ])('%s', (_what, more, words) => {
    const page = text(priceRise(), { economics: figuresOf({ ...enough, ...more }) });
    says(page, words);
    expect(page).not.toMatch(/1[0-9]{2}(\.\d)?\s%|4\s% to 4\s%/);
  });

  it('speaks of no costs at the start where there are none', () => {
    const page = text(priceRise(), { economics: figuresOf(enough) });
    says(page, 'The gain is gone if 9.1\u00a0% of the customers leave because of this. The forecast');
  });

  it.each([
    [
      { crossings: [], end: 'loss' as const },
      'At the most likely figures, it is a loss from the start, and stays one',
    ],
    [
      { crossings: [], end: 'gain' as const },
      'At the most likely figures, the gain does not turn into a loss within 36 months',
    ],
    [
      { crossings: [], paysBack: 4, end: 'gain' as const },
      'earned back in month 4, and the gain does not turn into a loss within 36 months',
    ],
  ])('says of a course %j what comes when', (course, words) => {
    const horizons = [{ months: 12, p10: 1, p50: 2, p90: 3, probabilityOfLoss: 0 }];
    says(text(priceRise(), { economics: figuresWith({ simulation: { horizons }, course }) }), words);
  });

  it('names the inputs that are missing in the words of the questions', () => {
    const { segments: _, customers: __, discountRate: ___, ...inputs } = priceRise().economics ?? {};
    const { worseOff: ____, ...customers } = priceRise().customers ?? {};
    const review: Review = { ...priceRise(), economics: inputs, customers };
    says(
      text(review, { economics: evaluateReview(review) }),
      'Not computed for want of: Interest a year and Customers whose terms change.',
    );
    says(text(priceRise()), 'Not computed here.');
  });

  it('lets agents and the evidence against speak, with the answer', () => {
    const page = text(priceRise());
    says(page, 'Our own model shows a loss if more than 9% leave. (finance, 30 October 2026)');
    says(page, 'Our answer: The trip-wire stops us');
    says(page, '11 agents said on 28 October 2026: Long-standing customers');
    says(page, 'From support: We cannot explain it');
  });

  it('names the kindest option that was considered, not that of doing nothing', () => {
    const page = text(priceRise());
    says(page, 'Spare everybody who has been with us for five years.');
    expect(page).not.toContain('Carry on as today');
  });

  it('names the kinder kind where nobody knows what an option costs customers', () => {
    const alternatives = [
      { id: 'a', kind: 'phase' as const, what: 'Step by step.' },
      { id: 'b', kind: 'give-more' as const, what: 'Give more for it.' },
    ];
    says(text({ ...priceRise(), alternatives }), 'Give more for it.');
  });

  it('gives promises, budget, dates, the trip-wire and the cost of undoing', () => {
    const page = text(priceRise());
    says(page, 'Loyal customers: Today’s terms until 2028, open until 31 March 2027');
    says(page, 'Bereaved callers: no change for six months (decided within 4 hours by Care desk)');
    says(page, 'Every agent: up to £50 without asking anyone');
    says(page, '£60,000 for goodwill and exceptions.');
    says(page, 'It starts: 1 February 2027');
    says(
      page,
      'Customers who leave in a month: above 3.1 % (today 1.4 %), read on 3 March 2027, Imani Okafor decides',
    );
    says(page, 'Undoing it costs £41,000');
  });

  it('says so where nothing would make them stop', () => {
    const review = priceRise();
    const { tripWires: _, ...unasked } = review.reversal ?? {};
    const reversal = { ...unasked, tripWires: [] };
    const { undoIf, ...verdict } = review.verdict ?? {};
    const nothing = 'Nothing is agreed that would make us stop.';
    says(text({ ...review, reversal, verdict }), nothing);
    says(text({ ...review, reversal: unasked, verdict }), 'Not known: no level, day and person');
    expect(undoIf).toBeDefined();
    expect(text({ ...review, reversal }), 'a sign to undo it is agreed').not.toContain(nothing);
  });

  it.each([
    [{ threshold: undefined }, 'The level is not known.'],
    [{ direction: undefined }, 'The level is not known.'],
    [{ date: undefined }, 'The day is not known.'],
    [{ owner: undefined }, 'Who decides is not known.'],
    [{ baseline: 3.1 }, 'It is past that level already.'],
  ])('calls it a stop only with a level, a day and a person: %j', (over, words) => {
    const review = priceRise();
    const [wire] = review.reversal?.tripWires ?? [];
    if (wire === undefined) throw new Error('no trip-wire');
    const tripWires = [{ ...wire, ...over } as typeof wire];
    const page = text({ ...review, reversal: { ...review.reversal, tripWires } });
    says(page, 'Looked at, and no stop: Customers who leave in a month');
    says(page, words);
    expect(text(review)).not.toContain('no stop');
  });

  it('speaks of the gain only where the depth asks for it or somebody gave figures', () => {
    const { economics: inputs, ...review } = priceRise();
    const heading = 'Does the gain last?';
    expect(text({ ...review, depth: 'light' })).not.toContain(heading);
    says(text({ ...review, depth: 'light', ...(inputs && { economics: inputs }) }), heading);
    says(text({ ...review, depth: 'light' }, { economics }), heading);
    says(text({ ...review, depth: 'standard' }), heading);
  });

  it('marks what nobody has confirmed', () => {
    const page = (path?: string) =>
      text({
        ...priceRise(),
        change: { what: 'From 20 to 25.', reason: 'Power costs more.' },
        open: path === undefined ? [] : [{ id: 'a', path, state: 'draft' }],
      }).replace(/[()]/g, '');
    says(page('change.what'), 'From 20 to 25. draft');
    says(page('change.reason'), 'Power costs more. draft');
    expect(page()).not.toMatch(/[.] draft/);
  });

  it('ends with what is open: findings, exceptions, a lowered depth, forecasts of the past', () => {
    const findings = [
      finding('warning', 'A warning.'),
      finding('error', 'An error.'),
      finding('info', 'Info.'),
    ];
    const review: Review = {
      ...priceRise(),
      exceptions: [
        { id: 'x', rule: 'short-horizon', reason: 'It ends in May.', by: 'noor', until: '2027-05-01' },
      ],
      depth: 'standard',
      screening: { depth: 'full', lowered: { reason: 'Only staff.', approver: 'imani' } },
    };
    const page = text(review, { findings, trackRecord: { forecasts: 12, brier: 0.1834 } });
    says(page, 'Must be put right: An error.');
    says(page, 'Worth a look: A warning.');
    expect(page).not.toContain('Info.');
    expect(page.indexOf('An error')).toBeLessThan(page.indexOf('A warning'));
    says(page, 'Exception from short-horizon by Noor Haddad until 1 May 2027: It ends in May.');
    says(page, 'Reviewed less thoroughly than the answers ask for');
    says(page, 'agreed by Imani Okafor: Only staff.');
    says(page, 'Our last 12 scored forecasts: 0.18');
  });

  it('says that the checks are clean only if they have run', () => {
    says(text(priceRise(), { findings: [] }), 'The checks find nothing to correct.');
    expect(text(priceRise())).not.toContain('The checks');
  });

  it('admits what is not there, for an empty review', () => {
    const page = text({ schema: 'cx-review/1' });
    says(page, 'No verdict yet');
    says(page, 'not known: who signs');
    expect(page).not.toMatch(/undefined|\{\{|NaN/);
  });
});

it('keeps the order in which leaders are asked', () => {
  expect(
    headingsOf(renderLeaderPage(priceRise(), { ...deps, trackRecord: { forecasts: 1, brier: 0 } })),
  ).toEqual([
    'h1 Family plan',
    'h2 Who loses, who gains',
    'h2 Does the gain last?',
    'h2 The strongest case against',
    'h2 Promises this breaks',
    'h2 What we promise',
    'h2 What the frontline has to say',
    'h2 Dates',
    'h2 On condition that',
    'h2 When we stop, and what that costs',
    'h2 How good our forecasts have been',
  ]);
});

it('draws the net value in HTML, without a script', () => {
  const page = parsePage(renderLeaderPageHtml(priceRise(), { ...deps, economics }));
  expect(byTag(page, 'svg')).toHaveLength(1);
  expect(byTag(page, 'script')).toEqual([]);
  expect(page.text).toContain('After 2 months the middle case stands at £3');
  expect(byTag(parsePage(renderLeaderPageHtml(priceRise(), deps)), 'svg')).toEqual([]);
});

describe('hostile answers', () => {
  const filled = (text: string) =>
    reviewFromSchema({ text: () => text, number: () => 1, date: () => '2027-01-15' });
  const notLinks = (kinds: readonly string[]) => kinds.filter((kind) => !/link_(?:open|close) a/.test(kind));
  const tags = (text: string) =>
    parsePage(renderLeaderPageHtml(filled(text), deps))
      .elements.map(({ tagName }) => tagName)
      .filter((tag) => tag !== 'a');

  it.each(hostileTexts)('leave the structure alone: %j', (text) => {
    expect(notLinks(structureOf(renderLeaderPage(filled(`x ${text}`), deps)))).toEqual(
      structureOf(renderLeaderPage(filled('word'), deps)),
    );
    expect(tags(`x ${text}`)).toEqual(tags('word'));
  });
});
