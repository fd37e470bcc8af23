import Mustache from 'mustache';
import shipped from '../generated/pages.json' with { type: 'json' };
import { meant, type OwnContentFile, refuse } from './own-file.ts';

/** Far above any page that is shipped. */
const mostBytes = 64 * 1024;

const decoder = new TextDecoder('utf-8', { fatal: true });

const nameOf = (file: string): string =>
  file.replace(/^.*?\/content\/pages\//, '').replace(/\.mustache$/, '');

/** Why a template cannot be used; undefined where it can. */
function findProblem(name: string, text: string | undefined): { message: string; hint?: string } | undefined {
  const names = Object.keys(shipped);
  if (!names.includes(name)) {
    return {
      message: `There is no page "${name}" to replace.`,
      hint: meant(name, names) ?? `The pages are ${names.filter((one) => !one.includes('/')).join(', ')}.`,
    };
  }
  if (text === undefined) return { message: `The page is no UTF-8 text of at most ${mostBytes / 1024} KB.` };
  try {
    new Mustache.Writer().parse(text);
    return undefined;
  } catch (error) {
    return { message: `The page is no Mustache template: ${error instanceof Error ? error.message : ''}.` };
  }
}

function readText(bytes: Uint8Array): string | undefined {
  if (bytes.length > mostBytes) return undefined;
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * An organisation's own templates by the names of the shipped ones that they replace: `leader-page.md`.
 * @throws Failure misuse where one replaces nothing, or is no template
 */
export function readPages(files: readonly OwnContentFile[]): Readonly<Record<string, string>> {
  const read = files.map(({ file, bytes }) => ({ file, name: nameOf(file), text: readText(bytes) }));
  refuse(
    read.flatMap(({ file, name, text }) => {
      const problem = findProblem(name, text);
      return problem === undefined ? [] : [{ place: { file, line: 1 }, ...problem }];
    }),
  );
  return Object.fromEntries(read.map(({ name, text = '' }) => [name, text]));
}
