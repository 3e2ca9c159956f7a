import type { CheckState } from '../../checks/violation';
import { tell } from '../../explain/explain';
import type { ProtocolEvent } from '../../protocol/event';
import type { System } from '../../run/system';
import { actionOf, type Action } from '../../sim/action';
import { begin } from '../../sim/begin';
import { CALM, playedAct, type Chaos } from '../../sim/chaos';
import type { Progress } from '../../sim/progress';
import { pick } from '../../sim/scheduler';
import type { Scenario } from '../../sim/scenario';
import * as timelines from '../../run/timeline';
import type { Branch, Moment, Timeline } from '../../run/timeline';
import { isNext, leftAt, nextAct, sharedLength, type NextAct } from '../../run/ahead';
import { lengthToNote, phaseLength, playPhase } from '../../run/big-steps';
import { unroll, type Done } from '../../sim/step';
import type { World } from '../../sim/world';
import { Player } from './player.svelte';
import { watch, watchedFrom } from './watched';

/** Play at speed 1: a virtual millisecond in real ones. */
const MS_PER_VIRTUAL_MS = 25;

/** What can be taken back: a run that another has replaced, or a branch that was deleted. `what`: what was done, in a sentence. */
type Undoable =
  | {
      readonly what: string;
      readonly scenario: Scenario;
      readonly system: System;
      readonly timeline: Timeline<CheckState>;
      readonly opened: number;
    }
  | { readonly what: string; readonly branch: Branch; readonly shown: boolean };

/** A moment and what the checks know there. */
export type Watched = Moment<CheckState>;

/** The one mutable thing: a scenario, the timeline it has grown into, and where the person stands in it. */
export class Stepper extends Player {
  scenario = $state.raw() as Scenario;
  system = $state.raw() as System;
  timeline = $state.raw() as Timeline<CheckState>;
  #opened = $state(1);
  /** What goes wrong by itself while it plays. */
  chaos = $state.raw<Chaos>(CALM);

