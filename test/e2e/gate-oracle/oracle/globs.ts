/** Upper and lower case, composed and decomposed accents: all one, as on the most careless file system. */
const fold = (text: string): string => text.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');

/** Whether one segment of a path is meant by one of a glob, by trying every way. */
function isSegment(glob: readonly string[], name: readonly string[]): boolean {
  const [first, ...rest] = glob;
  if (first === undefined) return name.length === 0;
  if (first === '*') return isSegment(rest, name) || (name.length > 0 && isSegment(glob, name.slice(1)));
  return name.length > 0 && (first === '?' || first === name[0]) && isSegment(rest, name.slice(1));
}

function isPath(glob: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = glob;
  if (first === undefined) return path.length === 0;
  if (first === '**') return isPath(rest, path) || (path.length > 0 && isPath(glob, path.slice(1)));
  const [name, ...below] = path;
  return name !== undefined && isSegment([...first], [...name]) && isPath(rest, below);
}

/** Whether some path below this folder could be meant. */
function isAbove(glob: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = glob;
  if (first === undefined) return false;
  const [name, ...below] = path;
  if (name === undefined) return true;
  if (first === '**') return isAbove(rest, path) || isAbove(glob, below);
  return isSegment([...first], [...name]) && isAbove(rest, below);
}

const segmentsOf = (text: string): string[] => fold(text).split('/');

/** Whether a glob means a path. */
export function means(glob: string, path: string): boolean {
  return isPath(segmentsOf(glob), segmentsOf(path));
}

/** Whether a glob means a path or something below it, which is what a link or submodule stands for. */
export function meansOrReaches(glob: string, path: string): boolean {
  return means(glob, path) || isAbove(segmentsOf(glob), segmentsOf(path));
}
