import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFiles } from '../../../src/adapters/files.ts';
import { type KnownPages, openKnownPages } from '../../../src/app/workspace/known-pages.ts';
import { judgeMarkdown, writeMarkdown } from '../../../src/app/workspace/rendering.ts';
import { openWorkspace } from '../../../src/app/workspace/workspace.ts';
import { type Digest, digestOf } from '../../../src/lib/digest.ts';
import { scratchFolder } from '../../support/world.ts';

const [one, two] = [digestOf('one'), digestOf('two')];
const open = (cache: string, root = '/srv/shop', program: string | undefined = 'a build') =>
  openKnownPages(
    { env: { XDG_CACHE_HOME: cache }, root, filesBelow: (folder) => realFiles(folder) },
    program,
  );

function saved(cache: string, root?: string): void {
  const known = open(cache, root);
  known.add(one);
  known.save();
}

describe('what is known of pages', () => {
  it('is known to the next run of the same repository, and to no other', () => {
    const cache = scratchFolder();
    saved(cache);
    expect(open(cache).has(one)).toBe(true);
    expect(open(cache).has(two)).toBe(false);
    expect(open(cache, '/srv/other').has(one)).toBe(false);
  });

  it('is forgotten when a run no longer meets it', () => {
    const cache = scratchFolder();
    saved(cache);
    const next = open(cache);
    next.add(two);
    next.save();
    expect(open(cache).has(one)).toBe(false);
    expect(open(cache).has(two)).toBe(true);
  });

  it('bears whatever stands in its file', () => {
    const cache = scratchFolder();
    saved(cache);
    const [name = ''] = readdirSync(join(cache, 'cx-review'));
    const path = join(cache, 'cx-review', name);
    writeFileSync(path, Buffer.concat([Buffer.from([0xff, 0x00]), readFileSync(path).subarray(0, 40)]));
    expect(open(cache).has(one)).toBe(false);
    saved(cache);
    expect(open(cache).has(one)).toBe(true);
  });

  it('is nothing where the folder is no folder, is missing or is not named, and nobody is told', () => {
    const cache = scratchFolder();
    writeFileSync(join(cache, 'cx-review'), '');
    saved(cache);
    expect(open(cache).has(one)).toBe(false);
    saved(join(cache, 'missing'));
    const nowhere = openKnownPages({ env: {}, root: '/', filesBelow: () => realFiles(cache) }, 'a build');
    nowhere.add(one);
    expect(() => nowhere.save()).not.toThrow();
  });

  it('is nothing when run from source', () => {
    const cache = scratchFolder();
    const known = openKnownPages({
      env: { XDG_CACHE_HOME: cache },
      root: '/',
      filesBelow: () => realFiles(cache),
    });
    known.add(one);
    known.save();
    expect(readdirSync(cache)).toEqual(['.git']);
  });
});

describe('a page that is known', () => {
  const id = '2026-11-22-case-abcd';
  const review = (title: string) => `schema: cx-review/1\nid: ${id}\ntitle: ${title}\ndepth: light\n`;

  /** The digest under which the page of the review is known, in a repository that is changed first. */
  async function keyAfter(change: (root: string) => void): Promise<Digest[]> {
    const root = scratchFolder({ [`cx-reviews/${id}.yaml`]: review('One') });
    const asked: Digest[] = [];
    const noting: KnownPages = { has: (page) => asked.push(page) > 0, add: () => {}, save: () => {} };
    const judge = async () => {
      const workspace = openWorkspace({ root, filesBelow: (folder) => realFiles(folder) });
      const content = await workspace.content();
      return { workspace, content, stored: workspace.find(id) };
    };
    const { workspace, content, stored } = await judge();
    writeMarkdown(workspace, content, stored);
    change(root);
    const after = await judge();
    // Whatever is known is not rendered again.
    const state = judgeMarkdown(after.workspace, after.content, after.stored, noting);
    expect(state).toBe(asked.length > 0 ? 'fresh' : 'stale');
    return asked;
  }

  it('is another where the review, the page, the config or the content is another', async () => {
    const [same] = await keyAfter(() => {});
    expect(await keyAfter(() => {})).toEqual([same]);
    // It does not even name the review as it is now, so nobody asks.
    expect(
      await keyAfter((root) => writeFileSync(join(root, `cx-reviews/${id}.yaml`), review('Two'))),
    ).toEqual([]);
    const page = (root: string) => join(root, `cx-reviews/${id}.md`);
    const changes = [
      (root: string) => writeFileSync(page(root), `${readFileSync(page(root), 'utf8')}More.\n`),
      (root: string) =>
        writeFileSync(
          join(root, 'cx-reviews/config.yaml'),
          'schema: cx-review-config/1\nsince: 2020-01-01\n',
        ),
      (root: string) => {
        mkdirSync(join(root, 'cx-reviews/content/phrases'), { recursive: true });
        writeFileSync(join(root, 'cx-reviews/content/phrases/own.yaml'), phrases);
      },
    ];
    for (const change of changes) {
      const [other] = await keyAfter(change);
      expect(other).toBeDefined();
      expect(other).not.toBe(same);
    }
  });

  const phrases = readFileSync(
    join(import.meta.dirname, '../../../templates/phrases/dismissive.yaml'),
    'utf8',
  );
});
