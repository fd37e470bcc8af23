import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { anybodyLoses, findConsequence, losesSomething } from '../support/segments.ts';
import { phrasesIn, splitSentences } from '../support/words.ts';

/** A sentence with a date, a figure or one of these says for whom or until when, and can be true. */
const isLimited = /\p{N}|\b(?:until|before|unless|except|apart from|other than|only|if|while)\b/iu;

export const scriptDeniesChange = reviewRule({
  name: 'script-denies-change',
  severity: 'error',
  class: 'decides',
  gravity: 'deceit',
  summary: 'Customers lose something, and agents are to tell them that nothing changes.',
  why: 'An agent who says “nothing changes for you” on Monday is called a liar on Friday, and so is the company. It is checked at every depth, for a small loss that is denied weighs more than the loss.',
  bad: `
    frontline:
      reason:
        text: We keep investing in our service. Nothing changes for you.  # ← script-denies-change
  `,
  good: `
    frontline:
      reason:
        text: We keep investing in our service. Nothing changes for you before 1 March.
  `,
  sources: [
    { text: 'The words are a list of cx-review in templates/phrases; an organisation may add its own.' },
  ],
  check(review, { content }) {
    if (!anybodyLoses(review)) return [];
    const { frontline } = review;
    // Whoever loses nothing may be told so.
    const losing = (frontline?.acknowledgements ?? []).filter(({ segment }) => {
      const row = findConsequence(review, segment);
      return row?.lost === undefined || losesSomething(row);
    });
    const texts = [
      ['frontline.reason.text', frontline?.reason?.text],
      ...losing.flatMap((row) =>
        (['listen', 'apologise', 'solve', 'thank'] as const).map(
          (part) => [`frontline.acknowledgements.${row.segment}.${part}`, row[part]] as const,
        ),
      ),
      ...(frontline?.hardQuestions ?? []).map(
        (row) => [`frontline.hardQuestions.${row.id}.answer`, row.answer] as const,
      ),
    ] as const;
    return texts.flatMap(([path, text = '']) => {
      const denial = splitSentences(text).find(
        (sentence) => phrasesIn(sentence, 'denial', content).length > 0 && !isLimited.test(sentence),
      );
      if (denial === undefined) return [];
      const [found] = phrasesIn(denial, 'denial', content);
      return [
        {
          path,
          message: `Agents are to say ${quoted(denial)}, and customers lose something.`,
          hint: `Tell them as it is: ${found?.instead ?? 'say what changes'}.`,
        },
      ];
    });
  },
});
