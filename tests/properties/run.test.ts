import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  enabled,
  inspect,
  operations,
  play,
  start,
  step,
  type Action,
  type World,
} from '../../src/lib/index';
import { sentence } from '../../src/lib/explain/explain';
import { traceLine } from '../../src/lib/explain/trace';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { actionFor, choices, setups } from './schedule';

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

const ids = (world: World) => world.network.inFlight.map(({ id }) => id);
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Situations that must occur somewhere in these runs; otherwise the runs prove little. */
const SOMETIMES = [
  ...[
    'vote-granted',
    'vote-refused',
    'vote-missed',
    'election-won',
    'stepped-down',
    'append-accepted',
    'append-refused',
  ],
  ...[
    'entries-truncated',
    'entry-appended',
    'match-advanced',
    'match-unchanged',
    'next-stepped-back',
    'committed',
  ],
  ...['commit-waits', 'applied', 'request-queued', 'request-refused', 'request-answered', 'heartbeat-sent'],
  ...['notification-ignored', 'message-ignored', 'message-lost', 'message-dropped', 'message-duplicated'],
  ...['node-crashed', 'node-restarted', 'network-partitioned', 'network-healed', 'client-answered'],
  ...[
    'client-requested',
    'client-ignored-reply',
    'timer-fired',
    'term-adopted',
    'election-started',
    'vote-counted',
  ],
];

/** A run of these choices: every action tried, with the world before and its outcome. */
function* run(world: World, chosen: readonly { kind: number; which: number }[]) {
  let before = world;
  for (const choice of chosen) {
    const action = actionFor(before, choice);
    const result = step(before, action);
    yield { before, action, result };
    if (result.ok) before = result.world;
  }
}

describe('any run', { timeout: 30_000 }, () => {
  it('is plain JSON, does not change its input, and never throws', () => {
    fc.assert(
      fc.property(setups, choices(120), (setup, chosen) => {
        let last = deepFreeze(start({ setup, steps: [] }));
        for (const { before, action, result } of run(last, chosen)) {
          expect(before).toBe(last);
          if (result.ok) last = deepFreeze(result.world);
          else expect(result.error, JSON.stringify(action)).toMatch(/^\S.{10,}/);
        }
        expect(plain(last)).toStrictEqual(last);
        expect(plain(inspect(last))).toStrictEqual(inspect(last));
      }),
      { numRuns: 100 },
    );
  });

  it('replayed from its actions gives the same worlds, also from a world that was written and read as JSON', () => {
    fc.assert(
      fc.property(setups, choices(80), (setup, chosen) => {
        const scenario = { setup, steps: [] };
        const steps: Action[] = [];
        let last = start(scenario);
        let halfway = { world: last, done: 0 };
        for (const { action, result } of run(last, chosen)) {
          if (!result.ok) continue;
          steps.push(action);
          last = result.world;
          if (steps.length === 20) halfway = { world: last, done: 20 };
        }
        const replayed = play(plain({ setup, steps }));
        expect(replayed.failure).toBeUndefined();
        expect(replayed.worlds.at(-1)).toStrictEqual(last);
        expect(replayed.worlds.map((world) => world.step)).toEqual(replayed.worlds.map((_, i) => i));
        const rest = steps.slice(halfway.done);
        const resumed = rest.reduce((world, action) => {
          const result = step(world, action);
          return result.ok ? result.world : world;
        }, plain(halfway.world));
        expect(resumed).toStrictEqual(last);
      }),
      { numRuns: 80 },
    );
  });

  it('gives each message a new, larger id; the network is ordered by id', () => {
    fc.assert(
      fc.property(setups, choices(100), (setup, chosen) => {
        const world = start({ setup, steps: [] });
        expect(ids(world)).toEqual(ids(world).map((_, i) => i + 1));
        for (const { before, result } of run(world, chosen)) {
          if (!result.ok) continue;
          const { nextId } = before.network;
          const now = ids(result.world);
          expect(now).toEqual([...new Set(now)].sort((a, b) => a - b));
          expect(now.filter((id) => id < nextId).every((id) => ids(before).includes(id))).toBe(true);
          expect(now.at(-1) ?? 0).toBeLessThan(result.world.network.nextId);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('can do all acts that enabled lists, Next’s pick first, and refuses other acts on nodes', () => {
    fc.assert(
      fc.property(setups, choices(40), (setup, chosen) => {
        let world = start({ setup, steps: [] });
        for (const { result } of run(world, chosen)) if (result.ok) world = result.world;
        const can = enabled(world);
        for (const action of can)
          expect(step(world, action), JSON.stringify(action)).toMatchObject({ ok: true });
        const [first] = can;
        if (first?.action === 'deliver')
          expect(step(world, first)).toStrictEqual(step(world, { action: 'next' }));
        else expect(step(world, { action: 'next' })).toMatchObject({ world });
        const told = new Set(can.map((action) => JSON.stringify(action)));
        const possible: Action[] = [
          ...Object.keys(world.nodes).flatMap((node) =>
            (['timeout', 'heartbeat', 'crash', 'restart'] as const).map((action) => ({ action, node })),
          ),
          ...Object.keys(world.clients).map((client) => ({ action: 'retry' as const, client })),
          ...ids(world).map((id) => ({ action: 'deliver' as const, id })),
        ];
        for (const action of possible) expect(step(world, action).ok).toBe(told.has(JSON.stringify(action)));
      }),
      { numRuns: 80 },
    );
  });

  it('has a sentence and a line for each event, without "undefined", and with an existing rule', () => {
    fc.assert(
      fc.property(setups, choices(100), (setup, chosen) => {
        const system = systemOf(setup);
        const rules = new Set(system.rules.map(({ id }) => id));
        for (const { result } of run(start({ setup, steps: [] }), chosen)) {
          for (const event of result.ok ? result.events : []) {
            expect(sentence(system, event)).toMatch(/^[A-Za-z].*\.$/s);
            const words = `${sentence(system, event)} ${traceLine(system, event) ?? ''}`;
            expect(words).not.toMatch(/undefined|NaN|\[object|null/);
            expect(event.rule === undefined || rules.has(event.rule), event.rule).toBe(true);
          }
        }
      }),
      { numRuns: 80 },
    );
  });

  it('gives operations whose times are all different, each call before its return', () => {
    fc.assert(
      fc.property(setups, choices(120), (setup, chosen) => {
        let world = start({ setup, steps: [] });
        for (const { result } of run(world, chosen)) if (result.ok) world = result.world;
        const times = operations(world).flatMap(({ call, return: end }) =>
          end === undefined ? [call] : [call, end],
        );
        expect(new Set(times).size).toBe(times.length);
        expect(Math.max(0, ...times)).toBe(world.ticks);
        expect(operations(world).every(({ call, return: end }) => end === undefined || call < end)).toBe(
          true,
        );
      }),
      { numRuns: 80 },
    );
  });

  it('reaches every kind of situation', () => {
    const happened = new Set<string>();
    for (const [setup, chosen] of fc.sample(fc.tuple(setups, choices(120)), { numRuns: 150, seed: 2 })) {
      for (const { result } of run(start({ setup, steps: [] }), chosen)) {
        for (const { type } of result.ok ? result.events : []) happened.add(type);
      }
    }
    expect(SOMETIMES.filter((type) => !happened.has(type))).toEqual([]);
  });
});
