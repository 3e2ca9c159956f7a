/** Turns an action on a pair into acts on one side. */
import type { System } from '../system';
import type { Act } from '../../sim/act';
import { deliverable } from '../../sim/network';
import type { ChosenAct, PairAction } from '../../sim/scenario';
import type { World } from '../../sim/world';
import { phaseStageOf, type StageName } from '../phase';
import { leaderOf, successorOf } from './roles';

/** The plain acts, or the sentence that says why there are none. */
export type Acts = readonly Act[] | string;

/** Actions that mean the same on both sides, whatever systems run. */
type SharedAct = Exclude<PairAction, { action: 'phase' | 'next' } | ChosenAct>;

type ActsOf = {
  [Name in SharedAct['action']]: (
    system: System,
    world: World,
    action: Extract<SharedAct, { action: Name }>,
    stage: StageName | null,
  ) => Acts;
};

const ACTS: ActsOf = {
  request: (system, _world, action) => [{ ...action, ...addressee(system, _world) }],

  retry: (system, world) => {
    const waiting = Object.values(world.clients).filter((client) => client.waiting);
    if (waiting.length === 0) return 'No client waits: only who waits for an answer asks again';
    return waiting.map(({ id }) => ({ action: 'retry', client: id, ...addressee(system, world) }));
  },

  crash: (system, world) => {
    const leader = leaderOf(system, world);
    return leader === null ? nobodyLeads(system) : [{ action: 'crash', node: leader }];
  },

  restart: (_system, world) => {
    const down = Object.values(world.nodes).filter(({ alive }) => !alive);
    return down.length === 0
      ? 'Every node is up: there is one to restart after a crash'
      : down.map(({ id }) => ({ action: 'restart', node: id }));
  },

  elect: (system, world) => {
    const node = successorOf(system, world);
    if (node !== null) return [{ action: 'timeout', node }];
    if (system.home) return nobodyLeads(system);
    return Object.values(world.nodes).every(({ alive }) => alive)
      ? 'No node here can take over: there is none but the one that leads'
      : 'No node here can take over: restart one that is down first';
  },

  partition: (system, world) => {
    const leader = leaderOf(system, world);
    if (leader === null) return nobodyLeads(system);
    const others = Object.keys(world.nodes).filter((id) => id !== leader);
    if (others.length === 0) return `${leader} is the only node: there is nobody to cut it off from`;
    return [{ action: 'partition', groups: [[leader], others] }];
  },

  heal: (_system, world) =>
    world.network.groups === null
      ? 'The network is whole already: there is a cut to heal after “Cut off leader”'
      : [{ action: 'heal' }],

  drop: (system, world, _action, stage) => {
    const message = deliverable(world).find((it) => phaseStageOf(system, it) === stage);
    if (message) return [{ action: 'drop', id: message.id }];
    return stage === null
      ? 'Nothing that can be delivered is in flight: let a client ask, or elect a leader'
      : 'Nothing of that phase is in flight';
  },
};

/** Generic, so that TypeScript sees that the act is of the kind that its function takes. */
function actsNamed<Name extends SharedAct['action']>(
  system: System,
  world: World,
  name: Name,
  action: Extract<SharedAct, { action: Name }>,
  stage: StageName | null,
): Acts {
  return ACTS[name](system, world, action, stage);
}

/** @param stage the next phase */
export function actsOn(system: System, world: World, action: SharedAct, stage: StageName | null): Acts {
  return actsNamed(system, world, action.action, action, stage);
}

const nobodyLeads = ({ home }: System) =>
  home
    ? 'All nodes are equals, and nobody leads'
    : 'Nobody leads: let a node take over with “Elect another” first';

/** The recipient of a client's request: the current leader, or the client's own server. */
function addressee(system: System, world: World): { to?: string } {
  const to = leaderOf(system, world);
  return to === null ? {} : { to };
}
