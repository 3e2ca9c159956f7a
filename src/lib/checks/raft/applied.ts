/** Applied entries (§5.3, §5.4.3), and the order of a node's own indexes (Figure 2). */
import { describeEntry, entryAt, lastIndex, sameEntry } from './log';
import type { RaftNode } from './node';
import { sparseAt, withAt } from '../sparse';
import { accuse, type Look } from './watch';

/**
 * "If a server has applied a log entry at a given index to its state machine, no other server will ever apply a different
 * log entry for the same index" (Figure 3). Also, equally many applied entries give equal stores.
 */
export function stateMachineSafety(seen: Look): void {
  for (const { before, now } of seen.changes) {
    if (!now.alive) continue;
    const known = before !== null && before.lastApplied <= now.lastApplied ? before.lastApplied : 0;
    for (let i = known + 1; i <= Math.min(now.lastApplied, lastIndex(now.log)); i++) applyOne(seen, now, i);
    const sameStore = before?.alive && before.store === now.store && before.lastApplied === now.lastApplied;
    if (!sameStore) compareStore(seen, now);
  }
}

function applyOne(seen: Look, { id, log }: RaftNode, index: number): void {
  const entry = entryAt(log, index);
  if (entry === undefined) return;
  const first = sparseAt(seen.memory.applied, index);
  if (first === undefined) {
    const applied = withAt(seen.memory.applied, index, { entry, by: id });
    seen.memory = { ...seen.memory, applied };
  } else if (!sameEntry(first.entry, entry)) {
    const text = `At index ${index}, ${first.by} applied ${describeEntry(first.entry)} and ${id} applied ${describeEntry(entry)}.`;
    accuse(seen, 'state-machine-safety', `${index}/${id}`, [first.by, id], text);
  }
}

function compareStore(seen: Look, { id, lastApplied, store }: RaftNode): void {
  const first = sparseAt(seen.memory.stores, lastApplied);
  if (first === undefined) {
    const stores = withAt(seen.memory.stores, lastApplied, { store, by: id });
    seen.memory = { ...seen.memory, stores };
  } else if (!sameEntries(first.store, store)) {
    const [one, two] = [first.store, store].map((it) => JSON.stringify(it));
    const text = `After ${lastApplied} entries, ${first.by === id ? 'it once was' : `${first.by}’s store was`} ${one}, and ${id}’s is ${two}.`;
    accuse(seen, 'state-machine-safety', `store/${id}`, [...new Set([first.by, id])], text);
  }
}

function sameEntries(a: RaftNode['store'], b: RaftNode['store']): boolean {
  if (a === b) return true;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key])
  );
}

/** commitIndex and lastApplied: "increases monotonically" (Figure 2), while the server is up. */
export function indexesMonotonic(seen: Look): void {
  for (const { before, now, stayedUp } of seen.changes) {
    if (before === null || !stayedUp) continue;
    const { id } = now;
    const fell = (name: 'commitIndex' | 'lastApplied') =>
      now[name] < before[name] ? `${id}’s ${name} went from ${before[name]} back to ${now[name]}.` : null;
    const [commit, applied] = [fell('commitIndex'), fell('lastApplied')];
    const evidence = `${id}/${seen.world.step}`;
    if (commit) accuse(seen, 'commit-monotonic', evidence, [id], commit);
    if (applied) accuse(seen, 'applied-monotonic', evidence, [id], applied);
  }
}

/** lastApplied ≤ commitIndex ≤ last index. Reported when it becomes false, not again while it stays false. */
export function appliedCommitLast(seen: Look): void {
  for (const { before, now } of seen.changes) {
    const [old, wrong] = [before === null ? null : outOfOrder(before), outOfOrder(now)];
    if (wrong === null || wrong.kind === old?.kind) continue;
    accuse(
      seen,
      'applied-commit-last',
      `${now.id}/${seen.world.step}`,
      [now.id],
      `${now.id}’s ${wrong.text}.`,
    );
  }
}

function outOfOrder({ lastApplied, commitIndex, log }: RaftNode): { kind: string; text: string } | null {
  if (lastApplied > commitIndex)
    return { kind: 'applied', text: `lastApplied ${lastApplied} is beyond its commitIndex ${commitIndex}` };
  if (commitIndex > lastIndex(log))
    return { kind: 'commit', text: `commitIndex ${commitIndex} is beyond its last index ${lastIndex(log)}` };
  return null;
}
