import { type Finding, type FindingClass, type Gravity, severities } from './finding.ts';

/** What comes first, and why, says docs/judgement.md. */
const findingClasses = ['decides', 'evidence', 'gap', 'form'] as const satisfies readonly FindingClass[];

/** What is felt by more people or costs them more comes first; what nobody knows the size of comes last. */
function compareStakes({ stake: a }: Finding, { stake: b }: Finding): number {
  return (b?.loss ?? 0) - (a?.loss ?? 0) || (b?.people ?? 0) - (a?.people ?? 0);
}

const compareFiles = ({ file: a = '' }: Finding, { file: b = '' }: Finding): number =>
  a === b ? 0 : a < b ? -1 : 1;

/**
 * The one order of every list of findings: by class, severity, what is at stake, file and line; otherwise as
 * they are given.
 */
export function orderFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      findingClasses.indexOf(a.class) - findingClasses.indexOf(b.class) ||
      severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
      compareStakes(a, b) ||
      compareFiles(a, b) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}

/** The worst first; why, says docs/judgement.md. */
const gravities = [
  'deceit',
  'harm',
  'loss',
  'law',
  'frontline',
  'distance',
] as const satisfies readonly Gravity[];

const rankOf = ({ gravity }: Finding): number =>
  gravity === undefined ? gravities.length : gravities.indexOf(gravity);

/** What decides, for whoever reads the first three: by severity, then what is worst, then as in every list. */
export function orderDeciding(findings: readonly Finding[]): Finding[] {
  return orderFindings(findings.filter((one) => one.class === 'decides' && one.severity !== 'info')).sort(
    (a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity) || rankOf(a) - rankOf(b),
  );
}
