import { buildAgenda, findSituation } from '../../domain/agenda.ts';
import type { Config } from '../../domain/config.ts';
import type { Content } from '../../domain/content.ts';
import { type Finding, type Severity, severities } from '../../domain/finding.ts';
import { orderFindings } from '../../domain/finding-order.ts';
import type { Review } from '../../domain/review.ts';
import type {
  ArchiveFault,
  ArchiveRule,
  Fault,
  FileFacts,
  FileFault,
  FileRule,
  PageFacts,
  ReviewRule,
  Rule,
} from '../../domain/rule.ts';
import { findStake } from '../../domain/stake.ts';
import { detached } from '../../lib/detached.ts';
import { unansweredQuestion } from '../answers/unanswered-question.ts';
import { mergeCauses, type Raised } from './causes.ts';
import { type Excepted, exceptionFor } from './exceptions.ts';
import { listSettings, type RuleSetting } from './settings.ts';
import { listStillHolding } from './stopped.ts';

interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** A review file as the rules see it. */
export interface Subject {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  /** Undefined where the file is no review; then `facts` says why. */
  readonly review: Review | undefined;
  /** What is known of the file; left out where only the review is judged, as in the interview. */
  readonly facts?: FileFacts;
  /** Where a path stands in the file, counted from 1; undefined where there is nothing at the path. */
  readonly locate?: (path: string) => LineColumn | undefined;
  /** Whether it has just been changed, so that `since` does not spare it. */
  readonly changed?: boolean;
}

export interface RunSettings {
  readonly config: Config | undefined;
  readonly content: Content;
  readonly rules: readonly Rule[];
  /** Renders a review, for the rules on the pages made from it; without it they are silent. */
  readonly pages?: (review: Review) => PageFacts;
  /**
   * Opens a subject once more, by its file. With it no subject is kept while the others are judged, so that an
   * archive takes no more memory than its largest review and what was found.
   */
  readonly reopen?: (file: string) => Subject;
}

/** A review whose depth is below what screening gives, with the second person who agreed. */
interface Lowered {
  readonly review: string;
  readonly reason: string;
  readonly approver: string;
}

export interface RunResult {
  /** By class, severity, stake, file and line, then in the order of the registry; one for each fact. */
  readonly findings: readonly Finding[];
  readonly excepted: readonly Excepted[];
  readonly lowered: readonly Lowered[];
  /** Questions that somebody has marked as not applicable, with the review that says so. */
  readonly notApplicable: readonly { readonly review: string; readonly path: string }[];
  /** Ids of the reviews that `since` of the config spares. */
  readonly spared: readonly string[];
  /** Number of files looked at. */
  readonly reviews: number;
}

/** What stays of a subject when it has been judged by itself. */
interface Judged extends Pick<RunResult, 'excepted' | 'lowered' | 'notApplicable'> {
  readonly file: string;
  /** Id of the review, or the file where it is none; undefined where the subject is not spared. */
  readonly sparedAs: string | undefined;
  readonly raised: readonly Raised[];
  /** What each archive rule compares, by the name of the rule. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The day a review was begun: its id says so, or its verdict. */
function findDay(review: Review): string | undefined {
  return /^\d{4}-\d{2}-\d{2}/.exec(review.id ?? '')?.[0] ?? review.verdict?.date;
}

function isSpared(subject: Subject, config: Config | undefined): boolean {
  const since = config?.since;
  if (since === undefined || subject.review === undefined || subject.changed === true) return false;
  const day = findDay(subject.review);
  return day !== undefined && day < since;
}

function applies(rule: Rule, review: Review): boolean {
  const { depths, situations } = rule;
  if (depths !== undefined && (review.depth === undefined || !depths.includes(review.depth))) return false;
  return (
    situations === undefined || (review.situation !== undefined && situations.includes(review.situation))
  );
}

/** The place of a path, or of the nearest thing around it that is there. */
function findPlace(subject: Subject, path: string): LineColumn | undefined {
  if (subject.locate === undefined) return undefined;
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const place = subject.locate(at);
    if (place !== undefined) return place;
  }
  return subject.locate('') ?? { line: 1, column: 1 };
}

const leastOf = (set: Severity, most: Severity | undefined): Severity =>
  most !== undefined && severities.indexOf(most) < severities.indexOf(set) ? most : set;

