import type { Fault } from '../../domain/rule.ts';
import { upperEnd } from '../../domain/screening-facts.ts';
import { percent } from '../../lib/percent.ts';
import { plural } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';

export const costOmitted = reviewRule({
  name: 'cost-omitted',
  severity: 'error',
  class: 'evidence',
  questions: ['M4', 'M5', 'M6'],
  summary:
    'A cost is left out or zero that the review itself makes likely: replacing customers, referrals, contacts, goodwill.',
  why: 'The gain is on the first page of every proposal. Winning new customers for those who left, answering the calls and the goodwill of the frontline come out of other budgets and are found a year later.',
  bad: `
    economics:
      acquisitionCost: 0       # and yet up to 9 % leave ← cost-omitted
  `,
  good: `
    economics:
      acquisitionCost: { low: 90, likely: 120, high: 160 }
  `,
  sources: [
    {
      text: 'Referred customers are worth more; those who leave refer nobody.',
      url: 'https://researchgate.net/publication/236742277_Do_Referral_Programs_Increase_Profits',
    },
  ],
  check(review, context) {
    const { economics = {}, frontline } = review;
    const loss = economics.lossAtAnnouncement?.high ?? 0;
    const offers = (frontline?.offers ?? []).filter((row) => row.kind === 'money' && (row.value ?? 0) > 0);
    const isZero = (value: number | { readonly high: number } | undefined) => upperEnd(value) === 0;
    const faults: Fault[] = [];
    const zero = (key: string, message: string, hint: string) =>
      faults.push({ path: `economics.${key}`, message, hint });
    if (loss > 0 && isZero(economics.acquisitionCost)) {
      zero(
        'acquisitionCost',
        `Up to ${percent(loss)} leave, and winning a new customer costs nothing.`,
        'Divide what sales and adverts cost in a year by the customers they won.',
      );
    } else if (loss > 0 && isZero(economics.replacementCost)) {
      zero(
        'replacementCost',
        `Up to ${percent(loss)} leave, and replacing them costs nothing.`,
        'Multiply the customers you expect to lose by the cost of winning one.',
      );
    }
    if (isZero(economics.referralValue)) {
      zero(
        'referralValue',
        'A customer who comes by referral is worth nothing.',
        'Use the lifetime value of a customer; if nobody refers anybody, write 0 for how many each recommends instead.',
      );
    }
    if (isZero(economics.contactsPerCustomer)) {
      zero(
        'contactsPerCustomer',
        'Nobody gets in touch because of the change.',
        'Take the share who called after the last notice; 0.05 is one in twenty.',
      );
    }
    if (economics.goodwillBudget === 0 && offers.length > 0) {
      zero(
        'goodwillBudget',
        `${plural(offers.length, 'An offer costs', `${offers.length} offers cost`)} money, and there is no budget for goodwill.`,
        'Reckon how many will take each offer, times its value.',
      );
    }
    const told = faults.map((fault) => fault.path);
    const hint = 'Give a range if you do not know; zero only where it is zero.';
    return [
      ...faults,
      ...missingAnswers(review, context, ['M4', 'M5', 'M6'], hint).filter(
        (fault) => !told.includes(fault.path),
      ),
    ];
  },
});
