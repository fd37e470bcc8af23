import * as fs from 'node:fs';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Processes } from '../../src/adapters/file-lock.ts';
import type { FileSystem } from '../../src/adapters/file-system.ts';
import { realFiles } from '../../src/adapters/files.ts';
import { digestOf } from '../../src/lib/digest.ts';
import { Failure, type FailureKind } from '../../src/lib/failure.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cx-files-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const path = 'cx-reviews/a.yaml';
const lockPath = 'cx-reviews/.a.yaml.tmp';
const text = (bytes: Uint8Array | undefined) =>
  bytes === undefined ? undefined : new TextDecoder().decode(bytes);
const onDisk = (name: string) => readFileSync(join(root, name), 'utf8');
const put = (name: string, content: string) => {
  mkdirSync(join(root, name, '..'), { recursive: true });
  writeFileSync(join(root, name), content);
};
const inFolder = () => readdirSync(join(root, 'cx-reviews')).sort();

function failureOf(action: () => unknown): Failure {
  try {
    action();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('no failure');
}

function expectFailure(kind: FailureKind, message: RegExp, action: () => unknown): Failure {
  const failure = failureOf(action);
  expect(failure.message).toMatch(message);
  expect(failure.kind).toBe(kind);
  return failure;
}

/** The error that the operating system gives. */
function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** The real file system, in which some calls go wrong. */
function broken(faults: Partial<FileSystem>): FileSystem {
  return { ...fs, ...faults };
}

describe('reading', () => {
  it('reads what there is', () => {
    put(path, 'id: a\n');
    const files = realFiles(root);
    expect(text(files.read(path))).toBe('id: a\n');
    expect(text(files.readIfExists(path))).toBe('id: a\n');
    expect(files.exists(path)).toBe(true);
    expect(files.exists('cx-reviews')).toBe(true);
  });

  it('tells nothing there from could not look', () => {
    put('file', '');
    const files = realFiles(root);
    expect(files.readIfExists(path)).toBeUndefined();
    expect(files.readIfExists('file/below')).toBeUndefined();
    expect(files.exists(path)).toBe(false);
    expectFailure('undetermined', /there is no file cx-reviews\/a.yaml/, () => files.read(path));
    const failing = realFiles(root, {
      fs: broken({
        openSync: () => {
          throw systemError('EACCES');
        },
      }),
    });
    const failure = expectFailure('undetermined', /could not read cx-reviews\/a.yaml/, () =>
      failing.readIfExists(path),
    );
    expect(failure.why).toBe('You have no permission.');
  });

  it('refuses folders and pipes without waiting on them', () => {
    mkdirSync(join(root, path), { recursive: true });
    expectFailure('undetermined', /is not a file/, () => realFiles(root).read(path));
  });

  it('finds names that are not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x70, 0xe9])]);
    writeFileSync(bytes, 'latin');
    expect(text(realFiles(root).read('p\udce9'))).toBe('latin');
    expect(realFiles(root).readIfExists('p\ufffd')).toBeUndefined();
  });

  it('lists a folder in a fixed order and says what is what', () => {
    put('cx-reviews/b.yaml', '');
    put('cx-reviews/B.yaml', '');
    put('cx-reviews/waivers/x.yaml', '');
    symlinkSync('b.yaml', join(root, 'cx-reviews/a.yaml'));
    expect(realFiles(root).list('cx-reviews')).toEqual([
      { name: 'B.yaml', kind: 'file' },
      { name: 'a.yaml', kind: 'link' },
      { name: 'b.yaml', kind: 'file' },
      { name: 'waivers', kind: 'folder' },
    ]);
    expect(realFiles(root).list('nowhere')).toEqual([]);
    expect(
      realFiles(root)
        .list('')
        .map(({ name }) => name),
    ).toEqual(['cx-reviews']);
    expectFailure('undetermined', /could not list/, () => realFiles(root).list('cx-reviews/b.yaml'));
  });

  it('says that a file stands where a folder should, and what to do', () => {
    put('cx-reviews', '');
    const failure = expectFailure('undetermined', /could not list/, () =>
      realFiles(root).list('cx-reviews/content'),
    );
    expect(failure.why).toBe('What should be a folder on the way there is a file.');
    expect(failure.next).toMatch(/^Move that file away/);
  });

  it.each(['EACCES', 'EROFS', 'ENOSPC', 'EIO', 'EUNKNOWN'])('says what to do next after %s', (code) => {
    const files = realFiles(root, {
      fs: broken({
        openSync: () => {
          throw systemError(code);
        },
      }),
    });
    const failure = expectFailure('undetermined', /could not read/, () => files.readIfExists(path));
    expect(failure.next).toMatch(/\.$/);
  });
});

