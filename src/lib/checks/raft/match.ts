/** What a leader knows of its followers' logs (Figure 2, matchIndex). */
import { describeEntry, entryAt, sameEntry } from './log';
import { nodeOf, nodesOf, type RaftNode } from './node';
import { accuse, ledThroughout, type Look } from './watch';

/**
 * "Index of highest log entry known to be replicated on server": the follower's log agrees with the leader's up to it. Not
 * checked if the follower has seen a newer term, in which its log may rightly have been truncated.
 */
export function matchTrue(seen: Look): void {
  const unchanged = new Map(seen.changes.map((change) => [change.now.id, change.unchanged]));
  for (const leader of nodesOf(seen.world)) {
    if (leader.role !== 'leader') continue;
    const old = nodeOf(seen.before, leader.id);
    const led = ledThroughout(old, leader) ? old : null;
    for (const [id, match] of Object.entries(leader.matchIndex ?? {})) {
      const follower = nodeOf(seen.world, id);
      if (!follower || follower.currentTerm > leader.currentTerm || id === leader.id) continue;
      const known = Math.min(
        led?.matchIndex?.[id] ?? 0,
        unchanged.get(leader.id) ?? Infinity,
        unchanged.get(id) ?? Infinity,
      );
      compareLogs(seen, leader, follower, known, match);
    }
  }
}

function compareLogs(seen: Look, leader: RaftNode, follower: RaftNode, known: number, match: number): void {
  for (let i = known + 1; i <= match; i++) {
    const [leads, follows] = [entryAt(leader.log, i), entryAt(follower.log, i)];
    if (sameEntry(leads, follows)) continue;
    const differ = `at index ${i} ${leader.id} has ${describeEntry(leads)} and ${follower.id} has ${describeEntry(follows)}`;
    const text = `${leader.id}, leader of term ${leader.currentTerm}, has matchIndex ${match} for ${follower.id}, but ${differ}.`;
    const evidence = `${leader.id}/${leader.currentTerm}/${follower.id}`;
    return accuse(seen, 'match-true', evidence, [leader.id, follower.id], text);
  }
}

/** "Initialized to 0, increases monotonically": as long as the leader leads in the same term. */
export function matchMonotonic(seen: Look): void {
  for (const { before, now } of seen.changes) {
    if (!ledThroughout(before, now)) continue;
    for (const [id, was] of Object.entries(before.matchIndex ?? {})) {
      const is = now.matchIndex?.[id] ?? 0;
      if (is >= was) continue;
      const text = `${now.id}, leader of term ${now.currentTerm}, had matchIndex ${was} for ${id}, and now has ${is}.`;
      accuse(seen, 'match-monotonic', `${now.id}/${id}/${seen.world.step}`, [now.id, id], text);
    }
  }
}
