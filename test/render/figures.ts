import type { Course } from '../../src/economics/course.ts';
import type { Results } from '../../src/economics/evaluate.ts';
import { evaluate } from '../../src/economics/evaluate.ts';
import type { ReviewFigures } from '../../src/economics/evaluate-review.ts';
import type { Inputs } from '../../src/economics/inputs.ts';
import type { Range } from '../../src/economics/three-point.ts';

type ValueOf<F> = F extends { readonly known: true; readonly value: infer Value } ? Value : never;

interface Given {
  readonly breakEven?: { readonly share: number; readonly forecast: Range };
  readonly simulation?: Partial<Omit<ValueOf<Results['simulation']>, 'horizons'>> & {
    readonly horizons: readonly {
      readonly months: number;
      readonly p10: number;
      readonly p50: number;
      readonly p90: number;
      readonly probabilityOfLoss: number;
    }[];
  };
  readonly course?: Course;
}

/** Enough for every figure. */
export const enough: Inputs = {
  customers: 1000,
  contributionBefore: 100,
  contributionAfter: 110,
  retentionBefore: 0.9,
  discountRate: 0.1,
  lossAtAnnouncement: { low: 0.02, likely: 0.04, high: 0.12 },
};

/** Figures as they come out of inputs. */
export function figuresOf(inputs: Inputs): ReviewFigures {
  const results = evaluate(inputs, { seed: 7, draws: 1000 });
  return { inputs, results, staffing: { known: false, missing: [] } };
}

/** Figures of a review with some of them as a test wants them, which no inputs would give so round. */
export function figuresWith({
  breakEven,
  simulation,
  course = { crossings: [], end: 'gain' },
}: Given): ReviewFigures {
  const { results, ...rest } = figuresOf(enough);
  if (!results.breakEven.known || !results.simulation.known || !results.netValue.known)
    throw new Error('the inputs do not suffice');
  const { position: _, likelyBeyond: __, ...plain } = results.breakEven.value;
  const { share = 0.09, forecast } = breakEven ?? {};
  const judged: ValueOf<Results['breakEven']> = {
    ...plain,
    share,
    ...(forecast && {
      forecast,
      position: forecast.high < share ? 'below' : forecast.low >= share ? 'beyond' : 'inside',
      likelyBeyond: forecast.likely >= share,
    }),
  };
  const outcome = { probabilityStandardError: 0, mean: 0, meanStandardError: 0 };
  const drawn = {
    ...results.simulation.value,
    ...simulation,
    horizons: (simulation?.horizons ?? []).map((one) => ({ ...outcome, ...one })),
  };
  return {
    ...rest,
    results: {
      ...results,
      omitted: [],
      breakEven: { known: true, value: judged },
      simulation: { known: true, value: drawn },
      netValue: { known: true, value: { ...results.netValue.value, course } },
    },
  };
}
