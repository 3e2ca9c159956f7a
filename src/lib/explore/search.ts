import type { CheckState } from '../checks/violation';
import { itemAt } from '../protocol/known';
import type { System } from '../run/system';
import type { World } from '../sim/world';
import { Budget, type Item } from './budget';
import { Frontier, insert, newRow, type Row } from './frontier';
import { Fingerprints } from './fingerprints';
import { Moves } from './moves';
import type { ExploreOptions, ExploreResult } from './options';
import type { WorldCode } from './scene';
import { Seen } from './seen';
import { renamingsOf } from './symmetry';
import { Integers } from './tables';

/** Why a search ended; null: it has not. `exhausted`: nothing is left to search. */
export type Ended = ExploreResult['stoppedBy'] | 'exhausted';

/** How far a search may go. */
type Bounds = Pick<ExploreOptions, 'depth' | 'states'>;

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
  /** The world being expanded: its number, its parts, and the sums of the fingerprints of its messages. */
  private world = -1;
  private readonly row = newRow();
  private readonly bag: Int32Array;
  /** Whether its expansion was interrupted. */
  private unfinished = false;
  /** The first world of the next level. */
  private nextLevel = 1;
  private readonly made = newRow();
  private readonly prints: Fingerprints;

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
    const start = this.moves.encode(worlds, known);
    const memory = this.moves.memoryOf(start.scene);
    const renamings = renamingsOf(system, itemAt(worlds, -1), memory, options);
    this.prints = new Fingerprints(this.moves, this.budget, renamings);
    this.bag = new Int32Array(this.prints.width);
    this.begin(start);
  }

  /** Distinct worlds found. */
  get states(): number {
    return this.parents.count;
  }

  get bytes(): number {
    const { table, scenes } = this.moves;
    const kept = [this.seen, this.parents, this.acts, this.frontier, this.prints, table, scenes.rows];
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
    for (let one = world; one !== 0; one = this.parents.at(one)) codes.push(this.acts.at(one));
    return codes.reverse();
  }

  private begin({ scene, bag }: WorldCode): void {
    for (const message of bag) insert(this.made, message);
    this.made.scene = scene;
    this.frontier.put(this.made);
    this.addUp(this.made);
    this.isNew(scene, 0, -1, 0);
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
    this.addUp(this.row);
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
    const place = this.moves.find(this.row.scene, code);
    const scene = table.first(place);
    if (scene < 0) return;
    const sent = table.second(place);
    if (this.options.reduce && gone >= 0 && sent === 0 && scene === this.row.scene) return;
    this.generated++;
    const removed = gone < 0 ? -1 : (this.row.bag[gone] as number);
    if (this.isNew(scene, spent, removed, sent)) this.store(code, scene, spent, gone, sent);
  }

  /**
   * Whether a world is new: one with the messages of `bag` but one (-1: with all) and those of a list. Of its fingerprints under
   * all renamings the least is the one that is stored, so that equal worlds with other names have the same.
   */
  private isNew(scene: number, spent: number, removed: number, sent: number): boolean {
    const { bag, prints } = this;
    const { scenes, budgets, lists, messages, width } = prints;
    const [ofScene, ofBudget, ofList] = [scenes.place(scene), budgets.place(spent), lists.place(sent)];
    const ofRemoved = removed < 0 ? -1 : messages.place(removed);
    const half = (i: number): number => {
      const all =
        (bag[i] as number) +
        (scenes.cells[ofScene + i] as number) +
        (budgets.cells[ofBudget + i] as number) +
        (lists.cells[ofList + i] as number);
      return (ofRemoved < 0 ? all : all - (messages.cells[ofRemoved + i] as number)) | 0;
    };
    let [leastLow, leastHigh] = [half(0), half(1)];
    for (let i = 2; i < width; i += 2) {
      const low = half(i);
      const high = half(i + 1);
      if (low < leastLow || (low === leastLow && high < leastHigh)) [leastLow, leastHigh] = [low, high];
    }
    return this.seen.add(leastLow, leastHigh);
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

  /** Adds up the fingerprints of a world's messages. */
  private addUp({ bag, count }: Row): void {
    this.bag.fill(0);
    for (let i = 0; i < count; i++) this.prints.messages.addTo(this.bag, 0, bag[i] as number);
  }
}
