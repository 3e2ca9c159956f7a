import { required } from '../../../protocol/known';
import { answerLacks } from '../../../kv/lacks';
import type { Lack } from '../../../protocol/lack';
import { mustWait } from '../clients';
import { entryAt } from '../log';
import type { RaftState } from '../state';
import { newTurn } from '../turn';
import { leadersReasons } from './entries';
import type { Cluster } from './cluster';

/** Clients whose requests a leader holds: appended but not committed, or waiting in its inbox. */
export function requestLacks(cluster: Cluster, leader: RaftState): Lack[] {
  const { id, unanswered, inbox } = leader;
  const appended = unanswered.flatMap(({ client, request, index }) => {
    const why = `${id} has appended the request at index ${index} and answers once it has applied it.`;
    return answerLacks(
      cluster,
      { ...required(entryAt(leader.log, index), 'the entry'), client, request },
      () => [{ on: [id], why, rule: 'client-answer' }, ...leadersReasons(cluster, leader, index)],
    );
  });
  const [first] = unanswered;
  const queued = inbox.flatMap((asked) => {
    if (!first || !mustWait(newTurn(leader, cluster.environment)).holds) return [];
    const why = `The request waits in ${id}’s inbox: ${id} takes one request at a time, and ${first.client}’s, at index ${first.index}, is not answered yet.`;
    return answerLacks(cluster, asked, () => [
      { on: [id], why, rule: 'client-wait' },
      ...leadersReasons(cluster, leader, first.index),
    ]);
  });
  return [...appended, ...queued];
}
