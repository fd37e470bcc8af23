import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Review } from '../oracle/model.ts';

const path = join(import.meta.dirname, '../../../../templates/examples/price-rise.yaml');
/** Names in it that the config here does not know, and who does their work. */
const standIns: Readonly<Record<string, string>> = { priya: 'sam', ruth: 'noor', tomas: 'leo' };
let example: Review | undefined;

/** A complete review at full depth, of a price that rises. */
export function rise(id: string): Review {
  example ??= parse(readFileSync(path, 'utf8'), (_key, value: unknown) =>
    typeof value === 'string' ? (standIns[value] ?? value) : value,
  ) as Review;
  const { policy: _policy, ...rest } = structuredClone(example);
  return { ...rest, id, author: 'maya', status: 'proposed' };
}
