import { expect, it } from 'vitest';
import { config, Scene } from './scene.ts';

it.each([
  ['another ending', 'policies/*.yml', 1],
  ['a folder by its name alone', 'policies', 1],
  ['its file', 'policies/plans.yaml', 0],
])('every run says that a policy guards no file: %s', async (_, glob, times) => {
  const scene = new Scene({ ...config(), policies: [{ id: 'plans', files: [glob] }] });
  try {
    scene.write('README.md', 'changed\n');
    scene.commit();
    const { code, stdout } = await scene.gate();
    const found = JSON.parse(stdout).findings.filter(({ rule }: { rule: string }) => rule === 'idle-policy');
    expect(found).toHaveLength(times);
    if (times > 0)
      expect(found[0].message).toBe(`The policy plans guards no file: nothing here is called ${glob}.`);
    expect(code).toBe(0);
  } finally {
    scene.remove();
  }
});
