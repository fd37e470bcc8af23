import { nameOf } from '../../domain/people.ts';
import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { lacksAnswer, missingAnswers } from '../support/gaps.ts';
import { knownAsNoExecutive } from '../support/owners.ts';

export const nobodySigns = reviewRule({
  name: 'nobody-signs',
  severity: 'error',
  class: 'gap',
  questions: ['G2'],
  answers: ['leadership.signer'],
  summary: 'No executive signs the decision, or the one who signs takes no customer call about it.',
  why: 'A decision against customers needs a face. Two hours on the phone in the first week tell the one who signed more than any report.',
  bad: `
    leadership:
      signer:  # ← nobody-signs
  `,
  good: `
    leadership:
      signer: Jonas Keller
      callHours: 4
      callsFrom: 2026-10-01
  `,
  sources: [{ text: 'A form check of cx-review: a person who is an executive, with hours.' }],
  check(review, context) {
    const { signer, callHours } = review.leadership ?? {};
    const hint = 'Name the executive who signs, and the hours they spend on the phone with customers.';
    const isMissing = lacksAnswer(context, 'leadership.signer');
    if (signer === undefined && isMissing) {
      return [{ path: 'leadership.signer', message: 'Nobody signs this decision.', hint }];
    }
    if (signer !== undefined && review.depth !== 'light' && knownAsNoExecutive(signer, context.config)) {
      return [
        {
          path: 'leadership.signer',
          message: `${quoted(nameOf(signer, context.config?.people) ?? signer)} signs, and is no executive.`,
          hint: 'Let an executive sign; or mark the person as executive in the config.',
        },
      ];
    }
    if (callHours === 0) {
      return [
        {
          path: 'leadership.callHours',
          message: 'Whoever signs takes no call from a customer about it.',
          hint: 'Plan an hour or two in the first week after the notice.',
        },
      ];
    }
    return missingAnswers(review, context, ['G2'], hint);
  },
});
