import { lacksOf, type Lack, type Reason } from '../../../protocol/lack';
import { prevComparisons } from '../compare';
import { entriesFrom, lastIndex, termAt } from '../log';
import type { MessageOf } from '../message';
import type { RaftState } from '../state';
import { othersOf, type Scene } from './scene';

/** Why a follower takes nothing of what its leader would send it now; none: it would take it. */
export function refusalOf(scene: Scene, leader: RaftState, follower: RaftState): Reason | null {
  const on = [follower.id];
  const message = nextAppend(leader, follower);
  const { decide } = scene.environment;
  if (decide.isStale(follower, message)) {
    const ends = decide.stepsDown(leader) ? `, and ${leader.id} leads no more once it hears of that` : '';
    const why = `${follower.id} is in term ${follower.currentTerm}: it takes nothing of term ${leader.currentTerm}${ends}.`;
    return { on, why, rule: 'append-stale' };
  }
  if (decide.prevMatches(follower.log, message)) return null;
  const failed = prevComparisons(follower.log, message).at(-1);
  const { prevLogIndex, prevLogTerm } = message;
  const why =
    prevLogIndex > lastIndex(follower.log)
      ? `The log of ${follower.id} ends at index ${lastIndex(follower.log)}, before index ${prevLogIndex}.`
      : `The entry of ${follower.id} at index ${prevLogIndex} has term ${failed?.rightValue}, not ${prevLogTerm}.`;
  return { on, why, rule: 'append-prev' };
}

/** What the leader would send this follower now. */
function nextAppend(leader: RaftState, follower: RaftState): MessageOf<'AppendEntries'> {
  const next = leader.nextIndex[follower.id] ?? lastIndex(leader.log) + 1;
  return {
    ...{ id: 0, from: leader.id, to: follower.id, sentAt: 0 },
    type: 'AppendEntries',
    term: leader.currentTerm,
    leaderId: leader.id,
    prevLogIndex: next - 1,
    prevLogTerm: termAt(leader.log, next - 1),
    entries: entriesFrom(leader.log, next),
    leaderCommit: leader.commitIndex,
  };
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

function remedy({ environment }: Scene, leader: RaftState, { id, log, currentTerm }: RaftState): Reason {
  if (currentTerm > leader.currentTerm && environment.decide.stepsDown(leader)) {
    const why = `${id} is in term ${currentTerm}: ${leader.id} leads no more once it hears of that.`;
    return { on: [id], why, rule: 'term-newer' };
  }
  const next = Math.max(1, (leader.nextIndex[id] ?? 1) - 1);
  const prev = next - 1;
  const agree = prev === 0 || termAt(log, prev) === termAt(leader.log, prev);
  const why = `At the refusal ${leader.id} steps back and sends from index ${next} on${agree ? `, which ${id} will take` : ', until it finds where the logs agree'}.`;
  return { on: [leader.id], why, rule: 'leader-retry' };
}
