/**
 * How hard tests with random input try. CX_REVIEW_EFFORT multiplies their runs: 1, the default, keeps `npm test`
 * quick; `.ci/run` asks for more, and a search for rare faults for much more.
 */
const effort = Number(process.env.CX_REVIEW_EFFORT ?? 1);

/** @param base runs at the ordinary effort @returns how many runs to make; at least one */
export function runsAtEffort(base: number): number {
  return Math.max(1, Math.round(base * effort));
}
