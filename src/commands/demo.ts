import { resolve } from 'node:path';
import { createReview } from '../app/workspace/create-review.ts';
import { renderDeps, writeMarkdown } from '../app/workspace/rendering.ts';
import { openWorkspace, valid, type Workspace } from '../app/workspace/workspace.ts';
import { readReview } from '../document/review.ts';
import { listUnanswered } from '../domain/agenda.ts';
import type { Content } from '../domain/content.ts';
import { configFile, pathOfPage, pathOfReview } from '../domain/repository-layout.ts';
import type { Review } from '../domain/review.ts';
import examples from '../generated/examples.json' with { type: 'json' };
import { buildReplay, type ReplayedQuestion } from '../interview/replay.ts';
import { newSession } from '../interview/session.ts';
import { command } from '../lib/command.ts';
import { ExitCode } from '../lib/exit-code.ts';
import { Failure } from '../lib/failure.ts';
import { logText } from '../lib/safe-text.ts';
import type { Style } from '../lib/style.ts';
import { wrapText } from '../lib/wrap.ts';
import type { Context, Run } from '../ports/context.ts';
import { renderAgentCard } from '../render/agent-card.ts';
import { type Define, type Given, showExamples } from './flags.ts';

interface DemoOptions {
  /** Folder to write into; a new one in the temporary folder if undefined. */
  readonly out: string | undefined;
}

/** Flags, help and examples. */
export const define: Define<DemoOptions> = (command, call) => {
  showExamples(command, ['cx-review demo', 'cx-review demo --out /tmp/somewhere'])
    .option('--out <folder>', 'write into this folder (a new one in the temporary folder if left out)')
    .action(({ out }: Given<DemoOptions>) => call({ out }));
};

/** The review of a fictional company that the demo replays. */
function exampleReview(): Review {
  const { review } = readReview(
    new TextEncoder().encode(examples['price-rise']),
    'templates/examples/price-rise.yaml',
  );
  if (review === undefined) throw new Error('The shipped example is not a valid review.');
  return review;
}

function showQuestion(
  question: ReplayedQuestion,
  questions: number,
  { width, bold, dim, cyan }: Style,
): string {
  const lines = [
    dim(`Question ${question.number} of ${questions}`),
    bold(
      wrapText(question.group === undefined ? question.ask : `${question.ask} (${question.group})`, width),
    ),
    dim(wrapText(question.why, width, { indent: '  ' })),
  ];
  for (const { label, answers } of question.answers) {
    lines.push(wrapText(`${label}:`, width, { indent: '  ' }));
    lines.push(
      ...answers.map((answer) =>
        cyan(wrapText(logText(answer, { lines: true }), width, { indent: '  > ', hanging: '    ' })),
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The whole interview as it ran, section by section. */
function showInterview(questions: readonly ReplayedQuestion[], style: Style): string {
  const count = Math.max(...questions.map(({ number }) => number));
  let section = '';
  return questions
    .map((question) => {
      const heading = question.section === section ? '' : `${style.underline(question.sectionTitle)}\n\n`;
      section = question.section;
      return heading + showQuestion(question, count, style);
    })
    .join('\n');
}

function showOpen(review: Review, content: Content): string {
  const open = listUnanswered(review, content);
  if (open.length === 0) return 'Still open: nothing is left to answer. Next come the approvals.\n';
  return `Still open:\n${open.map(({ question, row }) => `  - ${question.ask}${row === undefined ? '' : ` (${row.name})`}\n`).join('')}`;
}

/** A folder with the example's config in it, as a repository of its own. */
function prepareFolder(
  out: string | undefined,
  context: Context,
): { readonly folder: string; readonly workspace: Workspace } {
  const folder = out === undefined ? context.makeTemporaryFolder() : resolve(context.cwd, out);
  const parent = context.filesBelow(resolve(folder, '..'));
  const name = folder.split(/[\\/]/).at(-1) ?? '';
  if (out !== undefined && parent.list(name).length > 0) {
    throw new Failure('misuse', `${out} is not empty.`, {
      place: { file: out },
      why: 'the demo writes only into a folder of its own',
      next: [command('cx-review', 'demo', '--out', 'another-folder')],
    });
  }
  parent.replace(`${name}/${configFile}`, examples.config);
  return { folder, workspace: openWorkspace({ root: folder, filesBelow: context.filesBelow }) };
}

/** Does the main job on a shipped example without asking anything. */
export const run: Run<DemoOptions> = async ({ out }, context) => {
  const { stdout, style } = context;
  const { folder, workspace } = prepareFolder(out, context);
  const content = await workspace.content();
  const review = exampleReview();
  const state = {
    review,
    content,
    session: newSession(),
    config: workspace.config(),
    today: context.today,
    suggested: {},
  };
  stdout.write(
    `${wrapText('This is an interview as it ran. The company, its people and its figures are made up. Each question comes with the reason why it is asked; the answers are marked with >.', style.width)}\n\n`,
  );
  stdout.write(showInterview(buildReplay(state), style));
  const id = await createReview(workspace, { ...review, status: 'draft' }, context);
  writeMarkdown(workspace, content, valid(workspace.read(id)));
  const [first] = review.customers?.segments ?? [];
  stdout.write(`\n${style.underline('The card for the people who take the calls')}\n\n`);
  stdout.write(
    logText(renderAgentCard(review, renderDeps(workspace, content), { segment: first?.id }), {
      lines: true,
    }),
  );
  stdout.write(`\n${showOpen(review, content)}`);
  stdout.write(
    `\nWritten into ${logText(folder)}\n  ${pathOfReview(id)}   the review\n  ${pathOfPage(id)}     the same, to read\n`,
  );
  stdout.write('\nNow your own: cx-review init, then cx-review\n');
  return ExitCode.pass;
};
