/** The rules of Figure 2 for candidates (§5.2), and what a candidate does after it wins. */
import type { ActorId } from '../../protocol/message';
import { say, sendAll, set, startTimer } from '../../protocol/turn';
import { all, overruledIn, tacit } from '../../protocol/verdict';
import { countsOnce } from './bounds';
import type { RaftVerdict } from './decisions';
import { lastIndex, lastTerm } from './log';
import { isMajority, type Majority } from './majority';
import type { MessageOf } from './message';
import { appendOwn, replicate, sendAppendEntries } from './rules';
import type { RaftState } from './state';
import { ignore, peers, type Turn } from './turn';

/** "On conversion to candidate: increment currentTerm, vote for self, reset election timer, send RequestVote RPCs". */
export function startElection(turn: Turn): Turn {
  const { id, role } = turn.node;
  const term = turn.node.currentTerm + 1;
  const candidate = set(turn, { currentTerm: term, votedFor: id, votes: [id], leader: null });
  const told = say(candidate, {
    type: 'election-started',
    rule: 'candidate-start',
    term,
    again: role === 'candidate',
  });
  return sendAll(startTimer(told, 'election'), peers(turn), requestVote(told.node));
}

/** The request that a candidate sends to every other server. */
export function requestVote({ id, currentTerm, log }: RaftState) {
  return {
    type: 'RequestVote',
    term: currentTerm,
    candidateId: id,
    lastLogIndex: lastIndex(log),
    lastLogTerm: lastTerm(log),
  } as const;
}

/** Whether a VoteResponse is a vote in this election. */
export function isVote(
  { node, environment: { decide } }: Turn,
  message: MessageOf<'VoteResponse'>,
): RaftVerdict {
  return all(decide.isOfThisElection(node, message), decide.isVote(message));
}

/** "If votes received from majority of servers": each voter counts once. */
export function countVote(turn: Turn, message: MessageOf<'VoteResponse'>): Turn {
  const { node, environment } = turn;
  const { from } = message;
  const votes = environment.decide.countVoter(node.votes, from);
  const again = votes === node.votes;
  const counts = again ? isVote(turn, message) : all(isVote(turn, message), countsOnce(node.votes, from));
  const { needed, paper } = majorityOf(turn, votes);
  return say(set(turn, { votes }), {
    type: 'vote-counted',
    rule: 'candidate-win',
    voter: from,
    votes: votes.length,
    needed,
    again,
    comparisons: (overruledIn(counts) ? tacit(counts) : paper).comparisons,
  });
}

function majorityOf({ environment }: Turn, votes: readonly ActorId[]): Majority {
  return isMajority(environment, votes, 'votes', 'votes');
}

/** A refusal, or a vote from an older election, does not count. */
export function missVote(turn: Turn, message: MessageOf<'VoteResponse'>): Turn {
  const { node } = turn;
  if (message.term < node.currentTerm) return ignore(turn, message, 'stale-term');
  const { needed } = majorityOf(turn, node.votes);
  const votes = node.votes.length;
  return say(turn, { type: 'vote-missed', rule: 'candidate-win', voter: message.from, votes, needed });
}

export function hasMajority(turn: Turn): RaftVerdict {
  return majorityOf(turn, turn.node.votes).verdict;
}

/** "If votes received from majority of servers: become leader", and what leaders do upon election. */
export function becomeLeader(turn: Turn): Turn {
  const { node, environment } = turn;
  const { decide, options, servers } = environment;
  const others = peers(turn);
  const next = lastIndex(node.log) + 1;
  const won = say(turn, {
    type: 'election-won',
    rule: 'candidate-win',
    term: node.currentTerm,
    votes: node.votes.length,
    servers: servers.length,
    comparisons: hasMajority(turn).comparisons,
  });
  const leads = set(won, {
    leader: node.id,
    votes: [],
    nextIndex: Object.fromEntries(others.map((peer) => [peer, next])),
    matchIndex: Object.fromEntries(others.map((peer) => [peer, 0])),
    sessions: decide.sessionsOfNewLeader(node),
  });
  if (!options.leaderNoop) return sendAppendEntries(leads);
  return replicate(appendOwn(leads, { term: node.currentTerm, op: 'noop' }));
}

/** "If AppendEntries RPC received from new leader: convert to follower" (§5.2). */
export function yieldToLeader(turn: Turn, { term, from }: MessageOf<'AppendEntries'>): Turn {
  const told = say(turn, { type: 'stepped-down', rule: 'candidate-yield', was: 'candidate', term, by: from });
  return set(told, { votes: [] });
}
