import { twelfthRoot } from './exact-math.ts';
import { cohortKeys, type Model, sharedKeys } from './model.ts';

/**
 * Writes the cumulated net value after months 0, 1 … `months` into `out`, every `stride` places from
 * `offset` on: what the change brings less what not changing would have brought, in today's money.
 */
export type Ledger = (values: Float64Array, out: Float64Array, offset: number, stride: number) => void;

const at = (key: (typeof cohortKeys)[number]) => cohortKeys.indexOf(key);
const sharedAt = (key: (typeof sharedKeys)[number]) => sharedKeys.indexOf(key);

const CUSTOMERS = at('customers');
const BEFORE = at('contributionBefore');
const AFTER = at('contributionAfter');
const RETENTION = at('retentionBefore');
const LOSS = at('lossAtAnnouncement');
const LOSS_AFTER = at('lossAfterPerYear');
const REFERRALS = at('referralsPerCustomer');
const CONVERSION = at('referralConversion');
const REFERRAL_VALUE = at('referralValue');
const CONTACTS = at('contactsPerCustomer');
const CONTACT_COST = at('contactCost');
const GOODWILL = at('goodwillBudget');
const ONE_OFF = at('oneOffCost');
const DOWNGRADE = at('downgradeShare');
const DOWNGRADED = at('downgradeContribution');
const TAKE_UP = at('offerTakeUp');
const OFFER = at('offerCost');

/** Remembers the last root: most inputs are the same in every draw, and computing a root is the slowest step. */
function rememberedRoot(): (yearly: number) => number {
  let last = 1;
  let root = 1;
  return (yearly) => {
    if (yearly !== last) {
      last = yearly;
      root = twelfthRoot(yearly);
    }
    return root;
  };
}

/**
 * How the net value of a model is computed, month by month:
 *
 * NPV(T) = Σₜ [N(1−c₀)r′ᵗm₁ − N·rᵗm₀ − referrals lost] ÷ (1+d)ᵗ − costs at the announcement
 *
 * with t in months, yearly rates turned into monthly ones that compound to them, and a month's money
 * at its end, from the customers who are still there at its end.
 *
 * - r′ = r − the extra yearly loss, not below 0.
 * - Months count from the announcement. Existing customers keep the old terms until the change holds, for
 *   the grandfathered months after that, and exempt contracts to their own end; those who leave because of the
 *   change leave when the new terms reach them, and the extra yearly loss begins then.
 * - Of those who are bound, a share of those who are still here leaves in the month in which they are free,
 *   or when the new terms reach them if that is later.
 * - While it is phased in over p months, month k of them brings k ÷ (p+1) of the difference.
 * - Of those who stay, the share who choose a cheaper plan or use less leaves what these leave: m₁ is that mix.
 * - Referrals that stop: (customers there would have been − customers there are) × referrals ×
 *   conversion × value of a referred customer. Where fewer people join, the referred are among those who do not come, and
 *   count once: of these, only as many as are beyond them.
 * - New customers meet the new terms from the day on which the change holds, with a contribution of their
 *   own; they stay as long as customers do today, and the money spent on winning them does not change.
 * - Where the change ends, the old terms hold again from the month after that, and nobody else leaves or stays away because
 *   of it; those who have left are gone. Where the product ends with it, nothing counts any more.
 * - Without the change, what is left over falls by the drift D a year; the change stops that on the day on which it holds
 *   and for as long as it does: month k after that brings D·k ÷ 144.
 * - Contacts, offers that are taken, goodwill and one-off costs are paid at the announcement, undiscounted.
 *
 * What replacing lost customers would cost is not in here: their contribution is already counted as
 * lost for good, and charging for their replacement as well would count the loss twice.
 */
