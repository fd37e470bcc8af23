import { currencySign } from '../lib/money.ts';
import { occasions, periodsOfYear, stem } from './figure-words.ts';
import { numberInWords } from './format.ts';
import { type NotUnderstood, notUnderstood } from './parsed.ts';
import { type Figure, type ScanOptions, scanFigures } from './scan-figures.ts';

interface ReadOptions extends Pick<ScanOptions, 'whole'> {
  /** Something that would be understood. */
  readonly example: string;
  /** Text beside the field, whose words may be typed after a figure: "2 hours" under "Hours per year". */
  readonly label: string;
  /** ISO 4217 code of the review: its sign is understood as the pages write it. */
  readonly currency?: string | undefined;
  /** The figure in words. Left out where one for a month says nothing of a year: a share of customers. */
  readonly words?: (value: number) => string;
}

export const isProblem = (value: object): value is NotUnderstood => 'problem' in value;

function listUnits(label: string): ReadonlySet<string> {
  return new Set(
    (label.match(/\p{L}+/gu) ?? []).map(stem).filter((word) => !['min', 'minute'].includes(word)),
  );
}

/** "15 min" counts in hours where the label does. */
export const withHours = (figures: readonly Figure[]): Figure[] =>
  figures.map((figure) =>
    figure.isInMinutes ? { ...figure, value: Number((figure.value / 60).toPrecision(4)) } : figure,
  );

const rate =
  /(?:\b(?:a|per|each|every)\s+|\/\s*)(?<noun>day|week|month|quarter)s?\b|\b(?<adverb>dai|week|month|quarter)ly\b/iu;

/** "20 a month" where a year is asked: what it comes to in a year. */
function perPeriod(
  text: string,
  units: ReadonlySet<string>,
  options: ReadOptions,
): NotUnderstood | undefined {
  const found = rate.exec(text);
  const { noun, adverb } = found?.groups ?? {};
  const period = (noun ?? adverb)?.toLowerCase().replace('dai', 'day');
  const times = period === undefined ? undefined : periodsOfYear.get(period);
  if (found === null || times === undefined || !units.has('year') || units.has(period ?? ''))
    return undefined;
  const scan = scanFigures(text.replace(found[0], ' '), { units });
  const figures = scan.kind === 'figures' ? scan.figures : [];
  const [figure, ...more] = withHours(figures.map((one) => ({ ...one, value: one.value * times })));
  const inYear = Number((figure?.value ?? 0).toPrecision(12));
  if (figure === undefined || more.length > 0 || options.words === undefined) {
    return notUnderstood(`That is for a ${period}; here it is asked for a year.`, options.example);
  }
  const words = options.words(inYear);
  return notUnderstood(`That is for a ${period}. For a year it comes to ${words}.`, words);
}

const each = /(?:\b(?:a|an|per|each|every)\s+|\/\s*)(\p{L}+)/giu;

/** "20 minutes a call" where a year is asked, which says nothing without how many calls there are. */
function perOccasion(
  text: string,
  units: ReadonlySet<string>,
  { example }: ReadOptions,
): NotUnderstood | undefined {
  if (!units.has('year')) return undefined;
  const found = [...text.matchAll(each)]
    .map(([, noun = '']) => stem(noun))
    .find((noun) => occasions.has(noun));
  if (found === undefined) return undefined;
  return notUnderstood(
    `That is for one ${found}; here it is asked for a year. Multiply it by how often that happens in a year.`,
    example,
  );
}

/** Every figure of a line, or why it cannot be read. */
export function readFigures(text: string, options: ReadOptions): readonly Figure[] | NotUnderstood {
  const { example, label, currency, whole = false } = options;
  const plain =
    currency === undefined ? text.trim() : text.trim().replaceAll(currencySign(currency), ` ${currency} `);
  const units = listUnits(label);
  const once = perOccasion(plain, units, options);
  if (once !== undefined) return once;
  const scan = scanFigures(plain, { whole, units });
  if (scan.kind === 'unknown') {
    return (
      perPeriod(plain, units, options) ??
      notUnderstood(`“${scan.word}” is not understood here. Write the figure alone.`, example)
    );
  }
  if (scan.kind === 'ambiguous') {
    const [one, other] = scan.readings.map(numberInWords);
    return notUnderstood(
      `${scan.text} can be read as ${one} or as ${other}.`,
      `${scan.readings[0]} (or ${scan.text}0)`,
    );
  }
  return scan.figures.length === 0 ? notUnderstood('There is no figure in it.', example) : scan.figures;
}
