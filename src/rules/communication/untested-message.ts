import { percent } from '../../lib/percent.ts';
import { counted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';

export const untestedMessage = reviewRule({
  name: 'untested-message',
  severity: 'error',
  class: 'evidence',
  questions: ['N2'],
  summary: 'Too few people have tried to read the message, or too few understood it.',
  why: 'Five readers find most of what thousands would call about. They need ten minutes: read it, then say what it means for you.',
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
    return missingAnswers(review, context, ['N2'], hint);
  },
});
