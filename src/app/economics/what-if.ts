import type { InputProblem } from '../../economics/check-inputs.ts';
import { checkInputs } from '../../economics/check-inputs.ts';
import {
  asRange,
  type Inputs,
  inputKinds,
  likelyOf,
  type OtherStep,
  type Quantity,
  type SettingKey,
} from '../../economics/inputs.ts';
import { buildLookup, readsAnnualGain } from '../../economics/model.ts';
import { type Overrides, override } from '../../economics/what-if.ts';
import { parseQuantity, type QuantityKind } from '../../input/figures.ts';
import type { Parsed, Understood } from '../../input/parsed.ts';
import { command } from '../../lib/command.ts';
import { Failure } from '../../lib/failure.ts';
import { closest } from '../../lib/suggest.ts';

/** Names that people give an input besides its own; the first is the one that help shows. */
export const settings: { readonly [K in SettingKey]: readonly string[] } = {
  customers: ['customers'],
  contributionBefore: ['before'],
  contributionAfter: ['after'],
  annualGain: ['gain'],
  retentionBefore: ['stay', 'retention'],
  lossAtAnnouncement: ['leave', 'loss', 'churn', 'announcement-loss'],
  lossAfterPerYear: ['leave-later', 'loss-after', 'later-loss', 'later-churn'],
  leaveWhenFree: ['leave-when-free', 'when-free'],
  freeAfterMonths: ['free-after'],
  discountRate: ['interest', 'discount'],
  noticeMonths: ['notice'],
  grandfatherMonths: ['grandfather', 'keep-old-terms'],
  phaseInMonths: ['phase-in', 'phase'],
  acquisitionCost: ['winning', 'acquisition', 'cac'],
  contactsPerCustomer: ['contacts'],
  contactCost: ['contact-cost'],
  contactMinutes: ['minutes', 'contact-minutes'],
  contactsBudget: ['contacts-budget'],
  goodwillBudget: ['goodwill'],
  oneOffCost: ['one-off'],
  referralsPerCustomer: ['referrals'],
  referralConversion: ['referral-conversion'],
  referralValue: ['referral-value'],
  referralLoss: ['referral-loss'],
  newCustomersPerYear: ['new-customers'],
  newCustomersChange: ['new-customers-change'],
  joinerContributionBefore: ['joiner-before'],
  joinerContributionAfter: ['joiner-after'],
  driftPerYear: ['drift'],
  downgradeShare: ['downgrade', 'use-less'],
  downgradeContribution: ['downgraded'],
  offerTakeUp: ['take-up'],
  offerCost: ['offer'],
  lossCorrelation: ['together', 'correlation'],
  horizonMonths: ['horizon'],
  distribution: ['distribution'],
};

/** Not inputs of their own: a price and what it costs to serve, which together make a contribution. */
const pair = ['price', 'cost'] as const;

/** The names to show in help, each once. */
const settingNames: readonly string[] = [
  ...pair,
  ...Object.values(settings).flatMap((names) => names.slice(0, 1)),
];

const folded = (name: string) => name.toLowerCase().replace(/[-_\s]/g, '');

const known = new Map<string, SettingKey | (typeof pair)[number]>([
  ...pair.map((name) => [name, name] as const),
  ...(Object.entries(settings) as [SettingKey, readonly string[]][]).flatMap(([key, names]) =>
    [key, ...names].map((name) => [folded(name), key] as const),
  ),
]);

/** What was typed, as it was typed. */
const given = (name: string, text: string): string =>
  `${name}${name.startsWith('--set ') ? '=' : ' '}${text}`;

function refused(what: string, why: string, next: string): Failure {
  return new Failure('misuse', `${what} cannot be read.`, { why, next });
}

/**
 * What was understood of a flag.
 * @param name what to call it in a refusal: `--loss`
 * @throws Failure `misuse`
 */
export function orRefuse<Value>(name: string, text: string, parsed: Parsed<Value>): Understood<Value> {
  if (parsed.problem === undefined) return parsed;
  throw refused(given(name, text), parsed.problem.replace(/\.$/, ''), `Write it as ${parsed.example}.`);
}

const neat = (value: number) => Number(value.toPrecision(12));

