import { stringify, type ToStringOptions } from 'yaml';
import type { Config, Review, Waiver } from '../oracle/model.ts';
import type { Dice } from './random.ts';

/** The day on which everything is judged. */
export const today = '2026-11-22';

/** A review of a change that costs nobody anything, complete at depth light. */
export const harmless = (id: string): Review => ({
  schema: 'cx-review/1',
  id,
  title: 'Upload limit of the free plan from 20 to 25 files a day',
  situation: 'contract-terms',
  depth: 'light',
  author: 'maya',
  status: 'proposed',
  currency: 'EUR',
  screening: { nobodyWorseOff: true, depth: 'light' },
  customers: { total: 5200, worseOff: 0 },
  change: {
    what: 'The free plan takes 25 files a day instead of 20, from 1 February 2027.',
    jurisdictions: ['EU'],
    sector: 'any',
    dates: { briefed: '2026-12-07', told: '2026-12-15', effective: '2027-02-01' },
  },
  frontline: {
    reason: {
      text: 'New storage is cheaper, so the free plan takes 25 files a day from 1 February.',
      class: 'investment',
    },
    escalation: [
      {
        id: 'desk',
        role: 'Anything that the card does not answer',
        who: 'sam',
        contact: 'Extension 201',
        answerHours: 4,
        executive: false,
      },
      {
        id: 'executive',
        role: 'This is wrong and has to stop',
        who: 'ines',
        contact: 'Extension 100',
        answerHours: 24,
        executive: true,
      },
    ],
    cardOwner: 'sam',
    cardFeedback: 'Extension 201, answered the same day',
  },
  verdict: {
    decision: 'go',
    date: '2026-11-20',
    helpsAndPleases: 'yes',
    wouldSayIt: true,
    why: 'Nobody loses anything, and 5,200 customers may upload 5 files a day more.',
    undoIf: 'If more than 40 customers complain by 31 March 2027, the old limit comes back within a day.',
  },
  leadership: { signer: 'ines' },
});

/** The same as deep as anybody may want it. */
export const deeper = (review: Review, depth: string): Review => ({
  ...review,
  depth,
  frontline: { ...(review.frontline as object), readAloud: { agents: 4, linesChanged: 3 } },
});

/** A review of a change of the gate itself. */
export const changeOfTheGate = (id: string): Review => ({
  schema: 'cx-review/1',
  id,
  title: 'One more folder needs a review',
  situation: 'gate-change',
  author: 'maya',
  status: 'proposed',
  currency: 'EUR',
  change: {
    what: 'The folder legal needs a review from 1 December 2026, besides pricing.',
    reason: 'Terms were changed twice in 2026 without anybody looking at them first.',
    reasonClass: 'abuse',
    customerProblem: 'In 2026, 140 customers complained about terms that nobody had looked at.',
    jurisdictions: ['EU'],
    sector: 'any',
    dates: { briefed: '2026-11-20', told: '2026-11-27', effective: '2026-12-01' },
  },
  verdict: {
    decision: 'go',
    date: '2026-11-20',
    helpsAndPleases: 'yes',
    wouldSayIt: true,
    why: 'Two changes of the terms led to 140 complaints.',
  },
  leadership: { signer: 'ines' },
});

export const people: NonNullable<Config['people']> = {
  maya: { name: 'Maya Lindqvist', email: 'maya@example.com', roles: ['owner'] },
  leo: { name: 'Leo Fontaine', email: 'leo@example.com', roles: ['owner', 'finance'] },
  ines: { name: 'Ines Duarte', email: 'ines@example.com', roles: ['executive', 'finance'], executive: true },
  sam: { name: 'Sam Whitaker', email: 'sam@example.com', roles: ['frontline'] },
  noor: { name: 'Noor Haddad', email: 'Noor@example.com', roles: ['finance', 'owner'] },
  // The same person once more, under another key.
  double: { name: 'N. Haddad', email: 'noor@EXAMPLE.com', roles: ['owner', 'frontline'] },
  // Leo, with a tag in his address.
  tagged: { name: 'L. Fontaine', email: 'Leo+money@example.com', roles: ['finance'] },
};

/** YAML that says everything in full: names for values that come twice are refused. */
export const asYaml = (data: object, options: ToStringOptions = {}): string =>
  stringify(data, { aliasDuplicateObjects: false, ...options });

/** YAML as one person or another would write it. */
export function yamlOf(data: Review | Waiver | Config, dice: Dice): string {
  const style = dice.number(10);
  const first = '# yaml-language-server: $schema=schema/review.json\n';
  if (style === 0) return `${JSON.stringify(data, undefined, 2)}\n`;
  const text = asYaml(
    data,
    style === 1 ? { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 } : { lineWidth: 100 },
  );
  if (style === 2) return `${first}${text}`.replaceAll('\n', '\r\n');
  return style < 6 ? `${first}${text}` : text;
}
