import { listUnanswered } from '../../domain/agenda.ts';
import type { Finding } from '../../domain/finding.ts';
import { pathOfReview } from '../../domain/repository-layout.ts';
import { isStopped } from '../../domain/review.ts';
import { jsonText } from '../../formatters/json-text.ts';
import type { State } from '../../interview/state.ts';
import { buildSummary } from '../../interview/summary.ts';
import { command, commandText } from '../../lib/command.ts';
import { Failure } from '../../lib/failure.ts';
import type { Hint } from '../../lib/hint.ts';
import { logText } from '../../lib/safe-text.ts';
import { counted, listed } from '../../lib/words.ts';
import { wrapText } from '../../lib/wrap.ts';
import type { Context } from '../../ports/context.ts';
import type { Prompter } from '../../ports/prompter.ts';
import { missingInWords, missingQuestions } from './missing.ts';
import type { SessionStore } from './store.ts';

/** Questions that are named one by one when the rest is listed. */
const mostListed = 8;

/** How many findings there are of each kind. */
function countFindings(findings: readonly Finding[]): Record<Finding['severity'], number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** "2 errors and 1 warning"; undefined where there is neither. */
function findingsInWords(findings: readonly Finding[]): string | undefined {
  const { error, warning } = countFindings(findings);
  const found = [
    ...(error > 0 ? [counted(error, 'error')] : []),
    ...(warning > 0 ? [counted(warning, 'warning')] : []),
  ];
  return found.length === 0 ? undefined : listed(found);
}

/** Offers to propose a review in which nothing is open; until then it is a draft. */
export async function offerToPropose(
  prompter: Prompter,
  store: SessionStore,
  state: State,
  findings: readonly Finding[],
): Promise<State> {
  const { review, content } = state;
  const hasDrafts = buildSummary(state).some(({ standing }) => standing === 'draft');
  const isWhole = listUnanswered(review, content).length === 0 && !hasDrafts;
  if (!isWhole || state.session.section !== undefined || (review.status ?? 'draft') !== 'draft') return state;
  const found = findingsInWords(findings);
  const reply = await prompter.yesNo({
    question:
      found === undefined
        ? 'Every question is answered. Is it ready for others to approve?'
        : `Every question is answered, and the check finds ${found}. Is it ready for others to approve all the same?`,
    label: 'Propose it',
    hint: 'No keeps it as a draft; nothing is lost either way',
    marked: !findings.some(({ severity }) => severity === 'error'),
  });
  if (reply.kind !== 'answer' || !reply.value) return state;
  const edits = [{ path: 'status', value: 'proposed' }];
  const saved = await store.save(review, edits, { ...review, status: 'proposed' });
  return saved.kind === 'saved' ? { ...state, review: saved.review } : state;
}

interface End {
  readonly id: string;
  readonly markdown: string;
  readonly state: State;
  readonly findings: readonly Finding[];
  /** What decides it, at most three sentences. */
  readonly deciding: readonly string[];
}

/** The result for programs. Versioned: keys are added, never changed. */
export function endAsJson({ id, markdown, state, findings, deciding }: End): string {
  const { review, content } = state;
  const result = {
    version: 1,
    id,
    path: pathOfReview(id),
    markdown,
    status: review.status ?? 'draft',
    depth: review.depth ?? null,
    deciding,
    missing: missingQuestions(review, content),
    findings: countFindings(findings),
  };
  return jsonText(result);
}

/** The result for people: what was written, what is open, what to do next. */
export function endInWords(
  { id, markdown, state, findings, deciding }: End,
  { style }: Pick<Context, 'style'>,
): string {
  const missing = listUnanswered(state.review, state.content);
  const item = (line: string) => wrapText(logText(line), style.width, { indent: '  - ', hanging: '    ' });
  const open = missingInWords(missing, mostListed).map(item);
  const found = findingsInWords(findings);
  const next = [
    ...(missing.length > 0 ? [command('cx-review', 'resume', id)] : []),
    // Agents need a card for what happens; what was stopped goes back to whoever decides.
    command('cx-review', 'plan', id, '--for', isStopped(state.review) ? 'leader' : 'agent'),
    ...(state.review.verdict?.decision === 'revise' ? [command('cx-review', 'revise', id)] : []),
    command('cx-review', 'check', id),
  ];
  const lines = [
    `${style.bold('Written')}`,
    `  ${logText(pathOfReview(id))}`,
    `  ${logText(markdown)}`,
    '',
    ...(deciding.length === 0 ? [] : [style.bold('What decides this'), ...deciding.map(item), '']),
    ...(missing.length === 0
      ? ['Every question is answered.']
      : [`${counted(missing.length, 'question is', 'questions are')} still open:`, ...open]),
    ...(found === undefined ? [] : [`cx-review check finds ${found}, what is open included.`]),
    '',
    style.bold('Next'),
    ...next.map((one) => `  ${logText(commandText(one))}`),
  ];
  // What strangers wrote has been made safe line by line; the style must stay.
  return `${lines.join('\n')}\n`;
}

/** What to say when an interview stops before its end. */
export function stoppedFailure(failure: Failure, id: string | undefined): Failure {
  if (id === undefined) {
    return new Failure('cancelled', `${failure.message} Nothing was written yet.`, {
      next: [command('cx-review')],
    });
  }
  return new Failure('cancelled', `${failure.message} Every answer is saved in ${pathOfReview(id)}.`, {
    next: [command('cx-review', 'resume', id)],
    cause: failure,
  });
}

/** There is nobody to ask. */
export function nobodyToAsk(
  state: Pick<State, 'review' | 'content'>,
  { whyNotInteractive }: Pick<Context, 'whyNotInteractive'>,
  next: Hint,
): Failure {
  const missing = listUnanswered(state.review, state.content);
  const named = missingInWords(missing, mostListed).join(' ');
  return new Failure(
    'misuse',
    `Questions have to be answered, and ${whyNotInteractive ?? 'nobody can be asked'}.`,
    {
      why: `these are open: ${named}`,
      next,
    },
  );
}
