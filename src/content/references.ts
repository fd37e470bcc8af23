import Mustache from 'mustache';
import {
  type Content,
  type Field,
  type Question,
  type RowField,
  screeningSection,
  startSection,
} from '../domain/content.ts';
import { meant, type Own, type OwnContent, type Problem } from './own-file.ts';
import { raiseProblems } from './raises.ts';

/** Types whose answer is one text, number or yes, which is all that `answers` holds. */
const plainTypes: ReadonlySet<Field['type']> = new Set([
  'line',
  'text',
  'choice',
  'yes-no',
  'integer',
  'number',
  'money',
  'signed-money',
  'share',
  'date',
  'person',
  'owner',
  'segment',
] as const);

/** How the shipped questions fill the paths of a review. */
type Paths = ReadonlyMap<string, readonly Field[]>;

function listQuestions({ sections, situations }: Content): Question[] {
  return [...sections, ...situations].flatMap(({ questions }) => questions);
}

function buildPaths(content: Content): Paths {
  const paths = new Map<string, Field[]>();
  for (const field of listQuestions(content).flatMap(({ fields }) => fields)) {
    paths.set(field.path, [...(paths.get(field.path) ?? []), field]);
  }
  return paths;
}

/** A line and a text are both text. */
const findShape = (type: Field['type']) => (type === 'line' ? 'text' : type);
const isLike = (type: Field['type'], known: readonly { readonly type: Field['type'] }[]) =>
  known.some((one) => findShape(one.type) === findShape(type));

function templateProblem(template: string | undefined, place: () => Problem['place']): Problem[] {
  if (template === undefined) return [];
  try {
    Mustache.parse(template);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [{ place: place(), message: `The draft cannot be filled in: ${reason}.` }];
  }
}

function fieldProblems(own: Own<Question>, field: Field, at: number, paths: Paths): Problem[] {
  const { id, each } = own.item;
  const here = (...keys: (string | number)[]) => own.place('fields', at, ...keys);
  const answer = `answers.${id}`;
  const drafts = templateProblem(field.draft, () => here('draft'));
  if (field.path === answer || field.path.startsWith(`${answer}-`)) {
    if (each !== undefined) {
      const message = `The question is asked for each row, but \`${answer}\` holds one answer.`;
      return [{ place: own.place('each'), message, hint: 'Leave `each` out.' }, ...drafts];
    }
    const name = field.path.slice('answers.'.length);
    if (!/^[a-z0-9][a-z0-9-]*$/u.test(name)) {
      const message = `The id \`${name}\` cannot name an answer.`;
      return [{ place: own.place('id'), message, hint: 'Use small letters, digits and hyphens.' }, ...drafts];
    }
    if (plainTypes.has(field.type)) return drafts;
    const message = `An answer of the type ${field.type} does not fit into \`${answer}\`.`;
    return [{ place: here('type'), message, hint: `Use one of: ${[...plainTypes].join(', ')}.` }, ...drafts];
  }
  const known = paths.get(field.path);
  if (known === undefined) {
    const message = `No question fills \`${field.path}\`, so this one cannot either.`;
    const hint =
      meant(field.path, [...paths.keys()]) ??
      `Use \`${answer}\`, one that begins with \`${answer}-\`, or a path that a shipped question fills.`;
    return [{ place: here('path'), message, hint }, ...drafts];
  }
  if (!isLike(field.type, known)) {
    const types = [...new Set(known.map(({ type }) => type))].join(' or ');
    const message = `\`${field.path}\` is filled with ${types}, not with ${field.type}.`;
    return [{ place: here('type'), message }, ...drafts];
  }
  return [
    ...(field.rows ?? []).flatMap((row, index) => rowProblems(row, known, () => here('rows', index))),
    ...drafts,
  ];
}

function rowProblems(row: RowField, known: readonly Field[], place: () => Problem['place']): Problem[] {
  const keys = known.flatMap(({ rows }) => rows ?? []);
  const same = keys.filter(({ key }) => key === row.key);
  if (same.length === 0) {
    const names = [...new Set(keys.map(({ key }) => key))];
    const hint = meant(row.key, names) ?? `The columns are: ${names.join(', ')}.`;
    return [{ place: place(), message: `The list has no column \`${row.key}\`.`, hint }];
  }
  if (isLike(row.type, same)) return templateProblem(row.draft, place);
  const message = `The column \`${row.key}\` is filled with ${same[0]?.type}, not with ${row.type}.`;
  return [{ place: place(), message }];
}

/** Ids that are named and that nothing has. */
function unknown(
  named: readonly string[] | undefined,
  known: readonly string[],
  what: string,
  place: (at: number) => Problem['place'],
): Problem[] {
  return (named ?? []).flatMap((id, at) =>
    known.includes(id)
      ? []
      : [{ place: place(at), message: `There is no ${what} \`${id}\`.`, hint: meant(id, known) }],
  );
}

function duplicates(all: readonly Own<{ readonly id: string }>[], what: string): Problem[] {
  const seen = new Map<string, Own<unknown>>();
  return all.flatMap((own) => {
    const first = seen.get(own.item.id);
    seen.set(own.item.id, first ?? own);
    if (first === undefined) return [];
    const { file, line } = first.place('id');
    const message = `The ${what} \`${own.item.id}\` is written twice.`;
    return [{ place: own.place('id'), message, hint: `The first stands at ${file}:${line ?? 1}.` }];
  });
}

