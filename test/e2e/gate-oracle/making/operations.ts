import type { Config } from '../oracle/model.ts';
import { governingOf, policiesIn } from '../oracle/policies.ts';
import { configOf } from '../oracle/reading.ts';
import { bytesOf, type Entry, type Side, submoduleContent, textOf } from '../oracle/side.ts';
import { randomGlobs, randomPath } from './names.ts';
import type { Dice } from './random.ts';
import { asYaml, people } from './texts.ts';

export type Draft = Map<string, Entry>;

export const file = (content: string | Buffer, executable = false): Entry => ({
  kind: 'file',
  executable,
  content: Buffer.from(content as string),
});

/** Puts something at a path; whatever stands in its way goes. */
export function put(side: Draft, path: string, entry: Entry): void {
  for (const other of [...side.keys()]) {
    if (other.startsWith(`${path}/`) || path.startsWith(`${other}/`)) side.delete(other);
  }
  side.set(path, entry);
}

function randomContent(path: string, dice: Dice): Buffer {
  const values = Object.fromEntries(
    dice
      .some(['uploads', 'seats', 'days', 'price'], 1 + dice.number(3))
      .map((key) => [key, 1 + dice.number(40)]),
  );
  if (path.endsWith('.json')) return Buffer.from(JSON.stringify(values));
  if (!/\.ya?ml$/i.test(path)) return Buffer.from(`${dice.number(1000)} days, and \xff no more\n`, 'latin1');
  return Buffer.from(asYaml(values));
}

