import { holds } from '../../domain/agenda.ts';
import type { Content, Question } from '../../domain/content.ts';
import type { Review } from '../../domain/review.ts';
import type { Fault } from '../../domain/rule.ts';
import { getPath, rowKey } from '../../lib/path.ts';
import { reviewRule } from '../engine/define.ts';
import { mayGoAhead } from '../support/economics.ts';

type Raise = NonNullable<Question['raises']>[number];

interface Row {
  readonly id: string;
  /** What to call it before a person; undefined where a question is asked once. */
  readonly name: string | undefined;
}

/** The questions that this review can have answered and that say which answers raise something. */
function listJudging(review: Review, { sections, situations }: Content): Question[] {
  const own = situations.filter(({ id }) => id === review.situation);
  return [...sections, ...own]
    .flatMap(({ questions }) => questions)
    .filter(({ raises }) => raises !== undefined);
}

function listRows({ each }: Question, review: Review): Row[] {
  if (each === undefined) return [{ id: '', name: undefined }];
  const rows = getPath(review, each);
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row: Record<string, unknown>) => {
    const id = rowKey(row);
    return id === undefined ? [] : [{ id, name: typeof row.name === 'string' ? row.name : id }];
  });
}

/** Whether the figure at every path passes. What nobody has said raises nothing here. */
function comparesTo(
  limits: Raise['above'],
  figureAt: (path: string) => unknown,
  passes: (figure: number, limit: number) => boolean,
): boolean {
  return Object.entries(limits ?? {}).every(([path, limit]) => {
    const figure = figureAt(path);
    return typeof figure === 'number' && passes(figure, limit);
  });
}

/** An estimate may be written as one figure, which is then its low, its likely and its high. */
function findFigure(review: Review, path: string): unknown {
  const figure = getPath(review, path);
  return figure ?? getPath(review, path.replace(/\.(?:low|likely|high)$/, ''));
}

function isRaised({ when, above, below }: Raise, review: Review, { id }: Row): boolean {
  const figureAt = (path: string) => findFigure(review, path.replaceAll('*', id));
  return (
    holds(when, review, id) &&
    comparesTo(above, figureAt, (figure, limit) => figure > limit) &&
    comparesTo(below, figureAt, (figure, limit) => figure < limit)
  );
}

/** Where the answer stands that raises it: of its conditions the first that the question itself fills. */
function findAnswer({ when, above, below }: Raise, { fields }: Question): string {
  const paths = [when, above, below].flatMap((one) => Object.keys(one ?? {}));
  const isOwn = (path: string) =>
    fields.some((field) => path === field.path || path.startsWith(`${field.path}.`));
  return paths.find(isOwn) ?? '';
}

function judge(question: Question, row: Row, review: Review): Fault[] {
  const places = new Set<string>();
  return (question.raises ?? []).flatMap((raise): Fault[] => {
    const path = findAnswer(raise, question).replaceAll('*', row.id);
    if (places.has(path) || !isRaised(raise, review, row)) return [];
    // The gravest is written first; what is said of an answer is said once.
    places.add(path);
    const { message, hint, severity, gravity } = raise;
    return [
      {
        path,
        message: row.name === undefined ? message : `${row.name}: ${message}`,
        hint,
        class: raise.class,
        gravity,
        atMost: severity,
      },
    ];
  });
}

export const damningAnswer = reviewRule({
  name: 'damning-answer',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  summary:
    'A choice or a figure that answers a question speaks against the decision, as the question itself says.',
  why: 'Words can be put so that nobody sees what they admit. A choice beside them cannot: it says that data is deleted before it can be taken out, or that the reason told is not the one in the budget. Which answer raises what stands with the question, so that whoever is responsible for customers can add to it without a programmer.',
  bad: `
    answers:
      price-rise-driver-is: demand  # ← damning-answer
  `,
  good: `
    answers:
      price-rise-driver-is: cost
  `,
  sources: [
    { text: 'Which answer raises what, and how to add to it: docs/judging-answers.md.' },
    {
      text: 'Kahneman, Knetsch and Thaler asked about a shop that raises the price of snow shovels after a storm; 82 % found it unfair.',
      url: 'https://baselinescenario.com/tag/econ-101/',
    },
  ],
  check(review, { content }) {
    if (!mayGoAhead(review)) return [];
    return listJudging(review, content).flatMap((question) =>
      listRows(question, review)
        .filter(({ id }) => holds(question.when, review, id))
        .flatMap((row) => judge(question, row, review)),
    );
  },
});
