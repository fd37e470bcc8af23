import { breakEvenLoss } from '../../../src/economics/break-even.ts';
import { evaluate } from '../../../src/economics/evaluate.ts';
import { known } from '../../../src/economics/figure.ts';
import type { Inputs } from '../../../src/economics/inputs.ts';
import { percent, round } from './format.ts';

/** Published figures; docs/cases/netflix-2011.md gives the address of each. */
const facts = {
  customers: 24_590_000,
  customersAfter: 23_790_000,
  bothBefore: 9.99,
  one: 7.99,
  bothAfter: 15.98,
  forecastLoss: 600_000,
  actualLoss: 810_000,
  joined: 4_700_000,
  september: { streaming: 21.45, dvd: 13.93, total: 23.79 },
  december: { streaming: 21.67, dvd: 11.17, total: 24.4 },
};

/** What nobody published. */
const assumptions = {
  pickOne: { low: 0.3, likely: 0.5, high: 0.75 },
  retention: 0.6,
  discountRate: 0.1,
  loss: { low: 0.01, high: 0.06 },
  seed: 2011,
};

/** What a customer pays a month on average if this share takes one service only. */
const monthly = (pickOne: number) => facts.bothAfter - (facts.bothAfter - facts.one) * pickOne;
const yearly = (pickOne: number) => 12 * monthly(pickOne);

const likelyLoss = facts.forecastLoss / facts.customers;

const inputs: Inputs = {
  customers: facts.customers,
  contributionBefore: 12 * facts.bothBefore,
  contributionAfter: {
    low: yearly(assumptions.pickOne.high),
    likely: yearly(assumptions.pickOne.likely),
    high: yearly(assumptions.pickOne.low),
  },
  retentionBefore: assumptions.retention,
  lossAtAnnouncement: { ...assumptions.loss, likely: likelyLoss },
  discountRate: assumptions.discountRate,
};

export const results = evaluate(inputs, { seed: assumptions.seed });

/** Share of customers who take one service, from how many there are of each and in all. */
function tookOne({ streaming, dvd, total }: typeof facts.september): number {
  return 1 - (streaming + dvd - total) / total;
}

function computed(): Record<string, string> {
  const breakEven = known(results.breakEven);
  const simulation = known(results.simulation);
  const tornado = known(results.tornado);
  const netValue = known(results.netValue);
  const last = simulation?.horizons[2];
  if (!breakEven || !simulation || !tornado || !netValue || !last) throw new Error('a figure is missing');
  const [first, second] = tornado;
  const loses = (pickOne: number) => percent(breakEvenLoss(facts.bothBefore, monthly(pickOne)));
  const reached = tookOne(facts.december);
  const actualShare = facts.actualLoss / facts.customers;
  const left = (facts.joined + facts.actualLoss) / facts.customers;
  const usual = 1 - assumptions.retention ** 0.25;
  const revenueAfter = (1 - actualShare) * monthly(reached);
  return {
    rise: percent(facts.bothAfter / facts.bothBefore - 1, 0),
    forecast: percent(likelyLoss),
    actual: percent(actualShare),
    miss: percent(facts.actualLoss / facts.forecastLoss - 1, 0),
    onlyBoth: loses(0),
    onlyBothCustomers: `${round((breakEvenLoss(facts.bothBefore, monthly(0)) * facts.customers) / 1e6, 1)} million`,
    breakEven: percent(breakEven.share),
    breakEvenCustomers: `${round((breakEven.customers ?? 0) / 1e6, 1)} million`,
    noneLeft: percent((facts.bothAfter - facts.bothBefore) / (facts.bothAfter - facts.one), 0),
    noneLeftWithForecast: percent(
      (facts.bothAfter - facts.bothBefore / (1 - likelyLoss)) / (facts.bothAfter - facts.one),
      0,
    ),
    lossProbability: percent(last.probabilityOfLoss),
    choiceSwing: `$${round((first?.swing ?? 0) / 1e9, 1)} billion`,
    lossSwing: `$${round((second?.swing ?? 0) / 1e9, 2)} billion`,
    times: String(round((first?.swing ?? 0) / (second?.swing ?? 1), 0)),
    p10: `$${round(last.p10 / 1e9, 2)} billion`,
    p50: `$${round(last.p50 / 1e9, 2)} billion`,
    p90: `$${round(last.p90 / 1e9, 2)} billion`,
    left: `${round((facts.joined + facts.actualLoss) / 1e6, 1)} million`,
    leftShare: percent(left, 0),
    usual: percent(usual, 0),
    extra: percent(left - usual, 0),
    tookOneSeptember: percent(tookOne(facts.september), 0),
    tookOneDecember: percent(reached, 0),
    priceReached: `$${monthly(reached).toFixed(2)}`,
    riseReached: percent(monthly(reached) / facts.bothBefore - 1),
    revenueReached: percent(revenueAfter / facts.bothBefore - 1),
    breakEvenReached: loses(reached),
  };
}

export const figures = computed();
/** The inputs that move the result, the strongest first. */
export const strongest = known(results.tornado)?.map(({ input }) => input);
