/**
 * Reads a number that a person wrote: `1200`, `1,200.50`, `1.200,50`, `3,5`, `-0.75`.
 *
 * A mark followed by exactly three digits could be a decimal mark or one between thousands
 * (`1,234`), so it is no number, unless `pointIsDecimal` says that a point can only be the decimal
 * mark, or the part before it is 0. Nor is one what may be a code or a telephone number (`007`,
 * `+49 30 1234`, `800 123 456`), or what a double cannot hold exactly enough to be compared.
 */
export function readNumber(text: string, pointIsDecimal: boolean): number | undefined {
  const match = /^([-−]?)(\d[\d.,\u00a0\u202f' ]*)$/.exec(text);
  if (match === null) return undefined;
  const [, sign, body = ''] = match;
  const plain = withoutMarks(body, pointIsDecimal);
  if (plain === undefined || /^0\d/.test(plain) || !isExact(plain)) return undefined;
  const value = Number(plain);
  return (sign === '-' || sign === '−') && value !== 0 ? -value : value;
}

/** The digits with a point as decimal mark and no marks between thousands. */
function withoutMarks(body: string, pointIsDecimal: boolean): string | undefined {
  if (/^\d+$/.test(body)) return body;
  const single = /^(\d+)([.,])(\d+)$/.exec(body);
  if (single !== null) {
    const [, whole = '', mark, rest = ''] = single;
    const ambiguous = rest.length === 3 && whole.length <= 3 && whole !== '0';
    if (ambiguous && !(mark === '.' && pointIsDecimal)) return undefined;
    return `${whole}.${rest}`;
  }
  const grouped = /^(\d{1,3})(?:([.,\u00a0\u202f' ])\d{3})(?:\2\d{3})*(?:([.,])(\d+))?$/.exec(body);
  if (grouped === null) return undefined;
  const [, , between = '', decimal, rest] = grouped;
  if (between === decimal || (between === ' ' && rest === undefined)) return undefined;
  const whole = (rest === undefined ? body : body.slice(0, -rest.length - 1)).replaceAll(between, '');
  return rest === undefined ? whole : `${whole}.${rest}`;
}

/**
 * Whether a decimal number as written (`20`, `0.1`, `1e3`) survives being held as a double: two
 * that differ in text but not as doubles would otherwise count as equal.
 */
export function isExact(literal: string): boolean {
  const value = Number(literal);
  return Number.isFinite(value) && decimalParts(literal) === decimalParts(String(value));
}

/** Significant digits and exponent, the same for every way of writing a number. */
function decimalParts(literal: string): string {
  const [, whole = '', fraction = '', exponent = '0'] =
    /^-?(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/.exec(literal) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
