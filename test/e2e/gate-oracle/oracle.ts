import { parse } from 'yaml';
import { means, meansOrReaches } from './globs.ts';
import type { Approval, Config, FileRow, Person, Policy, Review } from './model.ts';
import { bytesOf, differences, digestAt, digestOf, digestOfData, type Entry, type Side } from './side.ts';
import { isDataFile, isSameMove, movesIn } from './values.ts';

/** A commit of the range with what it changes against each of its parents. */
export interface Commit {
  readonly email: string;
  readonly changed: readonly (readonly string[])[];
}

/** What the oracle says of a range. */
export interface Judgement {
  readonly passes: boolean;
  /** Changed paths that some policy governs. */
  readonly governed: readonly string[];
  /** What lets a path through. */
  readonly passages: readonly { readonly path: string; readonly by: 'review' | 'reversal' }[];
  /** Those that no review lists with any content, and that are no reversal: what has to be called uncovered. */
  readonly unlisted: readonly string[];
  /** Why it has to fail; for the message of a failed test. */
  readonly reasons: readonly string[];
}

const folder = 'cx-reviews/';
const configPath = 'cx-reviews/config.yaml';
const gateGlobs = [
  configPath,
  'cx-reviews/allowed_signers',
  'cx-reviews/revoked_keys',
  'cx-reviews/content/**',
];

/** A policy of the config, or the one that every repository has. */
export interface Governing {
  readonly isGate: boolean;
  readonly policy: Policy;
}

const gatePolicy: Governing = { isGate: true, policy: { id: 'the-gate', files: gateGlobs } };

/** What a review has to answer where nobody is worse off, and where the gate itself changes. */
const asked = {
  harmless: [
    'title',
    'situation',
    'author',
    'currency',
    'depth',
    'customers.total',
    'customers.worseOff',
    'change.what',
    'change.dates.effective',
    'change.dates.briefed',
    'change.dates.told',
    'frontline.reason.text',
    'frontline.reason.class',
    'frontline.escalation',
    'frontline.cardOwner',
    'frontline.cardFeedback',
    'verdict.decision',
    'verdict.date',
    'verdict.why',
    'verdict.helpsAndPleases',
    'verdict.wouldSayIt',
    'leadership.signer',
  ],
  gate: [
    'title',
    'author',
    'currency',
    'change.what',
    'change.dates.effective',
    'change.reason',
    'change.reasonClass',
    'verdict.decision',
    'verdict.date',
    'verdict.why',
    'leadership.signer',
  ],
};

export const askedOf = (review: Review): readonly string[] =>
  review.situation === 'gate-change' ? asked.gate : asked.harmless;

const knownSections = new Set([
  ...['schema', 'id', 'title', 'situation', 'depth', 'author', 'status', 'screening', 'currency', 'policy'],
  ...['change', 'customers', 'frontline', 'verdict', 'leadership', 'approvals', 'followUps'],
]);

/** The id that a path gives to the review in it. */
function idAt(path: string): string | undefined {
  const name = /^cx-reviews\/([a-z0-9][a-z0-9-]{0,119})\.yaml$/.exec(path)?.[1];
  return path === configPath ? undefined : name;
}

/** A file as a review; undefined where there is none, or nobody can read it as one. */
function reviewOf(entry: Entry | undefined): Review | undefined {
  if (entry === undefined || entry.kind !== 'file') return undefined;
  const text = entry.content.toString('utf8');
  // Refused before it is read: names for values to be used again elsewhere in the file.
  if (/^[a-z]+: &/m.test(text)) return undefined;
  try {
    const review = parse(text) as Review;
    const isReview =
      typeof review === 'object' &&
      review !== null &&
      Object.keys(review).every((section) => knownSections.has(section)) &&
      [undefined, 'draft', 'proposed', 'closed'].includes(review.status);
    return isReview ? review : undefined;
  } catch {
    return undefined;
  }
}

export const configOf = (side: Side): Config | undefined => {
  const entry = side.get(configPath);
  return entry === undefined ? undefined : (parse(entry.content.toString('utf8')) as Config);
};

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

const decisionOf = ({ status: _status, approvals: _approvals, followUps: _followUps, ...rest }: Review) =>
  rest;
const decisionDigest = (review: Review): string => digestOfData(decisionOf(review));

const rowsOf = (review: Review): readonly FileRow[] => review.policy?.files ?? [];

