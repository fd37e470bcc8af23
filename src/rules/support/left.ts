import { folded, splitSentences } from './words.ts';

const parts = { half: 1 / 2, third: 1 / 3, quarter: 1 / 4, fifth: 1 / 5, tenth: 1 / 10 };
const amount =
  '(?<percent>\\d+(?:[.,]\\d+)?) ?(?:%|per ?cent\\b)|(?<some>\\d+) (?:of|in|out of) (?:every )?(?<all>\\d+)\\b|\\b(?:a |one )?(?<part>half|third|quarter|fifth|tenth)\\b';
/** Who would leave, or said so, has not left; of those who left something else is told; a note can be left as well. */
const gone =
  '(?:(?! (?:said|says|say|would|might|could|may|if|not|never)\\b)[^.;:,%]){0,60}(?<! (?:who|that)) (?:left(?! (?:a|an|the|it|us|out|behind|over|on)\\b)|cancell?ed|gave notice|churned|closed their accounts?|switched away)\\b';
const hasLeft = new RegExp(`(?:${amount})${gone}`, 'u');

/** The share of people who left, as a sentence about something that was tried or done says it; undefined where none does. */
export function findShareWhoLeft(text: string): number | undefined {
  for (const sentence of splitSentences(text)) {
    const { percent, some, all, part } = hasLeft.exec(folded(sentence))?.groups ?? {};
    if (percent !== undefined) return Number(percent.replace(',', '.')) / 100;
    if (some !== undefined && all !== undefined && Number(all) > 0) return Number(some) / Number(all);
    if (part !== undefined) return parts[part as keyof typeof parts];
  }
  return undefined;
}
