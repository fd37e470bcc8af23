/** When the first contribution is received: at the end of the first year, or now. */
type Timing = 'end' | 'start';

/** Retention and discount rate per year, both as shares. */
export interface LifetimeRates {
  readonly retention: number;
  readonly discountRate: number;
  /** `end` by default: only who stays the year brings its contribution. */
  readonly timing?: Timing;
}

/**
 * What one unit of yearly contribution is worth over a customer's whole life with us:
 * r ÷ (1 + i − r) with the first contribution at the end of the first year,
 * (1 + i) ÷ (1 + i − r) with the first one now. NaN where it does not converge (nobody ever
 * leaves and nothing is discounted).
 *
 * Source: https://ealhamed.github.io/frameworks-library/ms/m02.html
 */
export function lifetimeMultiple({ retention, discountRate, timing = 'end' }: LifetimeRates): number {
  const fade = 1 + discountRate - retention;
  if (!(fade > 0)) return Number.NaN;
  return (timing === 'end' ? retention : 1 + discountRate) / fade;
}

/** A yearly contribution per customer, and what winning the customer costs, in the same money. */
export interface LifetimeInputs extends LifetimeRates {
  readonly contribution: number;
  /** Leave it out for customers who are here already: what it cost to win them is spent. */
  readonly acquisitionCost?: number;
}

/** Lifetime value of a customer: contribution × multiple − acquisition cost. */
export function lifetimeValue({ contribution, acquisitionCost = 0, ...rates }: LifetimeInputs): number {
  return contribution * lifetimeMultiple(rates) - acquisitionCost;
}

/** By which share the lifetime value moves when one input is one per cent better. */
export interface LifetimeSensitivity {
  readonly retention: number;
  readonly contribution: number;
  readonly acquisitionCost: number;
}

/**
 * Effect of a one per cent improvement of each input (retention × 1.01, contribution × 1.01,
 * acquisition cost × 0.99), as shares of the lifetime value: 0.05 is five per cent.
 * NaN where the lifetime value is not above 0.
 *
 * Source for the usual order (retention about 5 %, margin 1 %, acquisition cost 0.1 %):
 * https://id.scribd.com/document/212074341/6-Valuing-Customers-Gupta
 */
export function lifetimeSensitivity(inputs: LifetimeInputs): LifetimeSensitivity {
  const base = lifetimeValue(inputs);
  const gain = (better: LifetimeInputs) => (base > 0 ? lifetimeValue(better) / base - 1 : Number.NaN);
  return {
    retention: gain({ ...inputs, retention: inputs.retention * 1.01 }),
    contribution: gain({ ...inputs, contribution: inputs.contribution * 1.01 }),
    acquisitionCost: gain({ ...inputs, acquisitionCost: (inputs.acquisitionCost ?? 0) * 0.99 }),
  };
}
