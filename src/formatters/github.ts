import { type Severity, severities } from '../domain/finding.ts';
import { orderFindings } from '../domain/finding-order.ts';
import { hintText } from '../lib/hint.ts';
import { annotationMessage, annotationProperty, logText } from '../lib/safe-text.ts';
import { counted } from '../lib/words.ts';
import type { Formatter } from './formatter.ts';
import { summaryLine } from './summary.ts';

/**
 * GitHub shows ten annotations of each kind a step, and no word of the others.
 * https://docs.github.com/en/actions/reference/limits
 */
const mostOfAKind = 10;

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<
  Severity,
  string
>;

/**
 * Workflow commands, which GitHub shows beside the lines they speak of; what it would drop is counted. Below
 * them the log says what was compared, and what let each change through.
 */
export const github: Formatter = (findings, run) => {
  const lines = [...severities].reverse().flatMap((severity) => {
    const own = orderFindings(findings).filter((finding) => finding.severity === severity);
    const shown = own.slice(0, mostOfAKind).map(({ rule, message, hint, file, line, column }) => {
      const properties = [
        ...(file === undefined || file === '' ? [] : [`file=${annotationProperty(file)}`]),
        ...(line === undefined ? [] : [`line=${line}`]),
        ...(column === undefined ? [] : [`col=${column}`]),
        `title=${annotationProperty(rule)}`,
      ];
      return `::${commands[severity]} ${properties.join(',')}::${annotationMessage(`${message}\n${hintText(hint)}`)}`;
    });
    const left = own.length - shown.length;
    return left === 0
      ? shown
      : [...shown, logText(`${counted(left, `more ${severity}`)}: see the summary of this job.`)];
  });
  const foot = [summaryLine(findings, run), ...(run.range?.notes ?? [])].map((line) => logText(line));
  return `${[...lines, ...foot].join('\n')}\n`;
};
