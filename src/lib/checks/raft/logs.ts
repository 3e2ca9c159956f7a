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
  const changed = new Map(seen.changes.map((change) => [change.now.id, change]));
  for (const { now, kept } of seen.changes) {
    if (kept === now.log.length) continue;
    for (const other of nodesOf(seen.world)) {
      const change = changed.get(other.id);
      const fromItsSide = change !== undefined && change.kept < other.log.length && other.id < now.id;
      if (other.id === now.id || fromItsSide) continue;
      matchFrom(seen, now, other, Math.min(kept, change?.kept ?? kept));
    }
  }
}

/** Looks from the entry behind the first `from` on; reports the first that is wrong. */
function matchFrom(seen: Look, a: RaftNode, b: RaftNode, from: number): void {
  for (let i = from; i < Math.min(a.log.length, b.log.length); i++) {
    const { term } = a.log[i] as RaftNode['log'][number];
    if (term !== b.log[i]?.term) continue;
    const wrong = !sameEntry(a.log[i], b.log[i])
      ? i
      : i > 0 && a.log[i - 1]?.term !== b.log[i - 1]?.term
        ? i - 1
        : null;
    if (wrong === null) continue;
    const [one, two] = [a, b].sort((x, y) => (x.id < y.id ? -1 : 1)) as [RaftNode, RaftNode];
    const differ = `${describeEntry(one.log[wrong])} in ${one.id}’s, ${describeEntry(two.log[wrong])} in ${two.id}’s`;
    const both = `The logs of ${one.id} and ${two.id} both have an entry of term ${term} at index ${i + 1}, but at index ${wrong + 1} there is ${differ}.`;
    return accuse(seen, 'log-matching', `${one.id}/${two.id}/${i + 1}/${term}`, [one.id, two.id], both);
  }
}
