import { setup } from 'xstate';
import { entries, fed, guardsOf, typesOf } from '../../protocol/role-machine';
import { compareIs, not } from '../../protocol/verdict';
import { refuseRequest } from './answers';
import * as candidates from './candidates';
import { mustWait, queueRequest, takeRequest, takeWaiting } from './clients';
import { isNewer } from './decisions';
import type { RaftMessage } from './message';
import * as receivers from './receivers';
import * as rules from './rules';
import { ignore, type Turn } from './turn';

/** The inputs of the role machine: messages, a newer term in one of them (fed first), and two timers. */
export type RaftInput =
  RaftMessage | rules.NewerTerm | { readonly type: 'timeout' } | { readonly type: 'heartbeat' };

const { does, asks } = entries<Turn, RaftInput>();
type Request = 'ClientPut' | 'ClientGet' | 'ClientDelete';
type OfTerm = 'AppendEntries' | 'AppendEntriesResponse' | 'CommitNotification';

/** The verdicts that the guards go by. */
export const questions = {
  hasMajority: asks(candidates.hasMajority),
  stepsDown: asks<'NewerTerm'>(({ node, environment }, message) =>
    environment.decide.stepsDown(node, message),
  ),
  grantsVote: asks<'RequestVote'>(receivers.grantsVote),
  isVote: asks<'VoteResponse'>(candidates.isVote),
  isStale: asks<OfTerm>(({ node, environment }, message) => not(environment.decide.isCurrent(node, message))),
  logMatches: asks<'AppendEntries'>(({ node, environment }, message) =>
    environment.decide.prevMatches(node, message),
  ),
  succeeded: asks<'AppendEntriesResponse'>((_turn, { success, from }) =>
    compareIs('succeeded', { name: 'success', value: success, of: from }),
  ),
  believesNotification: asks<'CommitNotification'>(receivers.believesNotification),
  mustWait: asks(mustWait),
};

const vote = [{ guard: 'grantsVote', actions: 'grantVote' }, { actions: 'refuseVote' }] as const;
const convert = [
  { guard: 'stepsDown', target: 'follower', actions: ['adoptTerm', 'stepDown'] },
  { actions: 'adoptTerm' },
] as const;

