import { describe, expect, it } from 'vitest';
import { messageOutput, resultOutput } from '../../src/adapters/output.ts';
import { Failure } from '../../src/lib/failure.ts';

const file = { fd: 1, columns: 80 };
const terminal = { ...file, isTTY: true };

function fault(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Takes three bytes at a time, and fails with each of the codes in turn before it takes any. */
function slowly(...codes: string[]) {
  const taken: string[] = [];
  const write = (_fd: number, bytes: Uint8Array, offset: number): number => {
    const code = codes.shift();
    if (code !== undefined) throw fault(code);
    const some = bytes.subarray(offset, offset + 3);
    taken.push(Buffer.from(some).toString());
    return some.length;
  };
  return { write, taken: () => taken.join('') };
}

describe('resultOutput', () => {
  it('hands over everything, however little is taken at once and however slow the reader', () => {
    const { write, taken } = slowly('EAGAIN', 'EAGAIN');
    resultOutput(file, write).write('all of it');
    expect(taken()).toBe('all of it');
  });

  it.each([
    ['ENOSPC', 'The disk is full.'],
    ['EDQUOT', 'Your share of the disk is full.'],
    ['EFBIG', 'The operating system says EFBIG.'],
    ['EIO', 'The disk reported a fault.'],
  ])('says that results are lost where the disk answers %s', (code, why) => {
    const output = resultOutput(file, slowly(code).write);
    let failure: unknown;
    try {
      output.write('results');
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ kind: 'undetermined', why, place: { file: 'standard output' } });
  });

  it.each([
    ['a reader that has had enough', file, 'EPIPE'],
    ['a terminal that is gone', terminal, 'EIO'],
  ])('drops what %s does not take, and all that comes after', (_who, stream, code) => {
    const { write, taken } = slowly(code);
    const output = resultOutput(stream, write);
    output.write('results');
    output.write('more');
    expect(taken()).toBe('');
  });
});

describe('messageOutput', () => {
  it('drops what a full disk does not take: there is nowhere left to say so', () => {
    const { write, taken } = slowly('ENOSPC');
    const output = messageOutput(file, write);
    output.write('a message');
    output.write('another');
    expect(taken()).toBe('');
  });
});
