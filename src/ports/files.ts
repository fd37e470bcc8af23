import type { Digest } from '../lib/digest.ts';

export interface FileEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** From the content of a file, undefined for no file, to its new content, undefined to leave it. */
export type Transform = (content: Uint8Array | undefined) => string | Uint8Array | undefined;

/**
 * Files below one folder, the root. Paths go from the root down, with forward slashes; a path that leads
 * outside, or over a symbolic link, is refused. Whatever cannot be read or written is a Failure
 * `undetermined`, never an empty result.
 */
export interface Files {
  /** @throws Failure `undetermined` where there is no such file */
  read(path: string): Uint8Array;
  /** The content, or undefined where there is no such file. */
  readIfExists(path: string): Uint8Array | undefined;
  /** Whether there is anything at the path: a file, a folder, a link. */
  exists(path: string): boolean;
  /** What is in a folder, by name in the order of UTF-16; nothing where there is no such folder. */
  list(folder: string): readonly FileEntry[];
  /**
   * Makes a file that must not exist yet, and the folders above it. It appears at once and whole.
   * @throws Failure `conflict` where the name is taken
   */
  createExclusive(path: string, content: string | Uint8Array): void;
  /**
   * Puts a file in place of another, at once and whole, or makes it.
   * @param expected digest that the present content must have, `none` for no file; without it any will do
   * @throws Failure `conflict` where the content is another
   */
  replace(path: string, content: string | Uint8Array, expected?: Digest | 'none'): void;
  /**
   * Reads a file, has it changed, and writes it, while nobody else can do the same.
   * @returns whether it was written
   * @throws Failure `conflict` where another process is at it, or the content changed by another hand
   */
  updateLocked(path: string, transform: Transform): boolean;
}
