import { parse } from 'yaml';
import type { Approval, Review, Waiver } from './model.ts';
import { idAt, reviewOf, waiverIdAt, waiverOf } from './reading.ts';
import { digestOfData, type Entry, type Side } from './side.ts';

/** What an approval in a file of its own says. */
export interface ApprovalFile extends Omit<Approval, 'id' | 'file'> {
  schema: string;
  review: string;
  order?: number;
}

const needed = ['schema', 'review', 'person', 'role', 'decision', 'date', 'level', 'digest', 'files'];
const keys = new Set([...needed, 'order', 'config', 'repository', 'note', 'signature']);

const placeOf = (path: string) =>
  /^cx-reviews\/approvals\/((?:waivers\/)?[a-z0-9][a-z0-9-]{0,119})\/([a-z0-9][a-z0-9-]{0,62})\.yaml$/.exec(
    path,
  );

/** The id of a review, or `waivers/ID`, that a path gives to the approval in it. */
export const subjectAt = (path: string): string | undefined => placeOf(path)?.[1];

/** The name that a file has by what it says. */
export function nameOf(said: ApprovalFile): string {
  const words = `${said.person} ${said.role}`.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return `${words.join('-')}-${digestOfData(said).slice(7, 19)}`;
}

/** What an approval says; undefined where it is none of what it lies with. */
function approvalIn(path: string, entry: Entry): ApprovalFile | undefined {
  const [, subject, name] = placeOf(path) ?? [];
  if (entry.kind !== 'file') return undefined;
  try {
    const data = parse(entry.content.toString('utf8')) as ApprovalFile | null;
    if (typeof data !== 'object' || data === null) return undefined;
    const isWhole = needed.every((key) => key in data) && Object.keys(data).every((key) => keys.has(key));
    return isWhole && data.review === subject && nameOf(data) === name ? data : undefined;
  } catch {
    return undefined;
  }
}

const known = new WeakMap<Side, Map<string, string[]>>();

/** The paths of approvals by what they are of. */
function approvalPaths(side: Side): ReadonlyMap<string, string[]> {
  const found = known.get(side) ?? new Map<string, string[]>();
  if (!known.has(side)) {
    for (const path of side.keys()) {
      const subject = subjectAt(path);
      if (subject !== undefined) found.set(subject, [...(found.get(subject) ?? []), path]);
    }
  }
  known.set(side, found);
  return found;
}

/** First by day, on one day first the rows of the review, then files by their order, and yes before no. */
function inOrder(rows: readonly Approval[], files: readonly (Approval & { order?: number })[]): Approval[] {
  const keyOf = ({ date, decision, order = 1, person, role, file }: (typeof files)[number]): string => {
    const day = date ?? (decision === 'approve' ? '0000-00-00' : '9999-12-31');
    const rank = ['approve', 'reject', 'withdraw'].indexOf(decision ?? '');
    return file === undefined
      ? day
      : `${day} ${String(order).padStart(4, '0')} ${rank} ${nameIn(file)} ${person} ${role}`;
  };
  const keyed = [...rows, ...files].map((one, at) => ({ one, at, key: keyOf(one) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.at - b.at)).map(({ one }) => one);
}

const nameIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function together<Record extends { approvals?: Approval[] }>(
  record: Record,
  subject: string,
  side: Side,
): Record {
  const files = (approvalPaths(side).get(subject) ?? []).flatMap((path) => {
    const entry = side.get(path);
    const said = entry === undefined ? undefined : approvalIn(path, entry);
    if (said === undefined) return [];
    const { schema: _schema, review: _review, ...rest } = said;
    return [{ ...rest, id: nameIn(path), file: path }];
  });
  return files.length === 0 ? record : { ...record, approvals: inOrder(record.approvals ?? [], files) };
}

/** The review at a path with all its approvals; undefined where there is none that can be read. */
export function reviewAt(side: Side, path: string): Review | undefined {
  const [id, review] = [idAt(path), reviewOf(side.get(path))];
  return id === undefined || review === undefined ? review : together(review, id, side);
}

/** The waiver at a path with all its approvals. */
export function waiverAt(side: Side, path: string): Waiver | undefined {
  const [id, waiver] = [waiverIdAt(path), waiverOf(side.get(path))];
  return id === undefined || waiver === undefined ? waiver : together(waiver, `waivers/${id}`, side);
}

/** Files among the approvals that are none: those that change, and those of what goes. */
export function strays(changed: readonly string[], after: Side): string[] {
  const touched = new Set(changed);
  return [...approvalPaths(after)].flatMap(([subject, paths]) => {
    const record = `cx-reviews/${subject}.yaml`;
    if (!after.has(record)) {
      return touched.has(record) || changed.some((path) => subjectAt(path) === subject) ? paths : [];
    }
    return paths.filter((path) => {
      const entry = after.get(path);
      return touched.has(path) && entry !== undefined && approvalIn(path, entry) === undefined;
    });
  });
}
