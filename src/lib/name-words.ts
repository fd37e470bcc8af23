import { findTimeUnit } from './quantity.ts';

/** The words in a key or path, in small letters: `freeTrial_days` has free, trial and days. */
export function splitWords(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}%]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** A word without the ending of the plural, so that `fees` and `fee`, `policies` and `policy` are one. */
export function stemOf(word: string): string {
  if (/ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(ss|us|is)$/.test(word) || word.length < 4) return word;
  return word.replace(/s$/, '');
}

const moneyWords = new Set(
  (
    'price fee cost charge amount deposit fare tariff premium surcharge penalty subscription rent toll postage ' +
    'shipping refund credit preis gebühr kosten prix tarif frais precio tarifa prezzo'
  ).split(' '),
);

/** Last words of names that hold something about money, and no money: `price_id`, `fee_notice_days`. */
const aboutMoney = new Set(
  'percent percentage pct share rate count date id code name currency label text type unit'.split(' '),
);

/** Whether a name says that what it holds is an amount of money. */
export function saysMoney(name: string): boolean {
  const words = splitWords(name);
  const last = words.at(-1) ?? '';
  const other =
    aboutMoney.has(last) || (last.endsWith('s') && last.length > 3 && findTimeUnit(last) !== undefined);
  return !other && words.some((word) => moneyWords.has(stemOf(word)));
}
