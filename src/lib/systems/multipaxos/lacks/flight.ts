/** The messages in flight between leaders and acceptors. */
import { messagesTo, type Surroundings } from '../../../protocol/lack';
import type { ActorId } from '../../../protocol/message';
import { sameBallot, type Ballot } from '../ballot';
import type { MessageOf, PaxosMessage } from '../message';
import type { Leader } from '../state';

/** The messages of one type in flight to a node. Those that the partition holds back count. */
export function inFlightTo<T extends PaxosMessage['type']>(
  around: Surroundings,
  to: ActorId,
  type: T,
  slot?: number,
): readonly MessageOf<T>[] {
  return messagesTo<MessageOf<T>>(around, to, type, slot);
}

/** The promises in flight for the ballot that a leader prepares. */
export function promisesInFlight(
  around: Surroundings,
  { id, ballot, promises }: Leader,
): readonly MessageOf<'Promise'>[] {
  return inFlightTo(around, id, 'Promise').filter(
    (message) => sameBallot(message.ballot, ballot) && !promises.includes(message.from),
  );
}

/** The acceptances in flight for a slot in a ballot. */
export function acceptancesInFlight(
  around: Surroundings,
  slot: number,
  ballot: Ballot,
): readonly MessageOf<'Accepted'>[] {
  return inFlightTo(around, ballot.leader, 'Accepted', slot).filter((message) =>
    sameBallot(message.ballot, ballot),
  );
}
