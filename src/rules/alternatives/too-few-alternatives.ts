import type { Alternative } from '../../domain/review.ts';
import { counted, listed, plural, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isBlank, missingAnswers } from '../support/gaps.ts';
import { splitWords } from '../support/words.ts';

const kindsInWords = {
  'do-nothing': 'leaving things as they are',
  'give-more': 'giving more for it',
} as const;

function listLacks(row: Alternative, isFull: boolean): string[] {
  return [
    ...(row.what === undefined ? ['what it is'] : []),
    ...(isFull && row.annualGain === undefined && row.customerCost === undefined
      ? ['what it brings or what it costs customers']
      : []),
    ...(isBlank(row.rejectedBecause) ? ['why it was not chosen'] : []),
  ];
}

export const tooFewAlternatives = reviewRule({
  name: 'too-few-alternatives',
  severity: 'error',
  class: 'evidence',
  questions: ['A1'],
  depths: ['standard', 'full'],
  summary: 'Fewer other ways were weighed than the depth asks for, or one of them was not reckoned.',
  why: 'Whoever has weighed one way only has weighed nothing. Leaving things as they are and giving more belong among the others, because they are what customers will name. Where the law leaves no choice, the question is how far the change goes beyond what it demands.',
  bad: `
    alternatives:  # ← too-few-alternatives
      - id: nothing
      - id: more
  `,
  good: `
    alternatives:
      - id: nothing
        kind: do-nothing
      - id: slower
        kind: phase
      - id: more
        kind: give-more
  `,
  sources: [
    {
      text: 'Heroku, 2022: a free tier was withdrawn because of abuse, for everybody.',
      url: 'https://koyeb.com/blog/herokus-free-tier-legacy-the-shoulders-we-stand-on-15-years-later',
    },
  ],
  options: {
    full: {
      type: 'integer',
      description: 'Alternatives at full depth, among them leaving things as they are and giving more.',
      default: 3,
      minimum: 0,
      maximum: 20,
    },
    standard: {
      type: 'integer',
      description: 'Alternatives at standard depth.',
      default: 1,
      minimum: 0,
      maximum: 20,
    },
  },
  check(review, context) {
    const { options } = context;
    const hint =
      'Add what is missing, each with what it is, what it brings or costs, and why it was not chosen.';
    const { reasonClass, beyondLegalMinimum } = review.change ?? {};
    if (reasonClass === 'law') {
      if (!isBlank(beyondLegalMinimum)) return [];
      return [
        {
          path: 'change.beyondLegalMinimum',
          message: 'The law is the reason, and nobody says how far the change goes beyond what it demands.',
          hint: 'Write what the law demands and what you add; "nothing" with the law named will do.',
        },
      ];
    }
    const alternatives = review.alternatives;
    if (alternatives === undefined) return missingAnswers(review, context, ['A1'], hint);
    // The same one under two names is one.
    const different = new Set(alternatives.map((row) => splitWords(row.what ?? row.id).join(' '))).size;
    const isFull = review.depth === 'full';
    const wanted = isFull ? options.full : options.standard;
    const kinds = isFull && wanted > 1 ? (['do-nothing', 'give-more'] as const) : [];
    const missingKinds = kinds.filter((kind) => !alternatives.some((row) => row.kind === kind));
    const without =
      missingKinds.length === 0
        ? ''
        : `${listed(missingKinds.map((kind) => kindsInWords[kind]))} ${plural(missingKinds.length, 'is', 'are')}`;
    const few =
      different < wanted || missingKinds.length > 0
        ? [
            {
              path: 'alternatives',
              message:
                different < wanted
                  ? `${different === 0 ? 'No alternative' : counted(different, 'different alternative')} where the depth asks for ${wanted}${without === '' ? '' : `; ${without} not among them`}.`
                  : `Of ${counted(different, 'alternative')}, ${without} not among them.`,
              hint,
            },
          ]
        : [];
    const thin = alternatives.flatMap((row) => {
      const lacks = listLacks(row, isFull);
      if (lacks.length === 0) return [];
      return [
        {
          path: `alternatives.${row.id}`,
          message: `The alternative ${quoted(row.what ?? row.id)} does not say ${listed(lacks, 'or')}.`,
          hint: 'A rough figure and one reason will do; what nobody has reckoned was not weighed.',
        },
      ];
    });
    const rest = missingAnswers(review, context, ['A1'], hint).filter(
      (fault) => !fault.path.startsWith('alternatives'),
    );
    return [...few, ...thin, ...rest];
  },
});
