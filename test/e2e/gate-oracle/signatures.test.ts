import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isInstalled } from '../../support/tools.ts';
import { type KeyOwner, type Keys, makeKeys } from './making/keys.ts';
import { sign } from './making/writing.ts';
import { scratch } from './oracle/git.ts';
import type { Approval } from './oracle/model.ts';
import { digestOf } from './oracle/side.ts';
import { signerOf } from './oracle/signatures.ts';
import { asYaml, base, changed, config, id, judged, reviewed, withReview } from './scene.ts';

const signed = it.runIf(isInstalled('ssh-keygen'));

let folder: string;
let keys: Keys;
beforeAll(() => {
  folder = scratch('oracle-keys');
  keys = makeKeys(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const good = ['2026-11-22'];
const leo = 'leo@example.com';
const signedBy = (owner: KeyOwner, signers: string, days = good, revoked?: string, purpose?: string) =>
  signerOf('statement', keys.sign(owner, 'statement', purpose), leo, days, { signers, revoked });

signed('knows a good signature without the program that made it', () => {
  const line = `${leo} ${keys.publicKey('leo')}`;
  expect(keys.publicKey('leo')).toContain(signedBy('leo', line) ?? 'none');
  expect(
    signedBy('leo', `# a remark\n*@example.com,x namespaces="cx-review-approval" ${keys.publicKey('leo')}`),
  ).toBeDefined();
});

signed.each<[string, () => string | undefined]>([
  ['of another statement', () => signerOf('other', keys.sign('leo', 'statement'), leo, good, of('leo'))],
  ['by another key', () => signedBy('mallory', of('leo').signers)],
  ['for another purpose', () => signedBy('leo', of('leo').signers, good, undefined, 'git')],
  ['by a key for another purpose', () => signedBy('leo', `${leo} namespaces="git" ${keys.publicKey('leo')}`)],
  ['by the key of somebody else', () => signedBy('sam', `sam@example.com ${keys.publicKey('sam')}`)],
  ['by a key that is revoked', () => signedBy('leo', of('leo').signers, good, keys.publicKey('leo'))],
  ['by a key that ran out', () => signedBy('leo', until('20261122'))],
  [
    'by a key that was not good on both days',
    () => signedBy('leo', until('20261122'), ['2026-11-20', ...good]),
  ],
  ['cut off', () => signerOf('statement', keys.sign('leo', 'statement').slice(0, 200), leo, good, of('leo'))],
  ['of rubbish', () => signerOf('statement', 'rubbish', leo, good, of('leo'))],
  ['without signers', () => signerOf('statement', keys.sign('leo', 'statement'), leo, good, nobody)],
])('takes no signature %s', (_what, signer) => {
  expect(signer()).toBeUndefined();
});

const nobody = { signers: undefined, revoked: undefined };
const of = (owner: KeyOwner) => ({ signers: `${leo} ${keys.publicKey(owner)}`, revoked: undefined });
const until = (day: string) => `${leo} valid-before="${day}" ${keys.publicKey('leo')}`;

signed('takes a key for what it was on the day', () => {
  expect(signedBy('leo', until('20261122'), ['2026-11-21'])).toBeDefined();
  expect(signedBy('leo', `${leo} valid-after="20261122" ${keys.publicKey('leo')}`)).toBeDefined();
});

const strict = asYaml({
  ...(parse(config) as object),
  approvals: { level: 'signed', roles: { light: ['owner', 'finance'] } },
});
const settings = { 'cx-reviews/config.yaml': strict };

/** The change, approved by Leo and Noor with these keys. */
function approved(signers: string, ...owners: readonly (KeyOwner | undefined)[]): boolean {
  const files = { ...settings, 'cx-reviews/allowed_signers': signers };
  const review = reviewed(({ approvals = [] }) => {
    const [first] = approvals;
    const noor: Approval = { ...first, id: 'noor', person: 'noor', role: 'finance' };
    approvals.push(noor);
    approvals.forEach((approval, at) => {
      approval.config = digestOf(strict);
      if (owners[at] !== undefined) sign(approval, id, keys, owners[at]);
    });
  });
  return judged({ ...base, ...files }, withReview(review, { ...changed, ...files })).passes;
}

signed('wants a signature of everybody, by a key each', () => {
  const both = `${leo} ${keys.publicKey('leo')}\nNoor@example.com ${keys.publicKey('noor')}\n`;
  const shared = `${leo},Noor@example.com ${keys.publicKey('lost')}\n`;
  expect(approved(both, 'leo', 'noor')).toBe(true);
  expect(approved(both, 'leo', undefined)).toBe(false);
  expect(approved(both, 'noor', 'leo')).toBe(false);
  // Leo has the key of both as well, so both may be him.
  expect(approved(both + shared, 'leo', 'lost')).toBe(false);
  expect(approved(both + shared, 'lost', 'lost')).toBe(false);
  const second = `Noor@example.com ${keys.publicKey('lost')}\n`;
  expect(approved(both + second, 'leo', 'lost')).toBe(true);
  // The author has it, for whatever purpose.
  const lent = `maya@example.com namespaces="git" ${keys.publicKey('lost')}\n`;
  expect(approved(both + second + lent, 'leo', 'lost')).toBe(false);
});
