import { type AgendaField, type AgendaItem, listRowGaps } from '../../domain/agenda.ts';
import { findOpenEntries } from '../../domain/open-items.ts';
import type { Review } from '../../domain/review.ts';
import type { Fault, RuleContext } from '../../domain/rule.ts';
import { getPath, joinPath } from '../../lib/path.ts';
import { counted, listed, plural } from '../../lib/words.ts';
import { splitWords } from './words.ts';

/** Something that a required question asks for and the review does not have. */
export interface Gap {
  readonly item: AgendaItem;
  readonly path: string;
  /** What is missing, as the question labels it. */
  readonly label: string;
  /** What is on file instead; undefined where there is nothing at all. */
  readonly open: 'draft' | 'skipped' | 'not-applicable' | undefined;
}

type Agenda = Pick<RuleContext, 'agenda'>;

/** Whether nobody has written anything. */
export const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';

/** Whether the depth and the answers so far require the question with this id. */
export function isAsked({ agenda }: Agenda, question: string): boolean {
  return agenda.some((item) => item.question.id === question && item.required);
}

/** Whether an answer is required at a path and there is none. */
export function lacksAnswer({ agenda }: Agenda, path: string): boolean {
  return agenda.some(({ fields }) =>
    fields.some((field) => field.path === path && field.required && field.state === 'missing'),
  );
}

/** What `open` says of a field, by its own path, the question, or the question for this row. */
function findOpenState(review: Review, item: AgendaItem, path: string) {
  return findOpenEntries(review, [path, item.key, item.question.id])[0];
}

function missingInRows(review: Review, item: AgendaItem, field: AgendaField): Gap[] {
  const rows = getPath(review, field.path);
  if (!Array.isArray(rows)) return [];
  const least = field.field.minRows ?? 0;
  const rowName = field.field.rowName ?? 'row';
  const tooFew: Gap[] =
    rows.length < least
      ? [
          {
            item,
            path: field.path,
            label: `${field.field.label} (${counted(rows.length, rowName)} of at least ${least})`,
            open: undefined,
          },
        ]
      : [];
  const inRows = listRowGaps(field.field, rows, review).map(
    ({ column, row }): Gap => ({
      item,
      path: joinPath(field.path, row, column.key),
      label: `${column.label} of ${row}`,
      open: undefined,
    }),
  );
  return [...tooFew, ...inRows];
}

/** "n/a" and "not relevant" say that it does not apply, and not why. */
const isReason = (text: string | undefined) => splitWords(text ?? '').length > 2;

/** What is missing of one question. What is marked as not applicable with a reason is not missing. */
export function gapsOfItem(review: Review, item: AgendaItem): Gap[] {
  if (!item.required) return [];
  return item.fields.flatMap((field): Gap[] => {
    if (!field.required) return [];
    const inRows = missingInRows(review, item, field);
    if (field.state === 'answered' || (field.state === 'missing' && inRows.length > 0)) return inRows;
    const open = findOpenState(review, item, field.path);
    if (open?.state === 'not-applicable' && isReason(open.reason)) return [];
    const state = open?.state;
    return [
      { item, path: field.path, label: field.field.label, open: state === 'assigned' ? undefined : state },
    ];
  });
}

/** What is missing of the questions with these ids. */
function listGaps(review: Review, context: Agenda, ids: readonly string[]): Gap[] {
  return context.agenda
    .filter((item) => ids.includes(item.question.id))
    .flatMap((item) => gapsOfItem(review, item));
}

/** What is said of one thing that is missing, and of several. */
const onFile = {
  nothing: ['is not answered yet', 'are not answered yet'],
  draft: ['is still a draft', 'are still drafts'],
  skipped: ['was skipped', 'were skipped'],
  'not-applicable': [
    'is marked as not applicable, without a reason',
    'are marked as not applicable, without a reason',
  ],
} as const;

/** One fault a question, however much of it is missing. */
export function faultsOfGaps(gaps: readonly Gap[], hint: string): Fault[] {
  const items = [...new Set(gaps.map((gap) => gap.item))];
  return items.map((item) => {
    const own = gaps.filter((gap) => gap.item === item);
    const [first] = own;
    const whom = item.row === undefined ? '' : ` for ${item.row.name}`;
    const states = [...new Set(own.map((gap) => gap.open))];
    const state = states.length === 1 ? states[0] : undefined;
    const [one, several] = onFile[state ?? 'nothing'];
    const says = plural(own.length, one, several);
    const labels = listed(own.map((gap) => lowerFirst(gap.label)));
    const message = `${item.question.id}${whom}: ${labels} ${says}.`;
    return { path: first?.path ?? '', message, hint, class: 'gap' };
  });
}

/** `Date told` becomes `date told`; `NPV after 12 months` stays. */
function lowerFirst(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** Faults for what these questions ask for and the review lacks. */
export function missingAnswers(
  review: Review,
  context: Agenda,
  ids: readonly string[],
  hint: string,
): Fault[] {
  return faultsOfGaps(listGaps(review, context, ids), hint);
}

const pattern = (path: string, wanted: string): boolean => {
  const parts = wanted.split('.');
  const own = path.split('.');
  return parts.length === own.length && parts.every((part, index) => part === '*' || part === own[index]);
};

/** Whether another rule reports this gap. */
export function isClaimed(gap: Gap, claimed: ReadonlySet<string>): boolean {
  if (claimed.has(gap.item.question.id)) return true;
  return [...claimed].some((one) => one.includes('.') && pattern(gap.path, one));
}
