import type { Review } from '../domain/review.ts';
import { Failure } from '../lib/failure.ts';
import { type Figure, impossible } from './figure.ts';
import { buildRush } from './from-review.ts';
import type { Inputs } from './inputs.ts';
import { buildLookup } from './model.ts';
import { buildStaffing, type Staffing } from './staffing.ts';

/** Whether a forecast was given; shown before it, the break-even invites a forecast just below it. */
export function hasForecast(inputs: Inputs): boolean {
  return buildLookup(inputs).missing(['lossAtAnnouncement']).length === 0;
}

/** The people that the rush takes: at the likely figures and at the highest. */
export interface RushStaffing {
  readonly likely: Staffing;
  readonly high: Staffing;
  readonly target: { readonly share: number; readonly seconds: number };
  /** Share of paid time away from the phones, 0 to below 1. */
  readonly shrinkage: number;
}

/** The staffing of a review's rush, what it lacks, or why no number of people answers to its figures. */
export function staffingFigure(review: Review): Figure<RushStaffing> {
  const likely = buildRush(review);
  const high = buildRush(review, 'high');
  if (!likely.known) return likely;
  if (!high.known) return high;
  const { target, shrinkage } = likely.value;
  try {
    return {
      known: true,
      value: { likely: buildStaffing(likely.value), high: buildStaffing(high.value), target, shrinkage },
    };
  } catch (error) {
    if (error instanceof Failure) return impossible(error.message);
    throw error;
  }
}
