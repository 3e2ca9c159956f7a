import { lacksOf, they, type Lack, type Reason } from '../../protocol/lack';
import { lastIndex, termAt } from '../log';
import type { RaftState } from '../state';
import { refusalOf } from './appends';
import { absences, count, idsOf, needed, othersOf, type Scene } from './scene';

/** Entries that are in a node's log and not committed as far as it knows. */
export function entryLacks(scene: Scene, node: RaftState): Lack[] {
  const open = node.log.slice(node.commitIndex).map((_entry, i) => node.commitIndex + i + 1);
  if (open.length === 0) return [];
  const reasonsOf = reasonsFor(scene, node);
  const leads = node.alive && node.role === 'leader';
  return open.flatMap((index) => {
    const question = `Why is index ${index} not committed${leads ? '' : ` on ${node.id}`}?`;
    return lacksOf({ kind: 'entry', node: node.id, index }, question, reasonsOf(index));
  });
}

/** What entries of this node lack, by index. */
function reasonsFor(scene: Scene, node: RaftState): (index: number) => readonly Reason[] {
  if (!node.alive) return () => [forgotten(node)];
  if (node.role === 'leader') return (index) => leadersReasons(scene, node, index);
  const leader = leaderFor(scene, node);
  if (!leader) {
    const why = `${node.id} knows of no leader of term ${node.currentTerm} that is up: only a leader commits.`;
    return () => [{ on: [], why, rule: 'leader-commit' }];
  }
  return (index) => followersReasons(scene, node, leader, index);
}

function forgotten({ id }: RaftState): Reason {
  const why = `${id} is crashed: what it knew of commits is lost, and it learns it again from a leader once it is back.`;
  return { on: [id], why, rule: 'append-commit' };
}

/** The leader of the newest term, unless this node has moved on to a newer one. */
function leaderFor({ nodes }: Scene, node: RaftState): RaftState | null {
  const leaders = Object.values(nodes).filter(
    ({ alive, role, currentTerm }) => alive && role === 'leader' && currentTerm >= node.currentTerm,
  );
  return leaders.sort((a, b) => b.currentTerm - a.currentTerm)[0] ?? null;
}

/** What a leader's entry lacks: copies, or a term that counts. */
export function leadersReasons(scene: Scene, leader: RaftState, index: number): Reason[] {
  const { environment } = scene;
  const knows = (id: string) => (leader.matchIndex[id] ?? 0) >= index;
  const copies = environment.servers.filter((id) => id === leader.id || knows(id)).length;
  const reasons: Reason[] = [];
  if (copies < needed(scene)) {
    const why = `Index ${index} is on ${copies} of ${count(environment.servers.length)}; it needs ${needed(scene)}.`;
    reasons.push({
      on: environment.servers.filter((id) => id !== leader.id && !knows(id)),
      why,
      rule: 'leader-commit',
    });
  }
  if (!environment.decide.mayCommitByCounting(termAt(leader.log, index), leader.currentTerm))
    reasons.push(...olderTerm(scene, leader, index));
  if (copies < needed(scene)) {
    reasons.push(...progressOf(scene, leader, index, knows));
    reasons.push(...absences(scene, leader.id, 'leader-commit'));
  }
  return reasons;
}

function olderTerm(scene: Scene, { id, log, currentTerm }: RaftState, index: number): Reason[] {
  const rule = 'leader-commit-term';
  const own = log.findIndex(({ term }) => term === currentTerm) + 1;
  const first = own > 0 ? `index ${own} of term ${currentTerm}` : `the first entry of term ${currentTerm}`;
  const then = own > 0 ? '' : ` ${id} has none yet: a client’s request makes one.`;
  return [
    {
      on: [id],
      why: `Index ${index} is of term ${termAt(log, index)}: a leader counts only entries of its own term (§5.4.2).`,
      rule,
    },
    {
      on: [id],
      why: `It is committed along with ${first}, once that is on ${count(needed(scene))}.${then}`,
      rule,
    },
  ];
}

/** How far the entry is with each follower that can be reached and is not known to hold it. */
function progressOf(
  scene: Scene,
  leader: RaftState,
  index: number,
  knows: (id: string) => boolean,
): Reason[] {
  const term = termAt(leader.log, index);
  const open = othersOf(scene, leader.id).present.filter(({ id }) => !knows(id));
  const holding = open.filter(({ log }) => termAt(log, index) === term);
  const lacking = open.filter((node) => !holding.includes(node));
  const refusals = lacking.flatMap((node) => refusalOf(scene, leader, node) ?? []);
  const waiting = lacking.filter(({ id }) => !refusals.some(({ on }) => on.includes(id)));
  return [
    ...(holding.length === 0
      ? []
      : [
          {
            on: idsOf(holding),
            why: `${they(idsOf(holding), 'holds', 'hold')} it already; ${leader.id} has not heard so yet.`,
            rule: 'leader-match',
          },
        ]),
    ...(waiting.length === 0
      ? []
      : [
          {
            on: idsOf(waiting),
            why: `${they(idsOf(waiting), 'has', 'have')} not received it yet.`,
            rule: 'leader-append',
          },
        ]),
    ...refusals,
  ];
}

function followersReasons(scene: Scene, node: RaftState, leader: RaftState, index: number): Reason[] {
  const term = termAt(node.log, index);
  const theirs = termAt(leader.log, index);
  const on = [leader.id];
  if (index > lastIndex(leader.log)) {
    const why = `${leader.id} leads term ${leader.currentTerm} and has no entry at index ${index}: while it leads, this one cannot be committed.`;
    return [{ on, why, rule: 'leader-append' }];
  }
  if (theirs !== term) {
    const why = `${leader.id} leads term ${leader.currentTerm} and has another entry at index ${index}, of term ${theirs}: this one, of term ${term}, gives way to it.`;
    return [{ on, why, rule: 'append-conflict' }];
  }
  if (leader.commitIndex >= index) {
    const apart = scene.reaches(leader.id, node.id) ? '' : `, and the partition cuts them off`;
    const rule = scene.environment.options.commitNotification ? 'notify-commit' : 'append-commit';
    return [{ on, why: `${leader.id} has committed it; ${node.id} has not heard so yet${apart}.`, rule }];
  }
  return leadersReasons(scene, leader, index);
}
