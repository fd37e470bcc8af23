import { createHash } from 'node:crypto';
import { fieldLabel } from '../../domain/question-index.ts';
import { archiveRule } from '../engine/define.ts';
import { listTexts } from '../support/texts.ts';
import { splitWords } from '../support/words.ts';

interface Texts {
  readonly id: string;
  /** Id of the review of which this is a new version, whose answers it takes over; left out for any other. */
  readonly of?: string;
  /**
   * The long texts of a review, a line each: a digest, a space and the path. One string, because an archive of
   * ten thousand reviews has half a million of them.
   */
  readonly texts: string;
}

interface LongText {
  readonly digest: string;
  readonly path: string;
}

const digestLength = 16;

function* listLongTexts({ texts }: Texts): Generator<LongText> {
  for (const line of texts.split('\n')) {
    if (line === '') continue;
    yield { digest: line.slice(0, digestLength), path: line.slice(digestLength + 1) };
  }
}

/** Whether a digest may be there more than once: of 48 bits of each, sorted, so that it takes little memory. */
function findRepeated(all: readonly Texts[]): (digest: string) => boolean {
  const startOf = (digest: string) => Buffer.from(digest, 'base64').readUIntBE(0, 6);
  const starts = Float64Array.from(
    all.flatMap((one) => [...listLongTexts(one)].map(({ digest }) => startOf(digest))),
  ).sort();
  const repeated = new Set(starts.filter((start, at) => start === starts[at + 1]));
  return (digest) => repeated.has(startOf(digest));
}

/** Whether the one review is a new version of the other, or of a version of it. */
function findVersions(all: readonly Texts[]): (id: string, of: string) => boolean {
  const before = new Map(all.flatMap(({ id, of }) => (of === undefined ? [] : [[id, of] as const])));
  return (id, of) => {
    const seen = new Set<string>();
    for (let at = before.get(id); at !== undefined && !seen.has(at); at = before.get(at)) {
      if (at === of) return true;
      seen.add(at);
    }
    return false;
  };
}

/** Sections about this decision alone. What a company always does, such as its way to complain, may stand twice. */
const aboutTheDecision =
  /^(?:change|consequences|alternatives|reversal|evidence|economics|fairness\.deceivedWhy|verdict|answers)\b/;

const findSection = (path: string) => path.split('.', 1)[0];

export const recycledAnswer = archiveRule({
  name: 'recycled-answer',
  severity: 'warning',
  class: 'form',
  summary: 'The same long text answers another question, or the same one in an earlier review.',
  why: 'A paragraph that fits two decisions was written for neither of them. Standing arrangements, such as how customers complain, may be the same every time and are not compared.',
  bad: {
    review: `
      change:
        outlook: Hosting may become cheaper again by the middle of 2028, when the contract with our data centre ends.
      verdict:
        why: Hosting may become cheaper again by the middle of 2028, when the contract with our data centre ends.  # ← recycled-answer
    `,
  },
  good: `
    verdict:
      why: It pays for six agents; the rise itself pleases nobody.
  `,
  sources: [
    { text: 'A form check of cx-review: texts are compared word for word, never for their meaning.' },
  ],
  options: {
    words: {
      type: 'integer',
      description: 'Words that a text needs before it is compared.',
      default: 12,
      minimum: 3,
      maximum: 500,
    },
  },
  facts(review, { options }): Texts | undefined {
    const texts = listTexts(review).flatMap(({ path, text }) => {
      const words = splitWords(text);
      if (words.length < options.words || !aboutTheDecision.test(path)) return [];
      const digest = createHash('sha256').update(words.join(' ')).digest('base64').slice(0, digestLength);
      return [`${digest} ${path}`];
    });
    const of = review.revision?.of;
    if (texts.length === 0 && of === undefined) return undefined;
    return { id: review.id ?? '', texts: texts.join('\n'), ...(of === undefined ? {} : { of }) };
  },
  check(entries, { content }) {
    const first = new Map<string, { readonly key: string; readonly id: string; readonly path: string }>();
    // The id begins with the day, so the earlier review comes first and is not blamed.
    const inOrder = [...entries].sort((a, b) => (a.facts.id < b.facts.id ? -1 : 1));
    const isRepeated = findRepeated(entries.map(({ facts }) => facts));
    const isVersionOf = findVersions(entries.map(({ facts }) => facts));
    return inOrder.flatMap(({ key, facts }) =>
      [...listLongTexts(facts)].flatMap(({ path, digest }) => {
        if (!isRepeated(digest)) return [];
        const earlier = first.get(digest);
        if (earlier === undefined) {
          first.set(digest, { key, id: facts.id, path });
          return [];
        }
        if (isVersionOf(facts.id, earlier.id)) return [];
        const isOwn = earlier.key === key;
        if (isOwn && findSection(earlier.path) === findSection(path)) return [];
        return [
          {
            key,
            path,
            message: `The same text stands under "${fieldLabel(earlier.path, content)}"${isOwn ? '' : ` of the review ${earlier.id}`}.`,
            hint: 'Write what holds for this question and this decision; if it is the same, say so and name the other place.',
          },
        ];
      }),
    );
  },
});
