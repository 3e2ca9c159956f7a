/** What logs are to each other and to themselves (§5.3). */
import { describeEntry, nodesOf, sameEntry, type RaftNode } from './node';
import { accuse, ledThroughout, type Look } from './watch';

/** "A leader never overwrites or deletes entries in its log" (Figure 3). */
export function leaderAppendOnly(seen: Look): void {
  for (const { before, now, kept, stayedUp } of seen.changes) {
    const leads = before?.role === 'leader' && now.role === 'leader' && stayedUp;
    if (!before || !(leads || ledThroughout(before, now)) || kept === before.log.length) continue;
    const [was, is] = [before, now].map(({ log }) => describeEntry(log[kept]));
    accuse(
      seen,
      'leader-append-only',
      `${now.id}/${seen.world.step}`,
      [now.id],
      `${now.id}, leader of term ${now.currentTerm}, had ${was} at index ${kept + 1}, and now has ${is} there.`,
    );
  }
}

/**
 * "If two logs contain an entry with the same index and term, then the logs are identical in all entries up through the
 * given index" (Figure 3). By induction it is enough that such entries, and those before them, are the same; only
 * where a log has changed.
 */
export function logMatching(seen: Look): void {
  const changed = new Map(seen.changes.map(({ now, kept }) => [now.id, kept]));
  const all = nodesOf(seen.world);
  for (const { now, kept } of seen.changes) {
    if (kept === now.log.length) continue;
    for (const other of all) {
      const seenAlready = changed.has(other.id) && other.id <= now.id && changed.get(other.id) !== other.log.length;
      if (other.id === now.id || seenAlready) continue;
      const from = changed.has(other.id) ? Math.min(kept, changed.get(other.id) ?? 0) : kept;
      matchFrom(seen, now, other, from);
    }
  }
}

function matchFrom(seen: Look, a: RaftNode, b: RaftNode, from: number): void {
  for (let i = from; i < Math.min(a.log.length, b.log.length); i++) {
    const { term } = a.log[i] as RaftNode['log'][number];
    if (term !== b.log[i]?.term) continue;
    const wrong = !sameEntry(a.log[i], b.log[i]) ? i : i > 0 && a.log[i - 1]?.term !== b.log[i - 1]?.term ? i - 1 : null;
    if (wrong === null) continue;
    const [one, two] = [a, b].sort((x, y) => (x.id < y.id ? -1 : 1)) as [RaftNode, RaftNode];
    const differ = `${describeEntry(one.log[wrong])} in ${one.id}’s, ${describeEntry(two.log[wrong])} in ${two.id}’s`;
    const both = `The logs of ${one.id} and ${two.id} both have an entry of term ${term} at index ${i + 1}, but at index ${wrong + 1} there is ${differ}.`;
    return accuse(seen, 'log-matching', `${one.id}/${two.id}/${i + 1}/${term}`, [one.id, two.id], both);
  }
}
