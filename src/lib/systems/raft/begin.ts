import type { ActorId } from '../../protocol/message';
import type { Setup } from '../../protocol/setup';
import { apply, EMPTY_STORE } from '../../kv/store';
import { serverIds } from './environment';
import { entriesUpTo, lastIndex, lastTerm, type Log } from './log';
import { newNode, type RaftState, type Role } from './state';

/** A `[[node]]` table of raft, in camelCase. Absent fields have defaults. */
export interface RaftNodeSetup {
  readonly id: ActorId;
  readonly term?: number;
  readonly votedFor?: ActorId | null;
  readonly role?: Role;
  readonly commitIndex?: number;
  readonly log?: Log;
}

/**
 * A node at step 0. Its term defaults to the term of its last entry. A candidate or leader has voted for itself. Committed
 * entries are applied. A leader knows nothing about its followers yet.
 */
export function beginNode(id: ActorId, setup: Setup): RaftState {
  const begun = setup.nodes.find((node) => node.id === id) as RaftNodeSetup | undefined;
  if (!begun) return newNode(id);
  const { role = 'follower', log = [], commitIndex = 0 } = begun;
  const followers = role === 'leader' ? serverIds(setup).filter((other) => other !== id) : [];
  return {
    ...newNode(id),
    role,
    currentTerm: begun.term ?? lastTerm(log),
    votedFor: begun.votedFor !== undefined ? begun.votedFor : role === 'follower' ? null : id,
    log,
    commitIndex,
    lastApplied: commitIndex,
    store: storeAfter(entriesUpTo(log, commitIndex)),
    leader: role === 'leader' ? id : null,
    votes: role === 'candidate' ? [id] : [],
    nextIndex: Object.fromEntries(followers.map((other) => [other, lastIndex(log) + 1])),
    matchIndex: Object.fromEntries(followers.map((other) => [other, 0])),
  };
}

function storeAfter(log: Log): RaftState['store'] {
  return log.reduce((store, { op, key = '', value }) => {
    if (op === 'noop') return store;
    return apply(store, value === undefined ? { op, key } : { op, key, value }).store;
  }, EMPTY_STORE);
}
