import type { Config } from '../domain/config.ts';
import type { Content } from '../domain/content.ts';
import type { Finding } from '../domain/finding.ts';
import type { ChartBand } from './chart/chart.ts';
import type { Pages } from './page.ts';

/** Three shares: at least, most likely, at most. */
interface Shares {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** A part of the net value that may be left out. */
export type OmittedPart =
  | 'extra-loss'
  | 'referrals'
  | 'contacts'
  | 'goodwill'
  | 'one-off-cost'
  | 'new-customers';

/** What economics made of the inputs of a review, as far as they go. Money as of today, shares 0 to 1. */
export interface EconomicsView {
  readonly breakEven?:
    | {
        /** Share of the customers whose loss uses up the gain; not above 0 where there is no gain. */
        readonly share: number;
        readonly forecast?: Shares | undefined;
      }
    | undefined;
  /** Net value against not changing; of the draws, one in ten is below `p10` and one in ten above `p90`. */
  readonly horizons?:
    | readonly {
        readonly months: number;
        readonly p10: number;
        readonly p50: number;
        readonly p90: number;
        readonly probabilityOfLoss: number;
      }[]
    | undefined;
  /** Month, counted from 1, in which the cumulated gain turns into a loss; undefined if it does not. */
  readonly turnsToLoss?: number | undefined;
  /** Whether it is a loss from the start on, and stays one. */
  readonly alwaysLoss?: boolean | undefined;
  /** Parts that the net value leaves out for want of inputs. */
  readonly omitted?: readonly OmittedPart[] | undefined;
  /** People for the busiest stretch after customers are told, at the likely figures. */
  readonly staffing?:
    | {
        readonly name: string;
        readonly contacts: number;
        /** At the phones, and on the roster for that. */
        readonly agents: number;
        readonly roster: number;
        readonly rostered?: number | undefined;
        /** People too few; 0 where the roster suffices. */
        readonly short?: number | undefined;
      }
    | undefined;
  /** For the chart. */
  readonly band?: ChartBand | undefined;
  readonly draws?: number | undefined;
  /** Whether every figure is a single number, so that there is no chance in them. */
  readonly isOnePoint?: boolean | undefined;
  readonly seed?: number | undefined;
  /** Paths in the review without which something cannot be computed: `economics.discountRate`. */
  readonly missing: readonly string[];
}

/** How earlier forecasts came out. */
interface TrackRecord {
  /** Forecasts that have been scored. */
  readonly forecasts: number;
  /** Mean Brier score: 0 is always right, 0.25 a coin. */
  readonly brier: number;
}

/** What a page needs besides the review. */
export interface RenderDeps {
  readonly content: Content;
  /** Names for the keys of people: `config.people`. */
  readonly people: Config['people'];
  /** BCP 47, of numbers and dates: `en-GB`. */
  readonly locale: string;
  /** Findings of the rules; undefined where they have not run. */
  readonly findings?: readonly Finding[] | undefined;
  /** Undefined where economics has not run. */
  readonly economics?: EconomicsView | undefined;
  /** Undefined where nothing has been scored yet. */
  readonly trackRecord?: TrackRecord | undefined;
  /** An organisation's own templates, which replace shipped ones by name. */
  readonly pages?: Pages | undefined;
}
