/** The role machines: when what happens. A leader has three roles; an acceptor and a replica have one each. */
import { assign, setup, transition, type ActorLogic } from 'xstate';
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

/** What the machines are fed: messages, and two timers. */
export type PaxosInput = PaxosMessage | { readonly type: 'timeout' } | { readonly type: 'heartbeat' };

/** A rule is written for one type of input, and the tables below use it only there. */
type Of<T extends PaxosInput['type']> = Extract<PaxosInput, { readonly type: T }>;

/** Rules and questions for turns of one kind of node, as actions and guards. */
function rulesFor<T extends object>() {
  return {
    does: <K extends PaxosInput['type']>(rule: (turn: T, input: Of<K>) => T) =>
      assign<T, PaxosInput, undefined, PaxosInput, never>(({ context, event }) =>
        rule(context, event as Of<K>),
      ),
    asks:
      <K extends PaxosInput['type']>(question: (turn: T, input: Of<K>) => boolean) =>
      ({ context, event }: { context: T; event: PaxosInput }) =>
        question(context, event as Of<K>),
  };
}

type Request = 'ClientPut' | 'ClientGet' | 'ClientDelete';

const askedBy = ({ from: client, request }: Of<Request>) => ({ client, request });

/** Whoever does not lead says so to clients. */
const refused = { actions: 'refuseRequest' } as const;

const ofAcceptor = rulesFor<AcceptorTurn>();
export const acceptorMachine = setup({
  types: { context: {} as AcceptorTurn, events: {} as PaxosInput, input: {} as AcceptorTurn },
  guards: {
    mayPromise: ofAcceptor.asks<'Prepare'>(acceptor.mayPromise),
    mayAccept: ofAcceptor.asks<'Accept'>(acceptor.mayAccept),
  },
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

const ofLeader = rulesFor<LeaderTurn>();
type Rejection = 'PrepareRejected' | 'AcceptRejected';

const rejected = [
  { guard: 'isHigher', target: 'idle', actions: 'stepAside' },
  { actions: 'ignoreRejection' },
] as const;
const heardOf = [{ guard: 'isHigher', actions: 'noteRound' }, { actions: 'ignoreRejection' }] as const;
const taken = [{ guard: 'mustWait', actions: 'queueRequest' }, { actions: 'takeRequest' }] as const;
const queued = { actions: 'queueRequest' } as const;

export const leaderMachine = setup({
  types: { context: {} as LeaderTurn, events: {} as PaxosInput, input: {} as LeaderTurn },
  guards: {
    isNewPromise: ofLeader.asks<'Promise'>(phase1.isNewPromise),
    hasPromises: ({ context }) => phase1.hasPromises(context),
    isHigher: ofLeader.asks<Rejection>(phase1.isHigher),
    completesQuorum: ofLeader.asks<'Accepted'>(phase2.completesQuorum),
    counts: ofLeader.asks<'Accepted'>(phase2.counts),
    mustWait: ({ context }) => clients.mustWait(context),
  },
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

const ofReplica = rulesFor<ReplicaTurn>();
export const replicaMachine = setup({
  types: { context: {} as ReplicaTurn, events: {} as PaxosInput, input: {} as ReplicaTurn },
  guards: { isKnown: ofReplica.asks<'Commit'>(replica.isKnown) },
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

type Machine = typeof acceptorMachine | typeof leaderMachine | typeof replicaMachine;

/** As much of a machine's snapshot as a turn looks at. */
interface Snapshot {
  readonly value: string;
  readonly context: Turn;
}

/** A role machine in each of its states, but for the turn, and as logic that does not work out an initial snapshot at each `transition()`. */
function quick(machine: Machine, roles: readonly string[]) {
  const as = (role: string) => machine.resolveState({ value: role as never, context: {} as never });
  const snapshots = Object.fromEntries(roles.map((role) => [role, as(role)]));
  const first = snapshots[roles[0] as string] as ReturnType<typeof as>;
  const logic: ActorLogic<typeof first, PaxosInput, Turn> = {
    transition: (snapshot, input, scope) => machine.transition(snapshot as never, input, scope as never),
    getInitialSnapshot: () => first,
    getPersistedSnapshot: (snapshot) => snapshot,
  };
  return (turn: Turn, input: PaxosInput): Snapshot => {
    const snapshot = { ...snapshots[turn.node.role], context: turn } as typeof first;
    return transition(logic, snapshot, input)[0] as unknown as Snapshot;
  };
}

const QUICK = {
  acceptor: quick(acceptorMachine, ['acceptor']),
  leader: quick(leaderMachine, ['idle', 'preparing', 'leading']),
  replica: quick(replicaMachine, ['replica']),
};

const MACHINES = { acceptor: acceptorMachine, leader: leaderMachine, replica: replicaMachine } as const;

/** One transition of the node's role machine: the snapshot is rebuilt from the node, and the node read back from it. */
export function feed(turn: Turn, input: PaxosInput): Turn {
  return after(QUICK[kindOf(turn.node)](turn, input));
}

/** The same with other guards. @param guardsFor is handed those that the machine has. */
export function feedInto(turn: Turn, input: PaxosInput, guardsFor: (guards: object) => object): Turn {
  const machine = MACHINES[kindOf(turn.node)];
  const guards = guardsFor(machine.implementations.guards) as never;
  return after(quick(machine.provide({ guards }) as Machine, [turn.node.role])(turn, input));
}

function after({ value, context }: Snapshot): Turn {
  if (context.node.role === value) return context;
  return { ...context, node: { ...context.node, role: value } as Turn['node'] };
}
