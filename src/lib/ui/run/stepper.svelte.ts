import { itemAt } from '$lib/protocol/known';
import type { CheckState } from '../../checks/violation';
import { tell } from '../../explain/explain';
import type { ProtocolEvent } from '../../protocol/event';
import type { System } from '../../run/system';
import type { Action } from '../../sim/action';
import { CALM, playedAct, type Chaos } from '../../sim/chaos';
import { pick } from '../../sim/scheduler';
import type { Scenario } from '../../sim/scenario';
import { observe } from '../../checks/safety';
import * as branches from '../../run/branches';
import type { Sequence } from '../../run/growing';
import { atOnce, opening, type Opened } from '../../run/opening';
import { grow, here, travel, type Moment, type Tree } from '../../run/tree';
import { isNext, leftAt, nextAct, sharedLength, type NextAct } from '../../run/ahead';
import { lengthToNote, phaseLength, playPhase } from '../../run/big-steps';
import { unroll, type Done } from '../../sim/step';
import type { World } from '../../sim/world';
import { Replaceable, stoppedAt } from './replaceable.svelte';

/** Play at speed 1: real milliseconds for each virtual one. */
const MS_PER_VIRTUAL_MS = 25;

/** A scenario, its system, its tree, and the moment shown. */
interface LabRun {
  readonly scenario: Scenario;
  readonly system: System;
  readonly timeline: Tree<CheckState>;
  /** How many moments the scenario's own steps made. */
  readonly opened: number;
}

const OTHER = 'Another scenario is open.';

/** A moment and what the checks know there. */
export type CheckedMoment = Moment<CheckState>;

/** The mutable state of a page: a scenario, its timeline, and the moment shown. */
export class Stepper extends Replaceable<LabRun> {
  readonly scenario: Scenario = $derived(this.run.scenario);
  readonly system: System = $derived(this.run.system);
  /** The faults that Play adds. */
  chaos = $state.raw<Chaos>(CALM);

