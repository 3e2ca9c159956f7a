import type { System } from '../run/system';
import type { World } from '../sim/world';
import { Budget } from './budget';
import { BUDGET, high, low, MESSAGE, SCENE } from './hash';
import { Moves } from './moves';
import type { ExploreOptions, ExploreResult } from './options';
import { Seen } from './seen';
import { Integers } from './tables';

/** A world that waits to be expanded: scene, what is spent, how many messages are in flight, and these. */
const HEAD = 3;

/** Why a search has come to an end; null: it has not. `exhausted`: nothing is left to look at. */
export type Ended = ExploreResult['stoppedBy'] | 'exhausted';

/**
 * A search of all runs, shorter ones first, so that what is found is shortest. A world is a row of integers: a scene, what has been
 * spent of the acts that are limited, and its messages. Rows wait in `frontier` until they are expanded; of those that were, a
 * fingerprint is kept in `seen`, and, to tell the run, the world before and the act.
 */
export class Search {
  readonly moves: Moves;
  readonly seen = new Seen();
  generated = 0;
  /** The worlds of the level that is expanded now are so many acts from the start. */
  depth = 0;
  ended: Ended = null;
  /** The world in which the goal is reached; -1: none has been met. */
  found = -1;
  private readonly budget: Budget;
  /** By world, in the order in which they were met: the world before it, and the code of the act that led to it. */
  private readonly parents = new Integers();
  private readonly acts = new Integers();
  private readonly sums: Sum[] = [];
  /** The places in the budget of a drop, a duplicate, and each of the other acts; -1: it is free. */
  private readonly costs: {
    readonly drop: number;
    readonly duplicate: number;
    readonly others: readonly number[];
  };
  private frontier = new Integers();
  private next = new Integers();
  /** Where in `frontier` the world stands that is expanded next, and its number. */
  private at = 0;
  private world = 0;
  /** The world that is expanded: what it is made of, where its messages begin in `frontier`, and the sums of their fingerprints. */
  private scene = 0;
  private spent = 0;
  private messages = 0;
  private low = 0;
  private high = 0;

  /** @param worlds of the run so far; the search goes on from the last. */
  constructor(
    system: System,
    worlds: readonly World[],
    private readonly options: ExploreOptions,
  ) {
    this.moves = new Moves(system, worlds, options);
    this.budget = new Budget(options);
    const place = (item: Parameters<Budget['place']>[0] | null) =>
      item === null ? -1 : this.budget.place(item);
    const others = this.moves.others.map(({ item }) => place(item));
    this.costs = { drop: place('drop'), duplicate: place('duplicate'), others };
    this.begin();
  }

  /** Distinct worlds met. */
  get states(): number {
    return this.parents.count;
  }