function buildFinding(setting: RuleSetting, fault: Fault | FileFault, subject: Subject): Raised {
  const place = 'place' in fault ? fault.place : undefined;
  const { line, column } = place ?? findPlace(subject, fault.path) ?? {};
  const { review } = subject;
  const about = fault.class ?? setting.rule.class;
  const finding = {
    rule: setting.rule.name,
    severity: leastOf(setting.severity, fault.atMost),
    class: about,
    gravity: about === 'decides' ? (fault.gravity ?? setting.rule.gravity) : undefined,
    message: fault.message,
    hint: fault.hint,
    path: fault.path,
    review: review?.id,
    file: place?.file ?? subject.file,
    line,
    column,
    stake: review === undefined ? undefined : findStake(review, fault.path),
  };
  return { finding, cause: fault.cause };
}

const ofScope = <S extends Rule['scope']>(settings: readonly RuleSetting[], scope: S) =>
  settings.filter(
    (setting): setting is RuleSetting & { readonly rule: Extract<Rule, { scope: S }> } =>
      setting.rule.scope === scope,
  );

/**
 * A change of the gate harms no customer by itself: what it has to answer it has to answer, and what the rules
 * say of the answers is advice. The gate judges it so too.
 */
function asAdvice<S extends RuleSetting>(setting: S): S {
  const isAdvice = setting.rule.name !== unansweredQuestion.name && setting.severity === 'error';
  return isAdvice ? { ...setting, severity: 'warning' } : setting;
}

function reviewFaults(
  settings: readonly (RuleSetting & { readonly rule: ReviewRule })[],
  subject: Subject,
  run: RunSettings,
): readonly Raised[] {
  const { review } = subject;
  if (review === undefined) return [];
  const { content, config } = run;
  const agenda = buildAgenda(review, content);
  const isBuiltIn = findSituation(review, content)?.builtIn === true;
  const render = run.pages;
  let rendered: PageFacts | undefined;
  const pages =
    render === undefined
      ? undefined
      : () => {
          rendered ??= render(review);
          return rendered;
        };
  const ruleNames = new Map(run.rules.map((rule) => [rule.name, rule.excusable]));
  const claimed = new Set(
    run.rules
      .filter((rule) => !isBuiltIn && applies(rule, review))
      .flatMap((rule) => [...rule.questions, ...rule.answers]),
  );
  const raised = settings
    .filter(({ rule }) => applies(rule, review))
    .map((setting) => (isBuiltIn ? asAdvice(setting) : setting))
    .flatMap((setting) =>
      setting.rule
        .check(review, { content, config, agenda, pages, claimed, ruleNames, options: setting.options })
        .map((fault) => buildFinding(setting, fault, subject)),
    );
  return listStillHolding(raised, review, agenda);
}

function gatherFacts(
  settings: readonly (RuleSetting & { readonly rule: ArchiveRule })[],
  { review }: Subject,
  run: RunSettings,
): Record<string, unknown> {
  if (review === undefined) return {};
  const facts = settings.flatMap(({ rule, options }): [string, unknown][] => {
    if (!applies(rule, review)) return [];
    const found = rule.facts(review, { content: run.content, config: run.config, options });
    return found === undefined ? [] : [[rule.name, found]];
  });
  return Object.fromEntries(facts);
}

interface ArchiveFound {
  readonly setting: RuleSetting;
  readonly fault: ArchiveFault;
}

/** What the rules find that compare all reviews, by the file that it is about. */
function archiveFaults(
  settings: readonly (RuleSetting & { readonly rule: ArchiveRule })[],
  judged: readonly Judged[],
  run: RunSettings,
): ReadonlyMap<string, readonly ArchiveFound[]> {
  const byKey = new Map<string, ArchiveFound[]>();
  for (const setting of settings) {
    const { rule, options } = setting;
    const entries = judged.flatMap(({ file, facts }) =>
      facts[rule.name] === undefined ? [] : [{ key: file, facts: facts[rule.name] }],
    );
    for (const fault of rule.check(entries, { content: run.content, config: run.config, options })) {
      const own = byKey.get(fault.key);
      if (own === undefined) byKey.set(fault.key, [{ setting, fault }]);
      else own.push({ setting, fault });
    }
  }
  return byKey;
}

function fileFaults(
  settings: readonly (RuleSetting & { readonly rule: FileRule })[],
  subject: Subject,
  run: RunSettings,
): Raised[] {
  const { facts } = subject;
  if (facts === undefined) return [];
  return settings.flatMap((setting) =>
    setting.rule
      .check(facts, { content: run.content, config: run.config, options: setting.options })
      .map((fault) => buildFinding(setting, fault, subject)),
  );
}

