/** Committed entries: on how many servers they are, and that they stay (§5.3, §5.4). */
import { required } from '../../protocol/known';
import { describeEntry, entryAt, lastIndex, sameEntry } from './log';
import { copiesOf, majorityOf, nodeOf, nodesOf } from './node';
import { sparseAt, withAt } from '../sparse';
import { accuse, type Look } from './watch';

/**
 * "Committed once the leader … has replicated it on a majority of the servers" (§5.3): of all servers, up or down. Checked
 * for leaders whose commitIndex rose. Entries that were committed when the checks began are trusted.
 */
export function commitMajority(seen: Look): void {
  const { world, memory } = seen;
  for (const { before, now } of seen.changes) {
    const index = Math.min(now.commitIndex, lastIndex(now.log));
    const marked = now.role === 'leader' && before !== null && now.commitIndex > before.commitIndex;
    const entry = entryAt(now.log, index);
    if (!marked || entry === undefined || index <= memory.begunCommit) continue;
    const [copies, needed] = [copiesOf(world, index, entry), majorityOf(world)];
    if (copies >= needed) continue;
    const where = `${copies} of ${Object.keys(world.nodes).length} servers, and a majority is ${needed}`;
    const text = `${now.id}, leader of term ${now.currentTerm}, has marked index ${index} committed (${describeEntry(entry)}), which is on ${where}.`;
    accuse(seen, 'commit-majority', `${index}/${entry.term}`, [now.id], text);
  }
}

/**
 * Records newly committed entries, and by which node they are known. The term of the commit is the leader's own term, not
 * the entry's. For a node that only learnt of the commit, its own term is an upper bound. An entry of the set-up counts as
 * committed only if a majority has it.
 */
export function recordCommits(seen: Look): void {
  const nodes = seen.changes.map(({ now }) => now).sort((a, b) => a.currentTerm - b.currentTerm);
  for (const { id, log, commitIndex, currentTerm: term } of nodes) {
    for (let i = seen.memory.lastCommitted + 1; i <= commitIndex; i++) {
      const entry = entryAt(log, i);
      if (entry === undefined) break;
      const begun = i <= seen.memory.begunCommit;
      if (begun && copiesOf(seen.world, i, entry) < majorityOf(seen.world)) break;
      const committed = withAt(seen.memory.committed, i, { entry, term, by: id });
      seen.memory = { ...seen.memory, committed, lastCommitted: i };
    }
  }
}

/**
 * "If a log entry is committed in a given term, then that entry will be present in the logs of the leaders for all
 * higher-numbered terms" (Figure 3). A new leader is checked against all commits, then only against new ones.
 */
export function leaderCompleteness(seen: Look, knownCommits: number): void {
  const changes = new Map(seen.changes.map((change) => [change.now.id, change]));
  const { committed, lastCommitted } = seen.memory;
  for (const { id, role, currentTerm, log } of nodesOf(seen.world)) {
    if (role !== 'leader') continue;
    const change = changes.get(id);
    const old = nodeOf(seen.before, id);
    const isNew = old === null || old.role !== 'leader' || old.currentTerm !== currentTerm;
    for (
      let i = isNew ? 1 : Math.min(knownCommits, change?.unchanged ?? knownCommits) + 1;
      i <= lastCommitted;
      i++
    ) {
      const { entry, term, by } = required(sparseAt(committed, i), 'the committed entry');
      if (term >= currentTerm || sameEntry(entryAt(log, i), entry)) continue;
      const text = `${describeEntry(entry)} at index ${i} was committed by term ${term}, as ${by} knows; ${id}, leader of term ${currentTerm}, has ${describeEntry(entryAt(log, i))} there.`;
      accuse(seen, 'leader-completeness', `${id}/${currentTerm}`, [by, id], text);
      break;
    }
  }
}

/**
 * "Raft guarantees that committed entries are durable" (§5.3): a committed entry that was on a majority of the servers
 * stays on one, and no server drops an entry that it knew to be committed. An entry that was on fewer servers when it was
 * marked committed must at least not vanish, unless it was so when the checks began. A server that does not know of the
 * commit may drop its copy, because a message of an earlier leader can reach it.
 */
export function commitDurable(seen: Look): void {
  const { before: old, world, memory } = seen;
  if (old === null) return;
  for (const { before, now, unchanged } of seen.changes) {
    if (before === null) continue;
    for (let i = unchanged + 1; i <= Math.min(lastIndex(before.log), memory.lastCommitted); i++) {
      const { entry, by } = required(sparseAt(memory.committed, i), 'the committed entry');
      if (!sameEntry(entryAt(before.log, i), entry)) continue;
      const [had, has, needed] = [copiesOf(old, i, entry), copiesOf(world, i, entry), majorityOf(world)];
      const gone = had >= needed ? has < needed : has === 0 && i > memory.begunCommit;
      if (!gone && before.commitIndex < i) continue;
      const text = `${now.id} has dropped the committed entry at index ${i} (${describeEntry(entry)}, committed as ${by} knows): it was on ${had} servers, now on ${has}, and a majority is ${needed}.`;
      accuse(seen, 'commit-durable', `${i}/${entry.term}`, [now.id], text);
      break;
    }
  }
}
