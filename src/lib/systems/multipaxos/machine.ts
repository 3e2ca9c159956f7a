/** The role machines: tables of when what happens. A leader has three roles; an acceptor and a replica have one each. */
import { setup } from 'xstate';
import { tellingGuards, type GuardCall } from '../../protocol/chart-reader';
import { entries, fed, guardsOf, typesOf } from '../../protocol/role-machine';
import * as acceptor from './acceptor';
import { refuseAtAcceptor, refuseAtReplica, refuseRequest } from './answers';
import * as clients from './clients';
import { answerCatchUp } from './learner';
import type { PaxosMessage } from './message';
import * as phase1 from './phase1';
import * as phase2 from './phase2';
import * as replica from './replica';
import { kindOf } from './state';
import { ignore, type AcceptorTurn, type LeaderTurn, type ReplicaTurn, type Turn } from './turn';

/** The inputs of the machines: messages, and two timers. */
export type PaxosInput = PaxosMessage | { readonly type: 'timeout' } | { readonly type: 'heartbeat' };

/** A rule is written for some types of input, and the tables below use it only for these. */
type Of<T extends PaxosInput['type']> = Extract<PaxosInput, { readonly type: T }>;

type Request = 'ClientPut' | 'ClientGet' | 'ClientDelete';

type Rejection = 'PrepareRejected' | 'AcceptRejected';

const ofAcceptor = entries<AcceptorTurn, PaxosInput>();
const ofLeader = entries<LeaderTurn, PaxosInput>();
const ofReplica = entries<ReplicaTurn, PaxosInput>();

/** The verdicts that the guards go by. */
const questions = {
  acceptor: {
    mayPromise: ofAcceptor.asks<'Prepare'>(acceptor.mayPromise),
    mayAccept: ofAcceptor.asks<'Accept'>(acceptor.mayAccept),
  },
  leader: {
    isNewPromise: ofLeader.asks<'Promise'>(phase1.isNewPromise),
    hasPromises: ofLeader.asks(phase1.hasPromises),
    isHigher: ofLeader.asks<Rejection>(phase1.isHigher),
    completesQuorum: ofLeader.asks<'Accepted'>(phase2.completesQuorum),
    counts: ofLeader.asks<'Accepted'>(phase2.counts),
    mustWait: ofLeader.asks(clients.mustWait),
  },
  replica: { isKnown: ofReplica.asks<'Commit'>(replica.isKnown) },
};

const askedBy = ({ from: client, request }: Of<Request>) => ({ client, request });

/** A node that does not lead refuses client requests. */
const refused = { actions: 'refuseRequest' } as const;

export const acceptorMachine = setup({
  types: typesOf<AcceptorTurn, PaxosInput>(),
  guards: guardsOf(questions.acceptor),
  actions: {
    promise: ofAcceptor.does<'Prepare'>(acceptor.promise),
    refusePrepare: ofAcceptor.does<'Prepare'>(acceptor.refusePrepare),
    accept: ofAcceptor.does<'Accept'>(acceptor.accept),
    refuseAccept: ofAcceptor.does<'Accept'>(acceptor.refuseAccept),
    refuseRequest: ofAcceptor.does<Request>((turn, message) => refuseAtAcceptor(turn, askedBy(message))),
  },
}).createMachine({
  id: 'acceptor',
  context: ({ input }) => input,
  initial: 'acceptor',
  states: {
    acceptor: {
      on: {
        Prepare: [{ guard: 'mayPromise', actions: 'promise' }, { actions: 'refusePrepare' }],
        Accept: [{ guard: 'mayAccept', actions: 'accept' }, { actions: 'refuseAccept' }],
        ClientPut: refused,
        ClientGet: refused,
        ClientDelete: refused,
      },
    },
  },
});

const rejected = [
  { guard: 'isHigher', target: 'idle', actions: 'stepAside' },
  { actions: 'ignoreRejection' },
] as const;
const heardOf = [{ guard: 'isHigher', actions: 'noteRound' }, { actions: 'ignoreRejection' }] as const;
const taken = [{ guard: 'mustWait', actions: 'queueRequest' }, { actions: 'takeRequest' }] as const;
const queued = { actions: 'queueRequest' } as const;

