import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it.each(['rule', 'mutate'])('npm run %s says which rule was meant, and is misuse', (script) => {
  const tool = join(import.meta.dirname, `${script}.mjs`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, 'no-basline'], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: `There is no rule "no-basline". Did you mean no-baseline? npm run ${script} -- no-baseline\n`,
  });
});
