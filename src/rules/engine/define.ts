import type { Review } from '../../domain/review.ts';
import type {
  ArchiveContext,
  ArchiveEntry,
  ArchiveFault,
  ArchiveRule,
  Fault,
  FileFacts,
  FileFault,
  FileRule,
  ReviewRule,
  RuleContext,
  RuleExample,
  RuleOptions,
} from '../../domain/rule.ts';

type Example = string | RuleExample;

/** What a rule may leave out, or write shorter than it is kept. */
interface Given<Options> {
  readonly questions?: readonly string[];
  readonly answers?: readonly string[];
  readonly options?: Options;
  readonly excusable?: false;
  readonly bad: Example;
  readonly good: Example;
}

type Defined<R extends ReviewRule | ArchiveRule | FileRule, Options> = Omit<
  R,
  'scope' | 'bad' | 'good' | 'questions' | 'answers' | 'options' | 'excusable' | 'check' | 'facts'
> &
  Given<Options>;

/** Takes the margin off a block of YAML, so that it can stand indented in code. */
function withoutMargin(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const margins = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const margin = Math.min(...margins);
  return `${lines.map((line) => line.slice(margin)).join('\n')}\n`;
}

function buildExample(example: Example): RuleExample {
  const { review, archive, ...rest } = typeof example === 'string' ? { review: example } : example;
  return {
    ...rest,
    review: withoutMargin(review),
    ...(archive === undefined ? {} : { archive: archive.map(withoutMargin) }),
  };
}

function common<Options extends RuleOptions>(rule: Given<Options>) {
  return {
    questions: rule.questions ?? [],
    answers: rule.answers ?? [],
    options: rule.options ?? {},
    excusable: rule.excusable ?? true,
    bad: buildExample(rule.bad),
    good: buildExample(rule.good),
  };
}

/** A rule over one review, with what it leaves out filled in. */
export function reviewRule<const Options extends RuleOptions = Record<never, never>>(
  rule: Defined<ReviewRule, Options> & {
    check(review: Review, context: RuleContext<Options>): Fault[];
  },
): ReviewRule {
  return { ...rule, ...common(rule), scope: 'review' };
}

/** A rule that compares reviews by small facts about each. */
export function archiveRule<Facts, const Options extends RuleOptions = Record<never, never>>(
  rule: Defined<ArchiveRule, Options> & {
    facts(review: Review, context: ArchiveContext<Options>): Facts | undefined;
    check(entries: readonly ArchiveEntry<Facts>[], context: ArchiveContext<Options>): ArchiveFault[];
  },
): ArchiveRule {
  return { ...rule, ...common(rule), scope: 'archive' };
}

/** A rule over the file of a review. */
export function fileRule<const Options extends RuleOptions = Record<never, never>>(
  rule: Defined<FileRule, Options> & {
    check(facts: FileFacts, context: ArchiveContext<Options>): FileFault[];
  },
): FileRule {
  return { ...rule, ...common(rule), scope: 'files' };
}
