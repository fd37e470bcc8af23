import { defineConfig } from 'vitest/config';

const all = ['test/**/*.test.ts'];
const slow = ['test/e2e/**/*.test.ts'];
/** Tests that work on real repositories: most of their time goes into starting git. */
const withGit = [
  'test/gate/{approvals,confirmed-screening,everyday,harmless-claim,hints,idle-policy,pages,policies}.test.ts',
  'test/gate/{unknown-depth,unreadable-values}.test.ts',
  'test/adapters/git*.test.ts',
  'test/{app,commands}/**/{approve,check-range,cover,list,waive}.test.ts',
];
const globalSetup = 'test/support/temporary-folder.ts';
const setupFiles = 'test/support/random-input.ts';
/** For tests that start many programs. */
const starter = 'test/support/starter.ts';
/** A guard against hanging, far above what any test takes, so that a busy machine fails none. */
const limits = { testTimeout: 600_000, hookTimeout: 600_000 };

export default defineConfig({
  test: {
    // All cores: by default one is left idle, and of two that is half of the machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...limits,
          name: 'unit',
          include: all,
          exclude: [...slow, ...withGit],
          globalSetup,
          setupFiles,
          // Modules hold no state, so unit tests share one module graph (measured: 1.0 s against 3.5 s).
          pool: 'threads',
          isolate: false,
        },
      },
      {
        test: {
          ...limits,
          name: 'repositories',
          include: withGit,
          globalSetup,
          setupFiles: [setupFiles, starter],
          // Processes, as tests change their environment; each loads the program once and takes the next file
          // (measured: 73 seconds of processor time for these files, against 117 with a process a file).
          pool: 'forks',
          isolate: false,
        },
      },
      {
        test: {
          ...limits,
          name: 'e2e',
          include: slow,
          globalSetup: [globalSetup, 'test/support/packed-program.ts'],
          setupFiles: starter,
          pool: 'forks',
          isolate: false,
        },
      },
    ],
  },
});
