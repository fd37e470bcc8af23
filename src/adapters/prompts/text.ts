import { createPrompt, useEffect, useRef, useState } from '@inquirer/core';
import { terminalText } from '../../lib/safe-text.ts';
import { wrapText } from '../../lib/wrap.ts';
import type { Reading, Reply, TextSpec } from '../../ports/prompter.ts';
import { findWish, isEnter, type Keyboard, type Press, setLine, usePress, type Wish } from './keys.ts';
import {
  above,
  chooseSigns,
  earlierLines,
  footer,
  type Look,
  problemLines,
  widthOf,
} from './screen-layout.ts';
import {
  breakLine,
  buildLines,
  insertText,
  isBlank,
  joinAbove,
  linesToCorrect,
  moveDown,
  moveUp,
  noLines,
  type TextLines,
  textOf,
} from './text-lines.ts';

interface Config {
  readonly spec: TextSpec;
  readonly look: Look;
  /** What has been written already. */
  readonly written?: string;
  /** Why the last try was not taken. */
  readonly refused?: Reading<string>;
}

export type TextOutcome =
  | Reply<string>
  | (Wish & { readonly kind: 'help' })
  /** The person wants to write in an editor; the text is what they have so far. */
  | { readonly kind: 'editor'; readonly text: string };

/** Lines of the screen that are kept for the question and the keys. */
const reserved = 12;

/** What a key does to the text; undefined where readline has already done it. */
function edited(key: Press, lines: TextLines, spec: TextSpec): TextLines | undefined {
  if (isEnter(key)) return breakLine(lines);
  if (key.name === 'paste') return insertText(lines, key.text ?? '');
  if (key.name === 'up') return moveUp(lines);
  if (key.name === 'down') return moveDown(lines);
  if (key.name === 'backspace' && lines.cursor === 0) return joinAbove(lines);
  if (key.name === 'tab') return isBlank(lines) && spec.offered ? linesToCorrect(spec.offered.text) : lines;
  return undefined;
}

/**
 * One or more paragraphs. Enter begins a new line, Enter on an empty line ends the text; a paste keeps its
 * paragraphs, because it is not typed but handed over whole.
 */
export const textPrompt = createPrompt<TextOutcome, Config>((config, done) => {
  const { spec } = config;
  const [lines, setLines] = useState<TextLines>(() => buildLines(config.written ?? ''));
  const [refused, setRefused] = useState<Reading<string> | undefined>(config.refused);
  const now = useRef(lines);

  useEffect(() => {
    now.current = lines;
  }, []);

  const show = (keyboard: Keyboard, next: TextLines): void => {
    setLine(keyboard, next.line);
    keyboard.cursor = next.cursor;
    now.current = next;
    setLines(next);
  };

  const finish = (keyboard: Keyboard, whole: TextLines): void => {
    if (isBlank(whole)) {
      if (spec.offered !== undefined || spec.canKeep) done({ kind: 'keep' });
      else {
        setRefused({ problem: 'Please write something.', example: 'a sentence or two' });
        show(keyboard, noLines);
      }
      return;
    }
    const reading = spec.read(textOf(whole));
    if (reading.problem === undefined) done({ kind: 'answer', value: reading.value, echo: reading.echo });
    else {
      setRefused(reading);
      show(keyboard, whole);
    }
  };

  usePress((key, keyboard) => {
    const written = now.current;
    const endsHere = written.line.trim() === '' && written.after.length === 0;
    if (key.name === 'finish' || (isEnter(key) && endsHere)) return finish(keyboard, written);
    if (key.ctrl && key.name === 'e') return done({ kind: 'editor', text: textOf(written).trim() });
    const wish = isBlank(written)
      ? findWish(key.name === 'escape' ? 'escape' : keyboard.line, spec)
      : undefined;
    if (wish !== undefined) {
      setLine(keyboard, '');
      return done(wish as TextOutcome);
    }
    const { line, cursor } = keyboard;
    const next = edited(key, written, spec);
    if (next !== undefined) show(keyboard, next);
    else {
      now.current = { ...written, line, cursor };
      setLines(now.current);
    }
    setRefused(undefined);
  });

  return render(config, lines, refused);
});

function render(
  { spec, look }: Config,
  lines: TextLines,
  refused: Reading<string> | undefined,
): [content: string, below: string] {
  const { style } = look;
  const { pointer, more } = chooseSigns(look);
  const bar = style.dim(style.unicode ? '│' : '|');
  const shownLine = (line: string): string =>
    wrapText(terminalText(line), widthOf(look), { indent: `  ${bar} ` });
  const top = above(spec, look);
  const isEmpty = isBlank(lines);
  if (spec.offered !== undefined && isEmpty) {
    top.push('', earlierLines(spec.offered.text, look, spec.offered.isDraft ? 'Draft' : 'Now'));
  }
  const room = Math.max(4, look.rows() - reserved);
  const before = lines.before.slice(-room);
  const after = lines.after.slice(0, Math.max(0, room - before.length));
  const hidden = lines.before.length - before.length;
  if (hidden > 0) top.push(style.dim(`  ${more} ${hidden} more lines above`));
  const problem =
    refused?.problem === undefined ? [] : [problemLines(refused.problem, refused.example, look)];
  return [
    [...top, ...before.map(shownLine), `  ${style.cyan(pointer)} ${lines.line}`].join('\n'),
    [...after.map(shownLine), ...problem, footer(keysFor(spec, lines), spec, look)].join('\n'),
  ];
}

function keysFor(spec: TextSpec, lines: TextLines): string[] {
  if (!isBlank(lines)) {
    const endsHere = lines.line.trim() === '' && lines.after.length === 0;
    return [endsHere ? 'Enter done' : 'Enter twice when done', 'Ctrl-E editor'];
  }
  if (spec.offered !== undefined) {
    return [
      spec.offered.isDraft ? 'Enter takes the draft' : 'Enter keeps it',
      'Tab corrects it',
      'Ctrl-E editor',
    ];
  }
  return [spec.canKeep ? 'Enter leaves it out' : 'Enter twice when done', 'Ctrl-E editor'];
}
