import { writeSync } from 'node:fs';
import type { Output } from '../ports/context.ts';

/** Waits without burning the processor, for a pipe whose reader is slow. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/**
 * A stream of this process. It is written synchronously: nothing is lost when the process ends, and the
 * first `console.log` alone would cost 5 to 11 ms.
 */
export function processOutput(stream: NodeJS.WriteStream & { readonly fd: number }): Output {
  let isClosed = false;
  return {
    isTTY: stream.isTTY === true,
    columns: stream.columns,
    write(text) {
      const bytes = Buffer.from(text, 'utf8');
      for (let offset = 0; offset < bytes.length && !isClosed; ) {
        try {
          offset += writeSync(stream.fd, bytes, offset);
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          if (code === 'EAGAIN') pause(2);
          // The reader has had enough (`| head`), or the terminal is gone: that is not a failure of ours.
          else if (code === 'EPIPE' || code === 'EIO') isClosed = true;
          else throw error;
        }
      }
    },
  };
}
