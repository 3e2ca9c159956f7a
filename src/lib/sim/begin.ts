import { itemAt, required } from '../protocol/known';
import { newClient } from '../kv/client';
import { isClientPayload, toRequest } from '../kv/message';
import type { ActorId } from '../protocol/message';
import type { Setup } from '../protocol/setup';
import type { Protocol } from '../protocol/protocol';
import { ask } from '../kv/client';
import { firstLeader, happened, posted, withTimer, type Progress } from './progress';
import { sendOwn, withClient } from './requests';
import type { World } from './world';

/**
 * The world at step 0, and its events: the nodes start, the set-up's messages are put in flight, then those that the
 * system sends at start, then (if a node already leads) those of the clients.
 */
export function begin(system: Protocol, setup: Setup): Progress {
  const { nodes, messages } = system.begin(setup);
  const clients = Array.from({ length: setup.numClients }, (_, i) =>
    newClient(`c${i + 1}`, system.contact(setup)),
  );
  const empty: World = {
    setup,
    step: 0,
    now: 0,
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    timers: {},
    network: { inFlight: [], nextId: 1, groups: null },
    clients: Object.fromEntries(clients.map((client) => [client.id, client])),
    clientsBegan: false,
    ticks: 0,
  };
  const timers = nodes.reduce(
    (so, node) => withTimer(empty, so, node.id, node.alive ? system.timer(node) : null),
    empty.timers,
  );
  const world = { ...empty, timers };
  const started = nodes.map(({ id, role }) => ({ type: 'node-started', actor: id, role }) as const);
  const put = setup.messages.reduce(putInFlight, happened({ world, events: [] }, ...started));
  return beginClients(system, posted(put, messages));
}

/** Clients begin once a node first leads: c1 first. Each asks that leader, or its own server if the system gives it one. */
export function beginClients(system: Protocol, progress: Progress): Progress {
  const leader = firstLeader(system, progress.world);
  if (leader === null) return progress;
  const began: Progress = { ...progress, world: { ...progress.world, clientsBegan: true } };
  const server = (id: ActorId) => system.home?.(id, progress.world.setup) ?? leader;
  return Object.keys(progress.world.clients).reduce(
    (so, id) => sendOwn(heardOf(so, id, server(id)), id),
    began,
  );
}

function heardOf(progress: Progress, id: ActorId, leader: ActorId): Progress {
  const client = required(progress.world.clients[id], 'the client');
  return withClient(progress, { ...client, leader }, false);
}

/** Puts a message of the set-up in flight. A client's request becomes its outstanding one. */
function putInFlight(progress: Progress, setup: Setup['messages'][number]): Progress {
  const next = posted(progress, [setup]);
  const message = itemAt(next.world.network.inFlight, -1);
  const client = next.world.clients[message.from];
  if (!client || !isClientPayload(message)) return next;
  const repeated = client.waiting && client.lastRequest === message.request;
  if (repeated) return next;
  return withClient(next, ask(client, toRequest(message), message.request, next.world.ticks + 1), true);
}
