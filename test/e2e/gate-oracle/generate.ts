import { type Flawed, flaws } from './flaws.ts';
import type { Approval, Config, Review } from './model.ts';
import { randomGlobs, randomPath } from './names.ts';
import { boundOf, configOf, folded, type Governing, governedPaths, movesOf, rolesFor } from './oracle.ts';
import { type Dice, diceOf } from './random.ts';
import type { Plan } from './repository.ts';
import { bytesOf, differences, digestAt, type Entry, type Side, submoduleContent, textOf } from './side.ts';
import { asYaml, gateChange, harmless, people, yamlOf } from './texts.ts';

/** A repository to be made, and in words what happens in it. */
export interface Scenario {
  readonly plans: readonly Plan[];
  readonly story: readonly string[];
}

type Draft = Map<string, Entry>;

const configPath = 'cx-reviews/config.yaml';
const developer = 'dev@example.com';

const file = (content: string | Buffer, executable = false): Entry => ({
  kind: 'file',
  executable,
  content: Buffer.from(content as string),
});

/** Puts something at a path; whatever stands in its way goes. */
function put(side: Draft, path: string, entry: Entry): void {
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

/** Another content for a file: other values, or other bytes for the same values. */
function changedContent(path: string, { content }: Entry, dice: Dice): Buffer {
  const text = content.toString('latin1');
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

function randomConfig(dice: Dice): Config {
  const roleSets = [['owner'], ['owner', 'finance'], ['finance', 'frontline'], ['owner', 'owner'], []];
  const isAlone = dice.chance(6);
  const { maya } = people;
  return {
    schema: 'cx-review-config/1',
    ...(dice.chance(30) ? { currency: 'EUR' } : {}),
    people: isAlone && maya !== undefined ? { maya } : structuredClone(people),
    policies: ['plans', 'terms'].slice(0, 1 + dice.number(2)).map((id) => ({
      id,
      files: randomGlobs(dice),
      ...(dice.chance(15) ? { approvals: { light: dice.pick(roleSets) } } : {}),
      ...(dice.chance(10) ? { frontlineCoSign: dice.chance(50) } : {}),
      ...(dice.chance(3) ? { level: 'signed' } : {}),
    })),
    ...(dice.chance(50)
      ? {
          approvals: {
            ...(dice.chance(70) ? { roles: { light: dice.pick(roleSets) } } : {}),
            ...(dice.chance(30) ? { frontlineCoSign: true } : {}),
            ...(dice.chance(4) ? { level: 'signed' } : {}),
          },
        }
      : {}),
  };
}

/** What can happen to files, each told in a word. */
const operations: Record<string, (side: Draft, dice: Dice, governed: readonly string[]) => void> = {
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
const governedIn = (side: Side): string[] =>
  [...governedPaths(side, new Map([...side].filter(([path]) => path === configPath))).keys()].filter(quiet);

/** What can happen to the config and its kin. */
function changeGate(side: Draft, dice: Dice): string {
  const config = configOf(side);
  const write = (changed: Config): void => {
    side.set(configPath, file(asYaml(changed)));
  };
  const [first] = config?.policies ?? [];
  if (config === undefined || first === undefined) {
    write(randomConfig(dice));
    return 'config added';
  }
  switch (dice.number(9)) {
    case 0:
      write({ ...config, policies: [...(config.policies ?? []), { id: 'more', files: randomGlobs(dice) }] });
      return 'policy added';
    case 1:
      first.files = [...new Set([...(first.files ?? []), ...randomGlobs(dice)])];
      write(config);
      return 'glob added';
    case 2:
      first.files = ['nothing/at-all'];
      write(config);
      return 'globs removed';
    case 3:
      write({ ...config, policies: [] });
      return 'policies removed';
    case 4:
      side.delete(configPath);
      return 'config deleted';
    case 5:
      write({ ...config, approvals: { roles: { light: ['frontline'] } } });
      return 'roles changed';
    case 6:
      side.set(configPath, file(`# a remark\n${side.get(configPath)?.content.toString() ?? ''}`));
      return 'remark in the config';
    case 7:
      put(side, 'cx-reviews/allowed_signers', file('leo@example.com ssh-ed25519 AAAA\n'));
      return 'signers added';
    default:
      put(side, `cx-reviews/content/${dice.pick(['note.md', 'a/b.txt', '.x'])}`, file('mine'));
      return 'own content added';
  }
}

interface Approving {
  readonly config: Config;
  readonly configDigest: string;
  readonly date: string;
  readonly policies: readonly Governing[];
}

/** Approvals as they should be: a person for every role, if there are enough people. */
function approvalsOf(
  review: Review,
  { config, configDigest, date, policies }: Approving,
  dice: Dice,
): Approval[] {
  const used = new Set([folded(config.people?.[review.author ?? '']?.email), review.author]);
  const everybody = Object.entries(config.people ?? {});
  return rolesFor(policies, config, review.depth ?? 'full').flatMap((role, at) => {
    const able = dice
      .some(everybody, everybody.length)
      .find(
        ([key, { roles = [], email }]) => roles.includes(role) && !used.has(key) && !used.has(folded(email)),
      );
    const isAlone = everybody.length === 1 && policies.every(({ isGate }) => isGate);
    const [key, person] = able ?? (isAlone ? (everybody[0] ?? []) : []);
    if (key === undefined) return [];
    used.add(key).add(folded(person?.email) ?? key);
    return [
      {
        id: `${date}-${key}-${at}`,
        person: key,
        role,
        decision: 'approve',
        date,
        level: 'recorded',
        ...boundOf(review),
        ...(configDigest === 'none' ? {} : { config: configDigest }),
      },
    ];
  });
}

const configDigestOf = (side: Side): string => digestAt(side, configPath);

function reviewOf(id: string, covers: readonly string[], before: Side, after: Side, isGate: boolean): Review {
  const review = isGate ? gateChange(id) : harmless(id);
  const listable = covers.flatMap((path) => textOf(path) ?? []);
  const moves = movesOf(covers, before, after).flatMap(({ path, moves: found }) =>
    (found ?? []).flatMap((move) =>
      textOf(path) === undefined ? [] : [{ path: textOf(path) ?? '', ...move }],
    ),
  );
  review.policy = {
    files: listable.map((path, at) => ({
      id: `f${at}`,
      path,
      before: digestAt(before, bytesOf(path)),
      after: digestAt(after, bytesOf(path)),
    })),
    ...(moves.length === 0 ? {} : { changes: moves.map((move, at) => ({ id: `c${at}`, ...move })) }),
  };
  return review;
}

const policiesAt = (
  paths: readonly string[],
  governed: ReadonlyMap<string, readonly Governing[]>,
): Governing[] => [...new Set(paths.flatMap((path) => governed.get(path) ?? []))];

/** A change of the past with its review, now part of the base. */
interface Past {
  readonly path: string;
  readonly review: Review;
  readonly before: Side;
  readonly after: Side;
  /** Whether the base has the content from before once more. */
  readonly isTakenBack: boolean;
}

function addPast(side: Draft, dice: Dice, story: string[]): Past | undefined {
  const before = new Map(side);
  const config = configOf(side);
  if (config === undefined) return undefined;
  for (let times = 1 + dice.number(2); times > 0; times -= 1) {
    operations[dice.pick(['modify', 'modify', 'add', 'delete', 'rename'])]?.(side, dice, governedIn(side));
  }
  const after = new Map(side);
  const governed = governedPaths(before, after);
  const covers = [...governed.keys()].filter((path) => textOf(path) !== undefined);
  if (covers.length === 0) return undefined;
  const id = `2026-11-10-past-${dice.number(10_000)}`;
  const review = reviewOf(id, covers, before, after, false);
  const approving = {
    config,
    configDigest: configDigestOf(before),
    date: '2026-11-11',
    policies: policiesAt(covers, governed),
  };
  review.approvals = approvalsOf(review, approving, dice);
  if (dice.chance(10)) review.verdict = { ...review.verdict, decision: 'revise' };
  if (dice.chance(10)) review.approvals.splice(0, 1);
  if (dice.chance(5)) review.status = 'closed';
  const path = `cx-reviews/${id}.yaml`;
  side.set(path, file(yamlOf(review, dice)));
  story.push(`past change of ${covers.map((one) => JSON.stringify(one)).join(' ')}`);
  if (dice.chance(50)) {
    for (const one of covers) {
      const entry = before.get(one);
      if (entry === undefined) side.delete(one);
      else put(side, one, entry);
    }
    story.push('taken back on the base');
  }
  return {
    path,
    review,
    before,
    after,
    isTakenBack: !covers.some((one) => side.get(one) === after.get(one)),
  };
}

/** What can happen to a record of the past. */
function touchPast(
  { path, review, before, after, isTakenBack }: Past,
  side: Draft,
  base: Side,
  dice: Dice,
): string {
  const restore = (from: Side, paths: readonly string[]): void => {
    for (const one of paths) {
      const entry = from.get(one);
      if (entry === undefined) side.delete(one);
      else put(side, one, entry);
    }
  };
  const paths = (review.policy?.files ?? []).map((row) => bytesOf(row.path ?? ''));
  const write = (changed: Review): void => {
    side.set(path, file(yamlOf(changed, dice)));
  };
  const again = structuredClone(review);
  const followUps = [{ id: 'first', date: '2026-11-21', lesson: 'It went well.' }];
  switch (isTakenBack && dice.chance(85) ? dice.pick([3, 3, 4, 10]) : dice.number(11)) {
    case 0:
    case 1:
      restore(before, paths);
      return 'taken back whole';
    case 2:
      restore(before, paths.slice(0, 1));
      return 'taken back, the first file of it';
    case 3:
      restore(after, paths);
      write({ ...again, followUps });
      return 'done again, the review touched';
    case 4: {
      restore(after, paths);
      const governed = governedPaths(base, side);
      const config = configOf(base);
      if (config === undefined) return 'done again';
      const policies = policiesAt(paths, governed);
      const approving = { config, configDigest: configDigestOf(base), date: '2026-11-22', policies };
      write({ ...again, approvals: [...(again.approvals ?? []), ...approvalsOf(again, approving, dice)] });
      return 'done again, and approved again';
    }
    case 5:
      write({ ...again, followUps });
      return 'followed up';
    case 6:
      write({ ...again, title: 'Another decision' });
      return 'review rewritten';
    case 7:
      write({ ...again, approvals: (again.approvals ?? []).slice(1) });
      return 'an approval taken away';
    case 8:
      write({ ...again, status: 'closed' });
      return 'review closed';
    case 9:
      side.delete(path);
      if (dice.chance(50)) restore(before, paths);
      return 'review deleted';
    default:
      restore(after, paths);
      return 'done again, nothing else';
  }
}

/** A review beside another one that says of the past what was not so, so that one could go back to it later. */
function addFalsePast(review: Review, path: string, side: Draft, dice: Dice, story: string[]): void {
  const other = structuredClone(review);
  other.id = `${review.id ?? 'no'}-false`;
  const [first] = other.policy?.files ?? [];
  if (first === undefined) return;
  first.before = dice.pick([`sha256:${'7'.repeat(64)}`, 'none']);
  if (dice.chance(50)) other.policy = { files: [first] };
  for (const approval of other.approvals ?? []) Object.assign(approval, boundOf(other));
  if (dice.chance(20)) delete other.approvals;
  put(side, path.replace(/(\.ya?ml)?$/, '-false.yaml'), file(yamlOf(other, dice)));
  story.push('a false past');
}

/** Writes reviews for what changes, with or without flaws. */
function addReviews(base: Side, side: Draft, dice: Dice, seed: number, story: string[]): void {
  const governed = new Map(governedPaths(base, side));
  const gatePolicies = [...governed.values()].flat().filter(({ isGate }) => isGate);
  const goneRecords = [...base.keys()].filter(
    (path) => /^cx-reviews\/2[^/]*\.yaml$/.test(path) && !side.has(path),
  );
  const isOfGate = (path: string) => (governed.get(path) ?? []).some(({ isGate }) => isGate);
  const gate = [...[...governed.keys()].filter(isOfGate), ...(dice.chance(50) ? goneRecords : [])];
  const ordinary = [...governed.keys()].filter((path) => !isOfGate(path));
  const config = configOf(base) ?? configOf(side);
  if (config === undefined) return;
  const half = dice.number(ordinary.length + 1);
  const groups = dice.chance(75) ? [ordinary] : [ordinary.slice(0, half), ordinary.slice(half)];
  const jobs = [...groups.map((paths) => ({ paths, isGate: false })), { paths: gate, isGate: true }].filter(
    ({ paths }) => paths.length > 0,
  );
  const flawedJob = dice.chance(55) ? dice.number(jobs.length) : -1;
  jobs.forEach(({ paths, isGate }, at) => {
    const id = `2026-11-${15 + dice.number(8)}-change-${at}-${dice.number(10_000)}`;
    // Listing what no policy asks for does no harm.
    const more = dice.chance(10)
      ? dice.some(
          differences(base, side).filter((path) => !governed.has(path)),
          1,
        )
      : [];
    const review = reviewOf(id, [...paths, ...more], base, side, isGate);
    const policies = isGate ? gatePolicies.slice(0, 1) : policiesAt(paths, governed);
    const wanted =
      isGate && policies.length === 0 ? [{ isGate: true, policy: { id: 'the-gate' } }] : policies;
    const flawed: Flawed = {
      review,
      config,
      path: `cx-reviews/${id}.yaml`,
      text: undefined,
      entry: {},
      approve: () =>
        approvalsOf(
          review,
          { config, configDigest: configDigestOf(base), date: '2026-11-22', policies: wanted },
          dice,
        ),
    };
    // Seeds that follow one another go through all flaws in turn.
    const due = flaws[seed % flaws.length];
    const drawn = dice.some(flaws, 1 + Number(dice.chance(20)));
    const chosen = at !== flawedJob ? [] : due !== undefined && dice.chance(80) ? [due] : drawn;
    for (const flaw of chosen) flaw.before?.(flawed, dice);
    review.approvals = flawed.approve();
    for (const flaw of chosen) flaw.after?.(flawed, dice);
    const text = yamlOf(review, dice);
    const entry = file(flawed.text?.(text) ?? text, dice.chance(2));
    put(side, flawed.path, { ...entry, ...flawed.entry });
    if (dice.chance(6)) addFalsePast(review, flawed.path, side, dice, story);
    story.push(`review ${id} of ${paths.length}${chosen.map(({ name }) => `, ${name}`).join('')}`);
  });
}

/** A repository whose every detail follows from the seed. */
export function scenarioOf(seed: number): Scenario {
  const dice = diceOf(seed);
  const story: string[] = [];
  const side: Draft = new Map();
  for (let count = 3 + dice.number(7); count > 0; count -= 1) operations.add?.(side, dice, []);
  if (dice.chance(15)) operations.link?.(side, dice, []);
  if (dice.chance(15)) operations.submodule?.(side, dice, []);
  for (const path of [...side.keys()]) if (/^cx-reviews$/i.test(path)) side.delete(path);
  const hasConfig = dice.chance(88);
  if (hasConfig) {
    // A policy that governs something that is there makes for more to see.
    for (let tries = 0; tries < 3 && governedIn(side).length === 0; tries += 1) {
      side.set(configPath, file(asYaml(randomConfig(dice))));
    }
  }
  const early = new Map(side);
  const past = dice.chance(45) ? addPast(side, dice, story) : undefined;
  const base = new Map(side);

  const count = dice.chance(past === undefined ? 5 : 40) ? 0 : 1 + dice.number(4);
  for (let at = 0; at < count; at += 1) {
    const name = dice.pick([
      'add',
      'modify',
      'modify',
      'modify',
      'delete',
      'rename',
      ...Object.keys(operations),
    ]);
    operations[name]?.(side, dice, governedIn(base));
    story.push(name);
  }
  if (dice.chance(hasConfig ? 15 : 50)) story.push(changeGate(side, dice));
  if (past !== undefined && dice.chance(85)) story.push(touchPast(past, side, base, dice));
  if (dice.chance(84)) addReviews(base, side, dice, seed, story);

  // Sometimes an approver writes the change itself.
  const email = dice.chance(8)
    ? dice.pick(['leo@example.com', 'NOOR@example.com', 'ines@example.com'])
    : developer;
  return {
    plans: plansOf(early, base, side, email, dice),
    story: [...story, ...(email === developer ? [] : [`by ${email}`])],
  };
}

/** Commits that lead from one side to the other: at once, in steps, or as a merge. */
function plansOf(early: Side, base: Side, head: Side, email: string, dice: Dice): Plan[] {
  const plan = (branch: string, side: Side, parents: readonly number[], by = developer): Plan => ({
    branch,
    side,
    parents,
    email: by,
  });
  const note = new Map(early).set('note-of-work.txt', file(String(dice.number(1000))));
  const start = [plan('main', early, []), plan('main', base, [0])];
  switch (dice.number(4)) {
    case 0:
      return [
        ...start,
        plan('change', new Map(base).set('half.txt', file('x')), [1]),
        plan('change', head, [2], email),
      ];
    case 1:
      // The feature left the base before its last commit; what is judged is its merge.
      return [...start, plan('feature', note, [0]), plan('change', head, [1, 2], email)];
    case 2:
      // A branch that was never brought up to date: the sides are compared as they are.
      return [...start, plan('change', note, [0]), plan('change', head, [2], email)];
    default:
      return [...start, plan('change', head, [1], email)];
  }
}
