import type { Finding } from '../domain/finding.ts';
import { digestOf } from '../lib/digest.ts';

/**
 * A name for each finding that stays while lines move and figures change, and that no other finding of the
 * run has: rule, file and path, and a number where they meet more than once. 64 hexadecimal digits.
 */
export function fingerprints(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, file = '', path }) => {
    const name = JSON.stringify([rule, file, path]);
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return digestOf(nth === 0 ? name : `${name}#${nth}`).slice('sha256:'.length);
  });
}
