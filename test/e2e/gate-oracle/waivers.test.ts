import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Review, Waiver } from './oracle/model.ts';
import { digestOf } from './oracle/side.ts';
import { boundOfWaiver } from './oracle/standing.ts';
import {
  asYaml,
  base,
  changed,
  config,
  type Files,
  judged,
  path,
  reviewed,
  rows,
  withReview,
} from './scene.ts';

const waiverId = '2026-11-20-page-k3f9';
const waiverPath = `cx-reviews/waivers/${waiverId}.yaml`;

/** A waiver of the change, approved by Leo. */
function waived(spoil: (waiver: Waiver) => void = () => {}, values: Partial<Waiver> = {}): Waiver {
  const waiver: Waiver = {
    schema: 'cx-review-waiver/1',
    id: waiverId,
    author: 'maya',
    owner: 'ines',
    reason: 'The page is wrong.',
    date: '2026-11-20',
    expires: '2026-12-04',
    files: structuredClone(rows),
    ...values,
  };
  const approval = { id: 'leo', person: 'leo', role: 'owner', decision: 'approve', date: '2026-11-21' };
  waiver.approvals = [{ ...approval, ...boundOfWaiver(waiver), config: digestOf(config) }];
  spoil(waiver);
  return waiver;
}

const withWaiver = (waiver: Waiver, files: Files = changed): Files => ({
  ...files,
  [waiverPath]: asYaml(waiver),
});

it('lets a change through on a waiver', () => {
  expect(judged(base, withWaiver(waived()))).toMatchObject({
    passes: true,
    passages: [{ path, by: 'waiver' }],
  });
});

it.each<[string, Waiver]>([
  ['ran out', waived(() => {}, { date: '2026-11-10', expires: '2026-11-21' })],
  ['lasts a day too long', waived(() => {}, { expires: '2026-12-05' })],
  ['begins in the future', waived(() => {}, { date: '2026-11-24' })],
  ['gives no reason', waived(() => {}, { reason: ' ' })],
  ['has an owner whom nobody knows', waived(() => {}, { owner: 'nobody' })],
  ['lists other content', waived(() => {}, { files: [{ id: 'a', path, before: 'none', after: 'none' }] })],
  ['nobody approved', waived((waiver) => Object.assign(waiver, { approvals: [] }))],
  ['its author approved', waived(({ approvals }) => Object.assign(approvals?.[0] ?? {}, { person: 'maya' }))],
  ['was edited since', waived((waiver) => Object.assign(waiver, { expires: '2026-11-30' }))],
])('takes no waiver that %s', (_what, waiver) => {
  expect(judged(base, withWaiver(waiver)).passes).toBe(false);
});

it('takes no waiver on which nothing goes through', () => {
  const unapproved = waived((waiver) => Object.assign(waiver, { approvals: [] }));
  expect(judged(base, withReview(reviewed(), withWaiver(unapproved))).passes).toBe(true);
  expect(judged(base, withReview(reviewed(), withWaiver(waived()))).passes).toBe(false);
});

it('goes by the days and roles of the config', () => {
  const strict = asYaml({ ...(parse(config) as object), waivers: { maxDays: 3, roles: ['finance'] } });
  const before = { ...base, 'cx-reviews/config.yaml': strict };
  const after = (role: string, expires: string) =>
    withWaiver(
      waived(({ approvals }) => Object.assign(approvals?.[0] ?? {}, { role, config: digestOf(strict) }), {
        expires,
      }),
      { ...changed, 'cx-reviews/config.yaml': strict },
    );
  expect(judged(before, after('finance', '2026-11-23')).passes).toBe(true);
  expect(judged(before, after('finance', '2026-11-24')).passes).toBe(false);
  expect(judged(before, after('owner', '2026-11-23')).passes).toBe(false);
});

it('takes no waiver that is on the base already, and none of the gate', () => {
  expect(judged(withWaiver(waived(), base), withWaiver(waived())).passes).toBe(false);
  const more = `${config}# more\n`;
  const files = [
    { id: 'config', path: 'cx-reviews/config.yaml', before: digestOf(config), after: digestOf(more) },
  ];
  const after = withWaiver(
    waived(() => {}, { files }),
    { ...base, 'cx-reviews/config.yaml': more },
  );
  expect(judged(base, after).passes).toBe(false);
});

/** The base after the waiver ran out. */
const old = { date: '2026-10-01', expires: '2026-10-10' };
const landed = withWaiver(waived(() => {}, old));
const touched = { ...landed, 'pricing/other.md': 'x' };

it('wants the review of a waiver that ran out before its policy changes again', () => {
  expect(judged(landed, { ...landed, 'README.md': 'y' }).passes).toBe(true);
  expect(judged(landed, touched).reasons).toContain(`the waiver ${waiverId} is owed its review`);
  const running = withWaiver(waived(() => {}, { expires: '2026-11-22' }));
  expect(judged(running, { ...running, 'pricing/other.md': 'x' }).reasons.join()).not.toContain('owed');
});

it.each<[string, boolean, (review: Review) => void]>([
  ['as it should be', true, () => {}],
  ['nobody approved', false, (review) => Object.assign(review, { approvals: [] })],
  ['lists other content', false, ({ policy }) => Object.assign(policy?.files?.[0] ?? {}, { after: 'none' })],
  ['lacks an answer', false, (review) => Reflect.deleteProperty(review, 'leadership')],
])('takes the review that follows: %s', (_what, isKept, spoil) => {
  const named = waived(() => {}, old);
  const caughtUp = withReview(
    reviewed(spoil),
    withWaiver({ ...named, review: reviewed().id ?? '' }, touched),
  );
  const isOwed = judged(landed, caughtUp).reasons.some((reason) => reason.includes('is owed'));
  expect(isOwed).toBe(!isKept);
  expect(judged(landed, withReview(reviewed(spoil), touched)).reasons.join()).toContain('is owed');
});

it('lets a review say again what was waived, but only if somebody approved the waiver', () => {
  const naming = (waiver: Waiver) => withReview(reviewed(), withWaiver(waiver));
  expect(judged(landed, naming({ ...waived(() => {}, old), review: reviewed().id ?? '' })).passes).toBe(true);
  const planted = waived((waiver) => Object.assign(waiver, { approvals: [] }), old);
  expect(judged(withWaiver(planted), naming(planted)).passes).toBe(false);
});

it('keeps waivers on record', () => {
  const { [waiverPath]: _gone, ...without } = landed;
  expect(judged(landed, without)).toMatchObject({ passes: false, governed: [waiverPath] });
  const rewritten = waived(() => {}, { ...old, reason: 'Another' });
  expect(judged(landed, withWaiver(rewritten)).passes).toBe(false);
});
