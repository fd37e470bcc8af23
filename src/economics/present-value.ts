/**
 * What each payment is worth today, the first one a period from now: flow ÷ (1 + rate)^t.
 * @param flows money at the end of period 1, 2, 3 …
 * @param rate discount rate per period, as a share
 */
export function discounted(flows: readonly number[], rate: number): number[] {
  let factor = 1;
  return flows.map((flow) => {
    factor *= 1 + rate;
    return flow / factor;
  });
}

/** Sum of `discounted`. */
export function presentValue(flows: readonly number[], rate: number): number {
  return discounted(flows, rate).reduce((sum, value) => sum + value, 0);
}
