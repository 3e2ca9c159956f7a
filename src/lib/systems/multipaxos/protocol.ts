import type { TimerKind } from '../../protocol/event';
import type { Message } from '../../protocol/message';
import type { Setup } from '../../protocol/setup';
import type { Outcome, Protocol, Refusal } from '../../protocol/protocol';
import { compareBallots, type Ballot } from './ballot';
import { begin } from './begin';
import { environmentOf, nodeIds } from './environment';
import { feed, type PaxosInput } from './machine';
import type { PaxosMessage } from './message';
import { beyond, beyondIn, hasRoundLeft } from './ranges';
import { isAcceptor, isLeader, isReplica, NOTHING_LEARNT, VOLATILE, type PaxosState } from './state';
import { newTurn } from './turn';
import { expectable, view } from './view';

const refusal = (refused: string): Refusal => ({ refused });

function handle(node: PaxosState, input: PaxosInput, setup: Setup): Outcome<PaxosState> | Refusal {
  const inMessage = beyondIn(input);
  if (inMessage !== null) return refusal(inMessage);
  const { node: after, effects, events } = feed(newTurn(node, environmentOf(setup)), input);
  const refused = beyond(node, after);
  return refused === null ? { node: after, effects, events } : refusal(refused);
}

/** What acceptors and proposers have on stable storage. A replica can learn everything again. */
function afterCrash(node: PaxosState, setup: Setup): PaxosState {
  if (isAcceptor(node)) {
    return { ...node, ...environmentOf(setup).decide.survivesCrash(node), alive: false };
  }
  if (isReplica(node)) return { ...node, ...NOTHING_LEARNT, alive: false };
  return { ...node, ...VOLATILE, alive: false };
}

/** After a restart, a proposer prepares again when its timer fires, and a replica asks for what it missed. */
function timerAfterRestart(node: PaxosState) {
  if (isAcceptor(node)) return null;
  return isReplica(node) ? 'heartbeat' : 'election';
}

/**
 * A leader that does not lead yet starts a ballot at its timeout; one that has sent something resends what is unanswered.
 */
function timers(node: PaxosState): readonly TimerKind[] {
  if (isAcceptor(node)) return [];
  if (!isLeader(node)) return ['heartbeat'];
  const again = node.role === 'idle' ? [] : (['heartbeat'] as const);
  return node.role !== 'leading' && hasRoundLeft(node) ? ['election', ...again] : again;
}

/** How MultiPaxos moves: every message and timer of a node is fed to its role machine. */
export const multipaxosProtocol: Protocol<PaxosState> = {
  name: 'multipaxos',
  ids: nodeIds,
  alike: (setup) => environmentOf(setup).acceptors,
  contact: () => 'l1',
  firstIndex: (message) => {
    const bound = message.type === 'Accept' || message.type === 'Commit';
    return bound && 'slot' in message && typeof message.slot === 'number' ? message.slot : null;
  },
  isOutdated: (node, message) => {
    const { ballot } = message as Message & { ballot?: Ballot };
    const own = isAcceptor(node) ? node.promised : isLeader(node) ? node.ballot : null;
    return ballot !== undefined && compareBallots(ballot, own) < 0;
  },
  begin,
  receive: (node, message: Message, setup) => handle(node, message as PaxosMessage, setup),
  timeout: (node, setup) => {
    if (!isLeader(node)) return refusal(`${node.id} is ${word(node)}: only a leader can start a ballot`);
    return node.role === 'leading'
      ? refusal(`${node.id} leads: it has no timeout, its timer sends again what is unanswered`)
      : handle(node, { type: 'timeout' }, setup);
  },
  heartbeat: (node, setup) => {
    if (isAcceptor(node)) return refusal(`${node.id} is an acceptor: it only answers, and has no timer`);
    return node.role === 'idle'
      ? refusal(`${node.id} is idle: it has sent nothing that is unanswered; a timeout starts a ballot`)
      : handle(node, { type: 'heartbeat' }, setup);
  },
  crash: (node, setup) => ({
    node: afterCrash(node, setup),
    effects: [{ kind: 'timer', timer: null }],
    events: [],
  }),
  restart: (node) => ({
    node: { ...node, alive: true },
    effects: [{ kind: 'timer', timer: timerAfterRestart(node) }],
    events: [],
  }),
  compareEpochs: (a, b) => compareBallots(isLeader(a) ? a.ballot : null, isLeader(b) ? b.ballot : null),
  leads: (node) => node.alive && node.role === 'leading',
  timers,
  timer: (node) => (node.role === 'preparing' ? 'heartbeat' : null),
  view,
  expectable,
};

const word = (node: PaxosState) => (isAcceptor(node) ? 'an acceptor' : 'a replica');
