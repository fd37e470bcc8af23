import { screeningLimits } from '../../domain/screening-facts.ts';
import { percent } from '../../lib/percent.ts';
import { grouped } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { listSegments, segmentName } from '../support/segments.ts';

export const feelingUnderstated = reviewRule({
  name: 'feeling-understated',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  summary:
    'A group loses a lot and is said to feel next to nothing, or loses something grave and is said to feel little.',
  why: 'In a survey of 2023, 63 % of US customers with a problem felt rage about it. Whoever expects indifference sends agents into calls they are not prepared for.',
  bad: `
    consequences:
      - segment: loyal         # loses 25 % of what they pay
        feeling: indifferent  # ← feeling-understated
        intensity: 1
      - segment: regular
      - segment: charities
  `,
  good: `
    consequences:
      - segment: loyal
        feeling: disappointed
        intensity: 4
      - segment: regular
      - segment: charities
  `,
  sources: [
    {
      text: 'Customer rage survey: 74 % had a problem, 63 % of these felt rage.',
      url: 'https://beckershospitalreview.com/patient-experience/more-customers-ready-to-rebuke-companies-that-miss-expectations.html',
    },
  ],
  options: {
    intensity: {
      type: 'integer',
      description: 'Strength of the feeling, 1 to 5, up to which it counts as next to nothing.',
      default: 1,
      minimum: 1,
      maximum: 4,
    },
    graveIntensity: {
      type: 'integer',
      description:
        'Strength of the feeling, 1 to 5, up to which it counts as little for a grave loss: access, data, membership, earned value, or as much as below.',
      default: 2,
      minimum: 1,
      maximum: 4,
    },
    graveShare: {
      type: 'number',
      description: 'Share of what a customer pays a year, from 0 to 1, from which a loss of money is grave.',
      default: 0.25,
      minimum: 0,
      maximum: 1,
    },
    graveHours: {
      type: 'number',
      description: 'Hours a year above which a loss of time is grave.',
      default: 10,
      minimum: 0,
      maximum: 8760,
    },
  },
  check(review, { config, options }) {
    const limits = screeningLimits(config?.screening);
    return (review.consequences ?? []).flatMap((row) => {
      const { money, hours, stops = 'nothing' } = row.lost ?? {};
      const value = listSegments(review).find((segment) => segment.id === row.segment)?.annualValue;
      const share = money !== undefined && value !== undefined && value > 0 ? money / value : 0;
      const isLarge = share > limits.lossShare.b || (hours ?? 0) > limits.lossHours.b || stops !== 'nothing';
      const isGrave = share >= options.graveShare || (hours ?? 0) > options.graveHours || stops !== 'nothing';
      const calm = isGrave ? options.graveIntensity : options.intensity;
      const isCalm = row.feeling === 'indifferent' || (row.intensity ?? 5) <= calm;
      if (!isLarge || !isCalm || row.feeling === undefined) return [];
      const loses =
        stops !== 'nothing'
          ? `loses ${stops === 'earned-value' ? 'what it has earned' : stops}`
          : share > limits.lossShare.b
            ? `loses ${percent(share)} of what it pays`
            : `loses ${grouped(hours ?? 0)} hours a year`;
      return [
        {
          path: `consequences.${row.segment}.feeling`,
          message: `"${segmentName(review, row.segment)}" ${loses} and is said to feel ${row.feeling}, ${row.intensity ?? 'of unknown strength'}${row.intensity === undefined ? '' : ' of 5'}.`,
          hint: 'Read five complaints of people who lost as much, and write down what they felt.',
          ...(isGrave ? {} : { atMost: 'warning' as const }),
        },
      ];
    });
  },
});
