import { isNo } from '../../domain/approval.ts';
import { approveCommand } from '../../gate/finding.ts';
import { gateSituation } from '../../gate/policies.ts';
import { type Command, command } from '../../lib/command.ts';
import { type ToApprove, whoCan, wordsForThis } from './approver.ts';
import { describeNo } from './standing.ts';
import { requirementFor } from './subject.ts';

const mostNamed = 4;

/**
 * What is still to be approved, by whom, and whose no stands, with the commands; nothing where nobody has to.
 * @param base what `--base` says, for the commands
 */
export function listOpenApprovals(toApprove: ToApprove, base: string | undefined): (string | Command)[] {
  const { subject, working } = toApprove;
  const { roles, level } = requirementFor(subject, working);
  const given = wordsForThis(subject, working).filter(({ decision }) => decision === 'approve');
  const open = roles.filter((role) => !given.some((approval) => approval.role === role));
  const opposed = subject.words
    .filter(isNo)
    .flatMap((no) => [
      describeNo(no, working.config.people),
      approveCommand(subject.name, no.role ?? '', level, base),
    ]);
  const missing = open.flatMap((role) => {
    const able = whoCan(role, given, toApprove);
    return able.length === 0
      ? [
          `It takes an approval as ${role}, which nobody can give. Give the role to somebody else first:`,
          command('cx-review', 'new', '--situation', gateSituation),
        ]
      : [
          `${able.slice(0, mostNamed).join(' or ')} approves as ${role}:`,
          approveCommand(subject.name, role, level, base),
        ];
  });
  return [...opposed, ...missing];
}
