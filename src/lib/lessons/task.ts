/** Whether a task is done, told by the same code as `expect`. */
import { unmetViolation } from '../checks/expect-violation';
import type { Violation } from '../checks/violation';
import type { Protocol } from '../protocol/protocol';
import type { Task } from '../sim/action';
import { unmet } from '../sim/expect';
import type { World } from '../sim/world';

/**
 * What is still missing, a sentence each; empty: the task is done.
 *
 * @param violations what has been broken up to this world.
 */
export function missing(
  system: Protocol,
  task: Task,
  world: World,
  violations: readonly Violation[],
): readonly string[] {
  return task.until.flatMap((wanted) => {
    const difference =
      'violation' in wanted && wanted.violation !== undefined
        ? unmetViolation(violations, wanted.violation)
        : unmet(system, world, wanted);
    return difference ?? [];
  });
}
