/** The rules of a peer. Each takes the node and returns the node, its messages and its events. */
import { toRequest, type ClientPayload, type ClientReply } from '../../kv/message';
import type { ActorId, Message, Outgoing } from '../../protocol/message';
import type { Effect, Outcome } from '../../protocol/protocol';
import { compareNumbers } from '../../protocol/verdict';
import type { GossipEvent, GossipEventBody } from './events';
import type { Gossip } from './message';
import type { GossipState } from './state';

type Turn = Outcome<GossipState>;

const say = ({ id }: GossipState, event: GossipEventBody): GossipEvent => ({ ...event, actor: id });

function send(node: GossipState, to: ActorId, payload: Omit<Gossip, 'from'> | ClientReply): Effect {
  const message: Outgoing = { from: node.id, to, ...payload };
  return { kind: 'send', message };
}

/** Sends its number to all peers, and restarts the timer. */
export function pushToAll(node: GossipState): Turn {
  const { value, peers } = node;
  const told: Effect[] = peers.map((peer) => send(node, peer, { type: 'Gossip', value }));
  const events = [say(node, { type: 'gossip-sent', rule: 'push', value, peers: peers.length })];
  return { node, effects: [...told, { kind: 'timer', timer: 'heartbeat' }], events };
}

/** Keeps the larger of its own number and the received one. */
export function merge(node: GossipState, { from, value }: Gossip): Turn {
  return { ...keepLarger(node, value, from, 'merge'), effects: [] };
}

function keepLarger(node: GossipState, offered: number, by: ActorId, rule: string): Omit<Turn, 'effects'> {
  const { value } = node;
  const received = { name: 'received', value: offered, of: by };
  const { holds, comparisons } = compareNumbers('larger', received, '>', { name: 'own', value, of: node.id });
  return holds
    ? {
        node: { ...node, value: offered },
        events: [say(node, { type: 'value-raised', rule, comparisons, value: offered, was: value, by })],
      }
    : { node, events: [say(node, { type: 'value-kept', rule, comparisons, value, offered, by })] };
}

/** Answers a client at once with this peer's own number. */
export function answer(node: GossipState, message: Message<ClientPayload>): Turn {
  const { from: client, request } = message;
  const { op, value } = toRequest(message);
  const reply = (ok: boolean, result: string) => [
    send(node, client, { type: 'ClientReply', request, ok, result }),
  ];
  const decline = (result: string): Turn => ({
    node,
    effects: reply(false, result),
    events: [say(node, { type: 'request-declined', rule: 'client-declined', client, result })],
  });
  if (op === 'delete') return decline('a number that only grows cannot be deleted');
  if (op === 'get') {
    const read = say(node, { type: 'value-read', rule: 'client-read', value: node.value, client });
    return { node, effects: reply(true, String(node.value)), events: [read] };
  }
  const set = numberIn(value ?? '');
  if (set === null) return decline('expected a value that ends in a number');
  return { ...keepLarger(node, set, client, 'client-set'), effects: reply(true, 'ok') };
}

/** The number at the end of a value: 42 of `val_42`. null: there is none, or it is too large to be exact. */
function numberIn(value: string): number | null {
  const digits = /(?<!\d)\d+$/.exec(value)?.[0];
  const number = Number(digits);
  return digits !== undefined && Number.isSafeInteger(number) ? number : null;
}
