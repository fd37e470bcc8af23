import { createHash, createPublicKey, verify } from 'node:crypto';

/** What signatures are checked against. */
export interface Proofs {
  /** Text of `allowed_signers`; undefined where there is none, so that no signature is a good one. */
  readonly signers: string | undefined;
  /** Text of `revoked_keys`. */
  readonly revoked: string | undefined;
}

export const namespace = 'cx-review-approval';

interface Signature {
  readonly key: Buffer;
  readonly namespace: string;
  readonly hash: string;
  readonly bytes: Buffer;
}

/** The parts of a blob, each with its length in front of it. */
function partsOf(blob: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < blob.length; ) {
    const length = blob.readUInt32BE(at);
    if (at + 4 + length > blob.length) throw new RangeError('cut off');
    parts.push(blob.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return parts;
}

const part = (bytes: Buffer | string): Buffer => {
  const content = Buffer.from(bytes as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
};

/** Reads a signature as OpenSSH's PROTOCOL.sshsig has it; undefined where it is none. */
function signatureIn(armour: string): Signature | undefined {
  const lines = armour.replaceAll('\r\n', '\n').trim().split('\n');
  if (lines.shift() !== '-----BEGIN SSH SIGNATURE-----') return undefined;
  if (lines.pop() !== '-----END SSH SIGNATURE-----') return undefined;
  const blob = Buffer.from(lines.join(''), 'base64');
  if (blob.subarray(0, 6).toString() !== 'SSHSIG' || blob.readUInt32BE(6) !== 1) return undefined;
  try {
    const [key, name, _reserved, hash, signed] = partsOf(blob.subarray(10));
    const [type, bytes] = partsOf(signed ?? Buffer.alloc(0));
    if (key === undefined || bytes === undefined || String(type) !== 'ssh-ed25519') return undefined;
    return { key, namespace: String(name), hash: String(hash), bytes };
  } catch {
    return undefined;
  }
}

function isOf(statement: string, { key, namespace: name, hash, bytes }: Signature): boolean {
  const [, raw = Buffer.alloc(0)] = partsOf(key);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') };
  const digest = createHash(hash).update(statement).digest();
  const signed = [Buffer.from('SSHSIG'), part(name), part(''), part(hash), part(digest)];
  return verify(null, Buffer.concat(signed), createPublicKey({ key: jwk, format: 'jwk' }), bytes);
}

/** A line of `allowed_signers`. */
interface Signer {
  readonly principals: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly key: string;
}

function signersIn(text: string): Signer[] {
  return text.split('\n').flatMap((line) => {
    const words = line.trim().split(/\s+/);
    const at = words.findIndex((word) => word.startsWith('ssh-'));
    const key = words[at + 1];
    if (line.startsWith('#') || at < 1 || key === undefined) return [];
    const pairs = [
      ...words
        .slice(1, at)
        .join(' ')
        .matchAll(/([a-z-]+)="([^"]*)"/g),
    ];
    const options = Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
    return [{ principals: (words[0] ?? '').split(','), options, key }];
  });
}

/** Addresses that differ by case alone are one person's, here as in the config. */
const fold = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const isMeant = (pattern: string, name: string): boolean =>
  pattern.startsWith('*') ? fold(name).endsWith(fold(pattern.slice(1))) : fold(pattern) === fold(name);

/** Whether a line lets a key sign for somebody at noon of a day. */
function allows({ principals, options }: Signer, principal: string, name: string, day: string): boolean {
  const {
    namespaces = name,
    'valid-after': after = '00000101',
    'valid-before': before = '99991231',
  } = options;
  const date = day.replaceAll('-', '');
  return (
    principals.some((pattern) => isMeant(pattern, principal)) &&
    namespaces.split(',').includes(name) &&
    after <= date &&
    date < before
  );
}

/**
 * The key that signed a statement for somebody, if the signature is a good one on every one of the days;
 * worked out without ssh-keygen.
 */
export function signerOf(
  statement: string,
  armour: string,
  principal: string,
  days: readonly string[],
  { signers, revoked }: Proofs,
): string | undefined {
  const signature = signatureIn(armour);
  if (signers === undefined || signature === undefined || signature.namespace !== namespace) return undefined;
  if (!isOf(statement, signature)) return undefined;
  const key = signature.key.toString('base64');
  if ((revoked ?? '').includes(key)) return undefined;
  const lines = signersIn(signers).filter((line) => line.key === key);
  return days.every((day) => lines.some((line) => allows(line, principal, namespace, day))) ? key : undefined;
}

/** Whether somebody has a key by some line, whatever that line lets them sign, and when. */
export function isGivenTo(
  key: string,
  email: string,
  { signers }: Proofs,
  folded: (email: string) => string | undefined,
): boolean {
  return signersIn(signers ?? '').some(
    (line) =>
      line.key === key &&
      line.principals.some((name) =>
        name.startsWith('*') ? isMeant(name, email) : folded(name) === folded(email),
      ),
  );
}
