import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginChecks, watch } from '../systems';
import {
  checkLinearizable,
  enabled,
  formatScenario,
  operations,
  parseScenario,
  play,
  start,
  step,
  type Action,
  type Step,
  type World,
} from '../../src/lib/index';
import { isClientPayload } from '../../src/lib/kv/message';
import type { Setup } from '../../src/lib/protocol/setup';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import type { Leader, PaxosState } from '../../src/lib/systems/multipaxos/state';
import { actionFor, choices } from './schedule';
import { Dice } from './schedules';

// MultiPaxos under reordering, loss, duplication, crashes, partitions and duelling proposers: all its promises after every
// step.

const RUNS = Number(process.env['PAXOS_RUNS'] ?? 30);
const WEATHERED = Number(process.env['PAXOS_RUNS'] ?? 25);

const setups: fc.Arbitrary<Setup> = fc
  .record({
    numAcceptors: fc.integer({ min: 1, max: 5 }),
    numReplicas: fc.integer({ min: 1, max: 3 }),
    numClients: fc.integer({ min: 0, max: 3 }),
    requestsPerClient: fc.integer({ min: 0, max: 4 }),
    seed: fc.nat(9999),
  })
  .map(({ numAcceptors, numReplicas, ...change }) => {
    const options = { ...DEFAULT_SETUP.options, multipaxos: { numAcceptors, numReplicas, bugs: [] } };
    return { ...DEFAULT_SETUP, ...change, system: 'multipaxos', options };
  });

/** Plays what can be done of a schedule, and checks every world. */
function run(setup: Setup, schedule: Parameters<typeof actionFor>[1][]) {
  let world = start({ setup, steps: [] });
  let checks = beginChecks(world);
  const steps: Step[] = [];
  for (const choice of schedule) {
    const action = actionFor(world, choice);
    const result = step(world, action);
    if (!result.ok) continue;
    checks = watch(checks, world, result.world);
    world = result.world;
    steps.push(action as Step);
  }
  return { world, checks, steps };
}

const nodesOf = (world: World) => Object.values(world.nodes) as unknown as PaxosState[];

/**
 * The network is whole, everyone is up, nothing is lost any more; l2 starts ballots until it leads, and replicas ask for
 * what they missed.
 */
function calm(before: World): World {
  let world = before;
  const attempt = (action: Parameters<typeof step>[1]) => {
    const result = step(world, action);
    if (result.ok) world = result.world;
  };
  attempt({ action: 'heal' });
  // A leader that proposes nothing does not learn of a higher ballot, so l2 starts again.
  attempt({ action: 'crash', node: 'l2' });
  for (const node of nodesOf(world)) if (!node.alive) attempt({ action: 'restart', node: node.id });
  attempt({ action: 'settle', limit: 20_000 });
  for (let i = 0; i < 3; i++) {
    if (world.nodes['l2']?.role !== 'leading') attempt({ action: 'timeout', node: 'l2' });
    attempt({ action: 'settle', limit: 20_000 });
    attempt({ action: 'heartbeat', node: 'l2' });
    attempt({ action: 'settle', limit: 20_000 });
  }
  for (const node of nodesOf(world))
    if (node.role === 'replica') attempt({ action: 'heartbeat', node: node.id });
  attempt({ action: 'settle', limit: 20_000 });
  return world;
}

