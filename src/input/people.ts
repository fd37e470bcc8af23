import { distance } from 'fastest-levenshtein';
import { personInWords, type Surroundings } from './format.ts';
import { notUnderstood, type Parsed, understood } from './parsed.ts';

type People = Surroundings['people'];

const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** What a person may be called by: key, full name, address, first name. */
function listNames(key: string, person: People[string]): string[] {
  const [first = ''] = person.name.split(' ');
  return [key, person.name, first, ...(person.email === undefined ? [] : [person.email])].map(fold);
}

function keysFor(text: string, people: People): string[] {
  const wanted = fold(text);
  const entries = Object.entries(people);
  const exact = entries.filter(([key, { name, email = '' }]) =>
    [key, name, email].map(fold).includes(wanted),
  );
  const found =
    exact.length > 0 ? exact : entries.filter(([key, one]) => listNames(key, one).includes(wanted));
  return found.map(([key]) => key);
}

/** The person whose name is a slip of the finger away. */
function nearest(text: string, people: People): string | undefined {
  const wanted = fold(text);
  const near = Object.entries(people)
    .map(([key, one]) => ({
      key,
      far: Math.min(...listNames(key, one).map((name) => distance(wanted, name))),
    }))
    .sort((a, b) => a.far - b.far)[0];
  return near !== undefined && near.far <= Math.max(1, Math.floor(wanted.length / 4)) ? near.key : undefined;
}

/** A key that the format takes: small letters, digits, points, hyphens, underlines; empty where none is left. */
export function keyFromName(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, 63);
}

function example(people: People): string {
  const [key] = Object.keys(people);
  return key === undefined ? 'dana-okafor' : (people[key]?.name ?? key);
}

function known(text: string, people: People): Parsed<string> | undefined {
  const [key, ...others] = keysFor(text, people);
  if (key === undefined) return undefined;
  if (others.length > 0) {
    const names = [key, ...others].map((one) => `${people[one]?.name ?? one} (${one})`);
    return notUnderstood(`“${text.trim()}” can be ${names.join(' or ')}.`, key);
  }
  return understood(key, personInWords(key, people));
}

function didYouMean(text: string, people: People): Parsed<string> | undefined {
  const key = nearest(text, people);
  if (key === undefined) return undefined;
  return notUnderstood(
    `Nobody is called “${text.trim()}”. Did you mean ${people[key]?.name ?? key}?`,
    `${key} (or the full name of somebody else)`,
  );
}

/** Whether it is plainly a full name, and so somebody else even where it resembles a known one. */
const isFullName = (text: string): boolean => /^\p{L}[\p{L}'’.-]*(?: \p{L}[\p{L}'’.-]*)+$/u.test(text.trim());

/**
 * Somebody of the config, by key, name or address. A new person gets a key, and the echo says that the
 * config does not know them yet.
 */
export function parsePerson(text: string, people: People): Parsed<string> {
  const found = known(text, people) ?? didYouMean(text, people);
  if (found !== undefined) return found;
  const key = keyFromName(text);
  if (key === '' || text.includes('@')) {
    return notUnderstood(`“${text.trim()}” is not a name.`, example(people));
  }
  const isNew = Object.keys(people).length > 0;
  return understood(
    key,
    isNew ? `${text.trim()}, as ${key}: not in cx-reviews/config.yaml yet` : `${text.trim()}, as ${key}`,
  );
}

/** Somebody who answers for something: a person of the config, or anybody by their full name. */
export function parseOwner(text: string, people: People): Parsed<string> {
  const plain = text.trim().replace(/\s+/g, ' ');
  if (plain === '') return notUnderstood('There is no name in it.', example(people));
  const found = known(plain, people);
  if (found !== undefined) return found;
  if (plain.length > 200) return notUnderstood('That is too long for a name.', example(people));
  if (isFullName(plain)) return understood(plain, plain);
  return didYouMean(plain, people) ?? understood(plain, plain);
}

/** An e-mail address, as the config takes it. */
export function parseEmail(text: string): Parsed<string> {
  const email = text.trim();
  return /^[^\s@<>]+@[^\s@<>]+$/.test(email) && email.length <= 254
    ? understood(email, email)
    : notUnderstood('That is not an e-mail address.', 'maya@example.com');
}
