import { isClientPayload } from '../../kv/message';
import type { ActorId, Message } from '../../protocol/message';
import type { Setup } from '../../protocol/setup';
import type { Outcome, Protocol } from '../../protocol/protocol';
import { isGossip } from './message';
import { answer, merge, pushToAll } from './rules';
import { FIRST_VALUE, type GossipState } from './state';

function peerIds({ numNodes }: Setup): readonly ActorId[] {
  return Array.from({ length: numNodes }, (_, i) => `g${i + 1}`);
}

function newPeer(id: ActorId, setup: Setup): GossipState {
  const begun = setup.nodes.find((node) => node.id === id) as { readonly value?: number } | undefined;
  const peers = peerIds(setup).filter((peer) => peer !== id);
  return { id, role: 'peer', alive: true, value: begun?.value ?? FIRST_VALUE, peers };
}

function receive(node: GossipState, message: Message): Outcome<GossipState> {
  if (isClientPayload(message)) return answer(node, message);
  if (isGossip(message)) return merge(node, message);
  return { node, effects: [], events: [] };
}

/** The peer of a client, two clients to each: c1 and c2 ask g1, c3 and c4 ask g2, and so on, then g1 again. */
function home(client: ActorId, setup: Setup): ActorId {
  const number = Number(client.slice(1));
  return `g${((Math.ceil(number / 2) - 1) % setup.numNodes) + 1}`;
}

/**
 * A register that holds the largest number, spread by gossip: all agree eventually, and nobody leads. It has one role, so
 * it needs no machine.
 */
export const gossipProtocol: Protocol<GossipState> = {
  name: 'gossip',
  ids: peerIds,
  contact: () => 'g1',
  home,
  firstIndex: () => null,
  begin: (setup) => ({ nodes: peerIds(setup).map((id) => newPeer(id, setup)), messages: [] }),
  receive,
  timeout: ({ id }) => ({
    refused: `${id} has no election timeout, for nobody leads in gossip: its timer is the heartbeat`,
  }),
  heartbeat: pushToAll,
  crash: (node) => ({
    node: { ...node, alive: false },
    effects: [{ kind: 'timer', timer: null }],
    events: [],
  }),
  restart: (node) => ({
    node: { ...node, alive: true },
    effects: [{ kind: 'timer', timer: 'heartbeat' }],
    events: [],
  }),
  leads: ({ alive }) => alive,
  timers: () => ['heartbeat'],
  timer: () => 'heartbeat',
  view: ({ id, role, alive, value, peers }) => ({ id, role, alive, value, peers }),
  expectable: ({ value, alive }) => ({ value, alive }),
};
