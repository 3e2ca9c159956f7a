import { assign, setup, transition, type ActorLogic } from 'xstate';
import { refuseRequest } from './answers';
import { mustWait, queueRequest, takeRequest, takeWaiting } from './clients';
import type { RaftMessage } from './message';
import * as receivers from './receivers';
import * as rules from './rules';
import type { Role } from './state';
import { ignore, type Turn } from './turn';

/** What the role machine is fed: messages, a newer term seen in one of them (fed first), and its two timers. */
export type RaftInput =
  RaftMessage | rules.NewerTerm | { readonly type: 'timeout' } | { readonly type: 'heartbeat' };

/** A rule is written for one type of input, and the table below uses it only there. */
type Of<T extends RaftInput['type']> = Extract<RaftInput, { readonly type: T }>;

const does = <T extends RaftInput['type']>(rule: (turn: Turn, input: Of<T>) => Turn) =>
  assign<Turn, RaftInput, undefined, RaftInput, never>(({ context, event }) => rule(context, event as Of<T>));

const asks =
  <T extends RaftInput['type']>(question: (turn: Turn, input: Of<T>) => boolean) =>
  ({ context, event }: { context: Turn; event: RaftInput }) =>
    question(context, event as Of<T>);

const vote = [{ guard: 'grantsVote', actions: 'grantVote' }, { actions: 'refuseVote' }] as const;
const convert = [
  { guard: 'stepsDown', target: 'follower', actions: ['adoptTerm', 'stepDown'] },
  { actions: 'adoptTerm' },
] as const;

export const raftMachine = setup({
  types: { context: {} as Turn, events: {} as RaftInput, input: {} as Turn },
  guards: {
    hasMajority: ({ context }) => rules.hasMajority(context),
    stepsDown: ({ context }) => context.environment.decide.stepsDown(context.node),
    grantsVote: asks<'RequestVote'>(receivers.grantsVote),
    isVote: asks<'VoteResponse'>(rules.isVote),
    isStale: asks<'AppendEntries' | 'AppendEntriesResponse' | 'CommitNotification'>(receivers.isStale),
    logMatches: asks<'AppendEntries'>(receivers.logMatches),
    succeeded: asks<'AppendEntriesResponse'>((_turn, { success }) => success),
    believesNotification: asks<'CommitNotification'>(receivers.believesNotification),
    mustWait: ({ context }) => mustWait(context),
  },
  actions: {
    adoptTerm: does<'NewerTerm'>(rules.adoptTerm),
    stepDown: does<'NewerTerm'>(rules.stepDown),
    startElection: does(rules.startElection),
    grantVote: does<'RequestVote'>(receivers.grantVote),
    refuseVote: does<'RequestVote'>(receivers.refuseVote),
    countVote: does<'VoteResponse'>(rules.countVote),
    missVote: does<'VoteResponse'>(rules.missVote),
    becomeLeader: does(rules.becomeLeader),
    yieldToLeader: does<'AppendEntries'>(rules.yieldToLeader),
    acceptAppend: does<'AppendEntries'>(receivers.acceptAppend),
    refuseStaleAppend: does<'AppendEntries'>(receivers.refuseStaleAppend),
    refuseUnmatchedAppend: does<'AppendEntries'>(receivers.refuseUnmatchedAppend),
    heartbeat: does(rules.heartbeat),
    advanceMatch: does<'AppendEntriesResponse'>(rules.advanceMatch),
    stepNextBack: does<'AppendEntriesResponse'>(rules.stepNextBack),
    learnCommit: does<'CommitNotification'>(receivers.learnCommit),
    ignoreNotification: does<'CommitNotification'>(receivers.ignoreNotification),
    takeRequest: does<'ClientPut' | 'ClientGet' | 'ClientDelete'>(takeRequest),
    queueRequest: does<'ClientPut' | 'ClientGet' | 'ClientDelete'>(queueRequest),
    takeWaiting: does(takeWaiting),
    refuseRequest: does<'ClientPut' | 'ClientGet' | 'ClientDelete'>((turn, { from: client, request }) =>
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

/** A role machine in each of its states, but for the turn, and as logic that does not work out an initial snapshot at each `transition()`. */
function quick(machine: typeof raftMachine) {
  const as = (role: Role) => machine.resolveState({ value: role, context: {} as Turn });
  const snapshots = { follower: as('follower'), candidate: as('candidate'), leader: as('leader') };
  const logic: ActorLogic<typeof snapshots.follower, RaftInput, Turn> = {
    transition: (snapshot, input, scope) => machine.transition(snapshot, input, scope as never),
    getInitialSnapshot: () => snapshots.follower,
    getPersistedSnapshot: (snapshot) => snapshot,
  };
  return { snapshots, logic };
}

const QUICK = quick(raftMachine);

/** One transition of the role machine: the snapshot is rebuilt from the node, and the node read back from it. */
export function feed(turn: Turn, input: RaftInput, machine = raftMachine): Turn {
  const { snapshots, logic } = machine === raftMachine ? QUICK : quick(machine);
  const snapshot = { ...snapshots[turn.node.role], context: turn } as typeof snapshots.follower;
  const [next] = transition(logic, snapshot, input);
  const { node } = next.context;
  const role = next.value as Role;
  return node.role === role ? next.context : { ...next.context, node: { ...node, role } };
}

/** What a message feeds the machine: a newer term is seen before anything else in the message is (Figure 2, all servers). */
export function inputsOf({ node }: Turn, message: RaftMessage): readonly RaftInput[] {
  if (!('term' in message) || message.term <= node.currentTerm) return [message];
  const fromLeader = message.type === 'AppendEntries' || message.type === 'CommitNotification';
  const { term, from } = message;
  return [{ type: 'NewerTerm', term, from, leader: fromLeader ? from : null }, message];
}
