import type { Content, Question } from '../domain/content.ts';
import { askedAt } from '../domain/question-index.ts';

type Raise = NonNullable<Question['raises']>[number];

const cell = (text: string) => text.replaceAll('|', '\\|');
const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;

/** The choices and figures that raise it, as whoever answers sees them. */
function describeAnswers({ when = {}, above = {}, below = {} }: Raise, content: Content): string {
  const label = (path: string) => {
    const field = askedAt(path, content)?.field;
    return field?.label ?? path;
  };
  const choice = (path: string, value: unknown) =>
    askedAt(path, content)?.field.choices?.[String(value)] ?? String(value);
  return [
    ...Object.entries(when).map(([path, wanted]) => {
      const values = Array.isArray(wanted) ? wanted : [wanted];
      return `${label(path)}: ${values.map((value) => choice(path, value)).join(', or ')}`;
    }),
    ...Object.entries(above).map(([path, limit]) => `${label(path)}: above ${limit}`),
    ...Object.entries(below).map(([path, limit]) => `${label(path)}: below ${limit}`),
  ].join('; and ');
}

function tableOf(questions: readonly Question[], content: Content): string[] {
  const rows = questions.flatMap(({ raises = [] }) =>
    raises.map((raise) =>
      row([
        describeAnswers(raise, content),
        raise.gravity === undefined ? raise.class : `${raise.class} (${raise.gravity})`,
        raise.severity,
        raise.message,
      ]),
    ),
  );
  return [row(['answer', 'class', 'severity', 'what is said']), row(['---', '---', '---', '---']), ...rows];
}

/** Which answers of the shipped questions raise which findings: a table a section, and one a situation. */
export function raisesDocs(content: Content): string {
  const judges = ({ questions }: { readonly questions: readonly Question[] }) =>
    questions.some(({ raises }) => raises !== undefined);
  return [...content.sections, ...content.situations]
    .filter(judges)
    .flatMap(({ title, questions }) => [`### ${title}`, '', ...tableOf(questions, content), ''])
    .join('\n');
}
