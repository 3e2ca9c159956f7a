import type { ScenarioError } from '../../scenario/errors';
import type { System } from '../../run/system';
import type { Act } from '../../sim/act';
import type { Step } from '../../sim/action';
import { asRecorded, toSteps, type Naming, type Recorded } from '../../sim/select';
import type { Scenario } from '../../sim/scenario';
import type { Moment } from '../../run/timeline';
import type { ScenarioRun } from './scenario-run';
import { Stepper } from './stepper.svelte';
import type { Opened } from './toml';

/** What each moment's act is recorded as: worked out once, for it needs the world before. */
const RECORDED = new WeakMap<Moment, Recorded>();

function recorded(system: System, before: Moment, moment: Moment): Recorded {
  const known = RECORDED.get(moment);
  if (known) return known;
  const { world } = before;
  const now = asRecorded(system, world, moment.act as Act, moment.note);
  RECORDED.set(moment, now);
  return now;
}

/** A stepper that shows what was read, and gives its run as a scenario again. */
export class Session extends Stepper implements ScenarioRun {
  errors = $state.raw<readonly ScenarioError[]>([]);

  get shown(): object {
    return this.timeline;
  }

  load(read: Opened): boolean {
    this.errors = read.ok ? [] : read.errors;
    if (read.ok) this.open(read.scenario, read.systems[0] as System);
    return read.ok;
  }

  /** The same acts again with these bugs of its system switched on; where one can no longer be done, the run ends there. */
  withBugs(bugs: readonly string[]): void {
    const { setup } = this.scenario;
    const options = { ...setup.options, [setup.system]: { ...setup.options[setup.system], bugs } };
    const { step } = this;
    this.open(
      { ...this.scenario, setup: { ...setup, options }, steps: this.#steps() },
      this.system,
      'The bugs switched on have changed.',
    );
    this.jump(step);
  }

  /** With the acts up to the tip of the branch shown. A lesson in which nothing was done is itself, its questions included. */
  toScenario(naming?: Naming): Scenario {
    if (this.scenario.lesson && this.untouched) return this.scenario;
    return { ...this.scenario, steps: this.#steps(naming) };
  }

  /** The acts up to the tip of the branch shown. */
  #steps(naming?: Naming): readonly Step[] {
    const done = this.path.slice(1).map((moment, i) => recorded(this.system, this.path[i] as Moment, moment));
    return toSteps(done, naming);
  }

  /** A run of thousands of steps would have to be worked out once more to be written. */
  protected override made(system: System, before: Moment, moment: Moment): void {
    recorded(system, before, moment);
  }
}
