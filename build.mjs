// Makes everything that is made: types and validators out of the schemas, one JSON file out of the
// content, and the bundle. `node build.mjs generate` stops before the bundle; `node build.mjs docs` writes
// the generated pages of the documentation instead of it; `node build.mjs lock` cleans the lock file.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';
import { compile } from 'json-schema-to-typescript';
import { parse } from 'yaml';

const root = dirname(fileURLToPath(import.meta.url));
const generated = join(root, 'src/generated');
const schemasFolder = join(root, 'templates/schemas');

/**
 * What is bundled names its modules by their paths. The same tree has to give the same bytes wherever it
 * lies, whatever the current folder is, and where node_modules is a link.
 */
const anywhere = { absWorkingDir: root, preserveSymlinks: true };

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Only a changed file is written, so that watchers and type checkers rest. */
function writeGenerated(name, text) {
  const path = join(generated, name);
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}

/** @returns the schemas of templates/schemas by name: `review`, `config`, `questions` … */
function schemas() {
  const entries = readdirSync(schemasFolder)
    .filter((file) => file.endsWith('.schema.json'))
    .sort()
    .map((file) => [basename(file, '.schema.json'), readJson(join(schemasFolder, file))]);
  return Object.fromEntries(entries);
}

async function generateTypes(all) {
  for (const [name, schema] of Object.entries(all)) {
    const types = await compile(structuredClone(schema), name, {
      additionalProperties: false,
      cwd: schemasFolder,
      ignoreMinAndMaxItems: true,
      bannerComment: `/* Made by build.mjs from templates/schemas/${name}.schema.json. Do not edit. */`,
      style: { singleQuote: true },
    });
    writeGenerated(`${name}.ts`, types);
  }
}

/**
 * Compiled at build time: compiling at run time costs 45 to 125 ms a command. A module a schema, so that a
 * command loads only the validators it needs.
 */
async function generateValidators(all) {
  const ajv = new Ajv2020({
    schemas: Object.values(all),
    allErrors: true,
    allowUnionTypes: true,
    inlineRefs: false,
    strictRequired: false,
    code: { source: true, esm: true, optimize: 2 },
  });
  // The full check of a date knows February; the full check of an address costs 9 ms to load.
  addFormats(ajv, { mode: 'full', formats: ['date'] });
  addFormats(ajv, { mode: 'fast', formats: ['uri'] });
  for (const [name, schema] of Object.entries(all)) {
    const bundled = await build({
      stdin: { contents: standaloneCode(ajv, ajv.getSchema(schema.$id)), resolveDir: root, loader: 'js' },
      ...anywhere,
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      minify: true,
    });
    writeGenerated(`validate-${name}.js`, bundled.outputFiles[0].text);
    writeGenerated(
      `validate-${name}.d.ts`,
      `import type { ValidateFunction } from 'ajv';\ndeclare const validate: ValidateFunction;\nexport default validate;\n`,
    );
  }
}

function filesBelow(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path, ending);
      return entry.name.endsWith(ending) ? [path] : [];
    });
}

/** Parsing 200 KB of YAML takes 100 ms, so the shipped content is parsed here, once. */
function generateContent() {
  const kinds = ['questions', 'situations', 'duties', 'cases', 'phrases'];
  const content = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      filesBelow(join(root, 'templates', kind), '.yaml').map((path) => parse(readFileSync(path, 'utf8'))),
    ]),
  );
  writeGenerated('content.json', `${JSON.stringify(content)}\n`);
}

/** Files that are used as they are, by their path below the folder without the ending. */
function generateTexts(folder, ending) {
  const base = join(root, 'templates', folder);
  const texts = filesBelow(base, ending).map((path) => [
    path.slice(base.length + 1, -ending.length),
    readFileSync(path, 'utf8'),
  ]);
  writeGenerated(`${folder}.json`, `${JSON.stringify(Object.fromEntries(texts))}\n`);
}

/** The licence texts of what the bundle holds, as those licences ask. */
function notices(metafile) {
  const packages = new Set(
    Object.keys(metafile.inputs)
      .map((path) => /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[0])
      .filter((folder) => folder !== undefined),
  );
  const sections = [...packages].sort().map((folder) => {
    const { name, version, license } = readJson(join(root, folder, 'package.json'));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text =
      file === undefined ? `Licence: ${license}` : readFileSync(join(root, folder, file), 'utf8').trim();
    return `## ${name} ${version} (${license})\n\n${text}\n`;
  });
  return `# Notices\n\ncx-review bundles the packages below.\n\n${sections.join('\n')}`;
}

/** Of everything that the bundle is made of: two builds with the same digest do the same. */
function digestOfSources() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const sources = ['bin', 'src', 'templates'].flatMap((folder) => filesBelow(join(root, folder), ''));
  for (const path of sources) hash.update(`${path.slice(root.length)}\n`).update(readFileSync(path));
  return hash.digest('hex').slice(0, 32);
}

/**
 * Inquirer registers ten prompts of its own, and they bring 540 KB, nearly all of it tables of encodings for its
 * editor. Prompts here are registered ones, so the bundle goes without.
 */
const withoutReadyMadePrompts = {
  name: 'without ready-made prompts',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@inquirer\/prompts$/ }, ({ path }) => ({ path, namespace: 'nothing' }));
    onLoad({ filter: /./, namespace: 'nothing' }, () => ({ contents: 'module.exports = {}' }));
  },
};

async function bundle() {
  const outdir = join(root, 'dist');
  rmSync(outdir, { recursive: true, force: true });
  const { version } = readJson(join(root, 'package.json'));
  const result = await build({
    entryPoints: { 'cx-review': join(root, 'bin/cx-review.ts') },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    ...anywhere,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [withoutReadyMadePrompts],
    define: { __VERSION__: JSON.stringify(version), __BUILD__: JSON.stringify(digestOfSources()) },
    // Bundled CommonJS packages still call require for Node's own modules.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    metafile: true,
  });
  const entry = join(outdir, 'cx-review.js');
  writeFileSync(entry, `#!/usr/bin/env node\n${readFileSync(entry, 'utf8')}`, { mode: 0o755 });
  writeFileSync(join(outdir, 'NOTICES.md'), notices(result.metafile));
  if (process.argv.includes('--metafile'))
    writeFileSync(join(outdir, 'meta.json'), JSON.stringify(result.metafile));
}

/** The pages that are generated from what runs; test/docs.test.ts fails where they differ. */
async function docs() {
  const outfile = join(root, 'node_modules/.cache/cx-review/docs.mjs');
  await build({
    entryPoints: [join(root, 'src/docs/pages.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
  });
  const { docPages } = await import(outfile);
  const pages = await docPages((path) => readFileSync(join(root, path), 'utf8'));
  for (const [path, text] of Object.entries(pages)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/**
 * Takes the addresses of the registry out of the lock file. npm can leave them out itself, but then it
 * forgets the packages of other platforms too, and `npm ci` refuses the file.
 */
function lock() {
  const path = join(root, 'package-lock.json');
  const file = readJson(path);
  for (const entry of Object.values(file.packages)) delete entry.resolved;
  writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`);
}

if (process.argv[2] === 'lock') {
  lock();
  process.exit();
}
mkdirSync(generated, { recursive: true });
const all = schemas();
await generateTypes(all);
await generateValidators(all);
generateContent();
generateTexts('pages', '.mustache');
generateTexts('examples', '.yaml');
generateTexts('ci', '.yml');
if (process.argv[2] === 'docs') await docs();
else if (process.argv[2] !== 'generate') await bundle();
