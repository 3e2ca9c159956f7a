import { isRequest, type Kept, type Numbered } from '../../protocol/record';
import { ballotText } from './ballot';
import { bySlot } from './command';
import { isAcceptor, type PaxosState } from './state';

/** Where a node keeps a client's request: in which slot it has accepted it, or knows it to be chosen. */
export function keeps(node: PaxosState, wanted: Numbered): Kept[] {
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
