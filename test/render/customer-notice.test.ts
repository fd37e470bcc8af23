import { describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import { command } from '../../src/lib/command.ts';
import { Failure } from '../../src/lib/failure.ts';
import {
  noticeGaps,
  renderCustomerNotice,
  renderCustomerNoticeHtml,
} from '../../src/render/customer-notice.ts';
import { formatFor } from '../../src/render/format.ts';
import { completeReview } from './complete-review.ts';
import { deps, offered } from './deps.ts';
import { reviewFromSchema } from './from-schema.ts';
import { hostileTexts } from './hostile.ts';
import { parsePage } from './html-structure.ts';
import { headingsOf, structureOf, textOf } from './markdown-structure.ts';
import { longestNotice, noticeWords } from './notice-words.ts';

const priceRise = (): Review => {
  const situation = offered.find(({ id }) => id === 'price-rise');
  if (situation === undefined) throw new Error('no price rise');
  return completeReview(situation);
};
const withPlan = (change: Partial<NonNullable<Review['frontline']>>): Review => {
  const review = priceRise();
  return { ...review, frontline: { ...review.frontline, ...change } };
};
const failureOf = (act: () => unknown): Failure => {
  try {
    act();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe.each(offered.map((one) => [one.id, one] as const))('the notice of %s', (_id, one) => {
  const review = completeReview(one);

  it('is short and whole', () => {
    expect(noticeGaps(review, deps)).toEqual([]);
    expect(noticeWords(review, deps)).toBeLessThanOrEqual(longestNotice);
    const notice = renderCustomerNotice(review, deps);
    expect(notice).not.toMatch(/\{\{|undefined|\b[a-z]+[A-Z][a-z]+\b|\*\*\*\*|: *$/m);
  });

  it.each(['loyal', 'recent'])('tells %s their own figures, and nobody else’s', (segment) => {
    const text = textOf(renderCustomerNotice(review, deps, { segment }));
    const own = review.consequences?.find((row) => row.segment === segment);
    expect(text).toContain(own?.oldFigure);
    expect(text).toContain(own?.newFigure);
    expect(text).toContain('from 1 February 2027');
  });
});

it('follows the order in which a customer asks', () => {
  expect(headingsOf(renderCustomerNotice(priceRise(), deps, { segment: 'loyal' }))).toEqual([
    'h1 Your new price',
    'h2 Why',
    'h2 What happens next',
    'h2 Your choice',
    'h2 If you want to leave',
    'h2 If this is hard for you',
    'h2 If you want to complain',
  ]);
});

it('is one for each group, of which one can be asked for', () => {
  const review = priceRise();
  expect(headingsOf(renderCustomerNotice(review, deps)).filter((text) => text.startsWith('h1'))).toHaveLength(
    2,
  );
  expect(renderCustomerNotice(review, deps, { segment: 'recent' })).not.toContain('£36');
  expect(() => renderCustomerNotice(review, deps, { segment: 'nobody' })).toThrowError(
    expect.objectContaining({ kind: 'misuse' }),
  );
});

it('says the same in HTML', () => {
  const plain = (text: string) => text.replace(/[^\p{L}\p{N}£]+/gu, ' ').trim();
  const { text } = parsePage(renderCustomerNoticeHtml(priceRise(), deps, { segment: 'loyal' }));
  const markdown = textOf(renderCustomerNotice(priceRise(), deps, { segment: 'loyal' }));
  expect(plain(text)).toBe(plain(`Your new price ${markdown}`));
});

describe('nothing internal', () => {
  /** What a customer may read, and nothing else. */
  const told = [
    /^consequences\.row\.(?:oldFigure|newFigure)$/,
    /^frontline\.reason\.text$/,
    /^communication\.message\.ifNothing$/,
    /^frontline\.offers\.row\.offer$/,
    /^frontline\.leaving\.(?:steps|charge)$/,
    /^frontline\.noticeText\./,
    /^frontline\.complaints\.(?:channels\.row\.channel|ombudsman)$/,
  ];
  const toldNumbers = /^frontline\.complaints\.channels\.row\.answerDays$/;
  const toldDates =
    /^(?:change\.dates\.effective|frontline\.offers\.row\.deadline|frontline\.leaving\.deadline)$/;
  const texts = new Map<string, string>();
  const numbers = new Map<string, number>();
  const dates = new Map<string, string>();
  const review = reviewFromSchema({
    text: (path) => {
      const canary = `Canary${texts.size}x`;
      texts.set(path, canary);
      return canary;
    },
    number: (path, maximum) => {
      const canary = maximum < 1000 ? (100 + numbers.size) / 1000 : 7100 + numbers.size;
      numbers.set(path, canary);
      return canary;
    },
    date: (path) => {
      const day = new Date(Date.UTC(2031, 0, 1 + dates.size)).toISOString().slice(0, 10);
      dates.set(path, day);
      return day;
    },
  });
  const format = formatFor('en-GB', 'GBP');

  it.each([
    ['Markdown', renderCustomerNotice(review, deps)],
    ['HTML', renderCustomerNoticeHtml(review, deps)],
  ])('of anything in the schema gets into the %s', (_sink, notice) => {
    expect(texts.size).toBeGreaterThan(150);
    expect(numbers.size).toBeGreaterThan(60);
    const leaked = [
      ...[...texts]
        .filter(([path, canary]) => notice.includes(canary) && !told.some((rule) => rule.test(path)))
        .map(([path]) => path),
      ...[...numbers]
        .filter(([path, value]) => {
          const shown = [String(value), format.number(value), format.money(value), format.share(value)];
          return !toldNumbers.test(path) && shown.some((text) => notice.includes(text));
        })
        .map(([path]) => path),
      ...[...dates]
        .filter(([path, day]) => new RegExp(`\\b${format.date(day)}`).test(notice) && !toldDates.test(path))
        .map(([path]) => path),
    ];
    expect(leaked).toEqual([]);
    const silent = [...texts].filter(
      ([path, canary]) => told.some((rule) => rule.test(path)) && !notice.includes(canary),
    );
    expect(silent).toEqual([]);
  });
});

describe('an unfilled place', () => {
  it('is refused, with its path and the question to answer', () => {
    const failure = failureOf(() =>
      renderCustomerNotice(withPlan({ leaving: {} }), deps, { segment: 'loyal' }),
    );
    expect(failure.kind).toBe('invalid');
    expect(failure.message).toContain('the customer notice has 1 unfilled place:');
    expect(failure.listed[0]).toContain(
      'How to leave for loyal (frontline.leaving.steps): nothing is there yet',
    );
    expect(failure.listed[0]).toContain('answer L1-leaving: How does a customer leave');
    expect(failure.next).toEqual([
      command('cx-review', 'edit', '2026-11-02-harbour-k3f9', '--section', 'frontline'),
    ]);
  });

  it('is to be written into the file where the depth asks no question for it', () => {
    const failure = failureOf(() =>
      renderCustomerNotice({ ...withPlan({ leaving: {} }), depth: 'light' }, deps, { segment: 'loyal' }),
    );
    expect(failure.listed[0]).toContain('nothing is there yet; write it into the file');
    expect(failure.why).toContain('a light review does not ask for all of them');
    expect(failure.next).toContain('open cx-reviews/2026-11-02-harbour-k3f9.yaml in an editor');
  });

  it.each(['Ines Duarte <ines@example.com>', 'www.todo.example.com', 'todo@example.com'])(
    'is not refused for an address: %s',
    (contact) => {
      const signedBy = withPlan({ noticeText: { signedBy: contact } });
      expect(noticeGaps(signedBy, deps).filter(({ why }) => why === 'placeholder')).toEqual([]);
    },
  );

  it('is refused for a place to be filled in beside an address', () => {
    const signedBy = withPlan({ noticeText: { signedBy: '<name> <ines@example.com>' } });
    expect(noticeGaps(signedBy, deps).filter(({ why }) => why === 'placeholder')).not.toEqual([]);
  });

  it('is refused in HTML as well', () => {
    expect(() => renderCustomerNoticeHtml(withPlan({ leaving: {} }), deps)).toThrow(Failure);
  });

  it('is listed whole for an empty review', () => {
    const review: Review = { schema: 'cx-review/1', situation: 'price-rise' };
    expect(noticeGaps(review, deps).map(({ path }) => path)).toEqual([
      'customers.segments',
      'consequences.*.oldFigure',
      'consequences.*.newFigure',
      'change.dates.effective',
      'frontline.reason.text',
      'communication.message.ifNothing',
      'frontline.offers',
      'frontline.leaving.steps',
      'frontline.noticeText.hardship',
      'frontline.complaints.channels',
      'frontline.noticeText.signedBy',
      'frontline.noticeText.contact',
    ]);
    expect(noticeGaps(review, deps).filter(({ question }) => question === undefined)).toEqual([]);
  });

  it.each([
    'TBD',
    'Call {{phone}}.',
    'Call [number].',
    'Call ____.',
    'Call <name> today.',
    'soon ???',
    'todo',
  ])('may not be filled with a placeholder: %s', (steps) => {
    expect(noticeGaps(withPlan({ leaving: { steps } }), deps, { segment: 'loyal' })).toMatchObject([
      { path: 'frontline.leaving.steps', why: 'placeholder' },
    ]);
  });

  it.each(['Call us, 5 < 6 > 4.', 'Account > Plan > Leave', 'Why wait?', 'a_b_c'])(
    'is not seen in ordinary text: %s',
    (steps) => {
      expect(noticeGaps(withPlan({ leaving: { steps } }), deps)).toEqual([]);
    },
  );

  it('is also a draft that nobody has confirmed', () => {
    const review = { ...priceRise(), open: [{ id: 'o', path: 'L1-notice', state: 'draft' as const }] };
    expect(noticeGaps(review, deps, { segment: 'loyal' }).map(({ path, why }) => `${path} ${why}`)).toEqual([
      'communication.message.ifNothing draft',
      'frontline.noticeText.hardship draft',
      'frontline.noticeText.signedBy draft',
      'frontline.noticeText.contact draft',
    ]);
  });

  it('is also the figure of another group', () => {
    const review = priceRise();
    const message = { ...review.communication?.message, ifNothing: 'You pay £36 a month from then on.' };
    const gaps = noticeGaps({ ...review, communication: { ...review.communication, message } }, deps);
    expect(gaps).toMatchObject([
      { segment: 'recent', path: 'communication.message.ifNothing', why: 'other-group' },
    ]);
  });
});

describe('offers', () => {
  const offer = { id: 'six-months', segment: 'loyal', kind: 'money' as const, offer: 'six months at £32' };
  const noticeWith = (...offers: NonNullable<NonNullable<Review['frontline']>['offers']>) =>
    renderCustomerNotice(withPlan({ offers }), deps, { segment: 'loyal' });

  it('with a day are a choice, others are given', () => {
    expect(noticeWith({ ...offer, deadline: '2027-03-31' })).toContain(
      '## Your choice\n\n- Six months at £32 (please tell us by 31 March 2027)',
    );
    expect(noticeWith(offer)).toContain('## What we give you\n\n- Six months at £32');
  });

  it('under a condition stay with the agents, unless the review says otherwise', () => {
    const condition = 'if they say that it is too much';
    expect(noticeWith({ ...offer, condition })).not.toContain('Six months');
    expect(noticeWith({ ...offer, condition, told: true })).toContain('Six months');
    expect(noticeWith({ ...offer, told: false })).not.toContain('Six months');
    expect(noticeWith({ ...offer, condition, told: true })).not.toContain('too much');
  });

  it('of another group are for that group', () => {
    expect(
      noticeWith({ ...offer, segment: 'recent' }, { id: 'n', segment: 'loyal', kind: 'none' }),
    ).not.toContain('Six months');
  });

  it('that are none need no words, and their reason stays inside', () => {
    const notice = noticeWith({ id: 'n', segment: 'loyal', kind: 'none', reason: 'our margin is too thin' });
    expect(notice).not.toMatch(/margin|What we give you|Your choice/);
  });
});

it('keeps the reason inside why nobody outside decides', () => {
  const review = withPlan({
    complaints: { channels: [{ id: 'p', channel: 'phone 1' }], ombudsman: 'None, because we are too small' },
  });
  expect(renderCustomerNotice(review, deps)).not.toContain('too small');
});

describe('hostile answers', () => {
  const harmless = { number: () => 1, date: () => '2027-01-15' };
  const filled = (text: string) => reviewFromSchema({ ...harmless, text: () => text });
  const isGap = (text: string) => noticeGaps(filled(text), deps).length > 0;

  it.each(hostileTexts.filter((text) => !isGap(`x ${text}`)))('leave the structure alone: %j', (text) => {
    const links = /link_(?:open|close) a/;
    const structure = structureOf(renderCustomerNotice(filled(`x ${text}`), deps));
    expect(structure.filter((kind) => !links.test(kind))).toEqual(
      structureOf(renderCustomerNotice(filled('word'), deps)),
    );
    const tags = (html: string) =>
      parsePage(html)
        .elements.map(({ tagName }) => tagName)
        .filter((tag) => tag !== 'a');
    expect(tags(renderCustomerNoticeHtml(filled(`x ${text}`), deps))).toEqual(
      tags(renderCustomerNoticeHtml(filled('word'), deps)),
    );
  });
});
