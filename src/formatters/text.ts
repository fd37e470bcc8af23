import type { Finding, Severity } from '../domain/finding.ts';
import { command } from '../lib/command.ts';
import { type Hint, listHintParts } from '../lib/hint.ts';
import { logText } from '../lib/safe-text.ts';
import type { Style } from '../lib/style.ts';
import { counted, grouped } from '../lib/words.ts';
import { wrapText } from '../lib/wrap.ts';
import { byFile, type Formatter, listDeciding, type RunInfo } from './formatter.ts';
import { foldGaps, gapsInWords, idOfFile } from './gaps.ts';
import { notes, summaryLine } from './summary.ts';

const paintOf = (severity: Severity, style: Style) =>
  severity === 'error' ? style.red : severity === 'warning' ? style.yellow : style.cyan;

/** Widest line of a source that is shown whole. */
const shownColumns = 200;

/** The line of the file and a caret under the place; nothing where the file cannot be shown. */
function excerpt({ file, line, column }: Finding, run: RunInfo, style: Style): string[] {
  if (file === undefined || line === undefined) return [];
  const source = run.lineOf(file, line);
  if (source === undefined || source.trim() === '') return [];
  const number = String(line);
  const room = Math.max(10, Math.min(shownColumns, style.width - number.length - 7));
  const at = Math.max(0, (column ?? 1) - 1);
  // A caret beyond the edge would point at nothing: the text moves to the left until it is seen.
  const from = at < room - 4 ? 0 : at - Math.floor(room / 2);
  const whole = logText(source);
  const isSame = whole.length === source.length;
  const start = isSame ? from : 0;
  // Cutting may halve a character; what is left of it is made visible.
  const cut = logText(whole.slice(start, start + room));
  const caretAt = isSame ? at - start : undefined;
  const bar = style.unicode ? '│' : '|';
  const gutter = ' '.repeat(number.length);
  return [
    `    ${style.dim(`${number} ${bar}`)} ${start > 0 ? '…' : ''}${cut}${start + room < whole.length ? '…' : ''}`.trimEnd(),
    ...(caretAt === undefined
      ? []
      : [
          `    ${style.dim(`${gutter} ${bar}`)} ${' '.repeat(caretAt + (start > 0 ? 1 : 0))}${style.bold('^')}`,
        ]),
  ];
}

/** What to do: words fitted into the width, commands whole, so that they can be copied. */
function hint(todo: Hint, style: Style): string[] {
  const arrow = style.unicode ? '→' : '->';
  const indent = ' '.repeat(arrow.length + 5);
  return listHintParts(todo).map((part, at) => {
    const first = at === 0 ? `    ${arrow} ` : indent;
    const safe = logText(part.text);
    return part.isCommand
      ? `${first}${style.bold(safe)}`
      : wrapText(safe, style.width, { indent: first, hanging: indent });
  });
}

function header({ line, column, severity, rule }: Finding, style: Style): string {
  const place = [line, column].filter((part) => part !== undefined).join(':');
  return `  ${place === '' ? '' : `${place}  `}${paintOf(severity, style)(severity)}  ${style.bold(logText(rule))}`;
}

function finding(one: Finding, run: RunInfo, style: Style): string[] {
  return [
    header(one, style),
    wrapText(logText(one.message), style.width, { indent: '    ' }),
    ...excerpt(one, run, style),
    ...hint(one.hint, style),
  ];
}

interface Block {
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
  /** What the findings of several files have in common; undefined for a file that stands by itself. */
  readonly fault: string | undefined;
}

/** Names the fault of a file that has one alone, as a whole: one thing to do may mend many such files. */
function onlyFault([one, ...others]: readonly Finding[]): string | undefined {
  if (one === undefined || others.length > 0 || one.line !== undefined) return undefined;
  return JSON.stringify([one.severity, one.rule, one.hint]);
}

/** Findings by their file; neighbours with one and the same fault come together. */
function listBlocks(findings: readonly Finding[]): Block[] {
  const blocks: Block[] = [];
  for (const [file, own] of byFile(findings)) {
    const fault = onlyFault(own);
    const last = blocks.at(-1);
    if (last === undefined || fault === undefined || fault !== last.fault) {
      blocks.push({ files: [file], findings: own, fault });
    } else {
      blocks[blocks.length - 1] = {
        files: [...last.files, file],
        findings: [...last.findings, ...own],
        fault,
      };
    }
  }
  return blocks;
}

/** A review with more gaps than this is being written: what is found in it is named, and not shown line by line. */
const fewGaps = 10;
/** Rules that are named of such a review. */
const mostNamed = 6;

