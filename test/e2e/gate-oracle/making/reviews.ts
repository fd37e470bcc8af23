import { showsNoHarm } from '../oracle/completeness.ts';
import { isOfGate } from '../oracle/ground.ts';
import type { Review } from '../oracle/model.ts';
import { gatePolicy } from '../oracle/policies.ts';
import { configOf } from '../oracle/reading.ts';
import { differences } from '../oracle/side.ts';
import { boundOf } from '../oracle/standing.ts';
import { putBeside } from './approval-files.ts';
import type { FlawedReview, ReviewFlaw } from './flaw.ts';
import { flawsOfApprovals } from './flaws-of-approvals.ts';
import { flawsOfContent } from './flaws-of-content.ts';
import { flawsOfDecision } from './flaws-of-decision.ts';
import { flawsOfFile } from './flaws-of-file.ts';
import { flawsOfSignatures } from './flaws-of-signatures.ts';
import { type Draft, file, put } from './operations.ts';
import type { Dice } from './random.ts';
import { rise } from './rise.ts';
import { changeOfTheGate, deeper, harmless, yamlOf } from './texts.ts';
import { approvalsOf, cover, type Desk, policiesAt } from './writing.ts';

const flaws: readonly ReviewFlaw[] = [
  ...flawsOfContent,
  ...flawsOfDecision,
  ...flawsOfApprovals,
  ...flawsOfFile,
];

/** Paths that one review is to cover. */
interface Job {
  readonly paths: readonly string[];
  readonly isGate: boolean;
}

/** A review beside another one that says of the past what was not so, so that one could go back to it later. */
function addFalsePast(review: Review, path: string, side: Draft, dice: Dice, story: string[]): void {
  const other = structuredClone(review);
  other.id = `${review.id ?? 'no'}-false`;
  const [first] = other.policy?.files ?? [];
  if (first === undefined) return;
  first.before = dice.pick([`sha256:${'7'.repeat(64)}`, 'none']);
  if (dice.chance(50)) other.policy = { files: [first] };
  for (const approval of other.approvals ?? []) Object.assign(approval, boundOf(other));
  if (dice.chance(20)) delete other.approvals;
  put(side, path.replace(/(\.ya?ml)?$/, '-false.yaml'), file(yamlOf(other, dice)));
  story.push('a false past');
}

/** Files that are this review to whoever does not look at upper and lower case. */
function addLookalike(review: Review, path: string, side: Draft, dice: Dice, story: string[]): void {
  const other = dice.chance(50) ? review : { ...review, approvals: [], title: 'Another' };
  const name = dice.pick([
    path.replace('change', 'Change'),
    path.replace('cx-reviews', 'CX-REVIEWS'),
    path.replace('.yaml', '.YAML'),
  ]);
  put(side, name, file(yamlOf(other, dice)));
  story.push(`a lookalike ${name}`);
}

/** What each review is to cover: at times several share the work, or do the same. */
function jobsOf({ ground, dice, isCalm }: Desk, spared: readonly string[]): Job[] {
  const { base, from, after, governed } = ground;
  const goneRecords = differences(from, after).filter(
    (path) => /^cx-reviews\/(?:waivers\/)?2[^/]*\.yaml$/.test(path) && base.has(path),
  );
  const paths = [...governed.keys()];
  const gate = [
    ...paths.filter((path) => isOfGate(governed.get(path))),
    ...(dice.chance(40) ? goneRecords : []),
  ];
  const ordinary = paths.filter((path) => !isOfGate(governed.get(path)) && !spared.includes(path));
  const half = dice.number(ordinary.length + 1);
  const some = dice.some(ordinary, 1 + dice.number(3));
  const several = [
    [ordinary.slice(0, half), ordinary.slice(half)],
    [ordinary, some],
  ];
  const groups = dice.chance(isCalm ? 90 : 65) ? [ordinary] : dice.pick(several);
  return [...groups.map((group) => ({ paths: group, isGate: false })), { paths: gate, isGate: true }].filter(
    (job) => job.paths.length > 0,
  );
}

function draftFor(id: string, { isGate, paths }: Job, { ground, dice }: Desk): Review {
  if (isGate) return changeOfTheGate(id);
  // Sometimes somebody says that nobody is worse off, and the files do not show it.
  if (!showsNoHarm(paths, ground.from, ground.after) && dice.chance(85)) return rise(id);
  if (dice.chance(6)) return rise(id);
  return dice.chance(25) ? deeper(harmless(id), dice.pick(['standard', 'full'])) : harmless(id);
}

function chosenFlaws(seed: number, { dice, ground, isCalm }: Desk): ReviewFlaw[] {
  if (ground.proofs.signers !== undefined && dice.chance(65)) return [dice.pick(flawsOfSignatures)];
  // Seeds that follow one another go through all flaws in turn.
  const due = flaws[seed % flaws.length];
  return due !== undefined && dice.chance(70)
    ? [due]
    : dice.some(flaws, 1 + Number(!isCalm && dice.chance(30)));
}

/**
 * Writes reviews for what changes, with or without flaws.
 * @param spared paths that are left out
 */
export function addReviews(
  side: Draft,
  desk: Desk,
  spared: readonly string[],
  seed: number,
  story: string[],
): void {
  const { ground, dice, isCalm } = desk;
  const { from, base, after, governed } = ground;
  if (configOf(base) === undefined && configOf(after) === undefined) return;
  const jobs = jobsOf(desk, spared);
  const flawedJob = dice.chance(isCalm ? 58 : 40) ? dice.number(jobs.length) : -1;
  jobs.forEach((job, at) => {
    const { paths, isGate } = job;
    const id = `2026-11-${15 + dice.number(8)}-change-${at}-${dice.number(10_000)}`;
    // Listing what no policy asks for does no harm.
    const others = differences(from, after).filter((path) => !governed.has(path));
    const more = dice.chance(isCalm ? 3 : 10) ? dice.some(others, 1) : [];
    const review = draftFor(id, job, desk);
    cover(review, [...paths, ...more], from, after);
    const flawed: FlawedReview = { desk, review, path: `cx-reviews/${id}.yaml` };
    const chosen = at === flawedJob ? chosenFlaws(seed, desk) : [];
    for (const flaw of chosen) flaw.before?.(flawed, dice);
    review.approvals = approvalsOf(review, isGate ? [gatePolicy] : policiesAt(paths, ground), desk);
    for (const flaw of chosen) flaw.after?.(flawed, dice);
    const written = dice.chance(40) ? putBeside(review, id, [side], dice) : review;
    const text = yamlOf(written, dice);
    const entry = file(flawed.text?.(text) ?? text, dice.chance(2));
    put(side, flawed.path, { ...entry, ...flawed.entry });
    if (dice.chance(isCalm ? 3 : 6)) addFalsePast(review, flawed.path, side, dice, story);
    if (dice.chance(4)) addLookalike(review, flawed.path, side, dice, story);
    const what = `${review.situation} ${review.depth ?? ''}`.trim();
    story.push(`review ${id} (${what}) of ${paths.length}${chosen.map(({ name }) => `, ${name}`).join('')}`);
  });
}
