import type { Formatter } from './formatter.ts';

/** Formats by the name that `--format` takes; each is loaded when it is asked for. */
export const formats = {
  text: async (): Promise<Formatter> => (await import('./text.ts')).text,
  json: async (): Promise<Formatter> => (await import('./json.ts')).json,
  sarif: async (): Promise<Formatter> => (await import('./sarif.ts')).sarif,
  junit: async (): Promise<Formatter> => (await import('./junit.ts')).junit,
  github: async (): Promise<Formatter> => (await import('./github.ts')).github,
  gitlab: async (): Promise<Formatter> => (await import('./gitlab.ts')).gitlab,
  markdown: async (): Promise<Formatter> => (await import('./markdown.ts')).markdown,
} as const;

export type FormatName = keyof typeof formats;

export function isFormat(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}