describe('paths', () => {
  it.each(['../x', '/etc/passwd', 'a/../../x', 'a/./b', 'a//b', 'a\0b', '..', 'a/'])(
    'refuses %j everywhere',
    (outside) => {
      const files = realFiles(root);
      const refused = /is not a path below the top folder/;
      expectFailure('misuse', refused, () => files.read(outside));
      expectFailure('misuse', refused, () => files.exists(outside));
      expectFailure('misuse', refused, () => files.list(outside));
      expectFailure('misuse', refused, () => files.createExclusive(outside, ''));
      expectFailure('misuse', refused, () => files.replace(outside, ''));
      expectFailure('misuse', refused, () => files.updateLocked(outside, () => ''));
    },
  );

  it('refuses a link in place of the file, and leaves where it leads alone', () => {
    put('secret', 'secret');
    mkdirSync(join(root, 'cx-reviews'));
    symlinkSync('../secret', join(root, path));
    const files = realFiles(root);
    const refused = /cx-reviews\/a.yaml is a symbolic link/;
    expectFailure('undetermined', refused, () => files.read(path));
    expectFailure('undetermined', refused, () => files.replace(path, 'x'));
    expectFailure('undetermined', refused, () => files.createExclusive(path, 'x'));
    expectFailure('undetermined', refused, () => files.updateLocked(path, () => 'x'));
    expect(onDisk('secret')).toBe('secret');
    expect(inFolder()).toEqual(['a.yaml']);
  });

  it('refuses a link that leads nowhere yet', () => {
    mkdirSync(join(root, 'cx-reviews'));
    symlinkSync('../not-yet', join(root, path));
    expectFailure('undetermined', /symbolic link/, () => realFiles(root).createExclusive(path, 'x'));
    expect(existsSync(join(root, 'not-yet'))).toBe(false);
  });

  it('refuses a folder that is a link', () => {
    const outside = mkdtempSync(join(tmpdir(), 'cx-outside-'));
    symlinkSync(outside, join(root, 'cx-reviews'));
    const files = realFiles(root);
    const refused = /cx-reviews is a symbolic link/;
    expectFailure('undetermined', refused, () => files.read(path));
    expectFailure('undetermined', refused, () => files.exists(path));
    expectFailure('undetermined', refused, () => files.list('cx-reviews'));
    expectFailure('undetermined', refused, () => files.replace(path, 'x'));
    expectFailure('undetermined', refused, () => files.createExclusive(path, 'x'));
    expectFailure('undetermined', refused, () => files.updateLocked(path, () => 'x'));
    expect(readdirSync(outside)).toEqual([]);
    rmSync(outside, { recursive: true });
  });

  it('refuses to write over a folder that became a link after it was read', () => {
    put('cx-reviews/a.yaml', 'old');
    const files = realFiles(root);
    files.read(path);
    rmSync(join(root, 'cx-reviews'), { recursive: true });
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync('elsewhere', join(root, 'cx-reviews'));
    expectFailure('undetermined', /symbolic link/, () => files.replace(path, 'new'));
  });

  it('takes a root that is reached over a link', () => {
    symlinkSync(root, `${root}-link`);
    realFiles(`${root}-link`).createExclusive('x', 'y');
    expect(onDisk('x')).toBe('y');
    rmSync(`${root}-link`);
  });
});

describe('createExclusive', () => {
  it('makes the file and the folders above it, and nothing else', () => {
    realFiles(root).createExclusive(path, 'id: a\n');
    expect(onDisk(path)).toBe('id: a\n');
    expect(inFolder()).toEqual(['a.yaml']);
  });

  it('leaves what is there', () => {
    put(path, 'old');
    const failure = expectFailure('conflict', /exists already/, () =>
      realFiles(root).createExclusive(path, 'new'),
    );
    expect(failure.place?.file).toBe(path);
    expect(onDisk(path)).toBe('old');
    expect(inFolder()).toEqual(['a.yaml']);
  });

  it.each(['EPERM', 'ENOTSUP'])('works without hard links (%s)', (code) => {
    const noLinks = broken({
      linkSync: () => {
        throw systemError(code);
      },
    });
    const files = realFiles(root, { fs: noLinks });
    files.createExclusive(path, 'new');
    expect(onDisk(path)).toBe('new');
    expectFailure('conflict', /exists already/, () => files.createExclusive(path, 'newer'));
    expect(inFolder()).toEqual(['a.yaml']);
  });
});

