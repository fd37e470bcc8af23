import type { Finding } from '../domain/finding.ts';
import { orderFindings } from '../domain/finding-order.ts';
import { command, commandText } from '../lib/command.ts';
import { listCommands, listHintParts } from '../lib/hint.ts';
import { markdownCode, markdownText } from '../lib/safe-text.ts';
import { counted } from '../lib/words.ts';
import { byFile, type Formatter, listDeciding, type RunInfo } from './formatter.ts';
import { foldGaps, gapsInWords, idOfFile } from './gaps.ts';
import { notes, severitiesInWords, summaryLine } from './summary.ts';

/**
 * A comment on GitHub holds 65,536 characters; the rest is for whoever puts words around it. Bytes are
 * counted, which are never fewer.
 */
const mostBytes = 60_000;

const bytesOf = (text: string) => Buffer.byteLength(text, 'utf8');

function row({ severity, rule, message, hint, file = '', line }: Finding): string {
  const place = line === undefined ? file : `${file}:${line}`;
  const todo = listHintParts(hint).map(({ isCommand, text }) =>
    isCommand ? markdownCode(text) : markdownText(text),
  );
  const cells = [...[severity, rule, place].map(markdownText), [markdownText(message), ...todo].join('<br>')];
  return `| ${cells.join(' | ')} |`;
}

/** Whoever reads this in a browser may not know where the commands go. */
function whereToRun(findings: readonly Finding[], { version, program }: RunInfo): string[] {
  const hasCommand = findings.some(({ hint }) => listCommands(hint).length > 0);
  if (!hasCommand) return [];
  const copy = program?.();
  const how =
    copy === undefined
      ? `, with cx-review ${version}`
      : `; where cx-review is not installed, begin with ${markdownCode(commandText(command('npm', 'install', '--global', `./${copy}`)))}`;
  return [`Run the commands in a clone of this branch${how}.`];
}

/** For a comment or a job summary: a table, the most severe first, cut where it would be too long. */
export const markdown: Formatter = (findings, run) => {
  const folds = [...byFile(findings)].map(([file, own]) => ({ file, ...foldGaps(own, run) }));
  const ordered = orderFindings(folds.flatMap(({ single }) => single));
  const top = ['## cx-review', '', markdownText(summaryLine(findings, run)), ''];
  const foot = [...notes(findings, run).map(markdownText), ...whereToRun(findings, run)].flatMap((line) => [
    line,
    '',
  ]);
  const deciding = listDeciding(findings, run).flatMap(({ file, sentences }) => [
    `**What decides this** (${markdownText(run.titleOf(file) ?? file)})`,
    '',
    ...sentences.map((one) => `- ${markdownText(one)}`),
    '',
  ]);
  const head = [...top, ...(bytesOf(deciding.join('\n')) > mostBytes / 2 ? [] : deciding)];
  const gaps = folds
    .filter((one) => one.gaps.length > 0)
    .flatMap((one) => [
      `${markdownText(gapsInWords(one))} ${markdownText('One by one:')} ${markdownCode(commandText(command('cx-review', 'check', idOfFile(one.file), '--all')))}`,
      '',
    ]);
  const table = ordered.length === 0 ? [] : ['| severity | rule | where | what |', '|---|---|---|---|'];
  let room = mostBytes - bytesOf([...head, ...gaps, ...foot, ...table].join('\n')) - 500;
  const rows: string[] = [];
  for (const finding of ordered) {
    const text = row(finding);
    room -= bytesOf(text) + 1;
    if (room < 0) break;
    rows.push(text);
  }
  const left = ordered.slice(rows.length);
  const cut =
    left.length === 0
      ? []
      : [`${counted(left.length, 'more finding')} left out (${severitiesInWords(left)}).`, ''];
  return [...head, ...table, ...rows, ...(table.length === 0 ? [] : ['']), ...cut, ...gaps, ...foot].join(
    '\n',
  );
};
