import { git } from '../oracle/git.ts';
import type { Asking } from './asking.ts';
import { diceOf } from './random.ts';

/** What is around the commits of a repository: what other names mean, and how much of its history is here. */
export interface Surroundings {
  /**
   * A tag at the beginning of the change, called as the base is in the question: beside the branch of that name,
   * so that it means two things, or beside a branch of a remote, which is what is meant.
   */
  readonly tag: 'beside the branch' | 'beside the branch of a remote' | undefined;
  /** A commit whose parents were not fetched. */
  readonly cut: string | undefined;
  readonly story: readonly string[];
}

/** Rolled apart from the scenario, so that its seeds mean what they meant. */
export function surround(repository: string, seed: number, { name, argv }: Asking): Surroundings {
  const dice = diceOf(seed ^ 0x5eed);
  const isNamed = argv.includes('main');
  const tag = isNamed && dice.chance(20) ? dice.pick(tags) : undefined;
  const known = name === 'first' ? [] : commitsWithParents(repository);
  const cut = dice.chance(12) && known.length > 0 ? dice.pick(known) : undefined;
  const story = [
    ...(tag === undefined ? [] : [`a tag ${tag}`]),
    ...(cut === undefined ? [] : [`history cut off at commit ${known.indexOf(cut)} of those with parents`]),
  ];
  return { tag, cut, story };
}

const tags = ['beside the branch', 'beside the branch of a remote'] as const;

/** In the order in which they were made, whatever their ids. */
function commitsWithParents(repository: string): string[] {
  return git(repository, ['log', '--branches', '--format=%ct %H %P'])
    .toString()
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, , parent = '']) => parent !== '')
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, id = '']) => id);
}

/** How the gate is asked then. */
export const argumentsOf = ({ argv }: Asking, { tag }: Surroundings): readonly string[] =>
  tag === 'beside the branch of a remote'
    ? argv.map((word) => (word === 'main' ? 'origin/main' : word))
    : argv;
