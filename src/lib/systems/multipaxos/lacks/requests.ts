import { required } from '../../../protocol/known';
import { answerLacks } from '../../../kv/lacks';
import type { Lack, Reason } from '../../../protocol/lack';
import { ballotText as b } from '../ballot';
import type { Command } from '../command';
import type { Leader, Unanswered } from '../state';
import { unknown } from './learners';
import { preparing } from './leads';
import type { Cluster } from './cluster';
import { proposalReasons } from './slots';

/** Clients whose requests a leader holds: proposed but not applied, or waiting in its inbox. */
export function requestLacks(cluster: Cluster, leader: Leader): Lack[] {
  const { id, unanswered, inbox } = leader;
  if (!leader.alive) return [];
  const taken: Lack[] =
    unanswered === null
      ? []
      : answerLacks(cluster, { ...commandOf(leader, unanswered), ...unanswered }, () => [
          {
            on: [id],
            why: `${id} has proposed the request for slot ${unanswered.slot} and answers once it has applied it.`,
            rule: 'client-answer',
          },
          ...progress(cluster, leader, unanswered),
        ]);
  return [...taken, ...inbox.flatMap((asked) => answerLacks(cluster, asked, () => waiting(cluster, leader)))];
}

/** The command that this leader proposed for the request that it took. */
function commandOf({ proposals, chosen }: Leader, { slot }: Unanswered): Command {
  return required(proposals[slot]?.command ?? chosen[slot], 'the command');
}

/** Why the slot of a request is not applied: the slot itself, or an earlier one. */
function progress(cluster: Cluster, leader: Leader, { slot }: Unanswered): Reason[] {
  if (leader.proposals[slot]) return proposalReasons(cluster, leader, slot);
  const next = leader.lastApplied + 1;
  const why = `Slot ${slot} is chosen; ${leader.id} applies slots in order, and slot ${next} comes first.`;
  const first = leader.proposals[next]
    ? proposalReasons(cluster, leader, next)
    : unknown(cluster, leader, next);
  return [{ on: [leader.id], why, rule: 'apply-in-order' }, ...first];
}

function waiting(cluster: Cluster, leader: Leader): Reason[] {
  const { id, role, ballot, unanswered } = leader;
  if (role === 'preparing') {
    const why = `The request waits at ${id}, which is preparing ballot ${b(ballot)} and takes requests only once it leads.`;
    return [{ on: [id], why, rule: 'client-wait' }, ...preparing(cluster, leader)];
  }
  if (unanswered === null) return [];
  const why = `The request waits at ${id}, which takes one request at a time: ${unanswered.client}’s, for slot ${unanswered.slot}, is not answered yet.`;
  return [{ on: [id], why, rule: 'client-wait' }, ...progress(cluster, leader, unanswered)];
}
