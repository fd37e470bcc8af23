import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Context, Run } from '../context.ts';
import { ExitCode } from '../domain/exit-code.ts';
import { Failure } from '../domain/failure.ts';
import { terminalText } from '../domain/safe-text.ts';
import { renderAgentCard, renderAgentCardHtml } from '../render/agent-card.ts';
import { renderCustomerNotice, renderCustomerNoticeHtml } from '../render/customer-notice.ts';
import { renderLeaderPage, renderLeaderPageHtml } from '../render/leader-page.ts';
import { economicsOf, renderDeps } from './rendering.ts';
import { openWorkspace } from './workspace.ts';

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

/** Writes a page that a person asked for, at the place that they named. */
function writePage(context: Context, out: string, text: string, force: boolean): void {
  const target = resolve(context.cwd, out);
  const inside = relative(context.root, target);
  const isInside = inside !== '' && !inside.startsWith(`..${sep}`) && inside !== '..' && !isAbsolute(inside);
  const folder = isInside ? context.root : resolve(target, '..');
  const path = relative(folder, target).split(sep).join('/');
  const files = context.filesBelow(folder);
  if (!force && files.exists(path)) {
    throw new Failure('misuse', `${out} exists already.`, {
      place: { file: out },
      why: "it may be somebody's work, so it is not replaced unasked",
      next: 'Give --force, or another name.',
    });
  }
  files.replace(path, text);
  context.stderr.write(`Written: ${terminalText(out)}\n`);
}

/** Prints one of the three pages of a review, each out of the same source. */
export const run: Run<PlanOptions> = async ({ id, reader, segment, html, out, force }, context) => {
  const workspace = openWorkspace(context);
  const { review } = workspace.find(id);
  const deps = {
    ...renderDeps(workspace, await workspace.content()),
    // The simulation takes longer than all else, and only leaders see figures.
    economics: reader === 'leader' ? economicsOf(review) : undefined,
  };
  const page = pages[reader][html ? 'html' : 'markdown'](review, deps, { segment });
  if (out !== undefined) writePage(context, out, page, force);
  else context.stdout.write(html ? page : terminalText(page, { lines: true }));
  return ExitCode.pass;
};
