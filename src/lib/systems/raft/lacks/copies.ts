/** The state of a leader's entry at those followers that the leader does not know to have it. */
import { some, type Reason } from '../../../protocol/lack';
import type { ActorId } from '../../../protocol/message';
import { entryAt, sameEntry, termAt } from '../log';
import type { MessageOf } from '../message';
import type { RaftState } from '../state';
import { refusalOf } from './appends';
import { receive } from '../receive';
import { newTurn } from '../turn';
import { idsOf, inFlightTo, named, othersOf, type Cluster } from './cluster';

/** The answers in flight that would make this leader count another copy of the entry at `index`. */
export function answersInFlight(
  cluster: Cluster,
  leader: RaftState,
  index: number,
): readonly MessageOf<'AppendEntriesResponse'>[] {
  return inFlightTo(cluster, leader.id, 'AppendEntriesResponse').filter((message) => {
    if ((leader.matchIndex[message.from] ?? 0) >= index) return false;
    const { matchIndex } = receive(newTurn(leader, cluster.environment), message).node;
    return (matchIndex[message.from] ?? 0) >= index;
  });
}

/** @param known the servers that the leader knows to have the entry */
export function copiesReasons(
  cluster: Cluster,
  leader: RaftState,
  index: number,
  known: readonly ActorId[],
): Reason[] {
  const entry = entryAt(leader.log, index);
  const { all, present } = othersOf(cluster, leader.id);
  const answers = answersInFlight(cluster, leader, index);
  const answered = (node: RaftState) => answers.some(({ from }) => from === node.id);
  const open = all.filter((node) => !known.includes(node.id) && (answered(node) || present.includes(node)));
  const holding = open.filter(({ log }) => sameEntry(entryAt(log, index), entry));
  const taken = open.filter((node) => !holding.includes(node) && answered(node));
  const lacking = open.filter((node) => !holding.includes(node) && !taken.includes(node));
  const refusals = lacking.flatMap((node) => refusalOf(cluster, leader, node) ?? []);
  const willing = lacking.filter(({ id }) => !refusals.some(({ on }) => on.includes(id)));
  const alike = willing.filter(({ log }) => termAt(log, index) === termAt(leader.log, index));
  const waiting = willing.filter((node) => !alike.includes(node));
  const coming = waiting.filter((node) => isSent(cluster, leader, node.id, index));
  return [
    ...some(holding, 'holds', 'hold', `it already; ${leader.id} does not know this yet.`, 'leader-match'),
    ...taken.map(({ id }) => ({
      on: [id],
      why: `An answer from ${id} is in flight that makes ${leader.id} count a copy which ${id} does not hold.`,
      rule: 'leader-match',
    })),
    ...some(
      alike,
      'has',
      'have',
      `another entry of the same term at index ${index}, which counts as this one.`,
      'append-conflict',
    ),
    ...inFlight(index, coming),
    ...notSent(
      leader,
      index,
      waiting.filter((node) => !coming.includes(node)),
    ),
    ...refusals,
  ];
}

/** Whether a message of the leader with this entry is in flight, of any term. */
function isSent(cluster: Cluster, { id, log }: RaftState, to: ActorId, index: number): boolean {
  return inFlightTo(cluster, to, 'AppendEntries').some(
    ({ from, prevLogIndex, entries }) =>
      from === id && sameEntry(entryAt(entries, index - prevLogIndex), entryAt(log, index)),
  );
}

function inFlight(index: number, coming: readonly RaftState[]): Reason[] {
  if (coming.length === 0) return [];
  return [
    { on: idsOf(coming), why: `Index ${index} is in flight to ${named(coming)}.`, rule: 'leader-append' },
  ];
}

function notSent({ id, nextIndex }: RaftState, index: number, lost: readonly RaftState[]): Reason[] {
  const isNext = (node: RaftState) => (nextIndex[node.id] ?? 1) <= index;
  const again = `not hold it, and it is not in flight: ${id}’s next heartbeat sends it.`;
  return [
    ...some(lost.filter(isNext), 'does', 'do', again, 'leader-heartbeat'),
    ...some(
      lost.filter((node) => !isNext(node)),
      'does',
      'do',
      'not hold it.',
      'leader-append',
    ),
  ];
}
