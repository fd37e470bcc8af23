import { renderDeps } from '../app/workspace/rendering.ts';
import { openWorkspace } from '../app/workspace/workspace.ts';
import { writePage } from '../app/workspace/write-page.ts';
import { evaluateReview } from '../economics/evaluate-review.ts';
import { ExitCode } from '../lib/exit-code.ts';
import { terminalText } from '../lib/safe-text.ts';
import type { Run } from '../ports/context.ts';
import { renderAgentCard, renderAgentCardHtml } from '../render/agent-card.ts';
import { renderCustomerNotice, renderCustomerNoticeHtml } from '../render/customer-notice.ts';
import { renderLeaderPage, renderLeaderPageHtml } from '../render/leader-page.ts';

interface PlanOptions {
  readonly id: string;
  readonly reader: 'agent' | 'leader' | 'customer';
  readonly segment: string | undefined;
  readonly html: boolean;
  /** A file to write to, from the current folder. */
  readonly out: string | undefined;
  readonly force: boolean;
}

const pages = {
  agent: { markdown: renderAgentCard, html: renderAgentCardHtml },
  customer: { markdown: renderCustomerNotice, html: renderCustomerNoticeHtml },
  leader: { markdown: renderLeaderPage, html: renderLeaderPageHtml },
};

/** Prints one of the three pages of a review, each out of the same source. */
export const run: Run<PlanOptions> = async ({ id, reader, segment, html, out, force }, context) => {
  const workspace = openWorkspace(context);
  const { review } = workspace.find(id);
  const deps = {
    ...renderDeps(workspace, await workspace.content()),
    // The simulation takes longer than all else, and only leaders see figures.
    economics: reader === 'leader' ? evaluateReview(review) : undefined,
  };
  const page = pages[reader][html ? 'html' : 'markdown'](review, deps, { segment });
  if (out !== undefined) writePage(context, out, page, force);
  else context.stdout.write(html ? page : terminalText(page, { lines: true }));
  return ExitCode.pass;
};
