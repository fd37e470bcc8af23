import { Option } from 'commander';
import { describeWaiver, type ListedWaiver, listedWaivers } from '../app/approval/listed-waivers.ts';
import { changedSince, dateInWords, expiryInWords, standingInWords } from '../app/approval/standing.ts';
import { refuseSparseCheckout } from '../app/workspace/sparse-checkout.ts';
import { type AnyReview, openWorkspace, sayUnread, type Workspace } from '../app/workspace/workspace.ts';
import { listUnanswered } from '../domain/agenda.ts';
import { standingOf } from '../domain/approval.ts';
import type { Config } from '../domain/config.ts';
import type { Content } from '../domain/content.ts';
import { pathOfReview, reviewsFolder } from '../domain/repository-layout.ts';
import type { Review } from '../domain/review.ts';
import { jsonText } from '../formatters/json-text.ts';
import { detached } from '../lib/detached.ts';
import { ExitCode } from '../lib/exit-code.ts';
import { Failure } from '../lib/failure.ts';
import { displayPath } from '../lib/repository-path.ts';
import { logText } from '../lib/safe-text.ts';
import type { Style } from '../lib/style.ts';
import { counted, listed, listedInPart, plural } from '../lib/words.ts';
import type { Run } from '../ports/context.ts';
import { type Define, type Given, showExamples } from './flags.ts';

interface ListOptions {
  readonly status: 'draft' | 'proposed' | 'closed' | undefined;
  readonly json: boolean;
}

/** Flags, help and examples. */
export const define: Define<ListOptions> = (command, call) => {
  showExamples(command, ['cx-review list', 'cx-review list --status draft --json'])
    .addOption(
      new Option('--status <status>', 'only reviews with this status').choices([
        'draft',
        'proposed',
        'closed',
      ] satisfies ListOptions['status'][]),
    )
    .option('--json', 'print as JSON')
    .action(({ status, json = false }: Given<ListOptions>) => call({ status, json }));
};

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

/** What stands in the list of a review, and all that is kept of it. */
interface Line {
  readonly entry: Entry;
  /** For people to read. */
  readonly standing: string;
  readonly expiry: string | undefined;
  /** What it lists of policy files, to see whether they have changed since. */
  readonly listed: Pick<Review, 'policy'>;
}

function buildEntry(
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
    open: listUnanswered(review, content).length,
    valid: problems.length === 0,
  };
}

/** A decision that was taken back in time is the best a review can do, so it is counted where everybody sees it. */
function countStopped(lines: readonly Line[]): string | undefined {
  const count = (verdict: string) => lines.filter(({ entry }) => entry.verdict === verdict).length;
  const [dropped, revised] = [count('drop'), count('revise')];
  if (dropped + revised === 0) return undefined;
  const parts = [
    revised > 0 && `${counted(revised, 'change was', 'changes were')} sent back to be made better`,
    dropped > 0 && `${counted(dropped, 'change was', 'changes were')} not done`,
  ].filter((part): part is string => Boolean(part));
  return `Before it reached a customer, ${listed(parts)}. That is what reviews are for.`;
}

function describe({ entry, standing, expiry }: Line, changed: readonly string[], style: Style): string {
  const facts = [
    entry.valid ? standing : 'not a valid review: cx-review check says why',
    changed.length > 0 &&
      `${listedInPart(changed.map(displayPath), 2)} ${plural(changed.length, 'has', 'have')} changed since`,
    entry.depth,
    entry.verdict && `verdict ${entry.verdict}`,
    expiry,
    entry.effective && `effective ${dateInWords(entry.effective)}`,
    entry.valid && (entry.open > 0 ? `${entry.open} still open` : 'nothing open'),
  ].filter((fact): fact is string => Boolean(fact));
  const title = entry.title === null ? 'no title yet' : logText(entry.title);
  return `${style.bold(title)}\n  ${logText(entry.id)}\n  ${facts.map((fact) => logText(fact)).join(' · ')}\n`;
}

/** A file that cannot even be read as YAML is listed as what it is, and hides no other. */
function opened(id: string, workspace: Workspace): AnyReview | undefined {
  try {
    return workspace.read(id);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'invalid') throw error;
    return undefined;
  }
}

function unreadable(id: string): Entry {
  const nothing = { title: null, situation: null, depth: null, verdict: null, effective: null };
  return {
    id,
    path: pathOfReview(id),
    ...nothing,
    status: 'draft',
    standing: 'draft',
    open: 0,
    valid: false,
  };
}

interface Surroundings {
  readonly workspace: Workspace;
  readonly config: Config;
  readonly content: Content;
  readonly today: string;
}

function buildLine(id: string, { workspace, config, content, today }: Surroundings): Line {
  const file = opened(id, workspace);
  const entry = file === undefined ? unreadable(id) : buildEntry(file, content);
  const review = file?.review;
  if (review === undefined) return detached({ entry, standing: '', expiry: undefined, listed: {} });
  return detached({
    entry,
    standing: standingInWords(review, config.people),
    expiry: expiryInWords(review, config, today),
    listed: entry.status === 'closed' || review.policy === undefined ? {} : { policy: review.policy },
  });
}

/** Lists the reviews and waivers: what each is, where it stands, how much is still open or owed. */
export const run: Run<ListOptions> = async ({ status, json }, context) => {
  refuseSparseCheckout(context);
  const workspace = openWorkspace(context);
  const content = await workspace.content();
  const surroundings = { workspace, config: workspace.config(), content, today: context.today };
  const progress = context.progress('Read {done} of {total} reviews', workspace.ids().length);
  const all = workspace.ids().map((id) => {
    progress.step();
    return buildLine(id, surroundings);
  });
  progress.end();
  const lines = all.filter(({ entry }) => status === undefined || entry.status === status);
  const waivers = status === undefined ? listedWaivers(workspace, context.today) : [];
  if (json) {
    const reviews = lines.map(({ entry }) => entry);
    const stopped = {
      revise: reviews.filter(({ verdict }) => verdict === 'revise').length,
      drop: reviews.filter(({ verdict }) => verdict === 'drop').length,
    };
    const data = { version: 1, reviews, waivers: waivers.map(({ entry }: ListedWaiver) => entry), stopped };
    context.stdout.write(jsonText(data));
  } else if (lines.length + waivers.length > 0) {
    const reviews = lines.map(({ listed }) => listed);
    const changed = changedSince(reviews, workspace.files, context.git);
    context.stdout.write(
      [
        ...lines.map((line) => describe(line, changed(line.listed), context.style)),
        ...waivers.map((waiver) => describeWaiver(waiver, context.style)),
        ...[countStopped(lines)].flatMap((sentence) => (sentence === undefined ? [] : [`${sentence}\n`])),
      ].join('\n'),
    );
  } else if (workspace.unread().length === 0) {
    const which = status === undefined ? 'no review' : `no review with status ${status}`;
    context.stderr.write(`There is ${which} in ${reviewsFolder}/ yet. Start one with: cx-review\n`);
  }
  sayUnread(workspace, context);
  const isAllValid =
    [...lines, ...waivers].every(({ entry }) => entry.valid) && workspace.unread().length === 0;
  return isAllValid ? ExitCode.pass : ExitCode.findings;
};
