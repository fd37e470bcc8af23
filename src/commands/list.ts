import type { Run } from '../context.ts';
import { unansweredOf } from '../domain/agenda.ts';
import { standingOf } from '../domain/approval.ts';
import type { Content } from '../domain/content.ts';
import { ExitCode } from '../domain/exit-code.ts';
import { Failure } from '../domain/failure.ts';
import { terminalText } from '../domain/safe-text.ts';
import type { Style } from '../domain/style.ts';
import { type AnyReview, openWorkspace, reviewPath, reviewsFolder, type Workspace } from './workspace.ts';

interface ListOptions {
  readonly status: 'draft' | 'proposed' | 'closed' | undefined;
  readonly json: boolean;
}

interface Entry {
  readonly id: string;
  readonly path: string;
  readonly title: string | null;
  readonly situation: string | null;
  readonly depth: string | null;
  readonly status: string;
  readonly standing: string;
  readonly verdict: string | null;
  readonly effective: string | null;
  /** Questions that are still to be answered. */
  readonly open: number;
  /** Whether the file can be read as a review at all. */
  readonly valid: boolean;
}

function entryOf(
  { id, path, review = { schema: 'cx-review/1' }, problems }: AnyReview,
  content: Content,
): Entry {
  return {
    id,
    path,
    title: review.title ?? null,
    situation: review.situation ?? null,
    depth: review.depth ?? null,
    status: review.status ?? 'draft',
    standing: standingOf(review),
    verdict: review.verdict?.decision ?? null,
    effective: review.change?.dates?.effective ?? null,
    open: unansweredOf(review, content).length,
    valid: problems.length === 0,
  };
}

function describe(entry: Entry, style: Style): string {
  const facts = [
    entry.valid ? entry.standing : 'not a valid review: cx-review check says why',
    entry.depth,
    entry.verdict && `verdict ${entry.verdict}`,
    entry.effective && `effective ${entry.effective}`,
    entry.valid && (entry.open > 0 ? `${entry.open} still open` : 'nothing open'),
  ].filter((fact): fact is string => Boolean(fact));
  const title = entry.title === null ? 'no title yet' : terminalText(entry.title);
  return `${style.bold(title)}\n  ${terminalText(entry.id)}\n  ${facts.map((fact) => terminalText(fact)).join(' · ')}\n`;
}

/** A file that cannot even be read as YAML is listed as what it is, and hides no other. */
function listed(id: string, workspace: Workspace, content: Content): Entry {
  try {
    return entryOf(workspace.read(id), content);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'invalid') throw error;
    const nothing = { title: null, situation: null, depth: null, verdict: null, effective: null };
    return {
      id,
      path: reviewPath(id),
      ...nothing,
      status: 'draft',
      standing: 'draft',
      open: 0,
      valid: false,
    };
  }
}

/** Lists the reviews: what each is, where it stands, how much is still open. */
export const run: Run<ListOptions> = async ({ status, json }, context) => {
  const workspace = openWorkspace(context);
  const content = await workspace.content();
  const entries = workspace
    .ids()
    .map((id) => listed(id, workspace, content))
    .filter((entry) => status === undefined || entry.status === status);
  if (json) {
    context.stdout.write(`${JSON.stringify({ version: 1, reviews: entries }, null, 2)}\n`);
  } else if (entries.length > 0) {
    context.stdout.write(entries.map((entry) => describe(entry, context.style)).join('\n'));
  } else {
    const which = status === undefined ? 'no review' : `no review with status ${status}`;
    context.stderr.write(`There is ${which} in ${reviewsFolder}/ yet. Start one with: cx-review\n`);
  }
  return entries.every(({ valid }) => valid) ? ExitCode.pass : ExitCode.findings;
};
