import type { Rule } from '../domain/rule.ts';
import { averagesOnly } from './averages-only.ts';
import { avoidableLossUnsaid } from './avoidable-loss-unsaid.ts';
import { briefingTooLate } from './briefing-too-late.ts';
import { brokenPromiseUnaddressed } from './broken-promise-unaddressed.ts';
import { cardTooLong } from './card-too-long.ts';
import { certainForecast } from './certain-forecast.ts';
import { changesPiledUp } from './changes-piled-up.ts';
import { costOmitted } from './cost-omitted.ts';
import { currenciesMixed } from './currencies-mixed.ts';
import { customersNotAsked } from './customers-not-asked.ts';
import { datesOutOfOrder } from './dates-out-of-order.ts';
import { decidersFarFromCustomers } from './deciders-far-from-customers.ts';
import { depthLowered } from './depth-lowered.ts';
import { dismissivePhrase } from './dismissive-phrase.ts';
import { dissenterNamed } from './dissenter-named.ts';
import { duplicateId } from './duplicate-id.ts';
import { dutyWithoutSource } from './duty-without-source.ts';
import { empathyStepMissing } from './empathy-step-missing.ts';
import { escalationDeadEnd } from './escalation-dead-end.ts';
import { euphemism } from './euphemism.ts';
import { exitHarderThanEntry } from './exit-harder-than-entry.ts';
import { feelingUnderstated } from './feeling-understated.ts';
import { figuresContradict } from './figures-contradict.ts';
import { forecastBeyondBreakEven } from './forecast-beyond-break-even.ts';
import { forecastMovedAfterBreakEven } from './forecast-moved-after-break-even.ts';
import { freedomDisagrees } from './freedom-disagrees.ts';
import { frontlineLeftAlone } from './frontline-left-alone.ts';
import { frontlineNotHeard } from './frontline-not-heard.ts';
import { guessWithoutMonitor } from './guess-without-monitor.ts';
import { hardQuestionUnanswered } from './hard-question-unanswered.ts';
import { harmlessClaimContradicted } from './harmless-claim-contradicted.ts';
import { incentivesUndisclosed } from './incentives-undisclosed.ts';
import { incompleteTripWire } from './incomplete-trip-wire.ts';
import { invalidReview } from './invalid-review.ts';
import { lockInMistakenForLoyalty } from './lock-in-mistaken-for-loyalty.ts';
import { lossUnderstated } from './loss-understated.ts';
import { mediumTermLoss } from './medium-term-loss.ts';
import { messageOmitsEssentials } from './message-omits-essentials.ts';
import { newcomersFavoured } from './newcomers-favoured.ts';
import { noBaseline } from './no-baseline.ts';
import { noCounterEvidence } from './no-counter-evidence.ts';
import { noExceptionRoute } from './no-exception-route.ts';
import { noHarmClaimed } from './no-harm-claimed.ts';
import { noJurisdiction } from './no-jurisdiction.ts';
import { noReviewDates } from './no-review-dates.ts';
import { noWayBack } from './no-way-back.ts';
import { nobodySigns } from './nobody-signs.ts';
import { noticeTooShort } from './notice-too-short.ts';
import { noticeWindowMissed } from './notice-window-missed.ts';
import { objectionUnanswered } from './objection-unanswered.ts';
import { onePointForecast } from './one-point-forecast.ts';
import { placeholderAnswer } from './placeholder-answer.ts';
import { powerlessFrontline } from './powerless-frontline.ts';
import { rangeOutOfOrder } from './range-out-of-order.ts';
import { reasonDiffersFromTruth } from './reason-differs-from-truth.ts';
import { reasonTooLong } from './reason-too-long.ts';
import { recycledAnswer } from './recycled-answer.ts';
import { restatedQuestion } from './restated-question.ts';
import { retroactiveWithoutExemption } from './retroactive-without-exemption.ts';
import { revenueTakenForContribution } from './revenue-taken-for-contribution.ts';
import { sameOfferForEveryone } from './same-offer-for-everyone.ts';
import { segmentWithoutConsequence } from './segment-without-consequence.ts';
import { segmentWithoutOffer } from './segment-without-offer.ts';
import { segmentsDoNotAddUp } from './segments-do-not-add-up.ts';
import { shortHorizon } from './short-horizon.ts';
import { silentFeedbackLoop } from './silent-feedback-loop.ts';
import { singleComplaintChannel } from './single-complaint-channel.ts';
import { slowComplaintAnswer } from './slow-complaint-answer.ts';
import { staleEvidence } from './stale-evidence.ts';
import { staleMarkdown } from './stale-markdown.ts';
import { stopLevelOutOfReach } from './stop-level-out-of-reach.ts';
import { teamAsOwner } from './team-as-owner.ts';
import { thinAnswer } from './thin-answer.ts';
import { tooFewAlternatives } from './too-few-alternatives.ts';
import { tripWireBeyondBreakEven } from './trip-wire-beyond-break-even.ts';
import { unansweredQuestion } from './unanswered-question.ts';
import { undatedCommitment } from './undated-commitment.ts';
import { understaffedSpike } from './understaffed-spike.ts';
import { undertrainedFrontline } from './undertrained-frontline.ts';
import { unfilledNotice } from './unfilled-notice.ts';
import { unknownPerson } from './unknown-person.ts';
import { unknownQuestion } from './unknown-question.ts';
import { unknownSegment } from './unknown-segment.ts';
import { unknownSituation } from './unknown-situation.ts';
import { unreasonedException } from './unreasoned-exception.ts';
import { unsupportedClaim } from './unsupported-claim.ts';
import { untestedMessage } from './untested-message.ts';
import { vagueChange } from './vague-change.ts';
import { verdictContradictsFindings } from './verdict-contradicts-findings.ts';
import { verdictWithoutExpiry } from './verdict-without-expiry.ts';
import { vulnerableCustomersUnaddressed } from './vulnerable-customers-unaddressed.ts';

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
  unknownSituation,
  undatedCommitment,
  recycledAnswer,
  vagueChange,
  brokenPromiseUnaddressed,
  retroactiveWithoutExemption,
  euphemism,
  currenciesMixed,
  noJurisdiction,
  segmentsDoNotAddUp,
  unknownSegment,
  averagesOnly,
  newcomersFavoured,
  segmentWithoutConsequence,
  noHarmClaimed,
  lossUnderstated,
  feelingUnderstated,
  freedomDisagrees,
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
  vulnerableCustomersUnaddressed,
  noticeTooShort,
  noticeWindowMissed,
  dutyWithoutSource,
  datesOutOfOrder,
  sameOfferForEveryone,
  exitHarderThanEntry,
  untestedMessage,
  messageOmitsEssentials,
  avoidableLossUnsaid,
  unfilledNotice,
  empathyStepMissing,
  dismissivePhrase,
  reasonTooLong,
  reasonDiffersFromTruth,
  segmentWithoutOffer,
  powerlessFrontline,
  noExceptionRoute,
  escalationDeadEnd,
  briefingTooLate,
  undertrainedFrontline,
  hardQuestionUnanswered,
  frontlineLeftAlone,
  understaffedSpike,
  singleComplaintChannel,
  slowComplaintAnswer,
  silentFeedbackLoop,
  cardTooLong,
  noBaseline,
  noReviewDates,
  stopLevelOutOfReach,
  nobodySigns,
  incentivesUndisclosed,
  verdictContradictsFindings,
  verdictWithoutExpiry,
  unreasonedException,
  unknownQuestion,
  duplicateId,
  invalidReview,
  staleMarkdown,
];
