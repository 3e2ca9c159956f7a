/** Whether a candidate can still win its term, whatever is delivered, lost, crashed or restarted from here on. */
import type { ActorId } from '../../../protocol/message';
import { firstMissing, lastIndex, type Log } from '../log';
import type { MessageOf } from '../message';
import { isVote } from '../candidates';
import type { RaftState } from '../state';
import { newTurn } from '../turn';
import { inFlightTo, majorityOf, othersOf, type Scene } from './scene';

/** The answers in flight that this candidate would count, of those whose vote it has not counted yet. */
export function votesInFlight(scene: Scene, candidate: RaftState): readonly MessageOf<'VoteResponse'>[] {
  const turn = newTurn(candidate, scene.environment);
  return inFlightTo(scene, candidate.id, 'VoteResponse').filter(
    (message) => isVote(turn, message).holds && !candidate.votes.includes(message.from),
  );
}

/** Whether the candidate’s request is in flight to a voter: it is sent once a term. */
export function isAsked(scene: Scene, { id, currentTerm }: RaftState, voter: ActorId): boolean {
  return inFlightTo(scene, voter, 'RequestVote').some(
    ({ from, term }) => from === id && term === currentTerm,
  );
}

/**
 * Whether too few votes can come. With a deliberate bug on nothing is said to be out of the question: it may break just the rule
 * that this rests on.
 *
 * @param refusing those that would refuse if they were asked now, each with the rule
 */
export function isHopeless(
  scene: Scene,
  candidate: RaftState,
  refusing: ReadonlyMap<ActorId, string | null>,
): boolean {
  if (scene.environment.options.bugs.length > 0) return false;
  const counted = new Set([...candidate.votes, ...votesInFlight(scene, candidate).map(({ from }) => from)]);
  const may = othersOf(scene, candidate.id).all.filter((voter) => {
    if (counted.has(voter.id) || !isAsked(scene, candidate, voter.id)) return false;
    const rule = refusing.get(voter.id);
    return (
      rule === undefined || (rule === 'vote-up-to-date' && mayGiveWay(scene, voter, candidate.currentTerm))
    );
  });
  return !majorityOf(scene, [...counted, ...may.map(({ id }) => id)]).verdict.holds;
}

/** Whether a leader of an earlier term than this may yet replace entries of a voter, so that its log is behind one day. */
function mayGiveWay(scene: Scene, voter: RaftState, term: number): boolean {
  const nodes = Object.values(scene.nodes);
  const earlier = (other: number) => other >= voter.currentTerm && other < term;
  if (inFlightTo(scene, voter.id, 'AppendEntries').some((it) => earlier(it.term) && conflicts(voter.log, it)))
    return true;
  const below = nodes.filter(({ currentTerm }) => currentTerm < term).map(({ id }) => id);
  const may = (counted: readonly ActorId[]) => majorityOf(scene, [...counted, ...below]).verdict.holds;
  return nodes.some((node) => {
    if (may([]) && node.currentTerm + 1 < term) return true;
    if (!node.alive || !earlier(node.currentTerm)) return false;
    if (node.role === 'candidate')
      return may([...node.votes, ...votesInFlight(scene, node).map(({ from }) => from)]);
    return node.role === 'leader' && firstMissing(node.log, 0, voter.log) !== null;
  });
}

/** Whether a message replaces an entry of this log. */
function conflicts(log: Log, { prevLogIndex, entries }: MessageOf<'AppendEntries'>): boolean {
  const missing = firstMissing(log, prevLogIndex, entries);
  return missing !== null && missing <= lastIndex(log);
}
