import { answerLacks } from '../../../kv/lacks';
import type { Lack, Reason } from '../../../protocol/lack';
import { ballotText as b } from '../ballot';
import type { Command } from '../command';
import type { Leader, Unanswered } from '../state';
import { unknown } from './learners';
import { preparing } from './leads';
import type { Scene } from './scene';
import { proposalReasons } from './slots';

/** Clients whose requests a leader holds: proposed and not applied, or waiting in its inbox. */
export function requestLacks(scene: Scene, leader: Leader): Lack[] {
  const { id, unanswered, inbox } = leader;
  if (!leader.alive) return [];
  const taken: Lack[] =
    unanswered === null
      ? []
      : answerLacks(scene, { ...commandOf(leader, unanswered), ...unanswered }, () => [
          {
            on: [id],
            why: `${id} has proposed the request for slot ${unanswered.slot} and answers once it has applied it.`,
            rule: 'client-answer',
          },
          ...progress(scene, leader, unanswered),
        ]);
  return [...taken, ...inbox.flatMap((asked) => answerLacks(scene, asked, () => waiting(scene, leader)))];
}

/** What this leader proposed for the request that it took. */
function commandOf({ proposals, chosen }: Leader, { slot }: Unanswered): Command {
  return (proposals[slot]?.command ?? chosen[slot]) as Command;
}

/** What the slot of a request lacks, or else the slot that has to be applied first. */
function progress(scene: Scene, leader: Leader, { slot }: Unanswered): Reason[] {
  if (leader.proposals[slot]) return proposalReasons(scene, leader, slot);
  const next = leader.lastApplied + 1;
  const why = `Slot ${slot} is chosen; ${leader.id} applies slots in order, and slot ${next} comes first.`;
  const first = leader.proposals[next] ? proposalReasons(scene, leader, next) : unknown(scene, leader, next);
  return [{ on: [leader.id], why, rule: 'apply-in-order' }, ...first];
}

function waiting(scene: Scene, leader: Leader): Reason[] {
  const { id, role, ballot, unanswered } = leader;
  if (role === 'preparing') {
    const why = `The request waits at ${id}, which is preparing ballot ${b(ballot)} and takes requests only once it leads.`;
    return [{ on: [id], why, rule: 'client-wait' }, ...preparing(scene, leader)];
  }
  if (unanswered === null) return [];
  const why = `The request waits at ${id}, which takes one request at a time: ${unanswered.client}’s, for slot ${unanswered.slot}, is not answered yet.`;
  return [{ on: [id], why, rule: 'client-wait' }, ...progress(scene, leader, unanswered)];
}
