import type { ProtocolEvent } from '../../protocol/event';
import type { System } from '../system';
import type { Done } from '../../sim/step';
import type { World } from '../../sim/world';

/**
 * The events that tell several acts: those of the first act that changed the leader or settled a command, else of the
 * first that wrote a command, else of the last. None: nothing was done.
 */
export function telling(system: System, before: World, done: readonly Done[]): readonly ProtocolEvent[] {
  const first = (look: (system: System, world: World) => string) =>
    done.find(({ world }, i) => look(system, done[i - 1]?.world ?? before) !== look(system, world));
  const told = first(turns) ?? first(written) ?? done.at(-1);
  return told?.events ?? [];
}

const turns = (system: System, world: World) => `${leading(system, world)}/${settled(system, world)}`;

function leading(system: System, { nodes }: World): string {
  return Object.values(nodes)
    .filter((node) => system.leads(node))
    .map(({ id }) => id)
    .join();
}

/** How many commands are settled, on the node with most. */
function settled(system: System, { nodes }: World): number {
  const counts = Object.values(nodes).map(
    (node) => system.portrait(node).row?.cells.filter((cell) => cell.settled).length ?? 0,
  );
  return Math.max(0, ...counts);
}

/** How many commands each node has. */
function written(system: System, { nodes }: World): string {
  return Object.values(nodes)
    .map((node) => system.portrait(node).row?.cells.length ?? 0)
    .join();
}
