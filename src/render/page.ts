import Mustache from 'mustache';
import shipped from '../generated/pages.json' with { type: 'json' };
import { Failure } from '../lib/failure.ts';
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

/** Sections and parts that a page may open one in another, and in all; far more than any shipped page does. */
const deepest = 50;
const mostSections = 200_000;

/** An organisation's own templates can name themselves, or open a list in itself: that ends here. */
class BoundedWriter extends Mustache.Writer {
  #depth = 0;
  #sections = 0;

  begin(): void {
    this.#depth = 0;
    this.#sections = 0;
  }

  override renderTokens(...given: Parameters<Mustache.Writer['renderTokens']>): string {
    this.#sections += 1;
    this.#depth += 1;
    if (this.#depth > deepest || this.#sections > mostSections) {
      throw new Failure('misuse', 'A page never ends: its template opens a part or a section in itself.', {
        place: { file: 'cx-reviews/content/pages' },
        next: 'Take away what the template repeats.',
      });
    }
    const text = super.renderTokens(...given);
    this.#depth -= 1;
    return text;
  }
}

// Holds parsed templates and no settings: escaping is given with every call, never set globally.
const writer = new BoundedWriter();

/**
 * A page out of its template and a view. Every `{{value}}` is escaped for the sink; runs of empty lines,
 * which parts that were left out leave behind, become one.
 * @param own templates that replace the shipped ones by name
 */
export function fillPage(name: string, view: object, sink: Sink, own: Pages = {}): string {
  const pages: Pages = { ...shipped, ...own };
  const template = pages[name];
  if (template === undefined) throw new Error(`there is no page ${name}`);
  writer.begin();
  const text = writer.render(template, view, (partial) => pages[partial], { escape: escapes[sink] });
  return sink === 'html' ? text : `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
