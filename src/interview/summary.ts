import { valueInWords } from '../input/format.ts';
import { getPath } from '../lib/path.ts';
import { hasDraftsBelow, openEntries } from './open.ts';
import { listParts, type Part } from './parts.ts';
import { sectionTitle } from './progress.ts';
import type { Place } from './session.ts';
import { buildSurroundings, type State } from './state.ts';

/** How an answer stands. */
export type Standing = 'answered' | 'draft' | 'skipped' | 'not-applicable' | 'missing' | 'left-out';

/** One line of the summary. */
export interface SummaryLine {
  readonly place: Place;
  readonly section: string;
  /** What it is: the label, and for which group. */
  readonly label: string;
  /** The answer in words; empty where there is none. */
  readonly answer: string;
  readonly standing: Standing;
  /** Person to whom the section belongs. */
  readonly assignedTo: string | undefined;
}

function buildStanding(part: Part, { review }: State): Standing {
  const entries = openEntries(review, part);
  const held = entries[0]?.state;
  if (held === 'skipped' || held === 'not-applicable' || held === 'draft') return held;
  if (part.field.type === 'list' && hasDraftsBelow(review, part.path)) return 'draft';
  if (getPath(review, part.path) === undefined) return part.required ? 'missing' : 'left-out';
  return part.state === 'missing' ? 'missing' : 'answered';
}

function buildLine(part: Part, state: State): SummaryLine {
  const { item, field, path } = part;
  const value = getPath(state.review, path);
  const choices =
    path === 'situation'
      ? { choices: Object.fromEntries(state.content.situations.map(({ id, title }) => [id, title])) }
      : {};
  return {
    place: { part: part.key },
    section: sectionTitle(item.section, state.content),
    label: item.row === undefined ? field.label : `${field.label} (${item.row.name})`,
    answer:
      value === undefined ? '' : valueInWords(value, { ...field, ...choices }, buildSurroundings(state)),
    standing: buildStanding(part, state),
    assignedTo: item.assignedTo,
  };
}

/** Every answer of the review, and what is still open, in the order in which it is asked. */
export function buildSummary(state: State): SummaryLine[] {
  const { section } = state.session;
  return listParts(state.review, state.content)
    .filter(({ item }) => section === undefined || item.section === section)
    .map((part) => buildLine(part, state));
}

const standingInWords: Record<Standing, string> = {
  answered: '',
  draft: 'draft, not confirmed yet',
  skipped: 'for later',
  'not-applicable': 'does not apply',
  missing: 'not answered yet',
  'left-out': 'left out',
};

/** A line of the summary as it is shown. */
export function lineInWords({ label, answer, standing }: SummaryLine): string {
  const words = standingInWords[standing];
  const shown = answer.replace(/\s+/g, ' ');
  const short = shown.length > 160 ? `${shown.slice(0, 157).trimEnd()}…` : shown;
  return [`${label}:`, short, words === '' ? '' : `(${words})`].filter((part) => part !== '').join(' ');
}
