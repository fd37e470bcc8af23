import { Failure } from '../lib/failure.ts';
import { exp } from './exact-math.ts';

/**
 * How many agents a queue needs, by Erlang C: calls arrive independently of one another, nobody
 * hangs up, and everybody is served in turn. An announcement breaks the first of these, because
 * one event makes everybody call at once: read the results as optimistic.
 * https://www.lokad.com/calculate-call-center-staffing-with-excel
 */

/** More people than any contact centre has; beyond it a figure was mistyped. */
const MOST_LOAD = 1_000_000;

/** Traffic in erlangs: contacts in an hour × handling time ÷ 3600. */
export function offeredLoad(contactsPerHour: number, handlingSeconds: number): number {
  return (contactsPerHour * handlingSeconds) / 3600;
}

/** Erlang B after one more agent: the recurrence that neither overflows nor needs factorials. */
function withOneMore(load: number, blocked: number, agents: number): number {
  return (load * blocked) / (agents + load * blocked);
}

function waitingFromBlocked(load: number, agents: number, blocked: number): number {
  if (agents <= load) return 1;
  return blocked / (1 - (load / agents) * (1 - blocked));
}

/**
 * Probability that a call finds every agent busy and is turned away (Erlang B), 0 to 1.
 * @param load erlangs, ≥ 0
 * @param agents whole number, ≥ 0
 */
export function erlangB(load: number, agents: number): number {
  let blocked = 1;
  // Once the probability is 0 it stays 0: stop, because a file may name any number of agents.
  for (let count = 1; count <= agents && blocked > 0; count++) blocked = withOneMore(load, blocked, count);
  return blocked;
}

/**
 * Probability that a call has to wait (Erlang C), 0 to 1; 1 where the load is not below the agents.
 * @param load erlangs, ≥ 0; tested to 10,000
 * @param agents whole number, ≥ 0
 */
export function erlangC(load: number, agents: number): number {
  return waitingFromBlocked(load, agents, erlangB(load, agents));
}

/** A queue: load in erlangs, a whole number of agents, handling time of a call in seconds. */
export interface Queue {
  readonly load: number;
  readonly agents: number;
  readonly handlingSeconds: number;
}

function answeredWithin(queue: Queue, waiting: number, seconds: number): number {
  const spare = queue.agents - queue.load;
  if (spare <= 0) return 0;
  return 1 - waiting * exp((-spare * seconds) / queue.handlingSeconds);
}

/** Share of calls answered within `seconds`, 0 to 1; 0 where the load is not below the agents. */
export function serviceLevel(queue: Queue, seconds: number): number {
  return answeredWithin(queue, erlangC(queue.load, queue.agents), seconds);
}

/**
 * Average seconds until a call is answered, over all calls.
 * Undefined where the load is not below the agents: the queue then only grows.
 */
export function averageSpeedOfAnswer(queue: Queue): number | undefined {
  const spare = queue.agents - queue.load;
  if (spare <= 0) return undefined;
  return (erlangC(queue.load, queue.agents) * queue.handlingSeconds) / spare;
}

/** What callers are promised: this share of calls (0 to below 1) answered within so many seconds. */
export interface ServiceTarget {
  readonly share: number;
  readonly seconds: number;
}

/**
 * The fewest agents that meet the target. One pass over the recurrence, whatever the load.
 * @param load erlangs, ≥ 0; none are needed for 0
 * @throws Failure `misuse` for figures that no number of agents could answer to
 */
export function agentsNeeded(load: number, handlingSeconds: number, target: ServiceTarget): number {
  const answerable =
    load >= 0 && load <= MOST_LOAD && handlingSeconds > 0 && target.share <= 1 && target.seconds >= 0;
  if (!answerable) {
    throw new Failure('misuse', 'No number of agents can be worked out from these figures.', {
      why: `A load from 0 to ${MOST_LOAD} erlangs, a handling time above 0 and a share up to 1 are needed.`,
    });
  }
  if (load === 0) return 0;
  let blocked = 1;
  for (let agents = 1; ; agents++) {
    blocked = withOneMore(load, blocked, agents);
    if (agents <= load) continue;
    const waiting = waitingFromBlocked(load, agents, blocked);
    if (answeredWithin({ load, agents, handlingSeconds }, waiting, target.seconds) >= target.share)
      return agents;
  }
}

/**
 * People to put on the roster so that `agents` are at the phones: agents ÷ (1 − shrinkage), rounded
 * up, never fewer than the agents.
 * @param shrinkage share of paid time away from the phones (breaks, training, illness), 0 to below 1
 */
export function rosterFor(agents: number, shrinkage: number): number {
  // In floating point 21 ÷ 0.7 is a little above 30; rounding that up would ask for a person too many.
  return Math.max(agents, Math.ceil(agents / (1 - shrinkage) - 1e-9));
}
