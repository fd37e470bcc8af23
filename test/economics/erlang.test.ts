import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agentsNeeded,
  averageSpeedOfAnswer,
  erlangB,
  erlangC,
  offeredLoad,
  rosterFor,
  serviceLevel,
} from '../../src/economics/erlang.ts';

/** A load, and a number of agents that carries it. */
const staffed = fc
  .tuple(fc.double({ min: 0.01, max: 500, noNaN: true }), fc.integer({ min: 1, max: 60 }))
  .map(([load, spare]) => ({ load, agents: Math.floor(load) + spare }));
const handlingSeconds = fc.integer({ min: 10, max: 3600 });

describe('Erlang C, against published figures', () => {
  // 48 and 10 erlangs: values that public test suites of Erlang C libraries check.
  it('48 erlangs, 55 agents, 240 s', () => {
    const queue = { load: 48, agents: 55, handlingSeconds: 240 };
    expect(erlangC(48, 55).toFixed(5)).toBe('0.23870');
    expect((serviceLevel(queue, 20) * 100).toFixed(1)).toBe('86.7');
    expect(averageSpeedOfAnswer(queue)?.toFixed(3)).toBe('8.184');
  });

  it('48 erlangs need 54 agents for 80 % in 20 s', () => {
    expect(agentsNeeded(48, 240, { share: 0.8, seconds: 20 })).toBe(54);
    expect(erlangC(48, 54).toFixed(4)).toBe('0.3013');
    expect((serviceLevel({ load: 48, agents: 54, handlingSeconds: 240 }, 20) * 100).toFixed(1)).toBe('81.7');
    expect(serviceLevel({ load: 48, agents: 53, handlingSeconds: 240 }, 20)).toBeLessThan(0.8);
  });

  it.each([
    [12, 5, '0.44939', '64.0', '40.4'],
    [14, 4, '0.1741', '88.8', '7.8'],
  ])('10 erlangs, %s agents, 180 s', (agents, digits, waiting, level, wait) => {
    const queue = { load: 10, agents, handlingSeconds: 180 };
    expect(erlangC(10, agents).toFixed(digits)).toBe(waiting);
    expect((serviceLevel(queue, 20) * 100).toFixed(1)).toBe(level);
    expect(averageSpeedOfAnswer(queue)?.toFixed(1)).toBe(wait);
  });

  it('250 calls an hour of 330 s need 28 agents for 80 % in 30 s', () => {
    // http://www.jonesthenet.com/budgeting/service-levels-erlang/erlang-uplift/
    const load = offeredLoad(250, 330);
    expect(load.toFixed(4)).toBe('22.9167');
    expect(agentsNeeded(load, 330, { share: 0.8, seconds: 30 })).toBe(28);
    expect(erlangC(load, 28).toFixed(4)).toBe('0.2272');
    const level = (agents: number) =>
      (serviceLevel({ load, agents, handlingSeconds: 330 }, 30) * 100).toFixed(1);
    expect([level(28), level(27)]).toEqual(['85.7', '78.2']);
  });
});

