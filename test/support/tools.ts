import { spawnSync } from 'node:child_process';

/**
 * Whether tests that need a program can run. Where it is missing they are skipped, loudly; in CI they run
 * and fail, since CI installs what it needs.
 */
export function isInstalled(program: string): boolean {
  if (spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined) return true;
  const fate = process.env.CI ? 'fail' : 'are SKIPPED';
  process.stderr.write(`
${program} is not installed here: the tests that need it ${fate}.
`);
  return Boolean(process.env.CI);
}
