import { asRange, type Inputs, type Quantity } from '../../economics/inputs.ts';
import { parseMoney, parseQuantity } from '../../input/figures.ts';
import { type Parsed, understood } from '../../input/parsed.ts';
import { command } from '../../lib/command.ts';
import { Failure } from '../../lib/failure.ts';
import { moneyInWords } from '../../lib/money.ts';
import type { Context } from '../../ports/context.ts';
import type { Prompter } from '../../ports/prompter.ts';
import { fillPage } from '../../render/page.ts';
import { orRefuse } from './what-if.ts';

/** The six figures of a first answer, as flags; each absent until it is given. */
export interface SixFlags {
  readonly customers: string | undefined;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly retention: string | undefined;
  readonly loss: string | undefined;
  readonly discount: string | undefined;
  /** With these two and what serving costs, the contributions are worked out. */
  readonly priceBefore: string | undefined;
  readonly priceAfter: string | undefined;
  readonly variableCost: string | undefined;
}

type Six = 'customers' | 'before' | 'after' | 'retention' | 'loss' | 'discount';

interface Asked {
  readonly input: keyof Inputs;
  /** Reads the flag and the answer alike. */
  readonly parse: (text: string, currency: string | undefined) => Parsed<Quantity>;
}

/** "240 less 108": a price less what serving costs. */
const difference = /^(.+?)\s+(?:less|minus)\s+(.+)$/i;

function parseContribution(text: string, currency: string | undefined): Parsed<Quantity> {
  const [, price, cost] = difference.exec(text.trim()) ?? [];
  if (price === undefined || cost === undefined) return parseQuantity(text, 'money', currency);
  const paid = parseMoney(price, { currency });
  const spent = parseMoney(cost, { currency });
  if (paid.problem !== undefined) return paid;
  if (spent.problem !== undefined) return spent;
  const left = Number((paid.value - spent.value).toPrecision(12));
  return understood(left, moneyInWords(left, currency));
}

const readShare = (text: string) => parseQuantity(text, 'share', undefined);

/** In the order of asking: the forecast loss comes before anything is shown. */
const six: { readonly [K in Six]: Asked } = {
  customers: { input: 'customers', parse: (text) => parseQuantity(text, 'count', undefined) },
  before: { input: 'contributionBefore', parse: parseContribution },
  after: { input: 'contributionAfter', parse: parseContribution },
  retention: { input: 'retentionBefore', parse: readShare },
  loss: { input: 'lossAtAnnouncement', parse: readShare },
  discount: { input: 'discountRate', parse: readShare },
};

const names = Object.keys(six) as Six[];

/** Figures that flags gave. */
export interface GivenSix {
  readonly inputs: Inputs;
  /** Flags whose likely point was taken as the middle. */
  readonly middles: readonly string[];
}

/** Whether any of the six was given. */
export const hasAny = (flags: SixFlags): boolean => Object.values(flags).some((value) => value !== undefined);

function contribution(
  flags: SixFlags,
  which: 'Before' | 'After',
  currency: string | undefined,
): Quantity | undefined {
  const price = flags[`price${which}`];
  if (price === undefined) return undefined;
  const flag = `--price-${which.toLowerCase()}`;
  if (flags.variableCost === undefined) {
    throw new Failure('misuse', `${flag} does not say what a customer leaves you.`, {
      why: 'what serving one customer costs a year is needed as well',
      next: 'Add it: --variable-cost 108',
    });
  }
  const read = (name: string, text: string) =>
    asRange(orRefuse(name, text, parseQuantity(text, 'money', currency)).value);
  const paid = read(flag, price);
  const spent = read('--variable-cost', flags.variableCost);
  const [low, likely, high] = [paid.low - spent.high, paid.likely - spent.likely, paid.high - spent.low];
  return low === high ? low : { low, likely, high };
}

/**
 * The figures that flags give.
 * @throws Failure `misuse` for one that can not be read
 */
function sixFromFlags(flags: SixFlags, currency: string | undefined): GivenSix {
  const middles: string[] = [];
  const inputs: Record<string, Quantity> = {};
  for (const name of names) {
    const text = flags[name];
    const worked =
      name === 'before'
        ? contribution(flags, 'Before', currency)
        : name === 'after'
          ? contribution(flags, 'After', currency)
          : undefined;
    if (text === undefined) {
      if (worked !== undefined) inputs[six[name].input] = worked;
      continue;
    }
    const { value, isMiddle } = orRefuse(`--${name}`, text, six[name].parse(text, currency));
    inputs[six[name].input] = value;
    if (isMiddle) middles.push(`--${name}`);
  }
  return { inputs, middles };
}

/** The wording of each question, out of the templates. */
function wording(): ReadonlyMap<string, { question: string; label: string; hint: string; help: string }> {
  const paragraphs = fillPage('economics-questions', {}, 'text').trim().split(/\n\n+/);
  return new Map(
    paragraphs.map((paragraph) => {
      const [name = '', question = '', label = '', hint = '', ...help] = paragraph.split('\n');
      return [name.trim(), { question, label, hint, help: help.join(' ') }] as const;
    }),
  );
}

async function ask(
  prompter: Prompter,
  missing: readonly Six[],
  currency: string | undefined,
): Promise<Inputs> {
  const words = wording();
  const given: Record<string, { value: Quantity; echo: string }> = {};
  for (let at = 0; at < missing.length; ) {
    const name = missing[at] as Six;
    const { question, label, hint, help } = words.get(name) ?? {
      question: name,
      label: name,
      hint: undefined,
      help: undefined,
    };
    const { input, parse } = six[name];
    const reply = await prompter.line<Quantity>({
      header: `${at + 1} of ${missing.length}`,
      question,
      label,
      hint,
      help,
      earlier: given[input]?.echo,
      canKeep: given[input] !== undefined,
      canGoBack: at > 0,
      read: (text) => parse(text, currency),
    });
    if (reply.kind === 'answer') given[input] = { value: reply.value, echo: reply.echo };
    at += reply.kind === 'back' ? -1 : 1;
  }
  return Object.fromEntries(Object.entries(given).map(([input, { value }]) => [input, value]));
}

/**
 * The figures of a first answer: those of the flags, and at a terminal the others asked for, one by one.
 * @throws Failure `misuse` where something is missing and nobody can be asked
 */
export async function sixFigures(
  flags: SixFlags,
  context: Pick<Context, 'interactive' | 'whyNotInteractive' | 'prompter' | 'stderr'>,
  currency: string | undefined,
): Promise<GivenSix> {
  const given = sixFromFlags(flags, currency);
  const missing = names.filter((name) => !(six[name].input in given.inputs));
  if (missing.length === 0) return given;
  if (!context.interactive) {
    const flagsMissing = missing.map((name) => `--${name}`).join(', ');
    throw new Failure('misuse', `Six figures make an answer; missing: ${flagsMissing}.`, {
      why: `nothing can be asked, because ${context.whyNotInteractive ?? 'there is no terminal'}`,
      next: [
        command(
          'cx-review',
          'economics',
          '--customers',
          '6000',
          '--before',
          '132',
          '--after',
          '192',
          '--retention',
          '87%',
          '--loss',
          '3-6-11%',
          '--discount',
          '10%',
        ),
      ],
    });
  }
  const prompter = await context.prompter();
  try {
    return { ...given, inputs: { ...given.inputs, ...(await ask(prompter, missing, currency)) } };
  } finally {
    prompter.close();
    context.stderr.write('\n');
  }
}
