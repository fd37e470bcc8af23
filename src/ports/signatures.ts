/** Whether a signature is good, by which key, or why not. */
export type Checked =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly why: string };

export interface SignatureToCheck {
  readonly statement: string;
  /** Armoured, as `ssh-keygen -Y sign` writes it. */
  readonly signature: string;
  readonly namespace: string;
  readonly principal: string;
  /** Calendar dates; the key has to be good at noon (UTC) of each. */
  readonly days: readonly string[];
  /** Content of the file of allowed signers. */
  readonly signers: Uint8Array;
  /** Content of the file of revoked keys, if there is one. */
  readonly revoked: Uint8Array | undefined;
}

export interface KeyToSignWith {
  /** Absolute path of a private key, or of a public one whose private half an agent holds. */
  readonly keyFile: string;
  readonly namespace: string;
}

/** Detached OpenSSH signatures. */
export interface Signatures {
  /**
   * Whatever is not plainly good is not good.
   * @throws Failure (undetermined) where it cannot be told: no tool for it, too old a one, an answer not understood
   */
  check(signature: SignatureToCheck): Checked;
  /**
   * Signs a statement with the key that the person names; a passphrase or a touch may be asked for at the terminal.
   * @returns the armoured signature
   * @throws Failure (misuse) where the key cannot be used
   */
  sign(statement: string, key: KeyToSignWith): string;
}
