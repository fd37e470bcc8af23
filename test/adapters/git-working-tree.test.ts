import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { realGit } from '../../src/adapters/git.ts';
import type { ChangedFile } from '../../src/domain/file-change.ts';
import { displayPath } from '../../src/lib/repository-path.ts';
import { Playground, type TestRepository } from './git-repository.ts';

const playground = new Playground();
afterAll(() => playground.remove());

function look(repository: TestRepository, base: string): ReadonlyMap<string, ChangedFile> {
  const git = realGit(repository.path, repository.env);
  return new Map(git.withContent(git.workingTreeChanges(base)).map((change) => [change.path, change]));
}

const text = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
const after = (changes: ReadonlyMap<string, ChangedFile>, path: string): string | undefined =>
  text(changes.get(path)?.after);
const statuses = (changes: ReadonlyMap<string, ChangedFile>): string[] =>
  [...changes.values()].map(({ status, path }) => `${status} ${displayPath(path)}`);

it('sees what is staged, what is not, what is new, and nothing that is ignored or only touched', () => {
  const repository = playground.repository('disk');
  for (const name of [
    'staged',
    'unstaged',
    'both',
    'deleted',
    'untracked-again',
    'restored',
    'touched',
    'typed',
    'run',
  ]) {
    repository.write(`${name}.yaml`, `${name}: 1\n`);
  }
  repository.write('.gitignore', 'ignored.yaml\n');
  const base = repository.commit();
  repository.write('staged.yaml', 'staged: 2\n');
  repository.write('both.yaml', 'both: 2\n');
  repository.write('restored.yaml', 'restored: 2\n');
  repository.git('add', '--all');
  repository.write('both.yaml', 'both: 3\n');
  repository.write('restored.yaml', 'restored: 1\n');
  repository.write('unstaged.yaml', 'unstaged: 2\n');
  repository.write('touched.yaml', 'touched: 1\n');
  repository.write('run.yaml', 'run: 1\n', 0o755);
  repository.remove('deleted.yaml');
  repository.git('rm', '--quiet', '--cached', 'untracked-again.yaml');
  repository.write('ignored.yaml', 'ignored: 1\n');
  repository.write('new/two\nlines.yaml', 'new: 1\n');
  repository.write('new/-rf', 'new: 2\n', 0o755);
  repository.write(Buffer.from('"caf\xe9\\n.yaml', 'latin1'), 'bytes: 1\n');
  repository.remove('typed.yaml');
  repository.link('typed.yaml', 'staged.yaml');
  repository.write('intended.yaml', 'intended: 1\n');
  repository.git('add', '--intent-to-add', 'intended.yaml');

  const changes = look(repository, base);
  expect(statuses(changes).sort()).toEqual([
    'A "caf\\xE9\\n.yaml',
    'A intended.yaml',
    'A new/-rf',
    'A new/two\nlines.yaml',
    'D deleted.yaml',
    'M both.yaml',
    'M run.yaml',
    'M staged.yaml',
    'M unstaged.yaml',
    'T typed.yaml',
  ]);
  expect(after(changes, 'both.yaml')).toBe('both: 3\n');
  expect(after(changes, 'intended.yaml')).toBe('intended: 1\n');
  expect(after(changes, 'new/two\nlines.yaml')).toBe('new: 1\n');
  expect(changes.get('new/-rf')?.newMode).toBe('100755');
  expect(after(changes, 'typed.yaml')).toBe('staged.yaml');
  expect(text(changes.get('typed.yaml')?.before)).toBe('typed: 1\n');
  expect(after(changes, 'deleted.yaml')).toBeUndefined();

  const git = realGit(repository.path, repository.env);
  const staged = git.withContent(git.stagedChanges(base));
  expect(staged.map(({ status, path }) => `${status} ${path}`)).toEqual([
    'M both.yaml',
    'M restored.yaml',
    'M staged.yaml',
    'D untracked-again.yaml',
  ]);
  expect(text(staged[0]?.after)).toBe('both: 2\n');
});

