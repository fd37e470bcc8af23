import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../src/document/parse.ts';
import type { Review } from '../../src/domain/review.ts';
import { listChoices } from '../../src/input/answer.ts';
import {
  type Ask,
  type AskDepth,
  type AskField,
  type AskList,
  labelOf,
  type Step,
} from '../../src/interview/ask.ts';
import { withConsequences } from '../../src/interview/derived.ts';
import { back, keep, type Outcome } from '../../src/interview/reply.ts';
import { buildSurroundings, type State } from '../../src/interview/state.ts';
import { nextStep } from '../../src/interview/step.ts';
import type { Interviewee } from '../interview/interviewee.ts';
import type { TerminalSession } from '../support/terminal.ts';

export const keys = {
  enter: '\r',
  up: '\u001b[A',
  down: '\u001b[B',
  escape: '\u001b',
  controlC: '\u0003',
  controlD: '\u0004',
  paste: (text: string) => `\u001b[200~${text.replaceAll('\n', '\r')}\u001b[201~`,
} as const;

/** Longest text that is typed; a longer one is pasted, as people do. */
const typedAtMost = 60;

const percent = (share: number): string => `${Number((share * 100).toPrecision(12))} %`;

interface Range {
  readonly low: number;
  readonly likely?: number;
  readonly high: number;
}

function figures(value: unknown, words: (value: number) => string): string {
  if (typeof value === 'number') return words(value);
  const { low, likely, high } = value as Range;
  const range = `${words(low)} to ${words(high)}`;
  return likely === undefined ? range : `${range}, likely ${words(likely)}`;
}

/** A value as a person would type it. */
function typed({ field }: AskField, value: unknown): string {
  switch (field.type) {
    case 'share':
    case 'share-estimate':
    case 'share-range':
    case 'signed-share-range':
      return figures(value, percent);
    case 'estimate':
    case 'signed-estimate':
    case 'count-estimate':
    case 'money':
    case 'signed-money':
    case 'integer':
    case 'number':
      return figures(value, String);
    case 'jurisdictions':
      return (value as string[]).join(', ');
    default:
      return String(value);
  }
}

/** Keys that answer a question with a value. */
function keysFor(ask: AskField, value: unknown, state: State): string {
  if (value === undefined) {
    const canKeep = ask.isOptional || ask.current !== undefined || ask.suggestion !== undefined;
    return canKeep ? keys.enter : '>';
  }
  switch (ask.field.type) {
    case 'choice':
    case 'segment': {
      const values = Object.keys(listChoices(ask.field, buildSurroundings(state)));
      return `${values.indexOf(String(value)) + 1}${keys.enter}`;
    }
    case 'yes-no':
      return value === true ? 'y' : 'n';
    case 'text': {
      const text = String(value);
      const written = text.length > typedAtMost || text.includes('\n') ? keys.paste(text) : text;
      return `${written}${keys.enter}${keys.enter}`;
    }
    default:
      return `${typed(ask, value)}${keys.enter}`;
  }
}

function keysForRows(ask: AskList, person: Interviewee, state: State): string {
  const act = person.doesWith(ask, state);
  if (act.action === 'add') return 'a';
  if (act.action !== 'edit' && act.action !== 'delete') return keys.controlD;
  const at = ask.rows.findIndex(({ id }) => id === act.id);
  // From wherever the mark is, up to the first row and down again.
  const toRow = keys.up.repeat(ask.rows.length + 1) + keys.down.repeat(ask.rows.length + 2 + at);
  return `${at < 9 ? String(at + 1) : toRow}${act.action === 'edit' ? 'e' : 'd'}`;
}

/** The review that a file holds, or the one that it would hold next. */
function reviewIn(folder: string): Review | undefined {
  const reviews = join(folder, 'cx-reviews');
  const [name] = readdirSync(reviews).filter((file) => /^2026.*\.yaml$/.test(file));
  if (name === undefined) return undefined;
  return parseYaml(readFileSync(join(reviews, name)), name).data as Review;
}

/**
 * Somebody at a terminal who reads a question, looks up what they want to answer, and types it. Works out
 * with the interview's own logic which question has to be on the screen, and what has to be in the file.
 */
