import type { ActorId } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';
import type { World } from '../../sim/world';
import type { Entry as Applied } from '../history';

/** A log entry, by what can be told apart in it. Its index is its place, from 1. */
export interface Entry extends Applied {
  readonly term: number;
}

export type Log = readonly Entry[];

/** What a checker reads of a Raft node: Figure 2's variables. How they come about is not its affair. */
export interface RaftNode extends NodeState {
  readonly role: 'follower' | 'candidate' | 'leader';
  readonly currentTerm: number;
  readonly votedFor: ActorId | null;
  readonly log: Log;
  readonly commitIndex: number;
  readonly lastApplied: number;
  readonly store: Readonly<Record<string, string>>;
  readonly matchIndex?: Readonly<Record<ActorId, number>>;
}

export function nodesOf(world: World): readonly RaftNode[] {
  return Object.values(world.nodes) as unknown as readonly RaftNode[];
}

export function nodeOf(world: World | null, id: ActorId): RaftNode | null {
  return (world?.nodes[id] as RaftNode | undefined) ?? null;
}

export function majorityOf(world: World): number {
  return Math.floor(Object.keys(world.nodes).length / 2) + 1;
}

/** How many logs, of crashed nodes too, hold `entry` at `index`. */
export function copiesOf(world: World, index: number, entry: Entry): number {
  return nodesOf(world).filter(({ log }) => sameEntry(log[index - 1], entry)).length;
}

/** Whether both are there, of one term and with one command. */
export function sameEntry(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a === b) return true;
  const sameCommand = a.op === b.op && a.key === b.key && a.value === b.value;
  return a.term === b.term && sameCommand && a.client === b.client && a.request === b.request;
}

/** How many entries at the beginning of two logs are the same. */
export function commonPrefix(a: Log, b: Log): number {
  if (a === b) return a.length;
  let same = 0;
  while (same < a.length && sameEntry(a[same], b[same])) same++;
  return same;
}

export function describeEntry(entry: Entry | undefined): string {
  if (!entry) return 'no entry';
  const { term, op, key, value } = entry;
  const command = [op, key, value === undefined ? undefined : `= ${value}`].filter(Boolean).join(' ');
  return `${command} of term ${term}`;
}