it('gives what git would store, which is not always what is on disk', () => {
  const repository = playground.repository('stored');
  repository.write('.gitattributes', '*.csv text eol=crlf\n*.up filter=up\n');
  repository.git('config', 'filter.up.clean', 'tr a-z A-Z');
  repository.write('fees.csv', 'fee\r\n1\r\n');
  repository.write('words.up', 'one\n');
  const base = repository.commit();
  expect([...look(repository, base)]).toEqual([]);
  repository.write('fees.csv', 'fee\r\n2\r\n');
  repository.write('words.up', 'two\n');
  const objects = repository.git('count-objects');
  const changes = look(repository, base);
  expect(after(changes, 'fees.csv')).toBe('fee\n2\n');
  expect(after(changes, 'words.up')).toBe('TWO\n');
  expect(repository.git('count-objects')).toBe(objects);
  const head = repository.commit();
  expect(changes.get('fees.csv')?.newHash).toBe(repository.git('rev-parse', `${head}:fees.csv`));
  expect(changes.get('words.up')?.newHash).toBe(repository.git('rev-parse', `${head}:words.up`));
});

it('sees a submodule whose commit moved, and not one whose files did', () => {
  const inner = playground.repository('inner');
  inner.write('a.yaml', 'a: 1\n');
  inner.commit();
  const repository = playground.repository('outer');
  repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.path, 'prices');
  const base = repository.commit();
  const submodule = join(repository.path, 'prices');
  repository.write('prices/a.yaml', 'a: 2\n');
  expect(statuses(look(repository, base))).toEqual([]);
  repository.git('-C', submodule, 'commit', '--quiet', '--all', '--message', 'moved');
  const moved = repository.git('-C', submodule, 'rev-parse', 'HEAD');
  const changes = look(repository, base);
  expect(statuses(changes)).toEqual(['M prices']);
  expect(after(changes, 'prices')).toBe(`Subproject commit ${moved}\n`);
  // As in a hook, where the environment points at the outer repository.
  const hook = realGit(repository.path, {
    ...repository.env,
    GIT_DIR: join(repository.path, '.git'),
    GIT_INDEX_FILE: join(repository.path, '.git/index'),
  });
  expect(hook.workingTreeChanges(base)[0]?.newHash).toBe(moved);
});

it('takes a repository within the repository for one path', () => {
  const repository = playground.repository('nesting');
  const base = repository.commit();
  const nested = playground.repository('nesting/vendor/prices');
  nested.write('a.yaml', 'a: 1\n');
  const commit = nested.commit();
  const changes = look(repository, base);
  expect(statuses(changes)).toEqual(['A vendor/prices']);
  expect(changes.get('vendor/prices')).toMatchObject({ newMode: '160000', newHash: commit });
});

it('looks only at the paths that are wanted', () => {
  const repository = playground.repository('wanted');
  const base = repository.commit();
  repository.write('policies/a.yaml', 'a: 1\n');
  repository.write('elsewhere/b.yaml', 'b: 1\n');
  const git = realGit(join(repository.path, 'elsewhere'), repository.env);
  const changes = git.workingTreeChanges(base, (path) => path.startsWith('policies/'));
  expect(changes.map(({ path }) => path)).toEqual(['policies/a.yaml']);
});

it('says so when a file changes between the look and the reading', () => {
  const repository = playground.repository('racing');
  const base = repository.commit();
  repository.write('a.yaml', 'a: 1\n');
  const git = realGit(repository.path, repository.env);
  const changes = git.workingTreeChanges(base);
  repository.write('a.yaml', 'a: 2\n');
  expect(() => git.withContent(changes)).toThrow('changed while it was being read');
  rmSync(join(repository.path, 'a.yaml'));
  expect(() => git.withContent(changes)).toThrow('could not be read');
});

it('works where ids are SHA-256', () => {
  const repository = playground.repository('sha256', '--object-format=sha256');
  repository.write('a.yaml', 'a: 1\n');
  const base = repository.commit();
  repository.write('a.yaml', 'a: 2\n');
  repository.link('b', 'a.yaml');
  const changes = look(repository, base);
  expect(statuses(changes)).toEqual(['M a.yaml', 'A b']);
  expect([after(changes, 'a.yaml'), after(changes, 'b')]).toEqual(['a: 2\n', 'a.yaml']);
});
