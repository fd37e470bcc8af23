/**
 * How many rows a list has, in words: none, 1 group, 2 duties.
 * @param rowName what one row is called, in the singular
 */
export function rowsInWords(count: number, rowName: string): string {
  if (count === 0) return 'none';
  const many = rowName.replace(/(?<=[^aeiou])y$/, 'ie');
  return count === 1 ? `1 ${rowName}` : `${count} ${many}s`;
}
