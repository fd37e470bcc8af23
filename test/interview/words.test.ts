import { describe, expect, it } from 'vitest';
import { buildAgenda } from '../../src/domain/agenda.ts';
import type { Finding } from '../../src/domain/finding.ts';
import type { Review } from '../../src/domain/review.ts';
import type { Step } from '../../src/interview/ask.ts';
import { draftText } from '../../src/interview/drafts.ts';
import { buildHelp } from '../../src/interview/help.ts';
import { hintsFor } from '../../src/interview/hints.ts';
import { buildProgress, progressInWords } from '../../src/interview/progress.ts';
import { newSession } from '../../src/interview/session.ts';
import type { State } from '../../src/interview/state.ts';
import { nextStep } from '../../src/interview/step.ts';
import { buildSummary, lineInWords } from '../../src/interview/summary.ts';
import { apply, personWith, startState } from './interviewee.ts';

const example = (name: string): Review => personWith(name).wanted;

describe('progress', () => {
  it('counts questions of the bank, sections and minutes', async () => {
    const state = await startState(example('price-rise'));
    const { verdict: _open, ...rest } = state.review;
    const items = buildAgenda(rest, state.content);
    const item = items.find(({ question }) => question.id === 'G4');
    if (item === undefined) throw new Error('There is no verdict to be given.');
    const progress = buildProgress(item, { ...state, review: rest });
    expect(progress.questionAt).toBe(progress.questions);
    expect(progress.sectionAt).toBe(progress.sections);
    expect(progressInWords(progress)).toMatch(/^Question 75 of 75 · section 15 of 15 · about \d+ min left$/);
  });

  it('promises nothing beyond screening before the depth is known', async () => {
    const state = await startState({ title: 'A rise' });
    const [first] = buildAgenda(state.review, state.content);
    if (first === undefined) throw new Error('There is nothing to ask.');
    expect(progressInWords(buildProgress(first, state))).toMatch(
      /^Question 1 of 12 · section 1 of 2 · about \d+ min until the depth is set$/,
    );
  });
});

describe('minutes left', () => {
  const headerOf = (step: Step, state: State): string[] =>
    step.kind === 'ask' && step.about !== 'depth'
      ? [progressInWords(buildProgress(step.part.item, state))]
      : [];
  const minutesIn = (header: string): number => Number(/about (\d+) min/.exec(header)?.[1]);

  it.each(['price-rise', 'support-cut', 'returns-cut'])(
    'only fall until the depth is known: %s',
    async (name) => {
      const person = personWith(name);
      const headers: string[] = [];
      let state = await startState();
      for (;;) {
        const { step, session } = nextStep(state);
        state = { ...state, session };
        headers.push(...headerOf(step, state));
        const outcome = step.kind === 'ask' && step.about === 'depth' ? undefined : person.take(step, state);
        if (outcome === undefined) break;
        state = apply(state, outcome);
      }
      const minutes = headers.map(minutesIn);
      expect(minutes.length).toBeGreaterThan(10);
      expect(minutes).toEqual([...minutes].sort((a, b) => b - a));
    },
  );

  it('are those of one section for whoever answers that section', async () => {
    const { economics: _open, ...review } = example('price-rise');
    const state = await startState(review);
    const whole = buildAgenda(state.review, state.content).find(({ section }) => section === 'economics');
    if (whole === undefined) throw new Error('There is nothing about money.');
    const mine = progressInWords(
      buildProgress(whole, { ...state, session: newSession({ section: 'economics' }) }),
    );
    expect(mine).toMatch(/^Question 1 of \d · about \d+ min left$/);
  });

  it('leave out what somebody else answers', async () => {
    const { economics: _open, verdict: _later, ...review } = example('price-rise');
    const open = [{ id: 'e', path: 'economics', state: 'assigned' as const, owner: 'noor' }];
    const shared = await startState({ ...review, open });
    const alone = await startState(review);
    const [first] = buildAgenda(alone.review, alone.content);
    if (first === undefined) throw new Error('There is nothing to ask.');
    const of = (state: State) => buildProgress(first, state);
    expect(of(shared).questions).toBeLessThan(of(alone).questions);
    expect(of(shared).minutesLeft).toBeLessThan(of(alone).minutesLeft);
  });
});

