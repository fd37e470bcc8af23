import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Approval } from '../../src/domain/review.ts';
import { type ApprovalRules, judgeApprovals, statementOf } from '../../src/gate/approvals.ts';
import { foldedAddress, noMakers } from '../../src/gate/persons.ts';
import { digestOf } from '../../src/lib/digest.ts';
import { runsAtEffort } from '../support/effort.ts';

const digest = digestOf('decision');
const files = digestOf('files');
const config = digestOf('config');

const people: ApprovalRules['people'] = {
  ana: { name: 'Ana', email: 'ana@example.com', roles: ['owner', 'finance'] },
  ben: { name: 'Ben', email: 'ben@example.com', roles: ['owner'] },
  cat: { name: 'Cat', email: 'cat@example.com', roles: ['finance', 'legal'] },
  dan: { name: 'Dan', roles: ['legal', 'owner', 'finance'] },
  eve: { name: 'Eve', email: 'ANA@example.com', roles: ['legal'] },
};

const rules = (roles: readonly string[], more: Partial<ApprovalRules> = {}): ApprovalRules => ({
  requirement: { roles, level: 'recorded' },
  bound: { subject: 'a', digest, files, repository: undefined, config },
  people,
  author: 'mia',
  makers: noMakers,
  isKeyOf: () => false,
  allowAuthor: false,
  spent: new Set(),
  from: '2026-11-01',
  until: '2026-11-23',
  today: '2026-11-22',
  verify: () => ({ ok: false, why: 'nobody signs here' }),
  ...more,
});

const by = (person: string, role: string, more: Partial<Approval> = {}): Approval => ({
  id: `${person}-${role}`,
  person,
  role,
  decision: 'approve',
  date: '2026-11-20',
  level: 'recorded',
  digest,
  files,
  config,
  ...more,
});

const gapsOf = (approvals: readonly Approval[], of: ApprovalRules) =>
  judgeApprovals(approvals, of).gaps.map(({ role }) => role);

describe('who fills which role', () => {
  it('gives each role a person of its own, whatever the order', () => {
    const roles = ['owner', 'finance', 'legal'];
    const given = [by('ana', 'owner'), by('ana', 'finance'), by('ben', 'owner'), by('cat', 'legal')];
    for (const approvals of [given, [...given].reverse()]) {
      expect(gapsOf(approvals, rules(roles))).toEqual([]);
    }
    expect(gapsOf([by('ana', 'owner'), by('ana', 'finance'), by('cat', 'legal')], rules(roles))).toHaveLength(
      1,
    );
  });

  it('takes the same address for the same person', () => {
    expect(gapsOf([by('ana', 'owner'), by('eve', 'legal')], rules(['owner', 'legal']))).toEqual(['legal']);
  });

  it('takes those who share a key for the same person, whoever of them signs with it', () => {
    const signed = { level: 'signed', signature: 'x' } as const;
    const of = (sharers: readonly string[]) =>
      rules(['owner', 'finance'], {
        verify: ({ principal }) => ({ ok: true, key: `key of ${principal}` }),
        isKeyOf: (key, address) => key === 'key of ben@example.com' && sharers.includes(address),
      });
    const approvals = [by('ben', 'owner', signed), by('cat', 'finance', signed)];
    expect(gapsOf(approvals, of(['ben@example.com']))).toEqual([]);
    expect(gapsOf(approvals, of(['ben@example.com', 'cat@example.com']))).toEqual(['finance']);
  });

  it('fills as many roles as any assignment could', () => {
    const everything = Object.entries(people).flatMap(([person, { roles = [] }]) =>
      roles.map((role) => by(person, role)),
    );
    const sets = fc.tuple(
      fc.subarray(everything),
      fc.array(fc.constantFrom('owner', 'finance', 'legal'), { maxLength: 4 }),
    );
    fc.assert(
      fc.property(sets, ([approvals, roles]) => {
        const { filled, gaps } = judgeApprovals(approvals, rules(roles));
        expect(filled.length).toBe(best(approvals, roles));
        expect(filled.length + gaps.length).toBe(roles.length);
        const persons = filled.map(({ approval }) => identity(approval.person));
        expect(new Set(persons).size).toBe(persons.length);
      }),
      { numRuns: runsAtEffort(100) },
    );
  });
});

const identity = (person: string | undefined) => (person === 'eve' ? 'ana' : person);

/** By trying everything. */
function best(approvals: readonly Approval[], roles: readonly string[]): number {
  const [role, ...rest] = roles;
  if (role === undefined) return 0;
  const without = best(approvals, rest);
  const withOne = approvals
    .filter((approval) => approval.role === role)
    .map(
      ({ person }) =>
        1 +
        best(
          approvals.filter((other) => identity(other.person) !== identity(person)),
          rest,
        ),
    );
  return Math.max(without, ...withOne);
}

