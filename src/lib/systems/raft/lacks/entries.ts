import { arriving, lacksOf, type Lack, type Reason } from '../../../protocol/lack';
import {
  entriesFrom,
  entryAt,
  firstOfTerm,
  indexed,
  lastIndex,
  sameEntry,
  termAt,
  type LogEntry,
} from '../log';
import type { ActorId } from '../../../protocol/message';
import type { RaftState } from '../state';
import { answersInFlight, copiesReasons } from './copies';
import { absences, count, majorityOf, type Cluster } from './cluster';

/** Entries of a node's log that the node does not know to be committed. */
export function entryLacks(cluster: Cluster, node: RaftState): Lack[] {
  const uncommitted = indexed(entriesFrom(node.log, node.commitIndex + 1));
  const open = uncommitted.map(({ index }) => node.commitIndex + index);
  if (open.length === 0) return [];
  const reasonsOf = reasonsFor(cluster, node);
  const leads = node.alive && node.role === 'leader';
  return open.flatMap((index) => {
    const question = `Why is index ${index} not committed${leads ? '' : ` on ${node.id}`}?`;
    const about = { kind: 'entry', node: node.id, index } as const;
    return lacksOf(cluster, about, question, () => reasonsOf(index));
  });
}

/** The reasons why entries of this node are not committed, by index. */
function reasonsFor(cluster: Cluster, node: RaftState): (index: number) => readonly Reason[] {
  if (!node.alive) return () => [forgotten(node)];
  if (node.role === 'leader') return (index) => leadersReasons(cluster, node, index);
  const leader = leaderFor(cluster, node);
  if (!leader) {
    const why = `Only a leader commits, and no leader of term ${node.currentTerm} or later is up.`;
    return () => [{ on: [], why, rule: 'leader-commit' }];
  }
  return (index) => followersReasons(cluster, node, leader, index);
}

function forgotten({ id }: RaftState): Reason {
  const why = `${id} is down: it has lost what it knew of commits, and learns it again from a leader once it is back.`;
  return { on: [id], why, rule: 'append-commit' };
}

/** The leader of the newest term, unless this node has moved on to a newer one. */
function leaderFor({ nodes }: Cluster, node: RaftState): RaftState | null {
  const leaders = Object.values(nodes).filter(
    ({ alive, role, currentTerm }) => alive && role === 'leader' && currentTerm >= node.currentTerm,
  );
  return leaders.sort((a, b) => b.currentTerm - a.currentTerm)[0] ?? null;
}

/** Why a leader has not committed an entry: too few copies, or an earlier term. */
export function leadersReasons(cluster: Cluster, leader: RaftState, index: number): Reason[] {
  const { environment } = cluster;
  const others = environment.servers.filter((id) => id !== leader.id);
  const known = others.filter((id) => (leader.matchIndex[id] ?? 0) >= index);
  const { verdict, needed } = majorityOf(cluster, [leader.id, ...known]);
  const lacksCopies = !verdict.holds;
  const reasons = lacksCopies ? [standing(cluster, leader, index, others, known, needed)] : [];
  if (!environment.decide.mayCommitByCounting(leader, index).holds)
    reasons.push(...olderTerm(leader, index, needed));
  if (lacksCopies) {
    const heard = [...known, ...arriving(cluster, answersInFlight(cluster, leader, index))];
    reasons.push(...copiesReasons(cluster, leader, index, known));
    reasons.push(...absences(cluster, leader.id, heard, 'leader-commit'));
  }
  return reasons;
}

function holdsEntry({ nodes }: Cluster, id: ActorId, index: number, entry: LogEntry | null): boolean {
  const node = nodes[id];
  return node !== undefined && sameEntry(entryAt(node.log, index), entry);
}

/** How many servers hold an entry. The leader's knowledge counts, and it may be behind. */
function standing(
  cluster: Cluster,
  leader: RaftState,
  index: number,
  others: readonly string[],
  known: readonly string[],
  needed: number,
): Reason {
  const entry = entryAt(leader.log, index);
  const holding = others.filter((id) => holdsEntry(cluster, id, index, entry));
  const asKnown = holding.length === known.length ? '' : ` as far as ${leader.id} knows`;
  const have = `${known.length + 1} of ${count(others.length + 1)}${asKnown}`;
  const why = `Index ${index} is on ${have}; it needs ${needed}.`;
  return { on: others.filter((id) => !known.includes(id)), why, rule: 'leader-commit' };
}

function olderTerm({ id, log, currentTerm }: RaftState, index: number, needed: number): Reason[] {
  const rule = 'leader-commit-term';
  const own = firstOfTerm(log, currentTerm);
  const first =
    own === null ? `the first entry of term ${currentTerm}` : `index ${own} of term ${currentTerm}`;
  const then = own !== null ? '' : ` ${id} has none yet: the next client request creates one.`;
  return [
    {
      on: [id],
      why: `Index ${index} is from term ${termAt(log, index)}: a leader counts only entries of its own term (§5.4.2).`,
      rule,
    },
    {
      on: [id],
      why: `It is committed along with ${first}, once that is on ${count(needed)}.${then}`,
      rule,
    },
  ];
}

function followersReasons(cluster: Cluster, node: RaftState, leader: RaftState, index: number): Reason[] {
  const { id, currentTerm, log } = leader;
  const term = termAt(node.log, index);
  const theirs = termAt(log, index);
  const on = [id];
  const leads = `${id} leads term ${currentTerm}`;
  if (index > lastIndex(log)) {
    const why = `${leads} and has no entry at index ${index}, so it cannot commit this one.`;
    return [{ on, why, rule: 'leader-append' }];
  }
  if (theirs !== term) {
    const why = `${leads} and has another entry at index ${index}, of term ${theirs}, which will replace this one of term ${term}.`;
    return [{ on, why, rule: 'append-conflict' }];
  }
  if (!sameEntry(entryAt(log, index), entryAt(node.log, index))) {
    const why = `${leads} and has another entry of the same term at index ${index}: it commits that one, not this one.`;
    return [{ on, why, rule: 'append-conflict' }];
  }
  if (leader.commitIndex >= index) return [toldOfCommit(cluster, node, leader)];
  return leadersReasons(cluster, leader, index);
}

/** The leader has committed the entry, and this follower does not know yet. */
function toldOfCommit(cluster: Cluster, { id }: RaftState, leader: RaftState): Reason {
  const rule = cluster.environment.options.commitNotification ? 'notify-commit' : 'append-commit';
  const apart = cluster.reaches(leader.id, id) ? '' : ', and the partition cuts them off';
  const why = `${leader.id} has committed it; ${id} does not know this yet${apart}.`;
  return { on: [leader.id], why, rule };
}
