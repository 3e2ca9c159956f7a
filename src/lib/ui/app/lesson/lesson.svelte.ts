import { itemAt } from '$lib/protocol/known';
import { createActor, type Actor, type SnapshotFrom } from 'xstate';
import { discreet } from '../../../lessons/discreet';
import type { Answer } from '../../../lessons/answers';
import { questionOf, type LessonQuestion } from '../../../lessons/question';
import { actOf, parOf, stopAt, wayOf, worldAt, type Stop, type Way } from '../../../lessons/stops';
import { missing } from '../../../lessons/task';
import { nextAct, type NextAct } from '../../../run/ahead';
import type { System } from '../../../run/system';
import { actionOf, type Action, type Step } from '../../../sim/action';
import type { Lesson } from '../../../sim/lesson';
import type { Scenario } from '../../../sim/scenario';
import type { Session } from '../../run/session.svelte';
import { HostedSession } from './hosted.svelte';
import { lessonMachine } from './machine';
import { runAlone } from './run-alone';
import { Sequence } from './sequence.svelte';
import { travelOn } from './travel-on';

/** A step of more acts than this is shown at its end at once. */
const SHOWN_ONE_BY_ONE = 12;

/**
 * The run of a lesson: Next goes to its next stop, and a student who acts differently leaves its path until they come
 * back. The run grows as the lesson goes on, so that nothing on the screen gives an answer away.
 */
export class LessonSession extends HostedSession {
  /** The parsed lesson. */
  readonly file: Scenario;
  readonly lesson: Lesson;
  readonly stops: readonly Stop[];
  /** The whole run of the lesson. */
  readonly #moments: Way['moments'];
  /** The system that runs it. */
  readonly #own: System;
  readonly #actor: Actor<typeof lessonMachine>;
  #snapshot = $state.raw() as SnapshotFrom<typeof lessonMachine>;
  /** The moments of the path reached so far, by acts from the start. */
  #reached = $state.raw<readonly number[]>([0]);
  readonly #sequence = new Sequence();

  /** Shows the rest of a text before Next goes on; false: all of it was shown. null: texts have no pages. */
  turnPage: (() => boolean) | null = null;

