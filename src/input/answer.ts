import type { Field, RowField } from '../domain/content.ts';
import { parseDate } from './dates.ts';
import {
  parseCountEstimate,
  parseEstimate,
  parseInteger,
  parseMoney,
  parseNumber,
  parseShare,
  parseShareEstimate,
  parseShareRange,
} from './figures.ts';
import type { Surroundings } from './format.ts';
import type { Parsed } from './parsed.ts';
import { parseOwner, parsePerson } from './people.ts';
import { parseCurrency, parseJurisdictions } from './places.ts';
import { parseChoice, parseLine, parseText, parseYesNo } from './text.ts';

/** A field of a question, or of a row in a list. */
export type AnyField = Pick<Field | RowField, 'type' | 'label' | 'hint' | 'choices'>;

/** What can be chosen: the field's own choices, or the groups of customers. */
export function listChoices(field: AnyField, around: Surroundings): Readonly<Record<string, string>> {
  if (field.type !== 'segment') return field.choices ?? {};
  return Object.fromEntries(around.segments.map(({ id, name }) => [id, name ?? id]));
}

/**
 * Reads what was typed for one field. Lists are entered row by row and never come here.
 * @throws never: what cannot be read comes back as a problem with an example
 */
export function parseAnswer(field: AnyField, text: string, around: Surroundings): Parsed<unknown> {
  const { currency, today, people } = around;
  const label = `${field.label} ${field.hint ?? ''}`;
  switch (field.type) {
    case 'line':
      return parseLine(text);
    case 'text':
    case 'list':
      return parseText(text);
    case 'choice':
    case 'segment':
      return parseChoice(text, listChoices(field, around));
    case 'yes-no':
      return parseYesNo(text);
    case 'integer':
      return parseInteger(text, { label });
    case 'number':
      return parseNumber(text, { label });
    case 'money':
      return parseMoney(text, { currency, label });
    case 'signed-money':
      return parseMoney(text, { currency, label, signed: true });
    case 'share':
      return parseShare(text, { label });
    case 'estimate':
      return parseEstimate(text, { label, currency });
    case 'signed-estimate':
      return parseEstimate(text, { label, currency, signed: true });
    case 'share-estimate':
      return parseShareEstimate(text, { label });
    case 'count-estimate':
      return parseCountEstimate(text, { label });
    case 'share-range':
      return parseShareRange(text, { label });
    case 'signed-share-range':
      return parseShareRange(text, { label, signed: true });
    case 'date':
      return parseDate(text, today);
    case 'person':
      return parsePerson(text, people);
    case 'owner':
      return parseOwner(text, people);
    case 'jurisdictions':
      return parseJurisdictions(text);
    case 'currency':
      return parseCurrency(text);
  }
}
