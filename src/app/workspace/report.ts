import { basename, dirname } from 'node:path';
import type { Finding } from '../../domain/finding.ts';
import { orderFindings } from '../../domain/finding-order.ts';
import type { RunInfo } from '../../formatters/formatter.ts';
import { type FormatName, formats, isFormat } from '../../formatters/index.ts';
import { Failure } from '../../lib/failure.ts';
import { plainStyle } from '../../lib/style.ts';
import { closest } from '../../lib/suggest.ts';
import type { Context } from '../../ports/context.ts';
import { writePage } from './write-page.ts';

interface AskedFormat {
  readonly name: FormatName;
  /** Where it goes; standard output if left out. */
  readonly file: string | undefined;
}

/** What GitHub keeps of a job's summary. https://docs.github.com/en/actions/reference/limits */
const longestSummary = 1024 * 1024;

/**
 * Reads `--format` values: `text`, `sarif=out.sarif`. Text to standard output where none is given.
 * @throws Failure `misuse` for an unknown format, or two for standard output
 */
export function askedFormats(values: readonly string[]): AskedFormat[] {
  const asked = [...new Set(values)].map((value): AskedFormat => {
    const [name = '', ...rest] = value.split('=');
    const file = rest.join('=');
    if (!isFormat(name)) {
      const meant = closest(name, Object.keys(formats));
      throw new Failure('misuse', `There is no format "${name}".`, {
        why: meant === undefined ? undefined : `did you mean ${meant}?`,
        next: `Give one of ${Object.keys(formats).join(', ')}.`,
      });
    }
    if (rest.length > 0 && file === '') {
      throw new Failure('misuse', `The format ${name} names no file after "=".`, {
        next: `--format ${name}=FILE, or --format ${name} for standard output`,
      });
    }
    return { name, file: rest.length === 0 ? undefined : file };
  });
  const printed = asked.filter(({ file }) => file === undefined);
  if (printed.length > 1) {
    throw new Failure('misuse', `Only one format can go to standard output, not ${printed.length}.`, {
      why: `these do: ${printed.map(({ name }) => name).join(', ')}`,
      next: `Send all but one to a file: --format ${printed[1]?.name}=FILE`,
    });
  }
  return asked.length === 0 ? [{ name: 'text', file: undefined }] : asked;
}

/** Adds to the summary of a GitHub job, where there is one. */
function addToJobSummary(context: Context, text: string): void {
  const path = context.env.GITHUB_STEP_SUMMARY;
  if (path === undefined || path === '') return;
  const files = context.filesBelow(dirname(path));
  const before = new TextDecoder().decode(files.readIfExists(basename(path)) ?? new Uint8Array());
  const whole = `${before}${text}`;
  if (Buffer.byteLength(whole) <= longestSummary) files.replace(basename(path), whole);
}

/** Prints findings in each format that was asked for, to standard output or to a file. */
export async function report(
  asked: readonly AskedFormat[],
  found: readonly Finding[],
  run: RunInfo,
  context: Context,
): Promise<void> {
  const findings = orderFindings(found);
  for (const { name, file } of asked) {
    const format = await formats[name]();
    if (file === undefined) context.stdout.write(format(findings, run, context.style));
    else writePage(context, file, format(findings, run, plainStyle), true);
    if (name === 'github') {
      const markdown = await formats.markdown();
      addToJobSummary(context, markdown(findings, run, plainStyle));
    }
  }
}
