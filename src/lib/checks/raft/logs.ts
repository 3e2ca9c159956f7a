/** Promises about logs (§5.3). */
import { describeEntry, entryAt, lastIndex, sameEntry } from './log';
import { nodesOf, type RaftNode } from './node';
import { accuse, ledThroughout, type Look } from './watch';

/** "A leader never overwrites or deletes entries in its log" (Figure 3). */
export function leaderAppendOnly(seen: Look): void {
  for (const { before, now, unchanged, stayedUp } of seen.changes) {
    const leads = before?.role === 'leader' && now.role === 'leader' && stayedUp;
    if (!before || !(leads || ledThroughout(before, now)) || unchanged === lastIndex(before.log)) continue;
    const [was, is] = [before, now].map(({ log }) => describeEntry(entryAt(log, unchanged + 1)));
    accuse(
      seen,
      'leader-append-only',
      `${now.id}/${seen.world.step}`,
      [now.id],
      `${now.id}, leader of term ${now.currentTerm}, had ${was} at index ${unchanged + 1}, and now has ${is} there.`,
    );
  }
}

/**
 * "If two logs contain an entry with the same index and term, then the logs are identical in all entries up through the
 * given index" (Figure 3). By induction it is enough to compare such entries and those just before them, where a log has
 * changed.
 */
export function logMatching(seen: Look): void {
  const changed = new Map(seen.changes.map((change) => [change.now.id, change]));
  for (const { now, unchanged } of seen.changes) {
    if (unchanged === lastIndex(now.log)) continue;
    for (const other of nodesOf(seen.world)) {
      const change = changed.get(other.id);
      const fromItsSide =
        change !== undefined && change.unchanged < lastIndex(other.log) && other.id < now.id;
      if (other.id === now.id || fromItsSide) continue;
      matchFrom(seen, now, other, Math.min(unchanged, change?.unchanged ?? unchanged) + 1);
    }
  }
}

/** Compares two logs from index `from` on, and reports the first index at which they break the promise. */
function matchFrom(seen: Look, a: RaftNode, b: RaftNode, from: number): void {
  for (let i = from; i <= Math.min(lastIndex(a.log), lastIndex(b.log)); i++) {
    const term = entryAt(a.log, i)?.term;
    if (term !== entryAt(b.log, i)?.term) continue;
    const wrong = firstWrong(a, b, i);
    if (wrong === null) continue;
    const [one, two] = a.id < b.id ? [a, b] : [b, a];
    const differ = `${describeEntry(entryAt(one.log, wrong))} in ${one.id}’s, ${describeEntry(entryAt(two.log, wrong))} in ${two.id}’s`;
    const both = `The logs of ${one.id} and ${two.id} both have an entry of term ${term} at index ${i}, but at index ${wrong} there is ${differ}.`;
    return accuse(seen, 'log-matching', `${one.id}/${two.id}/${i}/${term}`, [one.id, two.id], both);
  }
}

/** Where two logs differ although both have an entry of one term at `index`: there, or just before; null: they do not. */
function firstWrong({ log: a }: RaftNode, { log: b }: RaftNode, index: number): number | null {
  if (!sameEntry(entryAt(a, index), entryAt(b, index))) return index;
  const before = index - 1;
  return entryAt(a, before)?.term === entryAt(b, before)?.term ? null : before;
}