/**
 * A figure from the command line, read as the answer to a question is.
 * @param name what to call it in a refusal: `--loss`
 * @throws Failure `misuse`
 */
function readQuantity(
  name: string,
  text: string,
  kind: QuantityKind,
  currency: string | undefined,
): Understood<Quantity> {
  return orRefuse(name, text, parseQuantity(text, kind, currency));
}

function readMonths(name: string, text: string): number {
  const found = /^(\d{1,3})\s*(m|months?|y|years?)?$/i.exec(text.trim());
  if (found === null) {
    throw refused(given(name, text), 'a number of whole months is needed', 'Write it as 12m, 12 or 1y.');
  }
  return Number(found[1]) * (found[2]?.toLowerCase().startsWith('y') ? 12 : 1);
}

/** What one `--set` says. */
interface ReadSetting {
  readonly key: SettingKey | (typeof pair)[number];
  readonly segment: string | undefined;
  readonly name: string;
  readonly text: string;
}

function splitSetting(word: string, segments: readonly string[]): ReadSetting {
  const at = word.indexOf('=');
  const path = (at < 0 ? word : word.slice(0, at)).trim();
  const names = path.replace(/^segments\./, '').split('.');
  const name = names.at(-1) ?? '';
  const key = known.get(folded(name));
  if (key === undefined) {
    const meant = closest(name, [...settingNames, ...Object.keys(settings), ...known.keys()]);
    throw new Failure('misuse', `There is no figure "${name}" to set.`, {
      why: meant === undefined ? `these can be set: ${settingNames.join(', ')}` : `did you mean ${meant}?`,
      next: 'For example: --set leave=3-6-11% --set grandfather=12m',
    });
  }
  if (at < 0) {
    throw new Failure('misuse', `--set ${word} has no value.`, { next: `Write it as --set ${word}=…` });
  }
  const segment = names.length > 1 ? names.slice(0, -1).join('.') : undefined;
  if (segment !== undefined && !segments.includes(segment)) {
    const meant = closest(segment, segments);
    const all =
      segments.length === 0
        ? 'the figures are not divided into groups'
        : `the groups are ${segments.join(', ')}`;
    throw new Failure('misuse', `There is no group "${segment}" among the figures.`, {
      why: meant === undefined ? all : `did you mean ${meant}?`,
      next: 'Without a group, the value holds for all.',
    });
  }
  return { key, segment, name: `--set ${path}`, text: word.slice(at + 1).trim() };
}

/** Sets a value in what is to be overridden, for one group or for all. */
function put(overrides: Overrides, segment: string | undefined, key: SettingKey, value: unknown): Overrides {
  if (segment === undefined) return { ...overrides, [key]: value };
  const rows = overrides.segments ?? [];
  const row = { ...rows.find((one) => one.segment === segment), segment, [key]: value };
  return { ...overrides, segments: [...rows.filter((one) => one.segment !== segment), row] };
}

const each = (a: Quantity, b: Quantity, join: (a: number, b: number) => number): Quantity => {
  if (typeof a === 'number' && typeof b === 'number') return neat(join(a, b));
  const [left, right] = [asRange(a), asRange(b)];
  const points = [join(left.low, right.low), join(left.likely, right.likely), join(left.high, right.high)];
  const [low = 0, likely = 0, high = 0] = points.map(neat).sort((one, other) => one - other);
  return { low, likely, high };
};

/** `price=+36`: so much more a year than today, at the same cost. */
function withPriceChange(
  overrides: Overrides,
  { segment, name, text }: ReadSetting,
  inputs: Inputs,
  currency: string | undefined,
): Overrides {
  const sign = text.startsWith('-') || text.startsWith('−') ? -1 : 1;
  const { value } = readQuantity(name, text.slice(1), 'money', currency);
  const { rows, find } = buildLookup(inputs);
  return rows
    .filter((row) => segment === undefined || row.segment === segment)
    .reduce((all, row) => {
      const before = find('contributionBefore', row)?.quantity;
      if (before === undefined) {
        throw new Failure('misuse', `${name} needs to know what one customer leaves you today.`, {
          next: 'Give it too: --set before=132',
        });
      }
      return put(
        all,
        row.segment,
        'contributionAfter',
        each(before, value, (a, b) => a + sign * b),
      );
    }, overrides);
}

