/** A result, or what it lacks. Nothing is assumed in place of what is missing. */
export type Figure<T> =
  | { readonly known: true; readonly value: T }
  | {
      readonly known: false;
      /** Paths of the inputs that it needs and does not have. */
      readonly missing: readonly string[];
      /** Why it can not be computed although every input is there. */
      readonly because?: string;
    };

/** A figure that is computed as soon as nothing is missing. */
export function figure<T>(missing: readonly string[], compute: () => T): Figure<T> {
  if (missing.length > 0) return { known: false, missing: [...new Set(missing)] };
  return { known: true, value: compute() };
}

/** A figure that has no value for these inputs. */
export function impossible<T>(because: string): Figure<T> {
  return { known: false, missing: [], because };
}

/** The value of a figure that is known. */
export function known<T>(candidate: Figure<T>): T | undefined {
  return candidate.known ? candidate.value : undefined;
}
