import { createPrompt, useState } from '@inquirer/core';
import type { Reply, YesNoSpec } from '../../ports/prompter.ts';
import { findWish, isEnter, setLine, usePress, type Wish } from './keys.ts';
import { above, chooseSigns, cursorLine, footer, type Look, standingLines } from './screen-layout.ts';

interface Config {
  readonly spec: YesNoSpec;
  readonly look: Look;
}

type Outcome = Reply<boolean> | (Wish & { readonly kind: 'help' });

/** Yes or no, by a single key; Enter takes the marked one, if one is marked. */
export const yesNoPrompt = createPrompt<Outcome, Config>(({ spec, look }, done) => {
  const [marked, setMarked] = useState(spec.marked);
  const answer = (value: boolean): void => done({ kind: 'answer', value, echo: value ? 'yes' : 'no' });

  usePress((key, keyboard) => {
    const typed = keyboard.line.toLowerCase();
    setLine(keyboard, '');
    const wish = findWish(key.name === 'escape' ? 'escape' : typed, spec);
    if (wish !== undefined) return done(wish as Outcome);
    if (typed === 'y') return answer(true);
    if (typed === 'n') return answer(false);
    if (['left', 'right', 'up', 'down', 'tab'].includes(key.name)) return setMarked(marked !== true);
    if (!isEnter(key)) return;
    if (marked !== undefined) return answer(marked);
    if (spec.canKeep) done({ kind: 'keep' });
  });

  const { pointer } = chooseSigns(look);
  const option = (value: boolean, word: string): string =>
    marked === value ? look.style.cyan(`${pointer} ${word}`) : `  ${word}`;
  const top = [...above(spec, look), ...standingLines(spec, look)];
  const keys = ['y yes', 'n no', ...(spec.canKeep && marked === undefined ? ['Enter leaves it out'] : [])];
  return [
    `${top.join('\n')}\n  ${option(true, 'Yes')}   ${option(false, 'No')}\n${cursorLine}`,
    footer(keys, spec, look),
  ];
});
