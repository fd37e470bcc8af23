import type { Content } from '../../domain/content.ts';
import { judgeHarm } from '../../domain/harm.ts';
import { findQuantity } from '../../lib/quantity.ts';
import { namesDate, phrasesIn, splitSentences } from './words.ts';

/** The sentence of a text in which something is taken away; undefined where there is none. */
export function findLossInWords(text: string, content: Content): string | undefined {
  return splitSentences(text).find((sentence) => takesAway(sentence, content) || movesForTheWorse(sentence));
}

/** That a fee ends is no loss; that something free ends is, whatever it is to cost. */
function takesAway(sentence: string, content: Content): boolean {
  if (phrasesIn(sentence, 'loss', content).length === 0) return false;
  return phrasesIn(sentence, 'burden', content).length === 0 || /\bfree\b/i.test(sentence);
}

const move = /^(?<name>.*?)\bfrom (?<from>\S+(?: [^\s,;]+){0,3}?) to (?<to>\S+(?: [^\s,;]+){0,3})/su;

/** What goes from one amount to another counts as in a policy file: what nothing shows to be better is worse. */
function movesForTheWorse(sentence: string): boolean {
  const { name = '', from = '', to = '' } = move.exec(sentence)?.groups ?? {};
  if (namesDate(from) || namesDate(to)) return false;
  const after = readAmount(to);
  // The unit is often said once: from 25 to 20 EUR.
  const unit = after?.replace(/^[\d.,]+/u, '') ?? '';
  const before = readAmount(/^[\d.,]+$/u.test(from) ? `${from}${unit}` : from);
  if (before === undefined || after === undefined) return false;
  const { effect } = judgeHarm({ id: 'words', pointer: name.replaceAll('.', ' '), from: before, to: after });
  return effect === 'worse' || effect === 'unknown';
}

/** The longest beginning that is an amount: `25 EUR a` holds `25 EUR`. */
function readAmount(text: string): string | undefined {
  const words = text.replace(/[.,;:!?]+$/u, '').split(' ');
  return words
    .map((_, at) => words.slice(0, words.length - at).join(' '))
    .find((part) => findQuantity(part) !== undefined);
}
