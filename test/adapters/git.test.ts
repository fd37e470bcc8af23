import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realGit } from '../../src/adapters/git.ts';
import type { FileChange } from '../../src/domain/file-change.ts';
import { command } from '../../src/lib/command.ts';
import { Failure } from '../../src/lib/failure.ts';
import { hintText } from '../../src/lib/hint.ts';
import { displayPath } from '../../src/lib/repository-path.ts';
import { fingerprintOf } from '../../src/lib/ssh-key.ts';
import type { Git } from '../../src/ports/git.ts';
import { makeKey } from '../gate/scene.ts';
import { isInstalled } from '../support/tools.ts';
import { Playground, type TestRepository } from './git-repository.ts';

const playground = new Playground();
afterAll(() => playground.remove());

const gitOf = (repository: TestRepository): Git => realGit(repository.path, repository.env);
const text = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
const shown = (changes: readonly FileChange[]): string[] =>
  changes.map(({ status, path }) => `${status} ${displayPath(path)}`).sort();

/** The content of a file in a commit. */
function readAt(git: Git, commit: string, path: string): Uint8Array | undefined {
  const entry = git.entryAt(commit, path);
  return entry && git.readBlob(entry.hash);
}

function failureOf(action: () => unknown): Failure {
  try {
    action();
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
    throw thrown;
  }
  throw new Error('nothing was thrown');
}

