import type { Rule } from '../domain/rule.ts';
import { averagesOnly } from './averages-only.ts';
import { brokenPromiseUnaddressed } from './broken-promise-unaddressed.ts';
import { certainForecast } from './certain-forecast.ts';
import { changesPiledUp } from './changes-piled-up.ts';
import { costOmitted } from './cost-omitted.ts';
import { customersNotAsked } from './customers-not-asked.ts';
import { decidersFarFromCustomers } from './deciders-far-from-customers.ts';
import { depthLowered } from './depth-lowered.ts';
import { dissenterNamed } from './dissenter-named.ts';
import { euphemism } from './euphemism.ts';
import { feelingUnderstated } from './feeling-understated.ts';
import { figuresContradict } from './figures-contradict.ts';
import { forecastBeyondBreakEven } from './forecast-beyond-break-even.ts';
import { forecastMovedAfterBreakEven } from './forecast-moved-after-break-even.ts';
import { frontlineNotHeard } from './frontline-not-heard.ts';
import { guessWithoutMonitor } from './guess-without-monitor.ts';
import { harmlessClaimContradicted } from './harmless-claim-contradicted.ts';
import { incompleteTripWire } from './incomplete-trip-wire.ts';
import { lockInMistakenForLoyalty } from './lock-in-mistaken-for-loyalty.ts';
import { mediumTermLoss } from './medium-term-loss.ts';
import { newcomersFavoured } from './newcomers-favoured.ts';
import { noCounterEvidence } from './no-counter-evidence.ts';
import { noHarmClaimed } from './no-harm-claimed.ts';
import { noWayBack } from './no-way-back.ts';
import { objectionUnanswered } from './objection-unanswered.ts';
import { onePointForecast } from './one-point-forecast.ts';
import { placeholderAnswer } from './placeholder-answer.ts';
import { rangeOutOfOrder } from './range-out-of-order.ts';
import { recycledAnswer } from './recycled-answer.ts';
import { restatedQuestion } from './restated-question.ts';
import { retroactiveWithoutExemption } from './retroactive-without-exemption.ts';
import { revenueTakenForContribution } from './revenue-taken-for-contribution.ts';
import { segmentWithoutConsequence } from './segment-without-consequence.ts';
import { segmentsDoNotAddUp } from './segments-do-not-add-up.ts';
import { shortHorizon } from './short-horizon.ts';
import { staleEvidence } from './stale-evidence.ts';
import { teamAsOwner } from './team-as-owner.ts';
import { thinAnswer } from './thin-answer.ts';
import { tooFewAlternatives } from './too-few-alternatives.ts';
import { tripWireBeyondBreakEven } from './trip-wire-beyond-break-even.ts';
import { unansweredQuestion } from './unanswered-question.ts';
import { undatedCommitment } from './undated-commitment.ts';
import { unknownPerson } from './unknown-person.ts';
import { unknownSegment } from './unknown-segment.ts';
import { unsupportedClaim } from './unsupported-claim.ts';
import { vagueChange } from './vague-change.ts';

/** Every rule, in the order in which they are listed and in which findings of one place are shown. */
export const ruleRegistry: readonly Rule[] = [
  depthLowered,
  harmlessClaimContradicted,
  unansweredQuestion,
  placeholderAnswer,
  restatedQuestion,
  thinAnswer,
  teamAsOwner,
  unknownPerson,
  undatedCommitment,
  recycledAnswer,
  vagueChange,
  brokenPromiseUnaddressed,
  retroactiveWithoutExemption,
  euphemism,
  segmentsDoNotAddUp,
  unknownSegment,
  averagesOnly,
  newcomersFavoured,
  segmentWithoutConsequence,
  noHarmClaimed,
  feelingUnderstated,
  lockInMistakenForLoyalty,
  changesPiledUp,
  tooFewAlternatives,
  noWayBack,
  incompleteTripWire,
  unsupportedClaim,
  guessWithoutMonitor,
  staleEvidence,
  noCounterEvidence,
  frontlineNotHeard,
  dissenterNamed,
  objectionUnanswered,
  customersNotAsked,
  decidersFarFromCustomers,
  rangeOutOfOrder,
  onePointForecast,
  certainForecast,
  shortHorizon,
  costOmitted,
  revenueTakenForContribution,
  figuresContradict,
  forecastBeyondBreakEven,
  mediumTermLoss,
  tripWireBeyondBreakEven,
  forecastMovedAfterBreakEven,
];
