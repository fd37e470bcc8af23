import { percent } from '../../lib/percent.ts';
import { counted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';

/** With more readers the share alone decides, and the powers of a half would become too small to tell apart. */
const MANY_READERS = 200;

/** The chance that at least so many of the readers understand a message that only half of all readers do. */
function chanceByLuck(readers: number, understood: number): number {
  // The ways to choose 0, 1, 2 … of the readers, each in proportion to the one before, over all ways: 2 ^ readers.
  let term = 0.5 ** readers;
  let below = 0;
  for (let count = 0; count < understood; count++) {
    below += term;
    term *= (readers - count) / (count + 1);
  }
  return Math.max(0, 1 - below);
}

/** The fewest readers more, all of whom would have to understand it, that make the chance small enough. */
function findMore(readers: number, understood: number, most: number): number {
  let more = 1;
  while (chanceByLuck(readers + more, understood + more) > most) more += 1;
  return more;
}

export const untestedMessage = reviewRule({
  name: 'untested-message',
  severity: 'error',
  class: 'evidence',
  questions: ['N2'],
  summary: 'Too few people have tried to read the message, or too few understood it.',
  why: 'Five readers find most of what thousands would call about. They need ten minutes: read it, then say what it means for you. Four of five is a guess and no test: a message that half of all readers misunderstand comes through like that one time in five.',
  bad: `
    communication:
      message:
        readers: 0  # ← untested-message
        understood: 0
  `,
  good: `
    communication:
      message:
        readers: 6
        understood: 5
  `,
  sources: [
    {
      text: 'Tested understanding is expected of UK financial firms.',
      url: 'https://complyport.com/consumer-duty-the-concept-of-fair-value/',
    },
  ],
  options: {
    readers: {
      type: 'integer',
      description: 'People who have to try reading it.',
      default: 5,
      minimum: 1,
      maximum: 1000,
    },
    share: {
      type: 'number',
      description: 'Share of them who have to understand what it means for them.',
      default: 0.8,
      minimum: 0,
      maximum: 1,
    },
    luck: {
      type: 'number',
      description:
        'Chance, at most, that a message which half of all readers misunderstand comes through as well as this one.',
      default: 0.125,
      minimum: 0.001,
      maximum: 1,
    },
  },
  check(review, context) {
    const { readers, understood } = review.communication?.message ?? {};
    const { options } = context;
    const hint =
      'Let a few people who do not know it read it and say what changes for them; correct and try again.';
    if (readers !== undefined && readers < options.readers) {
      return [
        {
          path: 'communication.message.readers',
          message: `${readers === 0 ? 'Nobody has' : `${counted(readers, 'person has', 'people have')}`} tried to read the message; at least ${options.readers} are needed.`,
          hint,
        },
      ];
    }
    if (readers !== undefined && understood !== undefined && understood > readers) {
      return [
        {
          path: 'communication.message.understood',
          message: `${understood} understood the message, of ${counted(readers, 'reader')}.`,
          hint: 'Correct one of the two: whoever understood it is among those who read it.',
        },
      ];
    }
    if (readers !== undefined && understood !== undefined && understood < options.share * readers) {
      return [
        {
          path: 'communication.message.understood',
          message: `${understood} of ${counted(readers, 'reader')} (${percent(understood / readers)}) understood the message; at least ${percent(options.share)} should.`,
          hint,
        },
      ];
    }
    if (readers !== undefined && understood !== undefined && readers <= MANY_READERS) {
      const luck = chanceByLuck(readers, understood);
      if (luck > options.luck) {
        const more = findMore(readers, understood, options.luck);
        return [
          {
            path: 'communication.message.understood',
            message: `${understood} of ${counted(readers, 'reader')} understood the message, which is a guess: one that half of all readers misunderstand comes through like that in ${percent(luck)} of all tries.`,
            hint: `Let ${counted(more, 'person more', 'people more')} who do not know it yet read it; if all of them understand it, that is excluded well enough.`,
          },
        ];
      }
    }
    return missingAnswers(review, context, ['N2'], hint);
  },
});
