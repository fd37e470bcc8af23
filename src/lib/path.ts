/**
 * Paths in a review name keys of maps and ids of rows, never indexes: `customers.segments.loyal.count`.
 * The empty path is the whole.
 */

/** What a row of a list is called in a path: its `id`, or in lists with one row per segment its `segment`. */
export function rowKey(row: unknown): string | undefined {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return undefined;
  const { id, segment } = row as { readonly id?: unknown; readonly segment?: unknown };
  const key = id ?? segment;
  return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
}

export function splitPath(path: string): string[] {
  return path === '' ? [] : path.split('.');
}

/** Joins what there is of the parts; empty parts are left out. */
export function joinPath(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('.');
}

/** How far a path leads into a tree. */
export interface Walk<Node> {
  /** From the root on, one more than `names`. */
  readonly nodes: readonly [Node, ...Node[]];
  /** Name of each step taken. */
  readonly names: readonly string[];
  /** Segments of the path for which there is no node; empty where the path leads to its end. */
  readonly rest: readonly string[];
}

/**
 * Follows a path as far as it leads. Names may hold a dot themselves (`people.anna.meyer.name`), so where
 * a segment alone leads nowhere, runs of segments are tried as one name.
 */
export function walkPath<Node>(
  root: Node,
  segments: readonly string[],
  childOf: (node: Node, name: string) => Node | undefined,
): Walk<Node> {
  let best: Walk<Node> = { nodes: [root], names: [], rest: segments };
  for (let used = 1; used <= segments.length && best.rest.length > 0; used += 1) {
    const name = segments.slice(0, used).join('.');
    const child = childOf(root, name);
    if (child === undefined) continue;
    const walk = walkPath(child, segments.slice(used), childOf);
    if (walk.rest.length < best.rest.length) {
      best = { nodes: [root, ...walk.nodes], names: [name, ...walk.names], rest: walk.rest };
    }
  }
  return best;
}

function findChild(data: unknown, name: string): unknown {
  if (Array.isArray(data)) return data.find((row) => rowKey(row) === name);
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, name)) return undefined;
  return (data as Readonly<Record<string, unknown>>)[name];
}

/** The value at a path, or undefined where there is none. Of rows with the same id the first counts. */
export function getPath(data: unknown, path: string): unknown {
  return path === '' ? data : follow(data, path, 0);
}

/** As {@link walkPath} to the end, without a list of the steps: rules and questions look up thousands of paths. */
function follow(data: unknown, path: string, start: number): unknown {
  for (let end = path.indexOf('.', start); end !== -1; end = path.indexOf('.', end + 1)) {
    const child = findChild(data, path.slice(start, end));
    const found = child === undefined ? undefined : follow(child, path, end + 1);
    if (found !== undefined) return found;
  }
  return findChild(data, path.slice(start));
}
