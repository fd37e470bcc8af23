import { type ApprovalFile, nameOf, subjectAt } from '../oracle/approval-files.ts';
import type { Approval } from '../oracle/model.ts';
import { bytesOf, type Entry } from '../oracle/side.ts';
import { type Draft, file, put } from './operations.ts';
import type { Dice } from './random.ts';
import { asYaml } from './texts.ts';

interface Approved {
  approvals?: Approval[];
}

const isWhole = ({ person, role, decision, date, level, digest, files }: Approval): boolean =>
  [person, role, decision, date, level, digest, files].every((part) => part !== undefined);

/**
 * Puts some of the approvals of a record into files of their own.
 * @param sides where they come to lie
 * @returns the record with those that stay in it
 */
export function putBeside<Record extends Approved>(
  record: Record,
  subject: string,
  sides: readonly Draft[],
  dice: Dice,
): Record {
  const isAll = dice.chance(60);
  const stay = (record.approvals ?? []).filter((approval) => {
    if (!isWhole(approval) || !(isAll || dice.chance(50))) return true;
    const { id: _id, ...said } = approval;
    const order = dice.chance(20) ? { order: 1 + dice.number(3) } : {};
    const data = { schema: 'cx-review-approval/1', review: subject, ...said, ...order } as ApprovalFile;
    const path = `cx-reviews/approvals/${subject}/${nameOf(data)}.yaml`;
    for (const side of sides) put(side, bytesOf(path), file(asYaml(data)));
    return false;
  });
  return { ...record, approvals: stay };
}

/** Does to one of the files of approvals what nobody should; in a word, or nothing where there is none. */
export function touchApproval(side: Draft, dice: Dice): string | undefined {
  const paths = [...side.keys()].filter((path) => subjectAt(path) !== undefined);
  if (paths.length === 0) return undefined;
  const path = dice.pick(paths);
  const entry = side.get(path) as Entry;
  const text = entry.content.toString('utf8');
  const [subject = '', folder = ''] = [subjectAt(path), path.slice(0, path.lastIndexOf('/'))];
  const others = [...side.keys()].flatMap(
    (one) => /^cx-reviews\/((?:waivers\/)?2.*)\.yaml$/.exec(one)?.[1] ?? [],
  );
  const elsewhere = path.replace(subject, dice.pick(['2026-11-01-nowhere-aaaa', ...others]));
  const ways: Record<string, () => void> = {
    deleted: () => side.delete(path),
    moved: () => {
      side.delete(path);
      side.set(elsewhere, entry);
    },
    'copied elsewhere': () => side.set(elsewhere, entry),
    'copied under another name': () => side.set(`${folder}/copy.yaml`, entry),
    're-dated': () => side.set(path, file(text.replace(/date: .*/, 'date: 2026-11-22'))),
    'given to somebody else': () => side.set(path, file(text.replace(/person: .*/, 'person: leo'))),
    'made a no': () => side.set(path, file(text.replace('decision: approve', 'decision: reject'))),
    'remarked on': () => side.set(path, file(`# Looks good\n${text}`)),
    broken: () => side.set(path, file(`${text}]: [`)),
    'made a link': () =>
      side.set(path, { kind: 'link', executable: false, content: Buffer.from('copy.yaml') }),
    'in capitals': () => {
      side.delete(path);
      side.set(
        path.replace(/[^/]+$/, (name) => `A${name}`),
        entry,
      );
    },
  };
  const name = dice.pick(Object.keys(ways));
  ways[name]?.();
  return `an approval ${name}`;
}