export const raftMachine = setup({
  types: typesOf<Turn, RaftInput>(),
  guards: guardsOf(questions),
  actions: {
    adoptTerm: does<'NewerTerm'>(rules.adoptTerm),
    stepDown: does<'NewerTerm'>(rules.stepDown),
    startElection: does(candidates.startElection),
    grantVote: does<'RequestVote'>(receivers.grantVote),
    refuseVote: does<'RequestVote'>(receivers.refuseVote),
    countVote: does<'VoteResponse'>(candidates.countVote),
    missVote: does<'VoteResponse'>(candidates.missVote),
    becomeLeader: does(candidates.becomeLeader),
    yieldToLeader: does<'AppendEntries'>(candidates.yieldToLeader),
    acceptAppend: does<'AppendEntries'>(receivers.acceptAppend),
    refuseStaleAppend: does<'AppendEntries'>(receivers.refuseStaleAppend),
    refuseUnmatchedAppend: does<'AppendEntries'>(receivers.refuseUnmatchedAppend),
    heartbeat: does(rules.heartbeat),
    advanceMatch: does<'AppendEntriesResponse'>(rules.advanceMatch),
    stepNextBack: does<'AppendEntriesResponse'>(rules.stepNextBack),
    learnCommit: does<'CommitNotification'>(receivers.learnCommit),
    ignoreNotification: does<'CommitNotification'>(receivers.ignoreNotification),
    takeRequest: does<Request>(takeRequest),
    queueRequest: does<Request>(queueRequest),
    takeWaiting: does(takeWaiting),
    refuseRequest: does<Request>((turn, { from: client, request }) =>
      refuseRequest(turn, { client, request }),
    ),
    ignoreStale: does<'AppendEntriesResponse'>((turn, message) => ignore(turn, message, 'stale-term')),
    ignoreVote: does<'VoteResponse'>((turn, message) => ignore(turn, message, 'not-candidate')),
    ignoreAnswer: does<'AppendEntriesResponse'>((turn, message) => ignore(turn, message, 'not-leader')),
    ignoreStart: does<'StartElection'>((turn, message) => ignore(turn, message, 'already-leads')),
    ignoreOtherLeader: does<'AppendEntries' | 'CommitNotification'>((turn, message) =>
      ignore(turn, message, 'other-leader-of-term'),
    ),
  },
}).createMachine({
  id: 'raft',
  context: ({ input }) => input,
  initial: 'follower',
  states: {
    follower: {
      on: {
        NewerTerm: { actions: 'adoptTerm' },
        timeout: { target: 'candidate', actions: 'startElection' },
        StartElection: { target: 'candidate', actions: 'startElection' },
        RequestVote: vote,
        VoteResponse: { actions: 'ignoreVote' },
        AppendEntries: [
          { guard: 'isStale', actions: 'refuseStaleAppend' },
          { guard: 'logMatches', actions: 'acceptAppend' },
          { actions: 'refuseUnmatchedAppend' },
        ],
        AppendEntriesResponse: { actions: 'ignoreAnswer' },
        CommitNotification: [
          { guard: 'isStale', actions: 'ignoreNotification' },
          { guard: 'believesNotification', actions: 'learnCommit' },
          { actions: 'ignoreNotification' },
        ],
        ClientPut: { actions: 'refuseRequest' },
        ClientGet: { actions: 'refuseRequest' },
        ClientDelete: { actions: 'refuseRequest' },
      },
    },
    candidate: {
      always: { guard: 'hasMajority', target: 'leader', actions: 'becomeLeader' },
      on: {
        NewerTerm: convert,
        timeout: { target: 'candidate', reenter: true, actions: 'startElection' },
        StartElection: { target: 'candidate', reenter: true, actions: 'startElection' },
        RequestVote: vote,
        VoteResponse: [{ guard: 'isVote', actions: 'countVote' }, { actions: 'missVote' }],
        AppendEntries: [
          { guard: 'isStale', actions: 'refuseStaleAppend' },
          { guard: 'logMatches', target: 'follower', actions: ['yieldToLeader', 'acceptAppend'] },
          { target: 'follower', actions: ['yieldToLeader', 'refuseUnmatchedAppend'] },
        ],
        AppendEntriesResponse: { actions: 'ignoreAnswer' },
        CommitNotification: [
          { guard: 'isStale', actions: 'ignoreNotification' },
          { guard: 'believesNotification', actions: 'learnCommit' },
          { actions: 'ignoreNotification' },
        ],
        ClientPut: { actions: 'refuseRequest' },
        ClientGet: { actions: 'refuseRequest' },
        ClientDelete: { actions: 'refuseRequest' },
      },
    },
    leader: {
      on: {
        NewerTerm: convert,
        StartElection: { actions: 'ignoreStart' },
        heartbeat: { actions: 'heartbeat' },
        RequestVote: vote,
        VoteResponse: { actions: 'ignoreVote' },
        AppendEntries: [{ guard: 'isStale', actions: 'refuseStaleAppend' }, { actions: 'ignoreOtherLeader' }],
        AppendEntriesResponse: [
          { guard: 'isStale', actions: 'ignoreStale' },
          { guard: 'succeeded', actions: ['advanceMatch', 'takeWaiting'] },
          { actions: 'stepNextBack' },
        ],
        CommitNotification: [
          { guard: 'isStale', actions: 'ignoreNotification' },
          { actions: 'ignoreOtherLeader' },
        ],
        ClientPut: [{ guard: 'mustWait', actions: 'queueRequest' }, { actions: 'takeRequest' }],
        ClientGet: [{ guard: 'mustWait', actions: 'queueRequest' }, { actions: 'takeRequest' }],
        ClientDelete: [{ guard: 'mustWait', actions: 'queueRequest' }, { actions: 'takeRequest' }],
      },
    },
  },
});

/** One transition of the role machine. */
export const feed = fed<Turn, RaftInput>(raftMachine);

/**
 * The inputs that a message gives the machine. A newer term comes before the rest of the message (Figure 2, all servers).
 */
export function inputsOf({ node }: Turn, message: RaftMessage): readonly RaftInput[] {
  if (!('term' in message) || !isNewer(node, message).holds) return [message];
  const fromLeader = message.type === 'AppendEntries' || message.type === 'CommitNotification';
  const { term, from } = message;
  return [{ type: 'NewerTerm', term, from, leader: fromLeader ? from : null }, message];
}
