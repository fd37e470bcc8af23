import type { Rule, RuleExample, RuleSource } from '../domain/rule.ts';
import { gateRulePages, startOfExamples } from '../gate/rule-pages.ts';
import { type GateRule, gateRules } from '../gate/rules.ts';
import { capitalised, listed } from '../lib/words.ts';
import { ruleRegistry } from '../rules/engine/registry.ts';

const folder = 'docs/rules';

const inClass = (about: Rule['class']) => `of the class [${about}](../judgement.md)`;

function writeAbout({ severity, class: about, scope, depths, situations, excusable }: Rule): string {
  const parts = [
    `${capitalised(severity)} by default`,
    inClass(about),
    ...(depths === undefined ? [] : [`speaks at ${listed(depths)} depth`]),
    ...(situations === undefined ? [] : [`speaks of ${situations.join(', ')}`]),
    ...(scope === 'archive' ? ['compares all reviews'] : scope === 'files' ? ['looks at the file'] : []),
    ...(excusable ? [] : ['takes no exception']),
  ];
  return `${parts.join('; ')}.`;
}

function example({ review, archive, markdown }: RuleExample): string {
  const others = (archive ?? []).map((text) => `together with this one:\n\n\`\`\`yaml\n${text}\`\`\`\n`);
  const state = markdown === undefined ? '' : `\nThe Markdown beside it is ${markdown}.\n`;
  return `\`\`\`yaml\n${review.trimEnd()}\n\`\`\`\n${others.length === 0 ? '' : `\n${others.join('\n')}`}${state}`;
}

function listOptions({ name, severity, options }: Rule): string[] {
  const entries = Object.entries(options);
  if (entries.length === 0) return [];
  const rows = entries.map(
    ([option, { description, default: value, minimum, maximum }]) =>
      `| \`${option}\` | ${value} | ${minimum} to ${maximum} | ${description} |`,
  );
  const set = entries.map(([option, { default: value }]) => `${option}: ${value}`).join(', ');
  return [
    '## Options',
    '',
    '| option | default | range | what it is |',
    '|---|---|---|---|',
    ...rows,
    '',
    'In `cx-reviews/config.yaml`:',
    '',
    '```yaml',
    'rules:',
    `  ${name}: [${severity}, {${set}}]`,
    '```',
    '',
  ];
}

/** What every page has, whatever finds the fault. */
interface Page {
  readonly name: string;
  readonly summary: string;
  readonly about: string;
  readonly why: string;
  readonly bad: string;
  readonly good: string;
  readonly options: readonly string[];
  readonly sources: readonly RuleSource[];
}

function page({ name, summary, about, why, bad, good, options, sources }: Page): string {
  return [
    `# ${name}`,
    '',
    summary,
    '',
    about,
    '',
    '## Why',
    '',
    why,
    '',
    '## Raises it',
    '',
    bad,
    '## Does not',
    '',
    good,
    ...options,
    '## Sources',
    '',
    ...sources.map(({ text, url }) => `- ${url === undefined ? text : `${text} <${url}>`}`),
    '',
  ].join('\n');
}

const reviewPage = (rule: Rule): string =>
  page({
    ...rule,
    about: writeAbout(rule),
    bad: example(rule.bad),
    good: example(rule.good),
    options: listOptions(rule),
  });

const script = (text: string) => `\`\`\`sh\n${text}\`\`\`\n`;

const gatePage = (rule: GateRule & { readonly name: keyof typeof gateRulePages }): string => {
  const { bad, good, sources } = gateRulePages[rule.name];
  const about = `${capitalised(rule.severity)}; ${inClass(rule.class)}; found by [the gate](../gate.md), \`cx-review check --base\`; takes no exception.`;
  return page({
    ...rule,
    about,
    bad: `${startOfExamples}\n\n${script(bad)}`,
    good: script(good),
    options: [],
    sources,
  });
};

type Row = Pick<Rule, 'name' | 'severity' | 'class' | 'summary'>;

const writeTable = (rules: readonly Row[], from: string): string => {
  const rows = rules.map(
    ({ name, severity, class: about, summary }) =>
      `| [${name}](${from}${name}.md) | ${about} | ${severity} | ${summary} |`,
  );
  return ['| rule | class | by default | what it finds |', '|---|---|---|---|', ...rows].join('\n');
};

/** All rules that judge reviews as a table; links start at the given folder. */
export const ruleTable = (from: string): string => writeTable(ruleRegistry, from);

/** All faults that the gate finds as a table; links start at the given folder. */
export const gateRuleTable = (from: string): string => writeTable(gateRules, from);

/** A page for each rule and a list of them, by path from the root. */
export function ruleDocs(): Readonly<Record<string, string>> {
  const index = [
    '# Rules',
    '',
    `\`cx-review check\` judges every review by these ${ruleRegistry.length} rules. They look at form and arithmetic, never at taste: each finding can be explained to the person it stops. An example is laid over a complete review; what it does not name stays as it was. The line that ends in \`← rule-name\` is the one at which the finding points.`,
    '',
    'Severity and options are set in `cx-reviews/config.yaml`, `since: DATE` there spares older reviews until they are changed, and a review may carry an exception with rule, reason, person and end. Exceptions and spared reviews are counted and printed. There is no other way round a rule.',
    '',
    'The class says what a finding is about, and in which order findings are listed: [what comes first, and why](../judgement.md).',
    '',
    ruleTable(''),
    '',
    '## Found by the gate',
    '',
    `[The gate](../gate.md), \`cx-review check --base\`, judges what a range of git changes, and finds ${gateRules.length} faults more. ${startOfExamples}`,
    '',
    gateRuleTable(''),
    '',
  ].join('\n');
  const pages = [
    ...ruleRegistry.map((rule) => [rule.name, reviewPage(rule)] as const),
    ...gateRules.map((rule) => [rule.name, gatePage(rule)] as const),
  ].map(([name, text]) => [`${folder}/${name}.md`, text] as const);
  return Object.fromEntries([[`${folder}/README.md`, index], ...pages]);
}
