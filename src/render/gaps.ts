import type { AgendaItem } from '../domain/agenda.ts';
import { listUnanswered } from '../domain/agenda.ts';
import { nameOf } from '../domain/people.ts';
import { askedAt } from '../domain/question-index.ts';
import type { Review } from '../domain/review.ts';
import { getPath } from '../lib/path.ts';
import type { RenderDeps } from './deps.ts';
import type { Format } from './format.ts';
import { line } from './segments.ts';

/** As many as somebody asks about in one meeting. */
const mostShown = 5;

/** The first day on which somebody is told, before which a gap has to be closed. */
export function findDeadline({ change }: Review, format: Format) {
  const { briefed, told, effective } = change?.dates ?? {};
  const date = briefed ?? told ?? effective;
  if (date === undefined) return undefined;
  const isBriefing = briefed !== undefined;
  const isTelling = !isBriefing && told !== undefined;
  return { date: format.date(date), isBriefing, isTelling, isStart: !isBriefing && !isTelling };
}

/** What a row is called: its name, or the words that its id was made of. */
function rowName({ row }: AgendaItem, review: Review, { content }: RenderDeps): string | undefined {
  if (row === undefined || row.name !== row.id) return row?.name;
  const key = askedAt(row.list, content)?.field.keyFrom;
  const words = key === undefined ? undefined : getPath(review, `${row.list}.${row.id}.${key}`);
  return typeof words === 'string' ? words : row.name;
}

/**
 * What the depth asks for and nobody has answered: the few whose answer could turn the verdict, by the rank that
 * their questions have, each with who answers it and by when; of the rest only how many they are.
 */
export function gapsView(review: Review, deps: RenderDeps, format: Format) {
  const items = listUnanswered(review, deps.content);
  const rankOf = ({ question }: AgendaItem) => question.turns ?? Number.POSITIVE_INFINITY;
  const first = items
    .filter(({ question }) => question.turns !== undefined)
    .sort((a, b) => rankOf(a) - rankOf(b))
    .slice(0, mostShown);
  const date = (iso: string | undefined) => (iso === undefined ? undefined : format.date(iso));
  const rest = items.length - first.length;
  return {
    isNone: items.length === 0,
    first:
      first.length === 0
        ? undefined
        : {
            rows: first.map((item) => ({
              ask: line(item.question.ask),
              group: line(rowName(item, review, deps)),
              owner: line(nameOf(item.assignedTo ?? item.open?.owner ?? review.author, deps.people)),
              by: date(item.open?.by) ?? findDeadline(review, format)?.date,
              isDraft: item.open?.state === 'draft' || item.fields.some((field) => field.state === 'open'),
              isSkipped: item.open?.state === 'skipped',
              reason: line(item.open?.reason),
            })),
          },
    rest:
      rest === 0 ? undefined : { count: format.number(rest), isOne: rest === 1, isAll: first.length === 0 },
  };
}
