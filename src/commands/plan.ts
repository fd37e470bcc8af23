import { Option } from 'commander';
import { leaderDeps, renderDeps } from '../app/workspace/rendering.ts';
import { openWorkspace } from '../app/workspace/workspace.ts';
import { writePage } from '../app/workspace/write-page.ts';
import type { Review } from '../domain/review.ts';
import { command } from '../lib/command.ts';
import { ExitCode } from '../lib/exit-code.ts';
import { Failure } from '../lib/failure.ts';
import { logText } from '../lib/safe-text.ts';
import type { Run } from '../ports/context.ts';
import { renderAgentCard, renderAgentCardHtml } from '../render/agent-card.ts';
import { renderCustomerNotice, renderCustomerNoticeHtml } from '../render/customer-notice.ts';
import { renderLeaderPage, renderLeaderPageHtml } from '../render/leader-page.ts';
import { type Define, type Given, showExamples } from './flags.ts';

interface PlanOptions {
  readonly id: string;
  readonly reader: 'agent' | 'leader' | 'customer';
  readonly segment: string | undefined;
  readonly html: boolean;
  /** A file to write to, from the current folder. */
  readonly out: string | undefined;
  readonly force: boolean;
}

interface PlanFlags extends Given<PlanOptions> {
  readonly for: PlanOptions['reader'];
}

/** Flags, help and examples. */
export const define: Define<PlanOptions> = (command, call) => {
  showExamples(command, [
    'cx-review plan pro-plan --for agent',
    'cx-review plan pro-plan --for customer --segment loyal --html --out notice.html',
    'cx-review plan pro-plan --for leader',
  ])
    .addOption(
      new Option('--for <reader>', 'who reads it')
        .choices(['agent', 'leader', 'customer'] satisfies PlanOptions['reader'][])
        .default('agent'),
    )
    .option('--segment <id>', 'for one group of customers')
    .option('--html', 'a page to print, complete in one file')
    .option('--out <file>', 'write to a file instead of standard output')
    .option('--force', 'replace the file if it exists')
    .action((id: string, { for: reader, segment, html = false, out, force = false }: PlanFlags) =>
      call({ id, reader, segment, html, out, force }),
    );
};

const pages = {
  agent: { markdown: renderAgentCard, html: renderAgentCardHtml },
  customer: { markdown: renderCustomerNotice, html: renderCustomerNoticeHtml },
  leader: { markdown: renderLeaderPage, html: renderLeaderPageHtml },
};

/** Nobody has to be told of what does not happen, and a card for it would only alarm whoever finds it. */
function refuseDropped(id: string, { verdict }: Review, reader: PlanOptions['reader']): void {
  if (verdict?.decision !== 'drop' || reader === 'leader') return;
  const nothing = reader === 'agent' ? 'agents have nothing to tell' : 'customers have nothing to be told';
  throw new Failure('misuse', `Good news: ${id} is not done, so ${nothing}.`, {
    why: 'the verdict is to drop it; the leader’s page says what decided that, and what would change the mind',
    next: [command('cx-review', 'plan', id, '--for', 'leader')],
  });
}

/** Prints one of the three pages of a review, each out of the same source. */
export const run: Run<PlanOptions> = async ({ id, reader, segment, html, out, force }, context) => {
  const workspace = openWorkspace(context);
  const stored = workspace.find(id);
  const { review } = stored;
  refuseDropped(stored.id, review, reader);
  const content = await workspace.content();
  // The simulation takes longer than all else, and only leaders see figures and what decides it.
  const deps = reader === 'leader' ? leaderDeps(workspace, content, review) : renderDeps(workspace, content);
  const page = pages[reader][html ? 'html' : 'markdown'](review, deps, { segment });
  if (out !== undefined) writePage(context, out, page, force);
  else context.stdout.write(html ? page : logText(page, { lines: true }));
  return ExitCode.pass;
};
