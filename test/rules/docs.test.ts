import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gateRuleTable, ruleDocs, ruleTable } from '../../src/docs/rules.ts';
import { gateRules } from '../../src/gate/rules.ts';
import { ruleRegistry } from '../../src/rules/engine/registry.ts';

it('keeps a page for every rule and none for a rule that is gone', () => {
  const files = readdirSync(join(import.meta.dirname, '../../docs/rules')).map(
    (file) => `docs/rules/${file}`,
  );
  expect(files.toSorted()).toEqual(Object.keys(ruleDocs()).toSorted());
});

describe.each(ruleRegistry)('$name', ({ name }) => {
  it('has a page that says what is true now (npm run docs writes it again)', () => {
    const path = `docs/rules/${name}.md`;
    expect(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')).toBe(ruleDocs()[path]);
  });
});

it('gives every page the same shape', () => {
  for (const [path, text] of Object.entries(ruleDocs())) {
    if (path.endsWith('README.md')) continue;
    const headings = text.match(/^## .*$/gm)?.filter((heading) => heading !== '## Options');
    expect(headings, path).toEqual(['## Why', '## Raises it', '## Does not', '## Sources']);
  }
});

it.each([
  ['judges reviews', ruleTable(''), ruleRegistry.length],
  ['the gate finds', gateRuleTable(''), gateRules.length],
])('lists every rule that %s in a row of four cells', (_what, table, count) => {
  const rows = table.split('\n').slice(2);
  expect(rows).toHaveLength(count);
  for (const row of rows) expect(row.split('|')).toHaveLength(6);
});