describe('whatever the network does', () => {
  it('MultiPaxos keeps all its promises, and the run can be replayed', () => {
    fc.assert(
      fc.property(setups, choices(140), (setup, schedule) => {
        const { world, checks, steps } = run(setup, schedule);
        expect(checks.violations).toEqual([]);
        expect(play({ setup, steps }).worlds.at(-1)).toEqual(world);
      }),
      { numRuns: RUNS },
    );
  });

  it('a network that is quiet again elects, commits, and brings every replica up to date', () => {
    fc.assert(
      fc.property(setups, choices(80), (setup, schedule) => {
        const world = calm(run(setup, schedule).world);
        const leader = world.nodes['l2'] as unknown as Leader;
        // A command that a minority accepted and no quorum reported need not be chosen. Whatever l2 proposed is chosen,
        // and answered.
        expect(leader).toMatchObject({ role: 'leading', proposals: {}, unanswered: null, inbox: [] });
        expect(leader.lastApplied).toBe(Math.max(0, ...Object.keys(leader.chosen).map(Number)));
        for (const node of nodesOf(world)) {
          if (node.role !== 'replica') continue;
          expect([node.lastApplied, node.store]).toEqual([leader.lastApplied, leader.store]);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

/** How often each kind of act is tried, in parts of 1000. An act that cannot be done is replaced by a delivery. */
const WEATHER = {
  ...{ next: 800, deliver: 60, request: 40, retry: 15, heartbeat: 30, drop: 14, duplicate: 14 },
  ...{ timeout: 6, crash: 5, restart: 10, partition: 2, heal: 4 },
} as const;

function weathered(world: World, dice: Dice): Action {
  let part = dice.below(1000);
  const [kind = 'next'] = Object.entries(WEATHER).find(([, parts]) => (part -= parts) < 0) ?? [];
  const fits = enabled(world).filter(({ action }) => action === kind);
  if (kind === 'partition') {
    const all = [...Object.keys(world.nodes), ...Object.keys(world.clients)];
    return { action: kind, groups: [all.filter(() => dice.chance(0.7)), []] };
  }
  if (kind === 'request') {
    const client = dice.of(Object.values(world.clients).filter(({ waiting }) => !waiting));
    const op = dice.of(['put', 'get', 'delete'] as const) ?? 'get';
    const value = op === 'put' ? { value: String(world.step) } : {};
    if (client) return { action: kind, client: client.id, op, key: dice.of(['a', 'b']) ?? 'a', ...value };
  }
  return dice.of(fits) ?? { action: 'next' };
}

/**
 * Whether a step would make the network do a client's request twice, after which nothing is promised about what clients
 * see.
 */
function doubles(world: World, action: Action): boolean {
  if (action.action !== 'duplicate') return false;
  const message = world.network.inFlight.find(({ id }) => id === action.id);
  return message !== undefined && isClientPayload(message);
}

it('in runs where successive leaders choose much, all promises hold and histories are linearizable', () => {
  const seen = { chosen: 0, led: 0, again: 0, asked: 0, aside: 0 };
  for (let seed = 1; seed <= WEATHERED; seed++) {
    const dice = new Dice(seed);
    const multipaxos = { numAcceptors: 1 + (seed % 5), numReplicas: 2, bugs: [] };
    const options = { ...DEFAULT_SETUP.options, multipaxos };
    let world = start({ setup: { ...DEFAULT_SETUP, system: 'multipaxos', seed, options }, steps: [] });
    let checks = beginChecks(world);
    for (let i = 0; i < 300; i++) {
      const action = weathered(world, dice);
      if (doubles(world, action)) continue;
      const result = step(world, action);
      if (!result.ok) continue;
      checks = watch(checks, world, result.world);
      world = result.world;
      const happened = (type: string) => result.events.filter((event) => event.type === type).length;
      seen.chosen += happened('chosen');
      seen.led += happened('ballot-led');
      seen.again += happened('proposed-again');
      seen.asked += happened('catch-up-answered');
      seen.aside += happened('stepped-aside');
    }
    expect(checks.violations, `seed ${seed}`).toEqual([]);
    expect(checkLinearizable(operations(world)), `seed ${seed}`).toMatchObject({ ok: true });
  }
  // The faults must have had effects.
  for (const [what, least] of Object.entries({ chosen: 10, led: 1.3, again: 1, asked: 1, aside: 0.2 }))
    expect(seen[what as keyof typeof seen], what).toBeGreaterThan(least * WEATHERED);
});

const ballot = fc.record({ round: fc.integer({ min: 1, max: 9 }), leader: fc.constantFrom('l1', 'l2') });
const slot = fc.integer({ min: 1, max: 9 });
const command = fc.oneof(
  fc.constant({ op: 'noop' }),
  fc.record({ op: fc.constantFrom('get', 'delete'), key: fc.string() }),
  fc.record({ op: fc.constant('put'), key: fc.string(), value: fc.string() }),
);
const accepted = fc.uniqueArray(fc.record({ slot, ballot, command }), {
  selector: (it) => it.slot,
  maxLength: 3,
});
const commits = fc.uniqueArray(fc.record({ slot, command }), { selector: (it) => it.slot, maxLength: 3 });
const messages = fc.oneof(
  fc.record({ type: fc.constant('Prepare'), from: fc.constant('l1'), to: fc.constant('a1'), ballot }),
  fc.record({
    type: fc.constant('Promise'),
    from: fc.constant('a1'),
    to: fc.constant('l1'),
    ballot,
    accepted,
  }),
  fc.record({
    type: fc.constant('PrepareRejected'),
    from: fc.constant('a1'),
    to: fc.constant('l1'),
    highest: ballot,
  }),
  fc.record({
    type: fc.constant('Accept'),
    from: fc.constant('l1'),
    to: fc.constant('a1'),
    slot,
    ballot,
    command,
  }),
  fc.record({ type: fc.constant('Accepted'), from: fc.constant('a1'), to: fc.constant('l1'), slot, ballot }),
  fc.record({
    type: fc.constant('AcceptRejected'),
    from: fc.constant('a1'),
    to: fc.constant('l1'),
    slot,
    highest: ballot,
  }),
  fc.record({ type: fc.constant('Commit'), from: fc.constant('l1'), to: fc.constant('r1'), slot, command }),
  fc.record({ type: fc.constant('CatchUp'), from: fc.constant('r1'), to: fc.constant('l1'), slot }),
);

it('a scenario of MultiPaxos is parsed as it was written', () => {
  const scenarios = fc.record({
    setup: setups,
    accepted,
    commits,
    round: fc.nat(9),
    messages: fc.array(messages, { maxLength: 4 }),
  });
  fc.assert(
    fc.property(scenarios, ({ setup, accepted: votes, commits: learnt, round, messages: sent }) => {
      const nodes = [
        { id: 'a1', accepted: votes },
        { id: 'r1', commits: learnt },
        { id: 'l1', round, role: 'idle' },
      ];
      // The default Raft options depend on whether the set-up has node tables.
      const raft = { ...setup.options['raft'], autoStart: false };
      const options = { ...setup.options, raft };
      const scenario = { setup: { ...setup, options, nodes, messages: sent }, steps: [] };
      expect(parseScenario(formatScenario(scenario))).toEqual({ ok: true, scenario });
    }),
    { numRuns: RUNS },
  );
});
