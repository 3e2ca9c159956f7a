import { cell } from './cell';
import { itemAt } from '../protocol/known';
import type { CheckState } from '../checks/violation';
import type { NodeState } from '../protocol/protocol';
import type { System } from '../run/system';
import type { ActorId } from '../protocol/message';
import type { Act } from '../sim/act';
import { isHeld } from '../sim/network';
import type { World } from '../sim/world';
import type { Item } from './budget';
import { asked, type Asked, type Memory } from './goal';
import { Interner } from './intern';
import { LocalMoves } from './local';
import type { LIMITED } from './options';
import { type ExploreOptions } from './options';
import { asMessage, Scenes, type WorldCode } from './scene';
import { Pairs } from './tables';

/** The act on a message, by the remainder of the act's code by 3; the quotient is the message's number. */
export const TO_MESSAGE = ['deliver', 'drop', 'duplicate'] as const;

/** An act that names no message, with its index in the budget; null: it is free. Its code is -1 less its index. */
interface Other {
  readonly act: Act;
  readonly item: Item | null;
}

/**
 * Where acts lead. The effect of an act on a scene does not depend on other messages, so it is computed once for each
 * scene and act: the next scene, and the list of messages put in flight. Most worlds are found by a look-up.
 */
export class Moves {
  readonly local: LocalMoves;
  readonly scenes: Scenes;
  readonly others: readonly Other[];
  /**
   * By scene and act: the next scene (-1: the act cannot be done, or leads out of bounds), and the list of sent messages.
   */
  readonly table = new Pairs();
  /** By scene: whether it reaches the goal. */
  readonly reached: boolean[] = [];
  private readonly asked: Asked;
  readonly memories = new Interner<Memory | null>();
  private readonly outOfBounds: boolean[] = [];
  private readonly row: Int32Array;
  private readonly next: Int32Array;

  /** @param worlds the run so far; the search starts from the last */
  constructor(
    private readonly system: System,
    private readonly worlds: readonly World[],
    private readonly options: ExploreOptions,
  ) {
    const start = itemAt(worlds, -1);
    this.local = new LocalMoves(system, start);
    this.scenes = new Scenes(this.local, start);
    this.others = othersOf(start, options);
    this.asked = asked(system, options.goal);
    this.row = this.scenes.newRow();
    this.next = this.scenes.newRow();
  }

  /** The code of a world that the run so far has reached. */
  encode(worlds: readonly World[] = this.worlds, known?: CheckState): WorldCode {
    const world = itemAt(worlds, -1);
    this.scenes.write(world, this.next);
    const memory = this.asked.begin(worlds, known);
    return { scene: this.numberOf(world, memory), bag: this.scenes.bag(world) };
  }

  /** What a scene remembers of the past. */
  memoryOf(scene: number): Memory | null {
    this.scenes.rows.read(scene, this.row);
    return this.memories.value(cell(this.row, this.scenes.places.memory));
  }

  /** The index in `table` of the effect of an act on a scene. */
  find(scene: number, code: number): number {
    const at = this.table.find(scene, code);
    return at >= 0 ? at : this.workOut(scene, code);
  }

  private workOut(scene: number, code: number): number {
    this.scenes.rows.read(scene, this.row);
    this.next.set(this.row);
    const message = code < 0 ? -1 : Math.floor(code / 3);
    const sent = code < 0 ? this.other(itemAt(this.others, -1 - code)) : this.toMessage(message, code % 3);
    if (sent === null) return this.table.add(scene, code, -1, 0);
    return this.table.add(scene, code, this.reach(message, code % 3 === 2, sent), sent);
  }

  /** The number of the scene in `next`, which an act on a message (-1: no message) has reached from the one in `row`. */
  private reach(message: number, stays: boolean, sent: number): number {
    const { memory } = this.scenes.places;
    const known = this.memories.value(cell(this.row, memory));
    if (known === null) return this.numberOf(null, null);
    const list: World['network']['inFlight'] = message < 0 ? [] : [asMessage(this.local, message, 1)];
    const added = this.local.lists.value(sent).map((number, i) => asMessage(this.local, number, 2 + i));
    const before = inFlight(this.scenes.world(this.row), list, 2);
    const bare = this.scenes.world(this.next, { row: this.row, world: before });
    const left = stays ? list : [];
    const after = { ...inFlight(bare, [...left, ...added], 2 + added.length), step: 1 };
    return this.numberOf(after, this.asked.follow(known, before, after));
  }

  /** The number of the scene in `next` with this memory. `world`: an equal world, if it exists already. */
  private numberOf(world: World | null, memory: Memory | null): number {
    this.next[this.scenes.places.memory] = this.memories.number(memory);
    const number = this.scenes.rows.number(this.next);
    this.reached[number] ??= this.asked.isReached(world ?? this.scenes.world(this.next), memory);
    return number;
  }

  /** The list of sent messages; null: the act cannot be done. */
  private toMessage(message: number, kind: number): number | null {
    const content = this.local.messages.value(message);
    if (kind === 1) return 0;
    if (kind === 2) return this.local.lists.number([message]);
    const { nodeIds, clientIds } = this.scenes;
    const network = { inFlight: [], nextId: 1, groups: this.scenes.groupsOf(this.row) };
    if (isHeld({ ...itemAt(this.worlds, -1), network }, content)) return null;
    const node = nodeIds.indexOf(content.to);
    const client = clientIds.indexOf(content.to);
    if (node >= 0) return this.moveNode(node, (number) => this.local.deliver(number, message));
    return client >= 0
      ? this.moveClient(client, (number, began) => this.local.reply(number, message, began))
      : 0;
  }

