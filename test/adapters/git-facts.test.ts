import { afterAll, expect, it } from 'vitest';
import { realGit } from '../../src/adapters/git.ts';
import { parseYaml } from '../../src/document/parse.ts';
import { compileGlob, firstMatch } from '../../src/lib/glob.ts';
import { describeChange } from '../../src/policy/describe.ts';
import { buildFacts } from '../../src/policy/facts.ts';
import { Playground } from './git-repository.ts';

const playground = new Playground();
afterAll(() => playground.remove());

it('what git says has changed becomes facts, committed or not', () => {
  const repository = playground.repository('facts');
  repository.write(
    'policies/plans.yaml',
    'currency: EUR\nplans:\n  - id: pro\n    price: 20\n  - id: max\n    price: 40\n',
  );
  repository.write('policies/returns.csv', 'goods;window_days\nshoes;30\nhats;30\n');
  repository.write('src/code.yaml', 'a: 1\n');
  const base = repository.commit();
  repository.write(
    'policies/plans.yaml',
    'currency: EUR\nplans:\n  - id: max\n    price: 40\n  - id: pro\n    price: 25\n',
  );
  repository.write('policies/returns.csv', 'goods;window_days\nhats;30\nshoes;14\n');
  repository.write('src/code.yaml', 'a: 2\n');

  const git = realGit(repository.path, repository.env);
  const globs = [compileGlob('Policies/**')];
  const governed = (path: string): boolean => firstMatch(globs, path) !== undefined;
  const readers = { yaml: (bytes: Uint8Array, file: string) => parseYaml(bytes, file).data };
  const linesOf = (changes: ReturnType<typeof git.changes>): string[] =>
    buildFacts(git.withContent(changes), { readers }).files.flatMap((file) =>
      file.changes.map(describeChange),
    );

  const expected = [
    'plans.pro.price: 20 → 25 EUR, +25\u00a0%',
    'shoes.window_days: 30 → 14 days, −53.3\u00a0%',
  ];
  expect(linesOf(git.workingTreeChanges(base, governed))).toEqual(expected);
  const head = repository.commit();
  expect(linesOf(git.changes(base, head).filter(({ path }) => governed(path)))).toEqual(expected);
});
