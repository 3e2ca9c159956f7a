/** The nodes as `inspect` shows them, and what an `expect` can compare. */
import { required } from '../../protocol/known';
import type { Expectable, NodeView } from '../../protocol/protocol';
import type { Ballot } from './ballot';
import { slotsOf, type BySlot, type Command } from './command';
import { isAcceptor, isReplica, type Learner, type PaxosState } from './state';

/** A command without its client and request number. */
type Shown = Pick<Command, 'op' | 'key' | 'value'>;

export function view(node: PaxosState): NodeView {
  const { id, role, alive } = node;
  if (isAcceptor(node)) {
    const accepted = inOrder(node.accepted, ({ ballot, command }) => ({ ballot, command: shown(command) }));
    return { id, role, alive, promised: node.promised, accepted };
  }
  if (isReplica(node)) return { id, role, alive, ...learnt(node, 'commits') };
  const { round, ballot, promises } = node;
  const proposals = inOrder(node.proposals, ({ command, acceptedBy }) => ({
    command: shown(command),
    acceptedBy,
  }));
  return { id, role, alive, round, ballot, promises, proposals, ...learnt(node, 'chosen') };
}

function learnt({ chosen, lastApplied, store }: Learner, name: 'commits' | 'chosen') {
  return { [name]: inOrder(chosen, (command) => ({ command: shown(command) })), lastApplied, store };
}

function inOrder<T, R extends object>(bySlot: BySlot<T>, show: (of: T) => R): (R & { slot: number })[] {
  return slotsOf(bySlot).map((slot) => ({ slot, ...show(required(bySlot[slot], 'the slot')) }));
}

function shown({ op, key, value }: Command): Shown {
  return { op, ...(key === undefined ? {} : { key }), ...(value === undefined ? {} : { value }) };
}

/** A ballot as a scenario writes it, `2.l1`; null as the empty string. */
const written = (ballot: Ballot | null) => (ballot === null ? '' : `${ballot.round}.${ballot.leader}`);

export function expectable(node: PaxosState): Readonly<Record<string, Expectable>> {
  const { role, alive } = node;
  if (isAcceptor(node)) {
    return { role, alive, promised: written(node.promised), slots: slotsOf(node.accepted) };
  }
  const known = {
    role,
    alive,
    last_applied: node.lastApplied,
    store: node.store,
    slots: slotsOf(node.chosen),
  };
  return isReplica(node) ? known : { ...known, ballot: written(node.ballot) };
}
