import { lacksOf, type Lack, type Reason } from '../../../protocol/lack';
import { becauseInFull } from '../clauses';
import { appendEntries } from '../rules';
import type { RaftState } from '../state';
import { ifSent, othersOf, type Scene } from './scene';

/** Why a follower takes nothing of what its leader would send it now; null: it would take it. */
export function refusalOf(scene: Scene, leader: RaftState, follower: RaftState): Reason | null {
  const { events } = ifSent(scene, follower, leader.id, appendEntries(leader, follower.id));
  const refused = events.find((event) => event.type === 'append-refused');
  if (!refused) return null;
  const ends = refused.reason === 'stale-term' && afterRefusal(scene, leader, follower).role !== 'leader';
  const stepsDown = ends ? ` ${leader.id} steps down once it hears of this.` : '';
  return { on: [follower.id], why: `${becauseInFull(refused)}${stepsDown}`, rule: refused.rule };
}

/** The leader once it has heard what this follower answers to what it would send it now. */
function afterRefusal(scene: Scene, leader: RaftState, follower: RaftState): RaftState {
  const { effects } = ifSent(scene, follower, leader.id, appendEntries(leader, follower.id));
  for (const effect of effects)
    if (effect.kind === 'send' && effect.message.type === 'AppendEntriesResponse')
      return ifSent(scene, leader, follower.id, effect.message).node;
  return leader;
}

/** Followers that refuse what a leader sends them. */
export function appendLacks(scene: Scene, leader: RaftState): Lack[] {
  return othersOf(scene, leader.id).present.flatMap((follower) => {
    const about = { kind: 'append', node: leader.id, by: follower.id } as const;
    const question = `Why does ${follower.id} not take ${leader.id}’s entries?`;
    return lacksOf(scene, about, question, () => {
      const refusal = refusalOf(scene, leader, follower);
      if (!refusal) return [];
      return refusal.rule === 'append-prev' ? [refusal, remedy(scene, leader, follower)] : [refusal];
    });
  });
}

/** What comes of a refusal: the leader steps back, or leads no more. */
function remedy(scene: Scene, leader: RaftState, follower: RaftState): Reason {
  const { id, currentTerm } = follower;
  const after = afterRefusal(scene, leader, follower);
  if (after.role !== 'leader') {
    const why = `${id} is in term ${currentTerm}: ${leader.id} steps down once it hears of this.`;
    return { on: [id], why, rule: 'term-newer' };
  }
  const takes = refusalOf(scene, after, follower) === null;
  const why = `When it hears of the refusal, ${leader.id} steps back and sends from index ${after.nextIndex[id]} on${takes ? `, which ${id} will take` : ', and so on until the logs match'}.`;
  return { on: [leader.id], why, rule: 'leader-retry' };
}