interface Known {
  readonly paths: Paths;
  /** Fields of every question, of the organisation's own too. */
  readonly fields: readonly Field[];
  readonly bank: readonly string[];
  /** Questions that others may be a part of, and that a case may name. */
  readonly wholes: readonly string[];
  readonly situations: readonly string[];
  readonly duties: readonly string[];
  readonly cases: readonly string[];
}

function questionProblems(own: Own<Question>, known: Known): Problem[] {
  const { item } = own;
  const partOf = item.partOf === undefined ? [] : [item.partOf];
  return [
    ...item.fields.flatMap((field, at) => fieldProblems(own, field, at, known.paths)),
    ...raiseProblems(own, known.fields),
    ...unknown(item.cases, known.cases, 'case', (at) => own.place('cases', at)),
    ...unknown(partOf, known.wholes, 'question', () => own.place('partOf')),
  ];
}

/** Whoever adds a question before the depth is known changes what the depth rests on. */
function placementProblems({ questions, situations }: OwnContent, shipped: Content): Problem[] {
  const bank = new Set(shipped.sections.flatMap((pack) => pack.questions.map(({ id }) => id)));
  const replaced = new Set(situations.map(({ item }) => item.id));
  const ofSituations = new Map(
    shipped.situations.flatMap(({ id, questions }) =>
      replaced.has(id) ? [] : questions.map((question) => [question.id, id] as const),
    ),
  );
  return questions.flatMap((own) => {
    const { id } = own.item;
    const situation = ofSituations.get(id);
    if (situation !== undefined) {
      const message = `\`${id}\` is a question of the situation ${situation}.`;
      const hint = `To change it, write the whole situation in content/situations/${situation}.yaml.`;
      return [{ place: own.place('id'), message, hint }];
    }
    if (bank.has(id) || (own.section !== startSection && own.section !== screeningSection)) return [];
    const message = `No question can be added to the section ${own.section}.`;
    return [
      {
        place: own.place('id'),
        message,
        hint: 'Its questions decide the depth; their wording may be changed.',
      },
    ];
  });
}

function situationProblems({ situations }: OwnContent, shipped: Content, known: Known): Problem[] {
  return situations.flatMap((own) => {
    const { item } = own;
    const isBuiltIn = shipped.situations.some(({ id, builtIn }) => id === item.id && builtIn === true);
    if (isBuiltIn || item.builtIn === true) {
      const message = `The situation \`${item.id}\` is part of the gate and cannot be written by anybody else.`;
      return [{ place: own.place('id'), message }];
    }
    const ownQuestions = item.questions.map(
      (question, at): Own<Question> => ({
        item: question,
        place: (...keys) => own.place('questions', at, ...keys),
      }),
    );
    return [
      ...ownQuestions.flatMap((question) => questionProblems(question, known)),
      ...ownQuestions
        .filter((question) => known.bank.includes(question.item.id))
        .map((question) => ({
          place: question.place('id'),
          message: `\`${question.item.id}\` is a question of the bank already.`,
        })),
      ...Object.entries(item.drafts).flatMap(([name, draft]) =>
        templateProblem(draft, () => own.place('drafts', name)),
      ),
      ...unknown(item.duties, known.duties, 'duty', (at) => own.place('duties', at)),
      ...unknown(item.cases, known.cases, 'case', (at) => own.place('cases', at)),
      ...unknown(item.asks, known.bank, 'question', (at) => own.place('asks', at)),
      ...unknown(item.leavesOut, [...known.paths.keys()], 'answer', (at) => own.place('leavesOut', at)),
    ];
  });
}

/**
 * Everything that does not fit together once an organisation's content is laid over the shipped one.
 * @param content both, merged
 */
export function referenceProblems(shipped: Content, own: OwnContent, content: Content): Problem[] {
  const bank = content.sections.flatMap((pack) => pack.questions.map(({ id }) => id));
  const parts = listQuestions(shipped).flatMap(({ partOf = [] }) => partOf);
  const wholes = [...listQuestions(content).map(({ id }) => id), ...parts];
  const known: Known = {
    paths: buildPaths(shipped),
    fields: listQuestions(content).flatMap(({ fields }) => fields),
    bank,
    wholes,
    situations: content.situations.map(({ id }) => id),
    duties: content.duties.map(({ id }) => id),
    cases: content.cases.map(({ id }) => id),
  };
  return [
    ...duplicates(own.questions, 'question'),
    ...duplicates(own.situations, 'situation'),
    ...duplicates(own.duties, 'duty'),
    ...duplicates(own.cases, 'case'),
    ...placementProblems(own, shipped),
    ...own.questions.flatMap((question) => questionProblems(question, known)),
    ...situationProblems(own, shipped, known),
    ...own.duties.flatMap(({ item, place }) =>
      (item.variants ?? []).flatMap(({ situations }, at) =>
        unknown(situations, known.situations, 'situation', (index) =>
          place('variants', at, 'situations', index),
        ),
      ),
    ),
    ...own.cases.flatMap(({ item, place }) => [
      ...unknown(item.situations, known.situations, 'situation', (at) => place('situations', at)),
      ...(['fails', 'passes', 'strains'] as const).flatMap((list) =>
        unknown(item[list], wholes, 'question', (at) => place(list, at)),
      ),
    ]),
  ];
}
