import type { Rule } from '../domain/rule.ts';
import { averagesOnly } from './averages-only.ts';
import { brokenPromiseUnaddressed } from './broken-promise-unaddressed.ts';
import { changesPiledUp } from './changes-piled-up.ts';
import { depthLowered } from './depth-lowered.ts';
import { euphemism } from './euphemism.ts';
import { lockInMistakenForLoyalty } from './lock-in-mistaken-for-loyalty.ts';
import { newcomersFavoured } from './newcomers-favoured.ts';
import { noHarmClaimed } from './no-harm-claimed.ts';
import { placeholderAnswer } from './placeholder-answer.ts';
import { recycledAnswer } from './recycled-answer.ts';
import { restatedQuestion } from './restated-question.ts';
import { retroactiveWithoutExemption } from './retroactive-without-exemption.ts';
import { segmentWithoutConsequence } from './segment-without-consequence.ts';
import { segmentsDoNotAddUp } from './segments-do-not-add-up.ts';
import { teamAsOwner } from './team-as-owner.ts';
import { thinAnswer } from './thin-answer.ts';
import { unansweredQuestion } from './unanswered-question.ts';
import { undatedCommitment } from './undated-commitment.ts';
import { vagueChange } from './vague-change.ts';

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
  vagueChange,
  brokenPromiseUnaddressed,
  retroactiveWithoutExemption,
  euphemism,
  segmentsDoNotAddUp,
  averagesOnly,
  newcomersFavoured,
  segmentWithoutConsequence,
  noHarmClaimed,
  lockInMistakenForLoyalty,
  changesPiledUp,
];
