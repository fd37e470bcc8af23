import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { runsAtEffort } from '../support/effort.ts';
import { runCli, scratchFolder } from '../support/world.ts';

const read = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../templates/examples', name), 'utf8');
const id = '2026-11-22-pro-plan-k3f9';

/** What a runner obeys: at the start of a line, or anywhere in it. */
const orders = '::stop-commands::own ::add-mask::a ##[group]b ##vso[task.complete]c';

/** What the schema gives a form has no room for orders. */
const formatted = new Set(['notice']);

/** Whatever a person wrote in words, with orders in front, behind and at every place where it may be broken. */
function withOrders(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => withOrders(one));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, formatted.has(key) ? one : withOrders(one)]),
    );
  }
  const isWords = typeof value === 'string' && value.length > 12 && /\s/.test(value);
  return isWords ? `${orders} ${value.replaceAll(' ', ' ::error::x ')} ${orders}`.slice(0, 1900) : value;
}

const review = stringify({ ...(withOrders(parse(read('price-rise.yaml'))) as object), id });
/** Lines are broken where the width says so, so each is a chance to begin one with an order. */
const widths = [40, 63, 80, 100].slice(0, runsAtEffort(1));

const cwd = scratchFolder({
  'cx-reviews/config.yaml': read('config.yaml'),
  [`cx-reviews/${id}.yaml`]: review,
});

describe('what a review says in a job of a CI service', () => {
  it.each([
    ['list'],
    ['list', '--json'],
    ['show', id],
    ['show', id, '--json'],
    ['check'],
    ...['text', 'json', 'sarif', 'junit', 'gitlab', 'markdown'].map((format) => [
      'check',
      '--format',
      format,
    ]),
    ['economics', id],
    ['economics', id, '--compare'],
    ['economics', id, '--set', 'leave=3-6-11%'],
    ['economics', id, '--json'],
    ['economics', id, '--html'],
    ...['agent', 'leader'].flatMap((reader) => [
      ['plan', id, '--for', reader],
      ['plan', id, '--for', reader, '--html'],
    ]),
    ['render'],
  ])('is obeyed by no runner: %s %s %s %s %s', async (...argv) => {
    for (const width of widths) {
      const env = { COLUMNS: String(width) };
      const { code, stdout, stderr } = await runCli(argv.filter(Boolean), { cwd, env });
      expect({ code, stderr }).toEqual({ code: expect.toBeOneOf([0, 1]), stderr: expect.any(String) });
      expect(stdout).not.toBe('');
      const obeyed = `${stdout}\n${stderr}`
        .split(/[\n\r]/)
        .filter((line) => /^\s*::|##\[|##vso\[/i.test(line));
      expect(obeyed).toEqual([]);
    }
  });
});
