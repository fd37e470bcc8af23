import type { Rule } from '../../domain/rule.ts';
import { incompleteTripWire } from '../alternatives/incomplete-trip-wire.ts';
import { kinderWayDismissed } from '../alternatives/kinder-way-dismissed.ts';
import { noWayBack } from '../alternatives/no-way-back.ts';
import { tooFewAlternatives } from '../alternatives/too-few-alternatives.ts';
import { tripWireBelowForecast } from '../alternatives/trip-wire-below-forecast.ts';
import { tripWireBeyondBreakEven } from '../alternatives/trip-wire-beyond-break-even.ts';
import { damningAnswer } from '../answers/damning-answer.ts';
import { euphemism } from '../answers/euphemism.ts';
import { placeholderAnswer } from '../answers/placeholder-answer.ts';
import { recycledAnswer } from '../answers/recycled-answer.ts';
import { restatedQuestion } from '../answers/restated-question.ts';
import { teamAsOwner } from '../answers/team-as-owner.ts';
import { thinAnswer } from '../answers/thin-answer.ts';
import { unansweredQuestion } from '../answers/unanswered-question.ts';
import { undatedCommitment } from '../answers/undated-commitment.ts';
import { unknownPerson } from '../answers/unknown-person.ts';
import { brokenPromiseUnaddressed } from '../change/broken-promise-unaddressed.ts';
import { datesOutOfOrder } from '../change/dates-out-of-order.ts';
import { depthLowered } from '../change/depth-lowered.ts';
import { harmlessClaimContradicted } from '../change/harmless-claim-contradicted.ts';
import { retroactiveWithoutExemption } from '../change/retroactive-without-exemption.ts';
import { screeningUnconfirmed } from '../change/screening-unconfirmed.ts';
import { unknownSituation } from '../change/unknown-situation.ts';
import { vagueChange } from '../change/vague-change.ts';
import { avoidableLossUnsaid } from '../communication/avoidable-loss-unsaid.ts';
import { messageOmitsEssentials } from '../communication/message-omits-essentials.ts';
import { sameOfferForEveryone } from '../communication/same-offer-for-everyone.ts';
import { segmentWithoutOffer } from '../communication/segment-without-offer.ts';
import { unfilledNotice } from '../communication/unfilled-notice.ts';
import { untestedMessage } from '../communication/untested-message.ts';
import { averagesOnly } from '../customers/averages-only.ts';
import { changesPiledUp } from '../customers/changes-piled-up.ts';
import { feelingUnderstated } from '../customers/feeling-understated.ts';
import { freedomDisagrees } from '../customers/freedom-disagrees.ts';
import { lockInMistakenForLoyalty } from '../customers/lock-in-mistaken-for-loyalty.ts';
import { lossUnderstated } from '../customers/loss-understated.ts';
import { newcomersFavoured } from '../customers/newcomers-favoured.ts';
import { noHarmClaimed } from '../customers/no-harm-claimed.ts';
import { segmentWithoutConsequence } from '../customers/segment-without-consequence.ts';
import { segmentsDoNotAddUp } from '../customers/segments-do-not-add-up.ts';
import { unknownSegment } from '../customers/unknown-segment.ts';
import { adviceOverruled } from '../evidence/advice-overruled.ts';
import { customersNotAsked } from '../evidence/customers-not-asked.ts';
import { decidersFarFromCustomers } from '../evidence/deciders-far-from-customers.ts';
import { dissenterNamed } from '../evidence/dissenter-named.ts';
import { frontlineNotHeard } from '../evidence/frontline-not-heard.ts';
import { guessWithoutMonitor } from '../evidence/guess-without-monitor.ts';
import { noCounterEvidence } from '../evidence/no-counter-evidence.ts';
import { objectionUnanswered } from '../evidence/objection-unanswered.ts';
import { staleEvidence } from '../evidence/stale-evidence.ts';
import { trialDisregarded } from '../evidence/trial-disregarded.ts';
import { unsupportedClaim } from '../evidence/unsupported-claim.ts';
import { dutyWithoutSource } from '../fairness/duty-without-source.ts';
import { exitHarderThanEntry } from '../fairness/exit-harder-than-entry.ts';
import { noJurisdiction } from '../fairness/no-jurisdiction.ts';
import { noKnownDuty } from '../fairness/no-known-duty.ts';
import { noticeTooShort } from '../fairness/notice-too-short.ts';
import { noticeWindowMissed } from '../fairness/notice-window-missed.ts';
import { vulnerableCustomersUnaddressed } from '../fairness/vulnerable-customers-unaddressed.ts';
import { duplicateId } from '../file/duplicate-id.ts';
import { invalidReview } from '../file/invalid-review.ts';
import { staleMarkdown } from '../file/stale-markdown.ts';
import { unknownQuestion } from '../file/unknown-question.ts';
import { unreasonedException } from '../file/unreasoned-exception.ts';
import { briefingTooLate } from '../frontline/briefing-too-late.ts';
import { cardTooLong } from '../frontline/card-too-long.ts';
import { dismissivePhrase } from '../frontline/dismissive-phrase.ts';
import { empathyStepMissing } from '../frontline/empathy-step-missing.ts';
import { escalationDeadEnd } from '../frontline/escalation-dead-end.ts';
import { frontlineLeftAlone } from '../frontline/frontline-left-alone.ts';
import { hardQuestionUnanswered } from '../frontline/hard-question-unanswered.ts';
import { noExceptionRoute } from '../frontline/no-exception-route.ts';
import { powerlessFrontline } from '../frontline/powerless-frontline.ts';
import { reasonDiffersFromTruth } from '../frontline/reason-differs-from-truth.ts';
import { reasonTooLong } from '../frontline/reason-too-long.ts';
import { scriptDeniesChange } from '../frontline/script-denies-change.ts';
import { silentFeedbackLoop } from '../frontline/silent-feedback-loop.ts';
import { singleComplaintChannel } from '../frontline/single-complaint-channel.ts';
import { slowComplaintAnswer } from '../frontline/slow-complaint-answer.ts';
import { understaffedSpike } from '../frontline/understaffed-spike.ts';
import { undertrainedFrontline } from '../frontline/undertrained-frontline.ts';
import { incentivesUndisclosed } from '../leadership/incentives-undisclosed.ts';
import { lipService } from '../leadership/lip-service.ts';
import { nobodySigns } from '../leadership/nobody-signs.ts';
import { verdictContradictsFindings } from '../leadership/verdict-contradicts-findings.ts';
import { verdictWithoutExpiry } from '../leadership/verdict-without-expiry.ts';
import { noBaseline } from '../measures/no-baseline.ts';
import { noReviewDates } from '../measures/no-review-dates.ts';
import { stopLevelOutOfReach } from '../measures/stop-level-out-of-reach.ts';
import { certainForecast } from '../money/certain-forecast.ts';
import { costOmitted } from '../money/cost-omitted.ts';
import { currenciesMixed } from '../money/currencies-mixed.ts';
import { figuresContradict } from '../money/figures-contradict.ts';
import { forecastBeyondBreakEven } from '../money/forecast-beyond-break-even.ts';
import { forecastContradictsLockIn } from '../money/forecast-contradicts-lock-in.ts';
import { forecastMovedAfterBreakEven } from '../money/forecast-moved-after-break-even.ts';
import { mediumTermLoss } from '../money/medium-term-loss.ts';
import { onePointForecast } from '../money/one-point-forecast.ts';
import { overconfidentGuess } from '../money/overconfident-guess.ts';
import { rangeOutOfOrder } from '../money/range-out-of-order.ts';
import { revenueTakenForContribution } from '../money/revenue-taken-for-contribution.ts';
import { shortHorizon } from '../money/short-horizon.ts';

