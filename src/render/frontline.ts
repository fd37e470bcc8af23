import { choiceLabel } from '../domain/question-index.ts';
import type { Review } from '../domain/review.ts';
import { hardQuestions, help } from './agent-card.ts';
import type { RenderDeps } from './deps.ts';
import { buildDrafts, marked } from './drafts.ts';
import type { Format } from './format.ts';
import { buildIsAsked } from './is-asked.ts';
import { line } from './segments.ts';

/** What somebody who decides ought to have heard once; the agent card has the others. */
const mostQuestions = 3;

/** The kind of reason that customers hear and the true one, where they are not the same. */
function findDifference({ change, frontline }: Review, { content }: RenderDeps) {
  const told = frontline?.reason?.class;
  const truth = change?.reasonClass;
  if (told === undefined || truth === undefined || told === truth) return undefined;
  return {
    told: choiceLabel('frontline.reason.class', told, content),
    truth: choiceLabel('change.reasonClass', truth, content),
  };
}

/**
 * What agents have to say and whom they can call, for those who decide that they have to. What is asked and not
 * answered is called not known; undefined where nothing of it is asked or answered.
 */
export function frontlineView(review: Review, deps: RenderDeps, format: Format) {
  const isAsked = buildIsAsked(review, deps);
  const isDraft = buildDrafts(review, deps.content);
  const questions = hardQuestions(review, isDraft, deps)?.rows.slice(0, mostQuestions);
  const calls = help(review, isDraft, deps, format);
  const reason = marked(line(review.frontline?.reason?.text), isDraft('frontline.reason.text'));
  const view = {
    reason,
    noReason: reason === undefined && isAsked('frontline.reason'),
    differs: findDifference(review, deps),
    questions,
    noQuestions: questions === undefined && isAsked('frontline.hardQuestions'),
    calls: calls?.rows,
    noCalls: calls === undefined && isAsked('frontline.escalation'),
  };
  return Object.values(view).some((value) => value !== undefined && value !== false) ? view : undefined;
}