describe('Erlang C', () => {
  it('agrees with the sums that define it', () => {
    const [load, agents] = [7.5, 9];
    let term = 1;
    let sum = 1;
    for (let k = 1; k < agents; k++) {
      term = (term * load) / k;
      sum += term;
    }
    const last = ((term * load) / agents) * (agents / (agents - load));
    expect(erlangC(load, agents)).toBeCloseTo(last / (sum + last), 12);
    expect(erlangB(load, agents)).toBeCloseTo((term * load) / agents / (sum + (term * load) / agents), 12);
  });

  it('says that everybody waits for ever where agents do not carry the load', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (agents, more) => {
          const queue = { load: agents + more, agents, handlingSeconds: 200 };
          expect(erlangC(queue.load, agents)).toBe(1);
          expect(serviceLevel(queue, 60)).toBe(0);
          expect(averageSpeedOfAnswer(queue)).toBeUndefined();
        },
      ),
    );
  });

  it('stays a probability up to 10,000 erlangs, and far from where agents match the load', () => {
    for (const load of [0.001, 1, 10, 170, 171, 700, 1000, 5000, 10_000]) {
      for (const agents of [
        1,
        Math.floor(load),
        Math.ceil(load) + 1,
        Math.ceil(load * 1.01) + 1,
        Math.ceil(load * 3),
      ]) {
        const waiting = erlangC(load, agents);
        expect(waiting).toBeGreaterThanOrEqual(0);
        expect(waiting).toBeLessThanOrEqual(1);
      }
    }
    // Half of the calls or so wait where the spare agents are about the root of the load: a known limit law.
    expect(erlangC(10_000, 10_051)).toBeGreaterThan(0.4);
    expect(erlangC(10_000, 10_051)).toBeLessThan(0.6);
  });

  it('falls, and the service level rises, with every further agent', () => {
    fc.assert(
      fc.property(
        staffed,
        handlingSeconds,
        fc.integer({ min: 1, max: 120 }),
        ({ load, agents }, handling, seconds) => {
          const level = (count: number) =>
            serviceLevel({ load, agents: count, handlingSeconds: handling }, seconds);
          fc.pre(erlangC(load, agents) > 1e-12);
          expect(erlangC(load, agents + 1)).toBeLessThan(erlangC(load, agents));
          expect(level(agents + 1)).toBeGreaterThanOrEqual(level(agents));
        },
      ),
    );
  });

  it('answers at once whom it does not make wait', () => {
    fc.assert(
      fc.property(staffed, handlingSeconds, ({ load, agents }, handling) => {
        const level = serviceLevel({ load, agents, handlingSeconds: handling }, 0);
        expect(level).toBeCloseTo(1 - erlangC(load, agents), 12);
      }),
    );
  });
});

describe('agents needed', () => {
  it('meet the target, and one fewer would not', () => {
    const shares = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 300, noNaN: true }),
        handlingSeconds,
        shares,
        fc.integer({ min: 0, max: 60 }),
        (load, handling, share, seconds) => {
          const agents = agentsNeeded(load, handling, { share, seconds });
          expect(agents).toBeGreaterThan(load);
          expect(serviceLevel({ load, agents, handlingSeconds: handling }, seconds)).toBeGreaterThanOrEqual(
            share,
          );
          expect(serviceLevel({ load, agents: agents - 1, handlingSeconds: handling }, seconds)).toBeLessThan(
            share,
          );
        },
      ),
    );
  });

  it('are none where nobody calls', () => {
    expect(agentsNeeded(0, 300, { share: 0.8, seconds: 20 })).toBe(0);
  });

  it('carry the load even where nothing is promised', () => {
    expect(agentsNeeded(10, 300, { share: 0, seconds: 20 })).toBe(11);
  });

  it.each([
    [Number.NaN, 300, 0.8],
    [-1, 300, 0.8],
    [10, 0, 0.8],
    [10, 300, 1.01],
    [10, 300, Number.NaN],
    [Number.POSITIVE_INFINITY, 300, 0.8],
  ])('are refused for a load of %s, %s s and a share of %s', (load, handling, share) => {
    expect(() => agentsNeeded(load, handling, { share, seconds: 20 })).toThrow(/No number of agents/);
  });
});

describe('roster', () => {
  it.each([
    [21, 0.3, 30],
    [28, 0.3, 40],
    [54, 0.25, 72],
    [7, 0, 7],
    [10, 0.35, 16],
  ])('for %s agents at a shrinkage of %s is %s', (agents, shrinkage, people) => {
    expect(rosterFor(agents, shrinkage)).toBe(people);
  });

  it('is never below the agents', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (agents, shrinkage) => {
          expect(rosterFor(agents, shrinkage)).toBeGreaterThanOrEqual(agents);
          expect(rosterFor(agents, shrinkage) * (1 - shrinkage)).toBeGreaterThanOrEqual(agents - 1e-6);
        },
      ),
    );
  });
});
