import type { Case, Content, Question } from '../domain/content.ts';
import { findNearestCases } from '../domain/nearest-cases.ts';
import type { Review } from '../domain/review.ts';

function caseInWords({ title, year, short, sources }: Case): string {
  const heading = title.includes(String(year)) ? title : `${title} (${year})`;
  return [`${heading}: ${short}`, ...sources.slice(0, 1)].join('\n');
}

/** What happened to others who decided something like it, a text each, with what decided how it ended. */
export function tellNearestCases(review: Review, content: Content): readonly string[] {
  return findNearestCases(review, content).map(({ short, decidedBy, sources }) =>
    [
      `It happened: ${short}`,
      ...(decidedBy === undefined ? [] : [`What decided it: ${decidedBy}`]),
      ...sources.slice(0, 1),
    ].join('\n'),
  );
}

/** What `?` shows: why it is asked, a weak and a strong answer, a real case, and where it comes from. */
export function buildHelp(question: Question, content: Content): string {
  const [first] = (question.cases ?? []).flatMap((id) => content.cases.find((one) => one.id === id) ?? []);
  const sources = (question.sources ?? []).map(({ text, url }) =>
    url === undefined ? text : `${text}\n${url}`,
  );
  const parts: readonly (readonly [string, string | undefined])[] = [
    ['Why we ask', question.help.trim()],
    ['A weak answer', question.weak.says.trim()],
    ['A strong answer', question.strong.says.trim()],
    ['It happened', first === undefined ? undefined : caseInWords(first)],
    ['From', sources.length === 0 ? undefined : sources.join('\n')],
  ];
  return parts.flatMap(([heading, text]) => (text === undefined ? [] : [`${heading}\n${text}`])).join('\n\n');
}
