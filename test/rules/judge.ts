import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Finding } from '../../src/domain/finding.ts';
import type { Rule } from '../../src/domain/rule.ts';
import { hintText } from '../../src/lib/hint.ts';
import { baseReview, type Case, caseOfExample, here, reviewWith, run, schemaErrors } from './support.ts';

/** Words that must occur, one piece or several. */
type Words = string | readonly string[];

/** Where a finding must be, and the gist of what it must say. */
interface Expected {
  readonly path: string;
  readonly message: Words;
  readonly hint: Words;
}

export interface NearMiss extends Case {
  readonly why: string;
  /** One entry a finding; an empty list means that the rule is silent. */
  readonly finds: readonly Expected[];
}

/** A near-miss by somebody who has read what a rule is for and not how it works. */
export interface OtherNearMiss extends NearMiss {
  /** Other rules that may catch it as well. */
  readonly or?: readonly string[];
  /** Words that the leader must hear. */
  readonly mentions?: readonly string[];
  /** Words that nobody may hear. */
  readonly spares?: readonly string[];
}

export const otherHand = 'near-misses-by-another-hand';

const cases = new Map<string, readonly unknown[]>();

/** The cases of a file, read once; none where there is no file. */
function readCases<C>(file: string): readonly C[] {
  const known = cases.get(file);
  if (known !== undefined) return known as readonly C[];
  const read = existsSync(here(file)) ? (parse(readFileSync(here(file), 'utf8')) as readonly C[]) : [];
  cases.set(file, read);
  return read;
}

export const nearMissesOf = (name: string) => readCases<NearMiss>(`near-misses/${name}.yaml`);
export const otherNearMissesOf = (name: string) => readCases<OtherNearMiss>(`${otherHand}/${name}.yaml`);

const inWords = ({ rule, path, message, hint }: Finding) =>
  `${rule} at ${path}: ${message} (${hintText(hint)})`;

/** Without the spaces that hold a figure and its unit together, which nobody sees in a test. */
const plainSpaces = (text: string) => text.replace(/\s+/gu, ' ');

const holdsAll = (text: string, words: Words) =>
  [words].flat().every((piece) => plainSpaces(text).includes(plainSpaces(piece)));

const isFound = ({ path, message, hint }: Expected, finding: Finding) =>
  finding.path === path && holdsAll(finding.message, message) && holdsAll(hintText(finding.hint), hint);

/** Takes off each expected finding one that fits. */
function compare(expected: readonly Expected[], found: readonly Finding[]) {
  const left = [...found];
  const lacking = expected.filter((one) => {
    const at = left.findIndex((finding) => isFound(one, finding));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  return { lacking: lacking.map((one) => `not found: ${JSON.stringify(one)}`), left };
}

const sections = Object.keys(baseReview()).join('|');
const pathInWords = new RegExp(`(?<![\\w/.])(?:${sections})\\.[a-z]\\w*`, 'i');

/** Words that nobody may hear: a path where the person knows a label, and a value that is not there. */
function listSlips(found: readonly Finding[]): string[] {
  return found.flatMap(({ message, hint }) => {
    const said = `${message} ${hintText(hint)}`;
    const [slip] = pathInWords.exec(said) ?? /undefined|NaN|\[object/.exec(said) ?? [];
    return slip === undefined ? [] : [`says ${slip}: ${said}`];
  });
}

/** What the schema says against a case; the example of a file that is no review is meant not to fit. */
const misfits = (name: string, review: unknown) => (name === 'invalid-review' ? [] : schemaErrors(review));

/** Lines of an example, counted from 1, that end in the mark of the rule: `# ← no-baseline`. */
function markedLines(text: string, name: string): number[] {
  return text
    .split('\n')
    .flatMap((line, index) => (line.includes('#') && line.endsWith(`← ${name}`) ? [index + 1] : []));
}

/**
 * What is wrong with a rule and its bad example, empty where nothing: the rule is raised at every marked line and
 * at no other.
 * @param names only these rules speak; without them another rule that is raised is wrong too
 */
export function problemsOfBad(rule: Rule, names?: readonly string[]): string[] {
  const bad = caseOfExample(rule.bad);
  const { own } = run(bad, names);
  const marked = markedLines(rule.bad.review, rule.name);
  const lines = [...new Set(own.map(({ line }) => line))].sort((a, b) => (a ?? 0) - (b ?? 0));
  const others = own.filter((finding) => finding.rule !== rule.name);
  return [
    ...misfits(rule.name, reviewWith(bad.review)),
    ...listSlips(own),
    ...others.map((finding) => `another rule: ${inWords(finding)}`),
    ...(marked.length === 0 ? [`no line ends in "# ← ${rule.name}"`] : []),
    ...(String(lines) === String(marked) ? [] : [`raised at ${lines}, marked are ${marked}`]),
  ];
}

/** What is wrong with a rule and its good example: anything that is raised by it. */
export function problemsOfGood(rule: Rule, names?: readonly string[]): string[] {
  const good = caseOfExample(rule.good);
  return [...schemaErrors(reviewWith(good.review)), ...run(good, names).own.map(inWords)];
}

/** What is wrong with a rule and one of its near-misses: each finding is where it must be and says what it must. */
export function problemsOfNearMiss(name: string, one: NearMiss): string[] {
  const { own, review } = run(one, [name]);
  const { lacking, left } = compare(one.finds, own);
  return [
    ...misfits(name, review),
    ...listSlips(own),
    ...lacking,
    ...left.map((finding) => `found: ${inWords(finding)}`),
  ];
}

/** The same by another hand: how many rows one finding gathers, and what is found besides, is the rule's own business. */
export function problemsOfOther(name: string, one: OtherNearMiss): string[] {
  const { own, review } = run(one, [name, ...(one.or ?? [])]);
  const { lacking, left } = compare(one.finds, own);
  const said = own.map(inWords).join('\n');
  const isWrong = lacking.length > 0 || one.finds.length === 0;
  return [
    ...misfits(name, review),
    ...lacking,
    ...(isWrong ? left.map((finding) => `found: ${inWords(finding)}`) : []),
    ...(one.mentions ?? []).filter((text) => !said.includes(text)).map((text) => `not mentioned: ${text}`),
    ...(one.spares ?? []).filter((text) => said.includes(text)).map((text) => `said: ${text}`),
  ];
}

/** What is wrong with a rule by all of its tests, found one after the other so that the first can be enough. */
export function* findProblems(rule: Rule): Generator<string> {
  yield* problemsOfBad(rule, [rule.name]);
  yield* problemsOfGood(rule, [rule.name]);
  for (const one of nearMissesOf(rule.name)) yield* problemsOfNearMiss(rule.name, one);
  for (const one of otherNearMissesOf(rule.name)) yield* problemsOfOther(rule.name, one);
}
