import { lacksOf, type Lack, type Reason } from '../../../protocol/lack';
import { becauseInFull } from '../clauses';
import { appendEntries } from '../rules';
import type { RaftState } from '../state';
import { ifSent, othersOf, type Cluster } from './cluster';

/** The event in which a follower would refuse what its leader would send it now; null: it would accept. */
export function refusalOf(cluster: Cluster, leader: RaftState, follower: RaftState): Reason | null {
  const { events } = ifSent(cluster, follower, leader.id, appendEntries(leader, follower.id));
  const refused = events.find((event) => event.type === 'append-refused');
  if (!refused) return null;
  const ends = refused.reason === 'stale-term' && afterRefusal(cluster, leader, follower).role !== 'leader';
  const stepsDown = ends ? ` ${leader.id} steps down once it hears of this.` : '';
  return { on: [follower.id], why: `${becauseInFull(refused)}${stepsDown}`, rule: refused.rule };
}

/** The leader after it has heard this follower's answer to what it would send now. */
function afterRefusal(cluster: Cluster, leader: RaftState, follower: RaftState): RaftState {
  const { effects } = ifSent(cluster, follower, leader.id, appendEntries(leader, follower.id));
  for (const effect of effects)
    if (effect.kind === 'send' && effect.message.type === 'AppendEntriesResponse')
      return ifSent(cluster, leader, follower.id, effect.message).node;
  return leader;
}

/** Followers that refuse what a leader sends them. */
export function appendLacks(cluster: Cluster, leader: RaftState): Lack[] {
  return othersOf(cluster, leader.id).present.flatMap((follower) => {
    const about = { kind: 'append', node: leader.id, by: follower.id } as const;
    const question = `Why does ${follower.id} not take ${leader.id}’s entries?`;
    return lacksOf(cluster, about, question, () => {
      const refusal = refusalOf(cluster, leader, follower);
      if (!refusal) return [];
      return refusal.rule === 'append-prev' ? [refusal, remedy(cluster, leader, follower)] : [refusal];
    });
  });
}

/** What follows a refusal: the leader steps back, or steps down. */
function remedy(cluster: Cluster, leader: RaftState, follower: RaftState): Reason {
  const { id, currentTerm } = follower;
  const after = afterRefusal(cluster, leader, follower);
  if (after.role !== 'leader') {
    const why = `${id} is in term ${currentTerm}: ${leader.id} steps down once it hears of this.`;
    return { on: [id], why, rule: 'term-newer' };
  }
  const takes = refusalOf(cluster, after, follower) === null;
  const why = `When it hears of the refusal, ${leader.id} steps back and sends from index ${after.nextIndex[id]} on${takes ? `, which ${id} will take` : ', and so on until the logs match'}.`;
  return { on: [leader.id], why, rule: 'leader-retry' };
}
