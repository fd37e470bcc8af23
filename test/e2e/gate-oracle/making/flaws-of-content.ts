import { bytesOf, differences, digestAt, digestOf, textOf } from '../oracle/side.ts';
import { oneFile, oneMove, otherDigest, type ReviewFlaw } from './flaw.ts';

/** The same content as something else: a plain file, where it was none, else a script. */
const otherKind = (digest = 'none'): string =>
  digest.includes(':sha256')
    ? digest.replace(/^.*(?=sha256)/, '')
    : digest.replace('sha256', 'executable:sha256');

/** What can be wrong with the files and values that a review lists. */
export const flawsOfContent: readonly ReviewFlaw[] = [
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
    name: 'another kind after',
    before: oneFile((row) => {
      row.after = otherKind(row.after);
    }),
  },
  {
    name: 'another kind before',
    before: oneFile((row) => {
      row.before = otherKind(row.before);
    }),
  },
  {
    name: 'another kind, after the approvals',
    after: oneFile((row) => {
      row.after = otherKind(row.after);
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
    name: 'lists what only the other branch changed',
    before: ({ review, desk: { ground } }, dice) => {
      const { from, base, after } = ground;
      const theirs = differences(from, base).filter((path) => from.get(path) === after.get(path));
      const [path] = dice.some(
        theirs.filter((one) => textOf(one) !== undefined),
        1,
      );
      if (path === undefined) return;
      const row = { id: 'theirs', path: textOf(path) ?? '', before: digestAt(base, path) };
      review.policy?.files?.push({ ...row, after: digestAt(from, path) });
    },
  },
  {
    name: 'lists the line endings that attributes ask for',
    before: ({ review, desk: { ground } }) => {
      for (const row of review.policy?.files ?? []) {
        const entry = ground.after.get(bytesOf(row.path ?? ''));
        if (entry === undefined || row.after === 'none') continue;
        row.after = digestOf(
          Buffer.from(entry.content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
        );
      }
    },
  },
];