describe('what does not count', () => {
  const why = (approval: Approval, more: Partial<ApprovalRules> = {}) => {
    const [gap] = judgeApprovals([approval], rules(['owner'], more)).gaps;
    const [first] = gap?.discounted ?? [];
    return first === undefined ? 'counts or unheard' : `${first.fault}: ${first.why}`;
  };

  it.each<[string, Partial<Approval>, string]>([
    ['another decision', { digest: digestOf('x') }, 'voided'],
    ['other files', { files: digestOf('x') }, 'voided'],
    ['another config', { config: digestOf('x') }, 'voided: it was given under other settings'],
    ['no date', { date: undefined as unknown as string }, 'unfit: it has no date'],
    ['a day too late', { date: '2026-11-24' }, 'unfit: its date'],
    ['a day too early', { date: '2026-10-31' }, 'unfit: its date'],
    ['a stranger', { person: 'zoe' }, 'unfit: the config of the base knows no person'],
    ['a name of JavaScript', { person: 'constructor' }, 'unfit: the config of the base knows no person'],
    ['somebody without the role', { person: 'cat' }, 'unfit: the config of the base does not give'],
    ['a signature that is missing', { level: 'signed' }, 'unproven'],
    ['a signature that is wrong', { level: 'signed', signature: 'x' }, 'unproven: nobody signs here'],
  ])('%s', (_name, more, reason) => {
    expect(why(by('ana', 'owner', more))).toContain(reason);
  });

  it.each(['2026-11-01', '2026-11-22', '2026-11-23'])('but %s is a day like any other', (date) => {
    expect(gapsOf([by('ana', 'owner', { date })], rules(['owner']))).toEqual([]);
  });

  it('the author, by their key, their address, or what git says', () => {
    expect(why(by('ana', 'owner'), { author: 'ana' })).toContain('own');
    expect(why(by('dan', 'owner'), { author: 'dan' })).toContain('own');
    expect(why(by('ana', 'owner'), { author: 'eve' })).toContain('own');
    expect(why(by('ana', 'owner'), { makers: { ...noMakers, addresses: ['Ana@Example.com'] } })).toContain(
      'own',
    );
    expect(gapsOf([by('ana', 'owner')], rules(['owner'], { author: 'ana', allowAuthor: true }))).toEqual([]);
  });

  it('what is signed with a key of the author, or with one that signed the commits', () => {
    const signed = by('ana', 'owner', { level: 'signed', signature: 'x' });
    const verify = () => ({ ok: true, key: 'k' }) as const;
    const makers = { ...noMakers, addresses: ['dev@example.com'], keys: () => ['k'] };
    expect(why(signed, { verify })).toBe('counts or unheard');
    expect(why(signed, { verify, makers })).toContain('own: it is signed with a key of whoever wrote');
    const isKeyOf = (key: string, address: string) => key === 'k' && address === 'dev@example.com';
    const isOwn = why(signed, { verify, isKeyOf, makers: { ...makers, keys: () => [] } });
    expect(isOwn).toContain('own: it is signed with a key of whoever wrote');
    expect(why(signed, { verify, makers, allowAuthor: true })).toBe('counts or unheard');
  });

  it('what was spent, whatever is written beside it', () => {
    const old = by('ana', 'owner');
    const spent = new Set([statementOf(old, 'a')]);
    expect(why({ ...old, id: 'new', note: 'new' }, { spent })).toContain('replayed');
    expect(why({ ...old, date: '2026-11-21' }, { spent })).toBe('counts or unheard');
  });

  it('a key is asked for the day of the approval and for today', () => {
    const days: (readonly string[])[] = [];
    const verify: ApprovalRules['verify'] = (signed) => {
      days.push(signed.days);
      return { ok: true, key: 'k' };
    };
    const signed = by('ana', 'owner', { level: 'signed', signature: 'x' });
    judgeApprovals([signed], rules(['owner'], { verify }));
    judgeApprovals([signed], rules(['owner'], { verify, today: undefined }));
    expect(days).toEqual([['2026-11-20', '2026-11-22'], ['2026-11-20']]);
  });
});