/** The paths that a review lists, as it writes them. */
const listed = (review: Review): string[] =>
  rowsOf(review).flatMap(({ path }) => (path === undefined ? [] : [path]));

function governedDigest(rows: readonly FileRow[]): string {
  const plain = rows.map(({ path = '', before = 'none', after = 'none' }) => ({ path, before, after }));
  return digestOfData(plain.sort((a, b) => (a.path < b.path ? -1 : 1)));
}

/** The digests that an approval of a review has to carry. */
export const boundOf = (review: Review) => ({
  digest: decisionDigest(review),
  files: governedDigest(rowsOf(review)),
});

/** What two approvals have in common if one is the other, used again. */
const wordOf = ({ person, role, decision, date, digest, files, config }: Approval): string =>
  JSON.stringify([person, role, decision, date, digest, files, config ?? 'none']);

const wordsIn = (review: Review | undefined): Set<string> => new Set((review?.approvals ?? []).map(wordOf));

export const folded = (email: string | undefined): string | undefined =>
  email?.normalize('NFKC').toLowerCase();

/** Which of the changed paths are governed, and by what. */
export function governedPaths(before: Side, after: Side): Map<string, readonly Governing[]> {
  const [ofBase, ofHead] = [configOf(before), configOf(after)];
  const asGoverning = (policy: Policy): Governing => ({ isGate: false, policy });
  const base = ofBase === undefined ? [] : [...(ofBase.policies ?? []).map(asGoverning), gatePolicy];
  const head = (ofHead?.policies ?? []).map(asGoverning);
  return new Map(
    differences(before, after).flatMap((path) => {
      const entries = [before.get(path), after.get(path)];
      const standsForFolder = entries.some((entry) => entry !== undefined && entry.kind !== 'file');
      // A byte that is no UTF-8 counts as some one character.
      const text = Buffer.from(path, 'latin1').toString('utf8');
      const isMeant = ({ isGate, policy }: Governing) =>
        (isGate || !path.startsWith(folder)) &&
        (policy.files ?? []).some((glob) => (standsForFolder ? meansOrReaches : means)(glob, text));
      const found = base.some(isMeant) ? base.filter(isMeant) : head.filter(isMeant);
      return found.length === 0 ? [] : [[path, found] as const];
    }),
  );
}

/** The policies that would govern plain files at these paths. */
function policiesOf(paths: readonly string[], before: Side, after: Side): Governing[] {
  const [ofBase, ofHead] = [configOf(before), configOf(after)];
  const sides = [
    ofBase === undefined
      ? []
      : [...(ofBase.policies ?? []).map((policy) => ({ isGate: false, policy })), gatePolicy],
    (ofHead?.policies ?? []).map((policy) => ({ isGate: false, policy })),
  ];
  const found = paths.flatMap((path) => {
    const meant = sides.map((side) =>
      side.filter(
        ({ isGate, policy }) =>
          (isGate || !path.startsWith(folder)) && (policy.files ?? []).some((glob) => means(glob, path)),
      ),
    );
    return meant.find((side) => side.length > 0) ?? [];
  });
  const byId = new Map(found.map((one) => [`${one.isGate} ${JSON.stringify(one.policy)}`, one]));
  return [...byId.values()];
}

/** Roles that have to be filled, a person each, by the strictest wish of every policy. */
export function rolesFor(policies: readonly Governing[], config: Config, depth: string): string[] {
  const wanted = new Map<string, number>();
  for (const { isGate, policy } of policies) {
    const own = policy.approvals?.[depth] ?? config.approvals?.roles?.[depth] ?? ['owner'];
    const roles = isGate ? ['owner'] : [...own];
    const coSign = policy.frontlineCoSign ?? config.approvals?.frontlineCoSign ?? false;
    if (!isGate && coSign && !roles.includes('frontline')) roles.push('frontline');
    for (const role of new Set(roles)) {
      wanted.set(role, Math.max(wanted.get(role) ?? 0, roles.filter((one) => one === role).length));
    }
  }
  return [...wanted].flatMap(([role, count]) => Array<string>(count).fill(role));
}

function wantsSignatures(policies: readonly Governing[], config: Config): boolean {
  const any = [config.approvals?.level, ...(config.policies ?? []).map(({ level }) => level)];
  return policies.some(({ isGate, policy }) =>
    isGate ? any.includes('signed') : (policy.level ?? config.approvals?.level) === 'signed',
  );
}

