import { required } from '../../../protocol/known';
import { messagesTo, some, they, type Reason, type Surroundings } from '../../../protocol/lack';
import type { ActorId } from '../../../protocol/message';
import type { Environment } from '../environment';
import { isMajority, type Majority } from '../majority';
import type { MessageOf, RaftMessage, RaftPayload } from '../message';
import { receive } from '../receive';
import type { RaftState } from '../state';
import { newTurn, type Turn } from '../turn';

/** The cluster that lacks are read from. */
export interface Cluster extends Surroundings {
  readonly nodes: Readonly<Record<ActorId, RaftState>>;
  readonly environment: Environment;
}

/** The other servers, as server `id` can reach them. */
interface Others {
  readonly all: readonly RaftState[];
  readonly crashed: readonly RaftState[];
  readonly cutOff: readonly RaftState[];
  /** Those that are up and reachable. */
  readonly present: readonly RaftState[];
}

export function othersOf({ nodes, environment, reaches }: Cluster, id: ActorId): Others {
  const all = environment.servers
    .filter((other) => other !== id)
    .map((other) => required(nodes[other], 'the server'));
  const up = all.filter(({ alive }) => alive);
  return {
    all,
    crashed: all.filter(({ alive }) => !alive),
    cutOff: up.filter((other) => !reaches(id, other.id)),
    present: up.filter((other) => reaches(id, other.id)),
  };
}

/** Whether these servers are a majority. Each counts once. */
export function majorityOf({ environment }: Cluster, ids: Iterable<ActorId>): Majority {
  return isMajority(environment, [...new Set(ids)], 'votes', 'votes');
}

/** What a server would do with a message that is not in flight, by its own rules. */
export function ifSent({ environment }: Cluster, to: RaftState, from: ActorId, payload: RaftPayload): Turn {
  return receive(newTurn(to, environment), { id: 0, from, to: to.id, sentAt: 0, ...payload });
}

/** The messages of one type in flight to a server. Those that the partition holds back count. */
export function inFlightTo<T extends RaftMessage['type']>(
  around: Surroundings,
  to: ActorId,
  type: T,
): readonly MessageOf<T>[] {
  return messagesTo<MessageOf<T>>(around, to, type);
}

/**
 * The servers that cannot be asked now, and how many must come back before there can be a majority.
 *
 * @param heard the other servers whose answer has come or is in flight: it counts even if they crash now
 */
export function absences(cluster: Cluster, id: ActorId, heard: readonly ActorId[], rule: string): Reason[] {
  const { crashed, cutOff, present } = othersOf(cluster, id);
  const silent = (node: RaftState) => !heard.includes(node.id);
  const reasons = [
    ...some(crashed.filter(silent), 'is', 'are', 'down.', null),
    ...some(cutOff.filter(silent), 'is', 'are', `cut off from ${id} by the partition.`, null),
  ];
  const here = new Set([id, ...heard, ...idsOf(present)]);
  const { verdict, needed } = majorityOf(cluster, here);
  if (verdict.holds) return reasons;
  const missing = needed - here.size;
  const have = `${id} has ${here.size} of ${count(cluster.environment.servers.length)} with it, and a majority is ${needed}`;
  const why = `${have}: it waits until ${missing === 1 ? 'one more is' : `${missing} more are`} back.`;
  return [...reasons, { on: idsOf([...crashed, ...cutOff].filter(silent)), why, rule }];
}

export const idsOf = (nodes: readonly RaftState[]): ActorId[] => nodes.map(({ id }) => id);

/** "n2", "n2 and n3", "n2, n3 and n4". */
export const named = (nodes: readonly RaftState[]): string => they(idsOf(nodes), '', '').trim();

export const count = (servers: number): string => (servers === 1 ? '1 server' : `${servers} servers`);
