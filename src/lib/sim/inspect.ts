import type { ActorId, Message } from '../protocol/message';
import type { NodeView, Protocol } from '../protocol/protocol';
import type { Operation } from '../kv/client';
import { isHeld } from './network';
import type { World } from './world';

/** A message in flight as `inspect` shows it, with its own fields. */
export type MessageView = Omit<Message, 'sentAt'> & { readonly held: boolean };

export interface ClientView {
  readonly id: ActorId;
  readonly waiting: boolean;
  readonly replies: readonly Reply[];
}

interface Reply {
  readonly op: Operation['op'];
  readonly key: string;
  readonly value?: string;
  readonly ok: boolean;
  readonly result: string;
}

/** The public view of a world: plain JSON with the names of scenario-format. */
export interface WorldView {
  readonly step: number;
  readonly nodes: readonly NodeView[];
  /** Oldest first. */
  readonly messages: readonly MessageView[];
  readonly clients: readonly ClientView[];
}

export function inspectWith(system: Protocol, world: World): WorldView {
  return {
    step: world.step,
    nodes: Object.values(world.nodes).map((node) => system.view(node)),
    messages: world.network.inFlight.map((message) => {
      const { sentAt: _sentAt, ...shown } = message;
      return { ...shown, held: isHeld(world, message) };
    }),
    clients: Object.values(world.clients).map(({ id, waiting, history }) => ({
      id,
      waiting,
      replies: history.flatMap(replyOf),
    })),
  };
}

function replyOf({ op, key, value, ok, result }: Operation): Reply[] {
  if (ok === undefined || result === undefined) return [];
  return [value === undefined ? { op, key, ok, result } : { op, key, value, ok, result }];
}

/** The operations of all clients of this run, by time of call. */
export function operations(world: World): Operation[] {
  return Object.values(world.clients)
    .flatMap(({ history }) => history)
    .sort((a, b) => a.call - b.call);
}
