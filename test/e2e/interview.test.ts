import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedContent } from '../../src/content/load.ts';
import { parseYaml } from '../../src/document/parse.ts';
import type { Config } from '../../src/domain/config.ts';
import type { Review } from '../../src/domain/review.ts';
import type { AskField } from '../../src/interview/ask.ts';
import { beginSession } from '../../src/interview/begin.ts';
import type { State } from '../../src/interview/state.ts';
import { answersOf } from '../interview/answers-of.ts';
import { Interviewee, personWith } from '../interview/interviewee.ts';
import { TerminalSession } from '../support/terminal.ts';
import { keys, Typist } from './typist.ts';

const root = resolve(import.meta.dirname, '../..');
const today = '2026-11-22';
let installed: string;

/** The packed program, installed into an empty folder: what a user runs. */
beforeAll(() => {
  installed = mkdtempSync(join(tmpdir(), 'cx-review-interview-'));
  const run = (command: string, args: readonly string[], cwd: string): void => {
    execFileSync(command, [...args], { cwd, stdio: 'pipe' });
  };
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', installed], root);
  const [tarball] = readdirSync(installed);
  writeFileSync(join(installed, 'package.json'), '{"name":"empty","private":true}');
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], installed);
});
afterAll(() => rmSync(installed, { recursive: true, force: true }));

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

function start(folder: string, args: readonly string[], size: Size = {}): TerminalSession {
  const program = join(installed, 'node_modules/.bin/cx-review');
  return new TerminalSession(program, [...args, '--today', today, '--seed', '7'], {
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

/** The review as it has to be in the file, whatever its id is. */
function withoutId({ id: _id, ...review }: Review): unknown {
  return review;
}

const twoParagraphs =
  'If hosting falls below 6 EUR an account, the reason no longer holds.\n\nMaya looks at it on 1 June and 1 December 2027.';

/** A price rise, with an answer of two paragraphs in it. */
function leaderInMind(): Interviewee {
  const { wanted } = personWith('price-rise');
  return new Interviewee({ ...wanted, change: { ...wanted.change, outlook: twoParagraphs } });
}

describe('a full-depth review, answered with real keys', () => {
  it('survives Ctrl-C and kill -9, goes back, explains itself, keeps paragraphs, and ends with every answer', {
    timeout: 1_200_000,
  }, async () => {
    const folder = newFolder();
    const person = leaderInMind();
    let terminal = start(folder, []);
    let typist = new Typist(terminal, person, folder, await firstState(folder));
    const resume = async (): Promise<void> => {
      const review = typist.onDisk();
      if (review === undefined) throw new Error('There is nothing to resume.');
      expect(withoutId(review)).toEqual(withoutId(typist.state.review));
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
          await resume();
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
    expect(questions).toBeGreaterThan(300);
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
