import { lacksOf, type Lack, type Reason } from '../../protocol/lack';
import { mustWait } from '../clients';
import type { RaftState } from '../state';
import { newTurn } from '../turn';
import { leadersReasons } from './entries';
import type { Scene } from './scene';

/** Clients whose requests a leader holds: appended and not committed, or waiting in its inbox. */
export function requestLacks(scene: Scene, leader: RaftState): Lack[] {
  const { id, unanswered, inbox } = leader;
  const appended = unanswered.flatMap(({ client, request, index }) => {
    const why = `${id} has appended the request at index ${index} and answers once it has applied it.`;
    return about(client, request, [
      { on: [id], why, rule: 'client-answer' },
      ...leadersReasons(scene, leader, index),
    ]);
  });
  const [first] = unanswered;
  const queued = inbox.flatMap(({ client, request }) => {
    if (!first || !mustWait(newTurn(leader, scene.environment))) return [];
    const why = `The request waits in the inbox of ${id}, which takes one at a time: that of ${first.client}, at index ${first.index}, is not answered yet.`;
    return about(client, request, [
      { on: [id], why, rule: 'client-wait' },
      ...leadersReasons(scene, leader, first.index),
    ]);
  });
  return [...appended, ...queued];
}

const about = (client: string, request: number, reasons: readonly Reason[]): Lack[] =>
  lacksOf({ kind: 'client', client, request }, `Why has ${client} no answer?`, reasons);
