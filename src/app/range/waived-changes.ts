import { editYaml } from '../../document/edit.ts';
import { buildShape } from '../../document/shape.ts';
import { type ChangedFile, digestOfStored, kindOfMode, statusOf } from '../../domain/file-change.ts';
import { findWaiverId } from '../../domain/repository-layout.ts';
import type { Waiver } from '../../domain/waiver.ts';
import { command } from '../../lib/command.ts';
import { digestOf } from '../../lib/digest.ts';
import { Failure } from '../../lib/failure.ts';
import type { Context } from '../../ports/context.ts';
import type { Files } from '../../ports/files.ts';
import { findWaiver, type StoredWaiver } from '../approval/stored-waiver.ts';
import { schemaText } from '../workspace/schema-text.ts';
import type { WorkingRange } from './working.ts';

/** Most versions of a file that are looked through for the one that a waiver speaks of. */
const mostVersions = 200;

/**
 * The waivers that are meant by `waivers/ID`, or by the paths of their files.
 * @throws Failure (misuse) where there is none of that name, or where they cannot be covered together
 */
export function waiversAmong(paths: readonly string[], files: Files): StoredWaiver[] {
  const isWaiver = (path: string) => findWaiverId(path) !== undefined || /^waivers\/[^/]+$/.test(path);
  const meant = paths.filter(isWaiver);
  if (meant.length > 0 && meant.length < paths.length) {
    throw new Failure('misuse', 'A review covers what went through on a waiver, or what changes now.', {
      next: 'name only waivers, or only the files that have changed',
    });
  }
  const waivers = meant.map((path) => findWaiver(path, files));
  const listed = waivers.flatMap(({ waiver }) => (waiver.files ?? []).map(({ path }) => path));
  if (new Set(listed).size === listed.length) return waivers;
  throw new Failure('misuse', 'Two of these waivers are of the same file.', {
    why: 'a review is of one change of a file',
    next: 'cover each of them with a review of its own',
  });
}

/**
 * The changes that went through on a waiver, with the content that git still has of them.
 * @throws Failure (undetermined) where the history of this clone does not go back that far
 */
export function waivedChanges(
  { files = [] }: Waiver,
  { range }: WorkingRange,
  { git }: Pick<Context, 'git'>,
): ChangedFile[] {
  return files.flatMap(({ path, before = 'none', after = 'none' }) => {
    if (path === undefined) return [];
    const versions = (
      range.tip === undefined ? [] : git.commitsOf(undefined, range.tip, [path], mostVersions)
    ).flatMap(({ commit }) => git.entryAt(commit, path) ?? []);
    const found = (digest: string) => {
      if (digest === 'none') return undefined;
      for (const { mode, hash } of versions) {
        if (kindOfMode(mode) === 'submodule') continue;
        const content = git.readBlob(hash);
        if (digestOfStored(mode, content) === digest) return { mode, hash, content };
      }
      throw new Failure('undetermined', `What ${path} held is not in the history of this clone`, {
        why: `a waiver speaks of ${digest}`,
        next: [command('git', 'fetch', '--unshallow')],
      });
    };
    const [old, now] = [found(before), found(after)];
    return [
      {
        path,
        status: statusOf(old?.mode, now?.mode),
        oldMode: old?.mode,
        newMode: now?.mode,
        oldHash: old?.hash,
        newHash: now?.hash,
        before: old?.content,
        after: now?.content,
      },
    ];
  });
}

/** Writes into a waiver which review it has got; its approvals are not of that. */
export async function nameIn(
  { path, bytes, waiver }: StoredWaiver,
  review: string,
  files: Files,
): Promise<void> {
  if (waiver.review === review) return;
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const shape = buildShape(JSON.parse(await schemaText('waiver')));
  const edited = editYaml(text, [{ path: 'review', value: review }], shape, path);
  files.replace(path, new TextEncoder().encode(edited), digestOf(bytes));
}