describe('help', () => {
  it('shows why, a weak and a strong answer, a real case with its address, and sources', async () => {
    const { content } = await startState();
    const question = content.sections.flatMap((pack) => pack.questions).find(({ id }) => id === 'C2');
    if (question === undefined) throw new Error('There is no C2.');
    const help = buildHelp(question, content);
    const headings = help
      .split('\n')
      .filter((line) =>
        ['Why we ask', 'A weak answer', 'A strong answer', 'It happened', 'From'].includes(line),
      );
    expect(headings).toEqual(['Why we ask', 'A weak answer', 'A strong answer', 'It happened', 'From']);
    expect(help).toMatch(/Netflix.*2011.*https:\/\//s);
  });

  it('says something for every question', async () => {
    const { content } = await startState();
    const all = [...content.sections, ...content.situations].flatMap(({ questions }) => questions);
    for (const question of all) expect(buildHelp(question, content)).toContain('A strong answer\n');
  });
});

describe('drafts', () => {
  const review: Review = {
    schema: 'cx-review/1',
    situation: 'price-rise',
    currency: 'EUR',
    change: { reason: 'Hosting costs 9 EUR more.', dates: { effective: '2027-03-01' } },
    policy: { changes: [{ id: 'p', pointer: 'price', from: 20, to: 25, unit: 'EUR a month' }] },
    customers: { segments: [{ id: 'loyal', name: 'Loyal' }] },
    consequences: [
      { segment: 'loyal', lost: { money: 60 }, oldFigure: '20 EUR a month', newFigure: '25 EUR a month' },
    ],
  };

  it('say what the review says, group by group', async () => {
    const { content } = await startState();
    expect(draftText('{{draft.what}}', review, content)).toBe(
      'The price goes up from 20 EUR a month to 25 EUR a month on 1 March 2027.',
    );
    expect(draftText('{{draft.apologise}}', review, content, 'loyal')).toContain('€60 a year');
    expect(draftText('{{draft.reason}}', review, content)).toContain('Hosting costs 9 EUR more');
  });

  it('leave out what the review does not say, in every situation', async () => {
    const { content } = await startState();
    for (const situation of content.situations.filter(({ builtIn }) => builtIn !== true)) {
      const bare: Review = { schema: 'cx-review/1', situation: situation.id };
      for (const name of Object.keys(situation.drafts)) {
        const text = draftText(`{{draft.${name}}}`, bare, content);
        expect(text ?? '').not.toMatch(/\{\{|undefined|\s{2}|\(\)|\s[,.]/);
      }
    }
  });

  it('do not speak of a loss where nobody is worse off', async () => {
    const { content } = await startState();
    const better: Review = {
      schema: 'cx-review/1',
      title: 'Returns from 30 to 45 days',
      situation: 'returns-cut',
      screening: { nobodyWorseOff: true },
    };
    const drafts = content.sections.flatMap(({ questions }) =>
      questions.flatMap(({ id, fields }) =>
        fields.flatMap(({ draft }) => {
          const text = draft === undefined ? undefined : draftText(draft, better, content);
          return text === undefined ? [] : [[id, text]];
        }),
      ),
    );
    expect(drafts).toEqual([['C1', 'Returns from 30 to 45 days.']]);
  });

  it('give no reason that nobody has given', async () => {
    const { content } = await startState();
    const fields = content.sections.flatMap(({ questions }) => questions.flatMap((one) => one.fields));
    const template = fields.find(({ path }) => path === 'frontline.reason.text')?.draft ?? '';
    expect(draftText(template, { ...review, change: {} }, content)).toBeUndefined();
    expect(draftText(template, review, content)).toContain('Hosting costs 9 EUR more');
  });

  it('are none without a situation', async () => {
    const { content } = await startState();
    expect(draftText('{{draft.what}}', { schema: 'cx-review/1' }, content)).toBeUndefined();
  });
});

describe('hints', () => {
  const finding = (path: string, rule = 'thin-answer'): Finding => ({
    rule,
    severity: 'error',
    class: 'gap',
    message: 'It is thin.',
    hint: 'Add a figure.',
    path,
  });

  it('are those of the answer just given, each once, and never about what is still to come', () => {
    const findings = [
      finding('change.what'),
      finding('change.what.more'),
      finding('change.whatever'),
      finding('change.what', 'unanswered-question'),
    ];
    const review: Review = { schema: 'cx-review/1' };
    const { hints, session } = hintsFor({ after: findings }, ['change.what'], {
      review,
      session: newSession(),
    });
    expect(hints.map(({ path }) => path)).toEqual(['change.what', 'change.what.more']);
    expect(hintsFor({ after: findings }, ['change.what'], { review, session }).hints).toEqual([]);
  });
});

describe('hints about an earlier answer', () => {
  const finding: Finding = {
    rule: 'dates-out-of-order',
    severity: 'error',
    class: 'gap',
    message: 'Agents are briefed on 2027-01-15, and customers are told on 2027-01-15.',
    hint: 'Brief the frontline days before the first customer is told.',
    path: 'change.dates.briefed',
  };
  const review: Review = { schema: 'cx-review/1', change: { dates: { briefed: '2027-01-15' } } };
  const of = (before: readonly Finding[] | undefined, now: Review = review) =>
    hintsFor({ ...(before && { before }), after: [finding] }, ['change.dates.told'], {
      review: now,
      session: newSession(),
    }).hints;

  it('come with the answer that contradicts it', () => {
    expect(of([])).toEqual([finding]);
  });

  it('do not come with any other answer, in a list, or where there is none', () => {
    expect(of([finding])).toEqual([]);
    expect(of(undefined)).toEqual([]);
    expect(of([], { schema: 'cx-review/1' })).toEqual([]);
  });
});

describe('the summary', () => {
  it('has a line for every answer, and says what is open and why', async () => {
    const state = await startState({
      ...example('price-rise'),
      open: [
        { id: 'w2', path: 'W2', state: 'not-applicable', reason: 'None.' },
        { id: 'what', path: 'change.what', state: 'draft' },
        { id: 'k', path: 'economics', state: 'assigned', owner: 'noor' },
      ],
    });
    const lines = buildSummary(state);
    const line = (label: string) => lines.find((one) => one.label === label);
    expect(line('What changes')).toMatchObject({ standing: 'draft', section: 'The change' });
    expect(line('Newcomers, against existing customers')?.standing).toBe('not-applicable');
    expect(line('Gain a year, before anybody leaves')?.assignedTo).toBe('noor');
    expect(lines.every((one) => lineInWords(one).startsWith(`${one.label}:`))).toBe(true);
    expect(Math.max(...lines.map((one) => lineInWords(one).length))).toBeLessThan(300);
  });
});