  /** The branch shown, from the start to its tip. Moving along it does not change it. */
  readonly path: Sequence<CheckedMoment> = $derived(this.timeline.path);
  readonly moment: CheckedMoment = $derived(here(this.timeline));
  readonly world: World = $derived(this.moment.world);
  /** The world before the step shown; null: at the start. */
  readonly before: World | null = $derived(
    this.moment.parent === null ? null : (this.timeline.moments.at(this.moment.parent)?.world ?? null),
  );
  readonly step: number = $derived(this.world.step);
  readonly lastStep: number = $derived(this.path.length - 1);
  readonly sentence: string = $derived(this.describe(this.moment));
  readonly nextMessage = $derived(pick(this.world));
  /** What Next will do here; null: nothing. */
  readonly nextAct: NextAct | null = $derived(
    nextAct(this.system, this.world, this.path.at(this.step + 1)?.act ?? null),
  );
  readonly #shared = $derived(sharedLength(this.path, this.run.opened));
  /** The step at which the person left the scenario's own steps; null: they did not. */
  readonly leftAt: number | null = $derived(leftAt(this.#shared, this.step, this.run.opened));
  readonly #lastNoted: number = $derived(this.path.at(-1)?.lastNote ?? -1);
  /** Whether a step of the branch has a note, and whether one ahead has. */
  readonly hasNotes: boolean = $derived(this.#lastNoted >= 0);
  readonly noteAhead: boolean = $derived(this.step < this.#lastNoted);
  readonly atEnd: boolean = $derived(this.step >= this.lastStep && !this.nextMessage);

  constructor(scenario: Scenario, system: System) {
    super();
    this.#show(scenario, system, atOnce(opening(system, scenario)), null);
  }

  get timeline(): Tree<CheckState> {
    return this.run.timeline;
  }

  protected set timeline(timeline: Tree<CheckState>) {
    this.run = { ...this.run, timeline };
  }

  /** Does an action at the moment shown. `refusal` says what cannot be done. */
  do(action: Action): boolean {
    this.pause();
    const { nextAct: next } = this;
    const isRecorded = next !== null && this.step < this.lastStep && isNext(action, next);
    return isRecorded ? this.forward() : this.#perform(action);
  }

  /** Shows a step of the branch shown. */
  protected travel(step: number): void {
    this.timeline = travel(this.timeline, itemAt(this.path, step).id);
  }

  /** Shows another branch. */
  switchTo(branch: number): void {
    this.pause();
    this.timeline = branches.switchTo(this.timeline, branch);
  }

  rename(branch: number, name: string): void {
    this.timeline = branches.rename(this.timeline, branch, name);
  }

  /** Deletes a branch; `undo` restores it. */
  remove(id: number): void {
    const { timeline } = this;
    const branch = timeline.branches.find((it) => it.id === id);
    if (!branch || timeline.branches.length < 2) return;
    this.timeline = branches.remove(timeline, id);
    const shown = timeline.branch === id;
    this.offerUndo(`${branch.name} is deleted.`, () => {
      this.timeline = branches.restore(this.timeline, branch, shown);
    });
  }

  /** How many moments the scenario's own steps made. */
  get opened(): number {
    return this.run.opened;
  }

  /** Shows a stored tree. `opened`: how many of its moments the scenario's own steps made. */
  show(scenario: Scenario, system: System, timeline: Tree<CheckState>, opened = 1): void {
    this.replace({ scenario, system, timeline, opened }, this.#lost(OTHER));
  }

  restart(): void {
    this.pause();
    const { scenario, system, opened } = this.run;
    this.again(opening(system, scenario), opened, (it) => this.#show(scenario, system, it, 'Restarted.'));
  }

  /** The sentence of a moment. */
  describe({ parent, events }: { parent: number | null; events: readonly ProtocolEvent[] }): string {
    if (parent === null)
      return this.scenario.setup.description ?? 'The cluster is set up. Press Next to begin.';
    return tell(this.system, events) ?? 'Nothing happened.';
  }

  /** Whether all acts up to the tip are the scenario's own. */
  get untouched(): boolean {
    return this.timeline.moments.length === this.run.opened;
  }

  /** Shows the start of a scenario, with its own steps done ahead. A run of the person's is not lost: `undo` restores it. */
  open(scenario: Scenario, system: System, what = OTHER): void {
    this.#show(scenario, system, atOnce(opening(system, scenario)), this.#lost(what));
  }

  /** The same in slices, for long runs. False: something else was opened in the meantime. */
  protected async openInSlices(scenario: Scenario, system: System): Promise<boolean> {
    const opened = await this.slices.run(opening(system, scenario));
    if (opened !== null) this.#show(scenario, system, opened, this.#lost(OTHER));
    return opened !== null;
  }

  /** The same for a known number of acts, which were done before. `then` is called once the run is shown. */
  protected openAgain(scenario: Scenario, count: number, what: string, then: () => void): void {
    const { system } = this;
    this.again(opening(system, scenario), count, (it) => {
      this.#show(scenario, system, it, this.#lost(what));
      then();
    });
  }

  #lost(what: string): string | null {
    return this.untouched ? null : what;
  }

  #show(scenario: Scenario, system: System, opened: Opened, what: string | null): void {
    const { tree: timeline, count, failure, stopped } = opened;
    this.replace({ scenario, system, timeline, opened: count }, what);
    const last = count - 1;
    if (stopped) this.tellEnd(stoppedAt(last, 'act'), last);
    else
      this.tellEnd(failure && `Step ${failure.step} of the file could not be done: ${failure.message}`, last);
  }

  #perform(action: Action): boolean {
    const { done, failure } = unroll(this.system, this.world, action);
    this.refusal = failure ?? null;
    if (failure !== undefined) return false;
    this.#record(done);
    return true;
  }

  #record(done: readonly Done[]): void {
    const { checks } = this.system;
    let tree = this.timeline;
    for (const one of done) {
      const before = here(tree);
      tree = grow(tree, { ...one, seen: observe(checks, before.seen, before.world, one.world) });
    }
    this.timeline = tree;
  }

  /** Goes one step on: along the branch shown, or at its tip by the scheduler's pick. */
  protected forward(): boolean {
    if (this.step < this.lastStep) {
      this.refusal = null;
      this.travel(this.step + 1);
      return true;
    }
    if (this.nextMessage) return this.#perform({ action: 'deliver', id: this.nextMessage.id });
    this.refusal = 'Nothing is left to deliver: fire a timer, or let a client ask for something.';
    return false;
  }

  /** Goes on to the end of the phase: along the branch shown, or at its tip by the messages in flight. */
  protected override forwardPhase(): boolean {
    if (this.step < this.lastStep)
      return this.#along(phaseLength(this.system, this.path.slice(this.step + 1)));
    const done = playPhase(this.system, this.world);
    if (done.length === 0) return this.forward();
    this.refusal = null;
    this.#record(done);
    return true;
  }

  /** Goes on to the next step with a note; without one, to the last step. */
  toNote(): boolean {
    this.pause();
    return this.#along(lengthToNote(this.path.slice(this.step + 1)));
  }

  #along(steps: number): boolean {
    this.refusal = null;
    this.travel(this.step + steps);
    return true;
  }

  /** Shows the step at which the person left the scenario, with the scenario's own steps ahead. */
  backToScenario(): void {
    const { leftAt } = this;
    if (leftAt === null) return;
    this.pause();
    this.refusal = null;
    const { id } = itemAt(this.path, leftAt);
    this.timeline = travel(travel(this.timeline, this.run.opened - 1), id);
  }

  /** Plays along the branch shown, then by virtual time. */
  protected playOn(): number | null {
    const before = this.world.now;
    return this.#onward() ? (this.world.now - before) * MS_PER_VIRTUAL_MS : null;
  }

  #onward(): boolean {
    if (this.step < this.lastStep) return this.forward();
    const act = playedAct(this.world, this.chaos);
    return act ? this.#perform(act) : this.forward();
  }
}
