import type { Content } from '../../domain/content.ts';

type ListName = Content['phrases'][number]['list'];
type Phrase = Content['phrases'][number]['phrases'][number];

const plain = /^[ -~]*$/;

/** Small letters, plain apostrophes and quotes, single spaces. */
export function folded(text: string): string {
  // Nearly every text is plain, and looked at by a dozen rules.
  if (plain.test(text)) return text.toLowerCase().replace(/ {2,}/g, ' ').trim();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The words of a text, in small letters; an apostrophe or hyphen inside a word is part of it. */
export function splitWords(text: string): string[] {
  return folded(text).match(/[\p{L}\p{N}]+(?:['.-][\p{L}\p{N}]+)*/gu) ?? [];
}

const isWordCharacter = (character: string | undefined) =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Whether a phrase occurs in a text as whole words. Both are folded already. */
export function holdsPhrase(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1)) {
    if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + phrase.length])) return true;
  }
  return false;
}

interface FoldedPhrase {
  readonly phrase: Phrase;
  readonly folded: string;
  /** Without dots, dashes and brackets around it; empty where nothing else is there. */
  readonly bare: string;
}

const bare = (text: string) => text.replace(/^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu, '');

const foldedLists = new WeakMap<Content, Map<ListName, readonly FoldedPhrase[]>>();

/** The phrases of a list, folded once for all texts. */
function foldedPhrases(content: Content, list: ListName): readonly FoldedPhrase[] {
  const lists = foldedLists.get(content) ?? new Map<ListName, readonly FoldedPhrase[]>();
  foldedLists.set(content, lists);
  const known = lists.get(list);
  if (known !== undefined) return known;
  const phrases = content.phrases
    .filter((one) => one.list === list)
    .flatMap((one) => one.phrases)
    .map((phrase) => ({ phrase, folded: folded(phrase.phrase), bare: bare(folded(phrase.phrase)) }));
  lists.set(list, phrases);
  return phrases;
}

/** The phrases of a list that occur in the text, as whole words, whatever the case. */
export function phrasesIn(text: string, list: ListName, content: Content): Phrase[] {
  const within = folded(text);
  return foldedPhrases(content, list)
    .filter((one) => holdsPhrase(within, one.folded))
    .map((one) => one.phrase);
}

/** Whether the whole text is one of the phrases, apart from dots, dashes and brackets around it. */
export function isPhraseOf(text: string, list: ListName, content: Content): boolean {
  const within = folded(text);
  const own = bare(within);
  return foldedPhrases(content, list).some(
    (one) => one.folded === within || (own !== '' && one.bare === own),
  );
}

const numberWords =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|million|dozen|half|halves|third|thirds|quarter|fifth|tenth|twice|double|doubles|daily|weekly|monthly|yearly)\b/;
const dayNames =
  /\b(?:january|february|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/;

const lengths =
  /\b(?:an?|one|each|every|per) (?:minute|hour|day|night|week|fortnight|month|quarter|year)\b|\b(?:first|second|third|fourth|fifth|last) (?:line|page|day|week|month|bill|year)\b/;

/** Whether a text holds a length of time or a place in a row that is written without digits: "a year", "the first bill". */
export const namesLength = (text: string): boolean => lengths.test(folded(text));

/**
 * Whether the text holds something that can be checked: a number, a date or a name. A name is a capital
 * letter inside a sentence. A script without capitals cannot be judged that way and counts as holding one.
 */
export function hasDetail(text: string): boolean {
  if (/\p{N}/u.test(text)) return true;
  const small = folded(text);
  if (numberWords.test(small) || dayNames.test(small) || namesLength(text)) return true;
  if (/\p{Lo}/u.test(text)) return true;
  // Where all is in capitals, a capital is no name.
  if (!/\p{Ll}/u.test(text)) return false;
  // Looks for the capital first and folds white space, so that it stays linear on hostile text.
  const line = text.replace(/\s+/gu, ' ').trim();
  return /(?=\p{Lu})(?!I\b)(?<![.!?:;"“„(] ?)(?<=\p{L},?[ (/-])/u.test(line);
}

/** Text as sentences; what ends none counts as one. */
export function splitSentences(text: string): string[] {
  return text
    .split(/(?<=[.!?…])\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const dates = new RegExp(
  `\\d{4}-\\d{2}-\\d{2}|\\b\\d{1,2}(?:st|nd|rd|th|\\.)? (?:${months})\\b|\\b(?:${months}) \\d{1,2}(?:st|nd|rd|th)?\\b|\\b\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}\\b|\\b(?:19|20)\\d\\d\\b`,
  'giu',
);

/** Whether a text names a day, a month with a number, or a year. */
export function namesDate(text: string): boolean {
  return text.search(dates) !== -1;
}

/** How many figures a text holds; days, months and years do not count. */
export function figureCount(text: string): number {
  const rest = text.replace(dates, ' ');
  const digits = rest.match(/\p{N}+(?:[.,' ]\p{N}{3})*(?:[.,]\p{N}+)?/gu)?.length ?? 0;
  const words = folded(rest).match(new RegExp(numberWords.source, 'g'))?.length ?? 0;
  return digits + words;
}

/** Whether a text says no more than that there is nothing: "None.", "no one", "n/a". */
export function saysNothing(text: string | undefined): boolean {
  return /^(?:none|nothing|nobody|no one|no|n\/a|na|not applicable|no exemptions?|-)?[.!]?$/.test(
    folded(text ?? ''),
  );
}
