import type { Finding } from '../domain/finding.ts';
import { grouped } from '../lib/words.ts';
import type { RunInfo } from './formatter.ts';

/** Findings with those of the class `gap` counted by section, where a report is for people. */
interface Folded {
  /** Everything else, one by one. */
  readonly single: readonly Finding[];
  readonly gaps: readonly Finding[];
  /** How many there are in each section, the most first. */
  readonly sections: ReadonlyMap<string, number>;
}

/** Counts what is not answered; a finding of a whole file stays by itself. */
export function foldGaps(findings: readonly Finding[], { sectionOf, all }: RunInfo): Folded {
  const isFolded = ({ class: about, path }: Finding) =>
    sectionOf !== undefined && all !== true && about === 'gap' && path !== '';
  const gaps = findings.filter(isFolded);
  const sections = new Map<string, number>();
  for (const { path } of gaps) {
    const section = sectionOf?.(path) ?? '';
    sections.set(section, (sections.get(section) ?? 0) + 1);
  }
  return {
    single: findings.filter((one) => !isFolded(one)),
    gaps,
    sections: new Map([...sections].sort(([, a], [, b]) => b - a)),
  };
}

/** `Not answered yet: 9. Who is hit: 5; What it is worth: 4.` */
export function gapsInWords({ gaps, sections }: Folded): string {
  const each = [...sections].map(([section, count]) => `${section}: ${grouped(count)}`);
  return `Not answered yet: ${grouped(gaps.length)}. ${each.join('; ')}.`;
}

/** The id that a file of a review is called by in commands. */
export const idOfFile = (file: string): string => file.replace(/^.*\//, '').replace(/\.yaml$/, '');
