import type { ChangeRow, Review } from './model.ts';
import { digestAt, type Entry, type Side } from './side.ts';
import { likeness, type Move, movesIn } from './values.ts';

/** What a review has to answer: where nobody is worse off, where a price rises, and where the gate changes. */
const asked = {
  harmless: [
    ...['title', 'situation', 'author', 'currency', 'depth', 'customers.total', 'customers.worseOff'],
    ...['change.what', 'change.dates.effective', 'change.dates.briefed', 'change.dates.told'],
    ...['frontline.reason.text', 'frontline.reason.class', 'frontline.escalation', 'frontline.cardOwner'],
    ...['frontline.cardFeedback', 'verdict.decision', 'verdict.date', 'verdict.why'],
    ...['verdict.helpsAndPleases', 'verdict.wouldSayIt', 'leadership.signer'],
  ],
  deeper: ['frontline.readAloud.agents', 'frontline.readAloud.linesChanged'],
  rise: [
    ...[
      'title',
      'author',
      'currency',
      'depth',
      'customers.total',
      'customers.worseOff',
      'customers.segments',
    ],
    ...['change.what', 'change.dates.effective', 'change.dates.told', 'change.reason', 'consequences'],
    ...['reversal.steps', 'frontline.escalation', 'frontline.offers', 'verdict.decision', 'verdict.date'],
    ...['verdict.why', 'leadership.signer'],
  ],
  gate: [
    ...['title', 'author', 'change.what', 'change.dates.effective', 'change.reason'],
    ...['verdict.decision', 'verdict.date', 'verdict.why', 'leadership.signer'],
  ],
};

/** Paths of the answers that a review has to have, by its situation and depth. */
export function askedOf({ situation, screening, depth = '' }: Review): readonly string[] {
  if (situation === 'gate-change') return asked.gate;
  if (!isHarmless({ screening })) return asked.rise;
  return ['standard', 'full'].includes(depth) ? [...asked.harmless, ...asked.deeper] : asked.harmless;
}

const isHarmless = ({ screening }: Review): boolean =>
  (screening as { nobodyWorseOff?: boolean } | undefined)?.nobodyWorseOff === true;

function valueAt(review: Review, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined)?.[key], review);
}

/** New names with the old ones: of the same thing, or else of files with values at mostly the same places. */
function renamesIn(paths: readonly string[], before: Side, after: Side): ReadonlyMap<string, string> {
  const gone = paths.filter((path) => before.has(path) && !after.has(path));
  const come = paths.filter((path) => !before.has(path) && after.has(path));
  const isSame = (a: Entry, b: Entry): boolean =>
    a.kind === b.kind && a.executable === b.executable && a.content.equals(b.content);
  const found = new Map<string, string>();
  const pairs = come.flatMap((to) =>
    gone.flatMap((from) => {
      const [was, is] = [before.get(from), after.get(to)];
      if (was === undefined || is === undefined) return [];
      return [{ from, to, share: isSame(was, is) ? 2 : likeness(from, was, to, is) }];
    }),
  );
  const byOld = (a: { from: string }, b: { from: string }) =>
    a.from < b.from ? -1 : Number(a.from > b.from);
  for (const { from, to, share } of pairs.sort((a, b) => b.share - a.share || byOld(a, b))) {
    const isTaken = found.has(to) || [...found.values()].includes(from);
    if (share >= 0.5 && !isTaken) found.set(to, from);
  }
  return found;
}

/** Rows of `policy.changes` that a review has to have on the paths, by what stands there. */
export function movesOf(
  paths: readonly string[],
  before: Side,
  after: Side,
): { readonly path: string; readonly moves: Move[] | undefined }[] {
  const sorted = [...paths].sort();
  const renames = renamesIn(sorted, before, after);
  const old = new Set(renames.values());
  return sorted.map((path) => {
    const from = renames.get(path);
    if (old.has(path)) return { path, moves: [] };
    if (from === undefined) return { path, moves: movesIn(path, before.get(path), after.get(path)) };
    const [was, is] = [before.get(from), after.get(path)];
    const isMoved = was !== undefined && is?.content.equals(was.content);
    return { path, moves: isMoved ? [] : movesIn(path, was, is, from) };
  });
}

