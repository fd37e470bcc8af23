import type { Review } from '../domain/review.ts';
import { evaluate, type Results } from './evaluate.ts';
import type { Figure } from './figure.ts';
import { findSeed, fromReview } from './from-review.ts';
import type { Inputs } from './inputs.ts';
import { type RushStaffing, staffingFigure } from './rush.ts';

/** The figures that a review gives, and what they come to. */
export interface ReviewFigures {
  readonly inputs: Inputs;
  readonly results: Results;
  readonly staffing: Figure<RushStaffing>;
}

/**
 * What was worked out before, by its inputs and seed. A page is written again after every answer and every
 * approval, and few of them change a figure.
 */
const remembered = new Map<string, Results>();
/** Enough for the reviews that one command reads; a result takes a few kilobytes. */
const mostRemembered = 50;

function evaluateOnce(inputs: Inputs, seed: number): Results {
  const key = JSON.stringify([inputs, seed]);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const results = evaluate(inputs, { seed });
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, results);
  return results;
}

/**
 * Works out everything that the figures of a review allow, with its own seed. The simulation takes a while
 * (0.1 to 0.3 seconds), so figures that were worked out before are not drawn again.
 */
export function evaluateReview(review: Review): ReviewFigures {
  const inputs = fromReview(review);
  return { inputs, results: evaluateOnce(inputs, findSeed(review)), staffing: staffingFigure(review) };
}
