import { describe, expect, it } from 'vitest';
import { findKeyOwners } from '../../src/gate/signers.ts';
import { fingerprintOf, keyInSignature } from '../../src/lib/ssh-key.ts';

// `ssh-keygen -lf` prints this fingerprint of this key; neither signs anything.
const key = 'AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';
const fingerprint = 'SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU';
const other = 'AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

const owns = (line: string, address = 'maya@example.com') => findKeyOwners(line)(fingerprint, address);

describe('whose a key is', () => {
  it('goes by the fingerprint that ssh-keygen prints', () => {
    expect(fingerprintOf(Buffer.from(key, 'base64'))).toBe(fingerprint);
  });

  it.each([
    ['alone', `maya@example.com ssh-ed25519 ${key}`],
    ['in capitals', `MAYA@Example.com ssh-ed25519 ${key}`],
    ['with a tag', `maya+sign@example.com ssh-ed25519 ${key}`],
    ['among others', `olga@example.com,maya@example.com ssh-ed25519 ${key}`],
    ['in quotes', `"olga@example.com,maya@example.com" ssh-ed25519 ${key} a remark`],
    ['for another purpose', `maya@example.com namespaces="git,file" ssh-ed25519 ${key}`],
    ['until long ago', `maya@example.com valid-before="20200101",namespaces="git" ssh-ed25519 ${key}`],
    ['by a pattern', `*@example.com ssh-ed25519 ${key}`],
    ['by a pattern for one letter', `may?@*ple.com ssh-ed25519 ${key}`],
    [
      'on a later line',
      `# maya\n\nolga@example.com ssh-ed25519 ${other}\r\nmaya@example.com ssh-ed25519 ${key}\r\n`,
    ],
    ['indented', `\t maya@example.com \t ssh-ed25519  ${key}`],
    ['with another key in the remark', `maya@example.com ssh-ed25519 ${key} ssh-ed25519 ${other}`],
  ])('is theirs who stand in front of it: %s', (_, line) => {
    expect(owns(line)).toBe(true);
  });

  it.each([
    ['of another key', `maya@example.com ssh-ed25519 ${other}`],
    ['of somebody else', `olga@example.com ssh-ed25519 ${key}`],
    ['taken out', `*@example.com,!maya@example.com ssh-ed25519 ${key}`],
    ['a remark', `# maya@example.com ssh-ed25519 ${key}`],
    ['by a pattern of another place', `*@example.org ssh-ed25519 ${key}`],
    ['by a pattern that is too long', `*x@example.com ssh-ed25519 ${key}`],
    ['without a key', 'maya@example.com ssh-ed25519'],
    ['nothing', ''],
  ])('is not theirs: %s', (_, line) => {
    expect(owns(line)).toBe(false);
  });
});

describe('the key in a signature', () => {
  const armour = (blob: Buffer) =>
    `-----BEGIN SSH SIGNATURE-----\n${blob.toString('base64')}\n-----END SSH SIGNATURE-----\n`;
  const number = (value: number) => Buffer.from([0, 0, 0, value]);

  it('is the one that it names', () => {
    const blob = Buffer.concat([Buffer.from('SSHSIG'), number(1), number(3), Buffer.from('abc'), number(0)]);
    expect(Buffer.from(keyInSignature(armour(blob)) ?? '').toString()).toBe('abc');
  });

  it.each([
    ['what is none', 'x'],
    ['a signature of another kind', armour(Buffer.from('PGPSIG with enough bytes'))],
    [
      'one that is cut off',
      armour(Buffer.concat([Buffer.from('SSHSIG'), number(1), number(200), number(0)])),
    ],
    ['an empty one', armour(Buffer.alloc(0))],
  ])('is none in %s', (_, text) => {
    expect(keyInSignature(text)).toBeUndefined();
  });
});
