/** What the program says of itself. */

/** Version of the package, or what stands for it when run from source. */
export const version: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-source';

/** Digest of all that the program was built from; undefined when run from source. */
export const build: string | undefined = typeof __BUILD__ === 'string' ? __BUILD__ : undefined;

/**
 * Where it is said how to report a bug: a section of a file that comes with the program. The package names no
 * address, because the project has none that holds wherever it is hosted.
 */
export const reporting = { file: 'README.md', section: 'Reporting a bug' } as const;
