import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Processes } from '../../src/adapters/file-lock.ts';
import { makeTemporaryFolder, sweepScratch, withScratch } from '../../src/adapters/scratch.ts';
import { Failure } from '../../src/lib/failure.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'cx-scratch-'));
  vi.stubEnv('TMPDIR', place);
  vi.stubEnv('TEMP', place);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(place, { recursive: true, force: true });
});

const living = new Set([1, 7]);
const processes = (pid: number, host = 'here'): Processes => ({
  pid,
  host,
  startOf: (one) => (living.has(one) ? '5' : undefined),
});

/** What a process that is killed in the middle leaves, by name. */
function leftBy(pid: number, host?: string): string {
  return withScratch(
    ({ folder }) => {
      mkdirSync(join(place, 'kept', basename(folder)), { recursive: true });
      return basename(folder);
    },
    processes(pid, host),
  );
}

describe('a folder that is lent', () => {
  it('takes files of ours, and is gone afterwards, whatever happens', () => {
    const path = withScratch(({ folder, write }) => {
      const file = write('signers', 'maya');
      expect(file).toBe(join(folder, 'signers'));
      expect(readFileSync(file, 'utf8')).toBe('maya');
      expect(() => write('signers', 'again')).toThrow('could not write');
      return folder;
    }, processes(1));
    expect(existsSync(path)).toBe(false);
    expect(() =>
      withScratch(() => {
        throw new Error('odd');
      }, processes(1)),
    ).toThrow('odd');
    expect(readdirSync(place)).toEqual([]);
  });

  it('is no bug where none can be made: what, why, and what to do', () => {
    rmSync(place, { recursive: true });
    for (const make of [() => makeTemporaryFolder(), () => withScratch(() => 'x', processes(1))]) {
      let failure: unknown;
      try {
        make();
      } catch (error) {
        failure = error;
      }
      expect(failure).toBeInstanceOf(Failure);
      expect(failure).toMatchObject({
        kind: 'undetermined',
        message: `could not make a folder in ${place}`,
        why: 'There is no such file.',
        next: expect.stringMatching(/^Set TMPDIR .* to a folder that can be written/),
      });
    }
  });
});

describe('folders that killed processes left', () => {
  it('are taken away, and no others', () => {
    const names = { dead: leftBy(9), alive: leftBy(7), elsewhere: leftBy(9, 'there') };
    const others = ['cx-review-Abc123', 'cx-review-scratch-x', `${names.dead}-x`];
    for (const name of [...Object.values(names), ...others]) mkdirSync(join(place, name));
    writeFileSync(join(place, names.dead, 'signers'), 'maya');
    sweepScratch(place, processes(1));
    const left = [names.alive, names.elsewhere, ...others, 'kept'];
    expect(readdirSync(place).sort()).toEqual(left.sort());
  });

  it('stop nobody where they cannot be looked at', () => {
    expect(() => sweepScratch(join(place, 'nowhere'), processes(1))).not.toThrow();
  });
});
