import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { decisionDigest, governedDigest } from '../../src/domain/approval.ts';
import type { Finding } from '../../src/domain/finding.ts';
import type { Approval, Review } from '../../src/domain/review.ts';
import shipped from '../../src/generated/examples.json' with { type: 'json' };
import { renderMarkdown } from '../../src/render/review-markdown.ts';
import { readingOrder } from '../../src/render/review-sections.ts';
import schema from '../../templates/schemas/review.schema.json' with { type: 'json' };
import { completeReview } from './complete-review.ts';
import { content, markdownDeps, offered } from './deps.ts';
import { figuresWith } from './figures.ts';
import { reviewFromSchema } from './from-schema.ts';
import { hostileTexts } from './hostile.ts';
import { headingsOf, structureOf, textOf, tokensOf } from './markdown-structure.ts';

const priceRise = (): Review => {
  const situation = offered.find(({ id }) => id === 'price-rise');
  if (situation === undefined) throw new Error('no price rise');
  return completeReview(situation);
};
/** The price rise as a draft, with approvals of it as it is unless they say otherwise. */
const approvedBy = (...rows: readonly Partial<Approval>[]): Review => {
  const review: Review = { ...priceRise(), status: 'draft' };
  const bound = { digest: decisionDigest(review), files: governedDigest(review.policy?.files ?? []) };
  return {
    ...review,
    approvals: rows.map((row) => ({ decision: 'approve', level: 'recorded', ...bound, ...row }) as Approval),
  };
};
const { config: _config, ...examples } = shipped as Readonly<Record<string, string>>;
const render = (review: Review, extra = {}) => renderMarkdown(review, { ...markdownDeps, ...extra });
const screenOf = (markdown: string) => markdown.slice(0, markdown.indexOf('\n<details>'));

describe('the first line', () => {
  it('says what made the page, out of what, and the digest', () => {
    expect(render(priceRise()).split('\n')[0]).toBe(
      `<!-- Made by cx-review from 2026-11-02-harbour-k3f9.yaml, sha256:${'0'.repeat(64)}. ` +
        'Do not edit: change the review, then run cx-review render. -->',
    );
  });

  it('cannot be ended early by a name', () => {
    const [line = ''] = render(priceRise(), { file: 'a --> <b>.yaml', digest: 'x-->' }).split('\n');
    expect(line.indexOf('>')).toBe(line.length - 1);
    expect(line.slice(4, -3)).not.toContain('--');
  });
});

