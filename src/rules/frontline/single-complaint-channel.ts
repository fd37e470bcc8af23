import type { Fault } from '../../domain/rule.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';
import { folded, splitWords } from '../support/words.ts';

export const singleComplaintChannel = reviewRule({
  name: 'single-complaint-channel',
  severity: 'error',
  class: 'decides',
  gravity: 'law',
  questions: ['L1-complaints'],
  summary:
    'There is one way to complain, or none without the internet, or nobody outside the company decides in the end.',
  why: 'A complaint is the cheapest advice you get. A form behind a login keeps it from those who are hit hardest; they tell their neighbours instead.',
  bad: `
    frontline:
      complaints:
        channels:  # ← single-complaint-channel
          - id: mail           # and nothing else
  `,
  good: `
    frontline:
      complaints:
        channels:
          - id: phone
          - id: mail
        ombudsman: None; there is no board for business customers in Germany
  `,
  sources: [
    {
      text: 'UK complaints: final answer, and the ombudsman named in it.',
      url: 'https://www.financial-ombudsman.org.uk/publications/ombudsman-news/132/132-Q&A.html',
    },
  ],
  check(review, context) {
    const { channels, ombudsman } = review.frontline?.complaints ?? {};
    const hint = 'Offer at least two ways, one of them by phone, by letter or in person.';
    const whoDecides = 'Name the ombudsman or arbitration board, or write "none" and why there is none.';
    const faults: Fault[] = [];
    const ways = new Set(channels?.map((row) => folded(row.channel ?? row.id)));
    if (channels !== undefined && ways.size < 2) {
      faults.push({
        path: 'frontline.complaints.channels',
        message: `There is ${ways.size === 0 ? 'no way' : 'one way'} to complain.`,
        hint,
      });
    } else if (channels?.every((row) => row.digital === true) === true) {
      faults.push({
        path: 'frontline.complaints.channels',
        message: 'Every way to complain needs the internet.',
        hint,
      });
    }
    if (
      ombudsman !== undefined &&
      /^(?:none|no|nobody|n\/a)\b/i.test(ombudsman.trim()) &&
      splitWords(ombudsman).length < 4
    ) {
      faults.push({
        path: 'frontline.complaints.ombudsman',
        message: 'Nobody outside the company decides, and nobody says why.',
        hint: whoDecides,
      });
    }
    const told = faults.map((fault) => fault.path);
    return [
      ...faults,
      ...missingAnswers(review, context, ['L1-complaints'], hint)
        .filter((fault) => !told.includes(fault.path))
        .map((fault) =>
          fault.path === 'frontline.complaints.ombudsman' ? { ...fault, hint: whoDecides } : fault,
        ),
    ];
  },
});