  get bytes(): number {
    const { table, scenes } = this.moves;
    const kept = [this.seen, this.parents, this.acts, this.frontier, this.next, table, scenes.rows];
    return kept.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Expands at most so many worlds. The search is over once `ended` says why; it can be called again until then. */
  run(most: number): void {
    for (let i = 0; i < most && this.ended === null; i++) {
      if (this.at === this.frontier.count) this.ended = this.goDeeper();
      else this.expand();
    }
  }

  /** The acts that lead from the start to a world, by their codes. */
  pathTo(world: number): number[] {
    const codes: number[] = [];
    for (let at = world; at !== 0; at = this.parents.at(at)) codes.push(this.acts.at(at));
    return codes.reverse();
  }

  /** Ends the search; what it knows stays. */
  stop(why: Ended): void {
    this.ended ??= why;
  }

  private begin(): void {
    const { scene, bag } = this.moves.encode();
    this.parents.push(0);
    this.acts.push(0);
    for (const cell of [scene, 0, bag.length, ...bag]) this.frontier.push(cell);
    this.take();
    this.at = 0;
    this.seen.add(
      (this.low + low(SCENE, scene) + low(BUDGET, 0)) | 0,
      (this.high + high(SCENE, scene) + high(BUDGET, 0)) | 0,
    );
    if (this.moves.reached[scene]) this.find(0);
  }

  private find(world: number): void {
    this.found = world;
    this.ended = 'found';
  }

  /** Goes on with the worlds that are one act further. */
  private goDeeper(): Ended {
    if (this.next.count === 0) return 'exhausted';
    this.depth++;
    const expanded = this.frontier;
    this.frontier = this.next;
    expanded.count = 0;
    this.next = expanded;
    this.at = 0;
    return this.depth >= (this.options.depth ?? Infinity) ? 'depth' : null;
  }

  /** Takes the next world of the frontier to be expanded. */
  private take(): void {
    const { frontier } = this;
    this.scene = frontier.at(this.at);
    this.spent = frontier.at(this.at + 1);
    this.messages = this.at + HEAD;
    this.at = this.messages + frontier.at(this.at + 2);
    this.low = 0;
    this.high = 0;
    for (let i = this.messages; i < this.at; i++) {
      this.low += low(MESSAGE, frontier.at(i));
      this.high += high(MESSAGE, frontier.at(i));
    }
  }

  /** Makes every world that one act leads to. */
  private expand(): void {
    this.take();
    const { frontier, budget, costs, spent } = this;
    for (let i = this.messages; i < this.at && this.ended === null; i++) {
      const message = frontier.at(i);
      // Of equal messages one is enough.
      if (i > this.messages && frontier.at(i - 1) === message) continue;
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
    this.world++;
  }

  /** Makes the world that an act leads to. `gone`: where in the frontier the message stands that it takes out of the network; -1: none. */
  private follow(code: number, spent: number, gone: number): void {
    const { table } = this.moves;
    const at = this.moves.find(this.scene, code);
    const scene = table.first(at);
    if (scene < 0) return;
    const sent = table.second(at);
    if (this.options.reduce && scene === this.scene && sent === 0 && gone >= 0) return;
    this.generated++;
    let sumLow = this.low + low(SCENE, scene) + low(BUDGET, spent);
    let sumHigh = this.high + high(SCENE, scene) + high(BUDGET, spent);
    if (gone >= 0) {
      sumLow -= low(MESSAGE, this.frontier.at(gone));
      sumHigh -= high(MESSAGE, this.frontier.at(gone));
    }
    if (sent !== 0) {
      if (sent >= this.sums.length) this.addUp();
      const sum = this.sums[sent] as Sum;
      sumLow += sum.low;
      sumHigh += sum.high;
    }
    if (this.seen.add(sumLow | 0, sumHigh | 0)) this.keep(scene, spent, gone, sent, code);
  }

  /** Keeps a new world, to be expanded with its level. */
  private keep(scene: number, spent: number, gone: number, sent: number, code: number): void {
    const { next, frontier } = this;
    this.parents.push(this.world);
    this.acts.push(code);
    next.push(scene);
    next.push(spent);
    const size = next.count;
    next.push(0);
    for (let i = this.messages; i < this.at; i++) if (i !== gone) next.push(frontier.at(i));
    if (sent !== 0) for (const message of this.moves.local.lists.value(sent)) next.insert(message, size + 1);
    next.set(size, next.count - size - 1);
    if (this.moves.reached[scene]) this.find(this.states - 1);
    else if (this.states >= (this.options.states ?? Infinity)) this.stop('states');
  }

  /** The fingerprints of the lists of messages that are new. */
  private addUp(): void {
    const { values } = this.moves.local.lists;
    for (let list = this.sums.length; list < values.length; list++) {
      const messages = values[list] as readonly number[];
      this.sums.push({
        low: messages.reduce((sum, message) => sum + low(MESSAGE, message), 0),
        high: messages.reduce((sum, message) => sum + high(MESSAGE, message), 0),
      });
    }
  }
}

/** The sums of the fingerprints of some messages. Sums of a few hundred 32-bit numbers are exact; they are cut to 32 bits at the end. */
interface Sum {
  readonly low: number;
  readonly high: number;
}