export class Typist {
  readonly #terminal: TerminalSession;
  readonly #person: Interviewee;
  readonly #folder: string;
  /** As it has to be. */
  state: State;

  constructor(terminal: TerminalSession, person: Interviewee, folder: string, state: State) {
    this.#terminal = terminal;
    this.#person = person;
    this.#folder = folder;
    this.state = state;
  }

  /** The review as it is on disk. */
  onDisk(): Review | undefined {
    return reviewIn(this.#folder);
  }

  #take(outcome: Outcome): void {
    const { review } = withConsequences(this.state, outcome.edits);
    this.state = { ...this.state, session: outcome.session, review };
  }

  /** What is on the screen below the last answer. */
  #live(): string {
    const screen = this.#terminal.visible();
    return screen.slice(screen.lastIndexOf('✓') + 1);
  }

  /** Resolves when the question is the last thing on the screen, with its keys below it. */
  async sees(label: string): Promise<void> {
    await this.#terminal.until(() => {
      const live = this.#live();
      // A long label is broken over lines; its first line is enough.
      const at = live.split('\n').findLastIndex((line) => {
        const words = line.trim();
        return words !== '' && (words === label || label.startsWith(`${words} `));
      });
      return at !== -1 && /\? why|Enter |y yes/.test(live.split('\n').slice(at).join('\n'));
    });
  }

  /** Goes on to the next question that is asked, without answering it. */
  async next(): Promise<Step> {
    for (;;) {
      const { step, session } = nextStep(this.state);
      this.state = { ...this.state, session };
      if (step.kind === 'show') {
        this.#take({ session, edits: step.edits });
        continue;
      }
      if (step.kind === 'ask') await this.sees(step.about === 'depth' ? 'Depth' : labelOf(step));
      return step;
    }
  }

  /** Answers the question on the screen. */
  async answer(step: Ask): Promise<void> {
    const answers = this.#terminal.timesPrinted('✓');
    const typing = step.about === 'field' ? this.#typeAnswer(step) : this.#typeOther(step);
    const outcome = this.#person.take(step, this.state);
    if (outcome === undefined) throw new Error('There is nothing to answer.');
    await typing;
    const isSkipped =
      step.about === 'field' && keysFor(step, this.#person.wants(step, this.state), this.state) === '>';
    const isInList = step.about === 'list' && outcome.session.list !== undefined;
    this.#take(outcome);
    if (!isInList && !isSkipped) await this.#terminal.until(() => this.#terminal.timesPrinted('✓') > answers);
  }

  async #typeAnswer(step: AskField): Promise<void> {
    const value = this.#person.wants(step, this.state);
    this.#terminal.type(keysFor(step, value, this.state));
    if (step.offered?.isDraft === true && value === step.offered.text)
      await this.#confirm('Would you say it like this?');
  }

  async #typeOther(step: AskDepth | AskList): Promise<void> {
    if (step.about === 'depth') return this.#terminal.type(keys.enter);
    const typedKeys = keysForRows(step, this.#person, this.state);
    this.#terminal.type(typedKeys);
    if (typedKeys.endsWith('d')) await this.#confirm('Delete');
  }

  async #confirm(label: string): Promise<void> {
    await this.#terminal.until(() => this.#live().includes(label) && this.#live().includes('y yes'));
    this.#terminal.type('y');
  }

  /** Goes back one question, keeps the answer that is there, and is where it was. */
  async goBackAndKeep(step: AskField, key: string): Promise<void> {
    const before = back(this.state, step);
    if (before === undefined) throw new Error('There is nothing before.');
    this.#terminal.type(key);
    this.#take(before);
    const earlier = await this.next();
    if (earlier.kind !== 'ask' || earlier.about !== 'field') throw new Error('That is no question.');
    await this.#terminal.until(() => /Now: |›/.test(this.#live()));
    const answers = this.#terminal.timesPrinted('✓');
    this.#terminal.type(keys.enter);
    this.#take(keep(this.state, earlier));
    await this.#terminal.until(() => this.#terminal.timesPrinted('✓') > answers);
  }
}
