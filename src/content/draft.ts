import Mustache from 'mustache';
import type { Situation } from '../domain/content.ts';
import { capitalised } from '../lib/words.ts';

/** Facts of a review, in words for people: dates and amounts are formatted, what is not answered is left out. */
export interface DraftFacts {
  readonly title?: string | undefined;
  /** The terms before and after, for everybody. */
  readonly old?: string | undefined;
  readonly new?: string | undefined;
  /** What customers are offered, for answers that are the same for every group. */
  readonly offer?: string | undefined;
  readonly leaveSteps?: string | undefined;
  /** The ways to complain, in one line. */
  readonly complaintChannels?: string | undefined;
  readonly change?:
    | {
        readonly what?: string | undefined;
        readonly reason?: string | undefined;
        readonly briefed?: string | undefined;
        readonly told?: string | undefined;
        readonly effective?: string | undefined;
      }
    | undefined;
  /** The group of customers that the text is for. */
  readonly segment?:
    | {
        readonly name?: string | undefined;
        readonly old?: string | undefined;
        readonly new?: string | undefined;
        /** What one of them loses, with its unit: 60 EUR a year. */
        readonly loss?: string | undefined;
        readonly offer?: string | undefined;
      }
    | undefined;
}

export type DraftName = keyof Situation['drafts'];

// Holds parsed templates and no settings.
const writer = new Mustache.Writer();

/** A fact stands in the middle of a sentence, so its own full stop goes; the template brings one. */
function withoutStops(facts: unknown): unknown {
  if (typeof facts === 'string') return facts.trim().replace(/\.$/u, '');
  if (typeof facts !== 'object' || facts === null) return facts;
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, withoutStops(value)]));
}

/**
 * Fills a draft with facts. Nothing is escaped: the text goes to a person to correct, and whoever prints it
 * escapes it. White space is folded, and a question mark at the end of a fact needs no full stop.
 * @param template Mustache; a section around a fact keeps the sentence whole where the fact is missing
 */
export function fillDraft(template: string, facts: object): string {
  const text = writer
    .render(template, withoutStops(facts), undefined, { escape: String })
    .replace(/\s+/gu, ' ')
    .replace(/([!?…])\./gu, '$1')
    .trim();
  // A fact may open the sentence, or end the text.
  const closed = text === '' || /[.!?…]$/u.test(text) ? text : `${text}.`;
  return capitalised(closed);
}

/** A first text of the plan out of what is already answered; undefined where the situation has none. */
export function findDraft(situation: Situation, name: DraftName, facts: DraftFacts): string | undefined {
  const template = situation.drafts[name];
  return template === undefined
    ? undefined
    : fillDraft(template, { ...facts, customerTerms: situation.customerTerms });
}
