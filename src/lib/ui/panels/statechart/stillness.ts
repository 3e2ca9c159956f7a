import type { ProtocolEvent } from '../../../protocol/event';
import type { Portrait } from '../../../protocol/portrait';

/**
 * Why a machine did nothing in a step, as a sentence: its node crashed, restarted or started in it, is down, or had no
 * input.
 *
 * @param events of the step
 * @param node after the step
 */
export function stillness({ id, alive, role }: Portrait, events: readonly ProtocolEvent[]): string {
  const happened = (type: string) => events.some((event) => event.type === type && event.actor === id);
  if (happened('node-crashed')) return `${id} crashes: its machine stops here.`;
  if (happened('node-restarted')) return `${id} restarts: its machine begins again as ${role}.`;
  if (happened('node-started')) return `${id} starts: its machine begins as ${role}.`;
  if (!alive) return `${id} is crashed: nothing reaches its machine until it restarts.`;
  return `This step hands nothing to ${id}: its machine stays as it is.`;
}
