import type { Act, Seen } from './scripted-prompter.ts';

/** Answers of somebody who wants to raise a price, by the label of what is asked. */
const answers: Readonly<Record<string, Act>> = {
  Title: 'Pro plan from 20 to 25 EUR a month',
  'Kind of decision': 'Price rise for existing customers',
  Author: 'maya',
  Currency: 'EUR',
  Places: 'Germany',
  Sector: 'Software',
  'Customers in all': '6000',
  'Customers worse off': '40',
  'Group 1 · What you call the group': 'Loyal customers',
  'Group 1 (Loyal customers) · What one of them pays a year': '240',
  'Groups of customers': { action: 'done' },
  'Money lost a year': '1',
  'Hours lost a year': '5 min',
  'What stops altogether': 'Nothing stops',
  'Can it be undone': 'Yes: within ten',
  'Does it reach back': 'No: only people who buy',
  'People in hard circumstances': 'There are some, and they are hit no harder',
  'Free to leave': 'Yes: today',
  Depth: 'Go on with light',
};

const later: Act = { wish: 'skip' };

/**
 * A leader who answers what they know, takes what is offered, and leaves the rest for later.
 * @param own answers that differ
 */
export function leader(own: Readonly<Record<string, Act>> = {}): (seen: Seen) => Act {
  const known = { ...answers, ...own };
  return (seen) => {
    const act = known[seen.label];
    if (act !== undefined) return act;
    if (seen.label === 'Pick an answer to change it')
      return seen.kind === 'choice' ? (seen.choices[0] ?? '') : later;
    if (seen.kind === 'list') return later;
    return seen.canKeep ? { wish: 'keep' } : later;
  };
}
