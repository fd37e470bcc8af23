import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { findConflictMarker } from '../lib/conflict-markers.ts';
import { Failure } from '../lib/failure.ts';
import type { Checked, KeyToSignWith, Signatures, SignatureToCheck } from '../ports/signatures.ts';
import { withScratch } from './scratch.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const checkLimitMs = 30_000;
const signLimitMs = 300_000;

/** What ssh-keygen gets to see: it reads no settings, and answers are parsed in English and UTC. */
function environment(env: Environment, kept: readonly string[]): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'SYSTEMROOT', ...kept];
  const seen = names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return { ...Object.fromEntries(seen), LC_ALL: 'C', TZ: 'UTC' } as NodeJS.ProcessEnv;
}

function couldNotRun(error: Error): Failure {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') {
    return new Failure('undetermined', 'ssh-keygen was not found', {
      why: 'it makes and checks the signatures of approvals',
      next: 'install OpenSSH 8.9 or newer (apt-get install openssh-client)',
      cause: error,
    });
  }
  return new Failure('undetermined', `ssh-keygen could not be run: ${error.message}`, {
    next: 'check that ssh-keygen works here, then run the command again',
    cause: error,
  });
}

const isTooOld = (text: string) =>
  /unknown option|illegal option|Unsupported operation|Invalid option|unsupported option/i.test(text);

function tooOld(text: string): Failure {
  return new Failure('undetermined', 'This ssh-keygen is too old to check signatures', {
    why: `it says: ${firstLine(text)}`,
    next: 'install OpenSSH 8.9 or newer',
  });
}

const firstLine = (text: string) => (text.trim().split('\n')[0] ?? '').slice(0, 200);

/** Signatures by the `ssh-keygen` that the environment finds. */
export const realSignatures = (env: Environment): Signatures => ({
  check: (signature) => checkSignature(signature, env),
  sign: (statement, key) => signStatement(statement, key, env),
});

/** Without the byte order mark that some editors put in front, which ssh-keygen takes for a part of the first name. */
const withoutMark = (bytes: Uint8Array): Uint8Array =>
  Buffer.from([0xef, 0xbb, 0xbf]).equals(bytes.subarray(0, 3)) ? bytes.subarray(3) : bytes;

