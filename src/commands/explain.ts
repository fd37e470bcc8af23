import type { Run } from '../context.ts';
import { ExitCode } from '../domain/exit-code.ts';
import { Failure } from '../domain/failure.ts';
import type { Rule } from '../domain/rule.ts';
import type { Style } from '../domain/style.ts';
import { closest } from '../domain/suggest.ts';
import { wrapText } from '../domain/wrap.ts';
import { type GateRule, gateRules } from '../gate/rules.ts';
import { ruleRegistry } from '../rules/registry.ts';

interface ExplainOptions {
  /** Name of a rule; all rules are listed without one. */
  readonly rule: string | undefined;
  readonly json: boolean;
}

const forProgram = ({
  name,
  severity,
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

/** The page of a rule, in one shape: what, why, bad, good, options, sources. */
function page(rule: Rule, style: Style): string {
  const wrapped = (text: string, indent = '') => wrapText(text, style.width, { indent });
  const heading = (text: string) => style.bold(text);
  const example = (text: string) => text.trimEnd().replace(/^(?=.)/gm, '  ');
  const about = [
    `${rule.severity} by default`,
    ...(rule.depths === undefined ? [] : [`at ${rule.depths.join(' and ')} depth`]),
    ...(rule.excusable ? [] : ['takes no exception']),
  ];
  const options = Object.entries(rule.options).map(([name, { description, default: value }]) =>
    wrapText(`${name}: ${description} Default: ${value}.`, style.width, { indent: '  ', hanging: '    ' }),
  );
  const sources = rule.sources.map(({ text, url }) =>
    [
      wrapText(text, style.width, { indent: '  ', hanging: '    ' }),
      ...(url === undefined ? [] : [`    ${url}`]),
    ].join('\n'),
  );
  return [
    `${heading(rule.name)} (${about.join(', ')})`,
    '',
    wrapped(rule.summary),
    '',
    heading('Why'),
    wrapped(rule.why),
    '',
    heading('Raises it'),
    example(rule.bad.review),
    '',
    heading('Does not'),
    example(rule.good.review),
    '',
    ...(options.length === 0
      ? []
      : [
          heading('Options'),
          ...options,
          '',
          heading('In the config'),
          `  rules:`,
          `    ${rule.name}: [${rule.severity}, {${Object.entries(rule.options)
            .map(([name, { default: value }]) => `${name}: ${value}`)
            .join(', ')}}]`,
          '',
        ]),
    heading('Sources'),
    ...sources,
    '',
  ].join('\n');
}

/** The page of a fault that the gate finds in a range of git. */
function gatePage({ name, severity, summary, why }: GateRule, style: Style): string {
  const about = `${severity}, found by cx-review check --base`;
  return [
    `${style.bold(name)} (${about})`,
    '',
    wrapText(summary, style.width),
    '',
    style.bold('Why'),
    wrapText(why, style.width),
    '',
  ].join('\n');
}

function list(style: Style): string {
  const row = ({ name, severity, summary }: Pick<GateRule, 'name' | 'severity' | 'summary'>) =>
    `${style.bold(name)} (${severity})\n${wrapText(summary, style.width, { indent: '  ' })}`;
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
  const rule = ruleRegistry.find((one) => one.name === name);
  const gateRule = gateRules.find((one) => one.name === name);
  if (gateRule !== undefined) {
    const text = json
      ? `${JSON.stringify({ version: 1, rules: [gateRule] }, null, 2)}\n`
      : gatePage(gateRule, style);
    stdout.write(text);
    return ExitCode.pass;
  }
  if (name !== undefined && rule === undefined) {
    const meant = closest(
      name,
      [...ruleRegistry, ...gateRules].map((one) => one.name),
    );
    throw new Failure('misuse', `There is no rule "${name}".`, {
      why: meant === undefined ? undefined : `did you mean ${meant}?`,
      next: 'cx-review explain',
    });
  }
  if (json) {
    const rules = (rule === undefined ? ruleRegistry : [rule]).map(forProgram);
    stdout.write(`${JSON.stringify({ version: 1, rules }, null, 2)}\n`);
  } else {
    stdout.write(rule === undefined ? list(style) : page(rule, style));
  }
  return ExitCode.pass;
};
