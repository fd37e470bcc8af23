/** A number as a person wrote it. */
export type NumberReading =
  | { readonly kind: 'number'; readonly value: number }
  /** `1.200` is 1200 where points group thousands and 1.2 where they do not. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly [number, number] }
  | { readonly kind: 'none' };

const none: NumberReading = { kind: 'none' };
const reading = (digits: string): NumberReading => ({ kind: 'number', value: Number(digits) });

/** Spaces (also the narrow and the unbreakable one), apostrophes and underlines only ever group thousands. */
const plainGroups = /^\d{1,3}(?:[ \u00a0\u202f'’_]\d{3})+(?=$|[.,])/;

/**
 * Reads one unsigned number: `1200`, `1,200.50`, `1.200,50`, `1 200`, `1'200`, `.5`. A comma before exactly
 * three digits groups thousands, as in English; a point before exactly three digits can be either.
 * @param whole whether only whole numbers make sense, which settles `1.200`
 */
export function readNumber(text: string, { whole = false } = {}): NumberReading {
  const grouped = plainGroups.exec(text)?.[0];
  const digits = grouped === undefined ? text : grouped.replace(/\D/g, '') + text.slice(grouped.length);
  if (!/^\d*(?:[.,]\d+)*$/.test(digits) || digits === '') return none;
  const points = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (points === 0 && commas === 0) return reading(digits);
  if (points > 0 && commas > 0) return readBoth(digits);
  return points + commas > 1 ? readGroups(digits) : readOne(digits, grouped !== undefined, whole);
}

/** Both signs: the last one is the decimal sign, the other groups thousands. */
function readBoth(digits: string): NumberReading {
  const isEnglish = digits.lastIndexOf('.') > digits.lastIndexOf(',');
  const pattern = isEnglish ? /^\d{1,3}(?:,\d{3})+\.\d+$/ : /^\d{1,3}(?:\.\d{3})+,\d+$/;
  if (!pattern.test(digits)) return none;
  return reading(isEnglish ? digits.replaceAll(',', '') : digits.replaceAll('.', '').replace(',', '.'));
}

function readGroups(digits: string): NumberReading {
  return /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+$/.test(digits) ? reading(digits.replace(/[.,]/g, '')) : none;
}

function readOne(digits: string, isGrouped: boolean, whole: boolean): NumberReading {
  const [before = '', after = ''] = digits.split(/[.,]/);
  const canGroup = after.length === 3 && /^[1-9]\d{0,2}$/.test(before) && !isGrouped;
  if (!canGroup) return reading(`${before}.${after}`);
  if (whole || digits.includes(',')) return reading(before + after);
  return { kind: 'ambiguous', readings: [Number(before + after), Number(`${before}.${after}`)] };
}
