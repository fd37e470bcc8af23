import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { shippedContent } from '../../src/content/shipped.ts';
import { editYaml } from '../../src/document/edit.ts';
import { parseYaml } from '../../src/document/parse.ts';
import { buildShape } from '../../src/document/shape.ts';
import type { Config } from '../../src/domain/config.ts';
import type { Review } from '../../src/domain/review.ts';
import type { AskField } from '../../src/interview/ask.ts';
import { beginSession } from '../../src/interview/begin.ts';
import type { State } from '../../src/interview/state.ts';
import reviewSchema from '../../templates/schemas/review.schema.json';
import { answersOf } from '../interview/answers-of.ts';
import { Interviewee, personWith } from '../interview/interviewee.ts';
import { runsAtEffort } from '../support/effort.ts';
import { TerminalSession } from '../support/terminal.ts';
import { keys, Typist } from './typist.ts';

const root = resolve(import.meta.dirname, '../..');
const today = '2026-11-22';

const installed = inject('installed');

/** Whether every question is answered at the keyboard; it takes three times as long. */
const isAnsweredAlone = runsAtEffort(1) > 1;

function newFolder(): string {
  const folder = mkdtempSync(join(installed, 'work-'));
  mkdirSync(join(folder, 'cx-reviews'));
  mkdirSync(join(folder, '.git'));
  cpSync(join(root, 'templates/examples/config.yaml'), join(folder, 'cx-reviews/config.yaml'));
  return folder;
}

interface Size {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
}

const program = (): string => join(installed, 'node_modules/.bin/cx-review');

function start(folder: string, args: readonly string[], size: Size = {}): TerminalSession {
  return new TerminalSession(program(), [...args, '--today', today, '--seed', '7'], {
    cwd: folder,
    rows: 40,
    ...size,
  });
}

/** The interview as it begins in that folder. */
async function firstState(folder: string, review: Partial<Review> = {}): Promise<State> {
  const content = await shippedContent();
  const path = join(folder, 'cx-reviews/config.yaml');
  const config = parseYaml(readFileSync(path), path).data as Config;
  const { currency, jurisdictions, sector } = config;
  const change = {
    ...(jurisdictions === undefined ? {} : { jurisdictions }),
    ...(sector === undefined ? {} : { sector }),
  };
  const first: Review = {
    schema: 'cx-review/1',
    status: 'draft',
    ...(currency === undefined ? {} : { currency }),
    ...(Object.keys(change).length === 0 ? {} : { change }),
    ...review,
  };
  return { review: first, session: beginSession(first, content), content, config, today, suggested: {} };
}

/** The review that is on disk. */
function savedBy(typist: Typist): Review {
  const review = typist.onDisk();
  if (review === undefined) throw new Error('There is no review yet.');
  return review;
}

/** The review as it has to be in the file, whatever its id is. */
function withoutId({ id: _id, ...review }: Review): unknown {
  return review;
}

const twoParagraphs =
  'If hosting falls below 6 EUR an account, the reason no longer holds.\n\nMaya looks at it on 1 June and 1 December 2027.';

/** Who is asked about these sections last: there a colleague answers meanwhile, and nothing is asked again. */
const ofColleague = ['communication', 'frontline', 'measures', 'leadership'] as const;

/** Writes what somebody would answer in some sections into the file of their review. */
function fillIn(folder: string, sections: readonly (keyof Review)[], wanted: Review): void {
  const reviews = join(folder, 'cx-reviews');
  const [name = ''] = readdirSync(reviews).filter((file) => /^2026.*\.yaml$/.test(file));
  const path = join(reviews, name);
  const segmentsIn = (review: Review) => (review.customers?.segments ?? []).map(({ id }) => id);
  const [meant, named] = [segmentsIn(wanted), segmentsIn(parseYaml(readFileSync(path), name).data as Review)];
  // Groups are called by what the interview called them.
  const renamed = (key: string, value: unknown) =>
    key === 'segment' ? named[meant.indexOf(String(value))] : value;
  const edits = sections.map((section) => ({
    path: section,
    value: JSON.parse(JSON.stringify(wanted[section], renamed)),
  }));
  writeFileSync(path, editYaml(readFileSync(path), edits, buildShape(reviewSchema)));
}

