/** Whether a candidate can still win its term, whatever is delivered, lost, crashed or restarted from now on. */
import type { ActorId } from '../../../protocol/message';
import { firstMissing, lastIndex, type Log } from '../log';
import type { MessageOf } from '../message';
import { isVote } from '../candidates';
import type { RaftState } from '../state';
import { newTurn } from '../turn';
import { inFlightTo, majorityOf, othersOf, type Cluster } from './cluster';

/** The votes in flight to this candidate from voters that it has not counted yet. */
export function votesInFlight(cluster: Cluster, candidate: RaftState): readonly MessageOf<'VoteResponse'>[] {
  const turn = newTurn(candidate, cluster.environment);
  return inFlightTo(cluster, candidate.id, 'VoteResponse').filter(
    (message) => isVote(turn, message).holds && !candidate.votes.includes(message.from),
  );
}

/** Whether the candidate’s request to a voter is in flight. It is sent once a term. */
export function isAsked(cluster: Cluster, { id, currentTerm }: RaftState, voter: ActorId): boolean {
  return inFlightTo(cluster, voter, 'RequestVote').some(
    ({ from, term }) => from === id && term === currentTerm,
  );
}

/**
 * Whether the candidate can no longer get enough votes. With a deliberate bug on the answer is always no, because the bug
 * may break a rule that this relies on.
 *
 * @param refusing the voters that would refuse if they were asked now, each with the rule
 */
export function isHopeless(
  cluster: Cluster,
  candidate: RaftState,
  refusing: ReadonlyMap<ActorId, string | null>,
): boolean {
  if (cluster.environment.options.bugs.length > 0) return false;
  const counted = new Set([...candidate.votes, ...votesInFlight(cluster, candidate).map(({ from }) => from)]);
  const may = othersOf(cluster, candidate.id).all.filter((voter) => {
    if (counted.has(voter.id) || !isAsked(cluster, candidate, voter.id)) return false;
    const rule = refusing.get(voter.id);
    return (
      rule === undefined || (rule === 'vote-up-to-date' && mayGiveWay(cluster, voter, candidate.currentTerm))
    );
  });
  return !majorityOf(cluster, [...counted, ...may.map(({ id }) => id)]).verdict.holds;
}

/**
 * Whether a leader of an earlier term may still overwrite entries of a voter, so that the voter's log falls behind the
 * candidate's.
 */
function mayGiveWay(cluster: Cluster, voter: RaftState, term: number): boolean {
  const nodes = Object.values(cluster.nodes);
  const earlier = (other: number) => other >= voter.currentTerm && other < term;
  if (
    inFlightTo(cluster, voter.id, 'AppendEntries').some((it) => earlier(it.term) && conflicts(voter.log, it))
  )
    return true;
  const below = nodes.filter(({ currentTerm }) => currentTerm < term).map(({ id }) => id);
  const may = (counted: readonly ActorId[]) => majorityOf(cluster, [...counted, ...below]).verdict.holds;
  return nodes.some((node) => {
    if (may([]) && node.currentTerm + 1 < term) return true;
    if (!node.alive || !earlier(node.currentTerm)) return false;
    if (node.role === 'candidate')
      return may([...node.votes, ...votesInFlight(cluster, node).map(({ from }) => from)]);
    return node.role === 'leader' && firstMissing(node.log, 0, voter.log) !== null;
  });
}

/** Whether a message replaces an entry of this log. */
function conflicts(log: Log, { prevLogIndex, entries }: MessageOf<'AppendEntries'>): boolean {
  const missing = firstMissing(log, prevLogIndex, entries);
  return missing !== null && missing <= lastIndex(log);
}
