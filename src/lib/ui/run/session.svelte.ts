import type { ScenarioError } from '../../scenario/errors';
import type { System } from '../../run/system';
import { actsOf, stepsOf } from '../../run/record';
import type { Naming } from '../../sim/select';
import type { Scenario } from '../../sim/scenario';
import type { ScenarioRun } from './scenario-run';
import { Stepper } from './stepper.svelte';
import type { Opened } from './toml';

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
      { ...this.scenario, setup: { ...setup, options }, steps: actsOf(this.system, this.path) },
      this.system,
      'The bugs switched on have changed.',
    );
    this.jump(step);
  }

  /** With the acts up to the tip of the branch shown; the scenario's own steps as they were read. */
  toScenario(naming?: Naming): Scenario {
    return { ...this.scenario, steps: stepsOf(this.system, this.path, naming) };
  }
}
