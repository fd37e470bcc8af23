import type { Ground } from './ground.ts';
import type { FileRow } from './model.ts';
import { bytesOf, digestAt } from './side.ts';

/** The rows that are about a path. */
export const rowsOn = (rows: readonly FileRow[] | undefined, path: string): FileRow[] =>
  (rows ?? []).filter((row) => row.path !== undefined && bytesOf(row.path) === path);

/** Whether rows list a change with exactly the content that it has; a path listed twice has to be right twice. */
export function listsRightly(
  rows: readonly FileRow[] | undefined,
  path: string,
  { from, after }: Ground,
): boolean {
  const own = rowsOn(rows, path);
  const [was, is] = [digestAt(from, path), digestAt(after, path)];
  return own.length > 0 && own.every((row) => row.before === was && row.after === is);
}

/** Whether rows say of a path what another row says of it. */
export function saysTheSame(rows: readonly FileRow[] | undefined, { path, before, after }: FileRow): boolean {
  const own = (rows ?? []).filter((row) => row.path === path);
  return own.length > 0 && own.every((row) => row.before === before && row.after === after);
}
