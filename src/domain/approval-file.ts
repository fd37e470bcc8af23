import type { Approval as ApprovalFile } from '../generated/approval.ts';
import { digestOfData } from '../lib/digest.ts';
import { findSlug, slugWords } from '../lib/slug.ts';
import type { Approval } from './review.ts';

export type { Approval as ApprovalFile } from '../generated/approval.ts';

/** Hexadecimal digits of the digest in a name. */
const digits = 12;

/**
 * The name of the file of an approval, without its ending: who, as what, and a digest of all that it says. Two
 * that differ never have one name, so that git merges them, and the same has the same. It is the id of its row.
 */
export function nameOfApproval(file: ApprovalFile): string {
  const who = findSlug(slugWords(`${file.person} ${file.role}`), 48) ?? 'approval';
  return `${who}-${digestOfData(file).slice('sha256:'.length, 'sha256:'.length + digits)}`;
}

/** The approval as a row, as rules and the gate know it. */
function rowOfApproval(file: ApprovalFile): Approval {
  const { schema: _schema, review: _review, order: _order, ...said } = file;
  return { id: nameOfApproval(file), ...said } as Approval;
}

const isSameWord = (a: Pick<Approval, 'person' | 'role' | 'date'>, b: typeof a) =>
  a.person === b.person && a.role === b.role && a.date === b.date;

/** Which word of this person in this role on this day the next one is. Undefined for the first. */
export function nextOrder(
  files: readonly ApprovalFile[],
  next: Pick<Approval, 'person' | 'role' | 'date'>,
): number | undefined {
  const last = Math.max(0, ...files.filter((file) => isSameWord(file, next)).map(({ order = 1 }) => order));
  return last === 0 ? undefined : last + 1;
}

/** A no without a date is not older than anything. */
const dayOf = ({ date, decision }: Approval) => date ?? (decision === 'approve' ? '' : '9999-12-31');
const decisions = ['approve', 'reject', 'withdraw'];

/**
 * The approvals of a review or waiver in the order in which they were given: rows in it, and files beside it.
 * Of one day, rows come first, as they did before there were files; then files by their order. Words of one
 * person that were given at once on two branches stand in no order: then a no comes behind a yes, and counts.
 */
function inOrderGiven(rows: readonly Approval[], files: readonly ApprovalFile[]): Approval[] {
  const ofRows = rows.map((row) => ({ row, order: 0, rank: 0, name: '' }));
  const ofFiles = files.map((file) => {
    const row = rowOfApproval(file);
    return { row, order: file.order ?? 1, rank: decisions.indexOf(file.decision), name: row.id };
  });
  return [...ofRows, ...ofFiles]
    .sort(
      (a, b) =>
        compare(dayOf(a.row), dayOf(b.row)) ||
        a.order - b.order ||
        a.rank - b.rank ||
        compare(a.name, b.name),
    )
    .map(({ row }) => row);
}

const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);

/** A review or waiver with the approvals in the files beside it; as it is where there are none. */
export function withApprovals<Given extends { readonly approvals?: unknown }>(
  record: Given,
  files: readonly ApprovalFile[],
): Given {
  if (files.length === 0) return record;
  return { ...record, approvals: inOrderGiven((record.approvals ?? []) as Approval[], files) };
}
