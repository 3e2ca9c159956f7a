/** The name of anyone who can send or receive: a node (`n1`), a client (`c1`), or `main`, which starts the run. */
export type ActorId = string;

/** The actor that starts the run: it sends `StartElection` at step 0. Partitions do not cut it off. */
export const MAIN: ActorId = 'main';

/** What a message says: its type and the fields of that type. Each system has its own union of payloads. */
export interface Payload {
  readonly type: string;
}

/** How a message travels. `id` counts from 1 over the whole run; `sentAt` is virtual milliseconds. */
export interface Envelope {
  readonly id: number;
  readonly from: ActorId;
  readonly to: ActorId;
  readonly sentAt: number;
}

/** A message in flight: the payload's own fields beside the envelope's. */
export type Message<P extends Payload = Payload> = Envelope & P;

/** A message about to be sent: the network gives it its id. */
export type Outgoing<P extends Payload = Payload> = { readonly from: ActorId; readonly to: ActorId } & P;
