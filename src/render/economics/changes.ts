import { type Inputs, inputPath, type Quantity, type SettingKey } from '../../economics/inputs.ts';
import { type EconomicsWords, labelOf, valueWords } from './words.ts';

/** Inputs of the whole and of each group, by path. */
function inputsByPath(inputs: Inputs): Map<string, Quantity | Inputs['distribution']> {
  const { segments = [], bound: _, exempt: __, end: ___, otherStep: ____, ...whole } = inputs;
  const entries: [string, Quantity | Inputs['distribution']][] = Object.entries(whole);
  for (const { segment, ...row } of segments) {
    for (const [key, value] of Object.entries(row)) {
      entries.push([inputPath(key as Parameters<typeof inputPath>[0], segment), value]);
    }
  }
  return new Map(entries.filter(([, value]) => value !== undefined));
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** An input before and after a what-if. */
export interface Change {
  /** Path: `lossAtAnnouncement`, `segments.loyal.customers`. */
  readonly input: string;
  readonly from: Quantity | Inputs['distribution'];
  readonly to: Quantity | Inputs['distribution'];
}

/** The inputs that differ, by path; a value of all that replaces a group's own shows at the group too. */
export function listChanges(before: Inputs, after: Inputs): Change[] {
  const [from, to] = [inputsByPath(before), inputsByPath(after)];
  return [...new Set([...to.keys(), ...from.keys()])].flatMap((input) => {
    const change = { input, from: from.get(input), to: to.get(input) };
    return same(change.from, change.to) ? [] : [change];
  });
}

/** The inputs that differ, in words. */
export function changesView(changes: readonly Change[], words: EconomicsWords) {
  return changes.map(({ input, from, to }) => {
    const key = input.split('.').at(-1) as SettingKey;
    return {
      label: labelOf(input, words),
      before: valueWords(key, from, words),
      after: valueWords(key, to, words),
    };
  });
}
