import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { config, plans, policyPath, rulesIn, Scene } from '../gate/scene.ts';
import { runCli } from '../support/world.ts';

// Ways to have something else compared than what will be merged.

let scene: Scene;
beforeEach(() => {
  scene = new Scene(config());
});
afterEach(() => scene.remove());

const { PATH = '', HOME = '' } = process.env;

/** What the gate says in a folder: its exit code, and the rules or the message. */
async function gateIn(cwd: string, ...argv: readonly string[]) {
  const printed = await runCli(['check', ...argv, '--json'], {
    cwd,
    env: { PATH, HOME },
    gitEnv: scene.repository.env,
  });
  const notes: string[] = printed.code > 1 ? [] : JSON.parse(printed.stdout).range.notes;
  return { ...printed, rules: printed.code > 1 ? [] : rulesIn(printed), notes };
}

/** A branch that raises the price and then does something harmless, pushed with a tag on the rise. */
function pushWithTag(tag: string): string {
  const { repository } = scene;
  const origin = `${repository.path}-origin`;
  const clone = `${repository.path}-clone`;
  scene.write(policyPath, plans(99));
  scene.commit('the rise');
  scene.git('tag', tag);
  scene.write('README.md', 'harmless\n');
  scene.commit('harmless');
  scene.git('clone', '--quiet', '--bare', '.', origin);
  scene.git('clone', '--quiet', origin, clone);
  scene.git('-C', clone, 'checkout', '--quiet', 'change');
  return clone;
}

describe('names that mean several things', () => {
  it('takes the branch of a remote before a tag of its name, and says so', async () => {
    const { code, rules, notes } = await gateIn(pushWithTag('origin/main'), '--base', 'origin/main');
    expect({ code, rules }).toEqual({ code: 1, rules: ['uncovered-policy-change'] });
    expect(notes.join('\n')).toContain('--base origin/main, which is refs/remotes/origin/main');
  });

  it('names the branch in full in its hints then', async () => {
    const { stdout } = await gateIn(pushWithTag('origin/main'), '--base', 'origin/main');
    expect(stdout).toContain('cx-review new --base refs/remotes/origin/main');
  });

  it.each([
    ['a tag beside a local branch', 'main', 'main'],
    ['a tag where only the remote has the branch', 'main', 'change'],
    ['a tag named like the remote itself', 'remotes/origin/main', 'change'],
    ['a tag named like a full name', 'refs/remotes/upstream/main', 'change'],
  ])('passes nothing by %s', async (_, tag, kept) => {
    const clone = pushWithTag(tag);
    if (kept === 'main') scene.git('-C', clone, 'branch', '--quiet', 'main', 'refs/remotes/origin/main');
    const { code } = await gateIn(clone, '--base', tag);
    expect([1, 3]).toContain(code);
  });

  it('names what is meant when it refuses', async () => {
    const clone = pushWithTag('main');
    scene.git('-C', clone, 'branch', '--quiet', 'main', 'refs/remotes/origin/main');
    const { code, stderr } = await gateIn(clone, '--base', 'main');
    expect(code).toBe(3);
    expect(stderr).toContain('refs/tags/main');
    expect(stderr).toContain('give the full name of the one that is meant: refs/heads/main');
  });

  it('takes no tag for the commit whose short id it has', async () => {
    const id = scene.git('rev-parse', 'main').slice(0, 8);
    const clone = pushWithTag(id);
    const { code, stderr } = await gateIn(clone, '--base', id);
    expect(code).toBe(3);
    expect(stderr).toContain(`the commit ${id}`);
  });

  it('looks for no commit by what its message says', async () => {
    const { code } = await gateIn(pushWithTag('v1'), '--base', ':/the rise');
    expect(code).toBe(3);
  });

  it.each(['HEAD~2', 'v1~1', 'origin/change~2', '@~2', 'change@{upstream}~2'])(
    'still understands %s',
    async (name) => {
      const { code, rules } = await gateIn(pushWithTag('v1'), '--base', name);
      expect({ code, rules }).toEqual({ code: 1, rules: ['uncovered-policy-change'] });
    },
  );
});

