import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Files that git knows or would take, so that a new folder counts before it is committed. */
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)));

/** Folders with files of their own, at any depth: `src/rules/money/`. */
const foldersOf = (top: string) =>
  [...new Set(files.filter((path) => path.startsWith(top)).map((path) => `${dirname(path)}/`))]
    .filter((folder) => folder !== top)
    .sort();

/** Names in the first cell of each row of a table. */
const firstCells = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => (line.split('|')[1] ?? '').match(/`[^`]+`/g) ?? [])
    .map((name) => name.slice(1, -1));

/** Paths from the top of the repository that a page names, in backticks, links and comments of code. */
function pathsNamed(text: string): string[] {
  const inText = text.match(/(?<![\w/.-])(?:bin|src|test|templates|docs|\.github)\/[\w./*-]*\w[\w/]*/g) ?? [];
  const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) => path ?? '');
  return [...new Set([...inText, ...links])].filter(
    (path) => !/[A-Z]{3}[/.]|\*/.test(path) || path.endsWith('.md'),
  );
}

describe('ARCHITECTURE.md', () => {
  it('lists every folder of the source, and none that is not there', () => {
    const listed = firstCells(read('ARCHITECTURE.md'));
    expect(listed.toSorted()).toEqual(foldersOf('src/'));
  });
});

describe('CONTRIBUTING.md', () => {
  it('lists every folder at the top, of the source and of the templates, and none that is not there', () => {
    const listed = firstCells(read('CONTRIBUTING.md')).filter((name) => name.endsWith('/'));
    const deep = new Set(['src', 'templates']);
    const folders = files.flatMap((path) => {
      const [top = '', next, ...rest] = path.split('/');
      if (next === undefined) return [];
      if (!deep.has(top)) return [`${top}/`];
      return rest.length === 0 ? [] : [`${top}/${next}/`];
    });
    expect(listed.toSorted()).toEqual([...new Set(folders)].sort());
  });
});

describe.each(['ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/decisions/README.md'])(
  '%s',
  (page) => {
    it('names only files and folders that are there', () => {
      const named = pathsNamed(read(page));
      const from = (path: string) => (path.startsWith('.') || !path.includes('/') ? dirname(page) : '');
      const missing = named.filter(
        (path) => !existsSync(join(root, path)) && !existsSync(join(root, from(path), path)),
      );
      expect(missing).toEqual([]);
    });
  },
);

describe('the page of decisions', () => {
  const folder = 'docs/decisions/';
  const records = files.filter((path) => path.startsWith(folder) && !path.endsWith('README.md'));

  it('lists every record', () => {
    const links = [...read(`${folder}README.md`).matchAll(/\]\(([^)]+)\)/g)].map(
      ([, path]) => `${folder}${path}`,
    );
    expect(links.toSorted()).toEqual(records.toSorted());
  });

  it.each(records)('%s has the shape of the others, and names only files that are there', (path) => {
    const text = read(path);
    expect(text.match(/^## .*$/gm)).toEqual(['## Context', '## Decision', '## Rejected', '## What follows']);
    expect(pathsNamed(text).filter((one) => !existsSync(join(root, one)))).toEqual([]);
  });
});

describe('a command to paste', () => {
  const commands = files
    .filter((path) => /^src\/commands\/[a-z]+\.ts$/.test(path))
    .map((path) => path.replace(/^.*\/|\.ts$/g, ''));
  /** A value put into the words of a command, which no shell would read as one argument whatever it holds. */
  const written = new RegExp(`\`[^\`]*\\bcx-review (?:${commands.join('|')})(?: [\\w./=-]+)* \\$\\{`, 'g');
  // Examples of their pages, whose values stand beside them; and words about a command with its place left open.
  const own = new Set(['src/gate/rule-pages.ts', 'src/gate/waivers.ts', 'src/app/session/end.ts']);

  it('is built from its arguments, so that each is quoted', () => {
    const sources = files.filter((path) => path.startsWith('src/') && path.endsWith('.ts') && !own.has(path));
    const found = sources.flatMap((path) =>
      [...read(path).matchAll(written)].map(([text]) => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });
});
