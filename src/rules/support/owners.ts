import type { Config } from '../../domain/config.ts';
import type { Content } from '../../domain/content.ts';
import type { Review } from '../../domain/review.ts';
import { folded, phrasesIn, splitWords } from './words.ts';

/** Somebody who is named as responsible, and where. */
export interface OwnerAt {
  readonly path: string;
  readonly owner: string;
}

/** Words of an office that one person holds. */
const offices = new Set([
  'head',
  'director',
  'lead',
  'leader',
  'chief',
  'manager',
  'officer',
  'president',
  'vp',
  'supervisor',
  'owner',
  'ceo',
  'coo',
  'cfo',
  'cto',
  'cmo',
  'cco',
  'cpo',
  'cxo',
  'cro',
  'chair',
  'partner',
  'founder',
  'secretary',
  'deputy',
]);

function isNamed(part: string, config: Config | undefined): boolean {
  const own = folded(part);
  const people = Object.entries(config?.people ?? {});
  return people.some(([key, person]) => own === key || own.includes(folded(person.name)));
}

/**
 * Whether the owner is a group and no person. A name or an office beside the group is enough
 * ("Price desk, Mara Weiss", "Head of the support team").
 */
export function isTeam(owner: string, content: Content, config: Config | undefined): boolean {
  if (isNamed(owner, config)) return false;
  if (phrasesIn(owner, 'team-words', content).length === 0) return false;
  if (splitWords(owner).some((word) => offices.has(word))) return false;
  const parts = owner.split(/[,;:/()|+&–—]| - |\band\b/u);
  return !parts.some(
    (part) =>
      phrasesIn(part, 'team-words', content).length === 0 &&
      /\p{Lu}[\p{L}'.-]*\s+(?:\p{L}+\s+)?\p{Lu}/u.test(part),
  );
}

/** Whether the config knows the owner, by key or by name, as an executive. */
export function isExecutive(owner: string, config: Config | undefined): boolean {
  const own = folded(owner);
  return Object.entries(config?.people ?? {}).some(
    ([key, person]) => person.executive === true && (own === key || own.includes(folded(person.name))),
  );
}

/** Whether the config knows the owner and says of others, but not of this one, that they are executives. */
export function knownAsNoExecutive(owner: string, config: Config | undefined): boolean {
  const people = Object.entries(config?.people ?? {});
  const own = folded(owner);
  const known = people.find(([key, person]) => own === key || own.includes(folded(person.name)));
  return (
    known !== undefined &&
    known[1].executive !== true &&
    people.some(([, person]) => person.executive === true)
  );
}

/** Whether two entries name the same person: the same text, or a key of the config and that person's name. */
export function isSamePerson(one: string, other: string, config: Config | undefined): boolean {
  const nameOf = (text: string) => folded(config?.people?.[text]?.name ?? text);
  const [a, b] = [nameOf(one), nameOf(other)];
  return a === b || a.startsWith(`${b},`) || b.startsWith(`${a},`);
}

/** Every place where one person has to answer for something; steps of the escalation are not among them. */
export function listOwners(review: Review): OwnerAt[] {
  const { reversal, evidence, fairness, communication, frontline, measures, leadership, verdict } = review;
  const rows = <Row extends { readonly id: string }>(
    list: string,
    all: readonly Row[] | undefined,
    key: string,
    ownerOf: (row: Row) => string | undefined,
  ) => (all ?? []).map((row) => [`${list}.${row.id}.${key}`, ownerOf(row)] as const);
  const found: (readonly [string, string | undefined])[] = [
    ...rows('reversal.tripWires', reversal?.tripWires, 'owner', (row) => row.owner),
    ...rows('reversal.premortem', reversal?.premortem, 'owner', (row) => row.owner),
    ...rows('evidence.objections', evidence?.objections, 'overruledBy', (row) => row.overruledBy),
    ...rows('fairness.groups', fairness?.groups, 'owner', (row) => row.owner),
    ...rows('communication.oldPromises', communication?.oldPromises, 'owner', (row) => row.owner),
    ...rows('frontline.exceptions', frontline?.exceptions, 'decider', (row) => row.decider),
    ...rows('frontline.briefing', frontline?.briefing, 'owner', (row) => row.owner),
    ['frontline.wellbeing.contact', frontline?.wellbeing?.contact],
    ['frontline.feedback.reader', frontline?.feedback?.reader],
    ['evidence.frontline.answeredBy', evidence?.frontline?.answeredBy],
    ['frontline.feedback.owner', frontline?.feedback?.owner],
    ['frontline.handOffs.owner', frontline?.handOffs?.owner],
    ['frontline.cardOwner', frontline?.cardOwner],
    ['measures.silent.owner', measures?.silent?.owner],
    ...rows('measures.reviews', measures?.reviews, 'owner', (row) => row.owner),
    ['leadership.signer', leadership?.signer],
    ...rows('verdict.conditions', verdict?.conditions, 'owner', (row) => row.owner),
    ...rows('verdict.revisions', verdict?.revisions, 'owner', (row) => row.owner),
    ['verdict.override.by', verdict?.override?.by],
  ];
  return found.flatMap(([path, owner]) => (owner === undefined ? [] : [{ path, owner }]));
}
