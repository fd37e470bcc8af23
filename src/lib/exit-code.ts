import type { FailureKind } from './failure.ts';

/** Every exit code of the program. Nothing else assigns one. */
export const ExitCode = {
  pass: 0,
  findings: 1,
  misuse: 2,
  undetermined: 3,
  conflict: 4,
  bug: 70,
  cancelled: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

const ofKind: Record<FailureKind, ExitCode> = {
  misuse: ExitCode.misuse,
  invalid: ExitCode.findings,
  undetermined: ExitCode.undetermined,
  conflict: ExitCode.conflict,
  cancelled: ExitCode.cancelled,
};

/** The exit code that a failure of this kind ends the program with. */
export function exitCodeOf(kind: FailureKind): ExitCode {
  return ofKind[kind];
}
