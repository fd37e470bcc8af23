import { parse, TomlDate, TomlError } from 'smol-toml';
import { deepest, Unreadable, withinLimits } from './limits.ts';
import type { Value } from './value.ts';

/**
 * Reads TOML 1.0. Dates and times become ISO 8601 text, integers beyond 2^53 decimal text.
 *
 * @throws Unreadable with line and column
 */
export function readToml(text: string): Value {
  return withinLimits(withoutDates(parsed(text)));
}

function parsed(text: string): unknown {
  try {
    return parse(text, { maxDepth: deepest, integersAsBigInt: 'asNeeded', unsafeKeyBehaviour: 'throw' });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const what = error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '') ?? '';
    throw new Unreadable(`it is not valid TOML: ${what}, line ${error.line}, column ${error.column}`);
  }
}

function withoutDates(node: unknown, depth = 0): unknown {
  if (depth > deepest) throw new Unreadable(`it is nested deeper than ${deepest}`);
  if (node instanceof TomlDate) return node.toISOString();
  if (Array.isArray(node)) return node.map((item) => withoutDates(item, depth + 1));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, withoutDates(value, depth + 1)]),
  );
}
