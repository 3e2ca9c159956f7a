import type { Portrait } from '../protocol/portrait';
import type { Description } from '../protocol/description';
import type { NodeState } from '../protocol/protocol';

/** More than the nodes of two worlds. */
const MOST = 64;
let lately = new Map<NodeState, Portrait>();
let earlier = new Map<NodeState, Portrait>();

/**
 * The portrait of a node, cached: a step changes few nodes, and several panels show each. A node's state is replaced,
 * never changed, so one state has one portrait.
 */
export function portraitOf(system: Description, node: NodeState): Portrait {
  const portrait = lately.get(node) ?? earlier.get(node) ?? system.portrait(node);
  if (lately.size >= MOST) [earlier, lately] = [lately, new Map()];
  lately.set(node, portrait);
  return portrait;
}
