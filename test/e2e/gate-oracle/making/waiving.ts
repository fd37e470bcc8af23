import type { Approval, Waiver } from '../oracle/model.ts';
import { type Governing, signingAuthor } from '../oracle/policies.ts';
import { bytesOf, digestAt, type Side, textOf } from '../oracle/side.ts';
import { boundOfWaiver, dayAfter } from '../oracle/standing.ts';
import { putBeside } from './approval-files.ts';
import type { FlawedWaiver } from './flaw.ts';
import { flawsOfWaivers } from './flaws-of-waivers.ts';
import { type Draft, file, put } from './operations.ts';
import { today, yamlOf } from './texts.ts';
import { approvalsFor, type Desk, policiesAt } from './writing.ts';

/** A waiver of what changes at these paths between two states. */
export function waiverOn(id: string, paths: readonly string[], before: Side, after: Side): Waiver {
  return {
    schema: 'cx-review-waiver/1',
    id,
    author: 'maya',
    owner: 'ines',
    reason: 'The page shows a limit that nobody has agreed to.',
    date: today,
    expires: dayAfter(today, 1),
    files: paths.map((path, at) => ({
      id: `f${at}`,
      path: textOf(path) ?? '',
      before: digestAt(before, bytesOf(textOf(path) ?? '')),
      after: digestAt(after, bytesOf(textOf(path) ?? '')),
    })),
  };
}

/** Approvals of a waiver as they should be. */
export function approvalsOfWaiver(
  waiver: Waiver,
  policies: readonly Governing[],
  desk: Desk,
  date = today,
): Approval[] {
  const { id = '', author } = waiver;
  const { config } = desk.ground;
  const roles = [...(config.waivers?.roles ?? ['owner']), ...signingAuthor(policies, config)];
  const subject = `waivers/${id}`;
  return approvalsFor({ subject, bound: boundOfWaiver(waiver), roles, policies, author, date }, desk);
}

/** Writes a waiver for some of what changes, with or without flaws. */
export function addWaiver(
  side: Draft,
  bases: readonly Draft[],
  desk: Desk,
  seed: number,
  story: string[],
): void {
  const { dice, ground, isCalm } = desk;
  const { from, after, governed } = ground;
  const isOfGate = (path: string) => (governed.get(path) ?? []).some(({ isGate }) => isGate);
  const listable = [...governed.keys()].filter((path) => textOf(path) !== undefined);
  const ordinary = listable.filter((path) => !isOfGate(path));
  const covers = [
    ...(isCalm || dice.chance(60) ? ordinary : dice.some(ordinary, 1)),
    // The gate itself has no waivers.
    ...(dice.chance(50) ? listable.filter(isOfGate) : []),
  ];
  if (covers.length === 0) return;
  const id = `2026-11-${14 + dice.number(8)}-waiver-${dice.number(10_000)}`;
  const waiver = waiverOn(id, covers, from, after);
  const flawed: FlawedWaiver = { desk, waiver, path: `cx-reviews/waivers/${id}.yaml` };
  const due = flawsOfWaivers[seed % flawsOfWaivers.length];
  const flaw = dice.chance(isCalm ? 65 : 50)
    ? dice.chance(50)
      ? due
      : dice.pick(flawsOfWaivers)
    : undefined;
  flaw?.before?.(flawed, dice);
  waiver.approvals = approvalsOfWaiver(waiver, policiesAt(covers, ground), desk);
  flaw?.after?.(flawed, dice);
  const sides = flawed.isOnBase ? [...bases, side] : [side];
  const written = dice.chance(40) ? putBeside(waiver, `waivers/${id}`, sides, dice) : waiver;
  const text = yamlOf(written, dice);
  const entry = { ...file(flawed.text?.(text) ?? text), ...flawed.entry };
  for (const one of sides) put(one, flawed.path, entry);
  story.push(`waiver ${id} of ${covers.length}${flaw === undefined ? '' : `, ${flaw.name}`}`);
}
