import { lacksOf, type Lack, type Reason } from '../../../protocol/lack';
import { deciding, valueText } from '../../../protocol/verdict';
import { appendEntries } from '../rules';
import type { RaftState } from '../state';
import { ifSent, othersOf, type Scene } from './scene';

/** Why a follower takes nothing of what its leader would send it now; null: it would take it. */
export function refusalOf(scene: Scene, leader: RaftState, follower: RaftState): Reason | null {
  const { events } = ifSent(scene, follower, leader.id, appendEntries(leader, follower.id));
  const refused = events.find((event) => event.type === 'append-refused');
  if (!refused) return null;
  const on = [follower.id];
  const { reason, prevLogIndex, prevLogTerm } = refused;
  if (reason === 'stale-term') {
    const { role } = afterRefusal(scene, leader, follower);
    const ends = role === 'leader' ? '' : `, and ${leader.id} leads no more once it hears of that`;
    const why = `${follower.id} is in term ${follower.currentTerm}: it takes nothing of term ${leader.currentTerm}${ends}.`;
    return { on, why, rule: refused.rule };
  }
  const decided = deciding(refused);
  const own = decided ? valueText(decided.right) : '';
  const why =
    reason === 'log-too-short'
      ? `The log of ${follower.id} ends at index ${own}, before index ${prevLogIndex}.`
      : `The entry of ${follower.id} at index ${prevLogIndex} has term ${own}, not ${prevLogTerm}.`;
  return { on, why, rule: refused.rule };
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
    const question = `Why does ${follower.id} not take the entries of ${leader.id}?`;
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
    const why = `${id} is in term ${currentTerm}: ${leader.id} leads no more once it hears of that.`;
    return { on: [id], why, rule: 'term-newer' };
  }
  const takes = refusalOf(scene, after, follower) === null;
  const why = `At the refusal ${leader.id} steps back and sends from index ${after.nextIndex[id]} on${takes ? `, which ${id} will take` : ', until it finds where the logs agree'}.`;
  return { on: [leader.id], why, rule: 'leader-retry' };
}
