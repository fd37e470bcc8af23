/** A share in words: 0.313 is `31.3 %`. */
type Percent = (share: number) => string;

interface Digits {
  readonly maximumFractionDigits?: number;
  readonly maximumSignificantDigits?: number;
}

/** So that no line ends between a number and its sign. */
const noBreak = '\u00a0';

/**
 * A way to write shares as per cent. The sign stands behind a no-break space, also where a locale writes
 * none; where a locale puts the sign first, it stays first.
 * @param locale BCP 47, explicit so that the same share reads the same on every machine
 */
export function percentFor(locale: string, digits: Digits): Percent {
  const format = new Intl.NumberFormat(locale, { style: 'percent', ...digits });
  return (share) => {
    const parts = format.formatToParts(share);
    if (parts.at(-1)?.type !== 'percentSign') return parts.map(({ value }) => value).join('');
    return parts
      .filter(({ type, value }) => type !== 'literal' || value.trim() !== '')
      .map(({ type, value }) => (type === 'percentSign' ? noBreak + value : value))
      .join('');
  };
}

/** For computed shares: one decimal, or two digits where that would be nought. */
export function roughPercentFor(locale: string): Percent {
  const plain = percentFor(locale, { maximumFractionDigits: 1 });
  const small = percentFor(locale, { maximumSignificantDigits: 2 });
  return (share) => (share !== 0 && Math.abs(share) < 0.001 ? small(share) : plain(share));
}

/** A computed share in messages, whatever the locale of the machine: 0.0909 is `9.1 %`. */
export const percent: Percent = roughPercentFor('en-GB');

/** A share as somebody entered it, with all its digits: 0.04125 is `4.125 %`. */
export const exactPercent: Percent = percentFor('en-GB', { maximumFractionDigits: 6 });

const wholePercent: Percent = percentFor('en-GB', { maximumFractionDigits: 0 });

/** A rise or a fall: `+25 %`, `−8.3 %`; whole numbers from 100 % on. */
export function signedPercent(share: number): string {
  const size = Math.abs(share);
  return `${share < 0 ? '−' : '+'}${size >= 1 ? wholePercent(size) : percent(size)}`;
}
