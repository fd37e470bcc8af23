import type { Field, Question } from '../domain/content.ts';
import { screeningSection } from '../domain/content.ts';
import { listed } from '../lib/words.ts';
import { meant, type Own, type Problem } from './own-file.ts';

type Raise = NonNullable<Question['raises']>[number];

/** One condition of what an answer raises: a choice, or the limit of a figure. */
interface Condition {
  readonly key: 'when' | 'above' | 'below';
  readonly path: string;
  readonly wanted: readonly unknown[];
}

/** Types whose value is one number. */
const figureTypes: ReadonlySet<Field['type']> = new Set([
  'integer',
  'number',
  'money',
  'signed-money',
  'share',
] as const);

/** The parts of the other types that are made of numbers. */
const rangeParts: ReadonlyMap<Field['type'], readonly string[]> = new Map([
  ['estimate', ['low', 'likely', 'high']],
  ['share-estimate', ['low', 'likely', 'high']],
  ['signed-estimate', ['low', 'likely', 'high']],
  ['share-range', ['low', 'likely', 'high']],
  ['signed-share-range', ['low', 'likely', 'high']],
  ['count-estimate', ['low', 'high']],
] as const);

const screeningAnswer = new RegExp(`^${screeningSection}\\.answers\\.S[1-6]$`);

function listConditions({ when = {}, above = {}, below = {} }: Raise): Condition[] {
  const of = (key: Condition['key'], all: object): Condition[] =>
    Object.entries(all).map(([path, wanted]) => ({
      key,
      path,
      wanted: Array.isArray(wanted) ? wanted : [wanted],
    }));
  return [...of('when', when), ...of('above', above), ...of('below', below)];
}

const isAt = (path: string, { path: filled }: Field) => path === filled || path.startsWith(`${filled}.`);

/** Why a figure cannot stand at a path; undefined where it can. */
function figureFault(path: string, field: Field): string | undefined {
  const parts = rangeParts.get(field.type);
  if (path === field.path) {
    if (figureTypes.has(field.type)) return undefined;
    if (parts === undefined) return `\`${path}\` is no figure.`;
    return `\`${path}\` has several figures: name one of ${listed(parts)}.`;
  }
  return parts?.some((part) => path === `${field.path}.${part}`) === true
    ? undefined
    : `\`${path}\` is no figure.`;
}

/** Why a field can never have one of these values; undefined where it can. */
function choiceFault({ path, wanted }: Condition, field: Field): string | undefined {
  if (path !== field.path) return undefined;
  if (field.type === 'yes-no') {
    return wanted.every((one) => typeof one === 'boolean') ? undefined : `\`${path}\` is true or false.`;
  }
  const { choices } = field;
  if (choices === undefined) return undefined;
  const never = wanted.find((one) => !Object.hasOwn(choices, String(one)));
  return never === undefined
    ? undefined
    : `\`${path}\` is never \`${String(never)}\`; its choices are ${listed(Object.keys(choices))}.`;
}

function conditionProblem(
  condition: Condition,
  fields: readonly Field[],
  place: Problem['place'],
): Problem | undefined {
  const { key, path } = condition;
  if (screeningAnswer.test(path)) return undefined;
  const asked = fields.filter((field) => isAt(path, field));
  if (asked.length === 0) {
    const hint = meant(
      path,
      fields.map((field) => field.path),
    );
    return { place, message: `No question fills \`${path}\`, so nothing is raised by it.`, hint };
  }
  const faults = asked.map((field) =>
    key === 'when' ? choiceFault(condition, field) : figureFault(path, field),
  );
  const [first] = faults;
  return first === undefined || faults.includes(undefined) ? undefined : { place, message: first };
}

/**
 * What is wrong with what the answers to a question raise.
 * @param fields of every question there is, whose answers a condition may name besides
 */
export function raiseProblems(own: Own<Question>, fields: readonly Field[]): Problem[] {
  const { raises = [], fields: ownFields } = own.item;
  return raises.flatMap((raise, at): Problem[] => {
    const here = (...keys: (string | number)[]) => own.place('raises', at, ...keys);
    const conditions = listConditions(raise);
    const isAboutOwn = conditions.some(({ path }) => ownFields.some((field) => isAt(path, field)));
    const decides = raise.class === 'decides';
    return [
      ...(isAboutOwn
        ? []
        : [
            {
              place: here(),
              message: 'What it raises depends on no answer of the question itself.',
              hint: `Name one of ${listed(ownFields.map(({ path }) => path))} in \`when\`, \`above\` or \`below\`.`,
            },
          ]),
      ...(decides === (raise.gravity !== undefined)
        ? []
        : [
            {
              place: here(decides ? 'class' : 'gravity'),
              message: decides ? 'What decides says how grave it is.' : 'Only what decides is grave.',
              hint: decides
                ? 'Add `gravity`: deceit, harm, loss, law, frontline or distance.'
                : 'Leave `gravity` out, or write `class: decides`.',
            },
          ]),
      ...conditions.flatMap(
        (condition) =>
          conditionProblem(condition, [...ownFields, ...fields], here(condition.key, condition.path)) ?? [],
      ),
    ];
  });
}
