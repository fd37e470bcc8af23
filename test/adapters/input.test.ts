import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readBounded } from '../../src/adapters/input.ts';

const bytes = (length: number) => new Uint8Array(length).fill(97);

describe('readBounded', () => {
  it('reads to the end, up to the limit', async () => {
    expect(await readBounded(Readable.from([bytes(3), bytes(7)]), 10)).toEqual(bytes(10));
    expect(await readBounded(Readable.from([]), 10)).toEqual(bytes(0));
  });

  it('stops in the middle of what has no end, and lets go of it', async () => {
    let given = 0;
    let isLetGo = false;
    async function* endless() {
      try {
        for (;;) {
          given += 1;
          yield bytes(1024);
        }
      } finally {
        isLetGo = true;
      }
    }
    await expect(readBounded(endless(), 4096)).rejects.toMatchObject({
      kind: 'invalid',
      message: 'it holds more than 4 KB',
      place: { file: 'standard input' },
    });
    expect([given, isLetGo]).toEqual([5, true]);
  });

  it('says that it could not be read, and why', async () => {
    const broken = new Readable({
      read() {
        this.destroy(Object.assign(new Error('EISDIR'), { code: 'EISDIR' }));
      },
    });
    await expect(readBounded(broken, 10)).rejects.toMatchObject({
      kind: 'undetermined',
      message: 'could not read standard input',
      why: 'It is a folder.',
    });
  });
});
