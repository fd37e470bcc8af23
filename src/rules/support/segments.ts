import type { Consequence, Review, Segment } from '../../domain/review.ts';
import { saysNothing } from './words.ts';

export function listSegments(review: Review): readonly Segment[] {
  return review.customers?.segments ?? [];
}

/** What people call the group; its id where it has no name. */
export function segmentName(review: Review, id: string | undefined): string {
  if (id === undefined) return 'a group without a name';
  return listSegments(review).find((segment) => segment.id === id)?.name ?? id;
}

export function findConsequence(review: Review, segment: string): Consequence | undefined {
  return review.consequences?.find((row) => row.segment === segment);
}

/** Whether a row says that the group loses something: money, time, access, quality or trust. */
export function losesSomething(row: Consequence): boolean {
  const { money = 0, hours = 0, stops = 'nothing', access, quality, trust } = row.lost ?? {};
  return (
    money > 0 ||
    hours > 0 ||
    stops !== 'nothing' ||
    [access, quality, trust].some((text) => text !== undefined && !saysNothing(text)) ||
    row.jobEffect === 'harder' ||
    (row.feeling !== undefined && row.feeling !== 'indifferent' && (row.intensity ?? 0) > 1)
  );
}

/** Whether anybody is worse off, as far as the review says. */
export function anybodyLoses(review: Review): boolean {
  return review.screening?.nobodyWorseOff !== true;
}

/** The lower end of a number or a range. */
export function lowerEnd(value: number | { readonly low: number } | undefined): number | undefined {
  return typeof value === 'object' ? value.low : value;
}
