import { asYaml, harmless, people, today } from './making/texts.ts';
import type { Commit } from './oracle/ground.ts';
import { type Judgement, judge } from './oracle/judge.ts';
import type { FileRow, Review } from './oracle/model.ts';
import { bytesOf, digestOf, type Entry, mergePaths, type Side } from './oracle/side.ts';
import { boundOf } from './oracle/standing.ts';

// A small repository with a change of a policy, to try the oracle on.

export { asYaml };
export const id = '2026-11-20-limit-k3f9';
export const path = 'pricing/plans.yaml';
export const file = (text: string): Entry => ({
  kind: 'file',
  executable: false,
  content: Buffer.from(text),
});
export const config = asYaml({
  schema: 'cx-review-config/1',
  people,
  policies: [{ id: 'plans', files: ['pricing/**'] }],
  screening: { alone: true },
});

export type Files = Readonly<Record<string, string>>;

export const sideOf = (files: Files): Side =>
  new Map(Object.entries(files).map(([name, text]) => [bytesOf(name), file(text)]));

export const base = { 'cx-reviews/config.yaml': config, [path]: 'uploads: 20\n', 'README.md': 'x' };
export const changed = { ...base, [path]: 'uploads: 25\n' };

/** How a review lists that change. */
export const rows: FileRow[] = [
  { id: 'plans', path, before: digestOf('uploads: 20\n'), after: digestOf('uploads: 25\n') },
];

/** A review of that change, approved by Leo. */
export function reviewed(spoil: (review: Review) => void = () => {}, files = rows): Review {
  const changes = [{ id: 'uploads', path, pointer: 'uploads', from: 20, to: 25 }];
  const review: Review = { ...harmless(id), policy: { files: structuredClone(files), changes } };
  const approval = { id: 'leo', person: 'leo', role: 'owner', decision: 'approve', date: today };
  review.approvals = [{ ...approval, ...boundOf(review), config: digestOf(config) }];
  spoil(review);
  return review;
}

export const withReview = (review: Review, files: Files = changed): Files => ({
  ...files,
  [`cx-reviews/${id}.yaml`]: asYaml(review),
});

/** What the oracle says of a change; of one that began somewhere before the end of main, if that is named. */
export function judged(
  from: Files,
  after: Files | Side,
  main: Files = from,
  isStaged = false,
  commits: readonly Commit[] = [],
): Judgement {
  const [start, base] = [sideOf(from), sideOf(main)];
  const head = after instanceof Map ? (after as Side) : sideOf(after as Files);
  return judge({
    start,
    base,
    after: main === from ? head : mergePaths(start, base, head),
    commits,
    today,
    isStaged,
  });
}
