import type { FileChange } from '../../domain/file-change.ts';
import { decisionIn } from '../../gate/decision-in.ts';
import { type Makers, noMakers } from '../../gate/persons.ts';
import type { Range } from '../../gate/range.ts';
import type { Context } from '../../ports/context.ts';
import { listBlobs, type Store, withContent } from './side.ts';

/** Most commits whose makers are asked for. */
const mostCommits = 2000;

/**
 * Finds who made the commits of a range that change some paths, or what a review or waiver decides. Whoever commits
 * an approval into a review, as earlier versions had it, or closes it, has not written it.
 */
export function makersIn(
  { base, tip }: Pick<Range, 'base' | 'tip'>,
  store: Store,
  git: Context['git'],
): (paths: readonly string[], record: string) => Makers {
  const known = new Map<string, Makers>();
  const decides = (change: FileChange): boolean => {
    const [changed] = withContent([change], store);
    const [before, after] = [changed?.before, changed?.after].map(
      (bytes) => bytes && decisionIn(bytes, change.path),
    );
    return before === undefined || after === undefined || before !== after;
  };
  const find = (paths: readonly string[], record: string): Makers => {
    if (tip === undefined) return noMakers;
    const commits = git.commitsOf(base, tip, [...paths, record], mostCommits);
    const ofRecord = commits.flatMap(({ changes }) => changes.filter(({ path }) => path === record));
    store.contents(ofRecord.flatMap(listBlobs));
    const own = commits.filter(({ changes }) =>
      changes.some((change) => change.path !== record || paths.includes(record) || decides(change)),
    );
    return {
      addresses: [...new Set(own.flatMap(({ addresses }) => addresses))],
      keys: () => git.signersOf(own.map(({ commit }) => commit)),
      areMore: commits.some(({ isCut }) => isCut),
    };
  };
  return (paths, record) => {
    const key = JSON.stringify([paths, record]);
    const makers = known.get(key) ?? find(paths, record);
    known.set(key, makers);
    return makers;
  };
}
