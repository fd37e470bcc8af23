import { changeGate, type Draft, file, governedIn, operations, randomConfig } from './operations.ts';
import { addPast, touchPast } from './past.ts';
import { type Dice, diceOf } from './random.ts';
import { configPath } from './reading.ts';
import type { Plan } from './repository.ts';
import { addReviews } from './reviews.ts';
import type { Side } from './side.ts';
import { asYaml } from './texts.ts';

/** A repository to be made, and in words what happens in it. */
export interface Scenario {
  readonly plans: readonly Plan[];
  readonly story: readonly string[];
}

const developer = 'dev@example.com';

/** A repository whose every detail follows from the seed. */
export function scenarioOf(seed: number): Scenario {
  const dice = diceOf(seed);
  const story: string[] = [];
  const side: Draft = new Map();
  for (let count = 3 + dice.number(7); count > 0; count -= 1) operations.add?.(side, dice, []);
  if (dice.chance(15)) operations.link?.(side, dice, []);
  if (dice.chance(15)) operations.submodule?.(side, dice, []);
  for (const path of [...side.keys()]) if (/^cx-reviews$/i.test(path)) side.delete(path);
  const hasConfig = dice.chance(88);
  if (hasConfig) {
    // A policy that governs something that is there makes for more to see.
    for (let tries = 0; tries < 3 && governedIn(side).length === 0; tries += 1) {
      side.set(configPath, file(asYaml(randomConfig(dice))));
    }
  }
  const early = new Map(side);
  const past = dice.chance(45) ? addPast(side, dice, story) : undefined;
  const base = new Map(side);

  const count = dice.chance(past === undefined ? 5 : 40) ? 0 : 1 + dice.number(4);
  for (let at = 0; at < count; at += 1) {
    const name = dice.pick([
      'add',
      'modify',
      'modify',
      'modify',
      'delete',
      'rename',
      ...Object.keys(operations),
    ]);
    operations[name]?.(side, dice, governedIn(base));
    story.push(name);
  }
  if (dice.chance(hasConfig ? 15 : 50)) story.push(changeGate(side, dice));
  if (past !== undefined && dice.chance(85)) story.push(touchPast(past, side, base, dice));
  if (dice.chance(84)) addReviews(base, side, dice, seed, story);

  // Sometimes an approver writes the change itself.
  const email = dice.chance(8)
    ? dice.pick(['leo@example.com', 'NOOR@example.com', 'ines@example.com'])
    : developer;
  return {
    plans: plansOf(early, base, side, email, dice),
    story: [...story, ...(email === developer ? [] : [`by ${email}`])],
  };
}

/** Commits that lead from one side to the other: at once, in steps, or as a merge. */
function plansOf(early: Side, base: Side, head: Side, email: string, dice: Dice): Plan[] {
  const plan = (branch: string, side: Side, parents: readonly number[], by = developer): Plan => ({
    branch,
    side,
    parents,
    email: by,
  });
  const note = new Map(early).set('note-of-work.txt', file(String(dice.number(1000))));
  const start = [plan('main', early, []), plan('main', base, [0])];
  switch (dice.number(4)) {
    case 0:
      return [
        ...start,
        plan('change', new Map(base).set('half.txt', file('x')), [1]),
        plan('change', head, [2], email),
      ];
    case 1:
      // The feature left the base before its last commit; what is judged is its merge.
      return [...start, plan('feature', note, [0]), plan('change', head, [1, 2], email)];
    case 2:
      // A branch that was never brought up to date: the sides are compared as they are.
      return [...start, plan('change', note, [0]), plan('change', head, [2], email)];
    default:
      return [...start, plan('change', head, [1], email)];
  }
}
