/** Lines that show a slot with nothing in it, or a name out of the schema. */
export function faultsOf(markdown: string): string[] {
  const empty =
    /\{\{|\}\}|undefined|\[object|NaN|\*\*\*\*|“”|: *$|→ *$|· *$|· *·|^[->] *$|: *·|, *$|^ *,|\( *\)/;
  const fieldName = /\b[a-z]+[A-Z][A-Za-z]*\b|\b(?:keep-old|why-me|why-now|mid-term|at-a-cost)\b/;
  return markdown.split('\n').filter((line) => empty.test(line) || fieldName.test(line));
}
