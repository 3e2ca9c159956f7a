import type { ScenarioError } from '../scenario/errors';
import type { ParseResult } from '../scenario/parse';
import type { Act } from '../sim/act';
import type { Step } from '../sim/action';
import { asRecorded, toSteps, type Naming, type Recorded } from '../sim/select';
import type { Scenario } from '../sim/scenario';
import type { Moment } from '../sim/timeline';
import type { ScenarioRun } from './scenario-run';
import { Stepper } from './stepper.svelte';

/** A stepper that shows what was read, and gives its run as a scenario again. */
export class Session extends Stepper implements ScenarioRun {
  readonly #known = new WeakMap<Moment, Recorded>();

  errors = $state.raw<readonly ScenarioError[]>([]);

  get shown(): object {
    return this.timeline;
  }

  load(read: ParseResult): boolean {
    this.errors = read.ok ? [] : read.errors;
    if (read.ok) this.open(read.scenario);
    return read.ok;
  }

  /** The same acts again with these bugs of its system switched on; where one can no longer be done, the run ends there. */
  withBugs(bugs: readonly string[]): void {
    const { setup } = this.scenario;
    const options = { ...setup.options, [setup.system]: { ...setup.options[setup.system], bugs } };
    const { step } = this;
    this.open({ setup: { ...setup, options }, steps: this.#steps() }, 'The bugs switched on have changed.');
    this.jump(step);
  }

  /** With the acts up to the tip of the branch shown. */
  toScenario(naming?: Naming): Scenario {
    return { setup: this.scenario.setup, steps: this.#steps(naming) };
  }

  /** The acts up to the tip of the branch shown. */
  #steps(naming?: Naming): readonly Step[] {
    const done = this.path.slice(1).map((moment, i) => this.#recorded(this.path[i] as Moment, moment));
    return toSteps(done, naming);
  }

  /** Worked out once for each moment, for it needs the world before. */
  #recorded(before: Moment, moment: Moment): Recorded {
    const known = this.#known.get(moment);
    if (known) return known;
    const { act, note } = moment;
    const recorded = asRecorded(this.system, before.world, act as Act, note);
    this.#known.set(moment, recorded);
    return recorded;
  }
}