/** All that approvals are judged by. */
interface Terms {
  readonly id: string;
  readonly review: Review;
  readonly policies: readonly Governing[];
  readonly config: Config;
  /** Digest of the base's config, or undefined where approvals may be of any. */
  readonly configDigest: string | undefined;
  readonly spent: ReadonlySet<string>;
  readonly changedBy: readonly string[];
  readonly today: string;
}

/** Whether a person can be found for every role, nobody twice, by trying every way. */
function canFill(
  roles: readonly string[],
  able: readonly { role: string; traces: readonly string[] }[],
): boolean {
  const [role, ...rest] = roles;
  if (role === undefined) return true;
  return able.some(
    (one) =>
      one.role === role &&
      canFill(
        rest,
        able.filter((other) => !other.traces.some((trace) => one.traces.includes(trace))),
      ),
  );
}

interface Standing {
  readonly isFilled: boolean;
  readonly isRejected: boolean;
  readonly counted: number;
}

function standingOf(terms: Terms): Standing {
  const { id, review, policies, config, configDigest, spent, changedBy, today } = terms;
  const people = config.people ?? {};
  const { digest, files } = boundOf(review);
  const isOfThis = (approval: Approval): boolean =>
    approval.digest === digest &&
    approval.files === files &&
    (configDigest === undefined || (approval.config ?? 'none') === configDigest);
  const last = new Map<string, Approval>();
  for (const approval of review.approvals ?? []) {
    const key = JSON.stringify([approval.person, approval.role]);
    const earlier = last.get(key);
    // Words on what is there now are not undone by words on something else.
    if (earlier !== undefined && isOfThis(earlier) && !isOfThis(approval)) continue;
    last.set(key, approval);
  }
  const words = [...last.values()].filter(isOfThis);
  const personOf = ({ person = '' }: Approval): Person | undefined => people[person];
  const hasRole = (approval: Approval): boolean =>
    (personOf(approval)?.roles ?? []).includes(approval.role ?? '');
  const roles = rolesFor(policies, config, review.depth ?? 'full');
  const isAlone = Object.keys(people).length === 1 && policies.every(({ isGate }) => isGate);
  const authors = [people[review.author ?? '']?.email, ...changedBy].map(folded);
  const isAuthor = (approval: Approval): boolean => {
    const email = folded(personOf(approval)?.email);
    return approval.person === review.author || (email !== undefined && authors.includes(email));
  };
  const begun = /^\d{4}-\d{2}-\d{2}/.exec(id)?.[0] ?? '';
  const good = words.filter(
    (approval) =>
      approval.decision === 'approve' &&
      roles.includes(approval.role ?? '') &&
      !spent.has(wordOf(approval)) &&
      hasRole(approval) &&
      approval.date !== undefined &&
      approval.date <= dayAfter(today) &&
      approval.date >= begun &&
      (isAlone || !isAuthor(approval)) &&
      // No signature here is a good one.
      approval.level !== 'signed' &&
      !wantsSignatures(policies, config),
  );
  const able = good.map((approval) => ({
    role: approval.role ?? '',
    traces: [`key ${approval.person}`, `email ${folded(personOf(approval)?.email) ?? approval.person}`],
  }));
  return {
    isFilled: canFill(roles, able),
    isRejected: words.some(
      (approval) => ['reject', 'withdraw'].includes(approval.decision ?? '') && hasRole(approval),
    ),
    counted: good.length,
  };
}

function valueAt(review: Review, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined)?.[key], review);
}

/** Rows of `policy.changes` that a review has to have on the paths, by what stands there. */
export function movesOf(
  paths: readonly string[],
  before: Side,
  after: Side,
): { readonly path: string; readonly moves: ReturnType<typeof movesIn> }[] {
  const sorted = [...paths].sort();
  const isMoved = (path: string): boolean => {
    const [was, is] = [before.get(path), after.get(path)];
    return sorted.some((other) => {
      const [otherWas, otherIs] = [before.get(other), after.get(other)];
      const isPair =
        (was === undefined && otherIs === undefined) || (is === undefined && otherWas === undefined);
      const [here, there] = [was ?? is, otherWas ?? otherIs];
      return (
        other !== path &&
        isPair &&
        here !== undefined &&
        there !== undefined &&
        here.kind === there.kind &&
        here.executable === there.executable &&
        here.content.equals(there.content)
      );
    });
  };
  return sorted.map((path) => ({
    path,
    moves: isMoved(path) ? [] : movesIn(path, before.get(path), after.get(path)),
  }));
}

