import type { ActorId } from '../protocol/message';
import type { NodeState } from '../protocol/protocol';
import type { Entry } from './history';
import { ballotText, isAcceptor, isLearner, type BySlot } from './multipaxos/node';
import type { RaftNode } from './raft/node';

/** A client's request, by the client's own number for it. */
export interface Numbered {
  readonly client: ActorId;
  readonly request: number;
}

/** One place where a node keeps a request: `index 3 (term 1)` of a log, or `slot 2 (ballot 1.l1)`, and how far it is there. */
export interface Kept {
  readonly node: ActorId;
  readonly place: string;
  readonly how: 'appended' | 'accepted' | 'committed' | 'chosen' | 'applied';
}

/** Where a node keeps a request: in Raft's log, in an acceptor's or a learner's slots; nowhere in a system without a log. */
export function keptBy(node: NodeState, wanted: Numbered): readonly Kept[] {
  const its = ({ client, request }: Entry) => client === wanted.client && request === wanted.request;
  if (isAcceptor(node)) {
    return slotsWith(node.accepted, ({ command }) => its(command)).map(([slot, { ballot }]) => ({
      node: node.id,
      place: `slot ${slot} (ballot ${ballotText(ballot)})`,
      how: 'accepted',
    }));
  }
  if (isLearner(node)) {
    return slotsWith(node.chosen, its).map(([slot]) => ({
      node: node.id,
      place: `slot ${slot}`,
      how: Number(slot) <= node.lastApplied ? 'applied' : 'chosen',
    }));
  }
  return hasLog(node) ? keptInLog(node, its) : [];
}

const hasLog = (node: NodeState): node is RaftNode => Array.isArray((node as Partial<RaftNode>).log);

function keptInLog(node: RaftNode, its: (entry: Entry) => boolean): Kept[] {
  return node.log.flatMap((entry, i) => {
    if (!its(entry)) return [];
    const index = i + 1;
    const committed = index <= node.commitIndex ? 'committed' : 'appended';
    const how = index <= node.lastApplied ? 'applied' : committed;
    return [{ node: node.id, place: `index ${index} (term ${entry.term})`, how }];
  });
}

function slotsWith<T>(slots: BySlot<T>, wanted: (value: T) => boolean): [string, T][] {
  return Object.entries(slots).filter(([, value]) => wanted(value));
}
