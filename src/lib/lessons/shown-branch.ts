/** The branches that a lesson shows for an answer (`shows`). */
import { systemOf } from '../scenario/all-systems';
import type { Action } from '../sim/action';
import { unroll } from '../sim/step';
import type { World } from '../sim/world';

/**
 * What is wrong with a branch, to follow "it shows what"; null: nothing.
 *
 * @param before the world in which the question is asked
 * @param path the situations of the lesson's own path: a branch that ends in one of them shows nothing new
 */
export function branchFault(
  before: World,
  shows: readonly Action[],
  path: ReadonlySet<string>,
): string | null {
  let world = before;
  for (const one of shows) {
    const { done, failure } = unroll(systemOf(world.setup), world, one);
    if (failure !== undefined) return `cannot be done: ${failure}`;
    world = done.at(-1)?.world ?? world;
  }
  return path.has(situation(world)) ? 'ends where the lesson leads anyway' : null;
}

/** What a student sees of a world, in a form that can be compared: times, counters and ids of messages do not count. */
export function situation({ nodes, clients, network: { inFlight, groups } }: World): string {
  const messages = inFlight.map(({ id: _, ...message }) => JSON.stringify(message)).sort();
  const heard = Object.values(clients).map(({ history }) => history.map(({ result }) => result ?? null));
  return JSON.stringify([nodes, heard, messages, groups]);
}
