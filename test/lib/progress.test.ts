import { describe, expect, it } from 'vitest';
import { trackProgress } from '../../src/lib/progress.ts';

/** What is shown of steps that take so many milliseconds each. */
function shown(steps: number, milliseconds: number): string[] {
  const texts: string[] = [];
  let time = 0;
  const progress = trackProgress(
    'Checked {done} of {total} reviews',
    steps,
    (text) => texts.push(text),
    () => new Date(time),
  );
  for (let step = 0; step < steps; step += 1) {
    time += milliseconds;
    progress.step();
  }
  progress.end();
  return texts;
}

describe('progress', () => {
  it('shows nothing of work that is done within a second', () => expect(shown(99, 10)).toEqual([]));

  it('shows how far it is ten times a second, on one line that is taken away', () => {
    expect(shown(1_200, 1)).toEqual([
      '\r\u001b[KChecked 1,000 of 1,200 reviews',
      '\r\u001b[KChecked 1,100 of 1,200 reviews',
      '\r\u001b[KChecked 1,200 of 1,200 reviews',
      '\r\u001b[K',
    ]);
  });

  it('is silent where nobody watches', () => {
    const progress = trackProgress('{done}', 1, undefined, () => {
      throw new Error('nobody needs the time');
    });
    expect(() => {
      progress.step();
      progress.end();
    }).not.toThrow();
  });
});
