import { valueOf, type Handle } from '../../../lessons/handles';
import type { Session } from '../../run/session.svelte';

/** The last step up to the one shown that set a value. */
export function stepThatSet({ system, world, path, step }: Session, handle: Handle): number {
  const value = valueOf(system, world, handle);
  let at = step;
  while (at > 0 && valueOf(system, path.at(at - 1)?.world ?? world, handle) === value) at--;
  return at;
}
