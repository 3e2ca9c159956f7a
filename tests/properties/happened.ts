/** Random runs with the events of each step, as exports take them. */
import { start, step, type World } from '../../src/lib/index';
import type { Setup } from '../../src/lib/protocol/setup';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { begin } from '../../src/lib/sim/begin';
import type { Run } from '../../src/lib/export/run';
import { actionFor, type Choice } from './schedule';

/** A run of these choices, one single act in each step. */
export function happenedIn(setup: Setup, chosen: readonly Choice[]): Run[number][] {
  const run: Run[number][] = [
    { world: start({ setup, steps: [] }), events: begin(systemOf(setup), setup).events },
  ];
  for (const choice of chosen) {
    const { world } = run.at(-1) as { world: World };
    const action = actionFor(world, choice);
    const result = step(world, action.action === 'next' ? { action: 'next' } : action);
    if (result.ok && result.world.step === world.step + 1) run.push(result);
  }
  return run;
}
