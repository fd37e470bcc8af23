import type { Content } from '../domain/content.ts';
import type { Review } from '../domain/review.ts';

/** Whether the text at a path, or any part of it, was drafted by the tool and nobody has confirmed it. */
export type IsDraft = (path: string) => boolean;

const covers = (pattern: string, path: string): boolean => {
  const wanted = pattern.split('.');
  const names = path.split('.');
  return wanted.slice(0, names.length).every((name, at) => name === '*' || name === names[at]);
};

/** Reads `open`, whose entries name a path, a question, or a question for one row (`L1-offer/loyal`). */
export function buildDrafts(review: Review, content: Content): IsDraft {
  const questions = [
    ...content.sections.flatMap((pack) => pack.questions),
    ...content.situations.flatMap((situation) => situation.questions),
  ];
  const drafted = (review.open ?? []).flatMap(({ path, state }) => {
    if (state !== 'draft' || path === undefined) return [];
    const [id = path, row = '*'] = path.split('/');
    const question = questions.find((one) => one.id === id);
    return question === undefined ? [path] : question.fields.map((field) => field.path.replaceAll('*', row));
  });
  return (path) => drafted.some((pattern) => covers(pattern, path));
}

/** A text with the mark that nobody has confirmed it, for a template; undefined where there is none. */
export function marked(text: string | undefined, isDraft: boolean) {
  return text === undefined ? undefined : { text, isDraft };
}
