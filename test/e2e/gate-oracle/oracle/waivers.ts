import { reviewAt, waiverAt } from './approval-files.ts';
import { wasApproved } from './approved.ts';
import { lacksOf } from './completeness.ts';
import { type Ground, isOfGate, policiesOf } from './ground.ts';
import { listsRightly, saysTheSame } from './matching.ts';
import type { Waiver } from './model.ts';
import { type Governing, signingAuthor, wantsSignatures } from './policies.ts';
import { pathsIn, rowsOf, waiverIdAt } from './reading.ts';
import { bytesOf } from './side.ts';
import {
  boundOfWaiver,
  dayAfter,
  isRecord,
  type Standing,
  standingOf,
  type Terms,
  wordsIn,
} from './standing.ts';

/** A waiver of either side. */
export interface KnownWaiver {
  readonly id: string;
  readonly path: string;
  readonly was: Waiver | undefined;
  readonly is: Waiver | undefined;
}

export function waiversOf({ base, head }: Ground): KnownWaiver[] {
  return [...new Set([...base.keys(), ...head.keys()])].flatMap((path) => {
    const id = waiverIdAt(path);
    return id === undefined ? [] : [{ id, path, was: waiverAt(base, path), is: waiverAt(head, path) }];
  });
}

function termsOf(
  waiver: Waiver,
  { id }: KnownWaiver,
  policies: readonly Governing[],
  { config }: Ground,
): Omit<Terms, 'isNow' | 'spent' | 'changedBy'> {
  return {
    subject: `waivers/${id}`,
    bound: boundOfWaiver(waiver),
    roles: [...(config.waivers?.roles ?? ['owner']), ...signingAuthor(policies, config)],
    isSigned: wantsSignatures(policies, config),
    author: waiver.author,
    isAlone: false,
  };
}

/** What the approvals of a waiver come to for a change of now. */
function standingNow(
  waiver: Waiver,
  known: KnownWaiver,
  policies: readonly Governing[],
  ground: Ground,
): Standing {
  const record = `cx-reviews/waivers/${known.id}.yaml`;
  const changedBy = ground.changedBy(pathsIn(waiver.files).map(bytesOf), record);
  const terms = {
    ...termsOf(waiver, known, policies, ground),
    isNow: true,
    spent: wordsIn(known.was),
    changedBy,
  };
  return standingOf(waiver.approvals ?? [], terms, ground);
}

/** Whether a waiver may hold today, approvals aside. */
function isValid(waiver: Waiver, id: string, { config, today }: Ground): boolean {
  const { author = '', owner = '', reason = '', date, expires } = waiver;
  const { people = {}, waivers: { maxDays = 14 } = {} } = config;
  return (
    waiver.id === id &&
    reason.trim() !== '' &&
    people[author] !== undefined &&
    people[owner] !== undefined &&
    date !== undefined &&
    date <= dayAfter(today) &&
    expires !== undefined &&
    expires >= today &&
    expires <= dayAfter(date, maxDays)
  );
}

/** Whether a waiver lets a change through, or a new one would if it were approved. The gate itself has none. */
export function waivedBy(
  path: string,
  waivers: readonly KnownWaiver[],
  ground: Ground,
): 'approved' | 'unapproved' | undefined {
  const policies = ground.governed.get(path) ?? [];
  if (isOfGate(policies)) return undefined;
  const valid = waivers.flatMap((known) => {
    const { id, is } = known;
    if (is === undefined || !listsRightly(is.files, path, ground) || !isValid(is, id, ground)) return [];
    return [{ ...standingNow(is, known, policies, ground), isNew: known.was === undefined }];
  });
  if (valid.some(({ isFilled, isRejected }) => isFilled && !isRejected)) return 'approved';
  return valid.some(({ isRejected, isNew }) => isNew && !isRejected) ? 'unapproved' : undefined;
}

/** Ids of new waivers that somebody approved and that let nothing through: a review would be owed of nothing. */
export function idleWaivers(
  waivers: readonly KnownWaiver[],
  waived: readonly string[],
  ground: Ground,
): string[] {
  return waivers.flatMap(({ id, was, is }) => {
    if (was !== undefined || is === undefined || !isRecord(is)) return [];
    return waived.some((path) => listsRightly(is.files, path, ground)) ? [] : [id];
  });
}

/** Whether a waiver of the base let something through once: somebody approved it as the config asks. */
export function hasHeld(known: KnownWaiver, ground: Ground): boolean {
  const { id, was } = known;
  if (was === undefined || was.id !== id || was.author === undefined) return false;
  const terms = termsOf(was, known, policiesOf(pathsIn(was.files), ground), ground);
  const past = { ...terms, isNow: false, spent: new Set<string>(), changedBy: [] };
  const { isFilled, isRejected } = standingOf(was.approvals ?? [], past, ground);
  return isFilled && !isRejected;
}

function isFulfilled(waiver: Waiver, ground: Ground): boolean {
  const path = `cx-reviews/${waiver.review}.yaml`;
  const review = reviewAt(ground.head, path);
  return (
    waiver.review !== undefined &&
    review?.verdict?.decision !== undefined &&
    (waiver.files ?? []).every((row) => saysTheSame(rowsOf(review), row)) &&
    lacksOf(review, true).length === 0 &&
    wasApproved(waiver.review, review, ground)
  );
}

/**
 * Ids of the waivers of the base that somebody approved, that have run out without their review, and that are
 * for a policy of which something changes. The promise is the base's; which review keeps it may be said now.
 */
export function owedWaivers(waivers: readonly KnownWaiver[], ground: Ground): string[] {
  const touched = new Set([...ground.governed.values()].flat().map(({ policy }) => policy.id));
  return waivers.flatMap(({ id, was, is }) => {
    if (was === undefined || !isRecord(was)) return [];
    if (was.expires !== undefined && was.expires >= ground.today) return [];
    const review = is?.review ?? was.review;
    if (isFulfilled(review === undefined ? was : { ...was, review }, ground)) return [];
    return policiesOf(pathsIn(was.files), ground).some(({ policy }) => touched.has(policy.id)) ? [id] : [];
  });
}
