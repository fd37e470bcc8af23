import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namespace } from '../oracle/signatures.ts';
import type { Dice } from './random.ts';
import { people } from './texts.ts';

/** Whose keys there are: of people, and of nobody in particular. */
const owners = [
  'maya',
  'leo',
  'ines',
  'sam',
  'noor',
  'mallory',
  'old',
  'lost',
  'young',
  'shared',
  'other',
  'spare',
  'lent',
] as const;
export type KeyOwner = (typeof owners)[number];

/** Keys of OpenSSH, made once for many repositories. */
export interface Keys {
  /** The public half, as files of OpenSSH have it. */
  readonly publicKey: (owner: KeyOwner) => string;
  readonly sign: (owner: KeyOwner, statement: string, purpose?: string) => string;
}

/** Makes the keys with ssh-keygen, which signs with them, too. */
export function makeKeys(folder: string): Keys {
  mkdirSync(folder, { recursive: true });
  const run = (args: readonly string[], input = ''): string =>
    execFileSync('ssh-keygen', args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
  for (const name of owners) run(['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', join(folder, name)]);
  const made = new Map<string, string>();
  return {
    publicKey: (owner) => {
      const text = made.get(owner) ?? readFileSync(join(folder, `${owner}.pub`), 'utf8').trim();
      made.set(owner, text);
      return text;
    },
    sign: (owner, statement, purpose = namespace) =>
      run(['-Y', 'sign', '-q', '-f', join(folder, owner), '-n', purpose], statement),
  };
}

/** Whose key a person of the config signs with. */
export function keyOf(person: string | undefined): KeyOwner {
  if (person === 'double') return 'noor';
  if (person === 'tagged') return 'leo';
  return owners.find((owner) => owner === person) ?? 'mallory';
}

/**
 * A file of allowed signers with a line for each person, and with keys that ran out, begin too late, are for
 * something else, or are everybody's.
 */
export function signersFile(keys: Keys, dice: Dice): string {
  const purposes = dice.pick(['', '', `namespaces="${namespace}" `, `namespaces="file,${namespace}" `]);
  const ends = dice.chance(20) ? 'valid-before="20261231" ' : '';
  const lines = Object.entries(people).map(
    ([person, { email = '' }]) =>
      `${email} ${dice.chance(50) ? purposes : ends}${keys.publicKey(keyOf(person))}`,
  );
  const all = 'leo@example.com,Noor@example.com,sam@example.com,ines@example.com';
  return [
    '# Who signs with what',
    ...(dice.chance(10) ? dice.some(lines, lines.length - 1) : lines),
    `*@example.com valid-before="20261121" ${keys.publicKey('old')}`,
    `${all} ${keys.publicKey('lost')}`,
    `${all},maya@example.com ${keys.publicKey('shared')}`,
    `${all} valid-after="20261121" ${keys.publicKey('young')}`,
    `${all} namespaces="git" ${keys.publicKey('other')}`,
    `leo+spare@example.com,noor@example.com ${keys.publicKey('spare')}`,
    `maya@example.com namespaces="git" ${keys.publicKey('lent')}`,
    `${all} ${keys.publicKey('lent')}`,
    '',
  ].join('\n');
}
