import { evaluate, type Results } from './evaluate.ts';
import type { InputKey, Inputs, NamedSegment, SegmentInputs } from './inputs.ts';
import type { SimulationOptions } from './simulate.ts';

/**
 * Values to put in place of the inputs' own. One given here holds for every segment, also for those
 * that had their own; one given under a segment's name holds for that segment alone. `undefined`
 * takes a value away.
 */
export type Overrides = Inputs;

/** Sums that are read only where these details are not given; to set the sum is to set them aside. */
const details: Partial<Record<InputKey, readonly (keyof SegmentInputs)[]>> = {
  annualGain: ['contributionAfter'],
  referralLoss: ['referralsPerCustomer', 'referralConversion', 'referralValue'],
  contactsBudget: ['contactsPerCustomer', 'contactCost'],
};

function withoutDetails({ segments: _, ...forAll }: Overrides): Omit<Overrides, 'segments'> {
  const given = new Set(Object.keys(forAll));
  const aside = [...given].flatMap((key) => details[key as InputKey] ?? []);
  return { ...Object.fromEntries(aside.map((key) => [key, undefined])), ...forAll };
}

/** The inputs with the overrides in place; nothing else moves. */
export function override(inputs: Inputs, overrides: Overrides): Inputs {
  const rows = overrides.segments ?? [];
  const forAll = withoutDetails(overrides);
  // A value given for one segment stays when another is given for all.
  const segments = inputs.segments?.map((row): NamedSegment => {
    const kept = { ...row } as NamedSegment & Record<string, unknown>;
    for (const key of Object.keys(forAll)) delete kept[key];
    return { ...kept, ...rows.find((candidate) => candidate.segment === row.segment) };
  });
  const added = rows.filter(({ segment }) => !inputs.segments?.some((row) => row.segment === segment));
  const all = [...(segments ?? []), ...added];
  return { ...inputs, ...forAll, ...(all.length > 0 ? { segments: all } : {}) };
}

/** The change as it is, and as it would be. */
export interface WhatIf {
  readonly before: Results;
  readonly after: Results;
  /** The inputs of `after`. */
  readonly inputs: Inputs;
}

/**
 * Evaluates the inputs with and without overrides. Both draw the same random values of
 * everything that the overrides leave alone, so the difference is due to the overrides alone.
 */
export function whatIf(inputs: Inputs, overrides: Overrides, options: SimulationOptions): WhatIf {
  const changed = override(inputs, overrides);
  return { before: evaluate(inputs, options), after: evaluate(changed, options), inputs: changed };
}
