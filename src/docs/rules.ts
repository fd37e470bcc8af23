import type { Rule, RuleExample } from '../domain/rule.ts';
import { ruleRegistry } from '../rules/registry.ts';

const folder = 'docs/rules';

const capitalised = (text: string) => text.replace(/^./, (first) => first.toUpperCase());

function aboutOf({ severity, scope, depths, situations, excusable }: Rule): string {
  const parts = [
    `${capitalised(severity)} by default`,
    ...(depths === undefined ? [] : [`speaks at ${depths.join(' and ')} depth`]),
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

function optionsOf({ name, severity, options }: Rule): string[] {
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

/** The page of a rule. Every page has this one shape. */
function page(rule: Rule): string {
  const sources = rule.sources.map(({ text, url }) => `- ${url === undefined ? text : `${text} <${url}>`}`);
  return [
    `# ${rule.name}`,
    '',
    rule.summary,
    '',
    aboutOf(rule),
    '',
    '## Why',
    '',
    rule.why,
    '',
    '## Raises it',
    '',
    example(rule.bad),
    '## Does not',
    '',
    example(rule.good),
    ...optionsOf(rule),
    '## Sources',
    '',
    ...sources,
    '',
  ].join('\n');
}

/** All rules as a table; links start at the given folder. */
export function ruleTable(from: string): string {
  const rows = ruleRegistry.map(
    ({ name, severity, summary }) => `| [${name}](${from}${name}.md) | ${severity} | ${summary} |`,
  );
  return ['| rule | by default | what it finds |', '|---|---|---|', ...rows].join('\n');
}

/** A page for each rule and a list of them, by path from the root. */
export function ruleDocs(): Readonly<Record<string, string>> {
  const index = [
    '# Rules',
    '',
    `\`cx-review check\` judges every review by these ${ruleRegistry.length} rules. They look at form and arithmetic, never at taste: each finding can be explained to the person it stops. An example is laid over a complete review; what it does not name stays as it was.`,
    '',
    'Severity and options are set in `cx-reviews/config.yaml`, `since: DATE` there spares older reviews until they are changed, and a review may carry an exception with rule, reason, person and end. Exceptions and spared reviews are counted and printed. There is no other way round a rule.',
    '',
    ruleTable(''),
    '',
  ].join('\n');
  const pages = ruleRegistry.map((rule) => [`${folder}/${rule.name}.md`, page(rule)] as const);
  return Object.fromEntries([[`${folder}/README.md`, index], ...pages]);
}