/** A price rise, with an answer of two paragraphs in it. */
function leaderInMind(): Interviewee {
  const { wanted } = personWith('price-rise');
  return new Interviewee({ ...wanted, change: { ...wanted.change, outlook: twoParagraphs } });
}

describe('a full-depth review, answered with real keys', () => {
  it('survives Ctrl-C and kill -9, goes back, explains itself, keeps paragraphs, and ends with every answer', {
    timeout: 600_000,
  }, async () => {
    const folder = newFolder();
    const person = leaderInMind();
    let terminal = start(folder, []);
    let typist = new Typist(terminal, person, folder, await firstState(folder));
    const resume = async (filledIn: readonly (keyof Review)[] = []): Promise<void> => {
      expect(withoutId(savedBy(typist))).toEqual(withoutId(typist.state.review));
      fillIn(folder, filledIn, person.wanted);
      const review = savedBy(typist);
      terminal = start(folder, ['resume']);
      const session = beginSession(review, typist.state.content, { person: review.author });
      typist = new Typist(terminal, person, folder, { ...typist.state, review, session, suggested: {} });
    };
    /** What happens once, at the question that fills a path. */
    const incidents = new Map<string, (step: AskField) => Promise<void>>([
      [
        'change.jurisdictions',
        async (step) => {
          terminal.type('?');
          await terminal.waitFor('Why we ask');
          await terminal.waitFor('A strong answer');
          await typist.sees(step.field.label);
        },
      ],
      ['customers.freedom', (step) => typist.goBackAndKeep(step, '<')],
      ['change.customerProblem', (step) => typist.goBackAndKeep(step, keys.escape)],
      [
        'customers.newcomers',
        async () => {
          terminal.type(keys.controlC);
          await terminal.waitFor('Every answer is saved in cx-reviews/2026-11-22-');
          expect(await terminal.end()).toBe(130);
          await resume();
        },
      ],
      [
        'evidence.complaints.count',
        async () => {
          terminal.type('11');
          await terminal.until(() => terminal.visible().includes('› 11'));
          terminal.kill('SIGKILL');
          await terminal.end();
          await resume(isAnsweredAlone ? [] : ofColleague);
        },
      ],
    ]);
    let questions = 0;
    for (let step = await typist.next(); step.kind === 'ask'; step = await typist.next()) {
      questions += 1;
      const path = step.about === 'field' && step.place.key === undefined ? step.part.path : '';
      const incident = incidents.get(path);
      incidents.delete(path);
      if (incident !== undefined && step.about === 'field') await incident(step);
      else await typist.answer(step);
    }
    expect([...incidents.keys()]).toEqual([]);
    expect(questions).toBeGreaterThan(isAnsweredAlone ? 300 : 150);
    await typist.sees('Pick an answer to change it');
    terminal.type(keys.enter);
    await terminal.waitFor('Propose it');
    terminal.type('y');
    await terminal.waitFor('Every question is answered.');
    expect(await terminal.end()).toBe(0);
    const written = typist.onDisk() as Review;
    expect(written.status).toBe('proposed');
    expect(written.change?.outlook).toBe(twoParagraphs);
    expect(answersOf(written, typist.state)).toEqual(answersOf(person.wanted, typist.state));
  });
});

describe('stopping', () => {
  it.each(['SIGTERM', 'SIGHUP'])('by %s loses nothing that was answered', async (signal) => {
    const folder = newFolder();
    const terminal = start(folder, []);
    await terminal.waitFor('What is the decision, in a few words?');
    terminal.type(`Pro plan from 20 to 25 EUR${keys.enter}`);
    await terminal.waitFor('Which kind of decision is it?');
    await terminal.until(() => terminal.visible().includes('Enter takes it'));
    terminal.kill(signal);
    expect(await terminal.end()).toBe(130);
    const [name = ''] = readdirSync(join(folder, 'cx-reviews')).filter(
      (file) => file.endsWith('.yaml') && file.startsWith('2026'),
    );
    expect(readFileSync(join(folder, 'cx-reviews', name), 'utf8')).toContain(
      'title: Pro plan from 20 to 25 EUR',
    );
  });

  it('does not wait at a pipe that stays open', async () => {
    const child = spawn(program(), ['new'], { cwd: newFolder(), stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Uint8Array) => {
      said += chunk.toString();
    });
    const code = await new Promise((end) => child.on('close', end));
    expect([code, said]).toEqual([2, expect.stringContaining('standard input is not a terminal')]);
    child.stdin.destroy();
  });
});