function withPrice(
  overrides: Overrides,
  price: ReadSetting,
  cost: ReadSetting | undefined,
  currency: string | undefined,
): Overrides {
  if (cost === undefined) {
    throw new Failure('misuse', 'A price alone does not say what a customer leaves you.', {
      why: 'what serving one customer costs a year is needed as well',
      next: '--set price=300 --set cost=108, or --set price=+36 for so much more a year than today',
    });
  }
  const paid = readQuantity(price.name, price.text, 'money', currency).value;
  const spent = readQuantity(cost.name, cost.text, 'money', currency).value;
  return put(
    overrides,
    price.segment,
    'contributionAfter',
    each(paid, spent, (a, b) => a - b),
  );
}

/** What `--set` asks for. */
export interface ReadSettings {
  readonly overrides: Overrides;
  /** Names of ranges whose likely point was taken as the middle. */
  readonly middles: readonly string[];
}

/**
 * Reads `key=value` words over the inputs. `key=unknown` takes a value away.
 * @throws Failure `misuse` for a key or value that means nothing, with what was probably meant
 */
export function readSettings(
  words: readonly string[],
  inputs: Inputs,
  currency: string | undefined,
): ReadSettings {
  const segments = (inputs.segments ?? []).map(({ segment }) => segment);
  const read = words.map((one) => splitSetting(one, segments));
  const middles: string[] = [];
  let overrides: Overrides = {};
  for (const setting of read) {
    const { key, segment, name, text } = setting;
    if (key === 'cost') {
      if (!read.some((one) => one.key === 'price'))
        throw refused(name, 'a price is needed as well', '--set price=300 --set cost=108');
    } else if (key === 'price') {
      const cost = read.find((one) => one.key === 'cost' && one.segment === segment);
      overrides = /^[+\-−]/.test(text)
        ? withPriceChange(overrides, setting, inputs, currency)
        : withPrice(overrides, setting, cost, currency);
    } else if (/^(unknown|none|\?)$/i.test(text)) overrides = put(overrides, segment, key, undefined);
    else {
      const kind = inputKinds[key];
      if (kind === 'months') overrides = put(overrides, segment, key, readMonths(name, text));
      else if (kind === 'distribution') {
        if (text !== 'pert' && text !== 'triangular')
          throw refused(given(name, text), 'it is pert or triangular', '--set distribution=triangular');
        overrides = put(overrides, undefined, key, text);
      } else {
        const sort = key === 'newCustomersChange' ? 'signed-share' : kind;
        const { value, isMiddle } = readQuantity(name, text, sort, currency);
        if (isMiddle) middles.push(name.replace('--set ', ''));
        overrides = put(overrides, segment, key, value);
      }
    }
  }
  // A gain that the contributions set aside would only contradict them.
  const gives = read.some(({ key }) => key === 'annualGain');
  if (
    inputs.annualGain !== undefined &&
    !gives &&
    !readsAnnualGain(buildLookup(override(inputs, overrides)))
  ) {
    overrides = { ...overrides, annualGain: undefined };
  }
  const [problem] = checkInputs(overrides).problems.filter(
    ({ code }: InputProblem) => code !== 'contradiction',
  );
  if (problem !== undefined)
    throw new Failure('misuse', problem.message, { next: [command('cx-review', 'economics', '--help')] });
  return { overrides, middles };
}

/**
 * Reads `50%=2%`: at half of the change, 2 % leave.
 * @throws Failure `misuse`
 */
export function readLossAt(text: string): OtherStep {
  const [step = '', loss = '', ...rest] = text.split('=');
  if (loss === '' || rest.length > 0) {
    throw refused(given('--loss-at', text), 'a step and a share are needed', 'Write it as --loss-at 50%=2%.');
  }
  const found = /^(\d{1,3})\s*%$/.exec(step.trim());
  const at = Number(found?.[1] ?? 0) / 100;
  if (at === 0 || at === 1) {
    throw refused(
      given('--loss-at', text),
      'the step is a share of the change, above 0 % and not 100 %',
      'Write it as --loss-at 50%=2%.',
    );
  }
  return { step: at, loss: likelyOf(readQuantity('--loss-at', loss, 'share', undefined).value) };
}
