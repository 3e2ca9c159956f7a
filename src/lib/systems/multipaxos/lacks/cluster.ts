import { some, they, type Reason, type Surroundings } from '../../../protocol/lack';
import type { ActorId, Envelope } from '../../../protocol/message';
import { ballotText as b, highestOf, sameBallot, type Ballot } from '../ballot';
import type { Command } from '../command';
import type { Environment } from '../environment';
import type { PaxosPayload } from '../message';
import { isQuorum, type Quorum } from '../quorum';
import {
  isAcceptor,
  isLeader,
  isReplica,
  type Acceptor,
  type Leader,
  type PaxosState,
  type Vote,
} from '../state';
import { acceptancesInFlight } from './flight';

/** The cluster that lacks are read from. */
export interface Cluster extends Surroundings {
  readonly acceptors: readonly Acceptor[];
  readonly leaders: readonly Leader[];
  readonly learners: readonly Learning[];
  readonly environment: Environment;
}

/** A node that learns what is chosen. */
export type Learning = Exclude<PaxosState, Acceptor>;

export function clusterOf(
  nodes: Readonly<Record<ActorId, PaxosState>>,
  environment: Environment,
  around: Surroundings,
): Cluster {
  const all = Object.values(nodes);
  const leaders = all.filter(isLeader);
  const learners = [...leaders, ...all.filter(isReplica)];
  return { acceptors: all.filter(isAcceptor), leaders, learners, environment, ...around };
}

export const idsOf = (nodes: readonly PaxosState[]): ActorId[] => nodes.map(({ id }) => id);

export const ofAcceptors = ({ acceptors }: Cluster, count: number): string =>
  `${count} of ${acceptors.length} ${acceptors.length === 1 ? 'acceptor' : 'acceptors'}`;

/**
 * The acceptors that have accepted something for a slot in this ballot: their state still shows it, they have told the
 * leader, or the message is in flight. The state of one that has accepted in a higher ballot since no longer shows it.
 */
export function acceptedIn(cluster: Cluster, slot: number, ballot: Ballot): Acceptor[] {
  const told = cluster.leaders.flatMap((leader) =>
    sameBallot(leader.ballot, ballot) ? (leader.proposals[slot]?.acceptedBy ?? []) : [],
  );
  const tell = acceptancesInFlight(cluster, slot, ballot).map(({ from }) => from);
  return cluster.acceptors.filter(
    ({ id, accepted }) =>
      sameBallot(accepted[slot]?.ballot ?? null, ballot) || told.includes(id) || tell.includes(id),
  );
}

/** The highest ballot in which an acceptor has accepted something for a slot; null: none has. */
export function highestAccepted({ acceptors }: Cluster, slot: number): Ballot | null {
  const ballots = acceptors.map(({ accepted }) => accepted[slot]?.ballot ?? null);
  return ballots.reduce((so, ballot) => highestOf(so, ballot), null);
}

/** Whether these acceptors are a quorum. */
export function quorumOf({ environment }: Cluster, acceptors: readonly ActorId[]): Quorum {
  return isQuorum(environment, [...new Set(acceptors)], 'acceptances');
}

export const isAcceptedBy = (cluster: Cluster, acceptors: readonly Acceptor[]): boolean =>
  quorumOf(cluster, idsOf(acceptors)).verdict.holds;

/** A message that is not in flight, as a node would send it now. */
export function toBeSent<P extends PaxosPayload>(from: PaxosState, to: PaxosState, payload: P): Envelope & P {
  return { id: 0, from: from.id, to: to.id, sentAt: 0, ...payload };
}

/** The command chosen for a slot, as a learner knows it or a quorum of acceptors shows it. */
export function chosenIn(cluster: Cluster, slot: number): Command | null {
  for (const { chosen } of cluster.learners) if (chosen[slot]) return chosen[slot];
  const shown = cluster.acceptors.flatMap(({ accepted }) => accepted[slot] ?? []);
  const proposed = cluster.leaders.flatMap(({ ballot, proposals }) => {
    const proposal = proposals[slot];
    return ballot && proposal ? [{ ballot, command: proposal.command }] : [];
  });
  const isChosen = ({ ballot }: Vote) => isAcceptedBy(cluster, acceptedIn(cluster, slot, ballot));
  return [...shown, ...proposed].find(isChosen)?.command ?? null;
}

/** The acceptors as a leader can reach them. */
interface Reached {
  readonly crashed: readonly Acceptor[];
  readonly cutOff: readonly Acceptor[];
  /** Those that are up and reachable. */
  readonly present: readonly Acceptor[];
}

export function reachedBy({ acceptors, reaches }: Cluster, { id }: Leader): Reached {
  const up = acceptors.filter(({ alive }) => alive);
  return {
    crashed: acceptors.filter(({ alive }) => !alive),
    cutOff: up.filter((acceptor) => !reaches(id, acceptor.id)),
    present: up.filter((acceptor) => reaches(id, acceptor.id)),
  };
}

/**
 * The acceptors that a leader cannot ask now, and whether it must wait for them.
 *
 * @param heard the acceptors whose answer has come or is in flight: it counts even if they crash now
 */
export function absences(
  cluster: Cluster,
  leader: Leader,
  heard: readonly ActorId[],
  rule: string,
): Reason[] {
  const { id } = leader;
  const { crashed, cutOff, present } = reachedBy(cluster, leader);
  const silent = ({ id: acceptor }: Acceptor) => !heard.includes(acceptor);
  const reasons = [
    ...some(crashed.filter(silent), 'is', 'are', 'down.', null),
    ...some(cutOff.filter(silent), 'is', 'are', `cut off from ${id} by the partition.`, null),
  ];
  const ids = new Set([...heard, ...idsOf(present)]);
  const counted = ids.size;
  const { verdict, needed } = quorumOf(cluster, [...ids]);
  if (verdict.holds) return reasons;
  const missing = needed - counted;
  const reaches = counted === present.length ? 'reaches' : 'has an answer from, or reaches,';
  const here = `${id} ${reaches} ${ofAcceptors(cluster, counted)}, and a quorum is ${needed}`;
  const why = `${here}: it waits until ${missing === 1 ? 'one more is' : `${missing} more are`} back.`;
  return [...reasons, { on: idsOf([...crashed, ...cutOff].filter(silent)), why, rule }];
}

/** The words for an acceptor that refuses a ballot. */
export function promisedHigher({ id, promised }: Acceptor, ballot: Ballot, rule: string): Reason {
  const why = `${id} has promised ballot ${b(promised)}, which is higher than ${b(ballot)}.`;
  return { on: [id], why, rule };
}

/** "a1", "a1 and a2", "a1, a2 and a3". */
const named = (nodes: readonly PaxosState[]): string => they(idsOf(nodes), '', '').trim();

/** The messages in flight to some acceptors, and those that will be sent again to the others. */
export function onTheWay(
  { id }: Leader,
  what: string,
  rule: string,
  waiting: readonly Acceptor[],
  isSent: (acceptor: Acceptor) => boolean,
): Reason[] {
  const sent = waiting.filter(isSent);
  const lost = waiting.filter((acceptor) => !sent.includes(acceptor));
  const reasons: Reason[] = [];
  if (sent.length > 0)
    reasons.push({ on: idsOf(sent), why: `${what} is in flight to ${named(sent)}.`, rule });
  if (lost.length > 0) {
    const why = `Neither ${what} to ${named(lost)} nor an answer is in flight: ${id} resends it when its retry timer fires.`;
    reasons.push({ on: [...idsOf(lost), id], why, rule: 'send-again' });
  }
  return reasons;
}