  private other({ act }: Other): number | null {
    switch (act.action) {
      case 'timeout':
      case 'heartbeat':
      case 'crash':
      case 'restart':
        return this.moveNode(this.scenes.nodeIds.indexOf(act.node), (node) =>
          this.local.actOn(node, act.action),
        );
      case 'retry':
      case 'request':
        return this.moveClient(this.scenes.clientIds.indexOf(act.client), (client) =>
          this.local.ask(client, act),
        );
      case 'partition':
        return this.cut(act.groups);
      case 'heal':
        // A whole network can be healed too, but that has no effect.
        return this.scenes.groupsOf(this.row) === null ? null : this.cut(null);
      default:
        throw new Error(`${act.action} names a message`);
    }
  }

  private cut(groups: World['network']['groups']): number {
    this.next[this.scenes.places.groups] = this.scenes.groupsNumber(groups);
    return 0;
  }

  private moveNode(place: number, move: (node: number) => { next: number; sent: number }): number | null {
    const { next, sent } = move(cell(this.row, place));
    if (next < 0 || this.isOutOfBounds(next)) return null;
    this.next[place] = next;
    const first = this.row[this.scenes.places.began] === 0 && this.system.leads(this.local.nodes.value(next));
    return first ? this.beginClients(next, sent) : sent;
  }

  /** A node leads for the first time: every client sends its first request. */
  private beginClients(leader: number, sent: number): number {
    const { clients, began } = this.scenes.places;
    this.next[began] = 1;
    const all = [...this.local.lists.value(sent)];
    for (const i of this.scenes.clientIds.keys()) {
      const moved = this.local.begin(cell(this.row, clients + i), leader);
      this.setClient(i, moved.next);
      all.push(...this.local.lists.value(moved.sent));
    }
    return this.local.lists.number(all);
  }

  private moveClient(
    index: number,
    move: (client: number, began: boolean) => { next: number; sent: number },
  ): number | null {
    const { clients, began } = this.scenes.places;
    const { next, sent } = move(cell(this.row, clients + index), this.row[began] === 1);
    if (next < 0) return null;
    this.setClient(index, next);
    return sent;
  }

  /**
   * Sets a client's state, and appends its events to the order of calls and answers: an answer comes before the next call.
   */
  private setClient(index: number, client: number): void {
    const { clients, order } = this.scenes.places;
    const countOf = (number: number) => {
      const { history } = this.local.clients.value(number);
      return { calls: history.length, returns: history.filter((it) => it.return !== undefined).length };
    };
    const [was, is] = [countOf(cell(this.row, clients + index)), countOf(client)];
    let so = cell(this.next, order);
    for (let i = was.returns; i < is.returns; i++) so = this.scenes.after(so, index, 'return');
    for (let i = was.calls; i < is.calls; i++) so = this.scenes.after(so, index, 'call');
    this.next[order] = so;
    this.next[clients + index] = client;
  }

  private isOutOfBounds(number: number): boolean {
    return (this.outOfBounds[number] ??= isBeyond(this.system, this.local.nodes.value(number), this.options));
  }
}

const inFlight = (world: World, messages: World['network']['inFlight'], nextId: number): World => ({
  ...world,
  network: { ...world.network, inFlight: messages, nextId },
});

/** Whether a node is beyond the bounds: its epoch's number (term, round), or its number of entries. */
function isBeyond(system: System, node: NodeState, { maxTerm, maxLog }: ExploreOptions): boolean {
  if (maxTerm === undefined && maxLog === undefined) return false;
  const { epoch, row } = system.portrait(node);
  const term = epoch === null ? 0 : Number.parseInt(epoch.value, 10) || 0;
  return term > (maxTerm ?? Infinity) || (row?.cells.length ?? 0) > (maxLog ?? Infinity);
}

/** Every act without a message that the options allow, even if it cannot be done in a given scene. */
function othersOf(start: World, options: ExploreOptions): Other[] {
  const nodes = Object.keys(start.nodes);
  const clients = Object.keys(start.clients);
  const allowed = (name: (typeof LIMITED)[number]) => (options.acts?.[name] ?? 0) > 0;
  const onNodes = (['timeout', 'heartbeat', 'crash', 'restart'] as const).filter(allowed);
  const asked = (options.requests ?? []).flatMap((request, i) =>
    nodes.map((to: ActorId): Other => ({ act: { action: 'request', ...request, to }, item: i })),
  );
  return [
    ...nodes.flatMap((node) => onNodes.map((action): Other => ({ act: { action, node }, item: action }))),
    ...(allowed('retry') ? clients : []).map((client): Other => ({
      act: { action: 'retry', client },
      item: 'retry',
    })),
    ...(allowed('heal') ? [{ act: { action: 'heal' }, item: 'heal' } as const] : []),
    ...asked,
    ...(options.partitions ?? []).map((groups): Other => ({
      act: { action: 'partition', groups },
      item: null,
    })),
  ];
}
