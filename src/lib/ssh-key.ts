import { createHash } from 'node:crypto';

/** The fingerprint of a public key, as `ssh-keygen` prints it: `SHA256:` and base64 without padding. */
export function fingerprintOf(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

const magic = 'SSHSIG';
/** Bytes in front of the key: the magic, the version, and the length of the key. */
const [lengthAt, keyAt] = [10, 14];

/**
 * The key that an armoured SSH signature says it was made with; undefined for what is none. Nothing is verified.
 * The form is that of OpenSSH's PROTOCOL.sshsig.
 */
export function keyInSignature(armour: string): Uint8Array | undefined {
  const text = /-----BEGIN SSH SIGNATURE-----([\sA-Za-z0-9+/=]*)-----END SSH SIGNATURE-----/.exec(
    armour,
  )?.[1];
  const blob = Buffer.from(text ?? '', 'base64');
  if (blob.length < keyAt || blob.toString('latin1', 0, magic.length) !== magic) return undefined;
  const end = keyAt + blob.readUInt32BE(lengthAt);
  return end > blob.length ? undefined : blob.subarray(keyAt, end);
}