/** In the order of every list, and of one place in the order of the registry. */
function sortRaised(raised: readonly Raised[], order: ReadonlyMap<string, number>): Raised[] {
  const causes = new Map(raised.map(({ finding, cause }) => [finding, cause]));
  const byRule = raised
    .map(({ finding }) => finding)
    .sort((a, b) => (order.get(a.rule) ?? 0) - (order.get(b.rule) ?? 0));
  return orderFindings(byRule).map((finding) => ({ finding, cause: causes.get(finding) }));
}

function listLowered(review: Review | undefined): Lowered[] {
  const { reason, approver } = review?.screening?.lowered ?? {};
  if (reason === undefined || approver === undefined) return [];
  return [{ review: review?.id ?? '', reason, approver }];
}

/** Parts what exceptions of the review answer from what is raised. */
function exceptedOf(
  raised: readonly Raised[],
  { review }: Subject,
  rules: RunSettings['rules'],
): { readonly own: readonly Raised[]; readonly excepted: readonly Excepted[] } {
  if (review?.exceptions === undefined) return { own: raised, excepted: [] };
  const excusable = new Set(rules.filter((rule) => rule.excusable).map((rule) => rule.name));
  const own: Raised[] = [];
  const excepted: Excepted[] = [];
  for (const one of raised) {
    const { finding } = one;
    const exception = excusable.has(finding.rule) ? exceptionFor(finding, review) : undefined;
    if (exception === undefined) own.push(one);
    else excepted.push({ finding, exception });
  }
  return { own, excepted };
}

function judge(settings: readonly RuleSetting[], subject: Subject, run: RunSettings): Judged {
  const { file, review } = subject;
  const id = review?.id ?? '';
  const isSparedOne = isSpared(subject, run.config);
  const raised = isSparedOne
    ? []
    : [
        ...fileFaults(ofScope(settings, 'files'), subject, run),
        ...reviewFaults(ofScope(settings, 'review'), subject, run),
      ];
  const { own, excepted } = exceptedOf(raised, subject, run.rules);
  return {
    file,
    sparedAs: isSparedOne ? (review?.id ?? file) : undefined,
    raised: own,
    excepted,
    facts: gatherFacts(ofScope(settings, 'archive'), subject, run),
    lowered: listLowered(review),
    notApplicable: (review?.open ?? [])
      .filter(({ state }) => state === 'not-applicable')
      .map(({ path = '' }) => ({ review: id, path })),
  };
}

/**
 * Runs the rules over reviews. Pure: the same subjects and settings give the same result on any day.
 * @throws Failure misuse, where the config sets a rule or an option that does not exist
 */
export function runRules(subjects: Iterable<Subject>, run: RunSettings): RunResult {
  const settings = listSettings(run.rules, run.config);
  const order = new Map(run.rules.map((rule, index) => [rule.name, index]));
  const kept = new Map<string, Subject>();
  const judged: Judged[] = [];
  for (const subject of subjects) {
    const one = judge(settings, subject, run);
    if (run.reopen === undefined) kept.set(subject.file, subject);
    judged.push(run.reopen === undefined ? one : detached(one));
  }
  const reopen = (file: string) => run.reopen?.(file) ?? kept.get(file);
  const fromArchive = archiveFaults(ofScope(settings, 'archive'), judged, run);
  const findings: Finding[] = [];
  const excepted: Excepted[] = [];
  for (const one of judged) {
    if (one.sparedAs !== undefined) continue;
    const compared = fromArchive.get(one.file) ?? [];
    const subject = compared.length === 0 ? undefined : reopen(one.file);
    const more =
      subject === undefined
        ? undefined
        : exceptedOf(
            compared.map(({ setting, fault }) => buildFinding(setting, fault, subject)),
            subject,
            run.rules,
          );
    excepted.push(...one.excepted, ...(more?.excepted ?? []));
    findings.push(...mergeCauses(sortRaised([...one.raised, ...(more?.own ?? [])], order)));
  }
  return {
    findings: orderFindings(findings),
    excepted,
    lowered: judged.flatMap((one) => one.lowered),
    notApplicable: judged.flatMap((one) => one.notApplicable),
    spared: judged.flatMap(({ sparedAs }) => sparedAs ?? []),
    reviews: judged.length,
  };
}

/** The findings of one review by itself, without file and archive: for the interview and for lists of what is open. */
export function checkReview(review: Review, run: RunSettings): readonly Finding[] {
  return runRules([{ file: '', review }], run).findings;
}
