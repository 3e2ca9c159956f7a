import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causality, isKnown, learn, NOTHING_KNOWN, type Happening } from '../../src/lib/explain/causality';
import type { ProtocolEvent } from '../../src/lib/protocol/event';
import type { Message } from '../../src/lib/protocol/message';
import { systemOf } from '../../src/lib/scenario/systems';
import { begin } from '../../src/lib/sim/begin';
import { runSchedule } from './schedules';

interface Told {
  readonly world: { readonly step: number };
  readonly events: readonly ProtocolEvent[];
}

function momentsOf(seed: number, acts: number): Told[] {
  const { setup, moves } = runSchedule(seed, acts);
  const start = begin(systemOf(setup), setup);
  return [
    start,
    ...moves.map(({ after, events }) => ({ world: after, events: events as readonly ProtocolEvent[] })),
  ];
}

type Named = ProtocolEvent & { readonly message: Message; readonly copy: Message };

/** Happens-before another way: a graph of (actor, step), its edges the order at each actor and the messages, walked back. */
function pastByWalking(moments: readonly Told[]): (of: string) => ReadonlySet<string> {
  const back = new Map<string, string[]>();
  const last = new Map<string, string>();
  const sentIn = new Map<number, string>();
  for (const { world, events } of moments) {
    for (const event of events as readonly Named[]) {
      if (/^(network-|message-(dropped|lost|duplicated))/.test(event.type)) continue;
      const place = `${event.actor}@${world.step}`;
      if (!back.has(place)) back.set(place, last.has(event.actor) ? [last.get(event.actor) as string] : []);
      last.set(event.actor, place);
      if (event.type === 'message-sent' || event.type === 'client-requested')
        sentIn.set(event.message.id, place);
      if (event.type === 'message-delivered') back.get(place)?.push(sentIn.get(event.message.id) as string);
    }
    for (const event of events as readonly Named[]) {
      if (event.type === 'message-duplicated')
        sentIn.set(event.copy.id, sentIn.get(event.message.id) as string);
    }
  }
  return (of) => {
    const found = new Set<string>();
    const left = [of];
    for (let place = left.pop(); place !== undefined; place = left.pop()) {
      if (found.has(place)) continue;
      found.add(place);
      left.push(...(back.get(place) ?? []));
    }
    return found;
  };
}

const nameOf = ({ actor, step }: Happening) => `${actor}@${step}`;
const seeds = fc.integer({ min: 1, max: 1_000_000 });

describe('happens-before by vector clocks', () => {
  it('is what walking back along the lines and the messages finds', () => {
    let compared = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        const moments = momentsOf(seed, 60);
        const all = causality(moments);
        const past = pastByWalking(moments);
        for (const of of all) {
          const known = all.filter((one) => isKnown(of.clock, one)).map(nameOf);
          expect(known.sort()).toEqual([...past(nameOf(of))].sort());
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

  it.each(['message-dropped', 'message-lost'])('%s tells nobody anything and is forgotten', (type) => {
    const first = learn(NOTHING_KNOWN, moment(0, sent(1, 'n1', 'n2')));
    const second = learn(first.known, moment(1, ended(type, 1, 'n1', 'n2')));
    expect(second.happenings).toEqual([]);
    expect(second.known).toEqual({ actors: { n1: { n1: 1 } }, messages: {} });
  });

  it('a copy tells what the message told, not what its sender knows later', () => {
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
