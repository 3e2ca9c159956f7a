import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inputOf } from '../../src/lib/explain/input';
import { start, step, type ProtocolEvent } from '../../src/lib/index';
import { chart, passage } from '../../src/lib/systems/multipaxos/chart';
import { acceptorMachine, leaderMachine, replicaMachine } from '../../src/lib/systems/multipaxos/machine';
import type { PaxosState } from '../../src/lib/systems/multipaxos/state';
import { readChart } from '../../src/lib/protocol/chart-reader';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { actionFor, choices } from './schedule';

type Said = { readonly type: string; readonly reason?: string | undefined };

/** The events by which each action shows in a step: their type, or type and reason. */
const SHOWN_BY: Readonly<Record<string, readonly string[]>> = {
  promise: ['promised'],
  refusePrepare: ['prepare-refused'],
  accept: ['accepted'],
  refuseAccept: ['accept-refused'],
  prepare: ['prepare-started'],
  countPromise: ['promise-counted'],
  ignoreLatePromise: ['message-ignored has-quorum'],
  lead: ['ballot-led'],
  stepAside: ['stepped-aside'],
  noteRound: ['round-heard'],
  ignoreRejection: ['message-ignored not-higher'],
  countAccepted: ['acceptance-counted'],
  choose: ['chosen'],
  ignoreAnswer: ['message-ignored not-proposing'],
  sendAgain: ['sent-again'],
  answerCatchUp: ['catch-up-answered'],
  queueRequest: ['request-queued'],
  learnCommit: ['learnt'],
  ignoreKnown: ['commit-known'],
  askForMissing: ['catch-up-asked'],
};

const HANDED_OVER = ['message-delivered', 'timer-fired'];

const shows = (events: readonly Said[], action: string) =>
  events.some(({ type, reason }) =>
    SHOWN_BY[action]?.some((by) => by === type || by === `${type} ${reason}`),
  );

const setups = fc
  .record({
    numAcceptors: fc.integer({ min: 1, max: 5 }),
    bugs: fc.subarray(['quorum-of-half', 'accept-below-promise']),
  })
  .map(({ numAcceptors, bugs }) => {
    const options = { ...DEFAULT_SETUP.options, multipaxos: { numAcceptors, numReplicas: 2, bugs } };
    return { ...DEFAULT_SETUP, system: 'multipaxos', numClients: 2, options };
  });

it('a passage agrees with what the machine did', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(setups, choices(140), (setup, schedule) => {
      let world = start({ setup, steps: [] });
      for (const choice of schedule) {
        const before = world;
        const result = step(before, actionFor(before, choice));
        if (!result.ok) continue;
        world = result.world;
        // A step with several inputs has several passages.
        if (result.events.filter(({ type }) => HANDED_OVER.includes(type)).length > 1) continue;
        const input = inputOf(result.events);
        const node = input && (before.nodes[input.actor] as unknown as PaxosState | undefined);
        if (!node) continue;
        const { taken, asked } = passage(node, input.what, setup);
        const rows = taken.map((id) => chart(node).transitions.find((row) => row.id === id)!);
        expect(rows.at(-1)?.to ?? node.role).toBe(world.nodes[node.id]?.role);
        const done = new Set(rows.flatMap(({ actions }) => actions));
        for (const action of Object.keys(SHOWN_BY)) {
          const shown = shows(result.events as readonly ProtocolEvent[] as readonly Said[], action);
          expect(shown, `${action} in ${taken.join(', ')}`).toBe(done.has(action));
        }
        for (const { transition, guard, holds, comparisons } of asked) {
          expect(taken.includes(transition)).toBe(holds);
          expect(comparisons.length, guard).toBeGreaterThan(0);
          // A guard's verdict agrees with its comparisons, unless a bug decides otherwise: then it is marked.
          const otherwise = comparisons.every((it) => it.holds) !== holds;
          const bugs = setup.options['multipaxos']!.bugs as readonly string[];
          expect(comparisons.at(-1)?.overruled ?? false, guard).toBe(otherwise);
          if (otherwise)
            expect(bugs).toContain(guard === 'mayAccept' ? 'accept-below-promise' : 'quorum-of-half');
        }
        taken.forEach((id) => seen.add(id));
      }
    }),
    { numRuns: 30, seed: 7 },
  );
  expect(seen.size).toBeGreaterThan(25);
});

it.each([
  ['acceptor', acceptorMachine, ['acceptor']],
  ['leader', leaderMachine, ['idle', 'preparing', 'leading']],
  ['replica', replicaMachine, ['replica']],
] as const)('the chart of a node of the kind %s is read from its own machine', (_kind, machine, roles) => {
  for (const role of roles) {
    expect(chart({ role } as PaxosState)).toEqual(
      readChart(machine.config as Parameters<typeof readChart>[0]),
    );
    expect(chart({ role } as PaxosState).states).toEqual(roles);
  }
});
