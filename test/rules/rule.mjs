// One rule's everything, in seconds: its examples, its near-misses, its page and the laws of the registry.
// npm run rule -- no-baseline
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { askedRule } from './bundle.mjs';

const name = await askedRule(process.argv[2], 'npm run rule');
if (name !== undefined) {
  const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
  const files = ['laws', 'another-hand', 'docs'].map((file) => `test/rules/${file}.test.ts`);
  // Vitest quotes a name that it takes out of an object.
  const args = ['run', '--project', 'unit', ...files, '-t', `^(?:the registry|'?${name}'?) `];
  const run = spawn(process.execPath, [vitest, ...args], { stdio: 'inherit' });
  run.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}
