import Mustache from 'mustache';
import shipped from '../generated/pages.json' with { type: 'json' };
import { htmlWithAddresses, markdownWithAddresses } from './addresses.ts';

/** Where a page ends up, which decides how text is escaped. `text` is for what goes on into another page. */
export type Sink = 'markdown' | 'html' | 'text';

/** Mustache templates by name, as in `templates/pages`: `agent-card.html`. */
export type Pages = Readonly<Record<string, string>>;

const escapes: Readonly<Record<Sink, (value: unknown) => string>> = {
  markdown: (value) => markdownWithAddresses(String(value)),
  html: (value) => htmlWithAddresses(String(value)),
  text: String,
};

// Holds parsed templates and no settings: escaping is given with every call, never set globally.
const writer = new Mustache.Writer();

/**
 * A page out of its template and a view. Every `{{value}}` is escaped for the sink; runs of empty lines,
 * which parts that were left out leave behind, become one.
 * @param own templates that replace the shipped ones by name
 */
export function fillPage(name: string, view: object, sink: Sink, own: Pages = {}): string {
  const pages: Pages = { ...shipped, ...own };
  const template = pages[name];
  if (template === undefined) throw new Error(`there is no page ${name}`);
  const text = writer.render(template, view, (partial) => pages[partial], { escape: escapes[sink] });
  return sink === 'html' ? text : `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
