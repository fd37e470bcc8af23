/** Numbers from 0 to below 1, in steps of 2⁻³². */
export type Random = () => number;

/**
 * The generator `sfc32` of Chris Doty-Humphrey's PractRand: 128 bits of state, integer operations
 * only, so that the same seed gives the same numbers on every machine.
 *
 * @param seed whole number from 0 to 2^53 − 1
 * @param stream tells apart sequences that are drawn from one seed
 */
export function sfc32(seed: number, stream = 0): Random {
  let a = seed >>> 0;
  let b = Math.floor(seed / 4294967296) >>> 0;
  let c = stream >>> 0;
  let counter = 1;
  const next: Random = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  // Only after these rounds do seeds that differ in one bit give unrelated numbers.
  for (let round = 0; round < 15; round++) next();
  return next;
}