function gapLines(folded: ReturnType<typeof foldGaps>, file: string, style: Style): string[] {
  if (folded.gaps.length === 0) return [];
  const words = wrapText(logText(gapsInWords(folded)), style.width, { indent: '  ', hanging: '    ' });
  return [
    [words, ...hint(['One by one:', command('cx-review', 'check', idOfFile(file), '--all')], style)].join(
      '\n',
    ),
  ];
}

/** As much of a sentence as a line has room for. */
function inOneLine(text: string, style: Style): string {
  const [first = '', ...others] = wrapText(text, style.width - 1, { indent: '    ' }).split('\n');
  return others.length === 0 ? first : `${first}${style.unicode ? '…' : '...'}`;
}

/** Rules that found something, each with its first place, how often, and what it says there. */
function nameLines(findings: readonly Finding[], style: Style): string[] {
  const byRule = new Map<string, Finding[]>();
  for (const one of findings) byRule.set(one.rule, [...(byRule.get(one.rule) ?? []), one]);
  const all = [...byRule.values()];
  const named = all.slice(0, mostNamed).flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const times = others.length === 0 ? '' : `, and ${grouped(others.length)} more like it`;
    return [`${header(first, style)}${times}`, inOneLine(logText(first.message), style)];
  });
  const left = all.slice(mostNamed).reduce((sum, own) => sum + own.length, 0);
  const rest = left === 0 ? [] : [`  and ${counted(left, 'other finding')}`];
  return named.length === 0 ? [] : [[...named, ...rest].join('\n')];
}

function decidingLines(file: string, run: RunInfo, style: Style): string[] {
  const sentences = run.decidingOf?.(file) ?? [];
  if (sentences.length === 0) return [];
  const rows = sentences.map((one) =>
    wrapText(logText(one), style.width, { indent: '  - ', hanging: '    ' }),
  );
  return [[style.bold('What decides this'), ...rows].join('\n')];
}

function block({ files, findings }: Block, run: RunInfo, style: Style): string {
  const head = files.flatMap((file) => {
    const title = run.titleOf(file);
    return [style.underline(logText(file)), ...(title === undefined ? [] : [logText(title)])];
  });
  const [first] = findings;
  if (files.length === 1 || first === undefined) {
    const [file = ''] = files;
    const folded = foldGaps(findings, run);
    const bodies = [
      ...decidingLines(file, run, style),
      ...(folded.gaps.length > fewGaps
        ? nameLines(folded.single, style)
        : folded.single.map((one) => finding(one, run, style).join('\n'))),
      ...gapLines(folded, file, style),
    ];
    return `${head.join('\n')}\n\n${bodies.join('\n\n')}\n`;
  }
  const [top = ''] = finding(first, run, style);
  const messages = findings.map(({ message }) => wrapText(logText(message), style.width, { indent: '    ' }));
  return `${head.join('\n')}\n\n${[top, ...messages, ...hint(first.hint, style)].join('\n')}\n`;
}

/** For a person: findings under their review, each with its line and what to do; a summary at the end. */
export const text: Formatter = (findings, run, style) => {
  const found = listBlocks(findings);
  const clean = listDeciding([], run).filter(({ file }) => !found.some(({ files }) => files.includes(file)));
  const blocks = [
    ...found.map((one) => block(one, run, style)),
    ...clean.map(({ file }) => block({ files: [file], findings: [], fault: undefined }, run, style)),
  ];
  const paint = findings.some(({ severity }) => severity === 'error')
    ? style.red
    : findings.length > 0
      ? style.yellow
      : style.green;
  const excepted = run.excepted.map(({ finding: { rule, file = '', path }, exception }) => {
    const { reason = '', by = '', until = '' } = exception;
    return wrapText(
      logText(
        `Exception: ${rule} at ${path === '' ? file : `${file} ${path}`}, by ${by} until ${until}: ${reason}`,
      ),
      style.width,
      { hanging: '  ' },
    );
  });
  const lowered = run.lowered.map(({ review, reason, approver }) =>
    wrapText(logText(`Lower depth: ${review}, agreed by ${approver}: ${reason}`), style.width, {
      hanging: '  ',
    }),
  );
  const foot = [
    ...excepted,
    ...lowered,
    ...notes(findings, run).map((note) => wrapText(logText(note), style.width)),
    paint(wrapText(summaryLine(findings, run), style.width)),
    ...(findings.length === 0
      ? []
      : [style.dim(wrapText('What a rule looks for: cx-review explain RULE', style.width))]),
  ];
  return `${[...blocks, foot.join('\n')].join('\n')}\n`;
};
