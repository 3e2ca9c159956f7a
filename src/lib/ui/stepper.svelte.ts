import type { CheckState } from '../checks/violation';
import { tell } from '../explain/explain';
import type { ProtocolEvent } from '../protocol/event';
import type { System } from '../protocol/system';
import { systemOf } from '../scenario/systems';
import type { Action } from '../sim/action';
import { CALM, type Chaos } from '../sim/chaos';
import { pick } from '../sim/scheduler';
import type { Scenario } from '../sim/scenario';
import * as timelines from '../sim/timeline';
import type { Branch, Moment, Timeline } from '../sim/timeline';
import type { World } from '../sim/world';
import { engine, fetchEngine, type Engine } from './engine-fetch';
import type { Modes } from './modes';
import { atRest } from './at-rest';

/** Play at speed 1: how long a step is shown at least, and a virtual millisecond in real ones. */
const STEP_MS_MIN = 400;
const MS_PER_VIRTUAL_MS = 25;

/** What can be taken back: a run that another has replaced, or a branch that was deleted. `what`: what was done, in a sentence. */
type Undoable =
  | {
      readonly what: string;
      readonly scenario: Scenario;
      readonly timeline: Timeline<CheckState>;
      readonly opened: number;
    }
  | { readonly what: string; readonly branch: Branch; readonly shown: boolean };

/** A moment and what the checks know there. */
export type Watched = Moment<CheckState>;

/** The one mutable thing: a scenario, the timeline it has grown into, and where the person stands in it. */
export class Stepper {
  scenario = $state.raw() as Scenario;
  timeline = $state.raw() as Timeline<CheckState>;
  /** Why the last act could not be done; null: it was. */
  refusal = $state<string | null>(null);
  /** Where the scenario's own steps stopped short. */
  failure = $state<string | null>(null);
  playing = $state(false);
  speed = $state(1);
  /** What goes wrong by itself while it plays. */
  chaos = $state.raw<Chaos>(CALM);

  readonly system: System = $derived(systemOf(this.scenario.setup));
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
  /** How long Play shows a step at least, in milliseconds; null: it does not play. */
  readonly paceMs: number | null = $derived(this.playing ? STEP_MS_MIN / this.speed : null);
  readonly nextMessage = $derived(pick(this.world));

  /** null: the engine, which they come with, was not there yet when the scenario was opened. */
  #modes: Modes | null = null;
  /** What was asked for while the engine was on its way. */
  #asked: (() => void)[] = [];
  /** How many moments the scenario's own steps made. */
  #opened = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #undoable = $state.raw<Undoable | null>(null);

  constructor(scenario: Scenario) {
    this.open(scenario);
  }

