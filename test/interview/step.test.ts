import { describe, expect, it } from 'vitest';
import type { AskField, AskList, Show, Step } from '../../src/interview/ask.ts';
import { beginSession } from '../../src/interview/begin.ts';
import { actOnList, answer, assign, back, keep, notApplicable, skip } from '../../src/interview/reply.ts';
import { goTo, newSession } from '../../src/interview/session.ts';
import type { State } from '../../src/interview/state.ts';
import { nextStep } from '../../src/interview/step.ts';
import { runsAtEffort } from '../support/effort.ts';
import { answersOf } from './answers-of.ts';
import { apply, Interviewee, personWith, startState, walk } from './interviewee.ts';

/** Goes on until a step is as wanted; every question on the way is answered from the review in mind. */
function until(
  state: State,
  isIt: (step: Step) => boolean,
  person: Interviewee,
): State & { readonly step: Step } {
  const { state: reached, steps } = walk(state, person, { until: isIt });
  const step = steps.at(-1);
  if (step === undefined || !isIt(step)) throw new Error('The interview never got there.');
  return { ...reached, step };
}

/** One whole interview, gone through once for all who only look at it. */
let gone: ReturnType<typeof walkThrough> | undefined;
async function walkThrough() {
  const person = personWith('price-rise');
  return { person, ...walk(await startState(), person) };
}
function wholeInterview() {
  gone ??= walkThrough();
  return gone;
}

const isField =
  (path: string) =>
  (step: Step): step is AskField =>
    step.kind === 'ask' && step.about === 'field' && step.part.path === path && step.place.key === undefined;

const isList =
  (path: string) =>
  (step: Step): step is AskList =>
    step.kind === 'ask' && step.about === 'list' && step.part.path === path;

const nameOf = (step: Step): string =>
  step.kind !== 'ask'
    ? step.kind === 'show'
      ? `show ${step.notice}`
      : 'done'
    : step.about === 'depth'
      ? 'depth'
      : `${step.about} ${step.part.path}`;

function next(state: State): State & { readonly step: Step } {
  const { step, session } = nextStep(state);
  return { ...state, session, step };
}

/** Goes back until a step is as wanted. */
function backTo(state: State & { readonly step: Step }, isIt: (step: Step) => boolean): typeof state {
  const outcome = back(state, state.step as AskField);
  if (outcome === undefined) throw new Error('There is nothing before.');
  const before = next(apply(state, outcome));
  return isIt(before.step) ? before : backTo(before, isIt);
}

describe('a whole interview', () => {
  it('ends with the review in mind', async () => {
    const { person, state, steps } = await wholeInterview();
    expect(answersOf(state.review, state)).toEqual(answersOf(person.wanted, state));
    expect(steps.at(-1)).toEqual({ kind: 'done' });
  });

  it('asks every part once, and nothing that is answered already', async () => {
    const { person, steps } = await wholeInterview();
    const fields = steps.flatMap((step) =>
      step.kind === 'ask' && step.about === 'field' && step.place.key === undefined ? [step.part.path] : [],
    );
    expect(fields.filter((path, index) => fields.indexOf(path) !== index)).toEqual([]);
    const { steps: again } = walk(await startState(person.wanted), person);
    expect(again.map(nameOf).filter((name) => name.startsWith('field'))).toEqual([]);
  });

  it('takes the forecast before it shows the break-even', async () => {
    const { steps } = await wholeInterview();
    const names = steps.map(nameOf);
    const shown = names.indexOf('show break-even');
    expect(shown).toBeGreaterThan(names.indexOf('field economics.lossAtAnnouncement'));
    expect(shown).toBeGreaterThan(names.lastIndexOf('list forecasts'));
    expect(names.lastIndexOf('show break-even')).toBe(shown);
  });

  it.each([7, 12, 5, 6, 8, 9, 10, 11, 14].slice(0, runsAtEffort(2)))(
    'can be stopped after every %i steps and goes on with what is missing',
    async (most) => {
      const person = personWith('price-rise');
      let { state } = walk(await startState(), person, { most: 5 });
      // Stopped again and again, at places of every kind: in rows, between rows, between questions.
      for (let stops = 0; stops < 120; stops += 1) {
        ({ state } = walk({ ...state, session: beginSession(state.review, state.content) }, person, {
          most,
        }));
      }
      const resumed = walk({ ...state, session: beginSession(state.review, state.content) }, person);
      expect(answersOf(resumed.state.review, resumed.state)).toEqual(answersOf(person.wanted, resumed.state));
    },
  );
});

