import { describeCommands } from '../cli.ts';
import { shippedContent } from '../content/shipped.ts';
import { readConfig, readReview } from '../document/review.ts';
import { renderAgentCard } from '../render/agent-card.ts';
import { fillBlocks } from './blocks.ts';
import { dutyDocs } from './duties.ts';
import { raisesDocs } from './raises.ts';
import { gateRuleTable, ruleDocs, ruleTable } from './rules.ts';

/** Text of a file of the project, by its path from the root. */
type ReadText = (path: string) => string;

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The commands as a table. */
function commandTable(): string {
  const rows = describeCommands().map(({ usage, summary }) => `| \`${usage}\` | ${summary} |`);
  return ['| command | what it does |', '|---|---|', ...rows].join('\n');
}

/** The agent card of the price rise, for its largest group, as a quotation. */
async function exampleCard(read: ReadText): Promise<string> {
  const { review } = readReview(bytesOf(read('templates/examples/price-rise.yaml')), 'price-rise.yaml');
  const { people } = readConfig(bytesOf(read('templates/examples/config.yaml')), 'config.yaml');
  const [group] = review?.customers?.segments ?? [];
  if (review === undefined || group === undefined)
    throw new Error('The example of a price rise is no valid review.');
  const card = renderAgentCard(
    review,
    { content: await shippedContent(), people, locale: 'en-GB' },
    { segment: group.id },
  );
  // Headings of the card would become headings of the README.
  return card
    .replace(/^> /gm, '')
    .replace(/^#+ (.*)$/gm, '**$1**')
    .replace(/^/gm, '> ')
    .replace(/ +$/gm, '');
}

/**
 * Every page of the documentation that is generated from what runs, by its path from the root.
 * A test compares them with the files, so that no page says what is no longer true.
 */
export async function docPages(read: ReadText): Promise<Readonly<Record<string, string>>> {
  return {
    'README.md': fillBlocks(read('README.md'), {
      card: await exampleCard(read),
      commands: commandTable(),
      rules: `<details>\n<summary>All rules</summary>\n\n${ruleTable('docs/rules/')}\n\nFound by the gate:\n\n${gateRuleTable('docs/rules/')}\n\n</details>`,
    }),
    'docs/duties.md': dutyDocs(await shippedContent()),
    'docs/judging-answers.md': fillBlocks(read('docs/judging-answers.md'), {
      raises: raisesDocs(await shippedContent()),
    }),
    ...ruleDocs(),
  };
}
