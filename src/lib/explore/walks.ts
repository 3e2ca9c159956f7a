import type { System } from '../run/system';
import type { World } from '../sim/world';
import { Budget } from './budget';
import { mix } from './hash';
import { Moves, TO_MESSAGE, type Other } from './moves';
import type { ExploreOptions } from './options';
import type { WorldCode } from './scene';

/** Random walks: each begins anew, and adds acts until the goal is reached, it is as long as it may be, or nothing can be done. */
export interface WalkOptions extends ExploreOptions {
  /** All chance comes from it. */
  readonly seed: number;
  /** The most acts of one walk. */
  readonly length: number;
  /** The share of acts, from 0 to 1, that are no deliveries, as far as `acts` allows. */
  readonly rough: number;
}

/** So many scenes are kept at most: some hundred megabytes. */
const MOST_SCENES = 50_000;

/** Chance from one number: a counter, mixed. */
class Dice {
  private count = 0;
  constructor(private readonly seed: number) {}

  /** From 0 to below `n`. */
  below(n: number): number {
    this.count = (this.count + 0x9e3779b9) | 0;
    return Math.floor(((mix(this.count ^ this.seed) >>> 0) / 2 ** 32) * n);
  }
}

/**
 * Runs drawn by lot: no proof of anything, but they go deeper than a search of all runs, and often break what is wrong within seconds.
 * What they find is not the shortest: `minimise` it.
 */
export class Walks {
  moves: Moves;
  /** Of those that `moves` has let go. */
  private readonly rules = new Set<string>();
  /** How many walks have begun, and how many acts they have done. */
  walks = 0;
  acts = 0;
  /** How often each kind of act was done. */
  readonly done: Record<string, number> = {};
  /** The codes of the acts that led to the goal; null: it has not been reached. */
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

  /** Does so many acts, or fewer if the goal is reached. */
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

  /** Long walks seldom come to a scene again: what was worked out is let go before it takes all memory. */
  private forget(): void {
    for (const rule of this.moves.local.rules) this.rules.add(rule);
    this.moves = new Moves(this.system, this.worlds, this.options);
    this.start = this.moves.encode();
  }

  /** The ids of all rules that have fired so far. */
  fired(): ReadonlySet<string> {
    return new Set([...this.rules, ...this.moves.local.rules]);
  }

  /** Delivers some message, if one can be. */
  private delivers(): boolean {
    const { bag } = this;
    for (let first = this.dice.below(bag.length), i = 0; i < bag.length; i++) {
      const at = (first + i) % bag.length;
      if (this.follow(3 * (bag[at] as number), this.spent, at)) return true;
    }
    return false;
  }

  /** Does something else than a delivery, if that is its turn (or there is nothing to deliver) and the budget allows. */
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
    const { item } = this.moves.others[choice] as Other;
    const spent = item === null ? this.spent : this.budget.spend(this.spent, this.budget.place(item));
    return spent >= 0 && this.follow(-1 - choice, spent, -1);
  }

  /** Drops or duplicates some message. */
  private harms(drops: boolean): boolean {
    const at = this.dice.below(this.bag.length);
    const spent = this.budget.spend(this.spent, this.budget.place(drops ? 'drop' : 'duplicate'));
    return spent >= 0 && this.follow(3 * (this.bag[at] as number) + (drops ? 1 : 2), spent, drops ? at : -1);
  }

  /** Does an act, if it can be done. `gone`: the place in the bag of the message that it takes out of the network; -1: none. */
  private follow(code: number, spent: number, gone: number): boolean {
    const { moves, bag } = this;
    const at = moves.find(this.scene, code);
    const scene = moves.table.first(at);
    if (scene < 0) return false;
    if (gone >= 0) {
      bag[gone] = bag[bag.length - 1] as number;
      bag.pop();
    }
    const sent = moves.table.second(at);
    if (sent !== 0) bag.push(...moves.local.lists.value(sent));
    this.scene = scene;
    this.spent = spent;
    this.path.push(code);
    this.acts++;
    const kind =
      code >= 0 ? (TO_MESSAGE[code % 3] as string) : (moves.others[-1 - code]?.act.action as string);
    this.done[kind] = (this.done[kind] ?? 0) + 1;
    if (moves.reached[scene]) this.found = this.path;
    return true;
  }
}
