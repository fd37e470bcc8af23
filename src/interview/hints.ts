import type { Finding } from '../domain/finding.ts';
import { getPath } from '../lib/path.ts';
import { markShown, type Session } from './session.ts';
import type { State } from './state.ts';

/** Rules about what is not there yet: in the middle of an interview the person knows that. */
const aboutAbsence: ReadonlySet<string> = new Set(['unanswered-question']);

const nameOf = ({ rule, path }: Finding): string => `finding ${rule} ${path}`;

/** What the rules said before the answer, and say after it. */
interface Judged {
  /** Left out while a list is being filled in, where half of it would be judged. */
  readonly before?: readonly Finding[];
  readonly after: readonly Finding[];
}

/** Findings that speak of an answer just given, or of an earlier one that it contradicts, each of them once. */
export function hintsFor(
  { before, after }: Judged,
  paths: readonly string[],
  { review, session }: Pick<State, 'review' | 'session'>,
): { readonly hints: readonly Finding[]; readonly session: Session } {
  const known = new Set(before?.map(nameOf));
  const isAboutIt = ({ path, also = [] }: Finding): boolean =>
    paths.some((one) =>
      [path, ...also.map((place) => place.path)].some((at) => at === one || at.startsWith(`${one}.`)),
    );
  // A whole section is judged when it is whole; here it is one answer against another.
  const isOneAnswer = ({ path }: Finding): boolean =>
    !['undefined', 'object'].includes(typeof getPath(review, path));
  const contradictsEarlier = (finding: Finding): boolean =>
    before !== undefined && !known.has(nameOf(finding)) && isOneAnswer(finding);
  const hints = after.filter(
    (finding) =>
      !aboutAbsence.has(finding.rule) &&
      !session.shown.includes(nameOf(finding)) &&
      (isAboutIt(finding) || contradictsEarlier(finding)),
  );
  return { hints, session: hints.reduce((now, finding) => markShown(now, nameOf(finding)), session) };
}