export const leaderMachine = setup({
  types: typesOf<LeaderTurn, PaxosInput>(),
  guards: guardsOf(questions.leader),
  actions: {
    prepare: ofLeader.does(phase1.prepare),
    countPromise: ofLeader.does<'Promise'>(phase1.countPromise),
    ignorePromise: ofLeader.does<'Promise'>(phase1.ignorePromise),
    ignoreLatePromise: ofLeader.does<'Promise'>((turn, message) => ignore(turn, message, 'has-quorum')),
    lead: ofLeader.does(phase1.lead),
    stepAside: ofLeader.does<Rejection>(phase1.stepAside),
    noteRound: ofLeader.does<Rejection>(phase1.noteRound),
    ignoreRejection: ofLeader.does<Rejection>(phase1.ignoreRejection),
    countAccepted: ofLeader.does<'Accepted'>(phase2.countAccepted),
    choose: ofLeader.does<'Accepted'>(phase2.choose),
    ignoreAccepted: ofLeader.does<'Accepted'>(phase2.ignoreAccepted),
    ignoreAnswer: ofLeader.does<'Promise' | 'Accepted'>((turn, message) =>
      ignore(turn, message, 'not-proposing'),
    ),
    sendAgain: ofLeader.does(phase2.sendAgain),
    answerCatchUp: ofLeader.does<'CatchUp'>(answerCatchUp),
    takeRequest: ofLeader.does<Request>(clients.takeRequest),
    queueRequest: ofLeader.does<Request>(clients.queueRequest),
    takeWaiting: ofLeader.does(clients.takeWaiting),
    refuseRequest: ofLeader.does<Request>((turn, message) => refuseRequest(turn, askedBy(message))),
  },
}).createMachine({
  id: 'leader',
  context: ({ input }) => input,
  initial: 'idle',
  states: {
    idle: {
      on: {
        timeout: { target: 'preparing', actions: 'prepare' },
        Promise: { actions: 'ignoreAnswer' },
        PrepareRejected: heardOf,
        Accepted: { actions: 'ignoreAnswer' },
        AcceptRejected: heardOf,
        CatchUp: { actions: 'answerCatchUp' },
        ClientPut: refused,
        ClientGet: refused,
        ClientDelete: refused,
      },
    },
    preparing: {
      always: { guard: 'hasPromises', target: 'leading', actions: ['lead', 'takeWaiting'] },
      on: {
        timeout: { target: 'preparing', reenter: true, actions: 'prepare' },
        heartbeat: { actions: 'sendAgain' },
        Promise: [{ guard: 'isNewPromise', actions: 'countPromise' }, { actions: 'ignorePromise' }],
        PrepareRejected: rejected,
        Accepted: { actions: 'ignoreAccepted' },
        AcceptRejected: rejected,
        CatchUp: { actions: 'answerCatchUp' },
        ClientPut: queued,
        ClientGet: queued,
        ClientDelete: queued,
      },
    },
    leading: {
      on: {
        heartbeat: { actions: 'sendAgain' },
        Promise: { actions: 'ignoreLatePromise' },
        PrepareRejected: rejected,
        Accepted: [
          { guard: 'completesQuorum', actions: ['countAccepted', 'choose', 'takeWaiting'] },
          { guard: 'counts', actions: 'countAccepted' },
          { actions: 'ignoreAccepted' },
        ],
        AcceptRejected: rejected,
        CatchUp: { actions: 'answerCatchUp' },
        ClientPut: taken,
        ClientGet: taken,
        ClientDelete: taken,
      },
    },
  },
});

export const replicaMachine = setup({
  types: typesOf<ReplicaTurn, PaxosInput>(),
  guards: guardsOf(questions.replica),
  actions: {
    learnCommit: ofReplica.does<'Commit'>(replica.learnCommit),
    ignoreKnown: ofReplica.does<'Commit'>(replica.ignoreKnown),
    askForMissing: ofReplica.does(replica.askForMissing),
    answerCatchUp: ofReplica.does<'CatchUp'>(answerCatchUp),
    refuseRequest: ofReplica.does<Request>((turn, message) => refuseAtReplica(turn, askedBy(message))),
  },
}).createMachine({
  id: 'replica',
  context: ({ input }) => input,
  initial: 'replica',
  states: {
    replica: {
      on: {
        Commit: [{ guard: 'isKnown', actions: 'ignoreKnown' }, { actions: 'learnCommit' }],
        heartbeat: { actions: 'askForMissing' },
        CatchUp: { actions: 'answerCatchUp' },
        ClientPut: refused,
        ClientGet: refused,
        ClientDelete: refused,
      },
    },
  },
});

const FEED = {
  acceptor: fed<Turn, PaxosInput>(acceptorMachine),
  leader: fed<Turn, PaxosInput>(leaderMachine),
  replica: fed<Turn, PaxosInput>(replicaMachine),
};

/** One transition of the node's role machine. */
export function feed(turn: Turn, input: PaxosInput): Turn {
  return FEED[kindOf(turn.node)](turn, input);
}

/** The same, reporting each call of a guard. */
export function feedTelling(turn: Turn, input: PaxosInput, tell: (call: GuardCall) => void): Turn {
  return LISTENING[kindOf(turn.node)](input, tell)(turn, input);
}

type Listening = (input: PaxosInput, tell: (call: GuardCall) => void) => typeof feed;

const LISTENING: Readonly<Record<keyof typeof FEED, Listening>> = {
  acceptor: (input, tell) =>
    fed<Turn, PaxosInput>(
      acceptorMachine.provide({ guards: tellingGuards(questions.acceptor, input, tell) }),
    ),
  leader: (input, tell) =>
    fed<Turn, PaxosInput>(leaderMachine.provide({ guards: tellingGuards(questions.leader, input, tell) })),
  replica: (input, tell) =>
    fed<Turn, PaxosInput>(replicaMachine.provide({ guards: tellingGuards(questions.replica, input, tell) })),
};
