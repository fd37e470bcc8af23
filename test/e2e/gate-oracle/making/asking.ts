/** A way of asking the gate. */
export interface Asking {
  readonly name: 'named' | 'branch' | 'checked out' | 'staged' | 'staged, named' | 'first';
  readonly argv: readonly string[];
  /** Branch that is checked out. */
  readonly head: string;
  /** Whether what is judged is staged, and no commit yet. */
  readonly isStaged: boolean;
}

/**
 * Every way in which the gate is asked here. What is judged stands at the end of the branch `change`; where it is
 * staged, `work` is the commit that it comes after.
 */
export const askings: readonly Asking[] = [
  {
    name: 'named',
    argv: ['--base', 'main', '--head', 'change'],
    head: 'main',
    isStaged: false,
  },
  {
    name: 'branch',
    argv: ['--base', '--head', 'change'],
    head: 'main',
    isStaged: false,
  },
  { name: 'checked out', argv: ['--base'], head: 'change', isStaged: false },
  { name: 'staged', argv: ['--staged'], head: 'work', isStaged: true },
  {
    name: 'staged, named',
    argv: ['--staged', '--base', 'main'],
    head: 'work',
    isStaged: true,
  },
  // Nothing has been committed yet.
  { name: 'first', argv: ['--staged'], head: 'unborn', isStaged: true },
];
