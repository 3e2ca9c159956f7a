import type { ProtocolEvent } from '../../protocol/event';
import type { ActorId } from '../../protocol/message';

/** What a peer did and why. `rule` is a key of `rulebook.ts`. */
export type GossipEvent = ProtocolEvent & { readonly rule: string } & (
    | { readonly type: 'gossip-sent'; readonly value: number; readonly peers: number }
    | { readonly type: 'value-kept'; readonly value: number; readonly offered: number; readonly by: ActorId }
    | { readonly type: 'value-raised'; readonly value: number; readonly was: number; readonly by: ActorId }
    | { readonly type: 'value-read'; readonly value: number; readonly client: ActorId }
    | { readonly type: 'request-declined'; readonly client: ActorId; readonly result: string }
  );

/** An event before its actor is added. */
export type GossipEventBody = GossipEvent extends infer E
  ? E extends GossipEvent
    ? Omit<E, 'actor'>
    : never
  : never;
