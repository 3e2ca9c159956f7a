import {
  DEFAULT_SYSTEMS,
  playPair,
  sideScenario,
  stageAfter,
  stepPair,
  type PairMoment,
} from '../../compare/pair';
import type { ScenarioError } from '../../scenario/errors';
import { formatScenario } from '../../scenario/format';
import { parseScenario } from '../../scenario/parse';
import type { Pair, PairStep, Scenario, Side } from '../../sim/scenario';

interface Shown {
  readonly scenario: Scenario;
  readonly moments: readonly PairMoment[];
  readonly at: number;
}

const NO_PAIR: ScenarioError = {
  message:
    'the file has no [compare]: expected [compare] with systems = ["raft", "multipaxos"]. The lab runs files of one system',
  line: 1,
  column: 1,
};

/** The one mutable thing of the page: a pair of systems, what was done to both, and where the person stands in it. */
export class PairSession {
  #shown = $state.raw() as Shown;
  /** Why the last step could not be done; null: it was. */
  refusal = $state<string | null>(null);
  /** Where the file's own steps stopped short. */
  failure = $state<string | null>(null);
  /** What is wrong with the text that was to be loaded. */
  errors = $state.raw<readonly ScenarioError[]>([]);
  /** What `undo` brings back. */
  #undone = $state.raw<Shown | null>(null);

  readonly scenario: Scenario = $derived(this.#shown.scenario);
  readonly moments = $derived(this.#shown.moments);
  readonly step = $derived(this.#shown.at);
  readonly lastStep = $derived(this.#shown.moments.length - 1);
  readonly moment = $derived(this.#shown.moments[this.#shown.at] as PairMoment);
  readonly systems: Pair['systems'] = $derived(this.scenario.pair?.systems ?? DEFAULT_SYSTEMS);
  /** The phase that Next does; null: it goes along what was done already, or nothing is left. */
  readonly nextStage = $derived(stageAfter(this.moment));

  constructor(scenario: Scenario) {
    this.open(scenario);
  }

  /** Shows the start of a pair, its own steps done ahead. */
  open(scenario: Scenario): void {
    const { moments, failure } = playPair(scenario);
    this.#shown = { scenario, moments, at: 0 };
    this.refusal = null;
    this.failure = failure === undefined ? null : `The file stops short at ${failure}`;
    this.#undone = null;
  }

  /** Reads a pair; a text with errors changes nothing but the list of them. */
  load(toml: string): boolean {
    const read = parseScenario(toml);
    this.errors = !read.ok ? read.errors : read.scenario.pair ? [] : [NO_PAIR];
    if (!read.ok || !read.scenario.pair) return false;
    this.open(read.scenario);
    return true;
  }

  next(): void {
    if (this.step < this.lastStep) this.jump(this.step + 1);
    else this.do({ action: 'phase' });
  }

  back(): void {
    this.jump(this.step - 1);
  }

  jump(step: number): void {
    this.refusal = null;
    this.#shown = { ...this.#shown, at: Math.max(0, Math.min(step, this.lastStep)) };
  }

  /** Does a step behind the moment shown. In the past, what came after gives way, and `undo` brings it back. */
  do(step: PairStep): void {
    const { moments, at } = this.#shown;
    const known = moments[at + 1];
    if (known && JSON.stringify(known.step) === JSON.stringify(step)) return this.jump(at + 1);
    const result = stepPair(this.moment, step);
    this.refusal = result.ok ? null : result.error;
    if (!result.ok) return;
    this.#undone = known ? this.#shown : null;
    this.#shown = { ...this.#shown, moments: [...moments.slice(0, at + 1), result.moment], at: at + 1 };
  }

  /** Puts another system on one side, from the start; `undo` takes it back. */
  choose(side: Side, name: string): void {
    const [left, right] = this.systems;
    const systems: Pair['systems'] = side === 'left' ? [name, right] : [left, name];
    const before = this.#shown;
    this.open({ ...this.scenario, pair: { systems, steps: [] } });
    this.#undone = before;
  }

  /** Begins the pair afresh; `undo` takes that back. */
  restart(): void {
    const before = this.#shown;
    this.open(this.scenario);
    this.#undone = before;
  }

  get canUndo(): boolean {
    return this.#undone !== null;
  }

  undo(): void {
    if (this.#undone) this.#shown = this.#undone;
    this.dismiss();
  }

  dismiss(): void {
    this.refusal = null;
    this.failure = null;
    this.#undone = null;
  }

  /** The pair with all its steps, as TOML. */
  toToml(): string {
    return formatScenario({ ...this.scenario, pair: { systems: this.systems, steps: this.#steps } });
  }

  /** One side's run up to the moment shown, as a scenario for the lab. */
  sideToToml(side: Side): string {
    return formatScenario(sideScenario(this.scenario, this.moments.slice(0, this.step + 1), side));
  }

  /** Whether all steps are the scenario's own. */
  get untouched(): boolean {
    return JSON.stringify(this.#steps) === JSON.stringify(this.scenario.pair?.steps ?? []);
  }

  get #steps(): readonly PairStep[] {
    return this.moments.flatMap(({ step }) => step ?? []);
  }
}
