/**
 * JSON that is safe to print in the log of a CI job: controls, invisible characters and separators are
 * escaped, and so are the beginnings of what a runner takes for a command (`::`, `##`). Any parser reads the
 * same data as before.
 */
export function jsonText(value: unknown, indent = 2): string {
  const escaped = (text: string) =>
    [...text]
      .map((character) =>
        Array.from(
          { length: character.length },
          (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
        ).join(''),
      )
      .join('');
  const text = JSON.stringify(value, null, indent)
    .replace(
      /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb]/gu,
      (found) => (found === '\n' ? found : escaped(found)),
    )
    .replace(/:(?=:)/g, '\\u003a')
    .replace(/#(?=#)/g, '\\u0023');
  return `${text}\n`;
}