describe('replace', () => {
  it('puts the new content in place of the old, with its permissions', () => {
    put(path, 'old');
    chmodSync(join(root, path), 0o640);
    realFiles(root).replace(path, 'new', digestOf('old'));
    expect(onDisk(path)).toBe('new');
    expect(statSync(join(root, path)).mode & 0o777).toBe(0o640);
    expect(inFolder()).toEqual(['a.yaml']);
  });

  it('makes a file that is not there, if none is expected', () => {
    realFiles(root).replace(path, 'new', 'none');
    expect(onDisk(path)).toBe('new');
  });

  it('overwrites whatever there is when nothing is expected', () => {
    put(path, 'old');
    realFiles(root).replace(path, new Uint8Array([110, 101, 119]));
    expect(onDisk(path)).toBe('new');
  });

  it('refuses other content than the one expected', () => {
    const files = realFiles(root);
    put(path, 'hers');
    expectFailure('conflict', /was changed while/, () => files.replace(path, 'mine', digestOf('old')));
    expectFailure('conflict', /was changed while/, () => files.replace(path, 'mine', 'none'));
    rmSync(join(root, path));
    expectFailure('conflict', /was changed while/, () => files.replace(path, 'mine', digestOf('old')));
    put(path, 'hers');
    expect(inFolder()).toEqual(['a.yaml']);
    expect(onDisk(path)).toBe('hers');
  });

  it('looks again right before the rename', () => {
    put(path, 'old');
    const saving = broken({
      fsyncSync: (file) => {
        put(path, 'hers');
        fs.fsyncSync(file);
      },
    });
    expectFailure('conflict', /was changed while/, () =>
      realFiles(root, { fs: saving }).replace(path, 'mine'),
    );
    expect(onDisk(path)).toBe('hers');
    expect(inFolder()).toEqual(['a.yaml']);
  });
});

describe('updateLocked', () => {
  it('gives the content and writes what comes back', () => {
    put(path, 'one');
    const files = realFiles(root);
    expect(files.updateLocked(path, (content) => `${text(content)} two`)).toBe(true);
    expect(onDisk(path)).toBe('one two');
    expect(inFolder()).toEqual(['a.yaml']);
  });

  it('gives undefined for no file, and can make it', () => {
    expect(realFiles(root).updateLocked(path, (content) => `${text(content)}`)).toBe(true);
    expect(onDisk(path)).toBe('undefined');
  });

  it('leaves the file where nothing comes back, or an error', () => {
    put(path, 'one');
    const files = realFiles(root);
    expect(files.updateLocked(path, () => undefined)).toBe(false);
    expect(() =>
      files.updateLocked(path, () => {
        throw new RangeError('no');
      }),
    ).toThrow(RangeError);
    expect(onDisk(path)).toBe('one');
    expect(inFolder()).toEqual(['a.yaml']);
  });

  it('holds the lock, which names the process, before it reads and until it has written', () => {
    put(path, 'one');
    const seen: string[] = [];
    const watching = broken({
      renameSync: (from, to) => {
        seen.push(onDisk(lockPath));
        fs.renameSync(from, to);
      },
    });
    realFiles(root, { fs: watching }).updateLocked(path, () => {
      seen.push(onDisk(lockPath));
      return 'two';
    });
    expect(seen).toHaveLength(2);
    for (const record of seen) expect(JSON.parse(record)).toMatchObject({ pid: process.pid });
  });

  it('lets one writer in: the other fails, naming the process, and reads nothing', () => {
    put(path, 'one');
    const files = realFiles(root);
    const written = files.updateLocked(path, () => {
      const failure = expectFailure(
        'conflict',
        new RegExp(`is being written by process ${process.pid}$`),
        () => realFiles(root).updateLocked(path, () => 'theirs'),
      );
      expect(failure.next).toMatch(/Run the command again/);
      return 'ours';
    });
    expect(written).toBe(true);
    expect(onDisk(path)).toBe('ours');
    expect(inFolder()).toEqual(['a.yaml']);
  });

  it('does not undo an edit by hand', () => {
    put(path, 'one');
    expectFailure('conflict', /was changed while/, () =>
      realFiles(root).updateLocked(path, () => {
        put(path, 'by hand');
        return 'two';
      }),
    );
    expect(onDisk(path)).toBe('by hand');
    expect(inFolder()).toEqual(['a.yaml']);
  });

  it('does not make a file that somebody else has made meanwhile', () => {
    expectFailure('conflict', /exists already/, () =>
      realFiles(root).updateLocked(path, () => {
        put(path, 'by hand');
        return 'mine';
      }),
    );
    expect(onDisk(path)).toBe('by hand');
  });

  it('stops where its lock was deleted and taken by another', () => {
    put(path, 'one');
    const theirs = JSON.stringify({ pid: 1, host: 'other', started: '1', nonce: '0123456789abcdef' });
    expectFailure('conflict', /was changed while/, () =>
      realFiles(root).updateLocked(path, () => {
        rmSync(join(root, lockPath));
        put(lockPath, theirs);
        return 'two';
      }),
    );
    expect(onDisk(path)).toBe('one');
    expect(onDisk(lockPath)).toBe(theirs);
  });
});

