import type { Finding, Severity } from '../domain/finding.ts';
import { type Command, command } from '../lib/command.ts';
import type { Hint } from '../lib/hint.ts';
import { displayPath } from '../lib/repository-path.ts';
import { terminalText } from '../lib/safe-text.ts';
import type { Level } from './policies.ts';
import { type GateRuleName, gateRules } from './rules.ts';

/** A fault of the gate with what is particular to it. */
interface Fault {
  readonly message: string;
  /** What mends it: a command to paste, at most with a few words and a colon in front. */
  readonly hint: Hint;
  readonly severity?: Severity;
  /** Path in the review. */
  readonly path?: string;
  readonly review?: string;
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

const oneLine = (text: string) => terminalText(displayPath(text));

const partInOneLine = (part: string | Command) => (typeof part === 'string' ? oneLine(part) : part);

export function finding(rule: GateRuleName, fault: Fault): Finding {
  const { severity, path = '', ...rest } = fault;
  const known = gateRules.find(({ name }) => name === rule);
  return {
    ...rest,
    rule,
    path,
    // Names that are not UTF-8 come up in all of them.
    file: displayPath(fault.file),
    // A name, a reason or a note can hold line breaks, and no line of what we say is to be somebody else's.
    message: oneLine(fault.message),
    hint: typeof fault.hint === 'string' ? oneLine(fault.hint) : fault.hint.map(partInOneLine),
    severity: severity ?? known?.severity ?? 'error',
    class: known?.class ?? 'gap',
  };
}

/** The command that approves a review or a waiver; where that is to be signed, with the key that most people have. */
export function approveCommand(
  subject: string,
  role: string,
  level: Level,
  base: string | undefined,
): Command {
  const sign = level === 'signed' ? ['--sign', '~/.ssh/id_ed25519'] : [];
  const from = base === undefined ? [] : ['--base', base];
  return command('cx-review', 'approve', subject, '--role', role, ...sign, ...from);
}