  /** The question asked or revealed here; null: there is none. */
  readonly question: LessonQuestion | null = $derived(this.#question());
  override readonly nextAct: NextAct | null = $derived(this.#ahead());
  override readonly atEnd: boolean = $derived(this.#isAtEnd());

  /** @param host opened the lesson, and takes whatever is opened in its place; absent: there is none */
  constructor(scenario: Scenario, ran: System, host: Session | null = null) {
    const system = scenario.lesson?.hide_bugs ? discreet(ran) : ran;
    super({ ...scenario, steps: [] }, system, host);
    this.#own = system;
    this.run = { ...this.run, scenario };
    this.file = scenario;
    this.lesson = scenario.lesson ?? {};
    const { stops, moments, failure } = wayOf(scenario, system);
    [this.stops, this.#moments, this.failure] = [stops, moments, failure];
    this.#actor = createActor(lessonMachine, { input: { stops: this.stops } });
    this.#snapshot = this.#actor.getSnapshot();
    this.#actor.subscribe((snapshot) => (this.#snapshot = snapshot));
    this.#actor.start();
  }

  /** The current stop, by index. */
  get stop(): number {
    return this.#snapshot.context.stop;
  }

  /** The last stop reached so far. */
  get furthest(): number {
    return this.#snapshot.context.furthest;
  }

  get here(): Stop {
    return itemAt(this.stops, this.stop);
  }

  /** The file's step of the stop; null: the beginning or the end. */
  get fileStep(): Step | null {
    return 'step' in this.here ? (this.file.steps[this.here.step] ?? null) : null;
  }

  /** A lesson that hides its bugs reveals them at its end. */
  override get sealed(): string | null {
    if (this.isGone || !this.lesson.hide_bugs || this.here.kind === 'outro') return null;
    return 'This tells which rule is switched off. It opens at the end, once you have chosen.';
  }

  /** Whether the student has left the path. */
  readonly isAway: boolean = $derived(this.#snapshot.matches('away'));

  /** Whether another scenario has been opened in the lesson's place. */
  readonly isGone: boolean = $derived.by(() => this.scenario !== this.file);

  /** Whether acts are being shown one after the other. Next goes to the last of them. */
  get isUnderWay(): boolean {
    return this.#sequence.isUnderWay;
  }

  /** The answer to the question of this step; undefined: none. */
  get answer(): Answer | undefined {
    const { here } = this;
    return 'step' in here ? this.#snapshot.context.answers[here.step] : undefined;
  }

  /** Whether the question of this stop's step was answered or skipped. */
  readonly isRevealed: boolean = $derived(this.here.kind === 'step' && this.fileStep?.ask !== undefined);
  override get isAsking(): boolean {
    return this.here.kind === 'ask' && !this.isAway && !this.isGone;
  }

  /** The student's acts since the task began. */
  readonly acts: number = $derived(this.#isOnPath ? 0 : Math.max(0, this.step - this.here.at));

  get par(): number {
    return 'step' in this.here ? parOf(this.stops, this.here.step) : 0;
  }

  /** What is still missing in a task. */
  get missing(): readonly string[] {
    const step = this.fileStep;
    return step?.action === 'task' ? missing(this.#own, step, this.world, this.moment.seen.violations) : [];
  }

  /** Whether the student has done the task. Then Next goes on. */
  readonly isSolved: boolean = $derived.by(
    () => this.fileStep?.action === 'task' && this.acts > 0 && this.missing.length === 0,
  );

  /** On the path, the lesson itself with its questions; off it, the run. */
  override toScenario(...naming: Parameters<Session['toScenario']>): Scenario {
    if (this.isGone) return super.toScenario(...naming);
    return this.#isOnPath ? this.file : runAlone(super.toScenario(...naming));
  }

  override next(): boolean {
    if (this.#sequence.finish()) return true;
    if (this.isSolved && this.isAway) {
      this.goOn();
      return true;
    }
    if (this.isGone || this.isAway) return super.next();
    if (this.turnPage?.()) return true;
    if (this.stop === this.stops.length - 1) {
      this.refusal = 'The lesson ends here. Act on the stage, or open the next one.';
      return false;
    }
    this.#actor.send({ type: 'NEXT' });
    this.#follow();
    return true;
  }

  override back(): void {
    this.#sequence.finish();
    if (this.isGone || this.isAway || this.stop === 0) return super.back();
    this.#actor.send({ type: 'BACK' });
    this.#show(this.here.at);
  }

  /** Starts the lesson again. */
  override restart(): void {
    if (this.isGone) return super.restart();
    this.#sequence.finish();
    this.go(0);
  }

  /** Answers the current question. */
  reply(answer: Answer): void {
    this.#actor.send({ type: 'ANSWER', answer });
    this.#follow();
  }

  /** Shows a stop, for example after a reload. */
  go(stop: number): void {
    this.#actor.send({ type: 'GO', stop });
    this.#show(this.here.at);
  }

  /** Returns to the path, at the stop where it was left. */
  comeBack(): void {
    this.#sequence.finish();
    this.#actor.send({ type: 'RETURN' });
    this.#show(this.here.at);
  }

  /** Goes on from a task that is done. */
  goOn(): void {
    this.comeBack();
    this.#actor.send({ type: 'NEXT' });
    this.#show(this.here.at);
  }

  /** Plays the solution of a task, act by act. */
  showSolution(): void {
    this.comeBack();
    this.next();
  }

  /** Does these acts from the moment of the question, one after the other, on a branch. */
  see(acts: readonly Action[]): void {
    const { here } = this;
    this.#show(here.kind === 'step' ? here.from : here.at);
    this.#actor.send({ type: 'LEAVE' });
    this.#sequence.begin(acts.map((act) => () => this.do(act)));
  }

  /** Updates the lesson when the run was moved by other controls. Call it whenever another moment is shown. */
  sync(): void {
    if (this.isGone || this.#sequence.isUnderWay) return;
    this.#adopt();
    if (!this.#isOnPath) {
      // An act before a task begins the task.
      const next = this.stops[this.stop + 1];
      const begins = !this.isAway && next?.kind === 'task' && next.at === this.here.at;
      if (begins) this.#actor.send({ type: 'NEXT' });
      if (!this.isAway) this.#actor.send({ type: 'LEAVE' });
      return;
    }
    const { step } = this;
    if (this.here.at !== step) this.#actor.send({ type: 'GO', stop: stopAt(this.stops, step) });
    else if (this.isAway) this.#actor.send({ type: 'RETURN' });
  }

  override dispose(): void {
    this.#sequence.end();
    super.dispose();
  }

  get #isOnPath(): boolean {
    return this.#reached[this.step] === this.moment.id;
  }

  #question(): LessonQuestion | null {
    return questionOf(this.#own, this.file, { stops: this.stops, moments: this.#moments }, this.here);
  }

  /** What Next will do here; null: it asks or tells. */
  #ahead(): NextAct | null {
    const recorded = this.path.at(this.step + 1)?.act ?? null;
    if (this.isSolved) return null;
    if (this.isGone || this.isAway) return nextAct(this.system, this.world, recorded);
    const next = this.stops[this.stop + 1];
    if (next?.kind !== 'step' || this.here.kind === 'ask' || this.here.kind === 'task') return null;
    const act = actOf(itemAt(this.file.steps, next.step));
    return this.#isOnPath && this.step === next.from ? nextAct(this.system, this.world, act) : null;
  }

  #isAtEnd(): boolean {
    if (this.isGone || this.isAway) return this.step >= this.lastStep && !this.nextMessage;
    return this.stop === this.stops.length - 1;
  }

  /** An act that the lesson would have done next stays on its path. In a task every act is the student's own. */
  #adopt(): void {
    const { step, moment } = this;
    if (this.#reached.length !== step || moment.parent !== this.#reached[step - 1]) return;
    const ends = (stop: Stop) => stop.kind === 'step' && stop.at === step && stop.from === step - 1;
    const next = this.stops.find(ends);
    if (!next || !('step' in next) || this.file.steps[next.step]?.action === 'task') return;
    if (JSON.stringify(moment.world) !== JSON.stringify(worldAt(this.#moments, step))) return;
    this.#reached = [...this.#reached, moment.id];
  }

  /** Does the file's steps up to a moment, as far as they are not done yet. */
  #reach(at: number): void {
    for (const stop of this.stops) {
      if (stop.kind !== 'step' || stop.from < this.#reached.length - 1 || this.#reached.length > at) continue;
      if (stop.at === stop.from) continue;
      this.#travel(stop.from);
      const before = this.step;
      if (!this.do(actionOf(itemAt(this.file.steps, stop.step)))) return;
      const ids = this.path.slice(before + 1, this.step + 1).map(({ id }) => id);
      this.#reached = [...this.#reached, ...ids];
    }
  }

  /** Plays the step of a stop: act by act, or all at once if there are many. */
  #follow(): void {
    const { here } = this;
    const count = here.kind === 'step' ? here.at - here.from : 0;
    if (here.kind !== 'step' || count < 2 || count > SHOWN_ONE_BY_ONE) return this.#show(here.at);
    const moments = Array.from({ length: count }, (_, i) => here.from + i + 1);
    this.#sequence.begin(moments.map((at) => () => this.#show(at)));
  }

  #show(at: number): void {
    this.pause();
    this.#reach(at);
    this.refusal = null;
    this.#travel(at);
  }

  /** Goes to a moment of the path, on the path's own branch. */
  #travel(at: number): void {
    const id = this.#reached[at];
    if (id !== undefined) this.timeline = travelOn(this.timeline, id, this.#reached.at(-1));
  }
}
