import type { Finding } from '../domain/finding.ts';
import { markShown, type Session } from './session.ts';

/** Rules about what is not there yet: in the middle of an interview that is no news. */
const aboutAbsence: ReadonlySet<string> = new Set(['unanswered-question']);

const nameOf = ({ rule, path }: Finding): string => `finding ${rule} ${path}`;

/** Findings that speak of an answer just given, each of them once. */
export function hintsFor(
  findings: readonly Finding[],
  paths: readonly string[],
  session: Session,
): { readonly hints: readonly Finding[]; readonly session: Session } {
  const hints = findings.filter(
    (finding) =>
      !aboutAbsence.has(finding.rule) &&
      !session.shown.includes(nameOf(finding)) &&
      paths.some((path) => finding.path === path || finding.path.startsWith(`${path}.`)),
  );
  return { hints, session: hints.reduce((now, finding) => markShown(now, nameOf(finding)), session) };
}
