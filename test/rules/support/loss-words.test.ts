import { describe, expect, it } from 'vitest';
import { findLossInWords } from '../../../src/rules/support/loss-words.ts';
import { content } from '../support.ts';

const isLoss = (text: string) => findLossInWords(text, content) !== undefined;

describe('findLossInWords', () => {
  it.each([
    'Every shop ends its vouchers on 1 December.',
    'We remove the chat.',
    'Members can no longer bring a guest.',
    'Free returns end our season; we end the free returns.',
    'Free delivery ends, and each parcel costs a fee.',
    'The Pro plan’s price goes from 20 to 25 EUR a month.',
    'The time to answer goes from 4 hours to 2 days.',
    'Returns go from 60 days to 30 days.',
    'Points are worth from 3 to 2 each.',
    'It is cheaper. The app is switched off in May.',
  ])('%s', (text) => {
    expect(isLoss(text)).toBe(true);
  });

  it.each([
    'The set-up fee ends on 1 December.',
    'Customers no longer have to send a form.',
    'The limit on uploads is removed.',
    'Upload limit of the free plan from 20 to 25 files a day.',
    'The Pro plan’s price goes from 25 to 20 EUR a month.',
    'The time to answer goes from 2 days to 4 hours.',
    'The line is open from Monday to Friday.',
    'The offer runs from 1 March to 31 May 2027.',
    'A friend may come along at the weekends.',
  ])('not: %s', (text) => {
    expect(isLoss(text)).toBe(false);
  });
});
