import type { ActorId } from './message';

/** A client's request, named by the number that the client gave it. */
export interface RequestId {
  readonly client: ActorId;
  readonly request: number;
}

/**
 * A place where a node stores a request, `index 3 (term 1)` of a log or `slot 2 (ballot 1.l1)`, and whether it is
 * committed and applied there.
 */
export interface StoredRequest {
  readonly node: ActorId;
  readonly place: string;
  readonly how: 'appended' | 'accepted' | 'committed' | 'chosen' | 'applied';
}

/** Whether an entry belongs to this request. */
export function isRequest({ client, request }: Partial<RequestId>, wanted: RequestId): boolean {
  return client === wanted.client && request === wanted.request;
}
