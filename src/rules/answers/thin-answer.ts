import { counted, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { listAnswers } from '../support/answers.ts';
import { isCommitmentText } from '../support/commitments.ts';
import { isPlaceholder } from '../support/placeholders.ts';
import { restatedShare } from '../support/restated.ts';
import { folded, hasDetail, phrasesIn, splitWords } from '../support/words.ts';

/** Words said to a person, words of other people, and what another rule judges. */
const elsewhere = [
  /^frontline\.(?:acknowledgements|reason|notToSay|hardQuestions|noticeText|offers|exceptions|wellbeing|authority|principle|cardChanges)\./,
  /^communication\.message\./,
  /^change\.what$/,
  /^change\.promisesBroken\.[^.]+\.promise$/,
  /^consequences\.[^.]+\.lost\./,
  /^alternatives\.[^.]+\.what$/,
  /^evidence\.(?:againstSearched|customersChanged|objections\.[^.]+\.answer)$/,
];

/** Descriptions, which a few plain words can give in full. */
const descriptions = [
  /^consequences\.[^.]+\.(?:job|rival)$/,
  /^fairness\.(?:groups\.[^.]+\.(?:harm|mitigation)|noticeDuties\.[^.]+\.reason)$/,
  /^reversal\.(?:premortem\.[^.]+\.(?:cause|prevention)|tripWires\.[^.]+\.action)$/,
  /^evidence\.(?:claims|against|objections)\./,
  /^evidence\.frontline\.said$/,
  /^frontline\.(?:training\.who|handOffs\.detail|briefing\.[^.]+\.embargo\.reason)$/,
  /^verdict\.(?:conditions|revisions)\./,
];

/** What makes a plain sentence one that can be tested: for whom and when. A bare denial ("nobody minds") is none. */
const testable =
  /\b(?:whoever|(?:those|everybody|anybody|people|customers) who|only|if|unless|until|except|because|whenever|as long as|without)\b/;
/** Wishes and praise, which no such word makes testable. */
const wishes =
  /\b(?:we want|we wish|better|best|right thing|happy|great|improve[ds]?|valued?|committed|important|fair|worth it)\b/;

/** Whether a whole sentence says something that an event could show to be wrong, in words alone. */
function isTestable(text: string): boolean {
  const line = folded(text);
  return splitWords(text).length >= 5 && testable.test(line) && !wishes.test(line);
}

const isOneOf = (patterns: readonly RegExp[], path: string) => patterns.some((one) => one.test(path));

export const thinAnswer = reviewRule({
  name: 'thin-answer',
  severity: 'error',
  class: 'gap',
  summary: 'A short answer holds no number, no date and no name.',
  why: 'What can be checked later has a number, a date or a name in it, or says without exception for whom or when: "Whoever paid ahead gets it back". Words are not counted for their own sake: "Delivery cost rose 9 %; we cover half" has seven and is a good reason.',
  bad: `
    change:
      reason: We want to serve you much better.  # ← thin-answer
  `,
  good: `
    change:
      reason: Delivery cost rose 9 %; we cover half.
  `,
  sources: [
    {
      text: 'A form check of cx-review. No published figure says how long an answer must be, so the limits are options.',
    },
  ],
  options: {
    words: {
      type: 'integer',
      description: 'An answer of fewer words needs a number, a date or a name.',
      default: 12,
      minimum: 1,
      maximum: 200,
    },
    descriptionWords: {
      type: 'integer',
      description:
        'The same for a description, such as what a group wants to get done, which few words can give in full.',
      default: 5,
      minimum: 1,
      maximum: 200,
    },
    hedgedWords: {
      type: 'integer',
      description: 'The same for an answer that hedges: "as appropriate", "where possible".',
      default: 40,
      minimum: 1,
      maximum: 200,
    },
  },
  check(review, { agenda, content, options }) {
    return listAnswers(review, agenda).flatMap(({ path, text, type, item }) => {
      if (type !== 'text' || isOneOf(elsewhere, path) || hasDetail(text)) return [];
      // One message is enough: placeholders and the question said again are reported as that.
      if (isPlaceholder(path, text, content)) return [];
      if (restatedShare(text, item.question.ask, 3) >= 0.8) return [];
      const count = splitWords(text).length;
      const hedges = phrasesIn(text, 'hedges', content);
      if (count === 0 || (hedges.length > 0 && isCommitmentText(path))) return [];
      if (hedges.length === 0 && isTestable(text)) return [];
      const needed = isOneOf(descriptions, path)
        ? options.descriptionWords
        : hedges.length > 0
          ? options.hedgedWords
          : options.words;
      if (count >= needed) return [];
      const [hedge] = hedges;
      return [
        {
          path,
          message: `${quoted(text)} has ${counted(count, 'word')} and no number, date or name${hedge === undefined ? '' : `, and hedges with "${hedge.phrase}"`}.`,
          hint: 'Add what somebody can check: how many, since when, by whom. "Nobody knows yet, Mara asks by 3 May" is an answer too.',
        },
      ];
    });
  },
});
