/**
 * Logarithm, exponential and powers made of the four basic operations alone.
 *
 * ECMAScript leaves `Math.log`, `Math.exp` and `Math.pow` to the engine, so their last digits
 * differ between engines and versions. Addition, subtraction, multiplication and division are
 * exact IEEE 754 everywhere; what is built of them gives the same bytes on every machine.
 */

/** ln 2 in two parts: the first has trailing zeros, so that `k · LN2_HIGH` is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_32 = 4294967296;
/** Coefficients of artanh after the first, highest power first; eleven reach below the last place. */
const ARTANH = [1 / 23, 1 / 21, 1 / 19, 1 / 17, 1 / 15, 1 / 13, 1 / 11, 1 / 9, 1 / 7, 1 / 5, 1 / 3];
/** 1 ÷ 13, 1 ÷ 12, … 1: the steps of the exponential's nested series. */
const STEPS = [1 / 13, 1 / 12, 1 / 11, 1 / 10, 1 / 9, 1 / 8, 1 / 7, 1 / 6, 1 / 5, 1 / 4, 1 / 3, 1 / 2, 1];

/**
 * Natural logarithm, within a few units in the last place.
 * @param x above 0 and finite
 */
export function ln(x: number): number {
  let mantissa = x;
  let exponent = 0;
  for (; mantissa >= TWO_32; mantissa /= TWO_32) exponent += 32;
  for (; mantissa < 1 / TWO_32; mantissa *= TWO_32) exponent -= 32;
  for (; mantissa > Math.SQRT2; mantissa /= 2) exponent += 1;
  for (; mantissa < Math.SQRT1_2; mantissa *= 2) exponent -= 1;
  // ln m = 2 artanh(s), and |s| ≤ 0.172.
  const s = (mantissa - 1) / (mantissa + 1);
  const z = s * s;
  let series = 0;
  for (const coefficient of ARTANH) series = z * (coefficient + series);
  return exponent * LN2_HIGH + (2 * (s + s * series) + exponent * LN2_LOW);
}

/**
 * e to the power of x, within a few units in the last place; 0 below -745, Infinity above 709.78.
 */
export function exp(x: number): number {
  if (x > 709.78) return Number.POSITIVE_INFINITY;
  if (x < -745) return 0;
  const k = Math.round(x / (LN2_HIGH + LN2_LOW));
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let series = 1;
  for (const step of STEPS) series = 1 + r * step * series;
  let scaled = series;
  for (let left = k; left > 0; left -= 1) scaled *= 2;
  for (let left = k; left < 0; left += 1) scaled /= 2;
  return scaled;
}

/**
 * x to the power of y for x ≥ 0; 0 to the power of 0 is 1, as in the formulas that use it.
 * The relative error grows with |y · ln x| and stays below 1e-13 for the shares and rates used here.
 */
export function power(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x === 0) return y > 0 ? 0 : Number.POSITIVE_INFINITY;
  return exp(y * ln(x));
}

/** The monthly rate that compounds to a yearly one in twelve months. */
export function twelfthRoot(yearly: number): number {
  return power(yearly, 1 / 12);
}
