import { createActor, type Actor, type SnapshotFrom } from 'xstate';
import { isRight, rightMessages, valueOptions, type Answer } from '../../../lessons/answers';
import { valueOf, type Handle } from '../../../lessons/handles';
import { parOf, stopAt, stopsOf, type Stop } from '../../../lessons/stops';
import { missing } from '../../../lessons/task';
import * as timelines from '../../../run/timeline';
import type { Moment } from '../../../run/timeline';
import type { Action, Step } from '../../../sim/action';
import type { Lesson } from '../../../sim/lesson';
import type { Scenario } from '../../../sim/scenario';
import type { World } from '../../../sim/world';
import { Session } from '../session.svelte';
import { lessonMachine } from './machine';

/** How long an act of a branch or a solution is shown before the next. */
const SHOW_MS = 700;

/** A run that a lesson leads through: Next goes to its next stop, and whoever acts otherwise leaves its path until they come back. */
export class LessonSession extends Session {
  readonly lesson: Lesson;
  readonly stops: readonly Stop[];
  readonly #lessonScenario: Scenario;
  readonly #actor: Actor<typeof lessonMachine>;
  #snapshot = $state.raw() as SnapshotFrom<typeof lessonMachine>;
  #showing: ReturnType<typeof setTimeout> | undefined;
  /** Acts that are still to be shown, one after the other. */
  #toShow: (() => void)[] = [];

  constructor(scenario: Scenario) {
    super(scenario);
    this.#lessonScenario = scenario;
    this.lesson = scenario.lesson ?? {};
    this.stops = stopsOf(scenario);
    this.#actor = createActor(lessonMachine, { input: { stops: this.stops } });
    this.#snapshot = this.#actor.getSnapshot();
    this.#actor.subscribe((snapshot) => (this.#snapshot = snapshot));
    this.#actor.start();
  }

  /** The lesson as it was read. */
  get file(): Scenario {
    return this.#lessonScenario;
  }

  /** Where the lesson stands, by its place among the stops. */
  get stop(): number {
    return this.#snapshot.context.stop;
  }

  get here(): Stop {
    return this.stops[this.stop] as Stop;
  }

  /** The file's step that the stop is about; null: the beginning or the end. */
  get fileStep(): Step | null {
    const { here } = this;
    return 'step' in here ? (this.#lessonScenario.steps[here.step] ?? null) : null;
  }

  /** Whether the student has left the path. */
  get isAway(): boolean {
    return this.#snapshot.matches('away');
  }

  /** Whether another scenario has been opened in the lesson's place. */
  get isGone(): boolean {
    return this.scenario !== this.#lessonScenario;
  }

  /** What was answered to the question of this step; undefined: nothing. */
  get answer(): Answer | undefined {
    const { here } = this;
    return 'step' in here ? this.#snapshot.context.answers[here.step] : undefined;
  }

  /** The stop before is the question that is revealed here. */
  get isRevealed(): boolean {
    return this.#snapshot.matches('revealing') || (this.isAway && this.stops[this.stop - 1]?.kind === 'ask');
  }

  /** The worlds before and after the step that the stop is about. */
  get worldBefore(): World {
    const { here } = this;
    return this.#moment(here.kind === 'step' ? here.from : here.at).world;
  }

  get worldAfter(): World {
    const { here } = this;
    const done = this.stops.find((stop) => stop.kind === 'step' && 'step' in here && stop.step === here.step);
    return this.#moment(done?.at ?? here.at).world;
  }

  isRight(answer: Answer): boolean {
    const ask = this.fileStep?.ask;
    return ask !== undefined && isRight(ask, answer, this.worldBefore, this.worldAfter);
  }

  /** What there is to choose from where a value is asked for. */
  get options(): readonly string[] {
    const ask = this.fileStep?.ask;
    if (!ask || !('value' in ask)) return [];
    const worlds = Array.from({ length: this.opened }, (_, i) => this.#moment(i).world);
    return valueOptions(ask, worlds, this.worldAfter);
  }

  /** The messages that a question takes for right, by their ids. */
  get rightIds(): readonly number[] {
    const ask = this.fileStep?.ask;
    if (!ask || !('point' in ask) || ask.point !== 'message') return [];
    return rightMessages(ask.right, this.worldBefore).map(({ id }) => id);
  }

  /** The acts that the student has done since the task began. */
  get acts(): number {
    return this.#isOnPath ? 0 : Math.max(0, this.step - this.here.at);
  }

  get par(): number {
    return 'step' in this.here ? parOf(this.stops, this.here.step) : 0;
  }

  /** What is still missing in a task. */
  get missing(): readonly string[] {
    const step = this.fileStep;
    return step?.action === 'task' ? missing(step, this.world, this.moment.seen.violations) : [];
  }

  /** The place in the course's own way of what is shown, whatever branch it is on. */
  get #isOnPath(): boolean {
    return this.moment.id < this.opened;
  }

  #moment(at: number): Moment {
    return this.timeline.moments[at] as Moment;
  }

