import { upperEnd } from '../../domain/screening-facts.ts';
import { grouped } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { listSegments, lowerEnd } from '../support/segments.ts';

export const segmentsDoNotAddUp = reviewRule({
  name: 'segments-do-not-add-up',
  severity: 'error',
  class: 'evidence',
  depths: ['standard', 'full'],
  summary: 'The groups of customers add up neither to all customers nor to those who are worse off.',
  why: 'Whoever is in no group is thought of by nobody. Most often it is the small group with the large loss.',
  bad: `
    customers:
      total: 13400             # the three groups make 12,000
      segments:  # ← segments-do-not-add-up
        - id: loyal
        - id: regular
        - id: charities
  `,
  good: `
    customers:
      total: 12000
  `,
  sources: [{ text: 'An arithmetic check of cx-review.' }],
  options: {
    tolerance: {
      type: 'number',
      description: 'Share by which the sum may differ, up to the number of people below.',
      default: 0.02,
      minimum: 0,
      maximum: 0.5,
    },
    people: {
      type: 'integer',
      description: 'People by which the sum may differ at most: two per cent of a million are a town.',
      default: 1000,
      minimum: 0,
      maximum: 1_000_000_000,
    },
  },
  check(review, { options }) {
    const { total, worseOff } = review.customers ?? {};
    const highest = upperEnd(worseOff);
    const lowest = lowerEnd(worseOff);
    const tooMany =
      total !== undefined && lowest !== undefined && lowest > total
        ? [
            {
              path: 'customers.worseOff',
              message: `${grouped(lowest)} are worse off, of ${grouped(total)} customers.`,
              hint: 'Correct one of the two: nobody else can be worse off than the customers you have.',
            },
          ]
        : [];
    const counts = listSegments(review).map((segment) => segment.count);
    if (counts.length === 0 || counts.some((count) => count === undefined)) return tooMany;
    const sum = counts.reduce<number>((all, count) => all + (count ?? 0), 0);
    const slack = (of: number) => Math.min(of * options.tolerance, options.people);
    const isNear = (low: number | undefined, high: number | undefined) =>
      low !== undefined && high !== undefined && sum >= low - slack(low) && sum <= high + slack(high);
    if ((total === undefined && highest === undefined) || isNear(total, total) || isNear(lowest, highest)) {
      return tooMany;
    }
    const whole = total === undefined ? '' : `you have ${grouped(total)} customers`;
    const hit =
      highest === undefined
        ? ''
        : `${lowest === highest ? grouped(highest) : `${grouped(lowest ?? 0)} to ${grouped(highest)}`} are worse off`;
    return [
      ...tooMany,
      {
        path: 'customers.segments',
        message: `The groups add up to ${grouped(sum)}; ${[whole, hit].filter((one) => one !== '').join(', and ')}.`,
        hint: 'Add the group that is missing, or correct the counts. A group "everybody else" is fine.',
      },
    ];
  },
});
