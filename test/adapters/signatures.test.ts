import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realSignatures } from '../../src/adapters/signatures.ts';
import { isInstalled } from '../support/tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'cx-review-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keyFile = join(folder, 'key');
const namespace = 'approval';
const statement = 'Yes.\n';
const signatures = realSignatures(process.env);
let publicKey = '';
let signature = '';

function check(signers: string, { principal = 'leo@example.com', revoked = '' } = {}) {
  return signatures.check({
    statement,
    signature,
    namespace,
    principal,
    days: ['2027-01-15'],
    signers: Buffer.from(signers),
    revoked: revoked === '' ? undefined : Buffer.from(revoked),
  });
}

describe.runIf(isInstalled('ssh-keygen'))('names of allowed signers', () => {
  beforeAll(() => {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'Key Of Leo', '-f', keyFile]);
    publicKey = readFileSync(`${keyFile}.pub`, 'utf8');
    signature = signatures.sign(statement, { keyFile, namespace });
  });

  it.each([
    ['as in the config', 'leo@example.com'],
    ['in other letters', 'Leo@Example.COM'],
    ['among others', 'maya@example.com,Leo@example.com'],
    ['in quotation marks', '"Leo@Example.com"'],
    ['as a pattern', '*@Example.com'],
  ])('are found %s', (_, names) => {
    const { ok } = check(`# Who may sign\nMaya@example.com ${publicKey}${names} ${publicKey}`);
    expect(ok).toBe(true);
  });

  it('are found where the config has the capital letters', () => {
    expect(check(`leo@example.com ${publicKey}`, { principal: 'Leo@Example.com' }).ok).toBe(true);
  });

  it('are found behind a byte order mark', () => {
    expect(check(`\ufeffleo@example.com namespaces="${namespace}" ${publicKey}`).ok).toBe(true);
  });

  it('are refused where they are of somebody else, or the key is for something else', () => {
    expect(check(`Maya@Example.com ${publicKey}`)).toMatchObject({
      ok: false,
      why: expect.stringContaining('leo@example.com'),
    });
    expect(check(`Leo@Example.com namespaces="Approval" ${publicKey}`).ok).toBe(false);
  });

  it.each([
    ['allowed_signers', (line: string) => [`<<<<<<< HEAD\n=======\n${line}>>>>>>> other\n`, '']],
    ['revoked_keys', (line: string) => [line, `# none\n<<<<<<< HEAD\n# old\n=======\n>>>>>>> other\n`]],
  ])('count for nothing while a merge conflict is left in %s', (name, buildFiles) => {
    const [signers = '', revoked = ''] = buildFiles(`leo@example.com ${publicKey}`);
    expect(check(signers, { revoked })).toEqual({
      ok: false,
      why: `a merge conflict is left in ${name} of the base, so nobody can tell which keys count; somebody who may push there settles it`,
    });
  });

  it('say of a revoked key that it is revoked, whatever the letters', () => {
    expect(check(`Leo@Example.com ${publicKey}`, { revoked: `\ufeff${publicKey}` })).toMatchObject({
      ok: false,
      why: expect.stringContaining('revoked_keys'),
    });
  });
});
