import { hasDetail, splitWords } from './words.ts';

const small = new Set(
  'a an and any are as at be been by can could did do does for from had has have how if in into is it its may me more most my no not of on or our should so than that the their them then there these they this to too us was we were what when where which who why will with would you your'.split(
    ' ',
  ),
);

/** The words of a text that tell something. */
const telling = (text: string) => splitWords(text).filter((word) => !small.has(word));

/** Share of the telling words of an answer that the question has too; 0 where the answer adds a detail. */
export function restatedShare(answer: string, question: string, leastWords: number): number {
  if (splitWords(answer).join(' ') === splitWords(question).join(' ')) return 1;
  const own = telling(answer);
  if (own.length < leastWords || hasDetail(answer)) return 0;
  const asked = new Set(telling(question));
  return own.filter((word) => asked.has(word)).length / own.length;
}
