// Lets the tools of this folder run TypeScript on any Node that the project supports.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles a module and imports it.
 * @param {string} source TypeScript whose imports start from this folder
 * @param {import('esbuild').Plugin[]} plugins
 */
export async function importBundled(source, plugins = []) {
  const folder = mkdtempSync(join(tmpdir(), 'cx-review-rules-'));
  const outfile = join(folder, 'bundle.mjs');
  try {
    await build({
      stdin: { contents: source, resolveDir: import.meta.dirname, loader: 'ts' },
      bundle: true,
      outfile,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      // What the modules of this folder read lies beside them, and not beside the bundle.
      define: { 'import.meta.url': JSON.stringify(import.meta.url) },
      // Some dependencies are CommonJS and ask for modules of Node.
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire('file:///');",
      },
      plugins,
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The rule that somebody named on the command line.
 * @param {string | undefined} name
 * @param {string} script what they ran: `npm run rule`
 * @returns {Promise<string | undefined>} undefined where there is no such rule, which has been said
 */
export async function askedRule(name, script) {
  const { ruleNames, closest } = await importBundled(`
    import { ruleRegistry } from '../../src/rules/engine/registry.ts';
    export { closest } from '../../src/lib/suggest.ts';
    export const ruleNames = ruleRegistry.map((rule) => rule.name);
  `);
  if (ruleNames.includes(name)) return name;
  const near = name === undefined ? undefined : closest(name, ruleNames);
  const said = name === undefined ? 'Name a rule' : `There is no rule "${name}"`;
  process.stderr.write(
    near === undefined
      ? `${said}: ${script} -- NAME. The names are in src/rules/engine/registry.ts.\n`
      : `${said}. Did you mean ${near}? ${script} -- ${near}\n`,
  );
  process.exitCode = 2;
  return undefined;
}
