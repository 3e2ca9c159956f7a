/** All safety promises of gossip, checked from outside. Convergence is a liveness goal and not among them. */
import type { ActorId } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';
import type { World } from '../../sim/world';
import { accused, type Checks, type CheckState } from '../violation';
import { PROMISES } from './promises';

export const gossipChecks: Checks = {
  promises: PROMISES,
  begin: (world) => peersOf(world).reduce((so, peer) => valueSet(so, world, peer), NOTHING),
  observe: (memory, before, world) => {
    const old = new Map(peersOf(before).map((peer) => [peer.id, peer]));
    const changed = peersOf(world).filter((peer) => old.get(peer.id)?.value !== peer.value);
    return changed.reduce(
      (so, peer) => valueSet(valueMonotonic(so, world, old.get(peer.id), peer), world, peer),
      memory,
    );
  },
};

const NOTHING: CheckState = { violations: [], accused: {} };

interface Peer extends NodeState {
  readonly value: number;
}

const isPeer = (node: NodeState): node is Peer => 'value' in node;

const peersOf = ({ nodes }: World): readonly Peer[] => Object.values(nodes).filter(isPeer);

function valueMonotonic(
  so: CheckState,
  world: World,
  before: Peer | undefined,
  { id, value }: Peer,
): CheckState {
  if (!before || value >= before.value) return so;
  return accuse(so, world, 'value-monotonic', id, `${id} held ${before.value} and now holds ${value}.`);
}

function valueSet(so: CheckState, world: World, { id, value }: Peer): CheckState {
  if (value === 0 || numbersOf(world).has(value)) return so;
  return accuse(so, world, 'value-set', id, `${id} holds ${value}, which nobody has set.`);
}

function accuse(
  so: CheckState,
  { step }: World,
  invariant: keyof typeof PROMISES,
  id: ActorId,
  evidence: string,
): CheckState {
  const message = `${PROMISES[invariant]}. ${evidence}`;
  return accused(so, { invariant, step, message, nodes: [id] }, `${id}/${step}`);
}

/** All numbers that clients have put so far, and those of the set-up. */
function numbersOf({ clients, setup }: World): ReadonlySet<number> {
  const asked = Object.values(clients).flatMap(({ history }) => history.map(({ value = '' }) => value));
  const begun = [...setup.nodes, ...setup.messages].map((given) => String(given['value'] ?? ''));
  return new Set([...asked, ...begun].map((text) => Number(/(?<!\d)\d+$/.exec(text)?.[0] ?? 0)));
}
