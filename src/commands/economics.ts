import { Option } from 'commander';
import { hasAny, type SixFlags, sixFigures } from '../app/economics/six-figures.ts';
import { readLossAt, readSettings } from '../app/economics/what-if.ts';
import { renderDeps } from '../app/workspace/rendering.ts';
import { openWorkspace, type StoredReview } from '../app/workspace/workspace.ts';
import { writePage } from '../app/workspace/write-page.ts';
import { nameOf } from '../domain/people.ts';
import type { Review } from '../domain/review.ts';
import { buildAlternatives } from '../economics/alternatives.ts';
import { compare } from '../economics/compare.ts';
import { evaluate } from '../economics/evaluate.ts';
import type { Figure } from '../economics/figure.ts';
import { DEFAULT_SEED, findSeed, fromReview } from '../economics/from-review.ts';
import type { Inputs } from '../economics/inputs.ts';
import { staffingFigure } from '../economics/rush.ts';
import type { SimulationOptions } from '../economics/simulate.ts';
import { type StepTable, stepTable } from '../economics/steps.ts';
import { override, whatIf } from '../economics/what-if.ts';
import { jsonText } from '../formatters/json-text.ts';
import { command } from '../lib/command.ts';
import { ExitCode } from '../lib/exit-code.ts';
import { Failure } from '../lib/failure.ts';
import { plainStyle } from '../lib/style.ts';
import type { Context, Run } from '../ports/context.ts';
import { listChanges } from '../render/economics/changes.ts';
import { type Outcome, renderEconomics, renderEconomicsHtml } from '../render/economics/page.ts';
import type { VerdictOnFigures } from '../render/economics/picture.ts';
import { isOverridden } from '../rules/support/economics.ts';
import { collect, type Define, type Given, showExamples, wholeNumber } from './flags.ts';

interface EconomicsOptions {
  /** Id of a review, or a part of it that no other has; without it six figures make a first answer. */
  readonly id: string | undefined;
  readonly six: SixFlags;
  /** `key=value` words of a what-if. */
  readonly set: readonly string[];
  readonly compare: boolean;
  /** A smaller or larger step against the loss. */
  readonly steps: boolean;
  /** A second point of the loss: `50%=2%`. */
  readonly lossAt: string | undefined;
  /** Draws of the simulation. */
  readonly draws: number | undefined;
  readonly seed: number | undefined;
  readonly distribution: 'pert' | 'triangular' | undefined;
  readonly json: boolean;
  readonly html: boolean;
  readonly out: string | undefined;
  readonly force: boolean;
}

/** What `--set` can change, by the short names that people know it by. */
const settingHelp = `
What --set can change, for all or for one group (loyal.leave=2-4-9%):
  customers                           whose terms change
  before, after, gain                 what one leaves you a year; all together
  price=300 with cost=108             what one pays and costs a year, afterwards
  price=+36                           so much more a year than today
  stay, leave, leave-later, interest  who stays, leaves at once, leaves later
  leave-when-free, free-after         who leaves once free, and when
  grandfather=12m, phase-in=6m        old terms kept; comes step by step
  contacts, contact-cost, minutes     extra calls per customer; of each one
  contacts-budget, goodwill, one-off  sums of money
  winning                             cost of winning one new customer
  referrals, referral-conversion, referral-value, referral-loss
  new-customers, new-customers-change, joiner-before, joiner-after
  drift                               less left over each year without it
  downgrade, downgraded               who stays and uses less; leaves you a year
  take-up, offer                      who takes what is offered; costs you once
  together                            how far both losses are high together
  notice=2m, horizon=60m, distribution
A share is 6% or 0.06; a range is 3-6-11%; "unknown" takes a figure away.
`;

