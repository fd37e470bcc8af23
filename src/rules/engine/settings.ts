import type { Config } from '../../domain/config.ts';
import type { Severity } from '../../domain/finding.ts';
import type { OptionValues, Rule } from '../../domain/rule.ts';
import { command } from '../../lib/command.ts';
import { Failure } from '../../lib/failure.ts';
import { closest } from '../../lib/suggest.ts';

/** A rule as the config sets it. */
export interface RuleSetting {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly options: OptionValues;
}

type Setting = NonNullable<Config['rules']>[string];

const didYouMean = (name: string, names: readonly string[]): string => {
  const near = closest(name, names);
  return near === undefined ? 'List them with: cx-review explain' : `Did you mean ${near}?`;
};

function findParts(
  name: string,
  setting: Setting,
): { severity: Severity | 'off' | undefined; given: object } {
  const parts = Array.isArray(setting) ? setting : [setting];
  const severities = parts.filter((part): part is Severity | 'off' => typeof part === 'string');
  const options = parts.filter((part): part is object => typeof part === 'object');
  if (severities.length > 1 || options.length > 1 || typeof parts[0] !== 'string') {
    throw new Failure('misuse', `The setting of the rule ${name} is not understood.`, {
      why: 'A severity comes first, then the options.',
      next: `Write "${name}: warning" or "${name}: [warning, {option: value}]" in the config.`,
    });
  }
  return { severity: severities[0], given: options[0] ?? {} };
}

function buildOptions(rule: Rule, given: object): OptionValues {
  const values = Object.fromEntries(
    Object.entries(rule.options).map(([name, option]) => [name, option.default]),
  );
  for (const [name, value] of Object.entries(given)) {
    const option = Object.hasOwn(rule.options, name) ? rule.options[name] : undefined;
    if (option === undefined) {
      throw new Failure('misuse', `The rule ${rule.name} has no option ${name}.`, {
        next: didYouMean(name, Object.keys(rule.options)),
      });
    }
    const isNumber = typeof value === 'number' && Number.isFinite(value);
    const fits =
      isNumber &&
      value >= option.minimum &&
      value <= option.maximum &&
      (option.type === 'number' || Number.isInteger(value));
    if (!fits) {
      throw new Failure(
        'misuse',
        `The option ${name} of the rule ${rule.name} cannot be ${JSON.stringify(value)}.`,
        {
          why: `It is ${option.type === 'integer' ? 'a whole number' : 'a number'} from ${option.minimum} to ${option.maximum}.`,
          next: ['read what it does:', command('cx-review', 'explain', rule.name)],
        },
      );
    }
    values[name] = value;
  }
  return values;
}

/**
 * The rules that are on, in the order of the registry, with severity and options as the config sets them.
 * @throws Failure misuse, where the config names a rule or an option that does not exist, or a value out of range
 */
export function listSettings(rules: readonly Rule[], config: Config | undefined): RuleSetting[] {
  const configured = config?.rules ?? {};
  const names = rules.map((rule) => rule.name);
  for (const name of Object.keys(configured)) {
    if (!names.includes(name)) {
      throw new Failure('misuse', `The config sets a rule ${name}, and there is none.`, {
        next: didYouMean(name, names),
      });
    }
  }
  return rules.flatMap((rule): RuleSetting[] => {
    const setting = Object.hasOwn(configured, rule.name) ? configured[rule.name] : undefined;
    const { severity, given } =
      setting === undefined ? { severity: rule.severity, given: {} } : findParts(rule.name, setting);
    const options = buildOptions(rule, given);
    return severity === 'off' ? [] : [{ rule, severity: severity ?? rule.severity, options }];
  });
}
