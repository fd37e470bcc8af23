import { reviewRule } from '../engine/define.ts';
import { segmentName } from '../support/segments.ts';

export const cardTooLong = reviewRule({
  name: 'card-too-long',
  severity: 'warning',
  class: 'form',
  summary: 'The agent card does not fit on one page that can be read during a call.',
  why: 'An agent has the card beside the screen and a person on the phone. What is on the second page is not there.',
  bad: `
    frontline:  # ← card-too-long
      principle:
        text: >-
          When a customer calls and nothing on this card fits, think first of what you would expect in their place, and
          then of what the company has promised them over the years in writing and by word of mouth, and then of what
          others in the same place have been given by your colleagues, and weigh the three against one another with the
          patience that you would wish for yourself, and if they point in different directions prefer the promise over
          the habit and the habit over the book, and write down what you decided and why, so that we can learn from it
          together on the next Friday, and never let somebody wait for an answer that you could have given at once, and
          never send somebody away who has told the story twice, and if you are in doubt whether this is allowed at all
          then it is allowed, up to the amount that is printed on this card, and if that does not suffice then call the
          desk with the customer on the line and stay until somebody has taken over from you by name.
  `,
  good: `
    frontline:
      principle:
        text: No customer pays for a mistake of ours, and when in doubt the promise counts.
  `,
  sources: [{ text: 'A threshold of cx-review: one A4 page, about 350 words.' }],
  options: {
    words: {
      type: 'integer',
      description: 'Words that a card may have, headings included.',
      default: 350,
      minimum: 50,
      maximum: 2000,
    },
  },
  check(review, { pages, options }) {
    const cards = pages?.().cards ?? [];
    const longest = cards.reduce<(typeof cards)[number] | undefined>(
      (most, card) => (most === undefined || card.words > most.words ? card : most),
      undefined,
    );
    if (longest === undefined || longest.words <= options.words) return [];
    const whose = longest.segment === undefined ? '' : ` for "${segmentName(review, longest.segment)}"`;
    return [
      {
        path: 'frontline',
        message: `The card${whose} has ${longest.words} words; ${options.words} fit on one page.`,
        hint: 'Shorten the answers to the hard questions first, then offers and conditions; "cx-review plan" shows the card.',
      },
    ];
  },
});
