import type { Finding } from '../../domain/finding.ts';
import type { Depth, Review } from '../../domain/review.ts';
import type { State } from '../../interview/state.ts';
import { ExitCode } from '../../lib/exit-code.ts';
import { Failure } from '../../lib/failure.ts';
import type { Context } from '../../ports/context.ts';
import type { Prompter } from '../../ports/prompter.ts';
import { ruleRegistry } from '../../rules/engine/registry.ts';
import { checkReview } from '../../rules/engine/run.ts';
import { decidingSentences } from '../workspace/rendering.ts';
import { breakEvenInWords } from './break-even.ts';
import { endAsJson, endInWords, offerToPropose, stoppedFailure } from './end.ts';
import { runInterview } from './loop.ts';
import type { SessionStore } from './store.ts';

interface RunOptions {
  readonly prompter: Prompter;
  readonly store: SessionStore;
  readonly wanted?: Depth | undefined;
  readonly startsAtSummary?: boolean;
}

/** What the rules say of a review by itself. */
function checkerFor({
  content,
  config,
}: Pick<State, 'content' | 'config'>): (review: Review) => readonly Finding[] {
  return (review) => checkReview(review, { config, content, rules: ruleRegistry });
}

function decidingFor({ content, config }: Pick<State, 'content' | 'config'>) {
  return (review: Review) => decidingSentences({ config: () => config }, content, review);
}

/**
 * Runs an interview to its end and writes the page to read.
 * @throws Failure `cancelled` that says what is saved and how to go on
 */
export async function runToEnd(start: State, options: RunOptions): Promise<State> {
  const { prompter, store } = options;
  try {
    const asked = await runInterview(start, {
      ...options,
      check: checkerFor(start),
      deciding: decidingFor(start),
      breakEven: async (review) => breakEvenInWords(review, start.content),
    });
    return await offerToPropose(prompter, store, asked, checkerFor(start)(asked.review));
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'cancelled') throw error;
    await store.render();
    throw stoppedFailure(error, store.id());
  } finally {
    prompter.close();
  }
}

/** Writes the page beside the review, and prints what came of it. */
export async function finish(
  state: State,
  store: SessionStore,
  context: Context,
  { json }: { readonly json: boolean },
): Promise<ExitCode> {
  const id = store.id();
  const markdown = await store.render();
  if (id === undefined || markdown === undefined) throw new Error('An interview ended without a review.');
  const end = {
    ...{ id, markdown, state },
    findings: checkerFor(state)(state.review),
    deciding: decidingFor(state)(state.review),
  };
  context.stdout.write(json ? endAsJson(end) : endInWords(end, context));
  return ExitCode.pass;
}
