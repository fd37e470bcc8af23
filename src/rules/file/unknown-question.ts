import { screeningSection, situationSection } from '../../domain/content.ts';
import { command } from '../../lib/command.ts';
import { closest } from '../../lib/suggest.ts';
import { reviewRule } from '../engine/define.ts';

export const unknownQuestion = reviewRule({
  name: 'unknown-question',
  severity: 'warning',
  class: 'form',
  summary: 'An answer, or a note on what is open, names a question that there is not.',
  why: 'An answer under a misspelt name is read by nobody, and the question it was meant for stays open.',
  bad: `
    answers:
      price-rise-last-rize: On 1 March 2023, by 11 %.  # ← unknown-question
  `,
  good: `
    answers:
      price-rise-last-rise: On 1 March 2023, by 11 %.
  `,
  sources: [{ text: 'A check of cx-review against the questions of the content.' }],
  check(review, { content }) {
    const questions = [...content.sections, ...content.situations].flatMap((one) => one.questions);
    const ids = questions.map((question) => question.id);
    const known = new Set(ids);
    const sections = new Set([
      ...content.sections.map((pack) => pack.section),
      ...Object.keys(review),
      screeningSection,
      situationSection,
    ]);
    const meant = (name: string) => {
      const near = closest(name, ids);
      return near === undefined
        ? ['List them with:', command('cx-review', 'questions')]
        : `Did you mean ${near}?`;
    };
    const answers = Object.keys(review.answers ?? {})
      .filter(
        (id) =>
          !known.has(id) && !questions.some((one) => one.fields.some(({ path }) => path === `answers.${id}`)),
      )
      .map((id) => ({ path: `answers.${id}`, message: `There is no question "${id}".`, hint: meant(id) }));
    const paths = questions.flatMap((question) => question.fields.map(({ path }) => path));
    const open = (review.open ?? []).flatMap((item) => {
      const name = item.path ?? '';
      const id = name.split('/', 1)[0] ?? '';
      const section = name.split('.', 1)[0] ?? '';
      const isKnown =
        known.has(id) || sections.has(section) || paths.some((path) => path.split('.', 1)[0] === section);
      if (isKnown) return [];
      return [
        {
          path: `open.${item.id}.path`,
          message: `There is no question, section or path "${name}".`,
          hint: meant(name),
        },
      ];
    });
    return [...answers, ...open];
  },
});
