// Breaks rules on purpose, one place at a time, and lists what no test of theirs notices: each condition
// negated, each path, message and hint replaced, the severity changed. All mutants of a rule live in one
// bundle and are switched on in turn, so a rule takes about a second.
// npm run mutate -- no-baseline    one rule; without a name all of them
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import ts from 'typescript';
import { askedRule, importBundled } from './bundle.mjs';

const root = new URL('../../', import.meta.url).pathname;
const replaced = { path: 'title', message: 'Bananas are yellow.', hint: 'Peel them.' };
const comparisons = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);
const judgedByFunction = new Set(['filter', 'some', 'every', 'find', 'findIndex', 'findLast']);

/** @type {{ id: number, file: string, line: number, what: string }[]} */
const mutants = [];

const isLogical = (node) =>
  ts.isBinaryExpression(node) &&
  [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken].includes(node.operatorToken.kind);

/** Conditions that decide something where they stand; those of loops are left out, which would not end. */
function conditionsAt(node) {
  if (ts.isIfStatement(node)) return [node.expression];
  if (ts.isConditionalExpression(node)) return [node.condition];
  if (isLogical(node)) return [node.left, node.right];
  if (ts.isBinaryExpression(node) && comparisons.has(node.operatorToken.kind)) return [node];
  const isJudge =
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    judgedByFunction.has(node.expression.name.text);
  const [judge] = isJudge ? node.arguments : [];
  return judge !== undefined && ts.isArrowFunction(judge) && !ts.isBlock(judge.body) ? [judge.body] : [];
}

/** Text with a switch around everything that can be broken. */
function instrument(path) {
  const text = readFileSync(path, 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const wraps = new Map();
  const wrap = (node, open, what) => {
    const [start, end] = [node.getStart(source), node.end];
    if (wraps.has(`${start}-${end}`)) return;
    const id = mutants.length;
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    mutants.push({ id, file: relative(root, path), line, what: `${what}: ${text.slice(start, end)}` });
    wraps.set(`${start}-${end}`, { start, end, open: open(id) });
  };
  const visit = (node, inFunction, inLoop) => {
    const isInside = inFunction || ts.isFunctionLike(node);
    if (ts.isTypeNode(node)) return;
    if (isInside && !inLoop) {
      for (const condition of conditionsAt(node)) wrap(condition, (id) => `$negate(${id}, `, 'negated');
    }
    if (isInside && ts.isPropertyAssignment(node) && Object.hasOwn(replaced, node.name.getText(source))) {
      const name = node.name.getText(source);
      wrap(node.initializer, (id) => `$replace(${id}, ${JSON.stringify(replaced[name])}, `, name);
    }
    if (isInside && ts.isShorthandPropertyAssignment(node) && Object.hasOwn(replaced, node.name.text)) {
      const name = node.name.text;
      wrap(node, (id) => `${name}: $replace(${id}, ${JSON.stringify(replaced[name])}, `, name);
    }
    ts.forEachChild(node, (child) => {
      const isLoop = ts.isIterationStatement(node, false) && child !== node.statement;
      visit(child, isInside, (inLoop && !ts.isFunctionLike(node)) || isLoop);
    });
  };
  visit(source, false, false);
  // The outer of two that begin at one place opens first, the inner of two that end at one place closes first.
  const edits = [...wraps.values()].flatMap(({ start, end, open }) => [
    { at: start, order: 1, nearer: -end, text: open },
    { at: end, order: 0, nearer: -start, text: ')' },
  ]);
  edits.sort((a, b) => a.at - b.at || a.order - b.order || a.nearer - b.nearer);
  let last = 0;
  let out = '';
  for (const { at, text: inserted } of edits) {
    out += text.slice(last, at) + inserted;
    last = at;
  }
  return `const $negate = (id, is) => (globalThis.mutant === id ? !is : is);
const $replace = (id, other, value) => (globalThis.mutant === id ? other : value);
${out}${text.slice(last)}`;
}

const [, , given] = process.argv;
const asked = given === undefined ? '[a-z-]+' : await askedRule(given, 'npm run mutate');
if (asked !== undefined) {
  const files = new RegExp(`/src/rules/[a-z]+/${asked}\\.ts$`);
  const { ruleRegistry, findProblems, severityShows } = await importBundled(
    `
    import { ruleRegistry } from '../../src/rules/engine/registry.ts';
    import { ruleDocs } from '../../src/docs/rules.ts';
    export { findProblems } from './judge.ts';
    export { ruleRegistry };
    export const severityShows = (rule, page) => {
      const other = rule.severity === 'info' ? 'error' : 'info';
      const before = rule.severity;
      rule.severity = other;
      const shown = ruleDocs()[page];
      rule.severity = before;
      return shown;
    };
    `,
    [
      {
        name: 'mutants',
        setup({ onLoad }) {
          onLoad({ filter: files }, ({ path }) =>
            /\/(?:engine|support)\//.test(path) ? undefined : { contents: instrument(path), loader: 'ts' },
          );
        },
      },
    ],
  );

  const survivors = [];
  let tried = 0;
  const isNoticed = (rule) => {
    try {
      return findProblems(rule).next().done !== true;
    } catch {
      return true;
    }
  };
  for (const rule of ruleRegistry) {
    const own = mutants.filter(({ file }) => file.endsWith(`/${rule.name}.ts`));
    if (own.length === 0) continue;
    globalThis.mutant = undefined;
    const [broken] = findProblems(rule);
    if (broken !== undefined) throw new Error(`${rule.name} fails its tests as it is: ${broken}`);
    for (const one of own) {
      globalThis.mutant = one.id;
      tried += 1;
      if (!isNoticed(rule)) survivors.push(one);
    }
    globalThis.mutant = undefined;
    const page = `docs/rules/${rule.name}.md`;
    tried += 1;
    if (severityShows(rule, page) === readFileSync(`${root}${page}`, 'utf8')) {
      survivors.push({ file: page, line: 1, what: 'severity' });
    }
  }
  for (const { file, line, what } of survivors) {
    process.stdout.write(`${file}:${line} ${what.replace(/\s+/g, ' ').slice(0, 140)}\n`);
  }
  process.stdout.write(`${tried} mutants, ${survivors.length} not noticed\n`);
  if (survivors.length > 0) process.exitCode = 1;
}