  /** Fetches what takes steps. What the person asks for before it is there is done as it comes. */
  async prepare(): Promise<void> {
    try {
      await fetchEngine();
      if (!this.#modes) this.open(this.scenario);
      for (const act of this.#asked.splice(0)) act();
    } catch {
      if (this.#asked.splice(0).length > 0)
        this.refusal = 'What takes steps could not be fetched: with the network back, try again.';
    }
  }

  /** Does what needs the engine: at once, or as soon as that has come. */
  #whenAwake(act: () => boolean): boolean {
    if (this.#modes) return act();
    this.#asked.push(act);
    void this.prepare();
    return true;
  }

  /** Does an action at the moment shown; what cannot be done is said in `refusal`. */
  do(action: Action): boolean {
    return this.#whenAwake(() => {
      this.#modes?.send({ type: 'act' });
      return this.#perform(action);
    });
  }

  next(): boolean {
    return this.#whenAwake(() => {
      this.#modes?.send({ type: 'act' });
      return this.#forward();
    });
  }

  back(): void {
    this.jump(this.step - 1);
  }

  first(): void {
    this.jump(0);
  }

  last(): void {
    this.jump(this.lastStep);
  }

  /** Shows a step of the branch shown; beyond its ends, the end. */
  jump(step: number): void {
    this.#modes?.send({ type: 'act' });
    const to = this.path[Math.max(0, Math.min(step, this.lastStep))] as Moment;
    this.refusal = null;
    this.timeline = timelines.travel(this.timeline, to.id);
  }

  /** Shows another branch. */
  switchTo(branch: number): void {
    this.#modes?.send({ type: 'act' });
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

  /** Shows a tree that was kept. */
  show(scenario: Scenario, timeline: Timeline<CheckState>): void {
    this.open(scenario);
    this.timeline = timeline;
  }

  /** Begins the scenario afresh; `undo` takes that back. */
  restart(): void {
    this.#modes?.send({ type: 'act' });
    const before = this.#run('The scenario has begun afresh.');
    this.open(this.scenario);
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
    this.#modes?.send({ type: 'act' });
    this.scenario = undoable.scenario;
    this.timeline = undoable.timeline;
    this.#opened = undoable.opened;
  }

  #show(playing: boolean): void {
    this.playing = playing;
    if (!playing) clearTimeout(this.#timer);
  }

  #run(what: string): Undoable {
    return { what, scenario: this.scenario, timeline: this.timeline, opened: this.#opened };
  }

  togglePlay(): void {
    this.#whenAwake(() => {
      this.#modes?.send({ type: this.playing ? 'pause' : 'play' });
      if (this.playing) this.#tick();
      return true;
    });
  }

  /** Puts away what was said; what could be undone then stays as it is. */
  dismiss(): void {
    this.refusal = null;
    this.failure = null;
    this.#undoable = null;
  }

  /** Stops what runs by itself; call when the page goes. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#modes?.stop();
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

  /** Shows the start of a scenario, its own steps done ahead. A run that the person made is not lost: `undo` brings it back. */
  open(scenario: Scenario, what = 'Another scenario is open.'): void {
    const before = this.timeline && !this.untouched ? this.#run(what) : null;
    const system = systemOf(scenario.setup);
    const here = engine();
    this.#modes ??= here?.startModes((playing) => this.#show(playing)) ?? null;
    let timeline = here?.watchedFrom(system, scenario.setup) ?? atRest(system, scenario.setup);
    this.failure = null;
    this.#undoable = before;
    for (const [i, { note, ...action }] of scenario.steps.entries()) {
      const { unroll, watch } = engine() as Engine;
      const { done, failure } = unroll(system, timelines.here(timeline).world, action as Action);
      for (const [k, progress] of done.entries()) {
        const seen = watch(timeline, progress.world);
        timeline = timelines.grow(timeline, { ...progress, seen, note: k === 0 ? (note ?? null) : null });
      }
      if (failure !== undefined) {
        this.failure = `Step ${i + 1} of the file could not be done: ${failure}`;
        break;
      }
    }
    this.scenario = scenario;
    this.refusal = null;
    this.#opened = timeline.moments.length;
    this.timeline = { ...timeline, at: 0 };
  }

  #perform(action: Action): boolean {
    const { unroll, watch } = engine() as Engine;
    const { done, failure } = unroll(this.system, this.world, action);
    this.refusal = failure ?? null;
    if (failure !== undefined) return false;
    for (const progress of done) {
      const seen = watch(this.timeline, progress.world);
      this.timeline = timelines.grow(this.timeline, { ...progress, seen });
    }
    return true;
  }

  /** One step on: along the branch shown, or at its tip what the scheduler picks. */
  #forward(): boolean {
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

  /** Play: along the branch shown, then what virtual time brings. */
  #tick(): void {
    const before = this.world.now;
    if (!this.#onward()) return this.#modes?.send({ type: 'end' });
    const passed = (this.world.now - before) * MS_PER_VIRTUAL_MS;
    this.#timer = setTimeout(() => this.#tick(), Math.max(STEP_MS_MIN, passed) / this.speed);
  }

  #onward(): boolean {
    if (this.step < this.lastStep) return this.#forward();
    const act = (engine() as Engine).playedAct(this.world, this.chaos);
    return act ? this.#perform(act) : this.#forward();
  }
}
