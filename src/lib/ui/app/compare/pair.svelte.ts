import { sideScenario, stageAfter, type Systems } from '../../../run/pair/pair';
import {
  doStep,
  isUntouched,
  openingPair,
  pairMoment,
  stepsOfPair,
  type OpenedPair,
  type PairRun,
} from '../../../run/pair/pair-run';
import { atOnce } from '../../../run/opening';
import { loadSystem } from '../../../scenario/registry';
import type { PairStep, Scenario, Side } from '../../../sim/scenario';
import type { Naming } from '../../../sim/select';
import { inTime, missing } from '../../kit/missing';
import { Replaceable, stoppedAt } from '../../run/replaceable.svelte';
import type { ScenarioRun } from '../../run/scenario-run';
import type { Opened } from '../../run/toml';

/** What Next and Play do at once: a whole phase, or one message of it on each side. */
type Unit = 'phase' | 'message';

const STEPS: Readonly<Record<Unit, PairStep>> = { phase: { action: 'phase' }, message: { action: 'next' } };

/** How long Play at speed 1 shows each; a phase has more to read. */
const SHOWN_MS: Readonly<Record<Unit, number>> = { phase: 1_600, message: 800 };

const OTHER = 'Another pair is open.';
/** The mutable state of the page: a pair of systems, its acts, and the moment shown. */
export class PairSession extends Replaceable<PairRun> implements ScenarioRun {
  unit = $state<Unit>('phase');

  readonly scenario: Scenario = $derived(this.run.scenario);
  readonly systems: Systems = $derived(this.run.systems);
  readonly moments = $derived(this.run.moments);
  readonly step: number = $derived(this.run.at);
  readonly lastStep: number = $derived(this.run.moments.length - 1);
  readonly moment = $derived(pairMoment(this.run));
  /** The next phase; null: nothing is left to deliver. */
  readonly nextStage = $derived(stageAfter(this.moment));
  readonly atEnd: boolean = $derived(this.step === this.lastStep && this.nextStage === null);

  constructor(scenario: Scenario, systems: Systems) {
    super();
    this.#show(atOnce(openingPair(scenario, systems)), null);
  }

  get shown(): object {
    return this.run;
  }

  load(read: Opened): boolean {
    this.errors = read.ok ? [] : read.errors;
    if (read.ok) this.#show(atOnce(openingPair(read.scenario, pairIn(read.systems))), this.#lost(OTHER));
    return read.ok;
  }

  async loadInSlices(read: Opened): Promise<boolean | null> {
    this.errors = read.ok ? [] : read.errors;
    if (!read.ok) return false;
    const opened = await this.slices.run(openingPair(read.scenario, pairIn(read.systems)));
    if (opened !== null) this.#show(opened, this.#lost(OTHER));
    return opened && true;
  }

  #lost(what: string): string | null {
    return this.untouched ? null : what;
  }

  #show({ run, failure, stopped }: OpenedPair, what: string | null): void {
    this.replace(run, what);
    const last = run.moments.length - 1;
    if (stopped) this.tellEnd(stoppedAt(last, 'step'), last);
    else this.tellEnd(failure && `The file stops short at ${failure}`, last);
  }

  protected travel(at: number): void {
    this.run = { ...this.run, at };
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
    const result = doStep(this.run, step);
    this.refusal = result.ok ? null : result.error;
    if (!result.ok) return false;
    if (result.gaveWay) this.offerBack('What came after this step has given way.', this.run);
    this.run = result.run;
    return true;
  }

  /** Puts another system on one side, from the start; `undo` restores the old one. */
  async choose(side: Side, name: string): Promise<void> {
    const { scenario } = this;
    const system = await inTime(loadSystem(name)).catch(() => null);
    if (scenario !== this.scenario) return;
    if (system === null) return void (this.refusal = missing('This system'));
    const [left, right] = this.systems;
    const systems: Systems = side === 'left' ? [system, right] : [left, system];
    const pair = { systems: [systems[0].name, systems[1].name] as const, steps: [] };
    this.#show(atOnce(openingPair({ ...scenario, pair }, systems)), 'Restarted with another system.');
  }

  restart(): void {
    const { scenario, systems, moments } = this.run;
    this.again(openingPair(scenario, systems), moments.length, (it) => this.#show(it, 'Restarted.'));
  }

  toScenario(): Scenario {
    const [left, right] = this.systems;
    return { ...this.scenario, pair: { systems: [left.name, right.name], steps: stepsOfPair(this.run) } };
  }

  /** One side's run up to the moment shown, as a scenario for the lab. */
  sideScenario(side: Side, naming: Naming): Scenario {
    return sideScenario(this.scenario, this.moments.slice(0, this.step + 1), side, naming);
  }

  get untouched(): boolean {
    return isUntouched(this.run);
  }
}

const pairIn = ([left, right = left]: Extract<Opened, { ok: true }>['systems']): Systems => [left, right];