describe('a lock that was left behind', () => {
  const dead = { pid: 4242, host: 'here', started: '77', nonce: '00000000deadbeef' };
  const processes = (startOf: Processes['startOf']): Processes => ({ pid: 1, host: 'here', startOf });
  const onlyWeLive = processes((pid) => (pid === 1 ? '5' : undefined));
  const leave = (record: unknown = dead, at = lockPath) => put(at, `${JSON.stringify(record)}\n`);

  it('is swept with what the dead process left', () => {
    put(path, 'one');
    leave();
    put('cx-reviews/.a.yaml.00000000deadbeef.new.tmp', 'half of it');
    put('cx-reviews/.a.yaml.00000000deadbeef.lock.tmp', '');
    realFiles(root, { processes: onlyWeLive }).updateLocked(path, () => 'two');
    expect(onDisk(path)).toBe('two');
    expect(inFolder()).toEqual(['a.yaml']);
  });

  it('is swept where its number belongs to a younger process now', () => {
    put(path, 'one');
    leave();
    const reused = processes((pid) => (pid === 1 ? '5' : '99'));
    expect(realFiles(root, { processes: reused }).updateLocked(path, () => 'two')).toBe(true);
  });

  it.each([
    ['lives', dead, processes(() => '77'), /by process 4242$/],
    ['lives, as far as the system tells', dead, processes(() => 'unknown'), /by process 4242$/],
    ['is on another machine', { ...dead, host: 'there' }, onlyWeLive, /by process 4242 on there$/],
    ['is not named', {}, onlyWeLive, /is locked by cx-reviews\/\.a\.yaml\.tmp$/],
    ['is named in a strange way', { ...dead, nonce: '../../x' }, onlyWeLive, /is locked by/],
    ['has a strange number', { ...dead, pid: -1 }, onlyWeLive, /is locked by/],
  ])('is respected where its process %s', (_, record, world, message) => {
    put(path, 'one');
    leave(record);
    const failure = expectFailure('conflict', message, () =>
      realFiles(root, { processes: world }).updateLocked(path, () => 'two'),
    );
    expect(failure.next).toBeDefined();
    expect(onDisk(path)).toBe('one');
    expect(inFolder()).toEqual(['.a.yaml.tmp', 'a.yaml']);
  });

  it('is swept although an earlier sweeper died at it', () => {
    put(path, 'one');
    leave();
    leave({ ...dead, pid: 4243, nonce: '11111111deadbeef' }, 'cx-reviews/.a.yaml.00000000deadbeef.sweep.tmp');
    realFiles(root, { processes: onlyWeLive }).updateLocked(path, () => 'two');
    expect(onDisk(path)).toBe('two');
    expect(inFolder()).toEqual(['a.yaml']);
  });

  it('is left to the one who sweeps it right now', () => {
    put(path, 'one');
    leave();
    leave(
      { ...dead, pid: 1, started: '5', nonce: '11111111deadbeef' },
      'cx-reviews/.a.yaml.00000000deadbeef.sweep.tmp',
    );
    expectFailure('conflict', /by process 1$/, () =>
      realFiles(root, { processes: onlyWeLive }).updateLocked(path, () => 'two'),
    );
    expect(onDisk(path)).toBe('one');
  });

  it('is not swept twice: who comes late finds the lock of the one who was faster', () => {
    put(path, 'one');
    leave();
    const winner = { pid: 1, host: 'here', started: '5', nonce: '22222222deadbeef' };
    // Between reading the dead lock and sweeping it, another sweeps it and takes its place.
    const late = broken({
      linkSync: (from, to) => {
        if (String(to).includes('sweep')) leave(winner);
        fs.linkSync(from, to);
      },
    });
    expectFailure('conflict', /by process 1$/, () =>
      realFiles(root, { fs: late, processes: onlyWeLive }).updateLocked(path, () => 'two'),
    );
    expect(JSON.parse(onDisk(lockPath))).toEqual(winner);
    expect(inFolder()).toEqual(['.a.yaml.tmp', 'a.yaml']);
  });
});

