import { groundOf } from '../oracle/ground.ts';
import { configPath, pathsIn, revokedPath, rowsOf, signersPath } from '../oracle/reading.ts';
import { bytesOf, mergePaths } from '../oracle/side.ts';
import { touchApproval } from './approval-files.ts';
import type { Asking } from './asking.ts';
import { askingFor, type Course, developer, type Hands, plansOf, randomCourse } from './courses.ts';
import { changeGate } from './gate-changes.ts';
import { type Keys, signersFile } from './keys.ts';
import { type Draft, file, governedIn, operations, randomConfig } from './operations.ts';
import { addPast, addPastOfGate, restore, touchPast } from './past.ts';
import { addPastWaiver, touchPastWaiver } from './past-waiver.ts';
import { type Dice, diceOf } from './random.ts';
import type { Plan } from './repository.ts';
import { addReviews } from './reviews.ts';
import { asYaml, today, yamlOf } from './texts.ts';
import { addWaiver } from './waiving.ts';
import type { Desk } from './writing.ts';

/** A repository to be made, how the gate is asked about it, and in words what happens in it. */
export interface Scenario {
  readonly plans: readonly Plan[];
  readonly course: Course;
  readonly asking: Asking;
  readonly story: readonly string[];
}

/** Files, and a config that governs some of them. */
function addFiles(side: Draft, keys: Keys, dice: Dice): void {
  for (let count = 3 + dice.number(7); count > 0; count -= 1) operations.add?.(side, dice, []);
  for (const name of ['link', 'submodule', 'attributes'])
    if (dice.chance(15)) operations[name]?.(side, dice, []);
  for (const path of [...side.keys()]) if (/^cx-reviews$/i.test(path)) side.delete(path);
  if (dice.chance(8)) return;
  let text = '';
  // A policy that governs something that is there makes for more to see.
  for (let tries = 0; tries < 8 && governedIn(side).length === 0; tries += 1) {
    text = asYaml(randomConfig(dice));
    side.set(configPath, file(text));
  }
  if (!text.includes('level: signed')) return;
  if (dice.chance(92)) side.set(signersPath, file(signersFile(keys, dice)));
  if (dice.chance(60)) side.set(revokedPath, file(`${keys.publicKey('lost')}\n`));
}

function changeFiles(
  side: Draft,
  count: number,
  governed: readonly string[],
  dice: Dice,
  story: string[],
): void {
  for (let at = 0; at < count; at += 1) {
    const usual = ['add', 'modify', 'modify', 'modify', 'delete', 'rename'];
    const name = dice.pick([...usual, ...Object.keys(operations)]);
    operations[name]?.(side, dice, governed);
    story.push(name);
  }
}

/** What happens on main after the change left it. */
function goOn(side: Draft, past: ReturnType<typeof addPast>, keys: Keys, dice: Dice, story: string[]): void {
  const told: string[] = [];
  changeFiles(side, dice.number(3), dice.chance(40) ? governedIn(side) : [], dice, told);
  if (dice.chance(20)) told.push(changeGate(side, dice));
  if (dice.chance(20)) addPast(side, keys, dice, told);
  if (dice.chance(15)) addPastWaiver(side, keys, dice, told);
  if (past !== undefined && dice.chance(20)) told.push(touchPast(past, side, dice, undefined));
  story.push(`meanwhile on main: ${told.join(', ')}`);
}

/** A repository whose every detail follows from the seed, but for the keys. */
export function scenarioOf(seed: number, keys: Keys): Scenario {
  const dice = diceOf(seed);
  const story: string[] = [];
  const course = randomCourse(dice);
  const asking = askingFor(course, dice);
  const start: Draft = new Map();
  addFiles(start, keys, dice);
  const early = new Map(start);
  if (dice.chance(3)) addPastOfGate(start, keys, dice, story);
  const past = dice.chance(40) ? addPast(start, keys, dice, story) : undefined;
  const pastWaiver = dice.chance(13) ? addPastWaiver(start, keys, dice, story) : undefined;
  const base = new Map(start);
  if (course === 'left behind') {
    // At times the rest of a change of the past, and its approvals, only come now.
    if (past !== undefined && !past.isTakenBack && dice.chance(30)) {
      const rest = pathsIn(rowsOf(past.review)).map(bytesOf).slice(1);
      restore(start, past.before, rest);
      start.set(past.path, file(yamlOf({ ...past.review, approvals: [] }, dice)));
      story.push('the rest of the past only comes now');
    } else goOn(base, past, keys, dice, story);
  }

  // Where all else is as it should be, one flaw decides.
  const isCalm = dice.chance(70);
  const side = new Map(start);
  const governed = governedIn(start);
  const from = asking.name === 'first' ? new Map() : start;
  const desk = (): Desk => {
    const main = asking.name === 'first' ? from : base;
    const after = mergePaths(from, main, side);
    const range = { start: from, base: main, after, commits: [], today, isStaged: false };
    return { ground: groundOf(range), keys, dice, isCalm };
  };
  const isPastEnough = past !== undefined && dice.chance(30);
  changeFiles(side, isPastEnough ? 0 : dice.number(isCalm ? 2 : 4), governed, dice, story);
  for (let tries = 0; isCalm && !isPastEnough && tries < 4 && desk().ground.governed.size === 0; tries += 1) {
    changeFiles(side, 1, governed, dice, story);
  }
  if (dice.chance(isCalm ? 5 : start.has(configPath) ? 15 : 50)) story.push(changeGate(side, dice));
  const touched =
    past !== undefined && dice.chance(isCalm ? 50 : 85) ? touchPast(past, side, dice, desk) : '';
  if (touched !== '') story.push(touched);
  // What is taken back needs no review.
  const isAsBefore = touched === 'taken back whole' && dice.chance(75);
  const spared = past === undefined || !isAsBefore ? [] : pathsIn(rowsOf(past.review)).map(bytesOf);
  if (pastWaiver !== undefined) story.push(touchPastWaiver(pastWaiver, side, dice));
  const isWaived = dice.chance(20);
  if (isWaived) addWaiver(side, [start, base], desk(), seed, story);
  if (!isWaived || !isCalm) {
    if (isCalm || dice.chance(isWaived ? 50 : 75)) addReviews(side, desk(), spared, seed, story);
  }

  if (dice.chance(isCalm ? 6 : 15)) {
    const done = touchApproval(side, dice);
    if (done !== undefined) story.push(done);
  }

  // Sometimes an approver writes the change itself.
  const hand = (): string =>
    dice.chance(isCalm ? 2 : 4)
      ? dice.pick(['leo@example.com', 'NOOR@example.com', 'ines@example.com', 'Leo+git@Example.com'])
      : developer;
  const hands: [Hands, Hands] = [
    [hand(), hand()],
    [hand(), hand()],
  ];
  const others = hands.flat().filter((email) => email !== developer);
  story.push(course, ...(others.length === 0 ? [] : [`by ${hands.join(' and ')}`]));
  return { plans: plansOf(course, { early, start, base, head: side }, hands, dice), course, asking, story };
}
