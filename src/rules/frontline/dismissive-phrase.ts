import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { listTexts } from '../support/texts.ts';
import { phrasesIn } from '../support/words.ts';

/** What agents say and what customers read; not what agents are told never to say. */
const toCustomers =
  /^(?:frontline\.(?:acknowledgements|reason|hardQuestions|noticeText|offers|exceptions|leaving|principle)\.|communication\.message\.|change\.promisesBroken\.[^.]+\.remedy$)/;

/** What a customer says is theirs. */
const byCustomers = /^frontline\.hardQuestions\.[^.]+\.question$/;

export const dismissivePhrase = reviewRule({
  name: 'dismissive-phrase',
  severity: 'warning',
  class: 'form',
  summary: 'What agents say or customers read holds a phrase that sends people away.',
  why: '"As per policy" tells a person that the talk is over. Each phrase of the list has something better beside it.',
  bad: `
    frontline:
      acknowledgements:
        - segment: loyal
          solve: As per policy I can only note this.  # ← dismissive-phrase
        - segment: regular
        - segment: charities
  `,
  good: `
    frontline:
      notToSay:                # here it belongs
        - id: policy
          text: As per policy I can only note this.
        - id: calm
  `,
  sources: [
    { text: 'The phrases are a list of cx-review in templates/phrases; an organisation may add its own.' },
  ],
  check(review, { content }) {
    return listTexts(review).flatMap(({ path, text }) => {
      if (!toCustomers.test(path) || byCustomers.test(path)) return [];
      const [found] = phrasesIn(text, 'dismissive', content);
      if (found === undefined) return [];
      return [
        {
          path,
          message: `"${found.phrase}" in ${quoted(text)} sends people away.`,
          hint: `Instead, ${found.instead ?? 'say what you can do'}.`,
        },
      ];
    });
  },
});
