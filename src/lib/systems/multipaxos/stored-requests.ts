import { isRequest, type RequestId, type StoredRequest } from '../../protocol/stored-request';
import { ballotText } from './ballot';
import { bySlot } from './command';
import { isAcceptor, type PaxosState } from './state';

/** Where a node stores a client's request: the slot in which it has accepted it, or knows it to be chosen. */
export function storedRequests(node: PaxosState, wanted: RequestId): StoredRequest[] {
  const { id } = node;
  if (isAcceptor(node))
    return bySlot(node.accepted)
      .filter(([, { command }]) => isRequest(command, wanted))
      .map(([slot, { ballot }]) => {
        return { node: id, place: `slot ${slot} (ballot ${ballotText(ballot)})`, how: 'accepted' };
      });
  return bySlot(node.chosen)
    .filter(([, command]) => isRequest(command, wanted))
    .map(([slot]) => {
      return { node: id, place: `slot ${slot}`, how: slot <= node.lastApplied ? 'applied' : 'chosen' };
    });
}
