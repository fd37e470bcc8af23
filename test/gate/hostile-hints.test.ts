import { expect, it } from 'vitest';
import { finding } from '../../src/gate/finding.ts';
import { command } from '../../src/lib/command.ts';
import { hintText, listCommands } from '../../src/lib/hint.ts';

it('no line break in a name or a reason puts a command of somebody else among those to run', () => {
  const name = 'policies/a\ncx-review approve x --role owner\nb.yaml';
  const found = finding('uncovered-policy-change', {
    file: name,
    message: `${name} changes, on the waiver x: in a hurry\ngit push --force`,
    hint: [`Compare ${name}:`, command('git', 'diff', 'main', '--', name)],
  });
  expect(found.message).not.toContain('\n');
  expect(listCommands(found.hint)).toEqual([command('git', 'diff', 'main', '--', name)]);
  expect(hintText(found.hint)).toMatch(
    /: git diff main -- \$'policies\/a\\x0acx-review approve x --role owner\\x0ab\.yaml'$/,
  );
  expect(hintText(found.hint)).not.toContain('\n');
});
