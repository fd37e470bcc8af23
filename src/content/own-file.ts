import casesSchema from '../../templates/schemas/cases.schema.json';
import dutiesSchema from '../../templates/schemas/duties.schema.json';
import phrasesSchema from '../../templates/schemas/phrases.schema.json';
import questionsSchema from '../../templates/schemas/questions.schema.json';
import situationsSchema from '../../templates/schemas/situations.schema.json';
import { problemsIn } from '../document/schema.ts';
import { bundleSchemas } from '../document/schema-node.ts';
import { parseSetup } from '../document/setup.ts';
import type { YamlDocument } from '../document/yaml-document.ts';
import type { Case, Duty, Question, QuestionPack, Situation } from '../domain/content.ts';
import type { CaseList } from '../generated/cases.ts';
import type { DutyList } from '../generated/duties.ts';
import type { PhraseList } from '../generated/phrases.ts';
import validateCases from '../generated/validate-cases.js';
import validateDuties from '../generated/validate-duties.js';
import validatePhrases from '../generated/validate-phrases.js';
import validateQuestions from '../generated/validate-questions.js';
import validateSituations from '../generated/validate-situations.js';
import { Failure, type Place } from '../lib/failure.ts';
import { closest } from '../lib/suggest.ts';

/** A file of an organisation's own content, as it was read. */
export interface OwnContentFile {
  /** From the root, with forward slashes: `cx-reviews/content/questions/reviews.yaml`. */
  readonly file: string;
  readonly kind: 'questions' | 'situations' | 'duties' | 'cases' | 'phrases' | 'pages';
  readonly bytes: Uint8Array;
}

type Keys = readonly (string | number)[];

/** Something that an organisation wrote, and where. */
export interface Own<Item> {
  readonly item: Item;
  /** The place of the thing itself, or of something in it. */
  place(...keys: Keys): Place;
}

/** All that an organisation wrote, in the order of the names of its files. */
export interface OwnContent {
  readonly packs: readonly Own<QuestionPack>[];
  readonly questions: readonly (Own<Question> & { readonly section: string })[];
  readonly situations: readonly Own<Situation>[];
  readonly duties: readonly Own<Duty>[];
  readonly cases: readonly Own<Case>[];
  readonly phrases: readonly Own<PhraseList>[];
}

/** A reason why content cannot be used. */
export interface Problem {
  readonly place: Place;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Did you mean …, or undefined where nothing is near. */
export function meant(word: string, known: readonly string[]): string | undefined {
  const near = closest(
    word,
    known.filter((one) => one !== word),
  );
  return near === undefined ? undefined : `Did you mean ${near}?`;
}

/** @throws Failure misuse, with the first problem in full and where the others are; nothing if there is none */
export function refuse(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first === undefined) return;
  const places = others.slice(0, 5).map(({ place: { file, line } }) => `${file}:${line ?? 1}`);
  const more = others.length > places.length ? `${places.join(', ')} and more` : places.join(', ');
  const rest = others.length === 0 ? undefined : `There is more to correct: ${more}.`;
  throw new Failure('misuse', first.message, {
    place: first.place,
    why: [first.hint, rest].filter((part) => part !== undefined).join(' ') || undefined,
    next: 'Correct the file; templates/ in the package holds examples of the same format.',
  });
}

const kinds = {
  questions: { validate: validateQuestions, schema: questionsSchema, holds: 'questions of one section' },
  situations: {
    validate: validateSituations,
    // The questions of a situation are of the same form as all others.
    schema: bundleSchemas(situationsSchema, { 'questions.schema.json': questionsSchema }),
    holds: 'a situation',
  },
  duties: { validate: validateDuties, schema: dutiesSchema, holds: 'a list of duties' },
  cases: { validate: validateCases, schema: casesSchema, holds: 'a list of cases' },
  phrases: { validate: validatePhrases, schema: phrasesSchema, holds: 'a list of phrases' },
} as const;

/** A file that is YAML; pages are read by themselves. */
type YamlFile = OwnContentFile & { readonly kind: keyof typeof kinds };

const isYaml = (file: OwnContentFile): file is YamlFile => file.kind !== 'pages';

function readValid({ file, bytes, kind }: YamlFile): YamlDocument {
  const document = parseSetup(bytes, file);
  const { validate, schema, holds } = kinds[kind];
  if (document.data === null) {
    refuse([{ place: { file, line: 1 }, message: `The file is empty; it should hold ${holds}.` }]);
  }
  const problems = problemsIn(document, validate, schema);
  // The first is enough, for the rest often follows from it: a key with a slip in it is missing besides.
  const first = problems.find(({ isAboutKey }) => isAboutKey) ?? problems[0];
  if (first !== undefined) {
    const { place, message, hint } = first;
    refuse([{ place, message: `The content cannot be used: ${message}.`, hint }]);
  }
  return document;
}

const ownAt = <Item>(item: Item, document: YamlDocument, ...base: Keys): Own<Item> => ({
  item,
  place: (...keys) => document.placeAt([...base, ...keys]),
});

/**
 * Reads what an organisation wrote, each file by its own format.
 * @throws Failure misuse for a file that is not YAML within the limits or not of its format
 */
export function readOwn(files: readonly OwnContentFile[]): OwnContent {
  const read = files
    .filter(isYaml)
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
    .map((file) => ({ kind: file.kind, document: readValid(file) }));
  const of = (kind: OwnContentFile['kind']) =>
    read.filter((one) => one.kind === kind).map(({ document }) => document);
  const packs = of('questions').map((document) => ({ pack: document.data as QuestionPack, document }));
  return {
    packs: packs.map(({ pack, document }) => ownAt(pack, document)),
    questions: packs.flatMap(({ pack, document }) =>
      pack.questions.map((question, at) => ({
        ...ownAt(question, document, 'questions', at),
        section: pack.section,
      })),
    ),
    situations: of('situations').map((document) => ownAt(document.data as Situation, document)),
    duties: of('duties').flatMap((document) =>
      (document.data as DutyList).duties.map((duty, at) => ownAt(duty, document, 'duties', at)),
    ),
    cases: of('cases').flatMap((document) =>
      (document.data as CaseList).cases.map((one, at) => ownAt(one, document, 'cases', at)),
    ),
    phrases: of('phrases').map((document) => ownAt(document.data as PhraseList, document)),
  };
}