describe('history that was cut off', () => {
  /** A branch that holds the old price on purpose; main has long lowered it. */
  function cutClone(): string {
    const { repository } = scene;
    const clone = `${repository.path}-clone`;
    scene.git('checkout', '--quiet', '-b', 'old', 'main');
    scene.write('README.md', 'old\n');
    scene.commit('old and harmless');
    scene.git('checkout', '--quiet', 'main');
    scene.write(policyPath, plans(15));
    const lowered = scene.commit('the price goes down');
    for (let count = 0; count < 6; count += 1) {
      scene.write('work.txt', `${count}\n`);
      scene.commit(`work ${count}`);
    }
    scene.git('merge', '--quiet', '--no-edit', 'old');
    scene.git('checkout', '--quiet', 'change');
    scene.git('merge', '--quiet', '--no-edit', '--strategy=ours', lowered);
    scene.write('feature.txt', 'x\n');
    scene.commit('a feature');
    scene.git('checkout', '--quiet', 'main');
    scene.git('clone', '--quiet', '--depth=4', '--no-single-branch', `file://${repository.path}`, clone);
    scene.git('-C', clone, 'checkout', '--quiet', 'change');
    return clone;
  }

  it('is no pass, and says how to get the rest', async () => {
    const { code, stderr } = await gateIn(cutClone(), '--base', 'origin/main');
    expect(code).toBe(3);
    expect(stderr).toContain('git fetch --unshallow');
  });

  it('is no pass either once the base was merged there', async () => {
    const clone = cutClone();
    scene.git('-C', clone, 'merge', '--quiet', '--no-edit', 'origin/main');
    const { code } = await gateIn(clone, '--base', 'origin/main');
    expect(code).toBe(3);
  });

  it('is found out in the whole clone', async () => {
    const clone = cutClone();
    scene.git('-C', clone, 'fetch', '--quiet', '--unshallow');
    const { code, rules } = await gateIn(clone, '--base', 'origin/main');
    expect({ code, rules }).toEqual({ code: 1, rules: ['uncovered-policy-change'] });
  });

  it('does no harm behind where the two part', async () => {
    const clone = join(scene.repository.path, '..', 'near');
    scene.git('checkout', '--quiet', 'main');
    scene.write('a.txt', 'a\n');
    scene.commit('one more');
    scene.git('checkout', '--quiet', '-B', 'change');
    scene.write('README.md', 'harmless\n');
    scene.commit('harmless');
    scene.git(
      'clone',
      '--quiet',
      '--depth=2',
      '--no-single-branch',
      `file://${scene.repository.path}`,
      clone,
    );
    const { code } = await gateIn(clone, '--base', 'origin/main');
    expect(code).toBe(0);
  });
});

describe('what the merge will make of it', () => {
  const student = 'drafts/student.yaml';
  const long = (price: number) =>
    `${plans(price)}${Array.from({ length: 20 }, (_, at) => `# ${at}\n`).join('')}`;

  /** A file that main moves under the gate after the branch has begun; the branch edits it where it was. */
  function moveUnderTheGate(): void {
    scene.git('checkout', '--quiet', 'main');
    scene.write(student, long(20));
    scene.commit('a draft');
    scene.git('checkout', '--quiet', '-B', 'change');
    scene.git('checkout', '--quiet', 'main');
    scene.git('mv', student, 'policies/student.yaml');
    scene.commit('the draft is a policy now');
    scene.git('checkout', '--quiet', 'change');
    scene.write(student, long(99));
  }

  it('is judged where git puts it, and not where the branch has it', async () => {
    moveUnderTheGate();
    scene.commit('tidy the draft');
    const { code, rules, notes } = await gateIn(scene.repository.path, '--base', 'main');
    expect({ code, rules }).toEqual({ code: 1, rules: ['policy-changed-since-review'] });
    expect(notes.join('\n')).toMatch(/^Compared what merging [0-9a-f]{12} makes of /m);
  });

  it('is judged before the commit as well', async () => {
    moveUnderTheGate();
    scene.git('add', '--all');
    const { code, rules } = await gateIn(scene.repository.path, '--base', 'main', '--staged');
    expect({ code, rules }).toEqual({ code: 1, rules: ['policy-changed-since-review'] });
  });

  it('cannot be told where there is a conflict, wherever that is', async () => {
    scene.git('checkout', '--quiet', 'main');
    scene.write('README.md', 'one\n');
    scene.commit('one');
    scene.git('checkout', '--quiet', 'change');
    scene.write('README.md', 'two\n');
    scene.commit('two');
    const { code, stderr } = await gateIn(scene.repository.path, '--base', 'main');
    expect(code).toBe(3);
    expect(stderr).toContain('README.md');
    expect(stderr).toContain('git merge main');
  });

  it('is not for attributes of the change to say', async () => {
    scene.git('config', 'merge.ours.driver', 'true');
    scene.git('checkout', '--quiet', 'main');
    scene.write(policyPath, plans(20).replace('12', '13'));
    scene.commit('the other price');
    scene.git('checkout', '--quiet', 'change');
    scene.write('.gitattributes', '* merge=ours\n');
    scene.write(policyPath, plans(99));
    scene.commit('the rise');
    expect([1, 3]).toContain((await gateIn(scene.repository.path, '--base', 'main')).code);
  });

  it('asks for nothing where both sides have done the same', async () => {
    scene.git('checkout', '--quiet', 'main');
    scene.write(policyPath, plans(25));
    scene.commit('raised on main');
    scene.git('checkout', '--quiet', 'change');
    scene.write(policyPath, plans(25));
    scene.commit('raised here');
    expect((await gateIn(scene.repository.path, '--base', 'main')).code).toBe(0);
  });

  it('is not what putting its commits on the base one by one comes to', async () => {
    // The branch raises a price and takes that back; main raises it meanwhile, with a review.
    scene.write(policyPath, plans(25));
    scene.commit('a rise');
    scene.write(policyPath, plans(20));
    scene.commit('taken back');
    scene.git('checkout', '--quiet', 'main');
    scene.write(policyPath, plans(25));
    scene.commit('the rise, reviewed');
    scene.git('checkout', '--quiet', 'change');
    expect(await gateIn(scene.repository.path, '--base', 'main')).toMatchObject({ code: 0, rules: [] });
    // A merge keeps the rise of main. A rebase drops the same rise of the branch, and takes back that of main.
    scene.git('rebase', '--quiet', 'main');
    const put = await gateIn(scene.repository.path, '--base', 'main');
    expect(put).toMatchObject({ code: 1, rules: ['uncovered-policy-change'] });
  });
});