describe('the first screen', () => {
  const screen = screenOf(render(priceRise()));

  it('holds verdict and why, how it fails, gain and loss, the kinder way and what is asked by when', () => {
    const text = textOf(screen);
    for (const words of [
      'Go: we do it',
      'to be signed by Imani Okafor',
      'Why: The longer phone hours are what customers ask for most.',
      'Most likely failure: Letters arrive after the bill. Against it: Bills go out a week later',
      'Gain: £610,000 a year before anybody leaves. What it comes to once customers leave is not known.',
      'Loss: Customers lose £919,000 and 7,750 hours a year together. Undoing it costs £41,000.',
      'It would bring £410,000 a year and cost customers £520,000.',
      'Imani Okafor: a yes or a no before 23 November 2026, when the frontline is briefed.',
      'One condition is to be kept: Every letter has arrived (Noor Haddad, by 14 December 2026).',
      'On 3 March 2027 Imani Okafor stops it if this stands above 3.1 %: Customers who leave in a month.',
    ]) {
      expect(text.replace(/ ([.:;,)])/g, '$1')).toContain(words);
    }
  });

  it('says of each that it is not known where nobody has answered it', () => {
    const text = textOf(screenOf(render({ schema: 'cx-review/1', situation: 'price-rise', depth: 'full' })));
    for (const words of [
      'Not known: no reason for a verdict has been written down.',
      'Not known: how it would fail has not been written down.',
      'What it brings in a year is not known. What it comes to once customers leave is not known.',
      'What customers lose is not known. How many leave is not known. What undoing it costs is not known.',
      'Not known: whether there is another way has not been answered.',
      'Who decides is not known: a yes or a no; by when is not known.',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('sums up what customers lose only as far as each group says so', () => {
    const review = priceRise();
    const [loyal, recent] = review.consequences ?? [];
    if (loyal === undefined || recent === undefined) throw new Error('no consequences');
    const { lost: _, ...unknown } = recent;
    const text = textOf(screenOf(render({ ...review, consequences: [loyal, unknown] })));
    expect(text).toContain(
      'at least £394,000 and 4,100 hours a year together; not all is known of Recent customers.',
    );
  });

  it('is one screen, and all else is folded', () => {
    expect(screen.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(40);
    const rest = render(priceRise()).slice(screen.length);
    const outside = rest.split(/<details>[\s\S]*?<\/details>/);
    expect(outside.map((text) => text.trim())).toEqual(['', '', '']);
  });

  it('names at most five gaps that could turn the verdict, with who and when, and counts the rest', () => {
    const gaps = (review: Review) =>
      screenOf(render(review)).split('**Open, and could turn the verdict**')[1] ?? '';
    const rows = (review: Review) =>
      gaps(review)
        .split('\n')
        .filter((line) => line.startsWith('- '));
    expect(rows(priceRise()).length).toBeGreaterThan(0);
    for (const row of rows(priceRise())) expect(row).toMatch(/– Noor Haddad, by 23 November 2026$/);
    expect(gaps(priceRise())).toMatch(/\d+ other questions have no confirmed answer yet\./);
    const blank: Review = { schema: 'cx-review/1', situation: 'price-rise', depth: 'full' };
    expect(rows(blank)).toHaveLength(5);
    for (const row of rows(blank)) expect(row).toMatch(/– who is not known, by when is not known$/);
  });

  it('takes who and when from the entry of the gap itself', () => {
    const open = [{ id: 'a', path: 'F3', state: 'skipped' as const, owner: 'imani', by: '2026-11-20' }];
    expect(screenOf(render({ ...priceRise(), open }))).toContain(
      '*(skipped)* – Imani Okafor, by 20 November 2026',
    );
  });
});

describe('the appendix', () => {
  it('says nothing again that the first screen says', () => {
    for (const text of Object.values(examples)) {
      const page = render(parse(text) as Review, { findings: [] });
      const [screen = '', ...folded] = page.split('<details>');
      const sentences = (screen.match(/[A-Z][^.|*\n]{40,}\./g) ?? []).filter((one) => !one.includes('– '));
      expect(sentences.length).toBeGreaterThan(3);
      for (const sentence of sentences) expect(folded.join(' '), sentence).not.toContain(sentence);
    }
  });

  it('sets the change beside the other ways, with gain and loss', () => {
    const page = render(priceRise());
    expect(page).toContain('| this change |');
    const one = { ...priceRise(), alternatives: [] };
    expect(render(one)).not.toContain('this change |');
  });
});

describe('where a review stands', () => {
  const standing = (review: Review) => screenOf(render(review));
  const draft = 'This review is a draft.';

  it('is a draft that nobody has approved', () => {
    expect(standing(approvedBy())).toContain(`*${draft} Nobody has approved it yet.*`);
  });

  it('is who has approved it as it is, and not that it is a draft', () => {
    const screen = standing(
      approvedBy(
        { id: 'a', person: 'imani', role: 'executive' },
        { id: 'b', person: 'noor', role: 'finance' },
      ),
    );
    expect(screen).toContain(
      '*Approved by Imani Okafor (executive) and Noor Haddad (finance); the gate says whether that is enough.*',
    );
    expect(screen).not.toContain(draft);
  });

  it('counts no approval of an earlier version, and none that was taken back', () => {
    const screen = standing(
      approvedBy({ id: 'a', person: 'imani', role: 'executive', digest: 'sha256:0' as const }),
    );
    expect(screen).toContain(`*${draft} Nobody has approved it as it is now.*`);
    expect(screen).not.toContain('Approved by');
  });

  it('says who said no, and who took it back', () => {
    const screen = standing(
      approvedBy(
        { id: 'a', person: 'noor', role: 'finance' },
        { id: 'b', person: 'noor', role: 'finance', decision: 'reject' },
        { id: 'c', person: 'imani', role: 'owner', decision: 'withdraw' },
      ),
    );
    expect(screen).toContain('*Noor Haddad (finance) said no.*');
    expect(screen).toContain('*Imani Okafor (owner) took it back.*');
    expect(screen).not.toContain('Approved by');
  });
});

describe('the sections', () => {
  it('follow the order of the schema', () => {
    const keys = Object.keys(schema.properties).filter((key) =>
      (readingOrder as readonly string[]).includes(key),
    );
    expect(keys).toEqual([...readingOrder]);
    const titles = headingsOf(render(priceRise())).filter((text) => text.startsWith('h2'));
    const place = (title: string) => titles.indexOf(`h2 ${title}`);
    const order = [
      'change',
      'customers',
      'consequences',
      'alternatives',
      'evidence',
      'fairness',
      'frontline',
    ].map((section) => place(content.sections.find((pack) => pack.section === section)?.title ?? ''));
    expect(order).not.toContain(-1);
    expect([...order].sort((a, b) => a - b)).toEqual(order);
  });

  it('are left out where nothing is answered', () => {
    const markdown = render({ schema: 'cx-review/1', title: 'Almost nothing', status: 'draft' });
    expect(headingsOf(markdown)).toEqual(['h1 Almost nothing']);
    expect(markdown).not.toMatch(/undefined|\{\{/);
  });

  it('head their answers with the labels of the content', () => {
    const headings = headingsOf(render(priceRise()));
    expect(headings).toContain('h3 Other ways');
    expect(headings).toContain('h3 Objections from inside');
  });

  it('show lists as tables with a column for each answer', () => {
    const markdown = render(priceRise());
    const table = markdown.slice(markdown.indexOf('### Other ways')).split('\n').slice(2, 7);
    expect(table).toEqual([
      '| Kind | What it would be | Brings you a year | Leave because of it | Costs customers a year | Why not |',
      '| --- | --- | --- | --- | --- | --- |',
      '| this change | The price goes up on 1 February 2027. | £610,000 | 2\u00a0% to 9\u00a0%, most likely 4\u00a0% | £919,200 |  |',
      '| Do nothing | Carry on as today. | £0 |  | £0 | It loses £610,000 a year. |',
      '| Spare some customers | said above | £410,000 |  | £520,000 | said above |',
    ]);
  });

  it('put what differs by group side by side', () => {
    const markdown = render(priceRise());
    expect(markdown).toMatch(/\| Group \| Loyal customers \| Recent customers \|/);
    expect(markdown).toContain('| How likely | 82\u00a0% | 70\u00a0% |');
  });

  it('say none for a list that was asked for and is empty', () => {
    const review = priceRise();
    const change = { ...review.change, promisesBroken: [] };
    expect(render({ ...review, change })).toContain('- **Promises it breaks:** none');
  });

  it('keep paragraphs apart', () => {
    const review = priceRise();
    const change = { ...review.change, reason: 'First paragraph.\n\nSecond paragraph.' };
    expect(render({ ...review, change })).toContain('First paragraph.\n\nSecond paragraph.');
  });

  it('give numbers their units', () => {
    const markdown = render(priceRise());
    expect(markdown).toContain('2\u00a0% to 9\u00a0%, most likely 4\u00a0%');
    expect(markdown).toContain('£172 to £184, most likely £178');
    expect(markdown).toMatch(/Extra calls and messages per customer:\*\* 0\.2/);
  });
});

describe('everything that somebody wrote', () => {
  /** For machines, or shown by what they stand for: a path by its label, a key by its name. */
  const silent =
    /^approvals\.row\.signature$|^open\.row\.(?:path|owner|reason)$|^exceptions\.row\.path$|^economics\.revisions\.row\.path$|^policy\.changes\.row\.unit$/;
  const texts = new Map<string, string>();
  const review = reviewFromSchema({
    text: (path) => {
      const canary = `Canary${texts.size}x`;
      texts.set(path, canary);
      return canary;
    },
    number: () => 1,
    date: () => '2031-01-15',
  });

  it('is on the page', () => {
    const page = render(review);
    const lost = [...texts].filter(([path, canary]) => !silent.test(path) && !page.includes(canary));
    expect(lost.map(([path]) => path)).toEqual([]);
    expect(texts.size).toBeGreaterThan(150);
  });

  it('is claimed by a question, but for a few things that no question asks', () => {
    const page = render(review);
    const unasked = page.slice(page.indexOf('\n## Also on file'), page.lastIndexOf('\n<details>'));
    expect(unasked.match(/Canary\d+x/g)?.length ?? 0).toBeLessThanOrEqual(12);
  });
});

describe('parts of their own', () => {
  it('show who owes what, once sections are shared out', () => {
    const review: Review = {
      ...priceRise(),
      open: [
        { id: 'a', path: 'economics', state: 'assigned', owner: 'imani', reason: 'by Friday' },
        { id: 'b', path: 'change', state: 'assigned', owner: 'noor' },
      ],
    };
    const markdown = render(review);
    expect(markdown).toContain('## Who owes what');
    expect(markdown).toMatch(/\| Imani Okafor \| What it is worth \| \d+ of \d+ \(by Friday\) \|/);
    expect(markdown).toMatch(/\| Noor Haddad \| The change \| all answered \|/);
    expect(render(priceRise())).not.toContain('Who owes what');
  });

  it('mark what is a draft and what was skipped', () => {
    const review: Review = {
      ...priceRise(),
      open: [
        { id: 'a', path: 'C2', state: 'draft' },
        { id: 'b', path: 'E6', state: 'skipped', reason: 'the archive is closed' },
      ],
    };
    const list = screenOf(render(review)).split('**Open, and could turn')[1] ?? '';
    expect(list).toContain('true reason, in one sentence? *(draft)*');
    expect(list).toContain('*(skipped)* the archive is closed –');
  });

  it('carry the mark of a draft wherever the text stands', () => {
    const review: Review = {
      schema: 'cx-review/1',
      situation: 'price-rise',
      change: { what: 'From 20 to 25.', customerProblem: 'None so far.' },
      customers: { segments: [{ id: 'loyal', name: 'Loyal' }] },
      frontline: {
        acknowledgements: [{ segment: 'loyal', listen: 'Tell me.' }],
        offers: [{ id: 'a', segment: 'loyal', offer: 'Today’s price.' }],
      },
      open: ['change.what', 'frontline.acknowledgements.loyal.listen', 'frontline.offers.a.offer'].map(
        (path, at) => ({ id: `d${at}`, path, state: 'draft' }),
      ),
    };
    const markdown = render(review);
    expect(markdown).toContain('\n\nFrom 20 to 25. *(draft)*\n');
    expect(markdown).toContain('- **What changes:** *(draft)* From 20 to 25.');
    const headings = markdown.split('\n').filter((row) => row.startsWith('#'));
    expect(headings.filter((row) => row.endsWith('*(draft)*'))).toHaveLength(2);
    expect(render({ ...review, open: [] })).not.toContain('(draft)');
  });

  it('do not list as open what does not apply', () => {
    const open = [{ id: 'a', path: 'F3', state: 'not-applicable' as const, reason: 'no contract' }];
    expect(screenOf(render(priceRise()))).toContain('Would customers feel deceived');
    expect(screenOf(render({ ...priceRise(), open }))).not.toContain('Would customers feel deceived');
  });

  it('show findings with what to do', () => {
    const findings: Finding[] = [
      { rule: 'r', severity: 'error', class: 'evidence', message: 'No limit.', hint: 'Set | one.', path: '' },
    ];
    const markdown = render(priceRise(), { findings });
    expect(markdown).toContain('1 finding must be put right.');
    expect(markdown).toContain('| **Must** | No limit. | Set \\| one. |');
  });

  it('show approvals, which of them count no more, and how sure they are', () => {
    const markdown = render(
      approvedBy(
        { id: 'a', person: 'imani', role: 'executive', date: '2026-11-16', digest: 'sha256:0' },
        { id: 'b', person: 'imani', role: 'executive', date: '2026-11-17' },
        { id: 'c', person: 'noor', role: 'finance', level: 'signed' },
        { id: 'd', person: 'noor', role: 'finance', decision: 'reject', level: 'signed', note: 'Too early.' },
      ),
    );
    expect(markdown).toContain(
      '| Imani Okafor | executive | approved, for an earlier version | 16 November 2026 | recorded, not verified |',
    );
    expect(markdown).toContain(
      '| Imani Okafor | executive | approved | 17 November 2026 | recorded, not verified |',
    );
    expect(markdown).toContain(
      '| Noor Haddad | finance | approved, and said otherwise since |  | signed, for the gate to check |',
    );
    expect(markdown).toContain(
      '| Noor Haddad | finance | rejected: Too early. |  | signed, for the gate to check |',
    );
  });

  it('show what really happened', () => {
    const markdown = render({
      ...priceRise(),
      followUps: [
        {
          id: 'day-30',
          date: '2027-03-03',
          by: 'noor',
          actuals: [{ id: 'a', metric: 'Customers who leave', value: 1.9, unit: '% a month' }],
          outcomes: [{ id: 'o', forecast: 'stay', happened: true }],
          tripped: false,
          lesson: 'Letters late.',
        },
      ],
    });
    expect(markdown).toContain('- Customers who leave: 1.9 % a month');
    expect(markdown).toContain('- It happened: More than 95% are still customers');
    expect(markdown).not.toContain('A trip-wire was hit');
  });

  it('keep a forecast visible that was changed after the break-even was shown', () => {
    const review = priceRise();
    const markdown = render({
      ...review,
      economics: {
        ...review.economics,
        breakEvenShown: '2026-11-10',
        revisions: [
          {
            id: 'r',
            path: 'economics.lossAtAnnouncement',
            from: '2 to 9 %',
            to: '1 to 5 %',
            date: '2026-11-11',
            reason: 'New survey.',
          },
        ],
      },
    });
    expect(markdown).toContain(
      '| Leave because of the announcement | 2 to 9 % | 1 to 5 % | 11 November 2026 | New survey. |',
    );
  });

  it('show computed figures, the chart and the seed, and none of it where nothing is computed', () => {
    const economics = figuresWith({
      breakEven: { share: 0.09, forecast: { low: 0.02, likely: 0.04, high: 0.06 } },
      simulation: {
        horizons: [{ months: 12, p10: 1000, p50: 2000, p90: 3000, probabilityOfLoss: 0.01 }],
        p10: [0, 1],
        p50: [0, 2],
        p90: [0, 3],
        draws: 100_000,
        seed: 7,
      },
    });
    const markdown = render(priceRise(), { economics });
    expect(markdown).toContain('The gain is gone if **9\u00a0%** of the customers leave');
    expect(markdown).toContain('with 100,000 draws and the seed 7');
    const fences = tokensOf(markdown).filter(({ type }) => type === 'fence');
    expect(fences.map(({ info }) => info)).toEqual(['mermaid', 'mermaid']);
    expect(fences[1]?.content).toContain('xychart-beta horizontal');
    expect(markdown).toContain('| Gain, if nobody left |');
    expect(fences[0]?.content).toContain('xychart-beta');
    expect(render(priceRise())).not.toContain('Does the gain last?');
  });

  it('show how the depth was chosen', () => {
    const markdown = render(priceRise());
    expect(markdown).toMatch(/\| [^|]+ \| \*\*much\*\* \|/);
    expect(markdown).toMatch(/\| [^|]+ \| little \|/);
  });
});

describe('hostile answers', () => {
  // Each text begins in a way of its own: what the first screen says already, the appendix does not say again.
  const filled = (text: string) => {
    let at = 0;
    const own = () => {
      at += 1;
      return `x${at}y\n${text}`;
    };
    return reviewFromSchema({ text: own, number: () => 1, date: () => '2027-01-15' });
  };
  const links = /link_(?:open|close) a/;
  const expected = new Map<string, string[]>();
  const lineBreaks = /hardbreak|html_inline\s+<br>/;

  it.each(hostileTexts)('cannot break the structure: %j', (text) => {
    const sameLines = text
      .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u)
      .map((line) => (line.trim() === '' ? '' : 'word'.padEnd(line.trim().length, 'd')))
      .join('\n');
    const markdown = render(filled(text));
    const structure = structureOf(markdown).filter((kind) => !links.test(kind));
    const harmless = expected.get(sameLines) ?? structureOf(render(filled(sameLines)));
    expected.set(sameLines, harmless);
    expect(structure).toEqual(harmless);
    const html = structure.filter((kind) => /html_/.test(kind) && !lineBreaks.test(kind));
    const fold = /^html_block\s+(?:<details>\s*<summary>[\w, ]+<\/summary>|<\/details>)\s*$/;
    const folds = html.filter((kind) => fold.test(kind));
    expect(folds).toHaveLength(6);
    expect(html).toHaveLength(7);
    expect(html[0]).toMatch(/^html_block\s+<!-- Made by cx-review from [\w.:, -]+\. Do not edit[^<>]+ -->$/);
  });

  it('link to nothing but web and mail addresses', () => {
    const hrefs = hostileTexts.flatMap((text) =>
      tokensOf(render(filled(text)))
        .filter(({ type }) => type === 'link_open')
        .map((token) => token.attrGet('href') ?? ''),
    );
    expect(hrefs.filter((href) => !/^(?:https?:\/\/|mailto:)/.test(href))).toEqual([]);
  });
});

it('is the same for the same review', () => {
  expect(render(priceRise())).toBe(render(structuredClone(priceRise())));
});
