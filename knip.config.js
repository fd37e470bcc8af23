// Unused code, looked for twice: `knip` counts tests as users; `knip --production` does not, so that it also
// finds what only a test calls.
const isProduction = process.argv.includes('--production');

export default {
  entry: ['bin/cx-review.ts!', 'src/docs/pages.ts!', 'test/**/*.test.ts', 'test/bench/**/*.{ts,mjs}', 'test/{rules,support}/*.mjs'],
  project: ['bin/**/*.ts!', 'src/**/*.ts!', 'test/**/*.{ts,mjs}'],
  ignoreBinaries: ['ssh-keygen'],
  // A test may look at a part that only its own file uses: the product does use it.
  ignoreExportsUsedInFile: isProduction || { interface: true, type: true },
};
