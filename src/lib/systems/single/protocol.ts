import { apply } from '../../kv/store';
import { isClientPayload, toRequest, type ClientReply } from '../../kv/message';
import type { Message, Outgoing } from '../../protocol/message';
import type { Outcome, Protocol, Refusal } from '../../protocol/protocol';
import { compared, type Verdict } from '../../protocol/verdict';
import type { SingleEvent } from './events';
import { newServer, type SingleState } from './state';

/** Does a request and answers it in one turn. No other messages are sent. */
function receive(node: SingleState, message: Message): Outcome<SingleState> {
  if (!isClientPayload(message)) return { node, effects: [], events: [] };
  const { from: client, request } = message;
  const asked = toRequest(message);
  const { store, answer } = apply(node.store, asked);
  const event: SingleEvent = {
    type: 'request-done',
    actor: node.id,
    rule: asked.op,
    comparisons: isPresent(node, asked).comparisons,
    client,
    request,
    ...asked,
    ...answer,
  };
  const reply: Outgoing<ClientReply> = { from: node.id, to: client, type: 'ClientReply', request, ...answer };
  return {
    node: { ...node, store, done: node.done + 1 },
    effects: [{ kind: 'send', message: reply }],
    events: [event],
  };
}

/** The comparison that decides every request: whether its key is present. */
function isPresent({ id, store }: SingleState, { key }: { readonly key: string }): Verdict {
  return compared({
    what: 'present',
    left: { name: 'key', value: key },
    relation: 'in',
    right: { name: 'store', value: Object.keys(store).join(' ') || 'none', of: id },
    holds: Object.hasOwn(store, key),
  });
}

const noTimer = ({ id }: SingleState): Refusal => ({
  refused: `${id} is the only server: it has no timers, it answers what clients ask`,
});

/**
 * The one-server store, the baseline for all other systems: the same results without consensus. It has one role, so it
 * needs no machine.
 */
export const singleProtocol: Protocol<SingleState> = {
  name: 'single',
  ids: () => ['s1'],
  contact: () => 's1',
  firstIndex: () => null,
  begin: () => ({ nodes: [newServer('s1')], messages: [] }),
  receive,
  timeout: noTimer,
  heartbeat: noTimer,
  crash: (node) => ({ node: { ...node, alive: false }, effects: [], events: [] }),
  restart: (node) => ({ node: { ...node, alive: true }, effects: [], events: [] }),
  leads: ({ alive }) => alive,
  timers: () => [],
  timer: () => null,
  view: ({ id, role, alive, store, done }) => ({ id, role, alive, store, done }),
  expectable: ({ store, alive }) => ({ store, alive }),
};
