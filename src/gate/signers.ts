import { fingerprintOf } from '../lib/ssh-key.ts';
import { foldedAddress } from './persons.ts';

/** A line of `allowed_signers`: whom it gives a key. */
interface Signer {
  /** Addresses, or patterns of them with `*` and `?`; a `!` in front takes out. */
  readonly names: readonly string[];
  readonly fingerprint: string;
}

/** Names, perhaps in quotes; options, whose values may be in quotes; the kind of the key, and the key. */
const linePattern =
  /^[ \t]*(?:"([^"]*)"|([^\s"#]\S*))[ \t]+(?:.*?[ \t])??((?:sk-)?(?:ssh|ecdsa)-[^\s"]+)[ \t]+([A-Za-z0-9+/]+=*)/;

/** The lines of a file of allowed signers that give somebody a key. */
function readSigners(text: string): Signer[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, quoted, plain = '', , key] = linePattern.exec(line) ?? [];
    if (key === undefined) return [];
    return [{ names: (quoted ?? plain).split(','), fingerprint: fingerprintOf(Buffer.from(key, 'base64')) }];
  });
}

const isPattern = (name: string): boolean => /[*?]/.test(name);

/** Whether an address is meant by the pattern, in which * stands for any text and ? for one character. Cost: at most pattern × address. */
function isMeant(pattern: string, address: string): boolean {
  let [at, star, resume] = [0, -1, 0];
  let index = 0;
  while (index < address.length) {
    if (pattern[at] === '*') {
      [star, resume] = [at, index];
      at += 1;
    } else if (pattern[at] === '?' || pattern[at] === address[index]) {
      at += 1;
      index += 1;
    } else if (star !== -1) {
      resume += 1;
      [at, index] = [star + 1, resume];
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}

function gives({ names }: Signer, address: string): boolean {
  const [plain, folded] = [address.toLowerCase(), foldedAddress(address)];
  const matches = (name: string) =>
    isPattern(name) ? isMeant(name.toLowerCase(), plain) : foldedAddress(name) === folded;
  return (
    names.some((name) => !name.startsWith('!') && matches(name)) &&
    !names.some((name) => name.startsWith('!') && matches(name.slice(1)))
  );
}

/**
 * Whether a file of allowed signers gives a key to an address, for whatever purpose and time. This asks whose a key
 * is, and not what it may sign: a key that the author of a change has for something else is the author's all the same.
 */
export function findKeyOwners(text: string): (fingerprint: string, address: string) => boolean {
  const signers = readSigners(text);
  return (fingerprint, address) =>
    signers.some((signer) => signer.fingerprint === fingerprint && gives(signer, address));
}
