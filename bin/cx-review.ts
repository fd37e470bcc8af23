// The door: it hands the arguments and the real world to main, and sets the exit code.
const [flag, ...rest] = process.argv.slice(2);

if ((flag === '--version' || flag === '-V') && rest.length === 0) {
  // Answered before anything is loaded.
  process.stdout.write(`${__VERSION__}\n`);
} else {
  const [{ main }, { realWorld }] = await Promise.all([
    import('../src/main.ts'),
    import('../src/adapters/world.ts'),
  ]);
  process.exitCode = await main(process.argv.slice(2), realWorld(process));
}
