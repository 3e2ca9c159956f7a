import { cell } from './cell';
import { itemAt, required } from '../protocol/known';
import type { ClientState } from '../kv/client';
import type { ActorId, Message } from '../protocol/message';
import type { NodeState } from '../protocol/protocol';
import type { Network, World } from '../sim/world';
import { Interner } from './intern';
import { contentOf, timeless, type LocalMoves } from './local';
import { Rows } from './tables';

type Groups = Network['groups'];

/** Something that a client did: it called, or it got an answer. */
type Moment = 'call' | 'return';

/** A world as a search stores it. Equal codes mean equal worlds: ids, the order in flight and times are left out. */
export interface WorldCode {
  readonly scene: number;
  /** The numbers of the messages in flight, ascending. */
  readonly bag: readonly number[];
}

/**
 * A scene is a world without its messages, as a row of small integers: the numbers of the nodes and clients, of the order
 * of the clients' calls and answers, and of the partition; whether clients have begun; and the memory of the past, which
 * the goal defines.
 */
export class Scenes {
  readonly rows: Rows;
  readonly nodeIds: readonly ActorId[];
  readonly clientIds: readonly ActorId[];
  /** The index of each of these in a row; nodes come first, from 0. */
  readonly places: Readonly<Record<'clients' | 'order' | 'groups' | 'began' | 'memory', number>>;
  readonly groups = new Interner<Groups>();
  /** Each order is an earlier one and the next event; order 0 is empty. */
  private readonly orders = new Rows(3);

  constructor(
    private readonly local: LocalMoves,
    private readonly start: World,
  ) {
    this.nodeIds = Object.keys(start.nodes);
    this.clientIds = Object.keys(start.clients);
    const clients = this.nodeIds.length;
    const order = clients + this.clientIds.length;
    this.places = { clients, order, groups: order + 1, began: order + 2, memory: order + 3 };
    this.rows = new Rows(order + 4);
    this.orders.number(Int32Array.of(-1, -1, -1));
  }

  /** An empty row. */
  newRow = (): Int32Array => new Int32Array(this.rows.width);

  /** Writes a world into a row, except its memory. */
  write(world: World, row: Int32Array): void {
    const { clients, order, groups, began } = this.places;
    for (const [i, node] of Object.values(world.nodes).entries()) row[i] = this.local.nodes.number(node);
    for (const [i, client] of Object.values(world.clients).entries())
      row[clients + i] = this.local.clients.number(timeless(client));
    row[order] = this.orderOf(world);
    row[groups] = this.groupsNumber(world.network.groups);
    row[began] = world.clientsBegan ? 1 : 0;
  }

  /** The numbers of the messages in flight, ascending. */
  bag = ({ network }: World): number[] =>
    network.inFlight.map((message) => this.local.messages.number(contentOf(message))).sort((a, b) => a - b);

  groupsNumber = (groups: Groups): number => this.groups.number(groups);
  groupsOf = (row: Int32Array): Groups => this.groups.value(cell(row, this.places.groups));

  /** An order with one more call or answer at its end. */
  after(order: number, client: number, moment: Moment): number {
    return this.orders.number(Int32Array.of(order, client, moment === 'call' ? 0 : 1));
  }

  /**
   * A world with this row, as one of a run in which each call and answer took the next time. Its step is 0 and nothing is
   * in flight.
   *
   * @param like a world whose nodes and clients are reused where the rows are equal, so that unchanged parts are the same
   * objects
   */
  world(row: Int32Array, like?: { readonly row: Int32Array; readonly world: World }): World {
    const { clients, began } = this.places;
    const nodes: Record<ActorId, NodeState> = {};
    for (const [i, id] of this.nodeIds.entries()) nodes[id] = this.local.nodes.value(cell(row, i));
    const moments = this.moments(cell(row, this.places.order));
    const all: Record<ActorId, ClientState> = {};
    for (const [i, id] of this.clientIds.entries()) {
      const same = like && like.row[clients + i] === row[clients + i];
      all[id] = same ? required(like.world.clients[id], 'the client') : this.timed(row, i, moments);
    }
    return {
      setup: this.start.setup,
      ...{ step: 0, now: 0, timers: {}, nodes, clients: all, ticks: moments.length },
      network: { inFlight: [], nextId: 1, groups: this.groupsOf(row) },
      clientsBegan: row[began] === 1,
    };
  }

  /** A client with times for its operations. */
  private timed(
    row: Int32Array,
    index: number,
    moments: readonly (readonly [number, Moment])[],
  ): ClientState {
    const client = this.local.clients.value(cell(row, this.places.clients + index));
    const times: Record<Moment, number[]> = { call: [], return: [] };
    for (const [i, [who, moment]] of moments.entries()) if (who === index) times[moment].push(i + 1);
    let answered = 0;
    const history = client.history.map((operation, i) => {
      const called = { ...operation, call: itemAt(times.call, i) };
      return operation.return === undefined
        ? called
        : { ...called, return: itemAt(times.return, answered++) };
    });
    return { ...client, history };
  }

  /** The events of clients, in an order by its number: which client, and what it did. */
  moments(number: number): (readonly [number, Moment])[] {
    const found: (readonly [number, Moment])[] = [];
    const link = new Int32Array(3);
    for (let order = number; order !== 0; order = cell(link, 0)) {
      this.orders.read(order, link);
      found.push([cell(link, 1), link[2] === 0 ? 'call' : 'return']);
    }
    return found.reverse();
  }

  private orderOf({ clients }: World): number {
    const moments = Object.values(clients).flatMap(({ history }, client) =>
      history.flatMap(({ call, return: at }) => [
        { at: call, client, moment: 'call' as const },
        ...(at === undefined ? [] : [{ at, client, moment: 'return' as const }]),
      ]),
    );
    return moments
      .sort((a, b) => a.at - b.at)
      .reduce((order, { client, moment }) => this.after(order, client, moment), 0);
  }
}

/** A message in flight in a world that is made for a check. */
export const asMessage = (local: LocalMoves, number: number, id: number): Message => ({
  id,
  ...local.messages.value(number),
  sentAt: 0,
});