const fold = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The names that each line of a file of allowed signers begins with, in small letters; the rest as it is. */
function foldNames(signers: Uint8Array): Uint8Array {
  // Latin-1 gives every byte back as it was.
  const text = Buffer.from(signers).toString('latin1');
  return Buffer.from(text.replace(/^[ \t]*(?:"[^"\n]*"|[^\s"#]\S*)/gm, fold), 'latin1');
}

/** ssh-keygen passes over the markers and takes the lines of both versions, of which one may have taken a key away. */
function findHalfMerged({ signers, revoked }: SignatureToCheck): string | undefined {
  const files = { allowed_signers: signers, revoked_keys: revoked };
  const name = Object.entries(files).find(
    ([, bytes]) =>
      bytes !== undefined && findConflictMarker(Buffer.from(bytes).toString('latin1')) !== undefined,
  )?.[0];
  if (name === undefined) return undefined;
  return `a merge conflict is left in ${name} of the base, so nobody can tell which keys count; somebody who may push there settles it`;
}

/** Everywhere else two addresses that differ by case alone are one person; for ssh-keygen they are two. */
function checkSignature(check: SignatureToCheck, env: Environment): Checked {
  const halfMerged = findHalfMerged(check);
  if (halfMerged !== undefined) return { ok: false, why: halfMerged };
  const asWritten = { ...check, signers: withoutMark(check.signers) };
  const result = checkAs(asWritten, env);
  if (result.ok) return result;
  const signers = foldNames(asWritten.signers);
  const principal = fold(check.principal);
  if (principal === check.principal && Buffer.from(signers).equals(asWritten.signers)) return result;
  const folded = checkAs({ ...check, principal, signers }, env);
  return folded.ok || folded.why === revokedWhy ? folded : result;
}

function checkAs(check: SignatureToCheck, env: Environment): Checked {
  return withScratch(({ write }) => {
    const plain = [
      '-f',
      write('signers', check.signers),
      '-s',
      write('signature', armoured(check.signature)),
    ];
    const args =
      check.revoked === undefined ? plain : [...plain, '-r', write('revoked', withoutMark(check.revoked))];
    let key: string | undefined;
    for (const day of check.days) {
      const result = checkOn(day, args, check, env);
      if (!result.ok) {
        // Of a key that is revoked OpenSSH says no more than of one that it does not know.
        const isRevoked = args !== plain && checkOn(day, plain, check, env).ok;
        return isRevoked ? { ok: false, why: revokedWhy } : result;
      }
      key = result.key;
    }
    if (key === undefined) throw new Error('a signature has to be checked on some day');
    return { ok: true, key };
  });
}

const revokedWhy =
  'the key that signed it is among the revoked_keys of the base, or that file cannot be read';

/** YAML may have taken or added white space around the block. */
const armoured = (signature: string) => `${signature.replaceAll('\r\n', '\n').trim()}\n`;

function checkOn(day: string, args: readonly string[], check: SignatureToCheck, env: Environment): Checked {
  const time = `${day.replaceAll('-', '')}120000`;
  const all = [
    '-Y',
    'verify',
    ...args,
    '-I',
    check.principal,
    '-n',
    check.namespace,
    '-O',
    `verify-time=${time}`,
  ];
  const result = spawnSync('ssh-keygen', all, {
    input: check.statement,
    env: environment(env, []),
    timeout: checkLimitMs,
    windowsHide: true,
    encoding: 'utf8',
    maxBuffer: 1024 * 1024,
  });
  if (result.error !== undefined && !hasRefused(result)) throw couldNotRun(result.error);
  if (isTooOld(result.stderr)) throw tooOld(result.stderr);
  if (result.status !== 0) return { ok: false, why: whyRefused(result.stderr, result.stdout, check, day) };
  const key = /^Good ".*" signature for .* with \S+ key (SHA256:[A-Za-z0-9+/=]+)\s*$/s.exec(
    result.stdout,
  )?.[1];
  if (key !== undefined) return { ok: true, key };
  throw new Failure('undetermined', 'ssh-keygen said something that is not understood', {
    why: firstLine(result.stdout),
    next: 'install a current OpenSSH',
  });
}

/** A key or signature that is plainly no good is refused before the statement is read, which breaks the pipe. */
const hasRefused = ({
  error,
  status,
}: {
  readonly error?: Error | undefined;
  readonly status: number | null;
}) => (error as NodeJS.ErrnoException).code === 'EPIPE' && status !== null && status !== 0;

/** The reason in plain words, with ssh-keygen's own behind it. */
function whyRefused(
  stderr: string,
  stdout: string,
  { principal, namespace }: SignatureToCheck,
  day: string,
): string {
  const said = firstLine(stderr) || firstLine(stdout);
  if (/expired|not yet valid|verify time/i.test(stderr))
    return `the key that signed it was not good on ${day} (${said})`;
  if (/namespace/i.test(stderr)) return `it was signed for another purpose than ${namespace} (${said})`;
  if (/parse signature|invalid format|armor|incomplete message|missing header|decode/i.test(stderr)) {
    return `its signature is damaged (${said})`;
  }
  if (/incorrect signature/i.test(stderr))
    return `its signature is of something else than what it says (${said})`;
  return `its signature is not by a key that allowed_signers of the base gives ${principal} (${said || 'refused'})`;
}

function signStatement(statement: string, { keyFile, namespace }: KeyToSignWith, env: Environment): string {
  // Reading from a pipe would wait for ever; that there is nothing at all, ssh-keygen says itself.
  if (statSync(keyFile, { throwIfNoEntry: false })?.isFile() === false) {
    throw new Failure('misuse', `${keyFile} is no file`, {
      next: 'name a private key of yours, such as --sign ~/.ssh/id_ed25519',
    });
  }
  const result = spawnSync('ssh-keygen', ['-Y', 'sign', '-q', '-f', keyFile, '-n', namespace], {
    input: statement,
    env: environment(env, [
      'SSH_AUTH_SOCK',
      'SSH_ASKPASS',
      'SSH_ASKPASS_REQUIRE',
      'DISPLAY',
      'WAYLAND_DISPLAY',
      'TERM',
    ]),
    timeout: signLimitMs,
    windowsHide: true,
    encoding: 'utf8',
    maxBuffer: 1024 * 1024,
  });
  if (result.error !== undefined && !hasRefused(result)) throw couldNotRun(result.error);
  if (isTooOld(result.stderr)) throw tooOld(result.stderr);
  const signature = result.stdout.trim();
  if (result.status === 0 && signature.startsWith('-----BEGIN SSH SIGNATURE-----')) return `${signature}\n`;
  throw new Failure('misuse', `Nothing was signed with ${keyFile}`, {
    why: `ssh-keygen says: ${firstLine(result.stderr) || 'nothing'}`,
    next: 'name a private key of yours, such as --sign ~/.ssh/id_ed25519',
  });
}
