import { required } from '../protocol/known';
import type { ClientState } from '../kv/client';
import type { ActorId, Message, Outgoing } from '../protocol/message';
import type { NodeState } from '../protocol/protocol';
import type { System } from '../run/system';
import { act, type Act } from '../sim/act';
import { beginClients } from '../sim/begin';
import { Refused } from '../sim/find';
import type { Progress } from '../sim/progress';
import type { World } from '../sim/world';
import { Interner } from './intern';
import { Pairs } from './tables';

/** The effect of an input on one actor: the number of its next state, and of the list of messages that it sends. */
interface Local {
  /** -1: the actor refuses, as a leader refuses its election timeout. */
  readonly next: number;
  readonly sent: number;
}

/** The acts on one node, by index. */
const NODE_ACTS = ['timeout', 'heartbeat', 'crash', 'restart'] as const;

/** A message without its id and sending time: the parts that matter to a search. */
export function contentOf({ id: _id, sentAt: _sentAt, ...content }: Message): Outgoing {
  return content;
}

/** A client without the times of its operations. The order of calls and returns is stored separately. */
export function timeless(client: ClientState): ClientState {
  const history = client.history.map((operation) =>
    operation.return === undefined ? { ...operation, call: 0 } : { ...operation, call: 0, return: 0 },
  );
  return { ...client, history };
}

/**
 * The effect of each input on each actor, computed once: every distinct node, client and message has a number. The effect
 * is that of `sim` in a world with only this actor.
 */
export class LocalMoves {
  readonly nodes = new Interner<NodeState>();
  readonly clients = new Interner<ClientState>();
  readonly messages = new Interner<Outgoing>();
  /** Lists of messages by their numbers; list 0 is empty. */
  readonly lists = new Interner<readonly number[]>();
  /** How often the rules ran, and the ids of those that fired. */
  runs = 0;
  readonly rules = new Set<string>();
  private readonly ofNodes = new Pairs();
  private readonly ofClients = new Pairs();
  private readonly begins = new Pairs();
  private readonly requests = new Interner<Act>();
  private readonly empty: World;

  constructor(
    private readonly system: System,
    private readonly start: World,
  ) {
    this.lists.number([]);
    const network = { inFlight: [], nextId: 1, groups: null };
    this.empty = { ...start, step: 0, now: 0, ticks: 0, timers: {}, nodes: {}, clients: {}, network };
  }

  /** A message reaches a node. A crashed node loses it. */
  deliver(node: number, message: number): Local {
    return this.moveNode(node, message, { action: 'deliver' }, this.messages.value(message));
  }

  /** A timer fires at a node, or the node crashes or restarts. */
  actOn(node: number, action: (typeof NODE_ACTS)[number]): Local {
    const { id } = this.nodes.value(node);
    return this.moveNode(node, -1 - NODE_ACTS.indexOf(action), { action, node: id });
  }

  /** A message reaches a client. `began`: clients send requests of their own. */
  reply(client: number, message: number, began: boolean): Local {
    const input = 2 * message + (began ? 1 : 0);
    return this.moveClient(client, input, began, { action: 'deliver' }, this.messages.value(message));
  }

  /** A client makes a request, or retries. */
  ask(client: number, action: Act): Local {
    return this.moveClient(client, -1 - this.requests.number(action), false, action);
  }

  /** A client begins, because this node leads for the first time. */
  begin(client: number, node: number): Local {
    const at = this.begins.find(client, node);
    if (at >= 0) return local(this.begins, at);
    const state = this.clients.value(client);
    const leader = this.nodes.value(node);
    const world = {
      ...this.empty,
      clientsBegan: false,
      nodes: { [leader.id]: leader },
      clients: { [state.id]: state },
    };
    const after = beginClients(this.system, { world, events: [] });
    return this.keepClient(this.begins, client, node, state.id, after);
  }

  private moveNode(node: number, input: number, action: Act, message?: Outgoing): Local {
    const at = this.ofNodes.find(node, input);
    if (at >= 0) return local(this.ofNodes, at);
    const state = this.nodes.value(node);
    const world = { ...this.empty, clientsBegan: true, nodes: { [state.id]: state } };
    const after = this.run(world, action, message);
    const next = after ? this.nodes.number(required(after.world.nodes[state.id], 'the node')) : -1;
    return local(this.ofNodes, this.ofNodes.add(node, input, next, this.sent(after)));
  }

  private moveClient(client: number, input: number, began: boolean, action: Act, message?: Outgoing): Local {
    const at = this.ofClients.find(client, input);
    if (at >= 0) return local(this.ofClients, at);
    const state = this.clients.value(client);
    // The nodes are those of the start, because requests name them. If clients have not begun, none of them leads.
    const world = {
      ...this.empty,
      clientsBegan: began || this.start.clientsBegan,
      nodes: this.start.nodes,
      clients: { [state.id]: state },
    };
    return this.keepClient(this.ofClients, client, input, state.id, this.run(world, action, message));
  }

  private keepClient(into: Pairs, client: number, input: number, id: ActorId, after: Progress | null): Local {
    const next = after ? this.clients.number(timeless(required(after.world.clients[id], 'the client'))) : -1;
    return local(into, into.add(client, input, next, this.sent(after)));
  }

  /** null: refused. */
  private run(world: World, action: Act, message?: Outgoing): Progress | null {
    this.runs++;
    const inFlight = message ? [{ id: 1, ...message, sentAt: 0 }] : [];
    try {
      const network = { ...world.network, inFlight, nextId: 2 };
      const done = act(this.system, { ...world, network }, action);
      for (const { rule } of done.events) if (rule !== undefined) this.rules.add(rule);
      return done;
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }

  private sent(after: Progress | null): number {
    const { inFlight } = after?.world.network ?? { inFlight: [] };
    return this.lists.number(inFlight.map((message) => this.messages.number(contentOf(message))));
  }
}

const local = (from: Pairs, at: number): Local => ({ next: from.first(at), sent: from.second(at) });
