import type { Content, Question, QuestionPack } from '../domain/content.ts';
import type { PhraseList } from '../generated/phrases.ts';
import type { OwnContent } from './own-file.ts';

/** One layer over another: what has a known id takes the place of the old, everything else comes after it. */
function mergeById<Item extends { readonly id: string }>(
  lower: readonly Item[],
  upper: readonly Item[],
): Item[] {
  const byId = new Map(upper.map((item) => [item.id, item]));
  const known = new Set(lower.map(({ id }) => id));
  return [...lower.map((item) => byId.get(item.id) ?? item), ...upper.filter(({ id }) => !known.has(id))];
}

type Row = { readonly section: string; readonly question: Question };

/**
 * A replaced question stays where it was; a new one comes at the end of its section; a new section comes
 * at the end. A section takes the title and the intro of the last file that names it.
 */
function mergeSections(lower: readonly QuestionPack[], { packs, questions }: OwnContent): QuestionPack[] {
  const rows: Row[] = lower.flatMap((pack) =>
    pack.questions.map((question) => ({ section: pack.section, question })),
  );
  const known = new Map(rows.map(({ section, question }) => [question.id, section]));
  const merged = mergeById(
    rows.map((row) => ({ id: row.question.id, ...row })),
    questions.map(({ item, section }) => ({
      id: item.id,
      question: item,
      section: known.get(item.id) ?? section,
    })),
  );
  const heads = new Map<string, Omit<QuestionPack, 'questions'>>();
  for (const { questions: _, ...head } of [...lower, ...packs.map(({ item }) => item)]) {
    heads.set(head.section, { ...heads.get(head.section), ...head });
  }
  return [...heads.values()].map((head) => ({
    ...head,
    questions: merged.filter(({ section }) => section === head.section).map(({ question }) => question),
  }));
}

/** A phrase that is known takes the new advice; what a list is about, the last file says. */
export function mergePhrases(lists: readonly PhraseList[]): PhraseList[] {
  const merged = new Map<PhraseList['list'], PhraseList>();
  for (const list of lists) {
    const before = merged.get(list.list)?.phrases ?? [];
    const named = (phrases: PhraseList['phrases']) => phrases.map((one) => ({ id: one.phrase, ...one }));
    const phrases = mergeById(named(before), named(list.phrases)).map(({ id: _, ...phrase }) => phrase);
    merged.set(list.list, { ...list, phrases });
  }
  return [...merged.values()];
}

/** The content of an organisation over the shipped one. */
export function merge(shipped: Content, own: OwnContent): Content {
  const items = <Item>(all: readonly { readonly item: Item }[]) => all.map(({ item }) => item);
  return {
    sections: mergeSections(shipped.sections, own),
    situations: mergeById(shipped.situations, items(own.situations)),
    duties: mergeById(shipped.duties, items(own.duties)),
    cases: mergeById(shipped.cases, items(own.cases)),
    phrases: mergePhrases([...shipped.phrases, ...items(own.phrases)]),
  };
}
