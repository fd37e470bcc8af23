import type { Side } from '../oracle/side.ts';
import { type Asking, askings } from './asking.ts';
import { file } from './operations.ts';
import type { Dice } from './random.ts';
import type { Plan } from './repository.ts';

/** How the commits of a repository hang together. */
export type Course =
  | 'at once'
  | 'in steps'
  | 'merged'
  | 'octopus'
  | 'crossed'
  | 'crossed, then caught up'
  | 'left behind'
  | 'caught up'
  | 'unrelated';

const courses: readonly Course[] = [
  ...(['at once', 'at once', 'at once', 'at once', 'in steps', 'in steps', 'merged', 'merged'] as const),
  ...([
    'octopus',
    'left behind',
    'left behind',
    'left behind',
    'caught up',
    'crossed, then caught up',
  ] as const),
];

/** Two courses are rare, because of them nobody can tell. */
export const randomCourse = (dice: Dice): Course =>
  dice.chance(4) ? dice.pick(['crossed', 'crossed', 'crossed', 'unrelated']) : dice.pick(courses);

/** A way of asking that suits how the commits hang together. */
export function askingFor(course: Course, dice: Dice): Asking {
  const usual = [
    'named',
    'named',
    'named',
    'named',
    'branch',
    'branch',
    'checked out',
    'staged',
    'staged, named',
  ];
  const name = course === 'at once' && dice.chance(4) ? 'first' : dice.pick(usual);
  const asking = askings.find((one) => one.name === name);
  if (asking === undefined) throw new Error(`nobody asks by ${name}`);
  return asking;
}

/** The states that the commits lead through. */
export interface States {
  /** Long ago. */
  readonly early: Side;
  /** Where the change was begun. */
  readonly start: Side;
  /** The end of main. */
  readonly base: Side;
  /** The end of the change. */
  readonly head: Side;
}

/** Who makes a commit: its author, and its committer. */
export type Hands = Plan['hands'];

/** Who may approve nothing. */
export const developer = 'dev@example.com';

/** A state on the way: at times the reviews are there already, at times nothing of the change. */
function halfWay(start: Side, head: Side, dice: Dice): Side {
  const half = new Map(start).set('half.txt', file(String(dice.number(1000))));
  if (dice.chance(50)) return half;
  for (const [path, entry] of head)
    if (/^cx-reviews\/(waivers\/)?2[^/]*\.yaml$/.test(path)) half.set(path, entry);
  return half;
}

/**
 * Commits that lead from one state to another.
 * @param hands who makes the first commit of the change, where it has several, and the last
 */
export function plansOf(
  course: Course,
  { early, start, base, head }: States,
  [first, last]: readonly [Hands, Hands],
  dice: Dice,
): Plan[] {
  const plan = (
    branch: string,
    side: Side,
    parents: readonly number[],
    by: Hands = [developer, developer],
  ): Plan => ({
    branch,
    side,
    parents,
    hands: by,
  });
  const noted = (side: Side, name: string): Side =>
    new Map(side).set(`${name}.txt`, file(String(dice.number(1000))));
  const main = [plan('main', early, []), plan('main', start, [0])];
  switch (course) {
    case 'at once':
      return [...main, plan('change', head, [1], last)];
    case 'in steps':
      return [
        ...main,
        plan('change', halfWay(start, head, dice), [1], first),
        plan('change', head, [2], last),
      ];
    case 'merged':
      // A feature that left main before its last commit; what is judged is its merge.
      return [...main, plan('feature', noted(early, 'note'), [0]), plan('change', head, [1, 2], last)];
    case 'octopus':
      return [
        ...main,
        plan('feature', noted(early, 'note'), [0]),
        plan('other', noted(start, 'other'), [1]),
        plan(
          'change',
          head,
          dice.pick([
            [1, 2, 3],
            [3, 2, 1],
            [2, 3],
          ]),
          last,
        ),
      ];
    case 'crossed':
    case 'crossed, then caught up': {
      // Each branch merges the other, so that they have two commits in common and neither is the last.
      const crossed = [
        ...main,
        plan('change', noted(start, 'note'), [0]),
        plan('main', base, [1, 2]),
        plan('change', noted(base, 'note'), [2, 1]),
      ];
      if (course === 'crossed') return [...crossed, plan('change', head, [4], last)];
      return [...crossed, plan('change', noted(base, 'note'), [4, 3]), plan('change', head, [5], last)];
    }
    case 'left behind':
      return [...main, plan('main', base, [1]), plan('change', head, [1], last)];
    case 'caught up':
      // A branch that merged main after it had gone on.
      return [
        ...main,
        plan('change', noted(early, 'note'), [0]),
        plan('change', noted(start, 'note'), [2, 1]),
        plan('change', head, [3], last),
      ];
    case 'unrelated':
      return [...main, plan('change', early, []), plan('change', head, [2], last)];
  }
}
