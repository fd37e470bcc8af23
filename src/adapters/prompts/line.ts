import { createPrompt, useEffect, useRef, useState } from '@inquirer/core';
import type { LineSpec, Reading, Reply } from '../../ports/prompter.ts';
import { findWish, isEnter, type Keyboard, setLine, usePress, type Wish } from './keys.ts';
import {
  above,
  chooseSigns,
  enterKey,
  footer,
  type Look,
  problemLines,
  standingLines,
} from './screen-layout.ts';

interface Config {
  readonly spec: LineSpec<unknown>;
  readonly look: Look;
  /** What has been typed already. */
  readonly typed?: string;
}

type Outcome = Reply<unknown> | (Wish & { readonly kind: 'help' });

/** One line. A sign on an empty line stands for a wish; what cannot be read stays, to be corrected. */
export const linePrompt = createPrompt<Outcome, Config>(({ spec, look, typed = '' }, done) => {
  const [line, setText] = useState('');
  const [refused, setRefused] = useState<Reading<unknown> | undefined>(undefined);
  const before = useRef('');

  useEffect((rl) => {
    if (typed === '') return;
    rl.write(typed);
    before.current = typed;
    setText(typed);
  }, []);

  const finish = (keyboard: Keyboard, text: string): void => {
    if (text.trim() === '') {
      if (spec.canKeep) done({ kind: 'keep' });
      else setRefused({ problem: 'Please write something.', ...buildExample(spec) });
      return;
    }
    const reading = spec.read(text);
    if (reading.problem === undefined) {
      done({ kind: 'answer', value: reading.value, echo: reading.echo });
      return;
    }
    // Enter has emptied the line; what was typed comes back, to be corrected.
    setLine(keyboard, text);
    setRefused(reading);
  };

  usePress((key, keyboard) => {
    const text = before.current;
    if (isEnter(key)) return finish(keyboard, text);
    if (key.name === 'paste') keyboard.write((key.text ?? '').trim().replace(/\s*\n\s*/g, ' '));
    if (key.name === 'tab') setLine(keyboard, text);
    // Up and down would fetch lines of other questions.
    if (key.name === 'up' || key.name === 'down') setLine(keyboard, text);
    const wish = text === '' ? findWish(key.name === 'escape' ? 'escape' : keyboard.line, spec) : undefined;
    if (wish !== undefined) {
      setLine(keyboard, '');
      done(wish as Outcome);
      return;
    }
    before.current = keyboard.line;
    setText(keyboard.line);
    if (keyboard.line !== text) setRefused(undefined);
  });

  const { pointer } = chooseSigns(look);
  const top = [...above(spec, look), ...standingLines(spec, look)];
  const keys = [enterKey(spec)];
  const problem =
    refused?.problem === undefined ? [] : [problemLines(refused.problem, refused.example, look)];
  return [
    [...top, `  ${look.style.cyan(pointer)} ${line}`].join('\n'),
    [...problem, footer(keys, spec, look)].join('\n'),
  ];
});

function buildExample(spec: LineSpec<unknown>): { readonly example: string } {
  const reading = spec.read('');
  return { example: reading.problem === undefined ? '' : reading.example };
}
