/**
 * What a lack rules out does not happen: no candidate wins that supposedly cannot, and nobody makes progress who
 * supposedly must wait.
 */
import { expect, it } from 'vitest';
import { lacksIn } from '../../src/lib/explain/lacks';
import { start, step, type Action, type World } from '../../src/lib/index';
import type { Leader } from '../../src/lib/systems/multipaxos/state';
import type { ProtocolEvent } from '../../src/lib/protocol/event';
import { subjectKey, type Lack, type Subject } from '../../src/lib/protocol/lack';
import type { RaftState } from '../../src/lib/systems/raft/state';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { deliverable } from '../../src/lib/sim/network';
import { actionFor } from './schedule';
import { Dice, setupFrom, wander, type Moved } from './schedules';
import { detailsOf } from '../systems';

const RUNS = Number(process.env['LACKS_RUNS'] ?? 10);
const HOPELESS = /^(\S+) can no longer win term (\d+)/;
const WAITS = / it waits until (?:one|\d+) more (?:is|are) back\.$/;

/** Does those acts of a list that can be done; reports the events of each. */
function play(
  world: World,
  actions: Iterable<(world: World) => Action | null>,
  see: (e: ProtocolEvent) => void,
) {
  let now = world;
  for (const choose of actions) {
    const action = choose(now);
    const result = action && step(now, action);
    if (!result?.ok) continue;
    result.events.forEach(see);
    now = result.world;
  }
  return now;
}

/** Delivers everything in any order, with what leaders send again. No node restarts. */
function settle(world: World, dice: Dice, see: (event: ProtocolEvent) => void): void {
  const deliver = (now: World): Action | null => {
    const id = dice.of(deliverable(now))?.id;
    return id === undefined ? null : { action: 'deliver', id };
  };
  const heartbeat = (now: World): Action | null => {
    const node = dice.of(Object.values(now.nodes).filter(({ alive }) => alive))?.id;
    return node === undefined ? null : { action: 'heartbeat', node };
  };
  play(
    world,
    Array.from({ length: 60 }, (_, i) => (i % 8 === 7 ? heartbeat : deliver)),
    see,
  );
}

/**
 * Does everything that helps a candidate: the network is whole, everyone is up, and its election's messages arrive first.
 */
function help(world: World, id: string, term: number, see: (event: ProtocolEvent) => void): void {
  const up = Object.values(world.nodes)
    .filter(({ alive }) => !alive)
    .map(
      ({ id: node }) =>
        () =>
          ({ action: 'restart', node }) as const,
    );
  const arrive = (now: World): Action | null => {
    const ofElection = deliverable(now).find(
      (it) => (it as { term?: number }).term === term && [it.from, it.to].includes(id),
    );
    return ofElection ? { action: 'deliver', id: ofElection.id } : null;
  };
  play(world, [() => ({ action: 'heal' }), ...up, ...Array.from({ length: 30 }, () => arrive)], see);
}

/** The events that would disprove a lack which says that someone must wait. */
function belies({ about, question }: Lack, world: World): ((event: ProtocolEvent) => boolean) | null {
  if (about.kind !== 'lead' && about.kind !== 'entry') return null;
  const { node } = about;
  if (world.setup.system === 'multipaxos') {
    const { ballot } = world.nodes[node] as unknown as Leader;
    const type = about.kind === 'lead' ? 'ballot-led' : 'chosen';
    return (event) => {
      const { slot, ballot: its } = event as ProtocolEvent & { slot?: number; ballot?: Leader['ballot'] };
      return (
        event.type === type &&
        event.actor === node &&
        its?.round === ballot?.round &&
        (about.kind === 'lead' || slot === about.index)
      );
    };
  }
  const { currentTerm, role } = world.nodes[node] as unknown as RaftState;
  if (about.kind === 'lead')
    return (event) =>
      event.type === 'election-won' &&
      event.actor === node &&
      (event as unknown as RaftEnd).term === currentTerm;
  if (role !== 'leader') return null;
  expect(question).toBe(`Why is index ${about.index} not committed?`);
  return (event) =>
    event.type === 'committed' &&
    event.actor === node &&
    (event as unknown as RaftEnd).by === 'counting' &&
    (event as unknown as RaftEnd).toIndex >= about.index;
}

