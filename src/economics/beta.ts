import { power } from './exact-math.ts';

/** The two shapes of a beta distribution on 0 to 1, both ≥ 1 here. */
export interface BetaShape {
  readonly alpha: number;
  readonly beta: number;
}

/**
 * The continued fraction of the incomplete beta function, by Lentz's method.
 * Source: https://dlmf.nist.gov/8.17#v
 */
function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 200; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || tiny);
    c = 1 + even / c || tiny;
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || tiny);
    c = 1 + odd / c || tiny;
    const change = d * c;
    result *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return result;
}

/** The area from 0 to x under x^(a−1) · (1−x)^(b−1); quick for x below (a+1) ÷ (a+b+2). */
function lowerArea(x: number, a: number, b: number): number {
  return ((power(x, a) * power(1 - x, b)) / a) * continuedFraction(x, a, b);
}

/** Share of the distribution below x, for many x of one shape. */
export function betaCdf({ alpha, beta }: BetaShape): (x: number) => number {
  const split = (alpha + 1) / (alpha + beta + 2);
  const whole = lowerArea(split, alpha, beta) + lowerArea(1 - split, beta, alpha);
  return (x) => {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    return x < split ? lowerArea(x, alpha, beta) / whole : 1 - lowerArea(1 - x, beta, alpha) / whole;
  };
}

/**
 * The inverse of the beta distribution's CDF at 0, 1/cells, 2/cells … 1, each node solved to
 * 1e-14 by Newton's method inside a bracket.
 */
export function betaQuantiles(shape: BetaShape, cells: number): Float64Array {
  const { alpha, beta } = shape;
  const cdf = betaCdf(shape);
  const split = (alpha + 1) / (alpha + beta + 2);
  const whole = lowerArea(split, alpha, beta) + lowerArea(1 - split, beta, alpha);
  const density = (x: number) => (power(x, alpha - 1) * power(1 - x, beta - 1)) / whole;
  const nodes = new Float64Array(cells + 1);
  nodes[cells] = 1;
  // Near 0 the distribution is x^alpha ÷ (alpha · whole), which says where the first node is.
  let guess = power((alpha * whole) / cells, 1 / alpha);
  let previous = 0;
  for (let node = 1; node < cells; node++) {
    const target = node / cells;
    let low = previous;
    let high = 1;
    let x = guess > low && guess < high ? guess : (low + high) / 2;
    for (let round = 0; round < 100; round++) {
      const miss = cdf(x) - target;
      if (miss < 0) low = x;
      else high = x;
      const newton = x - miss / density(x);
      const next = newton > low && newton < high ? newton : (low + high) / 2;
      const moved = Math.abs(next - x);
      x = next;
      if (moved < 1e-14) break;
    }
    nodes[node] = x;
    previous = x;
    guess = x + 1 / (cells * density(x));
  }
  return nodes;
}
