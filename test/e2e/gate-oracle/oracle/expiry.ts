import { reviewAt } from './approval-files.ts';
import { isLive } from './approved.ts';
import { type Ground, policiesOf } from './ground.ts';
import type { Governing } from './policies.ts';
import { idAt, rowsOf } from './reading.ts';
import { bytesOf, contentAt } from './side.ts';

/**
 * Ids of reviews by which something of a changing policy stands as it does, and goes on to, although their
 * verdict ran out: their policy does not change until somebody decides again or closes them.
 * @param covering ids of reviews that cover changes, whose verdicts are judged with them
 * @param undecided paths that change on a waiver, or back to what was: nothing is decided on them
 */
export function expiredReviews(
  covering: ReadonlySet<string>,
  undecided: ReadonlySet<string>,
  ground: Ground,
): string[] {
  const { base, head, governed, today } = ground;
  const touched = new Set(
    [...governed].flatMap(([path, by]) => (undecided.has(path) ? [] : by.map(({ policy }) => policy.id))),
  );
  const isTouched = ({ policy }: Governing): boolean => touched.has(policy.id);
  return [...base.keys()].flatMap((path) => {
    const [id, was] = [idAt(path), reviewAt(base, path)];
    if (id === undefined || was === undefined || covering.has(id) || !isLive(id, was, ground)) return [];
    const is = reviewAt(head, path) ?? was;
    if (is.status === 'closed' || (is.verdict?.expires ?? today) >= today) return [];
    const isInForce = rowsOf(was).some(({ path: listed, before, after }) => {
      if (listed === undefined || before === after) return false;
      const [then, later] = [base, head].map((side) => contentAt(side, bytesOf(listed)));
      const content = after?.replace(/^.*(?=sha256)/, '');
      return then === content && later === content && policiesOf([listed], ground).some(isTouched);
    });
    return isInForce ? [id] : [];
  });
}
