import { getPath } from '../lib/path.ts';
import type { Finding } from './finding.ts';
import type { Review } from './review.ts';

type Stake = NonNullable<Finding['stake']>;

/** The group that a path is about: its own row, or the group that a row names. */
function findSegment(review: Review, path: string): string | undefined {
  const [section = '', list = '', row = ''] = path.split('.');
  if (section === 'consequences') return list;
  if (section === 'customers' && list === 'segments') return row;
  const named = getPath(review, `${section}.${list}.${row}.segment`);
  return typeof named === 'string' ? named : undefined;
}

/**
 * What is at stake where a finding stands: how many customers, and what all of them together lose in a year, in
 * the currency of the review. Of one group where it is about one, else of all that are worse off. Undefined where
 * the review says nothing of it.
 */
export function findStake(review: Review, path: string): Stake | undefined {
  const { segments = [], worseOff } = review.customers ?? {};
  const segment = findSegment(review, path);
  const own = segments.filter(({ id }) => segment === undefined || id === segment);
  const counted = own.reduce((sum, { count = 0 }) => sum + count, 0);
  const loss = own.reduce((sum, { id, count = 0 }) => {
    const money = review.consequences?.find((row) => row.segment === id)?.lost?.money ?? 0;
    return sum + count * money;
  }, 0);
  const all = typeof worseOff === 'object' ? worseOff.high : worseOff;
  const people = segment === undefined ? (all ?? counted) : counted;
  return people === undefined || people === 0 ? undefined : { people, loss };
}
