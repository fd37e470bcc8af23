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

/** Works out everything that the figures of a review allow, with its own seed. The simulation takes a while. */
export function evaluateReview(review: Review): ReviewFigures {
  const inputs = fromReview(review);
  return {
    inputs,
    results: evaluate(inputs, { seed: findSeed(review) }),
    staffing: staffingFigure(review),
  };
}
