import type { Decisions } from './decisions';
import { isAcceptor, isReplica, type Acceptor, type PaxosState } from './state';

/** An acceptor with a value in both fields that could survive. */
const FULL: Acceptor = {
  ...{ id: 'a1', role: 'acceptor', alive: true },
  promised: { round: 1, leader: 'l1' },
  accepted: { 1: { ballot: { round: 1, leader: 'l1' }, command: { op: 'noop' } } },
};

/** The fields of this node that survive a crash ("Paxos Made Simple", §2.5), with the bugs that are on. */
export function persistent(node: PaxosState, decide: Pick<Decisions, 'survivesCrash'>): readonly string[] {
  if (isReplica(node)) return [];
  if (!isAcceptor(node)) return ['round'];
  const kept = decide.survivesCrash(FULL);
  return (['promised', 'accepted'] as const).filter((field) => kept[field] === FULL[field]);
}