/** Flags, help and examples. */
export const define: Define<EconomicsOptions> = (command, call) => {
  showExamples(command, [
    'cx-review economics                      six figures, an answer at once, nothing saved',
    'cx-review economics pro-plan             the whole picture of a review',
    'cx-review economics pro-plan --set leave=4-6-12% --set grandfather=12m',
    'cx-review economics pro-plan --compare   the other ways to go, side by side',
    'cx-review economics --customers 6000 --before 132 --after 192 --retention 87% --loss 3-6-11% --discount 10%',
  ])
    .option('--customers <number>', 'customers whose terms change')
    .option('--before <money>', 'what one of them leaves you a year today, after the cost of serving them')
    .option('--after <money>', 'the same afterwards')
    .option('--price-before <money>', 'what one of them pays a year today, instead of --before')
    .option('--price-after <money>', 'the same afterwards, instead of --after')
    .option('--variable-cost <money>', 'what serving one of them costs a year; with the two prices')
    .option('--retention <share>', 'who stays for another year today: 87% or 0.87')
    .option('--loss <share>', 'who leaves because of it: 3-6-11%')
    .option('--discount <share>', 'interest a year: 10% or 0.1')
    .option('--set <figure=value>', 'what if; may be given several times', collect)
    .option('--compare', 'the other ways to go that the review names, side by side')
    .option('--steps', 'a smaller or larger step against how many leave, with the break-even line')
    .option('--loss-at <step=share>', 'who leaves at another step, for a curve: 50%=2%; with --steps')
    .option('--draws <number>', 'draws of the simulation, 1000 to 1000000', wholeNumber(1000, 1_000_000))
    .addOption(
      new Option('--distribution <shape>', 'how ranges are weighed').choices([
        'pert',
        'triangular',
      ] satisfies EconomicsOptions['distribution'][]),
    )
    .option('--html', 'a page with a chart, complete in one file')
    .option('--out <file>', 'write to a file instead of standard output')
    .option('--force', 'replace the file if it exists')
    .option('--json', 'print as JSON')
    .addHelpText('after', settingHelp)
    .action((id: string | undefined, flags: Given<EconomicsOptions & SixFlags>) =>
      call({
        id,
        six: {
          customers: flags.customers,
          before: flags.before,
          after: flags.after,
          retention: flags.retention,
          loss: flags.loss,
          discount: flags.discount,
          priceBefore: flags.priceBefore,
          priceAfter: flags.priceAfter,
          variableCost: flags.variableCost,
        },
        set: flags.set ?? [],
        compare: flags.compare === true,
        steps: flags.steps === true,
        lossAt: flags.lossAt,
        draws: flags.draws,
        seed: flags.seed,
        distribution: flags.distribution,
        json: flags.json === true,
        html: flags.html === true,
        out: flags.out,
        force: flags.force === true,
      }),
    );
};

/** What there is to look at. */
interface Subject {
  readonly stored: StoredReview | undefined;
  readonly currency: string | undefined;
  readonly inputs: Inputs;
}

function checked(options: EconomicsOptions): void {
  const { id, six, json, html, lossAt, compare: compares } = options;
  if (json && html)
    throw new Failure('misuse', '--json and --html exclude each other.', { next: 'Give one of them.' });
  if (id !== undefined && hasAny(six)) {
    throw new Failure('misuse', 'The review has these figures already.', {
      why: 'flags such as --loss are for a first answer without a review',
      next: ['To play with them:', command('cx-review', 'economics', id, '--set', 'leave=3-6-11%')],
    });
  }
  if (lossAt !== undefined && !options.steps) {
    throw new Failure('misuse', '--loss-at is for the curve that --steps draws.', {
      next: 'Give both: --steps --loss-at 50%=2%',
    });
  }
  if (id === undefined && compares) {
    throw new Failure('misuse', '--compare needs a review, because the other ways to go are in it.', {
      next: [command('cx-review', 'economics', 'ID', '--compare')],
    });
  }
}