describe('the depth', () => {
  it('is decided after screening, and may follow the answers later', async () => {
    const person = personWith('price-rise');
    const state = until(await startState(), (step) => nameOf(step) === 'depth', person);
    expect(state.step).toMatchObject({ depth: 'full' });
    expect(state.review.screening?.answers).toEqual({ S1: 'c', S2: 'c', S3: 'a', S4: 'b', S5: 'c', S6: 'a' });
    const { state: done } = await wholeInterview();
    const undo = goTo(done.session, { part: 'S6 customers.freedom' });
    const asked = next({ ...done, session: undo });
    const changed = apply(asked, answer(asked, asked.step as AskField, 'stuck'));
    expect(changed.review.screening?.answers?.S6).toBe('c');
  });

  it('counts what nobody knows as severe, and asks it again at the end', async () => {
    const person = personWith('price-rise');
    const asked = until(await startState(), isField('reversal.undo'), person);
    const skipped = apply(asked, skip(asked, asked.step as AskField));
    expect(skipped.review.screening?.answers?.S3).toBe('dont-know');
    expect(skipped.review.open).toEqual([
      { id: 's3', path: 'S3', state: 'skipped', reason: 'Not known yet; it counts as severe.' },
    ]);
    const { steps, state } = walk(skipped, person);
    const names = steps.map(nameOf);
    expect(names.indexOf('show skipped')).toBeGreaterThan(0);
    expect(names.lastIndexOf('field reversal.undo')).toBeGreaterThan(names.indexOf('show skipped'));
    expect(state.review.screening?.answers?.S3).toBe('a');
    expect(state.review.open).toBeUndefined();
  });

  it('asks a handful of questions where nobody is worse off', async () => {
    const { steps, state } = walk(
      await startState(),
      new Interviewee({
        schema: 'cx-review/1',
        title: 'Pro plan from 25 to 20 EUR a month',
        situation: 'price-rise',
        author: 'maya',
        currency: 'EUR',
        customers: { total: 6000, worseOff: 0 },
        screening: { nobodyWorseOff: true },
        change: { what: 'The Pro plan goes from 25 to 20 EUR.', jurisdictions: ['EU'], sector: 'software' },
      }),
    );
    const questions = new Set(
      steps.flatMap((step) =>
        step.kind === 'ask' &&
        step.about !== 'depth' &&
        !['start', 'screening'].includes(step.part.item.section)
          ? [step.part.item.question.partOf ?? step.part.item.question.id]
          : [],
      ),
    );
    expect([...questions].sort()).toEqual(['C1', 'G4', 'L1']);
    expect(state.review.depth).toBe('light');
  });
});