/** Every rule, in the order in which they are listed and in which findings of one place are shown. */
export const ruleRegistry: readonly Rule[] = [
  depthLowered,
  screeningUnconfirmed,
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
  damningAnswer,
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
  forecastContradictsLockIn,
  changesPiledUp,
  tooFewAlternatives,
  kinderWayDismissed,
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
  adviceOverruled,
  decidersFarFromCustomers,
  rangeOutOfOrder,
  onePointForecast,
  certainForecast,
  overconfidentGuess,
  trialDisregarded,
  shortHorizon,
  costOmitted,
  revenueTakenForContribution,
  figuresContradict,
  forecastBeyondBreakEven,
  mediumTermLoss,
  tripWireBeyondBreakEven,
  tripWireBelowForecast,
  forecastMovedAfterBreakEven,
  vulnerableCustomersUnaddressed,
  noticeTooShort,
  noticeWindowMissed,
  dutyWithoutSource,
  noKnownDuty,
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
  scriptDeniesChange,
  silentFeedbackLoop,
  cardTooLong,
  noBaseline,
  noReviewDates,
  stopLevelOutOfReach,
  nobodySigns,
  lipService,
  incentivesUndisclosed,
  verdictContradictsFindings,
  verdictWithoutExpiry,
  unreasonedException,
  unknownQuestion,
  duplicateId,
  invalidReview,
  staleMarkdown,
];