interface RaftEnd {
  readonly term: number;
  readonly by: string;
  readonly toIndex: number;
}

/** The answer about one subject must equal the answers about it among all. */
function expectAsked(world: World, all: readonly Lack[], dice: Dice): void {
  const key = subjectKey(dice.of(all)?.about ?? { kind: 'lead', node: 'n1' });
  const is = (about: Subject) => subjectKey(about) === key;
  expect(lacksIn(detailsOf(world.setup), world, is)).toEqual(all.filter(({ about }) => is(about)));
}

/** How many lacks of a world were tested. */
function hold(world: World, dice: Dice, told: string): { hopeless: number; waits: number } {
  const tried = { hopeless: 0, waits: 0 };
  const lacks = lacksIn(detailsOf(world.setup), world);
  expectAsked(world, lacks, dice);
  for (const lack of lacks) {
    const [, id, term] = HOPELESS.exec(lack.why) ?? [];
    const wrong = id
      ? ({ type, actor, ...rest }: ProtocolEvent) =>
          type === 'election-won' && actor === id && (rest as RaftEnd).term === Number(term)
      : WAITS.test(lack.why)
        ? belies(lack, world)
        : null;
    if (!wrong) continue;
    tried[id ? 'hopeless' : 'waits']++;
    const see = (event: ProtocolEvent) => {
      if (wrong(event)) expect.fail(`${told}, step ${world.step}: ${lack.question} ${lack.why}`);
    };
    if (id) {
      help(world, id, Number(term), see);
      wander(world, dice, 25, ({ events }) => (events as readonly ProtocolEvent[]).forEach(see));
    } else settle(world, dice, see);
  }
  return tried;
}

/** The choice by which a node crashes. */
const CRASH = 72;

/** Elections, crashes and partitions all the time. */
const STORM = {
  ...{ deliver: 60, timeout: 8, heartbeat: 8, request: 6, retry: 1, drop: 4, duplicate: 3 },
  ...{ crash: 12, restart: 5, partition: 3, heal: 2 },
};

it('Raft: no candidate wins that is said to be hopeless, and nothing commits that is said to wait for restarts', () => {
  const tried = { hopeless: 0, waits: 0 };
  for (let seed = 1; seed <= RUNS; seed++) {
    const dice = new Dice(seed);
    const setup = { ...setupFrom(dice), numNodes: 5, nodes: [] };
    const see = ({ after }: Moved) => {
      if (!dice.chance(0.2)) return;
      const { hopeless, waits } = hold(after, dice, `seed ${seed}`);
      tried.hopeless += hopeless;
      tried.waits += waits;
    };
    wander(start({ setup, steps: [] }), dice, 100, see, STORM);
  }
  expect(tried.hopeless).toBeGreaterThan(10);
  expect(tried.waits).toBeGreaterThan(10);
});

it('MultiPaxos: no ballot leads and no slot is chosen that is said to wait for restarts', () => {
  let tried = 0;
  for (let seed = 1; seed <= RUNS; seed++) {
    const dice = new Dice(seed);
    const multipaxos = { numAcceptors: 5, numReplicas: 1, bugs: [] };
    const options = { ...DEFAULT_SETUP.options, multipaxos };
    let world = start({
      setup: { ...DEFAULT_SETUP, system: 'multipaxos', numClients: 2, options },
      steps: [],
    });
    for (let i = 0; i < 100; i++) {
      const result = step(
        world,
        actionFor(world, { kind: dice.chance(0.08) ? CRASH : dice.below(100), which: dice.below(9999) }),
      );
      if (!result.ok) continue;
      world = result.world;
      if (dice.chance(0.15)) tried += hold(world, dice, `seed ${seed}`).waits;
    }
  }
  expect(tried).toBeGreaterThan(10);
});
