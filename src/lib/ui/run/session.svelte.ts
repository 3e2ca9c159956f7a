import { actsOf, stepsOf } from '../../run/record';
import { actionOf } from '../../sim/action';
import type { Naming } from '../../sim/select';
import type { Scenario } from '../../sim/scenario';
import type { ScenarioRun } from './scenario-run';
import { Stepper } from './stepper.svelte';
import type { Opened } from './toml';

/** A stepper that opens parsed scenarios, and gives its run as a scenario. */
export class Session extends Stepper implements ScenarioRun {
  get shown(): object {
    return this.timeline;
  }

  load(read: Opened): boolean {
    this.errors = read.ok ? [] : read.errors;
    if (read.ok) this.open(read.scenario, read.systems[0]);
    return read.ok;
  }

  async loadInSlices(read: Opened): Promise<boolean | null> {
    this.errors = read.ok ? [] : read.errors;
    if (!read.ok) return false;
    return (await this.openInSlices(read.scenario, read.systems[0])) || null;
  }
  /** Does the same acts with these bugs of its system on. The run ends where an act cannot be done any more. */
  withBugs(bugs: readonly string[]): void {
    const { setup } = this.scenario;
    const options = { ...setup.options, [setup.system]: { ...setup.options[setup.system], bugs } };
    const { step } = this;
    const steps = actsOf(this.system, this.path);
    const scenario = { ...this.scenario, setup: { ...setup, options }, steps };
    this.openAgain(scenario, this.path.length, 'The bugs switched on have changed.', () => this.jump(step));
  }

  /** With the acts up to a step of the branch shown. */
  scenarioAt(step: number): Scenario {
    return { ...this.scenario, steps: actsOf(this.system, this.path.slice(0, step + 1)) };
  }

  /**
   * Shows the result of a search from a step of the branch shown: its last acts as a branch, opened at the first of
   * them. If the set-up differs, or the result does not begin like this run, it is opened as a scenario.
   */
  follow(found: Scenario, added: number, from: number): void {
    const begun = found.steps.slice(0, found.steps.length - added);
    const here = this.scenarioAt(from);
    const same = JSON.stringify([found.setup, begun]) === JSON.stringify([here.setup, here.steps]);
    if (same) this.jump(from);
    if (same) for (const step of found.steps.slice(begun.length)) this.do(actionOf(step));
    else this.open(found, this.system, 'What the search found is open.');
    this.jump(from + 1);
  }

  /** With the acts up to the tip of the branch shown; the scenario's own steps stay as they were read. */
  toScenario(naming?: Naming): Scenario {
    return { ...this.scenario, steps: stepsOf(this.system, this.path, naming) };
  }
}