describe('a terminal that somebody else has had', () => {
  it('is as it was after Ctrl-Z and fg', { timeout: 120_000 }, async () => {
    const folder = newFolder();
    const shell = new TerminalSession('bash', ['--norc', '--noprofile', '-i'], {
      cwd: folder,
      rows: 40,
      env: { PS1: 'shell> ' },
    });
    await shell.waitFor('shell>');
    shell.type(`${program()} new --today ${today} --seed 7\r`);
    await shell.waitFor('? why');
    shell.type('half a');
    await shell.until(() => shell.visible().includes('› half a'));
    shell.type('\u001a');
    await shell.waitFor('Stopped');
    await shell.until(() => shell.visible().trimEnd().endsWith('shell>'));
    expect(shell.visible()).not.toContain('What is the decision');
    shell.type('fg\r');
    await shell.until(() => /› half a\n/.test(shell.visible()) && shell.visible().includes('? why'));
    // An arrow is a key again, and not ^[[D.
    shell.type(`\u001b[D\u001b[C title${keys.enter}`);
    await shell.waitFor('✓ Title: half a title');
    expect(shell.visible()).not.toContain('^[[');
    shell.type(keys.controlC);
    await shell.waitFor('Every answer is saved');
    shell.type('exit\r');
    await shell.end();
  });

  it('is free again after a paste whose end got lost', { timeout: 120_000 }, async () => {
    const terminal = start(newFolder(), []);
    await terminal.waitFor('? why');
    terminal.type('\u001b[200~half a paste');
    terminal.type(keys.controlC);
    expect(await terminal.end()).toBe(130);
  });
});

describe('what a leader sees', () => {
  const firstQuestions = async (terminal: TerminalSession): Promise<void> => {
    await terminal.waitFor('? why');
    terminal.type(`Pro plan from 20 to 25 EUR a month${keys.enter}`);
    await terminal.until(() => terminal.visible().includes('Usage cap or sharing crackdown'));
    terminal.type(`10${keys.enter}`);
    await terminal.until(() => terminal.visible().includes('Who writes this review?'));
    await terminal.until(() => terminal.visible().includes('Enter next'));
    terminal.type(`maja${keys.enter}`);
  };

  it('fits forty columns', async () => {
    const terminal = start(newFolder(), [], { columns: 40, rows: 46 });
    await firstQuestions(terminal);
    // The lines are broken where they have to be.
    await terminal.until(() =>
      terminal.visible().replace(/\s+/g, ' ').includes('or the full name of somebody else'),
    );
    expect(terminal.visible().trimEnd()).toMatchInlineSnapshot(`
      "── Before you begin ───────────────────
      A few facts first. Nothing is final,
      and every answer can be changed later.

      What is the decision, in a few words?
        ✓ Title: Pro plan from 20 to 25 EUR a
          month

      Which kind of decision is it?
        ✓ Kind of decision: Price rise for
          existing customers

      Question 3 of 12 · section 1 of 2 ·
      about 2 min until the depth is set

      Who writes this review?

        Author
        Your name
        › maja
        ! Nobody is called “maja”. Did you
          mean Maya Lindqvist?
          For example: maya (or the full name
          of somebody else)
        Enter next · ? why and examples ·
        < back · > later · / more"
    `);
    terminal.type(keys.controlC);
    await terminal.end();
  });

  it.each([
    ['on a terminal that can only print', { TERM: 'dumb', LANG: 'C' }],
    ['for a screen reader', { ACCESSIBLE: '1', LANG: 'C' }],
  ])('needs no cursor %s', async (_where, env) => {
    const terminal = start(newFolder(), [], { env });
    await terminal.waitFor('What is the decision, in a few words?');
    terminal.type('Pro plan from 20 to 25 EUR a month\r');
    await terminal.waitFor('13. ');
    terminal.type('9\r');
    await terminal.waitFor('Who writes this review?');
    terminal.type('?\r');
    await terminal.waitFor('A strong answer');
    terminal.type('maya\r');
    await terminal.waitFor('= Maya Lindqvist');
    expect(terminal.timesPrinted('\u001b')).toBe(0);
    terminal.type(keys.controlC);
    expect(await terminal.end()).toBe(130);
  });
});
