import { writeSync } from 'node:fs';
import type { Output } from '../ports/context.ts';
import { couldNot } from './file-paths.ts';
import { errorCode } from './file-system.ts';

/** Waits without burning the processor, for a pipe whose reader is slow. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** What the output of this process goes through; a test puts faults into it. */
type WriteSome = (fd: number, bytes: Uint8Array, offset: number) => number;

/** Standard output or standard error. */
type ProcessStream = Pick<NodeJS.WriteStream, 'columns'> & {
  readonly fd: number;
  readonly isTTY?: boolean | undefined;
};

/**
 * Results. They are written synchronously: nothing is lost when the process ends, and the first
 * `console.log` alone would cost 5 to 11 ms. Where the reader has had enough (`| head`), or the terminal is
 * gone, the rest is dropped: that is no failure.
 * @throws Failure `undetermined`, from `write`, where the disk behind it is full or fails: results that
 *   nobody can read are never a pass
 */
export function resultOutput(stream: ProcessStream, write: WriteSome = writeSync): Output {
  return outputOn(stream, write, (error) => {
    throw couldNot('write to', 'standard output', error);
  });
}

/**
 * Everything but results. What cannot be written is dropped: there is nowhere left to say so, and the exit
 * code is about the work.
 */
export function messageOutput(stream: ProcessStream, write: WriteSome = writeSync): Output {
  return outputOn(stream, write, () => {});
}

function outputOn(stream: ProcessStream, write: WriteSome, failed: (error: unknown) => void): Output {
  const isTTY = stream.isTTY === true;
  let isClosed = false;
  return {
    isTTY,
    columns: stream.columns,
    write(text) {
      const bytes = Buffer.from(text, 'utf8');
      for (let offset = 0; offset < bytes.length && !isClosed; ) {
        try {
          offset += write(stream.fd, bytes, offset);
        } catch (error) {
          const code = errorCode(error);
          if (code === 'EAGAIN') {
            pause(2);
            continue;
          }
          isClosed = true;
          // A file answers EIO too, where its disk is broken.
          const isGone = code === 'EPIPE' || (code === 'EIO' && isTTY);
          if (!isGone) failed(error);
        }
      }
    },
  };
}
