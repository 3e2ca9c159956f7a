import type { ScenarioError } from '../scenario/errors';
import { formatScenario } from '../scenario/format';
import { parseScenario } from '../scenario/parse';
import type { Act } from '../sim/act';
import { toSteps } from '../sim/select';
import type { Moment } from '../sim/timeline';
import { Stepper } from './stepper.svelte';

/** A stepper that reads and writes TOML. */
export class Session extends Stepper {
  /** What is wrong with the text that was to be loaded. */
  errors = $state.raw<readonly ScenarioError[]>([]);

  /** Reads a scenario and shows its start; one with errors changes nothing but the list of them. */
  load(toml: string): boolean {
    const read = parseScenario(toml);
    this.errors = read.ok ? [] : read.errors;
    if (read.ok) this.open(read.scenario);
    return read.ok;
  }

  /** The set-up and the acts up to the tip of the branch shown, as TOML. */
  toToml(): string {
    const done = this.path.slice(1).map(({ act, note }, i) => ({
      world: (this.path[i] as Moment).world,
      act: act as Act,
      note,
    }));
    return formatScenario({ setup: this.scenario.setup, steps: toSteps(this.system, done) });
  }
}
