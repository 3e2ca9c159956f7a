import type { RaftState } from '../../raft/state';
import type { World } from '../../sim/world';

/** What a step changed on one node. */
export interface NodeChange {
  readonly node: string;
  /** The names of the fields that differ, as the node card shows them. */
  readonly fields: readonly string[];
  /** Log indexes that were written or whose entry differs. */
  readonly written: readonly number[];
  readonly lines: readonly { readonly field: string; readonly before: string; readonly after: string }[];
}

const SHOWN = ['role', 'alive', 'currentTerm', 'votedFor', 'commitIndex', 'lastApplied'] as const;

/** What differs on each node between two worlds, by node id; nodes that are the same are left out. */
export function changesBetween(before: World | null, after: World): ReadonlyMap<string, NodeChange> {
  const changes = new Map<string, NodeChange>();
  if (!before) return changes;
  for (const [id, node] of Object.entries(after.nodes)) {
    const old = before.nodes[id];
    if (!old || old === node) continue;
    const change = changeOf(old as RaftState, node as RaftState);
    if (change.lines.length > 0) changes.set(id, change);
  }
  return changes;
}

function changeOf(before: RaftState, after: RaftState): NodeChange {
  const lines = SHOWN.filter((field) => before[field] !== after[field]).map((field) => ({
    field,
    before: say(before[field]),
    after: say(after[field]),
  }));
  const written = writtenIn(before.log, after.log);
  if (before.log.length !== after.log.length || written.length > 0) {
    lines.push({ field: 'log' as never, before: ends(before), after: ends(after) });
  }
  if (before.store !== after.store && JSON.stringify(before.store) !== JSON.stringify(after.store)) {
    lines.push({ field: 'store' as never, before: stored(before), after: stored(after) });
  }
  for (const field of ['nextIndex', 'matchIndex'] as const) {
    for (const [peer, value] of Object.entries(after[field] ?? {})) {
      const old = before[field]?.[peer];
      if (old !== undefined && old !== value) {
        lines.push({ field: `${field}[${peer}]` as never, before: String(old), after: String(value) });
      }
    }
  }
  return { node: after.id, fields: lines.map(({ field }) => field.replace(/\[.*/, '')), written, lines };
}

function writtenIn(before: RaftState['log'], after: RaftState['log']): number[] {
  if (before === after) return [];
  return after.flatMap((entry, i) => (before[i] === entry ? [] : [i + 1]));
}

const say = (value: unknown): string =>
  value === null ? 'nobody' : value === true ? 'up' : value === false ? 'crashed' : String(value);
const ends = ({ log }: RaftState): string => (log.length === 0 ? 'empty' : `to index ${log.length}`);
const stored = ({ store }: RaftState): string =>
  Object.entries(store)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ') || 'empty';
