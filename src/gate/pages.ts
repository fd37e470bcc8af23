import { kindOfMode } from '../domain/file-change.ts';
import type { Finding } from '../domain/finding.ts';
import { judgePage } from '../domain/generated-page.ts';
import { findIdOfPage, findReviewId, pathOfPage, pathOfReview } from '../domain/repository-layout.ts';
import { command } from '../lib/command.ts';
import { finding } from './finding.ts';
import type { Gate } from './gate.ts';
import { reviewAt } from './records.ts';
import { fileAt } from './tree.ts';

/**
 * Pages that say something else than the review beside which they stand, of every review whose file or page the
 * range touches: people read the page, so what it says has to be what was approved. A page that is not there
 * misleads nobody.
 */
export function falsePages(gate: Gate): Finding[] {
  const ids = gate.changes.flatMap(({ path }) => findReviewId(path) ?? findIdOfPage(path) ?? []);
  return [...new Set(ids)].flatMap((id) => {
    const file = pathOfPage(id);
    const entry = gate.head.entry(file);
    const review = entry === undefined ? undefined : reviewAt(gate.head, pathOfReview(id));
    if (entry === undefined || review === undefined) return [];
    const hint = [command('cx-review', 'render', id)];
    const kind = kindOfMode(entry.mode);
    if (kind !== 'file') {
      return finding('false-page', {
        file,
        review: id,
        message: `${file} is a ${kind}, so it can say anything.`,
        hint,
      });
    }
    const state = judgePage(fileAt(gate.head, file), gate.renderPage(id, review));
    if (state === 'fresh' || state === 'missing') return [];
    return finding('false-page', {
      file,
      review: id,
      message:
        state === 'conflict'
          ? `${file} has the markers of a merge conflict in it.`
          : `${file} does not say what ${id} says, and people read the page.`,
      hint,
    });
  });
}
