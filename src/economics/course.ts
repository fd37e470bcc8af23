/** A month in which the cumulated net value changes its sign. */
interface Crossing {
  readonly month: number;
  readonly to: 'gain' | 'loss';
}

/** When the cumulated net value is a gain and when a loss. */
export interface Course {
  readonly crossings: readonly Crossing[];
  /** The first month in which what had been a gain has become a loss. */
  readonly turnsToLoss?: number;
  /** The first month in which the costs at the start are earned back. */
  readonly paysBack?: number;
  /** What it comes to in the last month looked at. */
  readonly end: 'gain' | 'loss' | 'even';
}

/** Below half a hundredth of the currency's unit there is neither gain nor loss. */
const NOTHING = 0.005;

function stateOf(value: number): Course['end'] {
  if (value > NOTHING) return 'gain';
  return value < -NOTHING ? 'loss' : 'even';
}

/**
 * Where the cumulated net value turns.
 * @param cumulated after months 0, 1, 2 …
 */
export function buildCourse(cumulated: ArrayLike<number>): Course {
  const crossings: Crossing[] = [];
  let state: Course['end'] = 'even';
  for (let month = 0; month < cumulated.length; month++) {
    const now = stateOf(cumulated[month] as number);
    if (now === 'even') continue;
    if (state !== 'even' && now !== state) crossings.push({ month, to: now });
    state = now;
  }
  const turnsToLoss = crossings.find(({ to }) => to === 'loss')?.month;
  const first = crossings[0];
  return {
    crossings,
    ...(turnsToLoss === undefined ? {} : { turnsToLoss }),
    ...(first?.to === 'gain' ? { paysBack: first.month } : {}),
    end: stateOf(cumulated[cumulated.length - 1] ?? 0),
  };
}
