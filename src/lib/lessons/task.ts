/** Whether a task is done, by the same code as `expect`. */
import { unmetViolation } from '../checks/expect-violation';
import type { Violation } from '../checks/violation';
import type { Protocol } from '../protocol/protocol';
import type { Task } from '../sim/action';
import { differencesFrom, told, type Difference } from '../sim/expect';
import type { World } from '../sim/world';

/**
 * What is still missing, a sentence for each; empty: the task is done.
 *
 * @param violations the violations up to this world
 */
export function missing(
  system: Protocol,
  task: Task,
  world: World,
  violations: readonly Violation[],
): readonly string[] {
  return task.until.flatMap((wanted) =>
    'violation' in wanted && wanted.violation !== undefined
      ? unbroken(violations, wanted.violation)
      : differencesFrom(system, world, wanted).map((difference) => sentence(system, difference)),
  );
}

function unbroken(violations: readonly Violation[], wanted: string): readonly string[] {
  const difference = unmetViolation(violations, wanted);
  if (difference === null) return [];
  return [wanted === 'none' ? difference : `the promise “${wanted.replaceAll('-', ' ')}” still holds`];
}

/** As a student reads it. */
function sentence({ fields }: Protocol, { of, field, found, wanted }: Difference): string {
  if (field === 'role')
    return wanted === 'leader' ? `${of} does not lead` : `${of} is ${a(found)}, not ${a(wanted)}`;
  if (field === 'alive') return wanted === true ? `${of} is down` : `${of} is not down`;
  if (field === 'reply')
    return found === undefined ? `${of} has no answer` : `${of}'s last answer is “${found}”, not “${wanted}”`;
  if (field === fields?.vote)
    return `${of} has voted for ${found === '' ? 'nobody' : found}, not for ${wanted === '' ? 'nobody' : wanted}`;
  const name = { log: 'log has the terms', store: 'store has' }[field] ?? `${field.replaceAll('_', ' ')} is`;
  return `${of}'s ${name} ${value(found)}, not ${value(wanted)}`;
}

const a = (role: unknown) => `a ${role}`;

function value(of: unknown): string {
  if (Array.isArray(of)) return of.length === 0 ? 'none' : of.join(' ');
  if (typeof of !== 'object' || of === null) return told(of);
  return (
    Object.entries(of)
      .map(([key, one]) => `${key} = ${one}`)
      .join(', ') || 'nothing'
  );
}
