import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causality, type Clock, type Happening } from '../../src/lib/explain/causality';
import type { ProtocolEvent } from '../../src/lib/protocol/event';
import { happenedBefore } from './happened-before';
import { runOf } from './paths';

interface Told {
  readonly world: { readonly step: number };
  readonly events: readonly ProtocolEvent[];
}

const momentsOf = (seed: number, acts: number): readonly Told[] => [...runOf(seed, acts).path];

const nameOf = ({ actor, step }: Happening) => `${actor}@${step}`;
/** Whether a clock includes a happening. */
const isKnown = (clock: Clock, { actor, clock: own }: Happening) => (own[actor] ?? 0) <= (clock[actor] ?? 0);
const seeds = fc.integer({ min: 1, max: 1_000_000 });

describe('happens-before by vector clocks', () => {
  it('agrees with a backward search along lines and messages', () => {
    let compared = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        const moments = momentsOf(seed, 60);
        const all = causality(moments);
        const past = happenedBefore(moments);
        for (const of of all) {
          const known = all.filter((one) => isKnown(of.clock, one)).map(nameOf);
          expect(known.sort()).toEqual([...past.of(nameOf(of))].sort());
          compared += known.length;
        }
      }),
      { numRuns: 20 },
    );
    expect(compared).toBeGreaterThan(5_000);
  });

  it('each actor counts its own happenings from 1 without a gap, and never knows more of another than that one did', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const counted: Record<string, number> = {};
        for (const { actor, clock } of causality(momentsOf(seed, 80))) {
          counted[actor] = (counted[actor] ?? 0) + 1;
          expect(clock[actor]).toBe(counted[actor]);
          for (const [other, count] of Object.entries(clock))
            expect(count).toBeLessThanOrEqual(counted[other] ?? 0);
        }
      }),
      { numRuns: 20 },
    );
  });
});

const sent = (id: number, from: string, to: string) =>
  ({ type: 'message-sent', actor: from, message: { id, from, to } }) as unknown as ProtocolEvent;
const ended = (type: string, id: number, from: string, to: string) =>
  ({
    type,
    actor: type === 'message-dropped' ? from : to,
    message: { id, from, to },
  }) as unknown as ProtocolEvent;

describe('what a message tells', () => {
  const moment = (step: number, ...events: ProtocolEvent[]): Told => ({ world: { step }, events });
  const clocks = (...moments: Told[]) => causality(moments).map(({ actor, clock }) => [actor, clock]);

  it('a delivery tells its receiver what its sender knew', () => {
    expect(
      clocks(moment(0, sent(1, 'n1', 'n2')), moment(1, ended('message-delivered', 1, 'n1', 'n2'))),
    ).toEqual([
      ['n1', { n1: 1 }],
      ['n2', { n1: 1, n2: 1 }],
    ]);
  });

  it.each(['message-dropped', 'message-lost'])('%s is no actor’s happening, and informs nobody', (type) => {
    expect(
      clocks(
        moment(0, sent(1, 'n1', 'n2')),
        moment(1, ended(type, 1, 'n1', 'n2')),
        moment(2, { type: 'timer-fired', actor: 'n2' }),
      ),
    ).toEqual([
      ['n1', { n1: 1 }],
      ['n2', { n2: 1 }],
    ]);
  });

  it('a copy carries the clock of the original, not a later one of its sender', () => {
    const copied = {
      type: 'message-duplicated',
      actor: 'n1',
      message: { id: 1, from: 'n1', to: 'n2' },
      copy: { id: 2, from: 'n1', to: 'n2' },
    } as unknown as ProtocolEvent;
    const all = clocks(
      moment(0, sent(1, 'n1', 'n2')),
      moment(1, { type: 'timer-fired', actor: 'n1' }),
      moment(2, copied),
      moment(3, ended('message-delivered', 2, 'n1', 'n2')),
    );
    expect(all.at(-1)).toEqual(['n2', { n1: 1, n2: 1 }]);
  });
});
