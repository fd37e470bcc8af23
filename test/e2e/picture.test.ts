import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TerminalSession } from '../support/terminal.ts';
import { pictureOf } from '../support/terminal-picture.ts';

const root = resolve(import.meta.dirname, '../..');
const picture = join(root, 'docs/pictures/interview.svg');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cx-review-picture-'));
  mkdirSync(join(folder, 'cx-reviews'));
  cpSync(join(root, 'templates/examples/config.yaml'), join(folder, 'cx-reviews/config.yaml'));
  const example = readFileSync(join(root, 'templates/examples/price-rise.yaml'), 'utf8');
  // Two answers are left for the person at the terminal: the forecast, and what comes after the break-even.
  const asked = /^ {2}(lossAtAnnouncement|driftPerYear): .*\n/gm;
  writeFileSync(join(folder, 'answers.yaml'), example.replace(asked, ''));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is what the interview shows (CX_REVIEW_PICTURES=1 npm run e2e draws it again)', async () => {
  const args = [
    join(root, 'dist/cx-review.js'),
    'new',
    '--answers',
    'answers.yaml',
    '--today',
    '2026-11-22',
    '--seed',
    '7',
  ];
  const session = new TerminalSession(process.execPath, args, { cwd: folder, columns: 76, rows: 32 });
  await session.waitFor('Leave because of the announcement');
  await session.waitFor('Enter next');
  session.type('3 to 11 %, most likely 6\r');
  await session.waitFor('even the highest stays');
  await session.waitFor('? why');
  const drawn = pictureOf(
    session.screen,
    'A forecast of who will leave is read back, then set beside the break-even',
  );
  session.type('\u0003');
  expect(await session.end()).toBe(130);
  if (process.env.CX_REVIEW_PICTURES !== undefined) {
    mkdirSync(join(picture, '..'), { recursive: true });
    writeFileSync(picture, drawn);
  }
  expect(readFileSync(picture, 'utf8')).toBe(drawn);
});