describe('going back', () => {
  it('asks the one before with its answer, then goes forward again', async () => {
    const person = personWith('price-rise');
    const asked = until(await startState(), isField('customers.freedom'), person);
    const once = back(asked, asked.step as AskField);
    const vulnerability = next(apply(asked, once ?? { session: asked.session, edits: [] }));
    expect(nameOf(vulnerability.step)).toBe('field fairness.vulnerability');
    expect(vulnerability.step).toMatchObject({ current: 'harder', isNew: true });
    const twice = back(vulnerability, vulnerability.step as AskField);
    const reach = next(apply(vulnerability, twice ?? { session: asked.session, edits: [] }));
    expect(nameOf(reach.step)).toBe('field change.reachesBack');
    const changed = next(apply(reach, answer(reach, reach.step as AskField, 'mid-term')));
    expect(nameOf(changed.step)).toBe('field fairness.vulnerability');
    const forward = next(apply(changed, keep(changed, changed.step as AskField)));
    expect(nameOf(forward.step)).toBe('field customers.freedom');
    expect(forward.review.change?.reachesBack).toBe('mid-term');
  });

  it('asks at once what the changed answer brings up, and nothing that it has put out of question', async () => {
    const person = personWith('price-rise');
    const isAnnual = (step: Step): boolean =>
      step.kind === 'ask' && step.about === 'field' && step.place.key === 'annualValue';
    const state = backTo(until(await startState(), isAnnual, person), isField('customers.worseOff'));
    const none = next(apply(state, answer(state, state.step as AskField, 0)));
    expect(nameOf(none.step)).toBe('field screening.nobodyWorseOff');
    const nobody = next(apply(none, answer(none, none.step as AskField, true)));
    expect(nameOf(nobody.step)).toBe('depth');
    const somebody = next(apply(none, answer(none, none.step as AskField, false)));
    expect(somebody.step).toMatchObject({ part: { path: 'customers.segments' }, place: { key: 'name' } });
  });

  it('asks the question that came with an answer again once the answer is given again', async () => {
    const person = personWith('price-rise');
    const counted = until(await startState(), isField('customers.worseOff'), person);
    const none = next(apply(counted, answer(counted, counted.step as AskField, 0)));
    const said = next(apply(none, answer(none, none.step as AskField, false)));
    const again = next({ ...said, session: goTo(said.session, { part: 'S1 customers.worseOff' }) });
    const some = next(apply(again, answer(again, again.step as AskField, 40)));
    const once = next({ ...some, session: goTo(some.session, { part: 'S1 customers.worseOff' }) });
    const noneAgain = next(apply(once, answer(once, once.step as AskField, 0)));
    expect(nameOf(noneAgain.step)).toBe('field screening.nobodyWorseOff');
  });

  it('stays in a list that is taken up again until it is done, then goes forward', async () => {
    const person = personWith('price-rise');
    const asked = until(await startState(), isField('reversal.undo'), person);
    const state = backTo(asked, isList('customers.segments'));
    const adding = next(apply(state, actOnList(state, state.step as AskList, { action: 'add' })));
    const named = next(apply(adding, answer(adding, adding.step as AskField, 'Small teams')));
    expect(named.step).toMatchObject({ place: { row: 'small-teams', key: 'annualValue' } });
    const priced = next(apply(named, answer(named, named.step as AskField, 240)));
    expect(nameOf(priced.step)).toBe('list customers.segments');
    const done = next(apply(priced, actOnList(priced, priced.step as AskList, { action: 'done' })));
    expect(nameOf(done.step)).toMatch(/^field consequences\./);
    expect(done.review.open).toBeUndefined();
  });

  it('leads back into what was answered before the interview was taken up again', async () => {
    const person = personWith('price-rise');
    const asked = until(await startState(), isField('change.reachesBack'), person);
    const begun = { ...asked, session: beginSession(asked.review, asked.content) };
    const resumed = until(begun, isField('change.reachesBack'), person);
    const before = backTo(resumed, isField('reversal.undo'));
    expect(before.session.ahead).toHaveLength(1);
    const forward = next(apply(before, keep(before, before.step as AskField)));
    expect(nameOf(forward.step)).toBe('field change.reachesBack');
  });

  it('leads nowhere from the first question', async () => {
    const first = next(
      apply(next(await startState()), { session: next(await startState()).session, edits: [] }),
    );
    expect(back(first, first.step as AskField)).toBeUndefined();
  });

  it('goes back into the rows of a list', async () => {
    const person = personWith('price-rise');
    const asked = until(await startState(), isField('reversal.undo'), person);
    const state = backTo(asked, isList('customers.segments'));
    const outcome = back(state, state.step as AskList);
    if (outcome === undefined) throw new Error('There is nothing before.');
    const row = next(apply(state, outcome));
    expect(row.step).toMatchObject({ about: 'field', place: { key: 'annualValue' }, current: 240 });
  });
});

