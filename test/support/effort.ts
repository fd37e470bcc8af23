/**
 * How hard tests with random input try. CX_REVIEW_EFFORT multiplies their runs: 1, the default, keeps `npm test`
 * quick; `.ci/run` asks for more, and a search for rare faults for much more.
 */
const effort = Number(process.env.CX_REVIEW_EFFORT ?? 1);

/** @param base runs at the ordinary effort @returns how many runs to make; at least one */
export function runsAtEffort(base: number): number {
  return Math.max(1, Math.round(base * effort));
}

/**
 * Some of many like cases, evenly chosen; all of them at an effort of `oneIn` or more, as in CI.
 *
 * @param oneIn at the ordinary effort one case in so many is taken
 */
export function sampleAtEffort<T>(cases: readonly T[], oneIn: number): T[] {
  const step = Math.max(1, Math.round(oneIn / effort));
  return cases.filter((_, index) => index % step === 0);
}
