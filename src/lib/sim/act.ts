import { itemAt } from '../protocol/known';
import { isClientReply } from '../kv/message';
import { expects, hear, type ClientState } from '../kv/client';
import type { ClientRequest } from '../kv/command';
import type { ClientReply } from '../kv/message';
import type { CommonEvent, TimerKind } from '../protocol/event';
import type { ActorId, Message } from '../protocol/message';
import { cut } from '../protocol/quote';
import { inThousands, MOST_ACTS } from '../protocol/ranges';
import type { Outcome, Protocol, Refusal } from '../protocol/protocol';
import type { Action } from './action';
import { beginClients } from './begin';
import { arrival, post, take } from './network';
import { carryOut, happened, type Progress } from './progress';
import { sendAgain, sendOwn, sendRequest, withClient } from './requests';
import { findMessage, findNode, Refused } from './find';
import type { World } from './world';

/** A single act. `next`, `settle`, `expect` and `task` are not single: they are made of acts or do nothing. */
export type Act = Exclude<Action, { action: 'next' | 'settle' | 'expect' | 'task' }>;

/**
 * Does one act.
 *
 * @throws Refused if it cannot be done now, with a sentence that says what could be done; also after the last act that a
 * run can have.
 */
export function act(system: Protocol, world: World, action: Act): Progress {
  if (world.step >= MOST_ACTS)
    throw new Refused(`the run stops at act ${inThousands(MOST_ACTS)}, the last that a run can have`);
  const begun = { world: { ...world, step: world.step + 1 }, events: [] };
  return beginClients(system, perform(system, begun, action.action, action));
}

/** Generic, so that TypeScript sees that the act is of the kind that its function takes. */
function perform<Name extends Act['action']>(
  system: Protocol,
  progress: Progress,
  name: Name,
  action: ActOf<Name>,
): Progress {
  return ACTS[name](system, progress, action);
}

type ActOf<Name extends Act['action']> = Extract<Act, { action: Name }>;
type Acts = {
  [Name in Act['action']]: (system: Protocol, progress: Progress, action: ActOf<Name>) => Progress;
};

const ACTS: Acts = {
  deliver: (system, progress, selector) =>
    deliver(system, progress, findMessage(system, progress.world, selector, true)),

  drop: (system, progress, selector) => {
    const message = findMessage(system, progress.world, selector, false);
    return happened(without(progress, message), { type: 'message-dropped', actor: message.from, message });
  },

  duplicate: (system, progress, selector) => {
    const message = findMessage(system, progress.world, selector, false);
    const { id: _id, sentAt: _sentAt, ...outgoing } = message;
    const { network, messages } = post(progress.world.network, [outgoing], progress.world.now);
    const copy = itemAt(messages, 0);
    const next = { ...progress, world: { ...progress.world, network } };
    return happened(next, { type: 'message-duplicated', actor: message.from, message, copy });
  },

  timeout: (system, progress, { node }) => fire(system, progress, node, 'election'),
  heartbeat: (system, progress, { node }) => fire(system, progress, node, 'heartbeat'),

  request: (_system, progress, { client: id, op, key, value, to }) => {
    const client = findClient(progress.world, id);
    if (client.waiting) {
      throw new Refused(
        `${id} still waits for an answer: a client has one request at a time; retry sends it again`,
      );
    }
    if (to !== undefined) findNode(progress.world, to);
    const request: ClientRequest = op === 'put' ? { op, key, value: value ?? '' } : { op, key };
    return sendRequest(progress, client, request, to ?? client.leader);
  },

  retry: (system, progress, { client: id, to }) => {
    const client = findClient(progress.world, id);
    if (!client.waiting) throw new Refused(`${id} waits for nothing: only a client that waits can retry`);
    if (to !== undefined) findNode(progress.world, to);
    const keepsNumber = system.retryKeepsNumber?.(progress.world.setup) ?? false;
    return sendAgain(progress, client, to ?? client.leader, keepsNumber);
  },

  crash: (system, progress, { node: id }) => {
    const node = findNode(progress.world, id);
    if (!node.alive) throw new Refused(`${id} is already down: it can be restarted`);
    return carryOut(
      happened(progress, { type: 'node-crashed', actor: id }),
      system.crash(node, progress.world.setup),
    );
  },

  restart: (system, progress, { node: id }) => {
    const node = findNode(progress.world, id);
    if (node.alive) throw new Refused(`${id} is up: only a crashed node can be restarted`);
    return carryOut(
      happened(progress, { type: 'node-restarted', actor: id }),
      system.restart(node, progress.world.setup),
    );
  },

  partition: (_system, progress, { groups }) => {
    const { world } = progress;
    const names = groups.flat();
    const stranger = names.find(
      (name) => !Object.hasOwn(world.nodes, name) && !Object.hasOwn(world.clients, name),
    );
    if (stranger !== undefined) {
      const known = [...Object.keys(world.nodes), ...Object.keys(world.clients)].join(', ');
      throw new Refused(`there is no ${cut(stranger)} to partition: there are ${known}`);
    }
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) throw new Refused(`${twice} is in two groups: each name can be in only one`);
    const network = { ...world.network, groups };
    return happened(
      { ...progress, world: { ...world, network } },
      { type: 'network-partitioned', actor: 'main', groups },
    );
  },

  heal: (_system, progress) => {
    const { world } = progress;
    const network = { ...world.network, groups: null };
    return happened({ ...progress, world: { ...world, network } }, { type: 'network-healed', actor: 'main' });
  },
};