describe('lists', () => {
  it('are on the list of what is open until they are done', async () => {
    const person = personWith('price-rise');
    const menu = until(await startState(), isList('customers.segments'), person);
    expect(menu.review.open).toMatchObject([{ path: 'customers.segments', state: 'draft' }]);
    const done = apply(menu, actOnList(menu, menu.step as AskList, { action: 'done' }));
    expect(done.review.open).toBeUndefined();
  });

  it('say “none” with an empty list', async () => {
    const person = personWith('price-rise');
    const menu = until(await startState(), isList('change.promisesBroken'), person);
    const none = apply(menu, actOnList(menu, menu.step as AskList, { action: 'done' }));
    expect(none.review.change?.promisesBroken).toEqual([]);
    expect(nameOf(next(none).step)).toBe('field change.promisesChecked');
  });

  it('add, change and delete rows', async () => {
    const person = personWith('price-rise');
    const menu = until(await startState(), isList('customers.segments'), person);
    const adding = next(apply(menu, actOnList(menu, menu.step as AskList, { action: 'add' })));
    expect(adding.step).toMatchObject({ place: { row: '', key: 'name' }, row: { number: 2, name: 'group' } });
    const named = next(apply(adding, answer(adding, adding.step as AskField, 'Small teams')));
    expect(named.step).toMatchObject({ place: { row: 'small-teams', key: 'annualValue' } });
    const priced = next(apply(named, answer(named, named.step as AskField, 240)));
    const { rows } = priced.step as AskList;
    const name = person.wanted.customers?.segments?.[0]?.name;
    expect(rows.map(({ text }) => text)).toEqual([`${name}, €240`, 'Small teams, €240']);
    const gone = next(
      apply(priced, actOnList(priced, priced.step as AskList, { action: 'delete', id: 'small-teams' })),
    );
    expect((gone.step as AskList).rows).toHaveLength(1);
    const [first] = rows;
    const editing = next(
      apply(gone, actOnList(gone, gone.step as AskList, { action: 'edit', id: first?.id ?? '' })),
    );
    expect(editing.step).toMatchObject({
      place: { key: 'name' },
      current: name,
    });
  });

  it('go back to the rows from a row that was not begun', async () => {
    const person = personWith('price-rise');
    const menu = until(await startState(), isList('customers.segments'), person);
    const adding = next(apply(menu, actOnList(menu, menu.step as AskList, { action: 'add' })));
    const outcome = back(adding, adding.step as AskField);
    if (outcome === undefined) throw new Error('There is nothing before.');
    expect(nameOf(next(apply(adding, outcome)).step)).toBe('list customers.segments');
  });

  it('begin with the rows that the question brings, each with its draft', async () => {
    const person = personWith('price-rise');
    const shown = until(await startState(), (step) => nameOf(step) === 'show start-rows', person);
    expect(shown.step).toMatchObject({ part: { path: 'alternatives' } });
    const hard = until(
      shown,
      (step) => step.kind === 'show' && step.part?.path === 'frontline.hardQuestions',
      person,
    );
    const first = next(apply(hard, { session: hard.session, edits: (hard.step as Show).edits }));
    expect(first.step).toMatchObject({ place: { row: 'why-me', key: 'answer' }, offered: { isDraft: true } });
  });

  it('are filled in beforehand with duties and days that can be worked out', async () => {
    const { wanted } = personWith('price-rise');
    const change = { ...wanted.change, jurisdictions: ['GB', 'US-CA'], sector: 'telecom' as const };
    const person = new Interviewee({ ...wanted, change });
    const duties = until(
      await startState(),
      (step) => step.kind === 'show' && step.part?.path === 'fairness.noticeDuties',
      person,
    );
    const [edit] = (duties.step as Show).edits;
    expect(edit?.value).toMatchObject([
      { id: 'ofcom-contract-change', notice: '1 calendar month', lastDay: '2027-02-01' },
      { id: 'california-auto-renewal', notice: '7 to 30 calendar days', lastDay: '2027-02-22' },
    ]);
  });
});

