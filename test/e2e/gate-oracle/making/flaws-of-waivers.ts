import type { Approval, Waiver } from '../oracle/model.ts';
import { dayAfter } from '../oracle/standing.ts';
import { change, otherDigest, type WaiverFlaw } from './flaw.ts';
import { today } from './texts.ts';
import { sign } from './writing.ts';

const set = (name: string, values: Partial<Waiver>): WaiverFlaw => ({
  name,
  before: ({ waiver }) => {
    Object.assign(waiver, values);
  },
});

const without = (name: string, key: keyof Waiver): WaiverFlaw => ({
  name,
  before: ({ waiver }) => {
    delete waiver[key];
  },
});

const oneApproval = (name: string, how: (approval: Approval) => void): WaiverFlaw => ({
  name,
  after: ({ waiver }, dice) => change(waiver.approvals, dice, how),
});

/** Lasts so many days more, or fewer, than the config lets it. */
const lasting = (name: string, more: number): WaiverFlaw => ({
  name,
  before: ({ waiver, desk: { ground } }) => {
    const { maxDays = 14 } = ground.config.waivers ?? {};
    waiver.expires = dayAfter(waiver.date ?? today, maxDays + more);
  },
});

/** What can be wrong with a waiver, or only look as if. */
export const flawsOfWaivers: readonly WaiverFlaw[] = [
  set('ran out yesterday', { date: '2026-11-15', expires: '2026-11-21' }),
  set('ran out long ago', { date: '2026-09-15', expires: '2026-09-21' }),
  set('runs out today', { date: '2026-11-15', expires: today }),
  lasting('lasts as long as it may', 0),
  lasting('lasts a day too long', 1),
  lasting('lasts for years', 1000),
  set('begins tomorrow', { date: '2026-11-23', expires: '2026-11-24' }),
  set('begins the day after', { date: '2026-11-24', expires: '2026-11-25' }),
  set('a reason of blanks', { reason: '  ' }),
  set('an owner whom nobody knows', { owner: 'nobody' }),
  set('an author whom nobody knows', { author: 'nobody' }),
  set('an approver is its author', { author: 'leo' }),
  set('another id', { id: '2026-11-20-another' }),
  without('no reason', 'reason'),
  without('no owner', 'owner'),
  without('no author', 'author'),
  without('no date', 'date'),
  without('no end', 'expires'),
  without('no files', 'files'),
  {
    name: 'other content after',
    before: ({ waiver }, dice) =>
      change(waiver.files, dice, (row) => {
        row.after = otherDigest;
      }),
  },
  {
    name: 'other content before',
    before: ({ waiver }, dice) =>
      change(waiver.files, dice, (row) => {
        row.before = otherDigest;
      }),
  },
  {
    name: 'a file left out',
    before: ({ waiver }, dice) => {
      waiver.files?.splice(dice.number(waiver.files.length), 1);
    },
  },
  {
    name: 'a file listed twice, once wrong',
    before: ({ waiver }) => {
      const [first] = waiver.files ?? [];
      if (first !== undefined) waiver.files?.push({ ...first, id: 'again', after: otherDigest });
    },
  },
  {
    name: 'nobody approved',
    after: ({ waiver }) => {
      delete waiver.approvals;
    },
  },
  {
    name: 'an approval missing',
    after: ({ waiver }) => {
      waiver.approvals?.pop();
    },
  },
  oneApproval('approved by its author', (approval) => {
    approval.person = 'maya';
  }),
  {
    name: 'approved by its author under another key',
    before: ({ waiver }) => {
      waiver.author = 'double';
    },
    after: ({ waiver, desk: { keys } }) => {
      for (const approval of waiver.approvals ?? []) {
        approval.person = 'noor';
        if (approval.level === 'signed') sign(approval, `waivers/${waiver.id}`, keys);
      }
    },
  },
  oneApproval('approved without the role', (approval) => {
    approval.role = 'frontline';
  }),
  oneApproval('approved by somebody without the role', (approval) => {
    approval.person = 'sam';
  }),
  oneApproval('something else approved', (approval) => {
    approval.digest = otherDigest;
  }),
  oneApproval('other files approved', (approval) => {
    approval.files = otherDigest;
  }),
  oneApproval('approved under other settings', (approval) => {
    approval.config = otherDigest;
  }),
  oneApproval('rejected', (approval) => {
    approval.decision = 'reject';
  }),
  {
    name: 'rejected by somebody else',
    after: ({ waiver }) => {
      const [first] = waiver.approvals ?? [];
      const person = first?.person === 'leo' ? 'noor' : 'leo';
      if (first !== undefined)
        waiver.approvals?.push({ ...first, id: 'no', person, role: 'owner', decision: 'reject' });
    },
  },
  {
    name: 'another reason after approval',
    after: ({ waiver }) => {
      waiver.reason = 'Because';
    },
  },
  {
    name: 'longer after approval',
    after: ({ waiver }) => {
      waiver.expires = dayAfter(waiver.expires ?? today);
    },
  },
  {
    name: 'its review named after approval',
    after: ({ waiver }) => {
      waiver.review = '2026-11-20-some-review';
    },
  },
  {
    name: 'on the base already',
    after: (flawed) => {
      flawed.isOnBase = true;
    },
  },
  {
    name: 'a part that nobody knows',
    after: ({ waiver }) => {
      Object.assign(waiver, { approved: true });
    },
  },
  {
    name: 'a name for a value',
    after: (flawed) => {
      flawed.text = (text) => text.replace(/^reason: /m, 'reason: &again ');
    },
  },
  {
    name: 'as .yml',
    after: (flawed) => {
      flawed.path = flawed.path.replace(/yaml$/, 'yml');
    },
  },
  {
    name: 'in another folder',
    after: (flawed) => {
      flawed.path = flawed.path.replace('waivers/', 'Waivers/');
    },
  },
  {
    name: 'in a folder below',
    after: (flawed) => {
      flawed.path = flawed.path.replace('waivers/', 'waivers/old/');
    },
  },
  {
    name: 'under another name',
    after: (flawed) => {
      flawed.path = flawed.path.replace('waiver-', 'other-');
    },
  },
  {
    name: 'as a link',
    after: (flawed) => {
      flawed.entry = { kind: 'link', content: Buffer.from('elsewhere.yaml') };
    },
  },
];