describe('what killed writers left beside files that nobody writes again', () => {
  const host = 'here';
  const holder = (pid: number, nonce: string, on = host) =>
    `${JSON.stringify({ pid, host: on, started: pid === 1 ? '5' : '77', nonce })}\n`;
  const processes: Processes = { pid: 1, host, startOf: (pid) => (pid === 1 ? '5' : undefined) };
  const [dead, other] = ['00000000deadbeef', '11111111deadbeef'];
  const write = () => realFiles(root, { processes }).replace('cx-reviews/approvals/x/new.yaml', 'text');
  const below = (folder: string) => readdirSync(join(root, 'cx-reviews', folder)).sort();

  it.each([
    [
      'a lock, and a half-written file',
      { '.a.yaml.tmp': holder(9, dead), [`.a.yaml.${dead}.new.tmp`]: 'half' },
    ],
    ['a lock that was not yet named', { [`.a.yaml.${dead}.lock.tmp`]: holder(9, dead) }],
    ['a half-written file alone', { [`.a.yaml.${dead}.new.tmp`]: 'half' }],
    ['a lock for sweeping', { [`.a.yaml.${dead}.sweep.tmp`]: holder(9, other) }],
    [
      'a lock, one for sweeping it, and one for sweeping that',
      {
        '.a.yaml.tmp': holder(8, dead),
        [`.a.yaml.${dead}.sweep.tmp`]: holder(9, other),
        [`.a.yaml.${dead}.sweep.${other}.sweep.tmp`]: holder(7, '22222222deadbeef'),
        [`.a.yaml.${dead}.sweep.22222222deadbeef.lock.tmp`]: holder(7, '22222222deadbeef'),
      },
    ],
  ])('is taken away by who writes in the folder, or below it: %s', (_, files) => {
    put('cx-reviews/a.yaml', 'one');
    for (const [name, content] of Object.entries(files)) {
      put(`cx-reviews/${name}`, content);
      put(`cx-reviews/approvals/x/${name}`, content);
    }
    write();
    expect(below('')).toEqual(['a.yaml', 'approvals']);
    expect(below('approvals/x')).toEqual(['new.yaml']);
    expect(onDisk('cx-reviews/a.yaml')).toBe('one');
  });

  it.each([
    ['is of a process that runs', { '.a.yaml.tmp': holder(1, dead), [`.a.yaml.${dead}.new.tmp`]: 'half' }],
    ['is about to be a lock', { [`.a.yaml.${dead}.lock.tmp`]: holder(1, dead) }],
    [
      'is of another machine',
      { '.a.yaml.tmp': holder(9, dead, 'there'), [`.a.yaml.${dead}.new.tmp`]: 'half' },
    ],
    ['says not whose it is', { '.a.yaml.tmp': '', [`.a.yaml.${dead}.new.tmp`]: 'half' }],
    ['is being swept', { '.a.yaml.tmp': holder(9, dead), [`.a.yaml.${dead}.sweep.tmp`]: holder(1, other) }],
    [
      'is none of ours',
      { '.tmp': '', '.swp.tmp': 'x', 'a.yaml.tmp': 'x', '.a.yaml.new.tmp': 'x', [`.${dead}.new`]: 'x' },
    ],
  ])('stays where it %s', (_, files) => {
    for (const [name, content] of Object.entries(files)) put(`cx-reviews/${name}`, content);
    write();
    expect(below('')).toEqual([...Object.keys(files), 'approvals'].sort());
  });

  it('stays in the folder above all, and where it cannot be listed stops nobody', () => {
    put(`.a.yaml.${dead}.new.tmp`, 'half');
    const blind = broken({
      readdirSync: (() => {
        throw systemError('EACCES');
      }) as unknown as FileSystem['readdirSync'],
    });
    realFiles(root, { fs: blind, processes }).replace(path, 'text');
    expect(onDisk(path)).toBe('text');
    write();
    expect(readdirSync(root).sort()).toEqual([`.a.yaml.${dead}.new.tmp`, 'cx-reviews']);
  });
});

