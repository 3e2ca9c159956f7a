/** Leaders and replicas that have not applied a chosen command. */
import { lacksOf, they, type Lack, type Reason } from '../../../protocol/lack';
import { slotsOf } from '../command';
import { isReplica, type Replica } from '../state';
import { inFlightTo } from './flight';
import { chosenIn, idsOf, type Learning, type Cluster } from './cluster';

/** The slot that the node would apply next, if it is chosen, and all later ones that it knows. */
export function applyLacks(cluster: Cluster, node: Learning): Lack[] {
  const { id, chosen, lastApplied } = node;
  const proposes = (slot: number) => !isReplica(node) && node.proposals[slot] !== undefined;
  const next = lastApplied + 1;
  const known = slotsOf(chosen).filter((slot) => slot > next);
  const missing = chosenIn(cluster, next) !== null && !chosen[next] && !proposes(next) ? [next] : [];
  return [...missing, ...known].flatMap((slot) =>
    lacksOf(
      cluster,
      { kind: 'entry', node: id, index: slot },
      `Why has ${id} not applied slot ${slot}?`,
      () =>
        slot === next
          ? unknown(cluster, node, slot)
          : [waits(node, slot, next), ...unknown(cluster, node, next)],
    ),
  );
}

function waits({ id }: Learning, slot: number, next: number): Reason {
  const why = `${id} knows slot ${slot} but applies slots in order, and it does not know slot ${next} yet.`;
  return { on: [id], why, rule: 'apply-in-order' };
}

/** Why a learner does not know what is, or may be, chosen for the slot that it would apply next. */
export function unknown(cluster: Cluster, node: Learning, slot: number): Reason[] {
  const { id, alive } = node;
  if (!alive) {
    const again = isReplica(node) ? 'asks for it again once it is back' : 'learns it again once it leads';
    const why = `${id} is down: it has lost what it had learnt, and ${again}.`;
    return [{ on: [id], why, rule: isReplica(node) ? 'catch-up' : 'promise-quorum' }];
  }
  if (chosenIn(cluster, slot) === null)
    return [{ on: [], why: `Slot ${slot} is not chosen.`, rule: 'accept-quorum' }];
  return isReplica(node) ? missed(cluster, node, slot) : [learnsByLeading(node.role, id, slot)];
}

function learnsByLeading(role: string, id: string, slot: number): Reason {
  const does = role === 'leading' ? 'leads and does not propose it' : `is ${role}`;
  const why = `${id} ${does}: commits go to replicas, and a leader learns slot ${slot} when a quorum accepts it in its own ballot.`;
  return { on: [id], why, rule: 'learn' };
}

function missed(cluster: Cluster, node: Replica, slot: number): Reason[] {
  const { id } = node;
  const knowing = cluster.learners.filter(
    (other) => other.alive && other.id !== id && other.chosen[slot] !== undefined,
  );
  const near = knowing.filter((other) => cluster.reaches(id, other.id));
  const far = knowing.filter((other) => !near.includes(other));
  const apart = `cut off from ${id} by the partition.`;
  const reasons: Reason[] = [];
  if (near.length > 0) {
    const tells = inFlightTo(cluster, id, 'Commit', slot).some((it) => cluster.reaches(it.from, id));
    const then = tells ? 'Commit is in flight to it' : 'it asks when its retry timer fires';
    const why = `${they(idsOf(near), 'knows', 'know')} slot ${slot}; ${id} does not know it yet, and ${then}.`;
    reasons.push({ on: [...idsOf(near), id], why, rule: tells ? 'learn' : 'catch-up' });
  }
  if (far.length > 0)
    reasons.push({
      on: idsOf(far),
      why: `${they(idsOf(far), 'knows', 'know')} slot ${slot}, ${far.length === 1 ? 'and is' : 'and are'} ${apart}`,
      rule: null,
    });
  if (knowing.length > 0) return reasons;
  const why = `A quorum of acceptors has accepted slot ${slot}, but no other node that is up knows this: the next leader learns of it from their promises and proposes it again.`;
  return [{ on: idsOf(cluster.leaders), why, rule: 'phase-2a' }];
}