function buildOutcome(
  options: EconomicsOptions,
  subject: Subject,
  changed: Inputs,
  overrides: Inputs,
): Outcome {
  const review = subject.stored?.review;
  const seed = options.seed ?? (review === undefined ? DEFAULT_SEED : findSeed(review));
  const dice: SimulationOptions = { seed, ...(options.draws === undefined ? {} : { draws: options.draws }) };
  if (options.compare && review !== undefined) {
    const comparison = compare(changed, buildAlternatives(review, changed).comparable, dice);
    return { kind: 'compare', results: comparison.change, comparison };
  }
  if (options.set.length > 0) {
    const played = whatIf(subject.inputs, overrides, dice);
    return { kind: 'what-if', results: played.after, whatIf: played };
  }
  return { kind: 'picture', results: evaluate(subject.inputs, dice) };
}

function writeJson(
  outcome: Outcome,
  { stored, currency, inputs }: Subject,
  changed: Inputs,
  steps: Figure<StepTable> | undefined,
): string {
  const review = stored?.review;
  const staffing = review && staffingFigure(review);
  const set = listChanges(inputs, changed);
  const own =
    outcome.kind === 'picture'
      ? { results: outcome.results, staffing }
      : outcome.kind === 'what-if'
        ? { set, results: outcome.whatIf.before, whatIf: { inputs: changed, results: outcome.whatIf.after } }
        : {
            ...(set.length > 0 ? { set } : {}),
            results: outcome.results,
            alternatives: outcome.comparison.alternatives,
            notReckoned: review && buildAlternatives(review, changed).notReckoned,
          };
  const about = stored && { id: stored.id, path: stored.path, title: stored.review.title };
  return jsonText({ version: 1, review: about, currency, inputs, ...own, steps });
}

function buildVerdict(review: Review, config: Parameters<typeof isOverridden>[1]): VerdictOnFigures {
  const { decision, override: written } = review.verdict ?? {};
  const counts = written?.reason !== undefined && isOverridden(review, config);
  return {
    decision,
    override: counts
      ? { by: nameOf(written.by, config?.people) ?? '', reason: written.reason ?? '' }
      : undefined,
  };
}

function print(context: Context, { out, force }: EconomicsOptions, text: string): void {
  if (out === undefined) context.stdout.write(text);
  else writePage(context, out, text, force);
}

/** Prints what a change comes to: a first answer out of six figures, or a review's whole picture. */
export const run: Run<EconomicsOptions> = async (options, context: Context) => {
  checked(options);
  const workspace = openWorkspace(context);
  const stored = options.id === undefined ? undefined : workspace.find(options.id);
  const review = stored?.review;
  const currency = review === undefined ? workspace.config().currency : review.currency;
  const given =
    review === undefined
      ? await sixFigures(options.six, context, currency)
      : { inputs: fromReview(review), middles: [] };
  const { distribution } = options;
  const inputs = distribution === undefined ? given.inputs : { ...given.inputs, distribution };
  const { overrides, middles } = readSettings(options.set, inputs, currency);
  const played = override(inputs, overrides);
  const changed =
    options.lossAt === undefined ? played : { ...played, otherStep: readLossAt(options.lossAt) };
  const steps = options.steps ? stepTable(changed) : undefined;
  const subject = { stored, currency, inputs };
  const outcome = buildOutcome(options, subject, changed, overrides);

  if (options.json) {
    print(context, options, writeJson(outcome, subject, changed, steps));
    return ExitCode.pass;
  }

  const deps = renderDeps(workspace, await workspace.content());
  const page = {
    outcome,
    about: stored,
    currency,
    staffing: review && staffingFigure(review),
    verdict: review && buildVerdict(review, workspace.config()),
    inputs,
    changed,
    steps,
    middles: [...given.middles, ...middles],
  };
  const style = options.out === undefined ? context.style : plainStyle;
  print(
    context,
    options,
    options.html ? renderEconomicsHtml(page, deps) : renderEconomics(page, deps, style),
  );
  return ExitCode.pass;
};