describe('a disk that fails', () => {
  const fails = (code: string) => () => {
    throw systemError(code);
  };
  const isFolder = (file: number) => fs.fstatSync(file).isDirectory();
  const faults: [string, Partial<FileSystem>, RegExp][] = [
    ['is full at the first byte', { writeSync: fails('ENOSPC') }, /disk is full/],
    ['writes nothing', { writeSync: () => 0 }, /only 0 of/],
    [
      'is full in the middle',
      {
        writeSync: (() => {
          let calls = 0;
          return (file: number, content: Uint8Array) => {
            calls += 1;
            if (calls > 1) throw systemError('ENOSPC');
            return fs.writeSync(file, content, 0, 1);
          };
        })() as FileSystem['writeSync'],
      },
      /disk is full/,
    ],
    ['cannot flush', { fsyncSync: fails('EIO') }, /disk reported a fault/],
    [
      'loses bytes without a word',
      {
        fstatSync: ((file: number) => ({
          ...fs.fstatSync(file),
          isFile: () => true,
          size: 1,
        })) as FileSystem['fstatSync'],
      },
      /1 of \d+ bytes arrived/,
    ],
    ['cannot rename', { renameSync: fails('EACCES'), linkSync: fails('EACCES') }, /no permission/],
    [
      'cannot make the file',
      {
        openSync: ((...args: Parameters<FileSystem['openSync']>) =>
          args[1] === 'wx' ? fails('EROFS')() : fs.openSync(...args)) as FileSystem['openSync'],
      },
      /read-only/,
    ],
  ];

  it.each(faults)('%s: the old file stays, and nothing else', (_, fault, why) => {
    put(path, 'the old content');
    const files = realFiles(root, { fs: broken(fault) });
    for (const write of [
      () => files.replace(path, 'the new content'),
      () => files.updateLocked(path, () => 'the new content'),
      () => files.createExclusive('cx-reviews/b.yaml', 'the new content'),
    ]) {
      const failure = expectFailure('undetermined', /^could not/, write);
      expect(failure.why).toMatch(why);
      expect(failure.cause).toBeInstanceOf(Error);
      expect(inFolder()).toEqual(['a.yaml']);
    }
    expect(onDisk(path)).toBe('the old content');
  });

  it('writes on after a short write', () => {
    put(path, 'old');
    const oneByOne = broken({
      writeSync: ((file: number, content: Uint8Array, offset: number) =>
        fs.writeSync(file, content, offset, 1)) as FileSystem['writeSync'],
    });
    realFiles(root, { fs: oneByOne }).updateLocked(path, () => 'the new content');
    expect(onDisk(path)).toBe('the new content');
  });

  it('says so where the folder cannot be flushed, but not where it need not be', () => {
    put(path, 'old');
    const folderFails = (code: string) =>
      broken({
        fsyncSync: (file) => {
          if (isFolder(file)) throw systemError(code);
          fs.fsyncSync(file);
        },
      });
    realFiles(root, { fs: folderFails('EINVAL') }).replace(path, 'new');
    expect(onDisk(path)).toBe('new');
    expectFailure('undetermined', /could not write/, () =>
      realFiles(root, { fs: folderFails('EIO') }).replace(path, 'newer'),
    );
  });

  it('tells the first fault where cleaning up fails too', () => {
    put(path, 'old');
    const dead = broken({ fsyncSync: fails('EIO'), unlinkSync: fails('EROFS') });
    expect(failureOf(() => realFiles(root, { fs: dead }).replace(path, 'new')).why).toMatch(
      /disk reported a fault/,
    );
    expect(onDisk(path)).toBe('old');
    expect(inFolder()).toContain('.a.yaml.tmp');
  });

  it('says so where the lock cannot be given back', () => {
    put(path, 'old');
    const stuck = broken({ unlinkSync: fails('EROFS') });
    expectFailure('undetermined', /could not unlock/, () =>
      realFiles(root, { fs: stuck }).replace(path, 'new'),
    );
    expect(onDisk(path)).toBe('new');
  });
});
