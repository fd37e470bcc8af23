import { Option } from 'commander';
import { openWorkspace } from '../app/workspace/workspace.ts';
import type { Content, Question, Situation } from '../domain/content.ts';
import { situationSection } from '../domain/content.ts';
import { type Depth, depths } from '../domain/review.ts';
import { jsonText } from '../formatters/json-text.ts';
import { command } from '../lib/command.ts';
import { ExitCode } from '../lib/exit-code.ts';
import { Failure } from '../lib/failure.ts';
import { logText } from '../lib/safe-text.ts';
import type { Style } from '../lib/style.ts';
import { closest } from '../lib/suggest.ts';
import type { Run } from '../ports/context.ts';
import { type Define, type Given, showExamples } from './flags.ts';

interface QuestionsOptions {
  readonly situation: string | undefined;
  readonly depth: Depth | undefined;
  readonly json: boolean;
}

/** Flags, help and examples. */
export const define: Define<QuestionsOptions> = (command, call) => {
  showExamples(command, [
    'cx-review questions --depth light',
    'cx-review questions --situation price-rise --json',
  ])
    .option('--situation <id>', 'with the questions of this situation')
    .addOption(new Option('--depth <depth>', 'only what is asked at this depth').choices(depths))
    .option('--json', 'print as JSON')
    .action(({ situation, depth, json = false }: Given<QuestionsOptions>) =>
      call({ situation, depth, json }),
    );
};

interface Section {
  readonly section: string;
  readonly title: string;
  readonly questions: readonly Question[];
}

/** A question asked at a further depth under a condition counts as asked there: whoever fills in a form decides. */
function isAskedAt(question: Question, depth: Depth | undefined): boolean {
  return (
    depth === undefined ||
    question.depths.includes(depth) ||
    (question.alsoAt ?? []).some((also) => also.depth === depth)
  );
}

function findSituation(id: string, content: Content): Situation {
  const found = content.situations.find((situation) => situation.id === id);
  if (found !== undefined) return found;
  const ids = content.situations.map((situation) => situation.id);
  const meant = closest(id, ids);
  throw new Failure('misuse', `There is no situation "${id}".`, {
    why: meant === undefined ? `the situations are ${ids.join(', ')}` : `did you mean ${meant}?`,
    next: [command('cx-review', 'questions', '--json')],
  });
}

function sectionsFor(
  content: Content,
  situation: Situation | undefined,
  depth: Depth | undefined,
): Section[] {
  const own =
    situation === undefined
      ? []
      : [{ section: situationSection, title: situation.title, questions: situation.questions }];
  return [...content.sections, ...own]
    .map(({ section, title, questions }) => ({
      section,
      title,
      questions: questions
        .filter(
          (question) =>
            isAskedAt(question, depth) &&
            (situation?.asks === undefined || situation.asks.includes(question.id)),
        )
        .map((question) => ({
          ...question,
          fields: question.fields.filter(({ path }) => situation?.leavesOut?.includes(path) !== true),
        })),
    }))
    .filter(({ questions }) => questions.length > 0);
}

function describe({ title, questions }: Section, style: Style): string {
  const lines = questions.map(
    ({ id, ask, fields }) =>
      `  ${style.bold(id)}  ${logText(ask)}\n${fields.map(({ path }) => `        ${style.dim(logText(path))}\n`).join('')}`,
  );
  return `${style.underline(logText(title))}\n${lines.join('')}`;
}

/** Prints the bank of questions with the path each answer goes to. */
export const run: Run<QuestionsOptions> = async ({ situation: id, depth, json }, context) => {
  const content = await openWorkspace(context).content();
  const situation = id === undefined ? undefined : findSituation(id, content);
  const sections = sectionsFor(content, situation, depth);
  if (json) {
    const situations = content.situations
      .filter(({ builtIn }) => builtIn !== true)
      .map(({ id: situationId, title, summary }) => ({ id: situationId, title, summary }));
    context.stdout.write(jsonText({ version: 1, situations, sections }));
  } else {
    context.stdout.write(sections.map((section) => describe(section, context.style)).join('\n'));
  }
  return ExitCode.pass;
};
