import type { Act } from '../../../sim/act';
import type { System } from '../../../run/system';
import type { World } from '../../../sim/world';

/** An invitation to the visitor, and its act. */
interface Offer {
  readonly label: string;
  readonly act: Act;
}

/**
 * What to try next, once a client has its answer: crash the leader, start another election, restart the first leader.
 *
 * @param atEnd whether Next has nothing to deliver
 */
export function offerAt(system: System, world: World, atEnd: boolean): Offer | null {
  const nodes = Object.values(world.nodes);
  const answered = Object.values(world.clients).some(({ history }) => history.some(({ ok }) => ok));
  if (!answered) return null;
  const leader = nodes.find((node) => node.alive && system.leads(node));
  const down = nodes.find((node) => !node.alive);
  const up = nodes.find((node) => node.alive);
  if (leader && !down) return { label: 'Now crash the leader', act: { action: 'crash', node: leader.id } };
  if (!atEnd) return null;
  if (!leader && up)
    return { label: `Let ${up.id} stand for election`, act: { action: 'timeout', node: up.id } };
  return down ? { label: `Restart ${down.id}`, act: { action: 'restart', node: down.id } } : null;
}
