import { itemAt } from '../protocol/known';
import type { System } from '../run/system';
import type { World } from '../sim/world';
import { Budget } from './budget';
import { mix } from './hash';
import { Moves, TO_MESSAGE } from './moves';
import type { ExploreOptions } from './options';
import type { WorldCode } from './scene';

/**
 * Random walks: each starts again, and adds acts until the goal is reached, its length is reached, or nothing can be done.
 */
export interface WalkOptions extends ExploreOptions {
  /** All randomness is derived from it. */
  readonly seed: number;
  /** The most acts of one walk. */
  readonly length: number;
  /** The share of acts, from 0 to 1, that are not deliveries, as far as `acts` allows. */
  readonly rough: number;
}

/** The most scenes to store: some hundred megabytes. */
const MOST_SCENES = 50_000;

/** Random numbers from a seed: a hashed counter. */
class Dice {
  private count = 0;
  constructor(private readonly seed: number) {}

  /** From 0 (included) to `n` (excluded). */
  below(n: number): number {
    this.count = (this.count + 0x9e3779b9) | 0;
    return Math.floor(((mix(this.count ^ this.seed) >>> 0) / 2 ** 32) * n);
  }
}

/**
 * Random runs. They prove nothing, but they go deeper than an exhaustive search, and often break a promise within seconds.
 * The run that they find is not a shortest one: use `minimise`.
 */
export class Walks {
  moves: Moves;
  /** The rules fired by earlier, released `moves`. */
  private readonly rules = new Set<string>();
  /** How many walks have started, and how many acts they have done. */
  walks = 0;
  acts = 0;
  /** How often each kind of act was done. */
  readonly done: Record<string, number> = {};
  /** The codes of the acts that reached the goal; null: not reached yet. */
  found: readonly number[] | null = null;
  private readonly budget: Budget;
  private readonly dice: Dice;
  private start: WorldCode;
  private scene = 0;
  private spent = 0;
  private bag: number[] = [];
  private path: number[] = [];

  constructor(
    private readonly system: System,
    private readonly worlds: readonly World[],
    private readonly options: WalkOptions,
  ) {
    this.moves = new Moves(system, worlds, options);
    this.budget = new Budget(options);
    this.dice = new Dice(mix(options.seed + 1));
    this.start = this.moves.encode();
    this.begin();
  }

  /** Does this many acts, or fewer if the goal is reached. */
  run(most: number): void {
    for (let i = 0; i < most && this.found === null; i++) {
      const stuck = !this.injects() && !this.delivers();
      if (stuck || this.path.length >= this.options.length) this.begin();
    }
  }

  private begin(): void {
    if (this.moves.scenes.rows.count > MOST_SCENES) this.forget();
    this.walks++;
    this.scene = this.start.scene;
    this.bag = [...this.start.bag];
    this.spent = 0;
    this.path = [];
    if (this.moves.reached[this.scene]) this.found = [];
  }

  /** Long walks seldom reach a scene twice, so stored results are released before they fill the memory. */
  private forget(): void {
    for (const rule of this.moves.local.rules) this.rules.add(rule);
    this.moves = new Moves(this.system, this.worlds, this.options);
    this.start = this.moves.encode();
  }

  /** The ids of all rules that have fired so far. */
  fired(): ReadonlySet<string> {
    return new Set([...this.rules, ...this.moves.local.rules]);
  }

  /** Delivers a message, if one can be delivered. */
  private delivers(): boolean {
    const { bag } = this;
    for (let first = this.dice.below(bag.length), i = 0; i < bag.length; i++) {
      const at = (first + i) % bag.length;
      if (this.follow(3 * itemAt(bag, at), this.spent, at)) return true;
    }
    return false;
  }

  /** Does an act other than a delivery, if it is its turn (or there is nothing to deliver) and the budget allows it. */
  private injects(): boolean {
    const { dice, bag, moves } = this;
    if (bag.length > 0 && dice.below(1000) >= 1000 * this.options.rough) return false;
    const choices = moves.others.length + (bag.length > 0 ? 2 : 0);
    for (let first = dice.below(choices), i = 0; i < choices; i++) {
      const choice = (first + i) % choices;
      if (choice < moves.others.length ? this.doOther(choice) : this.harms(choice === moves.others.length))
        return true;
    }
    return false;
  }

  private doOther(choice: number): boolean {
    const { item } = itemAt(this.moves.others, choice);
    const spent = item === null ? this.spent : this.budget.spend(this.spent, this.budget.place(item));
    return spent >= 0 && this.follow(-1 - choice, spent, -1);
  }

  /** Drops or duplicates a message. */
  private harms(drops: boolean): boolean {
    const at = this.dice.below(this.bag.length);
    const spent = this.budget.spend(this.spent, this.budget.place(drops ? 'drop' : 'duplicate'));
    return spent >= 0 && this.follow(3 * itemAt(this.bag, at) + (drops ? 1 : 2), spent, drops ? at : -1);
  }

  /**
   * Does an act, if it can be done. `gone`: the index in the bag of the message that it removes from the network; -1:
   * none.
   */
  private follow(code: number, spent: number, gone: number): boolean {
    const { moves, bag } = this;
    const at = moves.find(this.scene, code);
    const scene = moves.table.first(at);
    if (scene < 0) return false;
    if (gone >= 0) {
      bag[gone] = itemAt(bag, -1);
      bag.pop();
    }
    const sent = moves.table.second(at);
    if (sent !== 0) bag.push(...moves.local.lists.value(sent));
    this.scene = scene;
    this.spent = spent;
    this.path.push(code);
    this.acts++;
    const kind = code >= 0 ? itemAt(TO_MESSAGE, code % 3) : itemAt(moves.others, -1 - code).act.action;
    this.done[kind] = (this.done[kind] ?? 0) + 1;
    if (moves.reached[scene]) this.found = this.path;
    return true;
  }
}