function without(progress: Progress, message: Message): Progress {
  return { ...progress, world: { ...progress.world, network: take(progress.world.network, message) } };
}

/** Moves the clock: to `due`, or not at all if that has passed. Time never goes back. */
function clockAt(progress: Progress, due: number): Progress {
  const { world } = progress;
  return due <= world.now ? progress : { ...progress, world: { ...world, now: due } };
}

function deliver(system: Protocol, before: Progress, message: Message): Progress {
  const now = Math.max(before.world.now, arrival(before.world, message));
  const world = { ...before.world, network: take(before.world.network, message), now };
  const progress = { ...before, world };
  const node = world.nodes[message.to];
  if (node) {
    if (!node.alive)
      return happened(progress, { type: 'message-lost', actor: message.to, message, down: true });
    return carryOut(delivered(progress, message), allowed(system.receive(node, message, world.setup)));
  }
  const client = world.clients[message.to];
  if (!client || !isClientReply(message)) {
    return happened(progress, { type: 'message-lost', actor: message.to, message, down: false });
  }
  return deliverReply(delivered(progress, message), client, message);
}

function allowed(outcome: Outcome | Refusal): Outcome {
  if ('refused' in outcome) throw new Refused(outcome.refused);
  return outcome;
}

const delivered = (progress: Progress, message: Message) =>
  happened(progress, { type: 'message-delivered', actor: message.to, message });

function deliverReply(progress: Progress, client: ClientState, reply: Message<ClientReply>): Progress {
  const { id } = client;
  if (!expects(client, reply)) {
    const expected = client.waiting ? client.lastRequest : null;
    return happened(progress, { type: 'client-ignored-reply', actor: id, message: reply, expected });
  }
  const heard = hear(client, reply, reply.from, progress.world.ticks + 1);
  const { op, key, value } = itemAt(heard.history, -1);
  const { ok, result } = reply;
  const answered: CommonEvent = {
    type: 'client-answered',
    actor: id,
    op,
    key,
    value,
    ok,
    result,
    from: reply.from,
  };
  const next = happened(withClient(progress, heard, true), answered);
  return next.world.clientsBegan ? sendOwn(next, id) : next;
}

function fire(system: Protocol, progress: Progress, id: ActorId, timer: TimerKind): Progress {
  const { world } = progress;
  const node = findNode(world, id);
  if (!node.alive) throw new Refused(`${id} is down: its timers do not run until it is restarted`);
  const outcome = allowed(
    timer === 'election' ? system.timeout(node, world.setup) : system.heartbeat(node, world.setup),
  );
  const running = world.timers[id];
  const due = clockAt(progress, running?.kind === timer ? running.due : world.now);
  return carryOut(happened(due, { type: 'timer-fired', actor: id, timer }), outcome);
}

function findClient(world: World, id: ActorId): ClientState {
  const client = Object.hasOwn(world.clients, id) ? world.clients[id] : undefined;
  if (!client) {
    const known = Object.keys(world.clients).join(', ') || 'none';
    throw new Refused(`there is no client ${cut(id)}: the clients are ${known}`);
  }
  return client;
}
