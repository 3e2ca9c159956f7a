/** Terms, votes and elections (§5.1, §5.2), and what survives a crash (Figure 2, persistent state). */
import { sparseAt, withAt } from '../sparse';
import { lastIndex } from './log';
import { accuse, type Change, type Look } from './watch';

/** "At most one leader can be elected in a given term" (Figure 3): over the whole run. */
export function electionSafety(seen: Look): void {
  for (const { now } of seen.changes) {
    if (now.role !== 'leader') continue;
    const { id, currentTerm: term } = now;
    const other = sparseAt(seen.memory.leaders, term);
    if (other === undefined) seen.memory = { ...seen.memory, leaders: withAt(seen.memory.leaders, term, id) };
    else if (other !== id)
      accuse(
        seen,
        'election-safety',
        `${term}/${id}`,
        [other, id],
        `Both ${other} and ${id} have led in term ${term}.`,
      );
  }
}

/** "Each server will vote for at most one candidate in a given term" (§5.2): over the whole term. */
export function voteOnce(seen: Look): void {
  for (const { before, now, stayedUp } of seen.changes) {
    const { id, currentTerm: term, votedFor } = now;
    const earlier = sparseAt(seen.memory.votes[id] ?? {}, term);
    if (votedFor === earlier) continue;
    if (votedFor === null) {
      if (!stayedUp || before?.currentTerm !== term || before.votedFor === null) continue;
      accuse(
        seen,
        'vote-once',
        `${id}/${term}`,
        [id],
        `${id} has forgotten within term ${term} that it voted for ${before.votedFor}.`,
      );
      continue;
    }
    if (earlier !== undefined)
      accuse(
        seen,
        'vote-once',
        `${id}/${term}`,
        [id, earlier, votedFor],
        `In term ${term}, ${id} voted for ${earlier} and for ${votedFor}.`,
      );
    const votes = withAt(seen.memory.votes[id] ?? {}, term, votedFor);
    seen.memory = { ...seen.memory, votes: { ...seen.memory.votes, [id]: votes } };
  }
}

/** "latest term server has seen … increases monotonically" (Figure 2): through crashes too. */
export function termMonotonic(seen: Look): void {
  for (const { before, now } of seen.changes) {
    if (before === null || now.currentTerm >= before.currentTerm) continue;
    const terms = `${before.currentTerm} to ${now.currentTerm}`;
    accuse(
      seen,
      'term-monotonic',
      `${now.id}/${seen.world.step}`,
      [now.id],
      `${now.id} went from term ${terms}.`,
    );
  }
}

/**
 * "Persistent state on all servers" (Figure 2) is unchanged by a crash, the time down and a restart. If acts were missed,
 * only a vote lost within its own term proves a violation.
 */
export function persistence(seen: Look): void {
  for (const change of seen.changes) {
    const lost = seen.adjacent ? lostAtCrash(change) : lostVote(change);
    if (lost.length === 0) continue;
    const { id } = change.now;
    accuse(
      seen,
      'persistence',
      `${id}/${seen.world.step}`,
      [id],
      `${id} did not keep ${lost.join(' and ')} through a crash.`,
    );
  }
}

function lostAtCrash({ before, now, unchanged }: Change): string[] {
  if (before === null || (before.alive && now.alive)) return [];
  const lost = [];
  if (before.currentTerm !== now.currentTerm)
    lost.push(`currentTerm (${before.currentTerm}, then ${now.currentTerm})`);
  if (before.votedFor !== now.votedFor)
    lost.push(`votedFor (${before.votedFor ?? 'nobody'}, then ${now.votedFor ?? 'nobody'})`);
  if (unchanged < lastIndex(before.log)) lost.push(`the log from index ${unchanged + 1} on`);
  else if (unchanged < lastIndex(now.log)) lost.push(`the log as it was (it ended at index ${unchanged})`);
  return lost;
}

function lostVote({ before, now }: Change): string[] {
  const lost =
    before !== null &&
    before.currentTerm === now.currentTerm &&
    before.votedFor !== null &&
    now.votedFor === null;
  return lost ? [`votedFor (${before.votedFor}, in term ${now.currentTerm})`] : [];
}
