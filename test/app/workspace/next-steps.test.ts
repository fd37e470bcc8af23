import { describe, expect, it } from 'vitest';
import { commitCommands, pathFromHere, sayNext } from '../../../src/app/workspace/next-steps.ts';
import { command } from '../../../src/lib/command.ts';
import type { Hint } from '../../../src/lib/hint.ts';

function said(next: Hint): string {
  let text = '';
  sayNext({ stderr: { isTTY: false, columns: 40, write: (part: string) => (text += part) } }, next);
  return text;
}

describe('what comes next', () => {
  it('gives each command a line of its own, whole however long it is', () => {
    const long = 'word '.repeat(40).trim();
    expect(said(['Ask again:', command('cx-review', 'waive', '--reason', long)])).toBe(
      `\nNext:\n  Ask again:\n  cx-review waive --reason "${long}"\n`,
    );
  });

  it.each(['\n', '\r', '\u2028'])('lets no name with %j in it begin a line', (lineEnd) => {
    const name = `a${lineEnd}git push --force`;
    const lines = said([`Add ${name}:`, command('git', 'add', name)]).split(/[\n\r\u2028]/);
    expect(lines).toEqual([
      '',
      'Next:',
      expect.stringMatching(/^ {2}Add a.*:$/),
      expect.stringMatching(/^ {2}git add \$'a\\x.*git push --force'$/),
      '',
    ]);
  });
});

describe('a path in a command', () => {
  it.each([
    ['docs/a.md', '/top', 'docs/a.md'],
    ['docs/a.md', '/top/docs', 'a.md'],
    ['docs/a.md', '/top/src', '../docs/a.md'],
    ['--force', '/top', './--force'],
    [':(top)a', '/top', './:(top)a'],
  ])('%s is named from %s as %s', (path, cwd, named) =>
    expect(pathFromHere(path, { cwd, root: '/top' })).toBe(named),
  );

  it('is one argument of the command that adds it', () => {
    const [add, commit] = commitCommands(['a\nb', '-f'], "It's done", { cwd: '/top', root: '/top' });
    expect(add).toEqual(command('git', 'add', 'a\nb', './-f'));
    expect(commit).toEqual(command('git', 'commit', '-m', "It's done"));
  });
});
