import { terminalText } from '../../lib/safe-text.ts';
import type { Style } from '../../lib/style.ts';
import { wrapText } from '../../lib/wrap.ts';
import type { Frame, TextSpec, Tone } from '../../ports/prompter.ts';

/** Where the cursor rests while nothing is typed. Inquirer would put another line below an empty one. */
export const cursorLine = '  ';

/** How prompts look on the terminal at hand. */
export interface Look {
  readonly style: Style;
  /** Columns now; a terminal can be resized. */
  readonly columns: () => number;
  /** Lines now. */
  readonly rows: () => number;
}

export interface Signs {
  readonly pointer: string;
  readonly tick: string;
  readonly dot: string;
  readonly warning: string;
  readonly more: string;
}

export function chooseSigns({ style }: Look): Signs {
  return style.unicode
    ? { pointer: '›', tick: '✓', dot: '·', warning: '!', more: '…' }
    : { pointer: '>', tick: '*', dot: '|', warning: '!', more: '...' };
}

/** Widest line that is still easy to read. */
const comfortable = 88;

export function widthOf(look: Look): number {
  return Math.max(20, Math.min(look.columns() - 1, comfortable));
}

const safe = (text: string): string => terminalText(text, { lines: true });

/** Everything above the place where the answer goes: where one is, the question, what is asked of it. */
export function above(frame: Frame, look: Look): string[] {
  const { style } = look;
  const width = widthOf(look);
  const dotted = (text: string): string => safe(text).replaceAll(' · ', ` ${chooseSigns(look).dot} `);
  const lines: string[] = [''];
  if (frame.header !== undefined) lines.push(style.dim(wrapText(dotted(frame.header), width)), '');
  if (frame.question !== undefined) lines.push(style.bold(wrapText(safe(frame.question), width)), '');
  lines.push(style.cyan(wrapText(dotted(frame.label), width, { indent: '  ' })));
  if (frame.hint !== undefined) lines.push(style.dim(wrapText(safe(frame.hint), width, { indent: '  ' })));
  return lines;
}

/** What Enter alone takes: the earlier answer, or one that suggests itself. */
export function standingLines(frame: Frame, look: Look): string[] {
  if (frame.earlier !== undefined) return [earlierLines(frame.earlier, look, 'Now')];
  return frame.suggested === undefined ? [] : [earlierLines(frame.suggested, look, 'Suggested')];
}

/** What Enter alone does on an empty line. */
export function enterKey(frame: Frame): string {
  if (frame.earlier !== undefined) return 'Enter keeps it';
  if (frame.suggested !== undefined) return 'Enter takes it';
  return frame.canKeep ? 'Enter leaves it out' : 'Enter next';
}

/** An answer that is there already, or a draft. */
export function earlierLines(text: string, look: Look, name: string): string {
  return look.style.dim(wrapText(`${name}: ${safe(text)}`, widthOf(look), { indent: '  ', hanging: '    ' }));
}

/** What the keys do, in a line or two. */
export function footer(keys: readonly string[], frame: Frame, look: Look): string {
  const { dot } = chooseSigns(look);
  const all = [
    ...keys,
    ...(frame.help === undefined ? [] : ['? why and examples']),
    ...(frame.canGoBack ? ['< back'] : []),
    ...(frame.canSkip ? [`> ${frame.skipWord ?? 'later'}`] : []),
    ...(frame.hasMore ? ['/ more'] : []),
  ];
  // A key and its meaning stay on one line.
  const bound = all.map((key) => key.replaceAll(' ', '\u00a0')).join(` ${dot} `);
  const wrapped = wrapText(bound, widthOf(look), { indent: '  ' }).replaceAll('\u00a0', ' ');
  return look.style.dim(wrapped);
}

/** Why the answer cannot be taken, and how it could be written. */
export function problemLines(problem: string, example: string | undefined, look: Look): string {
  const { style } = look;
  const options = { indent: '  ', hanging: '    ' };
  const first = wrapText(`${chooseSigns(look).warning} ${safe(problem)}`, widthOf(look), options);
  if (example === undefined) return style.yellow(first);
  return `${style.yellow(first)}\n${wrapText(`For example: ${safe(example)}`, widthOf(look), { indent: '    ' })}`;
}

const marks = { plain: '', quiet: '', hint: '! ' } as const;

/** Text between two prompts. */
export function told(text: string, tone: Tone, look: Look): string {
  const { style } = look;
  const indent = tone === 'plain' ? '' : '  ';
  const options = { indent: indent + marks[tone], hanging: indent + ' '.repeat(marks[tone].length) };
  const wrapped = wrapText(safe(text), widthOf(look), options);
  if (tone === 'quiet') return style.dim(wrapped);
  return tone === 'hint' ? style.yellow(wrapped) : wrapped;
}

/** The beginning of a new part. */
export function headed(title: string, text: string | undefined, look: Look): string {
  const { style } = look;
  const width = widthOf(look);
  const line = style.unicode ? '─' : '-';
  const rest = Math.max(0, Math.min(width, 72) - title.length - 4);
  const rule = `${style.dim(line.repeat(2))} ${style.bold(safe(title))} ${style.dim(line.repeat(rest))}`;
  const below = text === undefined ? '' : `\n${style.dim(wrapText(safe(text), width))}`;
  return `\n${rule}${below}\n`;
}

/** The question alone, where what comes next belongs to it; nothing where it is on the screen already. */
export function asked(frame: Frame, look: Look): string {
  if (frame.question === undefined) return '';
  return `\n${look.style.bold(wrapText(safe(frame.question), widthOf(look)))}\n`;
}

/** What Enter alone has taken, in words. */
export function keptEcho(frame: Frame & Partial<Pick<TextSpec, 'offered'>>): string {
  return frame.earlier ?? frame.suggested ?? frame.offered?.text ?? 'left out';
}

/** What stays on the screen where a question is left. */
export const laterEcho = 'for later';

/** What stays on the screen once a prompt is answered, or left for later. */
export function record(frame: Frame, echo: string, look: Look, isAnswered = true): string {
  const { style } = look;
  const width = widthOf(look);
  const { tick, pointer } = chooseSigns(look);
  const mark = isAnswered ? style.green(tick) : style.dim(pointer);
  const label = safe(frame.label).replaceAll(' · ', ` ${chooseSigns(look).dot} `);
  const parted = /[?:]$/.test(label) ? label : `${label}:`;
  const body = wrapText(`${parted} ${safe(echo)}`, width, { indent: '    ' }).slice(4);
  return `${asked(frame, look)}  ${mark} ${body}\n`;
}
