import { describe, expect, it } from 'vitest';
import { listUnanswered } from '../../src/domain/agenda.ts';
import { depths, type Review } from '../../src/domain/review.ts';
import { decideEnd, offerEnd } from '../../src/interview/early-end.ts';
import { newSession } from '../../src/interview/session.ts';
import type { State } from '../../src/interview/state.ts';
import { nextStep } from '../../src/interview/step.ts';
import { checkReview } from '../../src/rules/engine/run.ts';
import { baseReview, config, overlay, settings } from '../rules/support.ts';
import { apply, startState } from './interviewee.ts';

/** Agents may give nothing, and the verdict has not been asked yet. */
const damning = {
  communication: { script: null },
  frontline: { authority: [{ id: 'agent', limit: 0, other: 'None' }] },
  verdict: null,
};

async function stateWith(part: unknown, depth: Review['depth'] = 'full'): Promise<State> {
  return startState(overlay(baseReview(), { ...(part as object), depth }) as Review, config);
}

const offerAt = (state: State) => offerEnd(() => checkReview(state.review, settings), state);

describe('to revise or to drop is offered before the end', () => {
  it.each(depths)('as soon as an answer decides against the change, at %s', async (depth) => {
    expect(offerAt(await stateWith(damning, depth))).toEqual({ kind: 'ask', about: 'end' });
    expect(offerAt(await stateWith({ verdict: null }, depth))).toBeUndefined();
  });

  it('and not while an answer that may make it right is still to come', async () => {
    const change = { reachesBack: 'mid-term', rollout: 'one-date', cutOff: null, exemptions: null };
    const begun = await stateWith({ verdict: null, change });
    const rules = checkReview(begun.review, settings).map(({ rule }) => rule);
    expect(rules).toContain('retroactive-without-exemption');
    expect(offerAt(begun)).toBeUndefined();
    const asked = await stateWith({ verdict: null, change: { ...change, exemptions: 'Nobody.' } });
    expect(offerAt(asked)).toBeDefined();
  });

  it('not before the depth, after the verdict, in the middle of a list, or to whom it is not theirs', async () => {
    const state = await stateWith(damning);
    const list = { part: 'L2', row: undefined, asked: [], seen: [] };
    const { depth: _, ...screening } = state.review;
    const others = { id: 'leadership', path: 'leadership', state: 'assigned', owner: 'jonas' } as const;
    const elsewhere: State[] = [
      { ...state, review: screening },
      { ...state, review: { ...state.review, verdict: { decision: 'go' } } },
      { ...state, session: { ...state.session, list } },
      { ...state, session: newSession({ section: 'frontline' }) },
      { ...state, review: { ...state.review, open: [others] } },
    ];
    expect(elsewhere.map(offerAt)).toEqual(elsewhere.map(() => undefined));
  });

  it('once: who goes on is not asked again, and nothing is decided', async () => {
    const state = await stateWith(damning);
    const after = apply(state, decideEnd(state, 'go-on'));
    expect(after.review).toEqual(state.review);
    expect(offerAt(after)).toBeUndefined();
  });

  it.each([
    ['revise', 'G4-revise'],
    ['drop', 'G4-drop'],
  ] as const)('%s leaves only its own few questions', async (end, own) => {
    const state = await stateWith({ ...damning, leadership: null });
    const after = apply(state, decideEnd(state, end));
    expect(after.review.verdict?.decision).toBe(end);
    expect(after.review.frontline).toEqual(state.review.frontline);
    const left = listUnanswered(after.review, after.content).map(({ question }) => question.id);
    expect(left).toContain(own);
    expect(left.length).toBeLessThan(4);
    expect(nextStep(after).step.kind).not.toBe('done');
  });
});