describe('leaving questions out', () => {
  it('means the whole question where not even the first row is begun', async () => {
    const person = personWith('price-rise');
    const first = until(
      await startState(),
      (step) => step.kind === 'ask' && step.about === 'field' && step.place.key === 'name',
      person,
    );
    const left = next(apply(first, skip(first, first.step as AskField)));
    expect(nameOf(left.step)).toBe('field reversal.undo');
    expect(left.review.screening?.answers?.S2).toBe('dont-know');
    expect(left.review.customers?.segments).toBeUndefined();
    const again = backTo(left, () => true);
    expect(again.step).toMatchObject({
      part: { path: 'customers.segments' },
      place: { row: '', key: 'name' },
    });
  });

  it('keeps a reason for what does not apply, and does not ask it again', async () => {
    const person = personWith('price-rise');
    const asked = until(await startState(), isField('customers.newcomers'), person);
    const left = apply(asked, notApplicable(asked, asked.step as AskField, 'There are no newcomers.'));
    expect(left.review.open).toEqual([
      { id: 'w2', path: 'W2', state: 'not-applicable', reason: 'There are no newcomers.' },
    ]);
    const { steps } = walk(left, person);
    expect(steps.map(nameOf)).not.toContain('field customers.newcomers');
  });

  it('asks a skipped question once more at the end, and not a third time', async () => {
    const person = personWith('price-rise');
    const asked = until(await startState(), isField('customers.newcomers'), person);
    const { newcomers: _unknown, ...customers } = person.wanted.customers ?? {};
    const left = apply(asked, skip(asked, asked.step as AskField));
    const { steps, state } = walk(left, person.withMind({ ...person.wanted, customers }));
    const times = steps.map(nameOf).filter((name) => name === 'field customers.newcomers');
    expect(times).toHaveLength(1);
    expect(state.review.open).toMatchObject([{ path: 'W2', state: 'skipped' }]);
  });
});

describe('sharing out', () => {
  it('leaves sections of others to them, and asks one section alone', async () => {
    const person = personWith('price-rise');
    const asked = until(await startState(), isField('change.what'), person);
    const shared = apply(asked, assign(asked, 'economics', 'noor'));
    expect(shared.review.open).toMatchObject([{ path: 'economics', state: 'assigned', owner: 'noor' }]);
    const { state, steps } = walk(shared, person);
    expect(
      steps.some(
        (step) => step.kind === 'ask' && step.about !== 'depth' && step.part.item.section === 'economics',
      ),
    ).toBe(false);
    const theirs = walk({ ...state, session: newSession({ section: 'economics' }) }, person);
    const sections = new Set(
      theirs.steps.flatMap((step) =>
        step.kind === 'ask' && step.about !== 'depth' ? [step.part.item.section] : [],
      ),
    );
    expect([...sections]).toEqual(['economics']);
  });
});

describe('forecasts', () => {
  it('keep what they were when they change after the break-even was shown', async () => {
    const { state } = await wholeInterview();
    const place = { part: 'M2 economics.lossAtAnnouncement' };
    const asked = next({ ...state, session: goTo(state.session, place) });
    const changed = apply(
      asked,
      answer(asked, asked.step as AskField, { low: 0.01, likely: 0.02, high: 0.03 }),
    );
    expect(changed.review.economics?.revisions).toEqual([
      {
        id: 'lossatannouncement-2026-11-22',
        path: 'economics.lossAtAnnouncement',
        from: '3 % to 11 %, most likely 6 %',
        to: '1 % to 3 %, most likely 2 %',
        date: '2026-11-22',
      },
    ]);
  });
});

describe('a row that nobody can finish now', () => {
  it('is left as it is, and the rows are shown', async () => {
    const person = personWith('price-rise');
    const menu = until(await startState(), isList('customers.segments'), person);
    const adding = next(apply(menu, actOnList(menu, menu.step as AskList, { action: 'add' })));
    const named = next(apply(adding, answer(adding, adding.step as AskField, 'Small teams')));
    const left = next(apply(named, skip(named, named.step as AskField)));
    expect(nameOf(left.step)).toBe('list customers.segments');
    expect((left.step as AskList).rows.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    expect(left.review.open?.some(({ state }) => state === 'skipped') ?? false).toBe(false);
  });
});

describe('a verdict that ends the review early', () => {
  it('leaves a few questions, and asks for no depth', async () => {
    const state = await startState({
      title: 'Returns from 100 to 30 days',
      situation: 'returns-cut',
      author: 'maya',
      verdict: { decision: 'drop' },
    });
    const person = personWith('price-rise');
    const { steps, state: end } = walk(state, person);
    const asked = steps.filter((step) => step.kind === 'ask').map(nameOf);
    // What nobody has an answer to yet comes back once, at the end.
    expect([...new Set(asked)]).toEqual([
      'field change.what',
      'field verdict.why',
      'field verdict.date',
      'field leadership.signer',
      'field verdict.reconsiderIf',
    ]);
    expect(end.review.depth).toBeUndefined();
    expect(nextStep(end).step.kind).toBe('done');
  });
});
