import { isRequest, type RequestId, type StoredRequest } from '../../protocol/stored-request';
import { indexed } from './log';
import type { RaftState } from './state';

/** Where a server stores a client's request: the index in its log, and whether it is committed and applied. */
export function storedRequests(
  { id, log, commitIndex, lastApplied }: RaftState,
  wanted: RequestId,
): StoredRequest[] {
  return indexed(log)
    .filter(({ entry }) => isRequest(entry, wanted))
    .map(({ index, entry }) => ({
      node: id,
      place: `index ${index} (term ${entry.term})`,
      how: index <= lastApplied ? 'applied' : index <= commitIndex ? 'committed' : 'appended',
    }));
}
