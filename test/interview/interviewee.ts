import { readFileSync } from 'node:fs';
import { shippedContent } from '../../src/content/shipped.ts';
import { parseYaml } from '../../src/document/parse.ts';
import type { Config } from '../../src/domain/config.ts';
import type { Review } from '../../src/domain/review.ts';
import type { AskField, AskList, Step } from '../../src/interview/ask.ts';
import { withConsequences } from '../../src/interview/derived.ts';
import {
  actOnList,
  answer,
  decideDepth,
  keep,
  type Outcome,
  type RowAction,
  skip,
} from '../../src/interview/reply.ts';
import { newSession } from '../../src/interview/session.ts';
import type { State } from '../../src/interview/state.ts';
import { nextStep } from '../../src/interview/step.ts';
import { getPath, rowKey } from '../../src/lib/path.ts';

/** Somebody who has a shipped example in mind. */
export function personWith(name: string): Interviewee {
  return new Interviewee(example(name));
}

/** A shipped example. */
function example(name: string): Review {
  const path = `templates/examples/${name}.yaml`;
  return parseYaml(readFileSync(path), path).data as Review;
}

export async function startState(
  review: Omit<Review, 'schema'> = {},
  config: Partial<Config> = {},
): Promise<State> {
  return {
    review: { schema: 'cx-review/1', ...review },
    session: newSession(),
    content: await shippedContent(),
    config: { schema: 'cx-review-config/1', ...config },
    today: '2026-11-22',
    suggested: {},
  };
}

/** Makes the edits of an outcome, as the command does with the file. */
export function apply(state: State, { session, edits }: Outcome): State {
  return { ...state, session, review: withConsequences(state, edits).review };
}

const segments = 'customers.segments';
const listsBySegment = [
  'consequences',
  'communication.notices',
  'frontline.acknowledgements',
  'economics.segments',
];

function rowsAt(review: Review, path: string): readonly unknown[] {
  const rows = getPath(review, path);
  return Array.isArray(rows) ? rows : [];
}

/** The interview as somebody goes through it who knows what they want to end up with. */
export class Interviewee {
  readonly wanted: Review;
  /** What a row is called in the review wanted, by its list and what it is called here. */
  readonly #names: Map<string, string>;

  constructor(wanted: Review, names: ReadonlyMap<string, string> = new Map()) {
    this.wanted = wanted;
    this.#names = new Map(names);
  }

  /** The same person, who has changed their mind. */
  withMind(wanted: Review): Interviewee {
    return new Interviewee(wanted, this.#names);
  }

  /** A path of the review at hand as a path of the review wanted. */
  #wantedPath(path: string): string {
    const steps = path.split('.');
    return steps
      .map((step, index) => {
        const list = steps.slice(0, index).join('.');
        return this.#names.get(`${listsBySegment.includes(list) ? segments : list} ${step}`) ?? step;
      })
      .join('.');
  }

  /** An answer as it is given here: a group of customers by the name that it has here. */
  #spoken(value: unknown, { field }: AskField): unknown {
    if (field.type !== 'segment') return value;
    const found = [...this.#names].find(
      ([name, wanted]) => name.startsWith(`${segments} `) && wanted === value,
    );
    return found?.[0].slice(segments.length + 1) ?? value;
  }

  #wantedName(list: string, id: string): string {
    return this.#wantedPath(`${list}.${id}`).slice(this.#wantedPath(list).length + 1);
  }

  /** Id of the first row wanted that the list at hand does not have yet. */
  #missingRow({ review }: State, path: string): string | undefined {
    const there = rowsAt(review, path).map((row) => this.#wantedName(path, rowKey(row) ?? ''));
    const wanted = rowsAt(this.wanted, this.#wantedPath(path)).map((row) => rowKey(row) ?? '');
    return wanted.find((id) => !there.includes(id));
  }

  /** What the person answers; undefined where they leave it. */
  wants(ask: AskField, state: State): unknown {
    const { place, part, path } = ask;
    const at = path ?? `${part.path}.${this.#missingRow(state, part.path)}.${place.key}`;
    const value = getPath(this.wanted, this.#wantedPath(at));
    return value === undefined ? undefined : this.#spoken(value, ask);
  }

  #answerTo(ask: AskField, state: State): Outcome {
    const { place, part } = ask;
    const missing = this.#missingRow(state, part.path);
    const value = this.wants(ask, state);
    if (value === undefined) {
      const canKeep = ask.isOptional || ask.current !== undefined;
      return canKeep ? keep(state, ask) : skip(state, ask);
    }
    const outcome = answer(state, ask, value);
    const row = outcome.session.list?.row;
    if (place.row === '' && row !== undefined && missing !== undefined) {
      this.#names.set(`${part.path} ${row}`, missing);
    }
    return outcome;
  }

  #differs(path: string, { part }: AskList, { review }: State): boolean {
    return (part.field.rows ?? []).some(({ key, type }) => {
      const wanted = getPath(this.wanted, `${this.#wantedPath(path)}.${key}`);
      const found = getPath(review, `${path}.${key}`);
      return wanted !== undefined && type !== 'segment' && JSON.stringify(wanted) !== JSON.stringify(found);
    });
  }

  /** What the person does with a list. */
  doesWith(ask: AskList, state: State): RowAction {
    const { path } = ask.part;
    const wanted = rowsAt(this.wanted, this.#wantedPath(path)).map(rowKey);
    const tooMany = ask.rows.find(({ id }) => !wanted.includes(this.#wantedName(path, id)));
    if (tooMany !== undefined) return { action: 'delete', id: tooMany.id };
    const wrong = ask.rows.find(({ id }) => this.#differs(`${path}.${id}`, ask, state));
    if (wrong !== undefined) return { action: 'edit', id: wrong.id };
    const isMissing = this.#missingRow(state, path) !== undefined;
    return { action: isMissing ? 'add' : 'done' };
  }

  /** What becomes of one step; undefined where the interview is over. */
  take(step: Step, state: State): Outcome | undefined {
    if (step.kind === 'done') return undefined;
    if (step.kind === 'show') return { session: state.session, edits: step.edits };
    if (step.about === 'depth') return decideDepth(state, step, this.wanted.depth ?? step.depth);
    return step.about === 'field'
      ? this.#answerTo(step, state)
      : actOnList(state, step, this.doesWith(step, state));
  }
}

interface WalkOptions {
  /** Where to stop. */
  readonly until?: (step: Step) => boolean;
  /** Steps after which to stop; without it, an interview that goes on for ever is a failure. */
  readonly most?: number;
}

/** Goes through an interview; the steps taken are kept for looking at. The last one is not answered. */
export function walk(
  start: State,
  person: Interviewee,
  { until = () => false, most }: WalkOptions = {},
): { readonly state: State; readonly steps: readonly Step[] } {
  const steps: Step[] = [];
  let state = start;
  while (steps.length < (most ?? 900)) {
    const { step, session } = nextStep(state);
    steps.push(step);
    state = { ...state, session };
    const outcome = until(step) ? undefined : person.take(step, state);
    if (outcome === undefined) return { state, steps };
    state = apply(state, outcome);
  }
  if (most === undefined) throw new Error('The interview goes on for ever.');
  return { state, steps };
}
