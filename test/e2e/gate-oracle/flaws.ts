import type { Approval, Config, Review } from './model.ts';
import { askedOf } from './oracle.ts';
import type { Dice } from './random.ts';
import type { Entry } from './side.ts';
import { boundOf } from './standing.ts';

/** A review on its way into a repository, with what can go wrong with it. */
export interface Flawed {
  readonly review: Review;
  readonly config: Config;
  path: string;
  /** What becomes of the text of the file. */
  text: ((text: string) => string) | undefined;
  entry: Partial<Entry>;
  approve: () => Approval[];
}

type Step = (flawed: Flawed, dice: Dice) => void;

/** Something that goes wrong, or only looks as if; `before` it is approved, or `after`. */
interface Flaw {
  readonly name: string;
  readonly before?: Step;
  readonly after?: Step;
}

const otherDigest = `sha256:${'5'.repeat(64)}`;

function change<Item>(items: readonly Item[] | undefined, dice: Dice, how: (item: Item) => void): void {
  if (items !== undefined && items.length > 0) how(dice.pick(items));
}

const oneFile =
  (how: (row: NonNullable<NonNullable<Review['policy']>['files']>[number]) => void): Step =>
  ({ review }, dice) =>
    change(review.policy?.files, dice, how);

const oneMove =
  (how: (row: NonNullable<NonNullable<Review['policy']>['changes']>[number]) => void): Step =>
  ({ review }, dice) =>
    change(review.policy?.changes, dice, how);

const oneApproval =
  (how: (approval: Approval) => void): Step =>
  ({ review }, dice) =>
    change(review.approvals, dice, how);

/** Takes an answer away; what is left empty by it goes as well. */
function forget(review: Review, path: string): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<Record<string, unknown>>(
    (here, key) => here[key] as Record<string, unknown>,
    review,
  );
  delete holder[last];
}

/** Somebody with a role, who has not said anything yet, says no to what is there now. */
function sayNo(review: Review, decision: string): void {
  const [config] = (review.approvals ?? []).map((approval) => approval.config);
  const silent = ['leo', 'noor', 'double'].find(
    (person) => !(review.approvals ?? []).some((approval) => approval.person === person),
  );
  review.approvals?.push({
    id: 'against',
    person: silent ?? 'leo',
    role: 'owner',
    decision,
    date: '2026-11-22',
    ...boundOf(review),
    ...(config === undefined ? {} : { config }),
  });
}

