import { grouped } from './words.ts';

/** How far a longer piece of work is. */
export interface Progress {
  /** One more of them is done. */
  readonly step: () => void;
  /** Takes away what was shown. */
  readonly end: () => void;
}

/** Work that is done within this many milliseconds shows nothing. */
const patience = 1000;
/** Milliseconds between two lines. */
const pause = 100;

/**
 * Tells a person at a terminal how far the work is, on one line that is written over and taken away at the end.
 * @param what is counted, with its verb: `Checked {done} of {total} reviews`
 * @param show undefined where nobody watches
 */
export function trackProgress(
  what: string,
  total: number,
  show: ((text: string) => void) | undefined,
  now: () => Date,
): Progress {
  if (show === undefined) return { step: () => {}, end: () => {} };
  const start = now().getTime();
  let done = 0;
  let last = 0;
  return {
    step: () => {
      done += 1;
      const at = now().getTime() - start;
      if (at < patience || at - last < pause) return;
      last = at;
      show(`\r\u001b[K${what.replace('{done}', grouped(done)).replace('{total}', grouped(total))}`);
    },
    end: () => {
      if (last > 0) show('\r\u001b[K');
    },
  };
}
