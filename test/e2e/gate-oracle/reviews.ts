import { type Flawed, flaws } from './flaws.ts';
import type { Review } from './model.ts';
import { type Draft, file, put } from './operations.ts';
import type { Dice } from './random.ts';
import { configOf, governedPaths } from './reading.ts';
import { differences, type Side } from './side.ts';
import { boundOf } from './standing.ts';
import { yamlOf } from './texts.ts';
import { approvalsOf, configDigestOf, policiesAt, reviewOf } from './writing.ts';

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

/** Writes reviews for what changes, with or without flaws. */
export function addReviews(base: Side, side: Draft, dice: Dice, seed: number, story: string[]): void {
  const governed = new Map(governedPaths(base, side));
  const gatePolicies = [...governed.values()].flat().filter(({ isGate }) => isGate);
  const goneRecords = [...base.keys()].filter(
    (path) => /^cx-reviews\/2[^/]*\.yaml$/.test(path) && !side.has(path),
  );
  const isOfGate = (path: string) => (governed.get(path) ?? []).some(({ isGate }) => isGate);
  const gate = [...[...governed.keys()].filter(isOfGate), ...(dice.chance(50) ? goneRecords : [])];
  const ordinary = [...governed.keys()].filter((path) => !isOfGate(path));
  const config = configOf(base) ?? configOf(side);
  if (config === undefined) return;
  const half = dice.number(ordinary.length + 1);
  const groups = dice.chance(75) ? [ordinary] : [ordinary.slice(0, half), ordinary.slice(half)];
  const jobs = [...groups.map((paths) => ({ paths, isGate: false })), { paths: gate, isGate: true }].filter(
    ({ paths }) => paths.length > 0,
  );
  const flawedJob = dice.chance(55) ? dice.number(jobs.length) : -1;
  jobs.forEach(({ paths, isGate }, at) => {
    const id = `2026-11-${15 + dice.number(8)}-change-${at}-${dice.number(10_000)}`;
    // Listing what no policy asks for does no harm.
    const more = dice.chance(10)
      ? dice.some(
          differences(base, side).filter((path) => !governed.has(path)),
          1,
        )
      : [];
    const review = reviewOf(id, [...paths, ...more], base, side, isGate);
    const policies = isGate ? gatePolicies.slice(0, 1) : policiesAt(paths, governed);
    const wanted =
      isGate && policies.length === 0 ? [{ isGate: true, policy: { id: 'the-gate' } }] : policies;
    const flawed: Flawed = {
      review,
      config,
      path: `cx-reviews/${id}.yaml`,
      text: undefined,
      entry: {},
      approve: () =>
        approvalsOf(
          review,
          { config, configDigest: configDigestOf(base), date: '2026-11-22', policies: wanted },
          dice,
        ),
    };
    // Seeds that follow one another go through all flaws in turn.
    const due = flaws[seed % flaws.length];
    const drawn = dice.some(flaws, 1 + Number(dice.chance(20)));
    const chosen = at !== flawedJob ? [] : due !== undefined && dice.chance(80) ? [due] : drawn;
    for (const flaw of chosen) flaw.before?.(flawed, dice);
    review.approvals = flawed.approve();
    for (const flaw of chosen) flaw.after?.(flawed, dice);
    const text = yamlOf(review, dice);
    const entry = file(flawed.text?.(text) ?? text, dice.chance(2));
    put(side, flawed.path, { ...entry, ...flawed.entry });
    if (dice.chance(6)) addFalsePast(review, flawed.path, side, dice, story);
    story.push(`review ${id} of ${paths.length}${chosen.map(({ name }) => `, ${name}`).join('')}`);
  });
}
