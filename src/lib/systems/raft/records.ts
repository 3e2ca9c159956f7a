import { isRequest, type Kept, type Numbered } from '../../protocol/record';
import { indexed } from './log';
import type { RaftState } from './state';

/** Where a server keeps a client's request: at which index of its log, and how far it is there. */
export function keeps({ id, log, commitIndex, lastApplied }: RaftState, wanted: Numbered): Kept[] {
  return indexed(log)
    .filter(({ entry }) => isRequest(entry, wanted))
    .map(({ index, entry }) => ({
      node: id,
      place: `index ${index} (term ${entry.term})`,
      how: index <= lastApplied ? 'applied' : index <= commitIndex ? 'committed' : 'appended',
    }));
}