/** Judges a range by both of its sides, all of them, and by who wrote its commits. */
export function judge(before: Side, after: Side, commits: readonly Commit[], today: string): Judgement {
  const reasons: string[] = [];
  const config = configOf(before) ?? configOf(after) ?? { schema: '' };
  const configEntry = before.get(configPath);
  const configDigest = configEntry === undefined ? 'none' : digestOf(configEntry.content);
  const governed = governedPaths(before, after);
  const changed = differences(before, after);
  const changedReviews = changed.flatMap((path) => {
    const id = idAt(path);
    return id === undefined
      ? []
      : [{ id, path, was: reviewOf(before.get(path)), is: reviewOf(after.get(path)) }];
  });

  const changers = (paths: readonly string[]): string[] =>
    commits.flatMap(({ email, changed: sides }) =>
      sides.every((side) => side.some((path) => paths.includes(path))) ? [email] : [],
    );

  /** What is done to records: taking one away needs what changing the gate needs. */
  const weakened = changedReviews.flatMap(({ id, path, was, is }) => {
    const approvals = was?.approvals ?? [];
    if (!approvals.some(({ decision }) => decision === 'approve')) return [];
    const kept = wordsIn(is);
    const isKept = is !== undefined && approvals.every((approval) => kept.has(wordOf(approval)));
    return isKept ? [] : [{ id, path }];
  });
  if (configEntry !== undefined) for (const { path } of weakened) governed.set(path, [gatePolicy]);
  const isOfGate = (path: string) => (governed.get(path) ?? []).some(({ isGate }) => isGate);

  const listsRightly = (review: Review, path: string): boolean => {
    const rows = rowsOf(review).filter((row) => row.path !== undefined && bytesOf(row.path) === path);
    const [from, to] = [digestAt(before, path), digestAt(after, path)];
    return rows.length > 0 && rows.every((row) => row.before === from && row.after === to);
  };
  const mayCover = (review: Review, path: string): boolean =>
    (review.situation === 'gate-change') === isOfGate(path);

  const faultsOf = (
    id: string,
    was: Review | undefined,
    review: Review,
    covers: readonly string[],
  ): string[] => {
    const faults: string[] = [];
    const policies = [...new Set(covers.flatMap((path) => governed.get(path) ?? []))];
    const spent = wordsIn(was);
    const changedBy = changers(covers);
    const standing = standingOf({ id, review, policies, config, configDigest, spent, changedBy, today });
    if (review.id !== id) faults.push('id');
    if (review.status === 'closed') faults.push('closed');
    if (config.people?.[review.author ?? ''] === undefined) faults.push('author');
    if (review.verdict?.decision !== 'go') faults.push('verdict');
    const { expires = '9999-12-31' } = review.verdict ?? {};
    if (expires < today) faults.push('expired');
    // A verdict has to hold until what it decides takes effect; nothing takes effect where the gate changes.
    const starts = String(valueAt(review, 'change.dates.effective') ?? '');
    if (review.situation !== 'gate-change' && expires < starts) faults.push('expires too early');
    if (standing.isRejected) faults.push('rejected');
    if (!standing.isFilled) faults.push('approvals');
    // Where nobody has to approve, a review of the base as it stood there would do for ever.
    const isUnchanged = was !== undefined && decisionDigest(was) === decisionDigest(review);
    if (isUnchanged && standing.counted === 0) faults.push('replayed');
    faults.push(
      ...askedOf(review).flatMap((path) => (valueAt(review, path) === undefined ? [`no ${path}`] : [])),
    );
    for (const { path, moves } of movesOf(covers, before, after)) {
      const stated = (review.policy?.changes ?? []).filter((row) => bytesOf(row.path ?? '') === path);
      if (moves === undefined) {
        // Values that a review states of a file whose values cannot be read are anybody's guess.
        if (isDataFile(path) && stated.length > 0) faults.push(`${path} cannot be read`);
        continue;
      }
      const left = [...stated];
      for (const move of moves) {
        const at = left.findIndex((row) => isSameMove(row, move));
        if (at === -1) faults.push(`${path} ${move.pointer}`);
        else left.splice(at, 1);
      }
      if (left.length > 0) faults.push(`${path} says more`);
      // Nobody is worse off, it says; a price that rises says otherwise.
      const rises = moves.some(
        ({ pointer, from, to }) =>
          /price/.test(pointer ?? '') && typeof from === 'number' && typeof to === 'number' && to > from,
      );
      if (rises && review.situation !== 'gate-change') faults.push('harm');
    }
    return faults;
  };

  const used = new Set<string>();
  const carried = new Set<string>();
  for (const { id, was, is } of changedReviews) {
    if (is === undefined) continue;
    const covers = [...governed.keys()].filter((path) => mayCover(is, path) && listsRightly(is, path));
    if (covers.length === 0) continue;
    used.add(id);
    const faults = faultsOf(id, was, is, covers);
    if (faults.length === 0) for (const path of covers) carried.add(path);
    else reasons.push(`${id}: ${faults.join(', ')}`);
  }

  const wasApproved = (id: string, review: Review): boolean => {
    if (review.id !== id || review.author === undefined) return false;
    const policies = policiesOf(listed(review), before, after);
    const past = { configDigest: undefined, spent: new Set<string>(), changedBy: [] };
    const standing = standingOf({ id, review, policies, config, ...past, today });
    return standing.isFilled && !standing.isRejected;
  };
  const isLive = (id: string, review: Review): boolean =>
    review.status !== 'closed' && review.verdict?.decision === 'go' && wasApproved(id, review);
  const isReversal = (path: string): boolean =>
    !isOfGate(path) &&
    [...before].some(([file, entry]) => {
      const id = idAt(file);
      const review = reviewOf(entry);
      if (id === undefined || review === undefined || !after.has(file)) return false;
      const rows = rowsOf(review);
      return (
        rows.some((row) => row.path !== undefined && bytesOf(row.path) === path) &&
        rows.every((row) => {
          const at = row.path === undefined ? undefined : bytesOf(row.path);
          return at !== undefined && row.after === digestAt(before, at) && row.before === digestAt(after, at);
        }) &&
        !policiesOf(listed(review), before, after).some(({ isGate }) => isGate) &&
        isLive(id, review)
      );
    });
  const open = [...governed.keys()].filter((path) => !carried.has(path) && !isReversal(path));
  const weakenedPaths = new Set(weakened.map(({ path }) => path));
  const isListed = (path: string): boolean =>
    changedReviews.some(
      ({ is }) =>
        is !== undefined &&
        mayCover(is, path) &&
        rowsOf(is).some((row) => row.path !== undefined && bytesOf(row.path) === path),
    );
  if (open.length > 0) reasons.push(`open: ${open.map((path) => JSON.stringify(path)).join(' ')}`);

  for (const { id, was, is } of changedReviews) {
    if (is === undefined) continue;
    const isRewritten = was !== undefined && decisionDigest(was) !== decisionDigest(is) && !used.has(id);
    if (isRewritten && wasApproved(id, was)) {
      const policies = policiesOf(listed(is), before, after);
      const spent = wordsIn(was);
      if (
        !standingOf({ id, review: is, policies, config, configDigest, spent, changedBy: [], today }).isFilled
      ) {
        reasons.push(`${id} is rewritten`);
      }
    }
    // An approved review may not come in with a "before" that never was: a reversal could lean on it.
    const isNews = (is.approvals ?? []).some(
      (approval) => approval.decision === 'approve' && !wordsIn(was).has(wordOf(approval)),
    );
    const hadRecord = (was?.approvals ?? []).some(({ decision }) => decision === 'approve');
    const isAsBefore =
      was !== undefined &&
      (hadRecord || isLive(id, was)) &&
      governedDigest(rowsOf(was)) === governedDigest(rowsOf(is));
    if (isAsBefore || !(isNews || isLive(id, is))) continue;
    for (const { path, before: from, after: to } of rowsOf(is)) {
      if (path === undefined || from === undefined || to === undefined) continue;
      if (open.includes(bytesOf(path))) continue;
      if (digestAt(before, bytesOf(path)) === from && digestAt(after, bytesOf(path)) === to) continue;
      reasons.push(`${id} claims a change of ${path}`);
    }
  }
  const isOpen = open.length > 0;
  return {
    passes: !isOpen && !reasons.some((reason) => / is rewritten$| claims a change of /.test(reason)),
    governed: [...governed.keys()],
    passages: [...governed.keys()]
      .filter((path) => !open.includes(path))
      .map((path) => ({ path, by: carried.has(path) ? 'review' : 'reversal' })),
    unlisted: open.filter((path) => !isListed(path) && !weakenedPaths.has(path)),
    reasons,
  };
}
