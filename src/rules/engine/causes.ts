import type { Finding } from '../../domain/finding.ts';

/** A finding with the fact that it follows from. */
export interface Raised {
  readonly finding: Finding;
  /** Undefined where no other finding can follow from the same fact. */
  readonly cause: string | undefined;
}

/**
 * One fact gives one finding: of those that follow from the same fact the first is kept, with the places of the
 * others.
 */
export function mergeCauses(raised: readonly Raised[]): Finding[] {
  const kept: Finding[] = [];
  const places = new Map<string, number>();
  for (const { finding, cause } of raised) {
    const at = cause === undefined ? undefined : places.get(cause);
    const first = at === undefined ? undefined : kept[at];
    if (at === undefined || first === undefined) {
      if (cause !== undefined) places.set(cause, kept.length);
      kept.push(finding);
      continue;
    }
    const { path, line, column } = finding;
    kept[at] = { ...first, also: [...(first.also ?? []), { path, line, column }] };
  }
  return kept;
}
