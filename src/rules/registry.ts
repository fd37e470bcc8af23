import type { Rule } from '../domain/rule.ts';
import { depthLowered } from './depth-lowered.ts';
import { placeholderAnswer } from './placeholder-answer.ts';
import { recycledAnswer } from './recycled-answer.ts';
import { restatedQuestion } from './restated-question.ts';
import { teamAsOwner } from './team-as-owner.ts';
import { thinAnswer } from './thin-answer.ts';
import { unansweredQuestion } from './unanswered-question.ts';
import { undatedCommitment } from './undated-commitment.ts';

/** Every rule, in the order in which they are listed and in which findings of one place are shown. */
export const ruleRegistry: readonly Rule[] = [
  depthLowered,
  unansweredQuestion,
  placeholderAnswer,
  restatedQuestion,
  thinAnswer,
  teamAsOwner,
  undatedCommitment,
  recycledAnswer,
];