describe('a repository with two commits', () => {
  let repository: TestRepository;
  let git: Git;
  let base: string;
  let head: string;
  const oddNames = [
    'two\nlines.csv',
    ' space .csv',
    '-rf',
    '"quoted"',
    'tab\t.csv',
    ':(top)x',
    '*.csv',
    'cafe\u0301.csv',
  ];
  const latin1 = Buffer.from('caf\xe9.csv', 'latin1');

  beforeAll(() => {
    repository = playground.repository('two');
    repository.write('policies/plans.yaml', 'price: 20\n');
    repository.write('policies/fees.csv', 'a,b\n');
    repository.write('policies/run.sh', 'true\n');
    repository.write('policies/refunds.yaml', 'days: 30\n');
    repository.write('same.yaml', 'same: 1\n');
    for (const name of oddNames) repository.write(`odd/${name}`, 'old\n');
    mkdirSync(join(repository.path, 'bytes'));
    repository.write(Buffer.concat([Buffer.from('bytes/'), latin1]), 'old\n');
    base = repository.commit();
    repository.write('policies/plans.yaml', 'price: 25\n');
    renameSync(join(repository.path, 'policies/fees.csv'), join(repository.path, 'fees.csv'));
    repository.write('policies/run.sh', 'true\n', 0o755);
    repository.remove('policies/refunds.yaml');
    repository.link('policies/refunds.yaml', '../same.yaml');
    for (const name of oddNames) repository.write(`odd/${name}`, 'new\n');
    repository.write(Buffer.concat([Buffer.from('bytes/'), latin1]), 'new\n');
    head = repository.commit();
    git = gitOf(repository);
  });

  it('says what differs, with a rename as a deletion and an addition', () => {
    const changes = git.changes(base, head).filter(({ path }) => !/^(odd|bytes)\//.test(path));
    expect(shown(changes)).toEqual([
      'A fees.csv',
      'D policies/fees.csv',
      'M policies/plans.yaml',
      'M policies/run.sh',
      'T policies/refunds.yaml',
    ]);
    const byPath = new Map(changes.map((change) => [change.path, change]));
    expect(byPath.get('policies/run.sh')).toMatchObject({ oldMode: '100644', newMode: '100755' });
    expect(byPath.get('policies/refunds.yaml')).toMatchObject({ oldMode: '100644', newMode: '120000' });
    expect(byPath.get('fees.csv')).toMatchObject({
      oldMode: undefined,
      oldHash: undefined,
      newMode: '100644',
    });
    expect(byPath.get('policies/fees.csv')?.oldHash).toBe(byPath.get('fees.csv')?.newHash);
  });

  it('keeps every odd name as it is, byte for byte', () => {
    const changes = git.changes(base, head);
    for (const name of oddNames) {
      expect(changes.find(({ path }) => path === `odd/${name}`)?.status).toBe('M');
      expect(text(readAt(git, head, `odd/${name}`))).toBe('new\n');
    }
    const odd = changes.find(({ path }) => path.startsWith('bytes/'));
    expect(displayPath(odd?.path ?? '')).toBe('bytes/caf\\xE9.csv');
    expect(text(readAt(git, base, odd?.path ?? ''))).toBe('old\n');
    expect(git.entryAt(base, 'bytes/caf\ufffd.csv')).toBeUndefined();
  });

  it('gives the content on both sides, a link as its target', () => {
    const changes = git.withContent(git.changes(base, head));
    const sides = (path: string): unknown => {
      const change = changes.find((one) => one.path === path);
      return [text(change?.before), text(change?.after)];
    };
    expect(sides('policies/plans.yaml')).toEqual(['price: 20\n', 'price: 25\n']);
    expect(sides('policies/refunds.yaml')).toEqual(['days: 30\n', '../same.yaml']);
    expect(sides('fees.csv')).toEqual([undefined, 'a,b\n']);
    expect(sides('policies/fees.csv')).toEqual(['a,b\n', undefined]);
  });

  it('reads files of a commit, and says where there is none', () => {
    expect(text(readAt(git, base, 'policies/plans.yaml'))).toBe('price: 20\n');
    expect(git.entryAt(base, 'policies')).toBeUndefined();
    expect(git.entryAt(base, 'policies/none.yaml')).toBeUndefined();
    expect(git.entryAt(base, 'policies/plans.yaml/x')).toBeUndefined();
    expect(git.entryAt(head, 'policies/run.sh')?.mode).toBe('100755');
    expect(git.entryAt(head, 'policies/refunds.yaml')?.mode).toBe('120000');
  });

  it('lists the files of a commit or of a folder in it, wherever it is asked from', () => {
    const inside = realGit(join(repository.path, 'odd'), repository.env);
    expect(inside.listFiles(head, 'policies').map(({ path }) => path)).toEqual([
      'policies/plans.yaml',
      'policies/refunds.yaml',
      'policies/run.sh',
    ]);
    expect(inside.listFiles(head).length).toBe(5 + oddNames.length + 1);
    expect(inside.root()).toBe(git.root());
    expect(shown(inside.changes(base, head))).toEqual(shown(git.changes(base, head)));
  });

  it('finds lines in the files of a commit, whatever the settings, the attributes and the folder it is asked from', () => {
    const settings = [
      ['grep.lineNumber', 'true'],
      ['grep.column', 'true'],
      ['grep.patternType', 'perl'],
      ['color.grep', 'always'],
      ['grep.fullName', 'false'],
    ] as const;
    const playful = playground.repository('grep');
    for (const [name, value] of settings) playful.git('config', name, value);
    playful.write('.gitattributes', '* -diff\n*.bin binary diff=upper\n');
    playful.write('kept/a.yaml', 'one: 1\ntwo: 2\nthree: 3\n--\nfour: t.o\nlast: two');
    playful.write('kept/b\nc.bin', Buffer.from('\u0000two\n\u0000\xff\nnothing\n', 'latin1'));
    playful.write('kept/none.yaml', 'four: 4\n');
    playful.write('elsewhere.yaml', 'two: 2\n');
    playful.link('kept/link.yaml', 'two');
    const commit = playful.commit();
    playful.write('kept/a.yaml', 'two: not committed\n');
    const inside = realGit(join(playful.path, 'kept'), playful.env);
    expect([...inside.linesWith(commit, 'kept', ['two', '1'])]).toEqual([
      ['kept/a.yaml', 'one: 1\ntwo: 2\nlast: two\n'],
      ['kept/b\nc.bin', '\u0000two\n'],
    ]);
    expect(inside.linesWith(commit, 'kept', ['t.o']).get('kept/a.yaml')).toBe('four: t.o\n');
    expect([...inside.linesWith(commit, 'kept', ['five'])]).toEqual([]);
    expect([...inside.linesWith(commit, 'nowhere', ['two'])]).toEqual([]);
  });

  it('reads many blobs at once, each as it is', () => {
    const hashes = git.listFiles(head).map(({ hash }) => hash);
    const blobs = git.readBlobs([...hashes, ...hashes]);
    expect([...blobs.keys()].sort()).toEqual([...new Set(hashes)].sort());
    expect(text(blobs.get(git.entryAt(head, 'same.yaml')?.hash ?? ''))).toBe('same: 1\n');
    expect(git.readBlobs([]).size).toBe(0);
  });

  it('compares with nothing at all', () => {
    expect(git.changes(git.emptyTree(), base).every(({ status }) => status === 'A')).toBe(true);
    expect(git.changes(base, base)).toEqual([]);
  });

  it('finds the commit that a name means, and takes no option for a name', () => {
    expect(git.resolve('HEAD')).toBe(head);
    expect(git.resolve('HEAD^1')).toBe(base);
    expect(git.resolve(base.slice(0, 12))).toBe(base);
    expect(git.resolve('main')).toBe(head);
    for (const name of [
      'nowhere',
      '--all',
      '--git-dir',
      '',
      'a\0b',
      'main:same.yaml',
      `${base}..${head}`,
      'f'.repeat(40),
    ]) {
      const failure = failureOf(() => git.resolve(name));
      expect(failure.kind).toBe('undetermined');
      expect(failure.message).toContain('There is no commit');
      expect(failure.next).toBeDefined();
    }
  });

  it('takes nothing but an id after that', () => {
    expect(() => git.changes('main', head)).toThrow('is not the id of an object');
    expect(() => git.stagedChanges('--output=x')).toThrow('is not the id of an object');
    expect(() => git.readBlob('HEAD:same.yaml')).toThrow('is not the id of an object');
  });

  it('says which object a clone does not hold', () => {
    const nowhere = 'd'.repeat(40);
    for (const action of [
      () => git.changes(nowhere, head),
      () => git.readBlob(nowhere),
      () => git.listFiles(nowhere),
      () => git.mergeBase(nowhere, head),
    ]) {
      const failure = failureOf(action);
      expect(failure.kind).toBe('undetermined');
      expect(failure.message).toBe('This clone does not hold all that is to be compared');
      expect(hintText(failure.next ?? '')).toContain('git fetch');
    }
  });

  it('knows who is at work', () => {
    expect(git.userName()).toBe('Ada');
    expect(git.userEmail()).toBe('ada@example.com');
    const { GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL, ...nobody } = repository.env;
    expect(realGit(repository.path, nobody).userName()).toBeUndefined();
    repository.git('config', 'user.email', 'bob@example.com');
    expect(realGit(repository.path, nobody).userEmail()).toBe('bob@example.com');
  });
});

describe('what would hide a change', () => {
  it('a submodule that .gitmodules asks to ignore is seen', () => {
    const repository = playground.repository('ignored-submodule');
    const commits = ['1'.repeat(40), '2'.repeat(40)];
    repository.write('.gitmodules', '[submodule "prices"]\n\tpath = prices\n\turl = ./x\n\tignore = all\n');
    repository.git('add', '--all');
    const ids = commits.map((commit) => {
      repository.git('update-index', '--add', '--cacheinfo', `160000,${commit},prices`);
      repository.git('commit', '--quiet', '--message', 'move');
      return repository.git('rev-parse', 'HEAD');
    });
    const git = gitOf(repository);
    const [base = '', head = ''] = ids;
    const [change] = git.withContent(git.changes(base, head));
    expect(change).toMatchObject({ path: 'prices', status: 'M', oldMode: '160000', newHash: commits[1] });
    expect(text(change?.after)).toBe(`Subproject commit ${commits[1]}\n`);
    expect(shown(git.stagedChanges(base))).toEqual(['M prices']);
  });

  it('replaced objects, attributes, drivers and settings change nothing', () => {
    const repository = playground.repository('drivers');
    repository.write('fees.csv', 'fee\n1\n');
    const base = repository.commit();
    repository.write('fees.csv', 'fee\n2\n');
    repository.write('.gitattributes', '*.csv diff=evil -diff\n');
    const head = repository.commit();
    const ran = join(playground.folder, 'ran');
    for (const [name, value] of [
      ['diff.external', `touch ${ran}`],
      ['diff.evil.command', `touch ${ran}`],
      ['diff.evil.textconv', `touch ${ran}`],
      ['core.fsmonitor', `touch ${ran}`],
      ['core.pager', `touch ${ran}`],
      ['diff.noprefix', 'true'],
      ['diff.renames', 'copies'],
      ['diff.ignoreSubmodules', 'all'],
      ['core.quotepath', 'true'],
      ['color.ui', 'always'],
    ] as const) {
      repository.git('config', name, value);
    }
    repository.git('replace', head, base);
    const git = realGit(repository.path, {
      ...repository.env,
      GIT_EXTERNAL_DIFF: `touch ${ran}`,
      GIT_GLOB_PATHSPECS: '1',
      GIT_TRACE: '1',
    });
    expect(shown(git.changes(base, head))).toEqual(['A .gitattributes', 'M fees.csv']);
    expect(shown(git.workingTreeChanges(base))).toEqual(['A .gitattributes', 'M fees.csv']);
    expect(text(readAt(git, head, 'fees.csv'))).toBe('fee\n2\n');
    expect(() => rmSync(ran)).toThrow('ENOENT');
  });
});

describe('who changed a path', () => {
  it('is told by the commits of a range, the newest first, also in a subfolder and of odd names', () => {
    const repository = playground.repository('authors');
    const commit = (author: string, path: string) => {
      repository.write(path, `by ${author}\n`);
      repository.git('add', '--all');
      repository.git('commit', '--quiet', '--author', `X <${author}>`, '--message', path);
      return repository.git('rev-parse', 'HEAD');
    };
    const base = commit('first@example.com', 'a*.yaml');
    commit('second@example.com', 'a*.yaml');
    commit('third@example.com', 'ab.yaml');
    const head = commit('fourth@example.com', 'a*.yaml');
    repository.write('sub/x', 'x\n');
    const emails = (from: string | undefined, paths: string[], limit = 100) =>
      realGit(join(repository.path, 'sub'), repository.env)
        .commitsOf(from, head, paths, limit)
        .map(({ addresses: [author] }) => author);
    expect(emails(base, ['a*.yaml'])).toEqual(['fourth@example.com', 'second@example.com']);
    expect(emails(undefined, ['a*.yaml'])).toHaveLength(3);
    expect(emails(undefined, ['a*.yaml'], 1)).toEqual(['fourth@example.com']);
    expect(emails(base, ['ab.yaml'])).toEqual(['third@example.com']);
    expect(emails(base, [])).toEqual([]);
    expect(emails(base, ['nothing.yaml'])).toEqual([]);

    // A commit whose history was cut off only seems to add all there is.
    const clone = playground.clone(repository, 'authors-shallow', '--depth=1');
    expect(realGit(clone.path, clone.env).commitsOf(undefined, head, ['ab.yaml'], 100)).toMatchObject([
      { commit: head, isCut: true, changes: [] },
    ]);
  });

  it('is told with what each commit changes, and who made it for whom', () => {
    const repository = playground.repository('makers');
    const commit = (text: string, ...options: string[]) => {
      repository.write('a.yaml', text);
      repository.git('add', '--all');
      repository.git(
        ...options,
        'commit',
        '--quiet',
        '--author',
        'X <author@example.com>',
        '--message',
        text,
      );
      return repository.git('rev-parse', 'HEAD');
    };
    const blob = (commit: string) => repository.git('rev-parse', `${commit}:a.yaml`);
    const first = commit('1\n');
    const second = commit('2\n');
    const git = gitOf(repository);
    const addresses = ['author@example.com', 'ada@example.com'];
    const row = { path: 'a.yaml', newMode: '100644' };
    expect(git.commitsOf(undefined, second, ['a.yaml'], 10)).toEqual([
      {
        commit: second,
        addresses,
        isCut: false,
        changes: [{ ...row, status: 'M', oldMode: '100644', oldHash: blob(first), newHash: blob(second) }],
      },
      {
        commit: first,
        addresses,
        isCut: false,
        changes: [{ ...row, status: 'A', oldMode: undefined, oldHash: undefined, newHash: blob(first) }],
      },
    ]);
  });

  it('leaves a merge out, unless it writes what no side of it has, whatever the settings are', () => {
    const repository = playground.repository('merges');
    repository.git('config', 'log.diffMerges', 'first-parent');
    repository.write('a.yaml', '1\n2\n3\n');
    const base = repository.commit('base');
    repository.git('checkout', '--quiet', '-b', 'other');
    repository.write('a.yaml', 'one\n2\n3\n');
    const other = repository.commit('other');
    repository.git('checkout', '--quiet', 'main');
    repository.write('b.yaml', 'x\n');
    repository.commit('something else');
    repository.git('merge', '--quiet', '--no-edit', 'other');
    const plain = repository.git('rev-parse', 'HEAD');
    const git = gitOf(repository);
    const commits = (head: string) =>
      git
        .commitsOf(base, head, ['a.yaml', 'b.yaml'], 10)
        .map(({ commit, changes }) => [commit, changes.length]);
    expect(commits(plain)).not.toContainEqual([plain, expect.anything()]);
    expect(commits(plain)).toContainEqual([other, 1]);
    repository.write('a.yaml', 'evil\n');
    repository.git('add', '--all');
    repository.git('commit', '--quiet', '--amend', '--no-edit');
    const evil = repository.git('rev-parse', 'HEAD');
    expect(commits(evil)).toContainEqual([evil, 1]);
  });

  it.runIf(isInstalled('ssh-keygen'))('is told by the key of a commit, which nobody verifies', () => {
    const repository = playground.repository('signed-commits');
    const { file, publicKey } = makeKey(playground.folder, 'commits');
    const plain = repository.commit('plain');
    repository.git('config', 'gpg.format', 'ssh');
    repository.git('config', 'user.signingKey', file);
    repository.git('commit', '--quiet', '--allow-empty', '--gpg-sign', '--message', 'signed');
    const signed = repository.git('rev-parse', 'HEAD');
    repository.git('commit', '--quiet', '--allow-empty', '--message', 'gpgsig -----BEGIN SSH SIGNATURE-----');
    const fake = repository.git('rev-parse', 'HEAD');
    const key = fingerprintOf(Buffer.from(publicKey.split(' ')[1] ?? '', 'base64'));
    expect(gitOf(repository).signersOf([plain, signed, fake])).toEqual([key]);
    expect(gitOf(repository).signersOf([])).toEqual([]);
  });
});

describe('branches', () => {
  it('finds where two commits part, and the branch that others start from', () => {
    const repository = playground.repository('branches');
    const first = repository.commit('first');
    const git = gitOf(repository);
    expect(git.defaultBranch()).toBe('refs/heads/main');
    repository.git('checkout', '--quiet', '-b', 'topic');
    const topic = repository.commit('topic');
    repository.git('checkout', '--quiet', 'main');
    const main = repository.commit('main');
    expect(git.mergeBase(topic, main)).toBe(first);

    repository.git('checkout', '--quiet', '--orphan', 'alone');
    const alone = repository.commit('alone');
    expect(failureOf(() => git.mergeBase(alone, main)).message).toContain('no commit in common');

    repository.git('config', 'init.defaultBranch', 'topic');
    expect(git.defaultBranch()).toBe('refs/heads/topic');
    repository.git('checkout', '--quiet', '--detach');
    expect(git.resolve('HEAD')).toBe(alone);
    repository.git('branch', '--quiet', '-D', 'topic', 'main', 'alone');
    expect(git.defaultBranch()).toBeUndefined();
  });

  it('prefers the branch that the remote calls its own', () => {
    const source = playground.repository('source');
    source.git('checkout', '--quiet', '-b', 'trunk');
    source.commit();
    const clone = playground.clone(source, 'clone');
    clone.git('branch', 'main');
    const git = gitOf(clone);
    expect(git.defaultBranch()).toBe('refs/remotes/origin/trunk');
    expect(git.resolve('refs/remotes/origin/trunk')).toBe(git.resolve('HEAD'));
    clone.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/gone');
    expect(git.defaultBranch()).toBe('refs/heads/main');
  });

  it('works in a worktree', () => {
    const repository = playground.repository('main-tree');
    repository.write('a.yaml', 'a: 1\n');
    const base = repository.commit();
    const path = join(playground.folder, 'worktree');
    repository.git('worktree', 'add', '--quiet', '--detach', path);
    writeFileSync(join(path, 'a.yaml'), 'a: 2\n');
    const git = realGit(path, repository.env);
    expect(git.root()).toBe(path);
    expect(shown(git.workingTreeChanges(base))).toEqual(['M a.yaml']);
    expect(shown(gitOf(repository).workingTreeChanges(base))).toEqual([]);
  });
});

describe('where git cannot tell', () => {
  it('a shallow clone is told apart from a wrong name', () => {
    const source = playground.repository('deep');
    source.write('a.yaml', 'a: 1\n');
    const base = source.commit();
    source.write('a.yaml', 'a: 2\n');
    source.commit();
    const shallow = gitOf(playground.clone(source, 'depth-1', '--depth=1'));
    expect(shallow.isShallow()).toBe(true);
    for (const name of [base, 'HEAD^1']) {
      const failure = failureOf(() => shallow.resolve(name));
      expect(failure.why).toContain('cut off');
      expect(hintText(failure.next ?? '')).toContain('fetch-depth: 0');
    }
    const enough = gitOf(playground.clone(source, 'depth-2', '--depth=2'));
    expect(shown(enough.changes(enough.resolve('HEAD^1'), enough.resolve('HEAD')))).toEqual(['M a.yaml']);
    expect(gitOf(source).isShallow()).toBe(false);
  });

  it('a clone without blobs fetches nothing', () => {
    const source = playground.repository('full');
    source.git('config', 'uploadpack.allowFilter', 'true');
    source.write('a.yaml', 'a: 1\n');
    source.commit();
    const partial = playground.clone(source, 'partial', '--filter=blob:none', '--no-checkout');
    partial.git('config', 'protocol.file.allow', 'always');
    const git = gitOf(partial);
    const [file] = git.listFiles(git.resolve('HEAD'));
    const failure = failureOf(() => git.readBlob(file?.hash ?? ''));
    expect(failure.message).toBe('This clone does not hold all that is to be compared');
    expect(hintText(failure.next ?? '')).toContain('--refetch');
  });

  it('no repository, no folder and no git are three faults', () => {
    const outside = join(playground.folder, 'outside');
    mkdirSync(outside);
    expect(failureOf(() => realGit(outside, playground.env).root()).message).toBe(
      'This is not a git repository',
    );
    const nowhere = realGit(join(playground.folder, 'nowhere'), playground.env);
    expect(failureOf(() => nowhere.root()).message).toContain('There is no folder');
    const without = realGit(outside, { ...playground.env, PATH: outside });
    const failure = failureOf(() => without.resolve('HEAD'));
    expect(failure).toMatchObject({ kind: 'undetermined', message: 'git was not found' });
    expect(failure.next).toContain('install git');
  });

  it('a repository without files checked out has no top', () => {
    const bare = playground.repository('bare.git', '--bare');
    expect(failureOf(() => gitOf(bare).root()).message).toBe('This repository has no files checked out');
    // A folder of the checkout can be made to look like one, with settings of its own.
    expect(() => gitOf(bare).isShallow()).toThrow('no files checked out');
    const explicit = realGit(bare.path, { ...bare.env, GIT_DIR: bare.path });
    expect(explicit.isShallow()).toBe(false);
  });

  it('names the remedy for a repository of another user', () => {
    const repository = playground.repository("another's");
    // A git that thinks so, by the switch that git's own tests use.
    const bin = join(playground.folder, 'bin');
    mkdirSync(bin);
    const script = `#!/bin/sh\nPATH='${repository.env.PATH}' GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git "$@"\n`;
    writeFileSync(join(bin, 'git'), script, { mode: 0o755 });
    const failure = failureOf(() => realGit(repository.path, { ...repository.env, PATH: bin }).isShallow());
    expect(failure.message).toContain('does not trust this repository');
    expect(failure.next).toEqual([
      command('git', 'config', '--global', '--add', 'safe.directory', repository.path),
    ]);
  });

  it('a conflict in the index has to be resolved first', () => {
    const repository = playground.repository('conflict');
    repository.write('a.yaml', 'a: 1\n');
    const base = repository.commit();
    const hash = repository.git('rev-parse', 'HEAD:a.yaml');
    repository.gitWith(
      `0 ${'0'.repeat(40)}\ta.yaml\n100644 ${hash} 2\ta.yaml\n`,
      'update-index',
      '--index-info',
    );
    const git = gitOf(repository);
    expect(failureOf(() => git.stagedChanges(base)).message).toContain('conflict');
    repository.write('a.yaml', 'a: 2\n');
    expect(shown(git.workingTreeChanges(base))).toEqual(['M a.yaml']);
  });
});
