import {
  DEFAULT_SYSTEMS,
  playPair,
  sideScenario,
  stageAfter,
  stepPair,
  type PairMoment,
} from '../../../compare/pair';
import type { ScenarioError } from '../../../scenario/errors';
import type { Pair, PairStep, Scenario, Side } from '../../../sim/scenario';
import type { Naming } from '../../../sim/select';
import { Player } from '../../run/player.svelte';
import type { ScenarioRun } from '../../run/scenario-run';
import type { Opened } from '../../run/toml';

interface Shown {
  readonly scenario: Scenario;
  readonly moments: readonly PairMoment[];
  readonly at: number;
}

/** What can be undone, and its sentence. */
interface Undoable {
  readonly what: string;
  readonly shown: Shown;
}

/** What Next and Play do at once: a whole phase, or one message on each side. */
export type Unit = 'phase' | 'message';

const STEPS: Readonly<Record<Unit, PairStep>> = { phase: { action: 'phase' }, message: { action: 'next' } };

/** How long Play at speed 1 shows each; a phase has more to read. */
const SHOWN_MS: Readonly<Record<Unit, number>> = { phase: 1_600, message: 800 };

/** The mutable state of the page: a pair of systems, its acts, and the moment shown. */
export class PairSession extends Player implements ScenarioRun {
  #shown = $state.raw() as Shown;
  unit = $state<Unit>('phase');
  errors = $state.raw<readonly ScenarioError[]>([]);
  #undoable = $state.raw<Undoable | null>(null);

  readonly scenario: Scenario = $derived(this.#shown.scenario);
  readonly moments = $derived(this.#shown.moments);
  readonly step: number = $derived(this.#shown.at);
  readonly lastStep: number = $derived(this.#shown.moments.length - 1);
  readonly moment = $derived(this.#shown.moments[this.#shown.at] as PairMoment);
  readonly systems: Pair['systems'] = $derived(this.scenario.pair?.systems ?? DEFAULT_SYSTEMS);
  /** The next phase; null: nothing is left to deliver. */
  readonly nextStage = $derived(stageAfter(this.moment));
  readonly atEnd: boolean = $derived(this.step === this.lastStep && this.nextStage === null);

  constructor(scenario: Scenario) {
    super();
    this.#open(scenario);
  }

  get shown(): object {
    return this.#shown;
  }

  load(read: Opened): boolean {
    this.errors = read.ok ? [] : read.errors;
    if (read.ok) {
      const before = this.#present('Another pair is open.');
      const lost = !this.untouched;
      this.#open(read.scenario);
      if (lost) this.#undoable = before;
    }
    return read.ok;
  }

  /** Shows the start of a pair, with its own steps done ahead. */
  #open(scenario: Scenario): void {
    this.pause();
    const { moments, failure } = playPair(scenario);
    this.#shown = { scenario, moments, at: 0 };
    this.dismiss();
    if (failure === undefined) return;
    this.failure = `The file stops short at ${failure}`;
    this.failedAt = moments.length - 1;
  }

  protected travel(at: number): void {
    this.#shown = { ...this.#shown, at };
  }

  protected forward(): boolean {
    if (this.step === this.lastStep) return this.#perform(STEPS[this.unit]);
    this.refusal = null;
    this.travel(this.step + 1);
    return true;
  }

  protected playOn(): number | null {
    return this.forward() ? SHOWN_MS[this.unit] : null;
  }

  /** Does a step after the moment shown. In the past, it replaces what came after; `undo` restores that. */
  do(step: PairStep): boolean {
    this.pause();
    return this.#perform(step);
  }

  #perform(step: PairStep): boolean {
    const { moments, at } = this.#shown;
    const known = moments[at + 1];
    if (known && JSON.stringify(known.step) === JSON.stringify(step)) {
      this.refusal = null;
      this.travel(at + 1);
      return true;
    }
    const result = stepPair(this.moment, step);
    this.refusal = result.ok ? null : result.error;
    if (!result.ok) return false;
    if (known) this.#undoable = this.#present('What came after this step has given way.');
    this.#shown = { ...this.#shown, moments: [...moments.slice(0, at + 1), result.moment], at: at + 1 };
    return true;
  }

  /** Puts another system on one side, from the start; `undo` restores the old one. */
  choose(side: Side, name: string): void {
    const [left, right] = this.systems;
    const systems: Pair['systems'] = side === 'left' ? [name, right] : [left, name];
    const before = this.#present('Restarted with another system.');
    this.#open({ ...this.scenario, pair: { systems, steps: [] } });
    this.#undoable = before;
  }

  restart(): void {
    const before = this.#present('Restarted.');
    this.#open(this.scenario);
    this.#undoable = before;
  }

  #present(what: string): Undoable {
    return { what, shown: this.#shown };
  }

  get undoable(): string | null {
    return this.#undoable?.what ?? null;
  }

  /** Undoes what `undoable` says. What it replaces can be restored in turn. */
  undo(): void {
    const undoable = this.#undoable;
    if (undoable === null) return;
    const present = this.#present('What was there before is back.');
    const isLost = !this.untouched;
    this.pause();
    this.dismiss();
    this.#shown = undoable.shown;
    if (isLost) this.#undoable = present;
  }

  override dismiss(): void {
    super.dismiss();
    this.#undoable = null;
  }

  toScenario(): Scenario {
    return { ...this.scenario, pair: { systems: this.systems, steps: this.#steps } };
  }

  /** One side's run up to the moment shown, as a scenario for the lab. */
  sideScenario(side: Side, naming: Naming): Scenario {
    return sideScenario(this.scenario, this.moments.slice(0, this.step + 1), side, naming);
  }

  get untouched(): boolean {
    return JSON.stringify(this.#steps) === JSON.stringify(this.scenario.pair?.steps ?? []);
  }

  get #steps(): readonly PairStep[] {
    return this.moments.flatMap(({ step }) => step ?? []);
  }
}
