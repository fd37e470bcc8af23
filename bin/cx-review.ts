// The door: it hands the arguments and the real world to main, and sets the exit code.
import { writeSync } from 'node:fs';

/** The version alone is printed before anything is loaded. What goes wrong with that, main does again and says. */
function isAnswered([flag, ...rest]: readonly string[]): boolean {
  if ((flag !== '--version' && flag !== '-V') || rest.length > 0) return false;
  try {
    writeSync(process.stdout.fd, `${__VERSION__}\n`);
    return true;
  } catch {
    return false;
  }
}

if (!isAnswered(process.argv.slice(2))) {
  const [{ main }, { realWorld }] = await Promise.all([
    import('../src/main.ts'),
    import('../src/adapters/world.ts'),
  ]);
  process.exitCode = await main(process.argv.slice(2), realWorld(process));
}
