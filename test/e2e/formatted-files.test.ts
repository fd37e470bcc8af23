import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, getFileInfo } from 'prettier';
import { beforeAll, describe, expect, it } from 'vitest';
import { bash, Runner } from './integrations/runner.ts';

const runner = new Runner();
const today = '--today 2026-12-05';

/** Every kind of file that commands write, in a repository of their own: setup, review, page, cover, approval, waiver. */
function everythingWritten(): string {
  const cwd = runner.place('formatted');
  runner.gitIn(cwd, 'init', '-q', '-b', 'main');
  const script = `
    demo=$(cx-review demo ${today} | sed -n 's/^Written into //p')
    mkdir policies
    printf 'plans:\\n  pro:\\n    price: 20\\n' > policies/plans.yaml
    cx-review init --yes --ci github --policy 'policies/**' --currency EUR --person 'maya=Maya <maya@example.com>' --quiet
    cp cx-reviews/config.yaml config-of-init.yaml
    cp "$demo/cx-reviews/config.yaml" cx-reviews/config.yaml
    sed -i.bak 's/^    title: Marketing and the website/&\\n    roles: [owner]/' cx-reviews/config.yaml && rm cx-reviews/config.yaml.bak
    git add -A && git commit -qm base && git switch -qc raise
    sed -i.bak 's/20/25/' policies/plans.yaml && rm policies/plans.yaml.bak
    cp "$demo"/cx-reviews/2026-*.yaml cx-reviews/
    cx-review cover pro-plan --base main ${today} --quiet
    cx-review render ${today} --quiet
    git add -A && git commit -qm change
    cx-review approve pro-plan --role owner --as leo --base main ${today} --quiet
    cx-review approve pro-plan --role finance --as noor --base main --reject ${today} --quiet
    cx-review waive --reason 'A wrong: price' --owner maya --as maya --base main ${today} --quiet
    git add -A && git commit -qm rest`;
  const ran = bash(script, cwd, runner.git);
  expect(ran, ran.stderr).toMatchObject({ code: 0 });
  return cwd;
}

describe('a formatter in the repository', () => {
  let cwd: string;
  let files: readonly string[];
  beforeAll(() => {
    cwd = everythingWritten();
    files = runner.gitIn(cwd, 'ls-files').split('\n');
  });

  it('finds nothing to do in all that commands write', async () => {
    const kinds = ['config-of-init.yaml', 'schema/review.json', '.md', 'approvals/', 'waivers/', '.github/'];
    for (const kind of kinds)
      expect(
        files.filter((path) => path.includes(kind)),
        kind,
      ).not.toEqual([]);
    for (const path of files) {
      const { inferredParser } = await getFileInfo(join(cwd, path));
      if (inferredParser === null) continue;
      const text = readFileSync(join(cwd, path), 'utf8');
      expect(await format(text, { filepath: path }), path).toBe(text);
    }
  });
});
