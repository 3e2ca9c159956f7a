import type { Expectable, NodeView } from '../../protocol/protocol';
import { indexed, type EntryOp } from './log';
import type { RaftState, Role } from './state';

/** A Raft node as `inspect` shows it. Only leaders have the last two fields. */
interface RaftNodeView extends NodeView {
  readonly role: Role;
  readonly currentTerm: number;
  readonly votedFor: string | null;
  readonly log: readonly {
    readonly index: number;
    readonly term: number;
    readonly op: EntryOp;
    readonly key?: string;
    readonly value?: string;
  }[];
  readonly commitIndex: number;
  readonly lastApplied: number;
  readonly store: Readonly<Record<string, string>>;
  readonly nextIndex?: Readonly<Record<string, number>>;
  readonly matchIndex?: Readonly<Record<string, number>>;
}

export function view(node: RaftState): RaftNodeView {
  const { id, role, alive, currentTerm, votedFor, commitIndex, lastApplied, store, nextIndex, matchIndex } =
    node;
  const log = indexed(node.log).map(({ index, entry: { term, op, key, value } }) => ({
    index,
    term,
    op,
    ...(key === undefined ? {} : { key }),
    ...(value === undefined ? {} : { value }),
  }));
  const shown = { id, role, alive, currentTerm, votedFor, log, commitIndex, lastApplied, store };
  return role === 'leader' ? { ...shown, nextIndex, matchIndex } : shown;
}

/** The fields that an `expect` can compare. The log is a list of terms; no vote is the empty string. */
export function expectable(node: RaftState): Readonly<Record<string, Expectable>> {
  return {
    role: node.role,
    term: node.currentTerm,
    voted_for: node.votedFor ?? '',
    commit_index: node.commitIndex,
    last_applied: node.lastApplied,
    log: indexed(node.log).map(({ entry }) => entry.term),
    store: node.store,
    alive: node.alive,
  };
}
