import { valueInWords } from '../input/format.ts';
import { getPath, rowKey } from '../lib/path.ts';
import { rowInWords } from './ask.ts';
import { listParts, listRows, type Part } from './parts.ts';
import { sectionTitle } from './progress.ts';
import { buildSurroundings, type State } from './state.ts';

/** One answer of a replayed question. */
export interface ReplayedAnswer {
  readonly label: string;
  /** The answer in words; the rows, where it is a list. */
  readonly answers: readonly string[];
}

/** A question as it was asked, with what was answered. */
export interface ReplayedQuestion {
  readonly section: string;
  readonly sectionTitle: string;
  /** Number of the question of the bank, from 1. */
  readonly number: number;
  readonly ask: string;
  /** The group that it was asked for. */
  readonly group: string | undefined;
  /** Why it is asked: the first sentence. */
  readonly why: string;
  readonly answers: readonly ReplayedAnswer[];
}

/** What was answered, in words: one for each row, where it is a list. */
export function listAnswers(part: Part, state: State): string[] {
  const value = getPath(state.review, part.path);
  if (value === undefined) return [];
  if (part.field.type === 'list') {
    const rows = listRows(part, state.review);
    return rows.length === 0
      ? ['none']
      : rows.map((row) => rowInWords(part, row, state) || (rowKey(row) ?? ''));
  }
  const titles = Object.fromEntries(state.content.situations.map(({ id, title }) => [id, title]));
  const field = part.path === 'situation' ? { ...part.field, choices: titles } : part.field;
  return [valueInWords(value, field, buildSurroundings(state)).trim()];
}

const firstSentence = (text: string) => /^.*?[.?!](?=\s|$)/s.exec(text.trim())?.[0] ?? text.trim();

/** The interview that gave this review, question by question; what was not answered is left out. */
export function buildReplay(state: State): ReplayedQuestion[] {
  const numbers = new Map<string, number>();
  const replayed: ReplayedQuestion[] = [];
  let key = '';
  for (const part of listParts(state.review, state.content)) {
    const answers = listAnswers(part, state);
    if (answers.length === 0) continue;
    const { item } = part;
    const answer = { label: part.field.label, answers };
    const last = replayed.at(-1);
    if (last !== undefined && key === item.key) {
      replayed[replayed.length - 1] = { ...last, answers: [...last.answers, answer] };
      continue;
    }
    key = item.key;
    const bankId = item.question.partOf ?? item.question.id;
    if (!numbers.has(bankId)) numbers.set(bankId, numbers.size + 1);
    replayed.push({
      section: item.section,
      sectionTitle: sectionTitle(item.section, state.content),
      number: numbers.get(bankId) ?? 0,
      ask: item.question.ask,
      group: item.row?.name,
      why: firstSentence(item.question.help),
      answers: [answer],
    });
  }
  return replayed;
}
