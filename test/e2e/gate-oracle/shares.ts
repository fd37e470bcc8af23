import type { Review } from './oracle/model.ts';
import { reviewOf, rowsOf } from './oracle/reading.ts';
import { type Entry, type Side, textOf } from './oracle/side.ts';
import type { Outcome } from './run.ts';

/** What a repository is an example of. */
type Trait = keyof typeof leastShares;

/** Of how many in a hundred repositories each thing has to be met, so that a run proves something about it. */
export const leastShares = {
  'a governed change passes': 20,
  'something is wrong': 25,
  'a path is uncovered': 8,
  'a file is renamed': 4,
  'only a mode changes': 2,
  'only line endings change': 2,
  'only the kind changes': 0.6,
  'a link comes or goes': 4,
  'a submodule comes or goes': 2,
  'an odd name': 12,
  'names that differ by case alone': 1.5,
  'a decomposed name': 2.5,
  'a name that is no UTF-8': 0.2,
  'a merge': 12,
  'a merge of three': 1.5,
  'branches that merged each other': 2,
  'nobody can tell': 1,
  'a name that means two things': 2,
  'a tag beside the branch that is meant': 2,
  'history that was cut off': 6,
  'main has gone on': 6,
  'a file changed on both branches': 0.2,
  'something is staged': 10,
  'a waiver lets something through': 2,
  'a waiver lets nothing through': 2,
  'a waiver is owed its review': 0.6,
  'a waiver that was owed its review': 0.4,
  'a verdict that ran out': 0.6,
  'a reversal': 0,
  'a review once more': 1,
  'a false claim': 1.5,
  'two reviews of one path': 2,
  'a deep review passes': 4,
  'a rise of the price passes': 0.5,
  'a change of the gate passes': 1.5,
  'signed, and passes': 1.5,
  'signed, and fails': 1.5,
  'signed by the author too, and passes': 0.3,
} as const;

const isOnly = (
  was: Entry | undefined,
  is: Entry | undefined,
  how: (was: Entry, is: Entry) => boolean,
): boolean => was !== undefined && is !== undefined && how(was, is);

const withoutReturns = ({ content }: Entry): string => content.toString('latin1').replaceAll('\r\n', '\n');

/** Upper and lower case as one; a byte that is no UTF-8 as some one character. */
const caseless = (path: string): string => Buffer.from(path, 'latin1').toString('utf8').toLowerCase();

/** What the governed changes of a range are examples of. */
function traitsOfPaths(paths: readonly string[], from: Side, after: Side): Trait[] {
  const found: Trait[] = [];
  const everywhere = [...new Set([...from.keys(), ...after.keys()])];
  for (const path of paths) {
    const [was, is] = [from.get(path), after.get(path)];
    const text = textOf(path);
    const kinds = [was?.kind, is?.kind];
    const isRenamed =
      is === undefined &&
      [...after].some(([other, entry]) => !from.has(other) && was?.content.equals(entry.content) === true);
    if (isRenamed) found.push('a file is renamed');
    if (isOnly(was, is, (a, b) => a.executable !== b.executable && a.content.equals(b.content)))
      found.push('only a mode changes');
    if (isOnly(was, is, (a, b) => !a.content.equals(b.content) && withoutReturns(a) === withoutReturns(b)))
      found.push('only line endings change');
    if (isOnly(was, is, (a, b) => a.kind !== b.kind && a.content.equals(b.content)))
      found.push('only the kind changes');
    if (kinds.includes('link')) found.push('a link comes or goes');
    if (kinds.includes('submodule')) found.push('a submodule comes or goes');
    if (/[^\w./-]|^-|\/-/.test(path)) found.push('an odd name');
    if (text === undefined) found.push('a name that is no UTF-8');
    else if (text !== text.normalize('NFC')) found.push('a decomposed name');
    if (everywhere.some((other) => other !== path && caseless(other) === caseless(path)))
      found.push('names that differ by case alone');
  }
  return found;
}

const isSigned = (review: Review): boolean =>
  (review.approvals ?? []).some(({ level }) => level === 'signed');

