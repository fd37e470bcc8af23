export type CiService = 'github' | 'gitlab' | 'none';

/** A person as the config names them. */
export interface NamedPerson {
  readonly key: string;
  readonly name: string;
  readonly email: string | undefined;
}

/** A policy as the config names it. */
export interface NamedPolicy {
  readonly id: string;
  readonly files: readonly string[];
  readonly situation: string | undefined;
}

/** What decides the files that are written. */
export interface Settings {
  /** Id of the repository. */
  readonly id: string;
  readonly currency: string;
  readonly people: readonly NamedPerson[];
  readonly policies: readonly NamedPolicy[];
  readonly ci: CiService;
}