/** The same with lower prices, more uploads and more seats. */
const withKinderValues = (text: string): string =>
  text.replace(
    /\b(price|uploads|seats)("?: ?)(\d+)\b/g,
    (_all, name: string, colon: string, digits: string) => {
      const by = name === 'price' ? -1 : 3;
      return `${name}${colon}${Math.max(0, Number(digits) + by)}`;
    },
  );

/** Ways of writing YAML that hide something from a reader who refuses them. */
const oddYaml: readonly ((values: string) => string)[] = [
  (values) => `${values}note: &note tidy\nmore: *note\n`,
  (values) => `${values}note: !money 20\n`,
  (values) => `${values}serial: 90071992547409931\n`,
  (values) => `${values}---\n{}\n`,
  (values) => `%YAML 1.2\n---\n${values}`,
];

/** Another content for a file: other values, or other bytes for the same values. */
function changedContent(path: string, { content }: Entry, dice: Dice): Buffer {
  const text = content.toString('latin1');
  if (/\.ya?ml$/i.test(path) && dice.chance(20)) {
    const values = randomContent(path, dice).toString();
    return Buffer.from(dice.pick(oddYaml)(values));
  }
  const kinder = withKinderValues(text);
  if (kinder !== text && dice.chance(45)) return Buffer.from(kinder, 'latin1');
  switch (dice.number(7)) {
    case 0:
      return Buffer.from(
        text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n'),
        'latin1',
      );
    case 1:
      return Buffer.from(/\.ya?ml$/i.test(path) ? `# a remark\n${text}` : `${text} `, 'latin1');
    case 2:
      return Buffer.from(`${text}: [`, 'latin1');
    case 3:
      return Buffer.alloc(0);
    default:
      return randomContent(path, dice);
  }
}

const randomCommit = (dice: Dice): string =>
  Array.from({ length: 40 }, () => dice.number(16).toString(16))
    .join('')
    .replace(/^0/, '1');

const roleSets = [['owner'], ['owner', 'finance'], ['finance', 'frontline'], ['owner', 'owner'], []];
const deepRoleSets = [
  ['owner', 'executive'],
  ['executive'],
  ['owner', 'finance', 'executive'],
  ['frontline'],
];

function randomRoles(dice: Dice, isSigned: boolean): Record<string, string[]> {
  // Where people sign, it takes two to see whether one signs for both.
  const light = isSigned && dice.chance(70) ? roleSets.filter(({ length }) => length > 1) : roleSets;
  return {
    ...(dice.chance(75) ? { light: dice.pick(light) } : {}),
    ...(dice.chance(60) ? { standard: dice.pick(deepRoleSets) } : {}),
    ...(dice.chance(60) ? { full: dice.pick(deepRoleSets) } : {}),
  };
}

export function randomConfig(dice: Dice): Config {
  const isAlone = dice.chance(4);
  const isSigned = dice.chance(28);
  const { maya } = people;
  const level = (percent: number) => (isSigned && dice.chance(percent) ? { level: 'signed' } : {});
  return {
    schema: 'cx-review-config/1',
    ...(dice.chance(50) ? { id: 'shop-k3f9' } : {}),
    ...(dice.chance(30) ? { currency: 'EUR' } : {}),
    // Who confirms a light review is tested in test/gate/confirmed-screening.test.ts.
    screening: { alone: true },
    people: isAlone && maya !== undefined ? { maya } : structuredClone(people),
    policies: ['plans', 'terms'].slice(0, 1 + dice.number(2)).map((id) => ({
      id,
      files: randomGlobs(dice),
      ...(dice.chance(15) ? { approvals: randomRoles(dice, isSigned) } : {}),
      ...(dice.chance(10) ? { frontlineCoSign: dice.chance(50) } : {}),
      ...(dice.chance(5) ? { level: 'recorded' } : level(50)),
    })),
    ...(isSigned || dice.chance(50)
      ? {
          approvals: {
            ...(dice.chance(isSigned ? 90 : 70) ? { roles: randomRoles(dice, isSigned) } : {}),
            ...(dice.chance(30) ? { frontlineCoSign: true } : {}),
            ...level(70),
            ...(isSigned && dice.chance(40) ? { signedAuthor: true } : {}),
          },
        }
      : {}),
    ...(dice.chance(35)
      ? {
          waivers: {
            ...(dice.chance(60) ? { maxDays: 1 + dice.number(30) } : {}),
            ...(dice.chance(50) ? { roles: dice.pick([['owner'], ['finance'], ['owner', 'finance']]) } : {}),
          },
        }
      : {}),
  };
}

/** What would have git say that nothing changes, if it were asked in another way. */
const attributes = [
  '* text=auto\n',
  '* text eol=crlf\n',
  '*.yaml text eol=lf\n* -text\n',
  '* -diff\n',
  '* binary\n',
  '* ident filter=none export-ignore\n',
  '*.yaml working-tree-encoding=UTF-16\n',
  'pricing/** linguist-generated merge=ours\n',
];

/** What can happen to files, each told in a word. */
export const operations: Record<string, (side: Draft, dice: Dice, governed: readonly string[]) => void> = {
  add(side, dice) {
    const path = randomPath(dice);
    put(side, path, file(randomContent(path, dice), dice.chance(10)));
  },
  modify(side, dice, governed) {
    const path = pickPath(side, dice, governed);
    const entry = side.get(path);
    if (entry?.kind === 'file') side.set(path, { ...entry, content: changedContent(path, entry, dice) });
  },
  delete(side, dice, governed) {
    side.delete(pickPath(side, dice, governed));
  },
  rename(side, dice, governed) {
    const path = pickPath(side, dice, governed);
    const entry = side.get(path);
    if (entry === undefined) return;
    side.delete(path);
    put(side, randomPath(dice), entry);
  },
  respell(side, dice, governed) {
    const path = pickPath(side, dice, governed);
    const [entry, text] = [side.get(path), textOf(path)];
    if (entry === undefined || text === undefined) return;
    const other = dice.pick([
      text.toUpperCase(),
      text.toLowerCase(),
      text.normalize('NFD'),
      text.normalize('NFC'),
    ]);
    side.delete(path);
    put(side, bytesOf(other), entry);
  },
  swap(side, dice, governed) {
    const [one, other] = [pickPath(side, dice, governed), pickPath(side, dice, governed)];
    const [a, b] = [side.get(one), side.get(other)];
    if (a !== undefined && b !== undefined) side.set(one, b).set(other, a);
  },
  mode(side, dice, governed) {
    const path = pickPath(side, dice, governed);
    const entry = side.get(path);
    if (entry?.kind === 'file') side.set(path, { ...entry, executable: !entry.executable });
  },
  link(side, dice, governed) {
    const path = dice.chance(60) ? pickPath(side, dice, governed) : randomPath(dice);
    const target = dice.pick(['plans.yaml', '../docs', '/etc/passwd', path, 'nowhere']);
    put(side, path, { kind: 'link', executable: false, content: Buffer.from(target, 'latin1') });
  },
  linkFolder(side, dice, governed) {
    const folder = pickPath(side, dice, governed).split('/').slice(0, -1).join('/');
    if (folder === '' || folder.startsWith('cx-reviews')) return;
    put(side, folder, { kind: 'link', executable: false, content: Buffer.from('docs') });
  },
  linkOfSameBytes(side, dice, governed) {
    const path = pickPath(side, dice, governed);
    const entry = side.get(path);
    if (entry?.kind !== 'file' || entry.content.length === 0 || entry.content.includes(0)) return;
    side.set(path, { kind: 'link', executable: false, content: entry.content });
  },
  attributes(side, dice, governed) {
    const folder = pickPath(side, dice, governed).split('/').slice(0, -1).join('/');
    const isInside = folder !== '' && !folder.startsWith('cx-reviews') && dice.chance(30);
    put(side, isInside ? `${folder}/.gitattributes` : '.gitattributes', file(dice.pick(attributes)));
  },
  lineEndings(side, dice, governed) {
    const path = pickPath(side, dice, governed);
    const entry = side.get(path);
    if (entry?.kind !== 'file') return;
    const text = entry.content.toString('latin1');
    const other = text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n');
    side.set(path, { ...entry, content: Buffer.from(other, 'latin1') });
    if (dice.chance(80)) put(side, '.gitattributes', file(dice.pick(attributes)));
  },
  submodule(side, dice, governed) {
    const path = dice.chance(50) ? randomPath(dice) : pickPath(side, dice, governed).split('/')[0];
    if (path === undefined || path === '' || path.startsWith('cx-reviews')) return;
    put(side, path, { kind: 'submodule', executable: false, content: submoduleContent(randomCommit(dice)) });
  },
};

const quiet = (path: string): boolean => !path.startsWith('cx-reviews/');

function pickPath(side: Draft, dice: Dice, governed: readonly string[]): string {
  const liked = governed.filter((path) => side.has(path));
  if (liked.length > 0 && dice.chance(75)) return dice.pick(liked);
  const all = [...side.keys()].filter(quiet);
  return all.length === 0 ? 'nothing' : dice.pick(all);
}

/** Paths that the config would govern, if they changed. */
export function governedIn(side: Side): string[] {
  const policies = policiesIn(configOf(side), undefined);
  return [...side.keys()].filter(
    (path) => quiet(path) && governingOf(path, [side.get(path)], policies).length > 0,
  );
}
