import type { Finding, Severity } from '../domain/finding.ts';
import { displayPath } from '../lib/repository-path.ts';
import { terminalText } from '../lib/safe-text.ts';
import type { Level } from './policies.ts';
import { type GateRuleName, gateRules } from './rules.ts';

/** A fault of the gate with what is particular to it. */
interface Fault {
  readonly message: string;
  /** What mends it: a command to paste, at most with a few words and a colon in front. */
  readonly hint: string;
  readonly severity?: Severity;
  /** Path in the review. */
  readonly path?: string;
  readonly review?: string;
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

const oneLine = (text: string) => terminalText(displayPath(text));

export function finding(rule: GateRuleName, fault: Fault): Finding {
  const { severity, path = '', ...rest } = fault;
  const usual = gateRules.find(({ name }) => name === rule)?.severity ?? 'error';
  return {
    ...rest,
    rule,
    path,
    // Names that are not UTF-8 come up in all of them.
    file: displayPath(fault.file),
    // A name, a reason or a note can hold line breaks, and no line of what we say is to be somebody else's.
    message: oneLine(fault.message),
    hint: oneLine(fault.hint),
    severity: severity ?? usual,
  };
}

/** How signing is asked for in a command to paste: with the key that most people have. */
export const signFlag = (level: Level): string => (level === 'signed' ? ' --sign ~/.ssh/id_ed25519' : '');

/** `a`, `a and b`, `a, b and c`, with the rest counted. */
export function listed(words: readonly string[], most = 5): string {
  const shown = words.length > most ? [...words.slice(0, most), `${words.length - most} more`] : words;
  return shown.length <= 1 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
