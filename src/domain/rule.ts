import type { Place } from '../lib/failure.ts';
import type { Hint } from '../lib/hint.ts';
import type { AgendaItem } from './agenda.ts';
import type { Config } from './config.ts';
import type { Content } from './content.ts';
import type { FindingClass, Gravity, Severity } from './finding.ts';
import type { Depth, Review } from './review.ts';

/** A threshold of a rule. Shares are from 0 to 1; the description names the unit. */
export interface RuleOption {
  readonly type: 'integer' | 'number';
  readonly description: string;
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}

export type RuleOptions = Readonly<Record<string, RuleOption>>;
export type OptionValues<Options extends RuleOptions = RuleOptions> = {
  readonly [Name in keyof Options]: number;
};

export interface RuleSource {
  /** What it is, or what it says. */
  readonly text: string;
  readonly url?: string;
}

/** What YAML of a review alone cannot show of an example. */
export interface RuleExample {
  /** YAML: a part of a review. It is laid over a complete review before it is judged. */
  readonly review: string;
  /** YAML of other reviews in the same folder. */
  readonly archive?: readonly string[];
  /** State of the generated Markdown. */
  readonly markdown?: MarkdownState;
}

export interface Fault {
  /** Path in the review; what is not there yet is named by the path it would have. Empty for the whole. */
  readonly path: string;
  readonly message: string;
  readonly hint: Hint;
  /** Left out where it is the rule's: a rule about an answer also says where there is none. */
  readonly class?: FindingClass;
  /** How grave it is, where this fault decides and is more or less grave than the rule's others. */
  readonly gravity?: Gravity | undefined;
  /** The most that this fault of the rule may weigh, where it weighs less than the others. */
  readonly atMost?: Severity;
  /** The fact that it follows from: faults of one fact, of whichever rules, become one finding. */
  readonly cause?: string;
}

export interface ArchiveFault extends Fault {
  /** Which review it is about: the key of an entry. */
  readonly key: string;
}

export interface FileFault extends Fault {
  readonly place?: Place | undefined;
}

/** What the pages made from a review come to, for whoever can render. */
export interface PageFacts {
  /** Words on each agent card. */
  readonly cards: readonly { readonly segment: string | undefined; readonly words: number }[];
  /** Places of the customer notice that nothing fills, or that are filled wrongly. */
  readonly noticeGaps: readonly {
    readonly path: string;
    readonly label: string;
    readonly why: 'missing' | 'draft' | 'placeholder' | 'other-group';
  }[];
}

/** What a rule may know besides the review. Today is not part of it: what was green stays green. */
export interface RuleContext<Options extends RuleOptions = RuleOptions> {
  readonly content: Content;
  readonly config: Config | undefined;
  readonly options: OptionValues<Options>;
  /** Every question that the review has to answer. */
  readonly agenda: readonly AgendaItem[];
  /** Every rule there is, and whether an exception may answer it. */
  readonly ruleNames: ReadonlyMap<string, boolean>;
  /** What the pages come to; undefined where nobody can render. */
  readonly pages: (() => PageFacts) | undefined;
  /** Ids of questions and paths of answers whose absence another rule reports. */
  readonly claimed: ReadonlySet<string>;
}

export interface ArchiveContext<Options extends RuleOptions = RuleOptions> {
  readonly content: Content;
  readonly config: Config | undefined;
  readonly options: OptionValues<Options>;
}

export interface ArchiveEntry<Facts> {
  /** Names the review: its file. */
  readonly key: string;
  readonly facts: Facts;
}

export type MarkdownState = 'fresh' | 'stale' | 'missing' | 'conflict';

/** A reason why a file is no review. */
export interface FileProblem {
  readonly message: string;
  readonly hint?: Hint | undefined;
  readonly place?: Place | undefined;
}

export interface FileFacts {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  readonly problems: readonly FileProblem[];
  /** The generated page; undefined where nobody looked. */
  readonly markdown?: { readonly file: string; readonly state: MarkdownState } | undefined;
}

interface RuleBase {
  /** States the fault, in kebab case: `powerless-frontline`. */
  readonly name: string;
  readonly severity: Severity;
  /** What it is about, which comes before the severity when findings are put in order. */
  readonly class: FindingClass;
  /** How grave it is; every rule that decides says so, and no other. */
  readonly gravity?: Gravity;
  /** Depths at which the rule speaks; every depth if left out. */
  readonly depths?: readonly Depth[] | undefined;
  /** Ids of situations; every situation if left out. */
  readonly situations?: readonly string[] | undefined;
  /** Ids of the questions whose absence this rule reports, so that unanswered-question does not. */
  readonly questions: readonly string[];
  /** Single answers whose absence this rule reports; * stands for any row: `verdict.conditions.*.by`. */
  readonly answers: readonly string[];
  /** One sentence: the fault. */
  readonly summary: string;
  /** Why it matters, to the leader whom it stops. */
  readonly why: string;
  /** Each line at which it is raised ends in a comment with an arrow and its name: `# ← no-baseline`. */
  readonly bad: RuleExample;
  readonly good: RuleExample;
  readonly sources: readonly RuleSource[];
  readonly options: RuleOptions;
  /** Whether an exception in the review may answer it. */
  readonly excusable: boolean;
}

export interface ReviewRule extends RuleBase {
  readonly scope: 'review';
  check(review: Review, context: RuleContext): Fault[];
}

export interface ArchiveRule extends RuleBase {
  readonly scope: 'archive';
  /** What of one review the comparison needs: small plain data, which may be kept. Undefined: leave it out. */
  facts(review: Review, context: ArchiveContext): unknown;
  check(entries: readonly ArchiveEntry<unknown>[], context: ArchiveContext): ArchiveFault[];
}

export interface FileRule extends RuleBase {
  readonly scope: 'files';
  check(facts: FileFacts, context: ArchiveContext): FileFault[];
}

/**
 * By its scope a rule looks at one review, at all reviews together, or at the file of a review. Results of the
 * first kind depend on nothing else and may be kept; the other two run every time.
 */
export type Rule = ReviewRule | ArchiveRule | FileRule;