export function buildLedger(model: Model, months: number): Ledger {
  const net = new Float64Array(months + 1);
  const referred = new Float64Array(months + 1);
  const rootOfDiscount = rememberedRoot();
  const rootOfNewcomers = rememberedRoot();
  const cohorts = model.cohorts.map((cohort) => ({
    ...cohort,
    rootBefore: rememberedRoot(),
    rootAfter: rememberedRoot(),
  }));
  const { shared, gainFromTotal, noticeMonths } = model;
  const lastOfChange = model.end?.months ?? Number.POSITIVE_INFINITY;
  const lastOfAll = model.end?.to === 'product' ? lastOfChange : Number.POSITIVE_INFINITY;
  const lossFrom = Math.min(
    ...cohorts.flatMap(({ parts }) => parts.map(({ oldTermsMonths }) => oldTermsMonths)),
  );
  const first = {
    discount: shared + sharedAt('discountRate'),
    gain: shared + sharedAt('annualGain'),
    referralLoss: shared + sharedAt('referralLoss'),
    contacts: shared + sharedAt('contactsBudget'),
    goodwill: shared + sharedAt('goodwillBudget'),
    oneOff: shared + sharedAt('oneOffCost'),
    joining: shared + sharedAt('newCustomersPerYear'),
    change: shared + sharedAt('newCustomersChange'),
    joinerBefore: shared + sharedAt('joinerContributionBefore'),
    joinerAfter: shared + sharedAt('joinerContributionAfter'),
    drift: shared + sharedAt('driftPerYear'),
  };

  return (values, out, offset, stride) => {
    const value = (place: number) => values[place] as number;
    net.fill(0);
    referred.fill(0);
    let upfront = value(first.contacts) + value(first.goodwill) + value(first.oneOff);
    let everybody = 0;
    for (const { start } of cohorts) everybody += value(start + CUSTOMERS);
    const gainEach = gainFromTotal && everybody > 0 ? value(first.gain) / everybody : 0;

    let sumRetention = 0;
    for (const cohort of cohorts) {
      const { start, phaseInMonths, parts } = cohort;
      const customers = value(start + CUSTOMERS);
      const before = value(start + BEFORE);
      const full = gainFromTotal ? before + gainEach : value(start + AFTER);
      const after = full + value(start + DOWNGRADE) * (value(start + DOWNGRADED) - full);
      const retention = value(start + RETENTION);
      const referrals = value(start + REFERRALS) * value(start + CONVERSION);
      const referralWorth = referrals * value(start + REFERRAL_VALUE);
      upfront += customers * value(start + CONTACTS) * value(start + CONTACT_COST);
      upfront += customers * value(start + TAKE_UP) * value(start + OFFER);
      upfront += value(start + GOODWILL) + value(start + ONE_OFF);
      sumRetention += customers * retention;

      const monthlyBefore = cohort.rootBefore(retention);
      const monthlyAfter = cohort.rootAfter(Math.max(0, retention - value(start + LOSS_AFTER)));
      const whole = after - before;
      const step = whole / (phaseInMonths + 1);
      for (const { share, oldTermsMonths, departure } of parts) {
        const wholeFrom = oldTermsMonths + phaseInMonths + 1;
        let unchanged = customers * share;
        let changed = unchanged;
        // Nobody leaves over terms that have not reached them, or never do.
        const isReached = oldTermsMonths < lastOfChange;
        const freeIn =
          departure === undefined || !isReached ? 0 : Math.max(departure.month, oldTermsMonths + 1);
        for (let month = 1; month <= months; month++) {
          unchanged *= monthlyBefore;
          let contribution = before;
          if (month <= oldTermsMonths || month > lastOfChange) changed *= monthlyBefore;
          else {
            if (month === oldTermsMonths + 1) changed *= 1 - value(start + LOSS);
            changed *= monthlyAfter;
            contribution += month >= wholeFrom ? whole : step * (month - oldTermsMonths);
          }
          if (month === freeIn) changed *= 1 - value((departure as { place: number }).place);
          const lost = unchanged - changed;
          net[month] =
            (net[month] as number) + changed * contribution - unchanged * before - lost * referralWorth;
          referred[month] = (referred[month] as number) + lost * referrals;
        }
      }
    }

    const joining = value(first.joining) / 12;
    if (joining > 0 && everybody > 0) {
      const stay = rootOfNewcomers(sumRetention / everybody);
      const joinerBefore = value(first.joinerBefore);
      const joinerAfter = value(first.joinerAfter);
      const more = joining * value(first.change);
      let unchanged = 0;
      let changed = 0;
      for (let month = 1; month <= months; month++) {
        unchanged = (unchanged + joining) * stay;
        const isNew = month > noticeMonths && month <= lastOfChange;
        // Those who do not come for want of a recommendation are gone already.
        const change = more < 0 ? Math.min(0, more + (referred[month] as number) / 12) : more;
        changed = (changed + joining + (isNew ? change : 0)) * stay;
        net[month] =
          (net[month] as number) + changed * (isNew ? joinerAfter : joinerBefore) - unchanged * joinerBefore;
      }
    }

    const drift = value(first.drift) / 12;
    if (drift > 0) {
      const last = Math.min(months, lastOfChange);
      for (let month = noticeMonths + 1; month <= last; month++) {
        net[month] = (net[month] as number) + drift * (month - noticeMonths);
      }
    }

    const monthlyDiscount = rootOfDiscount(1 + value(first.discount));
    const lossPerYear = value(first.referralLoss);
    let factor = 12;
    let cumulated = 0 - upfront;
    out[offset] = cumulated;
    for (let month = 1; month <= months; month++) {
      factor *= monthlyDiscount;
      if (month <= lastOfAll)
        cumulated += ((net[month] as number) - (month > lossFrom ? lossPerYear : 0)) / factor;
      out[offset + month * stride] = cumulated;
    }
  };
}

/** The cumulated net value after each month, from month 0 on, at any values of the model. */
export function buildNetValue(model: Model, months: number): (values: Float64Array) => Float64Array {
  const ledger = buildLedger(model, months);
  return (values) => {
    const out = new Float64Array(months + 1);
    ledger(values, out, 0, 1);
    return out;
  };
}

/** The same at the likely values. */
export function cumulatedNetValue(model: Model, months: number): Float64Array {
  return buildNetValue(model, months)(model.values);
}
