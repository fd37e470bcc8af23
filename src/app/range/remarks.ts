import type { Finding } from '../../domain/finding.ts';
import {
  configFile,
  findApprovedReview,
  isRecordPath,
  reviewsFolder,
  signersFile,
} from '../../domain/repository-layout.ts';
import { depths } from '../../domain/review.ts';
import { approvalFaults } from '../../gate/approval-faults.ts';
import { configFaults, idlePolicies } from '../../gate/config-faults.ts';
import { buildPolicies, findRequirement, governedChanges } from '../../gate/policies.ts';
import type { GateRuleName } from '../../gate/rules.ts';
import { isCi } from '../../lib/ci.ts';
import { command } from '../../lib/command.ts';
import { displayPath } from '../../lib/repository-path.ts';
import { listedInPart, plural } from '../../lib/words.ts';
import type { Context } from '../../ports/context.ts';
import type { OpenRange } from './committed.ts';

/** What is said of a range besides what is judged of it. */
interface Remarks {
  readonly notes: readonly string[];
  readonly findings: readonly Finding[];
}

/** Every path that the change leaves, governed or not. */
function pathsAtHead({ range, changes }: OpenRange, git: Context['git']): string[] {
  const gone = new Set(changes.filter(({ newMode }) => newMode === undefined).map(({ path }) => path));
  const there = git.listFiles(range.rules);
  return [...new Set([...there, ...changes].map(({ path }) => path))].filter((path) => !gone.has(path));
}

/**
 * Of the config in force: policies that guard no file, in every run. Where each policy governs a change that is
 * there at head, git is not asked.
 */
function idleRemarks(open: OpenRange, git: Context['git']): Finding[] {
  const { config, changes } = open;
  const near = changes.flatMap(({ path, newMode }) => (newMode === undefined ? [] : [path]));
  if (idlePolicies(config, near).length === 0) return [];
  return idlePolicies(config, pathsAtHead(open, git));
}

/** Of a config that comes with the change: what it will guard, and what of it guards nothing, or leaves nobody who can approve. */
export function configRemarks(open: OpenRange, { git }: Context): Remarks {
  const { newConfig, head } = open;
  if (newConfig === undefined) return { notes: [], findings: idleRemarks(open, git) };
  const paths = pathsAtHead(open, git);
  const { head: policies } = buildPolicies(undefined, newConfig);
  const guarded = policies.map(({ id, globs }) => {
    const count = paths.filter((path) => globs.some((glob) => glob.matches(path))).length;
    return `${id} (${count} ${plural(count, 'file')})`;
  });
  const byOneKey = policies.filter((policy) =>
    depths.some((depth) => {
      const { level, roles } = findRequirement([policy], newConfig, depth);
      return level === 'signed' && roles.length === 1;
    }),
  );
  return {
    notes: [
      guarded.length === 0
        ? `Once merged, the new ${configFile} guards no file.`
        : `Once merged, the new ${configFile} guards ${listedInPart(guarded, 20)}.`,
      'Merging it ends the approvals of reviews that are still open.',
      ...(byOneKey.length === 0
        ? []
        : [
            `One signature lets changes of ${listedInPart(byOneKey.map(({ id }) => id))} through, at some depth; and who wrote a change is only what its commits say. Two roles, or one named twice, take two people; approvals.signedAuthor takes the author's signature.`,
          ]),
    ],
    findings: configFaults(newConfig, { paths, hasSigners: head.entry(signersFile) !== undefined }),
  };
}

/** Rules that a record in the folder, once it is committed, may well satisfy. */
const mendedByRecords: ReadonlySet<string> = new Set<GateRuleName>([
  'uncovered-policy-change',
  'policy-changed-since-review',
  'missing-approval',
  'voided-approval',
  'incomplete-review',
]);

/**
 * What lies in the folder and is not committed, so that nobody judges it. In CI nothing does, and git is
 * not asked.
 */
export function uncommittedRemarks(
  { range, policies }: OpenRange,
  { git, env }: Context,
): { readonly notes: readonly string[]; readonly mend: (findings: readonly Finding[]) => Finding[] } {
  if (isCi(env) || range.head === undefined || range.head !== git.resolve('HEAD')) {
    return { notes: [], mend: (findings) => [...findings] };
  }
  const all = [...policies.base, ...policies.head];
  const isWanted = (path: string) =>
    isRecordPath(path) || all.some(({ globs }) => globs.some((glob) => glob.matches(path)));
  const changes = git.workingTreeChanges(range.head, isWanted);
  const governed = governedChanges(changes, policies).map(({ change }) => change.path);
  const records = git
    .withContent(changes.filter(({ path }) => isRecordPath(path)))
    .map(({ path, after }) => ({ path, text: new TextDecoder().decode(after) }));
  const paths = [...new Set([...governed, ...records.map(({ path }) => path)])].map(displayPath);
  const mend = (findings: readonly Finding[]): Finding[] =>
    findings.map((finding) => {
      const { rule, review, file = '' } = finding;
      // Another draft that happens to lie there has nothing to do with it.
      const own = records.filter(
        ({ path, text }) =>
          path === file || (review === undefined ? text.includes(file) : findApprovedReview(path) === review),
      );
      if (own.length === 0 || !mendedByRecords.has(rule)) return finding;
      const which = listedInPart(own.map(({ path }) => displayPath(path)));
      return {
        ...finding,
        hint: [
          `${which} ${plural(own.length, 'is', 'are')} not committed yet, and only commits are judged:`,
          command('git', 'add', reviewsFolder),
          command('git', 'commit', '--message', 'Review it'),
        ],
      };
    });
  return { notes: paths.length === 0 ? [] : [`Not committed, so not judged: ${listedInPart(paths)}.`], mend };
}

/** Before a commit nobody can have approved what is in it: that is said, and stops nothing yet. */
export function beforeCommit(findings: readonly Finding[]): Finding[] {
  return findings.map((finding) =>
    approvalFaults.has(finding.rule) && finding.severity === 'error'
      ? { ...finding, severity: 'warning' }
      : finding,
  );
}
