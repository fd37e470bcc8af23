import { createPrompt, useState } from '@inquirer/core';
import { terminalText } from '../../lib/safe-text.ts';
import { rowsInWords } from '../../lib/words.ts';
import { wrapText } from '../../lib/wrap.ts';
import type { ListAction, ListSpec, Reply } from '../../ports/prompter.ts';
import { windowAround } from './choice.ts';
import { findWish, isEnter, type Press, setLine, usePress, type Wish } from './keys.ts';
import { above, chooseSigns, cursorLine, footer, type Look, problemLines, widthOf } from './screen-layout.ts';

interface Config {
  readonly spec: ListSpec;
  readonly look: Look;
}

type Outcome = Reply<ListAction> | (Wish & { readonly kind: 'help' });

/** Lines of the screen that are kept for the question and the keys. */
const reserved = 14;

/** The rows, and below them what else can be done. */
interface Entry {
  readonly label: string;
  readonly act: ListAction;
}

function listEntries({ rows, rowName, minRows }: ListSpec): readonly Entry[] {
  const article = /^[aeiou]/.test(rowName) ? 'an' : 'a';
  const add = rows.length === 0 ? `Add ${article} ${rowName}` : `Add another ${rowName}`;
  const done = rows.length === 0 ? 'There is none' : 'Done';
  return [
    ...rows.map(
      (row): Entry => ({
        label: row.isOpen ? `${row.text} (not finished)` : row.text,
        act: { action: 'edit', id: row.id },
      }),
    ),
    { label: add, act: { action: 'add' } },
    ...(rows.length < minRows ? [] : [{ label: done, act: { action: 'done' } } satisfies Entry]),
  ];
}

/** Where the mark stands at first: on what is most likely wanted next. */
function firstMark({ rows, minRows }: ListSpec): number {
  const open = rows.findIndex((row) => row.isOpen);
  if (open !== -1) return open;
  return rows.length < Math.max(1, minRows) ? rows.length : rows.length + 1;
}

/** The rows of a list: add one, mark one to change or delete it, or be done. */
export const listPrompt = createPrompt<Outcome, Config>(({ spec, look }, done) => {
  const [marked, setMarked] = useState(() => firstMark(spec));
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const entries = listEntries(spec);
  const act = (action: ListAction): void =>
    done({ kind: 'answer', value: action, echo: rowsInWords(spec.rows.length, spec.rowName) });

  usePress((key: Press, keyboard) => {
    const typed = keyboard.line.toLowerCase();
    setLine(keyboard, '');
    const wish = findWish(key.name === 'escape' ? 'escape' : typed, spec);
    if (wish !== undefined) return done(wish as Outcome);
    const row = spec.rows[marked];
    if (key.name === 'up') return setMarked((marked - 1 + entries.length) % entries.length);
    if (key.name === 'down' || key.name === 'tab') return setMarked((marked + 1) % entries.length);
    if (typed === 'a') return act({ action: 'add' });
    if (row !== undefined && (typed === 'd' || key.name === 'delete'))
      return act({ action: 'delete', id: row.id });
    if (row !== undefined && typed === 'e') return act({ action: 'edit', id: row.id });
    if (/^[1-9]$/.test(typed) && Number(typed) <= spec.rows.length) return setMarked(Number(typed) - 1);
    const chosen = entries[marked];
    if (isEnter(key) && chosen !== undefined) return act(chosen.act);
    if (key.name === 'finish') {
      if (spec.rows.length >= spec.minRows) act({ action: 'done' });
      else setProblem(`At least ${spec.minRows} are needed here.`);
    }
  });

  const keys = ['up, down', 'Enter', 'a add', ...(spec.rows.length > 0 ? ['e change', 'd delete'] : [])];
  const below = [
    ...(problem === undefined ? [] : [problemLines(problem, undefined, look)]),
    footer(keys, spec, look),
  ];
  return [
    `${above(spec, look).join('\n')}\n${entryLines(entries, spec, marked, look)}\n${cursorLine}`,
    below.join('\n'),
  ];
});

function entryLines(entries: readonly Entry[], spec: ListSpec, marked: number, look: Look): string {
  const { pointer, more } = chooseSigns(look);
  const { from, to } = windowAround(marked, entries.length, Math.max(4, look.rows() - reserved));
  const lines = entries.slice(from, to).map((entry, index) => {
    const at = from + index;
    const number = at < spec.rows.length ? `${at + 1}  ` : '';
    const hanging = ' '.repeat(4 + number.length);
    const text = wrapText(terminalText(entry.label), widthOf(look), { indent: hanging }).slice(
      hanging.length,
    );
    const line = `  ${at === marked ? pointer : ' '} ${number}${text}`;
    return at === marked ? look.style.cyan(line) : line;
  });
  return [
    ...(from > 0 ? [look.style.dim(`    ${more} ${from} above`)] : []),
    ...lines,
    ...(to < entries.length ? [look.style.dim(`    ${more} ${entries.length - to} below`)] : []),
  ].join('\n');
}
