import { findSituation } from '../../domain/agenda.ts';
import { isStopped } from '../../domain/review.ts';
import { reviewRule } from '../engine/define.ts';
import { isSamePerson } from '../support/owners.ts';

export const screeningUnconfirmed = reviewRule({
  name: 'screening-unconfirmed',
  severity: 'error',
  class: 'evidence',
  excusable: false,
  summary: 'A light review, and nobody but the author has gone through the answers that make it light.',
  why: 'A light review asks little, because six answers, or one, say that little is at stake. Whoever wants the change gives them; a second pair of eyes is what keeps that door honest. A repository of one person may waive it in its config (`alone` under `screening`), and the output says so each time.',
  bad: `
    title: Pro plan from 25 to 20 EUR a month
    change:
      what: The Pro plan goes from 25 to 20 EUR a month on 1 December 2026 for everybody on it.
    depth: light
    screening:
      nobodyWorseOff: true
      confirmedBy:             # and nobody else has looked ← screening-unconfirmed
    customers:
      worseOff: 0
    consequences:
    policy:
      changes:
        - id: plans-pro-price
          pointer: plans.pro.price
          from: 25
          to: 20
  `,
  good: `
    title: Pro plan from 25 to 20 EUR a month
    change:
      what: The Pro plan goes from 25 to 20 EUR a month on 1 December 2026 for everybody on it.
    depth: light
    screening:
      nobodyWorseOff: true
      confirmedBy: mara        # not the author
    customers:
      worseOff: 0
    consequences:
    policy:
      changes:
        - id: plans-pro-price
          pointer: plans.pro.price
          from: 25
          to: 20
  `,
  sources: [
    {
      text: 'A design choice of cx-review: one person may ask for more depth, two decide that little is asked.',
    },
  ],
  check(review, { config, content }) {
    const isBuiltIn = findSituation(review, content)?.builtIn === true;
    if (isBuiltIn || isStopped(review)) return [];
    const { author, depth, screening } = review;
    // Whoever agreed to less depth has seen the answers.
    const second = screening?.confirmedBy ?? screening?.lowered?.approver;
    const isOwn = second !== undefined && author !== undefined && isSamePerson(second, author, config);
    const isConfirmed = second !== undefined && !isOwn;
    if (isConfirmed || (depth !== 'light' && screening?.confirmedBy === undefined)) return [];
    const path = 'screening.confirmedBy';
    if (config?.screening?.alone === true) {
      return [
        {
          path,
          atMost: 'warning',
          message:
            'Nobody but the author has gone through the screening answers that make this light, and the config lets one person decide that.',
          hint: 'Show the six answers to somebody all the same, and name them; take "alone" out of "screening" in the config once you are two.',
        },
      ];
    }
    return [
      {
        path,
        message: isOwn
          ? 'The author confirms their own screening answers; that takes a second person.'
          : 'Nobody but the author has gone through the screening answers that make this light.',
        hint: 'Show the answers to somebody else, and name them as who confirms them. Whoever works alone writes "alone: true" under "screening" in the config.',
      },
    ];
  },
});
