import type { Rule, RuleSource } from '../domain/rule.ts';
import { jsonText } from '../formatters/json-text.ts';
import { gateRulePages, startOfExamples } from '../gate/rule-pages.ts';
import { type GateRule, type GateRuleName, gateRules } from '../gate/rules.ts';
import { command } from '../lib/command.ts';
import { ExitCode } from '../lib/exit-code.ts';
import { Failure } from '../lib/failure.ts';
import type { Style } from '../lib/style.ts';
import { closest } from '../lib/suggest.ts';
import { listed } from '../lib/words.ts';
import { wrapText } from '../lib/wrap.ts';
import type { Run } from '../ports/context.ts';
import { ruleRegistry } from '../rules/engine/registry.ts';
import { type Define, type Given, showExamples } from './flags.ts';

interface ExplainOptions {
  /** Name of a rule; all rules are listed without one. */
  readonly rule: string | undefined;
  readonly json: boolean;
}

/** Flags, help and examples. */
export const define: Define<ExplainOptions> = (command, call) => {
  showExamples(command, ['cx-review explain', 'cx-review explain powerless-frontline'])
    .option('--json', 'print as JSON')
    .action((rule: string | undefined, { json = false }: Given<ExplainOptions>) => call({ rule, json }));
};

const forProgram = ({
  name,
  severity,
  class: about,
  scope,
  depths,
  situations,
  questions,
  summary,
  why,
  bad,
  good,
  options,
  sources,
  excusable,
}: Rule) => ({
  name,
  severity,
  class: about,
  scope,
  depths: depths ?? null,
  situations: situations ?? null,
  questions,
  summary,
  why,
  bad: bad.review,
  good: good.review,
  options,
  sources,
  excusable,
});

/** What every page has, whatever finds the fault. */
interface Page {
  readonly name: string;
  readonly about: readonly string[];
  readonly summary: string;
  readonly why: string;
  readonly bad: string;
  readonly good: string;
  /** What there is to know of the examples. */
  readonly note: string | undefined;
  /** Parts between the examples and the sources, a line each. */
  readonly options: readonly string[];
  readonly sources: readonly RuleSource[];
}

/** A page in one shape: what, why, bad, good, options, sources. */
function page({ name, about, summary, why, bad, good, note, options, sources }: Page, style: Style): string {
  const example = (text: string) => text.trimEnd().replace(/^(?=.)/gm, '  ');
  return [
    `${style.bold(name)} (${about.join(', ')})`,
    '',
    wrapText(summary, style.width),
    '',
    style.bold('Why'),
    wrapText(why, style.width),
    '',
    style.bold('Raises it'),
    example(bad),
    '',
    style.bold('Does not'),
    example(good),
    '',
    ...(note === undefined ? [] : [wrapText(note, style.width), '']),
    ...options,
    style.bold('Sources'),
    ...sources.flatMap(({ text, url }) => [
      wrapText(text, style.width, { indent: '  ', hanging: '    ' }),
      ...(url === undefined ? [] : [`    ${url}`]),
    ]),
    '',
  ].join('\n');
}

function listOptions({ name, severity, options }: Rule, style: Style): string[] {
  const entries = Object.entries(options);
  if (entries.length === 0) return [];
  const set = entries.map(([option, { default: value }]) => `${option}: ${value}`).join(', ');
  return [
    style.bold('Options'),
    ...entries.map(([option, { description, default: value }]) =>
      wrapText(`${option}: ${description} Default: ${value}.`, style.width, {
        indent: '  ',
        hanging: '    ',
      }),
    ),
    '',
    style.bold('In the config'),
    '  rules:',
    `    ${name}: [${severity}, {${set}}]`,
    '',
  ];
}

const pageOfRule = (rule: Rule, style: Style): string =>
  page(
    {
      ...rule,
      about: [
        `${rule.severity} by default`,
        rule.class,
        ...(rule.depths === undefined ? [] : [`at ${listed(rule.depths)} depth`]),
        ...(rule.excusable ? [] : ['takes no exception']),
      ],
      bad: rule.bad.review,
      good: rule.good.review,
      note: undefined,
      options: listOptions(rule, style),
    },
    style,
  );

type NamedGateRule = GateRule & { readonly name: GateRuleName };

const gateRuleForProgram = (rule: NamedGateRule) => ({
  ...rule,
  scope: 'range',
  ...gateRulePages[rule.name],
});

/** The page of a fault that the gate finds in a range of git; its examples are commands. */
const pageOfGateRule = (rule: NamedGateRule, style: Style): string =>
  page(
    {
      ...rule,
      ...gateRulePages[rule.name],
      about: [rule.severity, rule.class, 'found by cx-review check --base', 'takes no exception'],
      note: startOfExamples,
      options: [],
    },
    style,
  );

function list(style: Style): string {
  const row = ({ name, severity, class: about, summary }: Omit<GateRule, 'why'>) =>
    `${style.bold(name)} (${severity}, ${about})\n${wrapText(summary, style.width, { indent: '  ' })}`;
  return [
    ...ruleRegistry.map(row),
    '',
    style.bold('Found by the gate alone (cx-review check --base):'),
    ...gateRules.map(row),
    '',
    `${ruleRegistry.length + gateRules.length} rules. One of them: cx-review explain RULE`,
    '',
  ].join('\n');
}

/** Explains a rule, or lists them all. */
export const run: Run<ExplainOptions> = async ({ rule: name, json }, { stdout, style }) => {
  const isAsked = (one: { readonly name: string }) => name === undefined || one.name === name;
  const rules = ruleRegistry.filter(isAsked);
  const ofGate = gateRules.filter(isAsked);
  if (rules.length + ofGate.length === 0) {
    const names = [...ruleRegistry, ...gateRules].map((one) => one.name);
    const meant = closest(name ?? '', names);
    throw new Failure('misuse', `There is no rule "${name}".`, {
      why: meant === undefined ? undefined : `did you mean ${meant}?`,
      next: [command('cx-review', 'explain')],
    });
  }
  if (json) {
    const all = [...rules.map(forProgram), ...ofGate.map(gateRuleForProgram)];
    stdout.write(jsonText({ version: 1, rules: all }));
  } else if (name === undefined) {
    stdout.write(list(style));
  } else {
    stdout.write(
      [
        ...rules.map((rule) => pageOfRule(rule, style)),
        ...ofGate.map((rule) => pageOfGateRule(rule, style)),
      ].join(''),
    );
  }
  return ExitCode.pass;
};
