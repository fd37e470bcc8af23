/**
 * Paths in git are bytes. Here they are strings, made so that nothing is lost: UTF-8 is decoded,
 * and every byte that is not part of valid UTF-8 becomes one lone surrogate, U+DC80 to U+DCFF
 * (as in PEP 383). Two different paths are two different strings, `encodePath` gives the exact
 * bytes back, and a glob meets such a byte as one character.
 */
const firstEscape = 0xdc00;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** The string that stands for the bytes of a path. */
export function decodePath(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeMixed(bytes);
  }
}

/** The bytes of a path: the inverse of {@link decodePath}. */
export function encodePath(path: string): Uint8Array {
  if (isUtf8Path(path)) return encoder.encode(path);
  const bytes: number[] = [];
  for (const character of path) {
    const code = character.codePointAt(0) ?? 0;
    if (isEscape(code)) bytes.push(code - firstEscape);
    else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

/** Whether the path can be written into a text file at all. */
export function isUtf8Path(path: string): boolean {
  return !/\p{Surrogate}/u.test(path);
}

/**
 * The path as it is shown: bytes that are not UTF-8 as `\xE9`. For people only: look nothing up
 * by it, and pass it through the sink's own escaping as any other text.
 */
export function displayPath(path: string): string {
  if (isUtf8Path(path)) return path;
  return path.replace(
    /[\udc80-\udcff]/gu,
    (byte) => `\\x${(byte.charCodeAt(0) - firstEscape).toString(16).toUpperCase()}`,
  );
}

function isEscape(code: number): boolean {
  return code >= 0xdc80 && code <= 0xdcff;
}

/** Decodes the longest valid sequence at each place, and escapes a byte where there is none. */
function decodeMixed(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = validLength(bytes, at);
    if (length === 0) {
      text += String.fromCharCode(firstEscape + (bytes[at] ?? 0));
      at += 1;
    } else {
      text += strict.decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return text;
}

/** Length in bytes of the character at a place, 0 where the bytes are no character. */
function validLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}
