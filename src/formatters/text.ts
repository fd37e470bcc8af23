import type { Finding, Severity } from '../domain/finding.ts';
import { logText } from '../domain/safe-text.ts';
import type { Style } from '../domain/style.ts';
import { wrapText } from '../domain/wrap.ts';
import { byFile, type Formatter, type RunInfo } from './formatter.ts';
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

function finding(one: Finding, run: RunInfo, style: Style): string {
  const place = [one.line, one.column].filter((part) => part !== undefined).join(':');
  const head = `  ${place === '' ? '' : `${place}  `}${paintOf(one.severity, style)(one.severity)}  ${style.bold(logText(one.rule))}`;
  const wrapped = (text: string, hanging = '    ') =>
    wrapText(logText(text), style.width, { indent: '    ', hanging });
  return [
    head,
    wrapped(one.message),
    ...excerpt(one, run, style),
    wrapped(`${style.unicode ? '→' : '->'} ${one.hint}`, style.unicode ? '      ' : '       '),
  ].join('\n');
}

/** For a person: findings under their review, each with its line and what to do; a summary at the end. */
export const text: Formatter = (findings, run, style) => {
  const blocks = [...byFile(findings)].map(([file, own]) => {
    const title = run.titleOf(file);
    const head = [style.underline(logText(file)), ...(title === undefined ? [] : [logText(title)])].join(
      '\n',
    );
    return `${head}\n\n${own.map((one) => finding(one, run, style)).join('\n\n')}\n`;
  });
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
