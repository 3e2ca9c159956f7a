import type { ActorId } from './message';

/** A client's request, by the client's own number for it. */
export interface Numbered {
  readonly client: ActorId;
  readonly request: number;
}

/** One place where a node keeps a request: `index 3 (term 1)` of a log, or `slot 2 (ballot 1.l1)`, and how far it is there. */
export interface Kept {
  readonly node: ActorId;
  readonly place: string;
  readonly how: 'appended' | 'accepted' | 'committed' | 'chosen' | 'applied';
}

/** Whether something is this request. */
export function isRequest({ client, request }: Partial<Numbered>, wanted: Numbered): boolean {
  return client === wanted.client && request === wanted.request;
}
