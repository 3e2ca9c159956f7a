import type { CheckState } from '../checks/violation';
import type { System } from '../run/system';
import type { World } from '../sim/world';
import { Budget, type Item } from './budget';
import { Frontier, insert, newRow, type Row } from './frontier';
import { BUDGET, high, low, MESSAGE, SCENE } from './hash';
import { Moves } from './moves';
import type { ExploreOptions, ExploreResult } from './options';
import { Seen } from './seen';
import { Integers } from './tables';

/** Why a search ended; null: it has not. `exhausted`: nothing is left to search. */
export type Ended = ExploreResult['stoppedBy'] | 'exhausted';

/** How far a search may go. */
export type Bounds = Pick<ExploreOptions, 'depth' | 'states'>;

/**
 * A breadth-first search of all runs, so that the first result is a shortest one. A world is a row of integers: a
 * scene, the spent amount of limited acts, and its messages. Rows wait in `frontier` until they are expanded. Of
 * expanded ones only a fingerprint is stored in `seen`, and, to reconstruct the run, the previous world and the act.
 */
export class Search {
  readonly moves: Moves;
  /** Worlds generated, including repetitions. */
  generated = 0;
  /** How many acts the worlds being expanded are from the start. */
  depth = 0;
  ended: Ended = null;
  /** The world that reaches the goal; -1: none is found yet. */
  found = -1;
  private readonly seen = new Seen();
  private readonly frontier = new Frontier();
  private readonly budget: Budget;
  /** By world, in order of discovery: the previous world, and the code of the act. */
  private readonly parents = new Integers();
  private readonly acts = new Integers();
  /** The budget index of a drop, a duplicate, and each of the other acts; -1: it is free. */
  private readonly costs: { readonly drop: number; readonly duplicate: number; readonly others: number[] };
  private bounds: Bounds;
  /** The world being expanded: its number, its parts, and the sums of its messages' fingerprints. */
  private world = -1;
  private readonly row = newRow();
  private low = 0;
  private high = 0;
  /** Whether its expansion was interrupted. */
  private unfinished = false;
  /** The first world of the next level. */
  private nextLevel = 1;
  private readonly made = newRow();
  /** By list of messages: the sums of their fingerprints. */
  private readonly sums: Sum[] = [];

  /** @param worlds the run so far; the search starts from the last */
  constructor(
    system: System,
    worlds: readonly World[],
    private readonly options: ExploreOptions,
    moves = new Moves(system, worlds, options),
    known?: CheckState,
  ) {
    this.bounds = options;
    this.moves = moves;
    this.budget = new Budget(options);
    const place = (item: Item | null) => (item === null ? -1 : this.budget.place(item));
    const others = this.moves.others.map(({ item }) => place(item));
    this.costs = { drop: place('drop'), duplicate: place('duplicate'), others };
    this.begin(worlds, known);
  }

  /** Distinct worlds found. */
  get states(): number {
    return this.parents.count;
  }

