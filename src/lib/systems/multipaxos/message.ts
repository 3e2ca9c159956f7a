import type { ClientPayload, ClientReply } from '../../kv/message';
import type { Envelope } from '../../protocol/message';
import type { Ballot } from './ballot';
import type { Command } from './command';

/** The last acceptance of an acceptor in a slot, as it reports it. */
export interface Accepted {
  readonly slot: number;
  readonly ballot: Ballot;
  readonly command: Command;
}

/** The messages of phases 1a to 2b, the emulation's Commit, and CatchUp. A request and its response are two messages. */
export type PaxosPayload =
  | { readonly type: 'Prepare'; readonly ballot: Ballot }
  | { readonly type: 'Promise'; readonly ballot: Ballot; readonly accepted: readonly Accepted[] }
  | { readonly type: 'PrepareRejected'; readonly highest: Ballot }
  | { readonly type: 'Accept'; readonly slot: number; readonly ballot: Ballot; readonly command: Command }
  | { readonly type: 'Accepted'; readonly slot: number; readonly ballot: Ballot }
  | { readonly type: 'AcceptRejected'; readonly slot: number; readonly highest: Ballot }
  | { readonly type: 'Commit'; readonly slot: number; readonly command: Command }
  /** A replica that may have missed commits asks for all from `slot` on. It sends this only when its retry timer fires. */
  | { readonly type: 'CatchUp'; readonly slot: number };

/** Every message that a node can receive or send. */
export type PaxosMessage = Envelope & (PaxosPayload | ClientPayload);
export type PaxosSent = PaxosPayload | ClientReply;

export type MessageOf<T extends PaxosMessage['type']> = Extract<PaxosMessage, { type: T }>;

/** A message that carries a client's request. */
export type ClientMessage = Envelope & ClientPayload;