  override next(): boolean {
    if (this.#finish()) return true;
    if (this.isGone || this.isAway) return super.next();
    if (this.stop === this.stops.length - 1) {
      this.refusal = 'The lesson ends here. Act on the stage, or open the next one.';
      return false;
    }
    this.#actor.send({ type: 'NEXT' });
    this.#follow();
    return true;
  }

  override back(): void {
    this.#finish();
    if (this.isGone || this.isAway) return super.back();
    if (this.stop === 0) return super.back();
    this.#actor.send({ type: 'BACK' });
    this.#show(this.here.at);
  }

  /** Answers the question that is asked. */
  reply(answer: Answer): void {
    this.#actor.send({ type: 'ANSWER', answer });
    this.#follow();
  }

  /** Shows a stop, as when the page is loaded again. */
  go(stop: number): void {
    this.#actor.send({ type: 'GO', stop });
    this.#show(this.here.at);
  }

  /** Back to the path, at the stop where it was left. */
  comeBack(): void {
    this.#finish();
    this.#actor.send({ type: 'RETURN' });
    this.#show(this.here.at);
  }

  /** On from a task that is done. */
  goOn(): void {
    this.comeBack();
    this.#actor.send({ type: 'NEXT' });
    this.#show(this.here.at);
  }

  /** Plays the solution of a task, act by act. */
  showSolution(): void {
    this.comeBack();
    this.#actor.send({ type: 'NEXT' });
    this.#follow();
  }

  /** Does these acts from the moment of the question, one after the other, on a branch. */
  see(acts: readonly Action[]): void {
    const { here } = this;
    this.#show(here.kind === 'step' ? here.from : here.at);
    this.#actor.send({ type: 'LEAVE' });
    this.#inTurn(acts.map((act) => () => this.do(act)));
  }

  /** Follows the run to where it was moved by other means than the lesson's. To be called whenever another moment is shown. */
  sync(): void {
    if (this.isGone || this.#toShow.length > 0) return;
    if (!this.#isOnPath) {
      if (!this.isAway) this.#actor.send({ type: 'LEAVE' });
      return;
    }
    const { step } = this;
    if (this.here.at !== step) this.#actor.send({ type: 'GO', stop: stopAt(this.stops, step) });
    else if (this.isAway) this.#actor.send({ type: 'RETURN' });
  }

  /** The step, from the one shown back, that gave a value what it is. */
  stepThatSet(handle: Handle): number {
    let at = this.step;
    const value = valueOf(this.world, handle);
    while (at > 0 && valueOf((this.path[at - 1] as Moment).world, handle) === value) at--;
    return at;
  }

  override dispose(): void {
    clearTimeout(this.#showing);
    super.dispose();
  }

  /** Plays what a stop's step does: all of it at once, or act by act where there are some. */
  #follow(): void {
    const { here } = this;
    if (here.kind !== 'step' || here.at - here.from < 2 || here.at - here.from > 12)
      return this.#show(here.at);
    const moments = Array.from({ length: here.at - here.from }, (_, i) => here.from + i + 1);
    this.#inTurn(moments.map((at) => () => this.#show(at)));
  }

  #show(at: number): void {
    this.pause();
    this.refusal = null;
    this.timeline = timelines.travel(this.timeline, at);
  }

  #inTurn(acts: (() => void)[]): void {
    const [first, ...rest] = acts;
    this.#toShow = rest;
    first?.();
    if (rest.length > 0) this.#showing = setTimeout(() => this.#inTurn(rest), SHOW_MS);
  }

  /** Whoever does not wait sees the last at once. */
  #finish(): boolean {
    clearTimeout(this.#showing);
    const acts = this.#toShow;
    this.#toShow = [];
    for (const act of acts) act();
    return acts.length > 0;
  }
}