  readonly #moments = $derived(this.timeline.moments);
  readonly #tip: number = $derived(timelines.branchOf(this.timeline).tip);
  /** The branch shown, from the start to its tip: going along it leaves it as it is. */
  readonly path: readonly Watched[] = $derived(timelines.pathTo({ moments: this.#moments }, this.#tip));
  readonly moment: Watched = $derived(timelines.here(this.timeline));
  readonly world: World = $derived(this.moment.world);
  /** The world before the step shown; null at the start. */
  readonly before: World | null = $derived(
    this.moment.parent === null ? null : (this.timeline.moments[this.moment.parent] as Moment).world,
  );
  readonly step: number = $derived(this.world.step);
  readonly lastStep: number = $derived(this.path.length - 1);
  readonly sentence: string = $derived(this.describe(this.moment));
  readonly nextMessage = $derived(pick(this.world));
  /** What Next will do here; null: nothing. */
  readonly nextAct: NextAct | null = $derived(
    nextAct(this.system, this.world, this.path[this.step + 1]?.act ?? null),
  );
  readonly #ids = $derived(this.path.map(({ id }) => id));
  readonly #shared = $derived(sharedLength(this.#ids, this.#opened));
  /** The step at which the person acted otherwise than the scenario's own steps; null: they did not. */
  readonly leftAt: number | null = $derived(leftAt(this.#shared, this.step, this.#opened));
  readonly #lastNoted: number = $derived(this.path.findLastIndex(({ note }) => note !== null));
  /** Whether a step of the branch has a note, and whether one ahead has. */
  readonly hasNotes: boolean = $derived(this.#lastNoted >= 0);
  readonly noteAhead: boolean = $derived(this.step < this.#lastNoted);
  readonly atEnd: boolean = $derived(this.step >= this.lastStep && !this.nextMessage);

  #started: Progress | undefined;
  #undoable = $state.raw<Undoable | null>(null);

  constructor(scenario: Scenario, system: System) {
    super();
    this.open(scenario, system);
  }

  /** Does an action at the moment shown; what cannot be done is said in `refusal`. */
  do(action: Action): boolean {
    this.pause();
    const { nextAct: next } = this;
    const isRecorded = next !== null && this.step < this.lastStep && isNext(action, next);
    return isRecorded ? this.forward() : this.#perform(action);
  }

  /** Shows a step of the branch shown. */
  protected travel(step: number): void {
    this.timeline = timelines.travel(this.timeline, (this.path[step] as Moment).id);
  }

  /** Shows another branch. */
  switchTo(branch: number): void {
    this.pause();
    this.timeline = timelines.switchTo(this.timeline, branch);
  }

  rename(branch: number, name: string): void {
    this.timeline = timelines.rename(this.timeline, branch, name);
  }

  /** Deletes a branch; `undo` brings it back. */
  remove(id: number): void {
    const { timeline } = this;
    const branch = timeline.branches.find((it) => it.id === id);
    if (!branch || timeline.branches.length < 2) return;
    this.timeline = timelines.remove(timeline, id);
    this.#undoable = { what: `${branch.name} is deleted.`, branch, shown: timeline.branch === id };
  }

  /** How many moments the scenario's own steps made. */
  get opened(): number {
    return this.#opened;
  }

  /** Shows a tree that was kept. `opened`: how many of its moments the scenario's own steps made. */
  show(scenario: Scenario, system: System, timeline: Timeline<CheckState>, opened = 1): void {
    this.open({ ...scenario, steps: [] }, system);
    this.scenario = scenario;
    this.#opened = opened;
    this.timeline = timeline;
  }

  restart(): void {
    this.pause();
    const before = this.#run('Restarted.');
    this.open(this.scenario, this.system);
    this.#undoable = before;
  }

  /** What was done that can be taken back, in a sentence; null: nothing. */
  get undoable(): string | null {
    return this.#undoable?.what ?? null;
  }

  /** Takes back what `undoable` says. Acts done since are not lost: they can be brought back in turn. */
  undo(): void {
    const undoable = this.#undoable;
    this.#undoable = null;
    if (undoable === null) return;
    if ('branch' in undoable) {
      this.timeline = timelines.restore(this.timeline, undoable.branch, undoable.shown);
      return;
    }
    const present = this.#run('The run from before is back.');
    if (!this.untouched) this.#undoable = present;
    this.pause();
    this.scenario = undoable.scenario;
    this.system = undoable.system;
    this.timeline = undoable.timeline;
    this.#opened = undoable.opened;
  }

  /** Opened again, a scenario begins with the same world: what shows it has nothing to draw anew. */
  #startOf({ setup }: Scenario, system: System): Progress {
    if (this.#started?.world.setup !== setup) this.#started = begin(system, setup);
    return this.#started;
  }

  #run(what: string): Undoable {
    return {
      what,
      scenario: this.scenario,
      system: this.system,
      timeline: this.timeline,
      opened: this.#opened,
    };
  }

  /** Puts away what was said; what could be undone then stays as it is. */
  override dismiss(): void {
    super.dismiss();
    this.#undoable = null;
  }

  /** What a moment is told as, in one sentence. */
  describe({ parent, events }: { parent: number | null; events: readonly ProtocolEvent[] }): string {
    if (parent === null)
      return this.scenario.setup.description ?? 'The cluster is set up. Press Next to begin.';
    return tell(this.system, events) ?? 'Nothing happened.';
  }

  /** Whether all acts up to the tip are the scenario's own. */
  get untouched(): boolean {
    return this.timeline.moments.length === this.#opened;
  }

  /** Told of each moment that a scenario's own steps make, while what it and the one before reached is at hand. */
  protected made(_system: System, _before: Moment, _moment: Moment): void {}

  /** Shows the start of a scenario, its own steps done ahead. A run that the person made is not lost: `undo` brings it back. */
  open(scenario: Scenario, system: System, what = 'Another scenario is open.'): void {
    const before = this.timeline && !this.untouched ? this.#run(what) : null;
    let timeline = watchedFrom(system, this.#startOf(scenario, system));
    super.dismiss();
    this.#undoable = before;
    for (const [i, one] of scenario.steps.entries()) {
      const { done, failure } = unroll(system, timelines.here(timeline).world, actionOf(one));
      for (const [k, progress] of done.entries()) {
        const before = timelines.here(timeline);
        const seen = watch(system, timeline, progress.world);
        const note = k === done.length - 1 && failure === undefined ? (one.note ?? null) : null;
        timeline = timelines.grow(timeline, { ...progress, seen, note });
        this.made(system, before, timelines.here(timeline));
      }
      // An `expect` does nothing of its own: its note stands with what came before.
      if (done.length === 0 && failure === undefined && one.note !== undefined)
        timeline = timelines.annotate(timeline, one.note);
      if (failure !== undefined) {
        this.failure = `Step ${i + 1} of the file could not be done: ${failure}`;
        this.failedAt = timeline.moments.length - 1;
        break;
      }
    }
    this.scenario = scenario;
    this.system = system;
    this.refusal = null;
    this.#opened = timeline.moments.length;
    this.timeline = { ...timeline, at: 0 };
  }

  #perform(action: Action): boolean {
    // Not `this.world`: that may be from before the moment was let go, and is equal to what `watch` sees, but not the same.
    const { world } = timelines.here(this.timeline);
    const { done, failure } = unroll(this.system, world, action);
    this.refusal = failure ?? null;
    if (failure !== undefined) return false;
    this.#record(done);
    return true;
  }

  #record(done: readonly Done[]): void {
    for (const progress of done) {
      const seen = watch(this.system, this.timeline, progress.world);
      this.timeline = timelines.grow(this.timeline, { ...progress, seen });
    }
  }

  /** One step on: along the branch shown, or at its tip what the scheduler picks. */
  protected forward(): boolean {
    if (this.step < this.lastStep) {
      const next = this.path[this.step + 1] as Moment;
      this.refusal = null;
      this.timeline = timelines.travel(this.timeline, next.id);
      return true;
    }
    if (this.nextMessage) return this.#perform({ action: 'deliver', id: this.nextMessage.id });
    this.refusal = 'Nothing is left to deliver: fire a timer, or let a client ask for something.';
    return false;
  }

  /** On to the end of the phase: along the branch shown, or at its tip as the messages in flight have it. */
  protected override forwardPhase(): boolean {
    if (this.step < this.lastStep)
      return this.#along(phaseLength(this.system, this.path.slice(this.step + 1)));
    const done = playPhase(this.system, timelines.here(this.timeline).world);
    if (done.length === 0) return this.forward();
    this.refusal = null;
    this.#record(done);
    return true;
  }

  /** On to the next step that has a note; without one, to the last step. */
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
    const { id } = this.path[leftAt] as Moment;
    this.timeline = timelines.travel(timelines.travel(this.timeline, this.#opened - 1), id);
  }

  /** Play: along the branch shown, then what virtual time brings. */
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
