import { expect, it } from 'vitest';
import { idFor } from '../../../src/app/workspace/create-review.ts';

const slugOf = (title: string) =>
  idFor(title, { today: '2027-01-15', seed: 1 }, 0).replace(/^2027-01-15-|-[a-z0-9]{4}$/g, '');

it.each([
  ['Pro plan: 20 → 25 €', 'pro-plan-20-25'],
  ['Größere Gebühren', 'groessere-gebuehren'],
  ['Gro\u0308ßere', 'groessere'],
  ['Повышение цены', 'povyshenie-tseny'],
  ['Αύξηση τιμής', 'ayksisi-timis'],
  ['Tăng giá vé', 'tang-gia-ve'],
  ['Zażółć gęślą', 'zazolc-gesla'],
  ['—', 'review'],
])('keeps the words of %j in the id: %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

it('makes an id of small letters, digits and hyphens of any title', () => {
  for (const title of ['رفع الأسعار', '値上げ', 'ราคา', '💶 up']) {
    expect(idFor(title, { today: '2027-01-15', seed: 1 }, 0)).toMatch(/^2027-01-15-[a-z0-9-]+-[a-z0-9]{4}$/);
  }
});