/** A price that falls, or an allowance that grows: of nothing else do the files show that it costs nobody anything. */
const isKind = ({ pointer = '', from, to }: Move | ChangeRow): boolean => {
  if (typeof from !== 'number' || typeof to !== 'number') return false;
  const name = pointer.split('.').at(-1) ?? '';
  if (name === 'price') return to < from;
  return (name === 'uploads' || name === 'seats') && to > from;
};

/** Whether something changes, all of it can be read, and all of it is for the better. */
export function isAllBetter(paths: readonly string[], before: Side, after: Side): boolean {
  const found = movesOf(paths, before, after).flatMap(
    ({ moves }): (Move | undefined)[] => moves ?? [undefined],
  );
  return found.length > 0 && found.every((move) => move !== undefined && isKind(move));
}

/** A script is a file like any other to customers; a link is not. */
const isAsBefore = (path: string, ...sides: readonly Side[]): boolean =>
  new Set(sides.map((side) => digestAt(side, path).replace('executable:', ''))).size === 1;

/** Whether the files show of all that changes at the paths that it costs nobody anything. */
export const showsNoHarm = (paths: readonly string[], before: Side, after: Side): boolean =>
  movesOf(paths, before, after).every(({ path, moves }) =>
    // What nobody can read may be anything, unless it is what it was.
    moves === undefined ? isAsBefore(path, before, after) : moves.every(isKind),
  );

const depths = ['light', 'standard', 'full'];

/** Whether somebody waits for an answer longer than they may, and no exception says why. */
function isTooSlow({ frontline, exceptions = [] }: Review): boolean {
  const { escalation = [] } = (frontline ?? {}) as { escalation?: { answerHours?: number }[] };
  const isExcused = exceptions.some(({ rule }) => rule === 'escalation-dead-end');
  return !isExcused && escalation.some(({ answerHours = 0 }) => answerHours > 72);
}

/** Who is said to have agreed to something out of the ordinary, and has to have approved the review. */
export const agreeing = ({ exceptions: all = [], screening, situation }: Review): string[] => {
  // Nothing that could be excused is asked of a change of the gate.
  const exceptions = situation === 'gate-change' ? [] : all;
  const { lowered } = (screening ?? {}) as { lowered?: { approver?: string } };
  return [...exceptions.map(({ by }) => by), ...(lowered?.approver === undefined ? [] : [lowered.approver])];
};

/** Whether a review is less deep than what is at stake asks for, and no second person has agreed to it. */
function isTooShallow(review: Review): boolean {
  const { depth = '', author } = review;
  const { lowered } = (review.screening ?? {}) as { lowered?: { reason?: string; approver?: string } };
  const isAgreed = lowered?.reason !== undefined && ![undefined, author].includes(lowered.approver);
  return !isHarmless(review) && depths.indexOf(depth) < depths.indexOf('full') && !isAgreed;
}

/**
 * What a review lacks to be complete, a word each.
 * @param isShown whether the files that it covers show that the change costs nobody anything
 */
export function lacksOf(review: Review, isShown: boolean): string[] {
  const lacks = askedOf(review).flatMap((path) =>
    valueAt(review, path) === undefined ? [`no ${path}`] : [],
  );
  if (review.situation === 'gate-change') return lacks;
  // A verdict has to hold until what it decides takes effect.
  const starts = String(valueAt(review, 'change.dates.effective') ?? '');
  if ((review.verdict?.expires ?? '9999-12-31') < starts) lacks.push('expires too early');
  const isSaid = (review.policy?.changes ?? []).every(isKind);
  if (isHarmless(review) && !(isShown && isSaid)) lacks.push('harm');
  if (isTooSlow(review)) lacks.push('too slow');
  if (isTooShallow(review)) lacks.push('too shallow');
  return lacks;
}