export const flaws: readonly Flaw[] = [
  {
    name: 'wrong before',
    before: oneFile((row) => {
      row.before = otherDigest;
    }),
  },
  {
    name: 'wrong after',
    before: oneFile((row) => {
      row.after = otherDigest;
    }),
  },
  {
    name: 'no digest',
    before: oneFile((row) => {
      delete row.after;
    }),
  },
  {
    name: 'none as before',
    before: oneFile((row) => {
      row.before = 'none';
    }),
  },
  {
    name: 'digests the wrong way round',
    before: oneFile((row) => {
      [row.before, row.after] = [row.after ?? 'none', row.before ?? 'none'];
    }),
  },
  {
    name: 'file left out',
    before: ({ review }, dice) => {
      review.policy?.files?.splice(dice.number(review.policy.files.length), 1);
    },
  },
  {
    name: 'file listed twice, once wrong',
    before: ({ review }) => {
      const [first] = review.policy?.files ?? [];
      if (first !== undefined) review.policy?.files?.push({ ...first, id: 'again', after: otherDigest });
    },
  },
  {
    name: 'file listed twice, both right',
    before: ({ review }) => {
      const [first] = review.policy?.files ?? [];
      if (first !== undefined) review.policy?.files?.push({ ...first, id: 'again' });
    },
  },
  {
    name: 'path in capitals',
    before: oneFile((row) => {
      row.path = row.path?.toUpperCase() ?? '';
    }),
  },
  {
    name: 'path composed otherwise',
    before: oneFile((row) => {
      row.path = row.path?.normalize('NFD') ?? '';
    }),
  },
  {
    name: 'path with a dot',
    before: oneFile((row) => {
      row.path = `./${row.path ?? ''}`;
    }),
  },
  {
    name: 'listed as a folder',
    before: oneFile((row) => {
      row.path = row.path?.split('/')[0] ?? '';
    }),
  },
  {
    name: 'lists a file that does not change',
    before: ({ review }) => {
      review.policy?.files?.push({
        id: 'idle',
        path: 'docs/elsewhere.txt',
        before: 'none',
        after: otherDigest,
      });
    },
  },
  {
    name: 'value left out',
    before: ({ review }) => {
      review.policy?.changes?.pop();
    },
  },
  {
    name: 'other old value',
    before: oneMove((row) => {
      if ('from' in row) row.from = 'x';
    }),
  },
  {
    name: 'other new value',
    before: oneMove((row) => {
      if ('to' in row) row.to = 999;
    }),
  },
  {
    name: 'value as text',
    before: oneMove((row) => {
      if (typeof row.to === 'number') row.to = String(row.to);
    }),
  },
  {
    name: 'other pointer',
    before: oneMove((row) => {
      row.pointer = 'elsewhere';
    }),
  },
  {
    name: 'one value more',
    before: ({ review }) => {
      const [first] = review.policy?.files ?? [];
      const more = { id: 'more', path: first?.path ?? 'x', pointer: 'seats', from: 1, to: 2 };
      if (review.policy !== undefined) review.policy.changes = [...(review.policy.changes ?? []), more];
    },
  },
  {
    name: 'verdict revise',
    before: ({ review }) => {
      review.verdict = { ...review.verdict, decision: 'revise' };
    },
  },
  {
    name: 'verdict drop',
    before: ({ review }) => {
      review.verdict = { ...review.verdict, decision: 'drop' };
    },
  },
  {
    name: 'ran out',
    before: ({ review }) => {
      review.verdict = { ...review.verdict, expires: '2026-11-21' };
    },
  },
  {
    name: 'runs out today',
    before: ({ review }) => {
      review.verdict = { ...review.verdict, expires: '2026-11-22' };
    },
  },
  {
    name: 'runs out later',
    before: ({ review }) => {
      review.verdict = { ...review.verdict, expires: '2027-05-01' };
    },
  },
  { name: 'answer missing', before: ({ review }, dice) => forget(review, dice.pick(askedOf(review))) },
  {
    name: 'unknown author',
    before: ({ review }) => {
      review.author = 'nobody';
    },
  },
  {
    name: 'closed',
    before: ({ review }) => {
      review.status = 'closed';
    },
  },
  {
    name: 'a draft',
    before: ({ review }) => {
      review.status = 'draft';
    },
  },
  {
    name: 'approved by its status',
    before: ({ review }) => {
      review.status = 'approved';
    },
    after: ({ review }) => {
      review.approvals = [];
    },
  },
  {
    name: 'other id',
    before: ({ review }) => {
      review.id = '2026-11-15-another';
    },
  },
  {
    name: 'of the gate, or not',
    before: ({ review }) => {
      review.situation = review.situation === 'gate-change' ? 'contract-terms' : 'gate-change';
    },
  },
  {
    name: 'unknown section',
    before: ({ review }) => {
      review.approved = true;
    },
  },
  {
    name: 'decision changed after approval',
    after: ({ review }) => {
      review.title = 'Something else';
    },
  },
  {
    name: 'follow-up after approval',
    after: ({ review }) => {
      review.followUps = [];
    },
  },
  {
    name: 'status after approval',
    after: ({ review }) => {
      review.status = 'draft';
    },
  },
  {
    name: 'no approvals',
    after: ({ review }) => {
      delete review.approvals;
    },
  },
  {
    name: 'an approval missing',
    after: ({ review }) => {
      review.approvals?.pop();
    },
  },
  {
    name: 'approval of other content',
    after: oneApproval((approval) => {
      approval.digest = otherDigest;
    }),
  },
  {
    name: 'approval of other files',
    after: oneApproval((approval) => {
      approval.files = otherDigest;
    }),
  },
  {
    name: 'approval under other settings',
    after: oneApproval((approval) => {
      approval.config = otherDigest;
    }),
  },
  {
    name: 'approval under no settings',
    after: oneApproval((approval) => {
      delete approval.config;
    }),
  },
  {
    name: 'approval from the future',
    after: oneApproval((approval) => {
      approval.date = '2026-11-24';
    }),
  },
  {
    name: 'approval from tomorrow',
    after: oneApproval((approval) => {
      approval.date = '2026-11-23';
    }),
  },
  {
    name: 'approval from before the review',
    after: oneApproval((approval) => {
      approval.date = '2026-11-01';
    }),
  },
  {
    name: 'approval without a date',
    after: oneApproval((approval) => {
      delete approval.date;
    }),
  },
  {
    name: 'role in capitals',
    after: oneApproval((approval) => {
      approval.role = 'Owner';
    }),
  },
  {
    name: 'role that they do not have',
    after: oneApproval((approval) => {
      approval.person = 'sam';
    }),
  },
  {
    name: 'approver whom nobody knows',
    after: oneApproval((approval) => {
      approval.person = 'mallory';
    }),
  },
  {
    name: 'approver from the prototype',
    after: oneApproval((approval) => {
      approval.person = 'constructor';
    }),
  },
  {
    name: 'approved by the author',
    after: oneApproval((approval) => {
      approval.person = 'maya';
    }),
  },
  {
    name: 'author is an approver',
    before: ({ review }, dice) => {
      review.author = dice.pick(['leo', 'noor', 'double']);
    },
  },
  {
    name: 'approver becomes author',
    after: ({ review }) => {
      review.author = review.approvals?.[0]?.person ?? 'leo';
      Object.assign(review.approvals?.[0] ?? {}, boundOf(review));
    },
  },
  {
    name: 'one person in every role',
    after: ({ review }) => {
      for (const approval of review.approvals ?? []) approval.person = 'noor';
    },
  },
  {
    name: 'the same address in every role',
    after: ({ review }) =>
      review.approvals?.forEach((approval, at) => {
        approval.person = at === 0 ? 'noor' : 'double';
      }),
  },
  {
    name: 'signed with nothing',
    after: oneApproval((approval) => {
      approval.level = 'signed';
    }),
  },
  {
    name: 'signed with rubbish',
    after: oneApproval((approval) => {
      approval.level = 'signed';
      approval.signature = 'rubbish';
    }),
  },
  {
    name: 'rejected',
    after: oneApproval((approval) => {
      approval.decision = 'reject';
    }),
  },
  {
    name: 'rejected later',
    after: ({ review }, dice) =>
      change(review.approvals, dice, (approval) =>
        review.approvals?.push({ ...approval, id: 'later', decision: 'reject' }),
      ),
  },
  {
    name: 'rejected earlier',
    after: ({ review }, dice) =>
      change(review.approvals, dice, (approval) =>
        review.approvals?.unshift({ ...approval, id: 'earlier', decision: 'reject' }),
      ),
  },
  {
    name: 'another content rejected later',
    after: ({ review }, dice) =>
      change(review.approvals, dice, (approval) =>
        review.approvals?.push({ ...approval, id: 'later', decision: 'reject', digest: otherDigest }),
      ),
  },
  {
    name: 'rejected by another owner',
    after: ({ review }) => sayNo(review, 'reject'),
  },
  {
    name: 'withdrawn by another owner',
    after: ({ review }) => sayNo(review, 'withdraw'),
  },
  {
    name: 'rejected by somebody without the role',
    after: ({ review }) => {
      review.approvals?.push({
        id: 'no',
        person: 'sam',
        role: 'owner',
        decision: 'reject',
        date: '2026-11-22',
        ...boundOf(review),
      });
    },
  },
  {
    name: 'a name for a value',
    after: (flawed) => {
      flawed.text = (text) => text.replace(/^title: /m, 'title: &again ');
    },
  },
  {
    name: 'broken YAML',
    after: (flawed) => {
      flawed.text = (text) => `${text}\n]: [`;
    },
  },
  {
    name: 'marked as UTF-8',
    after: (flawed) => {
      flawed.text = (text) => `\ufeff${text}`;
    },
  },
  {
    name: 'in a folder',
    after: (flawed) => {
      flawed.path = flawed.path.replace('cx-reviews/', 'cx-reviews/old/');
    },
  },
  {
    name: 'as .yml',
    after: (flawed) => {
      flawed.path = flawed.path.replace(/yaml$/, 'yml');
    },
  },
  {
    name: 'name in capitals',
    after: (flawed) => {
      flawed.path = flawed.path.replace('change', 'CHANGE');
    },
  },
  {
    name: 'under another name',
    after: (flawed) => {
      flawed.path = flawed.path.replace('change', 'renamed');
    },
  },
  {
    name: 'as a link',
    after: (flawed) => {
      flawed.entry = { kind: 'link', content: Buffer.from('elsewhere.yaml') };
    },
  },
];