  get bytes(): number {
    const { table, scenes } = this.moves;
    const kept = [this.seen, this.parents, this.acts, this.frontier, table, scenes.rows];
    return kept.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Expands at most this many worlds. Once `ended` is set the search is over; until then, call it again. */
  run(most: number): void {
    for (let i = 0; i < most && this.ended === null; i++) {
      if (this.unfinished) this.expand();
      else if (this.frontier.waiting === 0) this.ended = 'exhausted';
      else if (this.world + 1 === this.nextLevel) this.goDeeper();
      else this.take();
    }
  }

  /** Continues with other bounds, after a bound has stopped it. */
  resume(bounds: Bounds): void {
    this.bounds = bounds;
    if (this.ended !== 'found' && this.ended !== 'exhausted') this.ended = null;
  }

  /** Ends the search; its results stay. */
  stop(why: Ended): void {
    this.ended ??= why;
  }

  /** The codes of the acts from the start to a world. */
  pathTo(world: number): number[] {
    const codes: number[] = [];
    for (let at = world; at !== 0; at = this.parents.at(at)) codes.push(this.acts.at(at));
    return codes.reverse();
  }

  private begin(worlds: readonly World[], known?: CheckState): void {
    const { scene, bag } = this.moves.encode(worlds, known);
    for (const message of bag) insert(this.made, message);
    this.made.scene = scene;
    this.frontier.put(this.made);
    this.seen.add(...this.fingerprint(this.made));
    this.note(0, 0, scene);
    if ((this.bounds.depth ?? 1) <= 0) this.stop('depth');
  }

  /** Goes on to the next level. */
  private goDeeper(): void {
    this.depth++;
    this.nextLevel = this.states;
    if (this.depth >= (this.bounds.depth ?? Infinity)) this.stop('depth');
  }

  private take(): void {
    this.frontier.take(this.row);
    this.world++;
    [this.low, this.high] = this.fingerprint({ ...this.row, scene: -1 });
    this.expand();
  }

  /** Generates every world that is one act further. */
  private expand(): void {
    const { row, budget, costs } = this;
    const { bag, count, spent } = row;
    for (let i = 0; i < count && this.ended === null; i++) {
      const message = bag[i] as number;
      // Of equal messages one is enough.
      if (i > 0 && bag[i - 1] === message) continue;
      this.follow(3 * message, spent, i);
      const dropped = budget.spend(spent, costs.drop);
      if (dropped >= 0) this.follow(3 * message + 1, dropped, i);
      const doubled = budget.spend(spent, costs.duplicate);
      if (doubled >= 0) this.follow(3 * message + 2, doubled, -1);
    }
    for (let i = 0; i < costs.others.length && this.ended === null; i++) {
      const cost = costs.others[i] as number;
      const then = cost < 0 ? spent : budget.spend(spent, cost);
      if (then >= 0) this.follow(-1 - i, then, -1);
    }
    this.unfinished = this.ended !== null;
  }

  /**
   * Generates the world after an act. `gone`: the index in the bag of the message that it removes from the network; -1:
   * none.
   */
  private follow(code: number, spent: number, gone: number): void {
    const { table } = this.moves;
    const at = this.moves.find(this.row.scene, code);
    const scene = table.first(at);
    if (scene < 0) return;
    const sent = table.second(at);
    if (this.options.reduce && gone >= 0 && sent === 0 && scene === this.row.scene) return;
    this.generated++;
    let sumLow = this.low + low(SCENE, scene) + low(BUDGET, spent);
    let sumHigh = this.high + high(SCENE, scene) + high(BUDGET, spent);
    if (gone >= 0) {
      sumLow -= low(MESSAGE, this.row.bag[gone] as number);
      sumHigh -= high(MESSAGE, this.row.bag[gone] as number);
    }
    if (sent !== 0) {
      const sum = this.sums[sent] ?? this.addUp(sent);
      sumLow += sum.low;
      sumHigh += sum.high;
    }
    if (this.seen.add(sumLow | 0, sumHigh | 0)) this.store(code, scene, spent, gone, sent);
  }

  /** Stores a new world, to be expanded with its level. */
  private store(code: number, scene: number, spent: number, gone: number, sent: number): void {
    const { made, row } = this;
    made.scene = scene;
    made.spent = spent;
    made.count = 0;
    for (let i = 0; i < row.count; i++) if (i !== gone) insert(made, row.bag[i] as number);
    if (sent !== 0) for (const message of this.moves.local.lists.value(sent)) insert(made, message);
    this.frontier.put(made);
    this.note(this.world, code, scene);
  }

  /** Records how a new world was reached. */
  private note(parent: number, code: number, scene: number): void {
    this.parents.push(parent);
    this.acts.push(code);
    if (this.moves.reached[scene]) {
      this.found = this.states - 1;
      this.ended = 'found';
    } else if (this.states >= (this.bounds.states ?? Infinity)) this.stop('states');
  }

  /** The sums of the fingerprints of a world's parts. `scene` -1: of its messages only. */
  private fingerprint({ scene, spent, bag, count }: Row): [number, number] {
    let sumLow = scene < 0 ? 0 : low(SCENE, scene) + low(BUDGET, spent);
    let sumHigh = scene < 0 ? 0 : high(SCENE, scene) + high(BUDGET, spent);
    for (let i = 0; i < count; i++) {
      sumLow += low(MESSAGE, bag[i] as number);
      sumHigh += high(MESSAGE, bag[i] as number);
    }
    return [sumLow | 0, sumHigh | 0];
  }

  private addUp(list: number): Sum {
    const messages = this.moves.local.lists.value(list);
    const sum = (lane: typeof low) => messages.reduce((so, message) => so + lane(MESSAGE, message), 0);
    return (this.sums[list] = { low: sum(low), high: sum(high) });
  }
}

/**
 * The sums of the fingerprints of some messages. Sums of some hundred 32-bit numbers are exact; they are cut to 32 bits at
 * the end.
 */
interface Sum {
  readonly low: number;
  readonly high: number;
}
