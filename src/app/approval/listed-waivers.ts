import { governedDigest, wordsInForce } from '../../domain/approval.ts';
import type { Config } from '../../domain/config.ts';
import { nameOf } from '../../domain/people.ts';
import type { Approval, PolicyFile } from '../../domain/review.ts';
import { type Waiver, waiverDigest, waiverSubject } from '../../domain/waiver.ts';
import { Failure } from '../../lib/failure.ts';
import { displayPath } from '../../lib/repository-path.ts';
import { logText } from '../../lib/safe-text.ts';
import type { Style } from '../../lib/style.ts';
import { listedInPart } from '../../lib/words.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { dateInWords, describeWords } from './standing.ts';
import { readStoredWaiver, waiverIds } from './stored-waiver.ts';

interface Entry {
  /** As approvals and commands call it: `waivers/ID`. */
  readonly id: string;
  readonly reason: string | null;
  readonly owner: string | null;
  readonly expires: string | null;
  /** Id of the review that it names. */
  readonly review: string | null;
  /** Whether the file can be read as a waiver at all. */
  readonly valid: boolean;
}

/** A waiver with what the list says of it. */
export interface ListedWaiver {
  readonly entry: Entry;
  readonly facts: readonly string[];
}

/** The approvals that are of the waiver as it is, and every no that nobody has lifted; signatures are the gate's business. */
export function waiverWords(waiver: Waiver): readonly Approval[] {
  const [digest, files] = [waiverDigest(waiver), governedDigest((waiver.files ?? []) as PolicyFile[])];
  return wordsInForce(
    (waiver.approvals ?? []) as Approval[],
    (approval) => approval.digest === digest && approval.files === files,
  );
}

/** What is owed for a waiver, by whom, and who let it through. */
export function waiverFacts(waiver: Waiver, { people }: Config, today: string): string[] {
  const { owner, expires, review, files = [] } = waiver;
  const isLate = expires !== undefined && expires < today;
  const day = expires === undefined ? 'no day' : dateInWords(expires);
  const who = nameOf(owner, people) ?? 'somebody';
  return [
    listedInPart(
      files.flatMap(({ path }) => (path === undefined ? [] : [displayPath(path)])),
      2,
    ),
    review !== undefined
      ? `its review is ${review}`
      : isLate
        ? `ran out on ${day}: ${who} owes its review`
        : `${who} owes its review by ${day}`,
    describeWords(waiverWords(waiver), people) ?? 'not approved',
  ].filter((fact) => fact !== '');
}

/** Every waiver on disk, oldest first as their names begin with the date. */
export function listedWaivers({ files, config }: Workspace, today: string): ListedWaiver[] {
  return waiverIds(files).map((id): ListedWaiver => {
    const name = waiverSubject(id);
    try {
      const { waiver } = readStoredWaiver(id, files);
      const { reason = null, owner = null, expires = null, review = null } = waiver;
      return {
        entry: { id: name, reason, owner, expires, review, valid: true },
        facts: waiverFacts(waiver, config(), today),
      };
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'invalid') throw error;
      const nothing = { reason: null, owner: null, expires: null, review: null };
      return {
        entry: { id: name, ...nothing, valid: false },
        facts: [`not a valid waiver: ${error.message}`],
      };
    }
  });
}

export function describeWaiver({ entry, facts }: ListedWaiver, style: Style): string {
  const title = style.bold(`Waiver: ${logText(entry.reason ?? 'no reason')}`);
  return `${title}\n  ${logText(entry.id)}\n  ${facts.map((fact) => logText(fact)).join(' · ')}\n`;
}