describe('a no', () => {
  it('counts from whoever may approve, until they say yes', () => {
    const no = by('ana', 'owner', { id: 'no', decision: 'reject' });
    const against = (approvals: readonly Approval[]) =>
      judgeApprovals(approvals, rules(['legal'])).against.length;
    expect(against([no])).toBe(1);
    expect(against([no, by('ana', 'owner')])).toBe(0);
    // A yes that was used before, or by an author, is still theirs.
    const yes = by('ana', 'owner', { date: '2026-11-21' });
    const used = rules(['owner'], { spent: new Set([statementOf(yes, 'a')]) });
    expect(judgeApprovals([no, yes], used)).toMatchObject({ against: [], gaps: [{ role: 'owner' }] });
    // What they said before their no counts for nothing any more.
    const before = by('ana', 'owner', { date: '2026-11-19' });
    expect(judgeApprovals([before, no, yes], used).gaps).toMatchObject([{ role: 'owner' }]);
    expect(judgeApprovals([no, yes], rules(['owner'], { author: 'ana' })).against).toEqual([]);
    expect(against([no, by('ana', 'owner', { digest: digestOf('x') })])).toBe(1);
    expect(against([{ ...no, role: 'legal' }])).toBe(0);
    expect(against([{ ...no, decision: 'withdraw' }])).toBe(1);
  });

  describe('whatever was edited since', () => {
    const other = { digest: digestOf('earlier') };
    const no = (date: string, more: Partial<Approval> = {}) =>
      by('ana', 'owner', { id: 'no', decision: 'reject', date, ...other, ...more });
    const yes = (date: string, more: Partial<Approval> = {}) => by('ana', 'owner', { date, ...more });
    const isAgainst = (approvals: readonly Approval[], more: Partial<ApprovalRules> = {}) =>
      judgeApprovals(approvals, rules(['legal'], more)).against.length === 1;

    it.each<[string, Approval[], boolean]>([
      ['said of an earlier version', [no('2026-11-19')], true],
      ['said under other settings', [no('2026-11-19', { config: digestOf('x') })], true],
      ['said after a yes to this', [yes('2026-11-18'), no('2026-11-19')], true],
      ['with a yes of somebody else', [no('2026-11-19'), by('ben', 'owner')], true],
      ['with a yes in another role', [no('2026-11-19'), by('ana', 'finance')], true],
      ['with a yes to this later on', [no('2026-11-19'), yes('2026-11-20')], false],
      [
        'with a yes to a version in between',
        [no('2026-11-18'), yes('2026-11-19', { files: digestOf('x') })],
        false,
      ],
      ['with a yes to something else on that day', [no('2026-11-19'), yes('2026-11-19', other)], true],
      ['with a yes to this on that day behind it', [no('2026-11-19'), yes('2026-11-19')], false],
      ['with a yes to this on that day before it', [yes('2026-11-19'), no('2026-11-19')], true],
      ['with a yes to nothing', [no('2026-11-19'), yes('2026-11-20', { digest: undefined as never })], true],
    ])('stands %s: %#', (_name, approvals, stands) => {
      expect(isAgainst(approvals)).toBe(stands);
    });

    it('is lifted at level signed by a signature of the same person alone', () => {
      const words = [no('2026-11-19'), yes('2026-11-20', { level: 'signed', signature: 'x' })];
      const requirement = { roles: ['legal'], level: 'signed' } as const;
      const signedBy = (principal: string): Partial<ApprovalRules> => ({
        requirement,
        verify: (signed) =>
          signed.principal === principal ? { ok: true, key: 'k' } : { ok: false, why: 'of somebody else' },
      });
      expect(isAgainst(words, signedBy('ana@example.com'))).toBe(false);
      expect(isAgainst(words, signedBy('ben@example.com'))).toBe(true);
      expect(isAgainst([no('2026-11-19'), yes('2026-11-20')], signedBy('ana@example.com'))).toBe(true);
    });
  });
});

describe('an address', () => {
  it.each([
    ['Ana@Example.com', 'ana@example.com'],
    [' ana@example.com ', 'ana@example.com'],
    ['ana+tag@example.com', 'ana@example.com'],
    ['ana+a+b@example.com', 'ana@example.com'],
    ['a.n.a+x@gmail.com', 'ana@gmail.com'],
    ['ana@googlemail.com', 'ana@gmail.com'],
    ['\uFF41na@example.com', 'ana@example.com'],
  ])('%j leads to the mailbox %j', (address, mailbox) => {
    expect(foldedAddress(address)).toBe(foldedAddress(mailbox));
  });

  it.each([
    ['a.na@example.com', 'ana@example.com'],
    ['+ana@example.com', '+ben@example.com'],
    ['ana@mail.example.com', 'ana@example.com'],
    ['ana@constructor', 'ben@constructor'],
  ])('%j and %j lead to two', (one, other) => {
    expect(foldedAddress(one)).not.toBe(foldedAddress(other));
  });
});