/** What the reviews that come with a range are examples of. */
function traitsOfReviews({ range, judgement }: Outcome): Trait[] {
  if (range === undefined) return [];
  const { base: from, after } = range;
  const carried = judgement.passages.flatMap(({ path, by }) => (by === 'review' ? [textOf(path)] : []));
  const reviews = [...after].flatMap(([path, entry]) => {
    const isChanged = from.get(path)?.content.equals(entry.content) !== true;
    const review = path.startsWith('cx-reviews/2') && isChanged ? reviewOf(entry) : undefined;
    const paths = review === undefined ? [] : rowsOf(review).map((row) => row.path);
    return review === undefined ? [] : [{ review, paths, isAgain: from.has(path) }];
  });
  const carrying = reviews.filter(({ paths }) => paths.some((path) => carried.includes(path)));
  const listed = reviews.flatMap(({ paths }) => [...new Set(paths)]);
  const is = (trait: Trait, holds: boolean): Trait[] => (holds ? [trait] : []);
  return [
    ...is('two reviews of one path', new Set(listed).size < listed.length),
    ...is(
      'a deep review passes',
      carrying.some(({ review }) => ['standard', 'full'].includes(review.depth ?? '')),
    ),
    ...is(
      'a rise of the price passes',
      carrying.some(({ review }) => review.situation === 'price-rise'),
    ),
    ...is(
      'a change of the gate passes',
      carrying.some(({ review }) => review.situation === 'gate-change'),
    ),
    ...is(
      'a review once more',
      carrying.some(({ isAgain }) => isAgain),
    ),
    ...is('signed, and passes', judgement.passes && carrying.some(({ review }) => isSigned(review))),
    ...is(
      'signed by the author too, and passes',
      judgement.passes &&
        carrying.some(({ review }) => (review.approvals ?? []).some(({ role }) => role === 'author')),
    ),
    ...is('signed, and fails', !judgement.passes && reviews.some(({ review }) => isSigned(review))),
  ];
}

/** All that a repository is an example of. */
export function traitsOf(outcome: Outcome): ReadonlySet<Trait> {
  const { scenario, surroundings, judgement, range } = outcome;
  const { passes, isUndetermined, governed, passages, unlisted, reasons } = judgement;
  const by = (what: string): boolean => passages.some((passage) => passage.by === what);
  const says = (what: RegExp): boolean => reasons.some((reason) => what.test(reason));
  const is = (trait: Trait, holds: boolean): Trait[] => (holds ? [trait] : []);
  const waivers =
    range === undefined ? [] : [...range.after.keys()].filter((path) => path.includes('/waivers/'));
  const isOwed = says(/is owed its review/);
  return new Set<Trait>([
    ...is('a governed change passes', passes && governed.length > 0),
    ...is('something is wrong', !passes),
    ...is('a path is uncovered', unlisted.length > 0),
    ...is(
      'a merge',
      scenario.plans.some(({ parents }) => parents.length > 1),
    ),
    ...is(
      'a merge of three',
      scenario.plans.some(({ parents }) => parents.length > 2),
    ),
    ...is('branches that merged each other', scenario.course.startsWith('crossed')),
    ...is('nobody can tell', isUndetermined),
    ...is('a name that means two things', surroundings.tag === 'beside the branch'),
    ...is('a tag beside the branch that is meant', surroundings.tag === 'beside the branch of a remote'),
    ...is('history that was cut off', surroundings.cut !== undefined),
    ...is('main has gone on', range !== undefined && range.start !== range.base),
    ...is('a file changed on both branches', says(/changed on both/)),
    ...is('something is staged', scenario.asking.isStaged),
    ...is('a waiver lets something through', by('waiver')),
    ...is('a waiver lets nothing through', waivers.length > 0 && !by('waiver') && governed.length > 0),
    ...is('a waiver is owed its review', isOwed),
    ...is(
      'a waiver that was owed its review',
      !isOwed && scenario.story.includes('the waiver gets its review'),
    ),
    ...is('a verdict that ran out', says(/^the verdict of .* ran out/)),
    ...is('a reversal', by('reversal')),
    ...is('a false claim', says(/ claims a change of /)),
    ...(range === undefined ? [] : traitsOfPaths(governed, range.base, range.after)),
    ...traitsOfReviews(outcome),
  ]);
}
