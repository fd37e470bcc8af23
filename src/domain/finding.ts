import type { Hint } from '../lib/hint.ts';

/** How much a finding matters; `off` exists only in settings. */
export type Severity = 'error' | 'warning' | 'info';

/** From the least to the most severe. */
export const severities = ['info', 'warning', 'error'] as const satisfies readonly Severity[];

/**
 * What a finding is about. `decides`: harm, honesty, money, law, or what the frontline can do; `evidence`: what
 * is claimed, asked or tested; `gap`: what nobody has answered; `form`: how it is written.
 */
export type FindingClass = 'decides' | 'evidence' | 'gap' | 'form';

/**
 * How grave it is where a finding decides: customers are deceived; they are harmed and cannot get out; the gain is
 * gone; a duty or the time that people need is not kept; the frontline cannot help; whoever decides has not looked.
 */
export type Gravity = 'deceit' | 'harm' | 'loss' | 'law' | 'frontline' | 'distance';

/** What a rule says of a review. */
export interface Finding {
  /** Name of the rule, which states the fault: `powerless-frontline`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly class: FindingClass;
  /** One plain sentence: what is wrong here, with the figures. */
  readonly message: string;
  /** What to do about it, as an instruction. */
  readonly hint: Hint;
  /** Path in the review, naming row ids and never indexes: `customers.segments.loyal.count`. Empty for the whole. */
  readonly path: string;
  /** Id of the review it is about. */
  readonly review?: string | undefined;
  /** Path of the file, relative to the repository, with forward slashes. */
  readonly file?: string | undefined;
  /** Counted from 1. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** Of findings that decide, where their rule says so. */
  readonly gravity?: Gravity | undefined;
  /** Customers who are hit, and what they lose in a year together; undefined where nobody says. */
  readonly stake?: { readonly people: number; readonly loss: number } | undefined;
  /** Other places at which the same fact shows. */
  readonly also?: readonly Pick<Finding, 'path' | 'line' | 'column'>[] | undefined;
}

/** A finding that the review itself answers: the rule keeps silent, and whoever answers for it says why. */
export interface AnsweredFinding {
  readonly finding: Finding;
  readonly reason: string | undefined;
  /** Key of a person. */
  readonly by: string | undefined;
}
