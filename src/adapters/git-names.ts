import { Failure } from '../lib/failure.ts';
import type { Named } from '../ports/git.ts';
import { type GitPlace, runGit } from './git-process.ts';

/** What a person writes behind a name: `~2`, `^1`, `@{upstream}`. No name of a branch or tag holds these. */
const suffixed = /^(.*?)((?:[~^:]|@\{)[\s\S]*)?$/s;

/**
 * The commit that a name means, and the full name of what was meant. Git's own order for short names puts a
 * tag before a branch of a remote, and whoever may push a tag could choose the base by it: here the branch
 * comes first, and of what else shares a name nothing is chosen.
 * @returns undefined where there is nothing of that name
 * @throws Failure (undetermined) where the name means several things
 */
export function findNamed(place: GitPlace, name: string): Named | undefined {
  if (name === '' || name.includes('\0') || name.includes('\n')) return undefined;
  const [, stem = '', suffix = ''] = suffixed.exec(name) ?? [];
  // ":/text" is whichever commit of any branch says so last, which its author chooses.
  if (suffix.startsWith(':')) return undefined;
  const isOwn = stem === '' || stem === 'HEAD' || isFullId(stem);
  const refs = isOwn ? [] : listRefs(place, stem);
  const full = isOwn ? stem : findRef(place, stem, { name, refs });
  if (full === undefined) return undefined;
  // What a branch follows is asked by its short name, which can mean no tag there.
  const follows = /^@\{(?:u|upstream|push)\}/i.test(suffix);
  const commit = peel(place, `${follows ? full.replace(/^refs\/heads\//, '') : full}${suffix}`);
  if (commit === undefined) return undefined;
  if (full.startsWith('refs/')) {
    return {
      commit,
      fullName: `${full}${suffix}`,
      isShadowed: stem !== full && refs.some((ref) => ref !== full),
    };
  }
  // What looks like an id and means another commit is a description of one, or worse.
  if (isAbbreviation(full) && suffix === '' && !commit.startsWith(full.toLowerCase())) return undefined;
  return { commit, fullName: isPseudoRef(full) ? `${full}${suffix}` : commit, isShadowed: false };
}

const isFullId = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
const isAbbreviation = (text: string): boolean => /^[0-9a-f]{4,64}$/i.test(text);
/** HEAD, FETCH_HEAD and their like, which lie beside the refs. */
const isPseudoRef = (name: string): boolean => name === '@' || /^[A-Z_]*HEAD$/.test(name);

function peel(place: GitPlace, name: string): string | undefined {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const found = runGit(place, args, { answers: [1] });
  if (found.status !== 0) return undefined;
  const id = found.stdout.toString('latin1').replace(/\n$/, '');
  if (isFullId(id)) return id;
  throw new Failure('undetermined', 'This git is too old', {
    why: 'it does not understand --end-of-options',
    next: 'install git 2.30 or newer',
  });
}

/** Every ref that git's rules for short names could take it for. */
const candidates = (stem: string): string[] => [
  stem,
  `refs/${stem}`,
  `refs/tags/${stem}`,
  `refs/heads/${stem}`,
  `refs/remotes/${stem}`,
  `refs/remotes/${stem}/HEAD`,
];

function listRefs(place: GitPlace, stem: string): string[] {
  const asked = candidates(stem).filter((ref) => ref.startsWith('refs/'));
  const args = ['for-each-ref', '--format=%(refname)', ...asked];
  const known = new Set(runGit(place, args).stdout.toString('utf8').split('\n'));
  // A pattern means what is below it too.
  return asked.filter((ref) => known.has(ref));
}

function findRef(
  place: GitPlace,
  stem: string,
  { name, refs }: { readonly name: string; readonly refs: readonly string[] },
): string | undefined {
  if (stem.startsWith('refs/')) return refs.includes(stem) ? stem : undefined;
  const [tag, remote] = [`refs/tags/${stem}`, `refs/remotes/${stem}`];
  if (refs.includes(remote) && refs.every((ref) => [tag, remote, `${remote}/HEAD`].includes(ref)))
    return remote;
  const isCommit = isAbbreviation(stem) && countObjects(place, stem) > 0;
  const meant = [
    ...refs,
    ...(isPseudoRef(stem) ? [stem] : []),
    ...(isCommit ? [`the commit ${stem}`] : []),
    // Where a branch has not been fetched under its own name, a tag of that name is hardly what was meant.
    ...(refs.length === 1 && refs[0] === tag ? listBranchesElsewhere(place, stem) : []),
  ];
  if (meant.length > 1) throw ambiguous(name, stem, meant);
  return refs[0] ?? (isPseudoRef(stem) || isCommit ? stem : undefined);
}

/** The branches of that name at any remote. */
function listBranchesElsewhere(place: GitPlace, stem: string): string[] {
  const args = ['for-each-ref', '--format=%(refname)', `refs/remotes/*/${stem}`];
  const found = runGit(place, args).stdout.toString('utf8').split('\n');
  return found.filter((ref) => ref !== '' && ref.endsWith(`/${stem}`));
}

function countObjects(place: GitPlace, prefix: string): number {
  const found = runGit(place, ['rev-parse', `--disambiguate=${prefix}`]).stdout.toString('latin1');
  return found.split('\n').filter(Boolean).length;
}

function ambiguous(name: string, stem: string, meant: readonly string[]): Failure {
  const suffix = name.slice(stem.length);
  const branches = ['refs/heads/', 'refs/remotes/'].flatMap((folder) =>
    meant.filter((ref) => ref.startsWith(folder)),
  );
  const [first = ''] = [...branches, ...meant];
  return new Failure('undetermined', `${JSON.stringify(stem)} means several things in this clone`, {
    why: `these are there: ${meant.join(', ')}`,
    next: `give the full name of the one that is meant: ${first}${suffix}`,
  });
}
