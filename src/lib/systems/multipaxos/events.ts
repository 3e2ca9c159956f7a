import type { ProtocolEvent } from '../../protocol/event';
import type { ActorId } from '../../protocol/message';
import type { Ballot } from './ballot';
import type { Command } from './command';
import type { PaxosComparison } from './decisions';

/** What a node did and why. `rule` is a key of `rulebook.ts`; the comparisons in `comparisons` decided. */
export type PaxosEvent = ProtocolEvent<PaxosComparison> & { readonly rule: string } & (
    | {
        readonly type: 'prepare-started';
        readonly ballot: Ballot;
        /** Whether the node had prepared a lower ballot and had no quorum yet. */
        readonly again: boolean;
      }
    | { readonly type: 'promised'; readonly ballot: Ballot; readonly to: ActorId; readonly slots: number }
    | {
        readonly type: 'prepare-refused';
        readonly to: ActorId;
        readonly ballot: Ballot;
        readonly highest: Ballot;
      }
    | {
        readonly type: 'promise-counted';
        readonly acceptor: ActorId;
        readonly promises: number;
        readonly needed: number;
      }
    | {
        readonly type: 'ballot-led';
        readonly ballot: Ballot;
        readonly promises: number;
        readonly acceptors: number;
        /** The highest slot that it must propose again; 0: none. */
        readonly upTo: number;
      }
    | { readonly type: 'proposed'; readonly slot: number; readonly ballot: Ballot; readonly command: Command }
    | {
        readonly type: 'proposed-again';
        readonly slot: number;
        readonly ballot: Ballot;
        readonly command: Command;
        /** The ballot in which an acceptor accepted the command. */
        readonly was: Ballot;
      }
    | { readonly type: 'gap-filled'; readonly slot: number; readonly ballot: Ballot }
    | { readonly type: 'accepted'; readonly slot: number; readonly ballot: Ballot; readonly command: Command }
    | {
        readonly type: 'accept-refused';
        readonly slot: number;
        readonly to: ActorId;
        readonly ballot: Ballot;
        readonly highest: Ballot;
      }
    | {
        readonly type: 'acceptance-counted';
        readonly slot: number;
        readonly acceptor: ActorId;
        readonly acceptances: number;
        readonly needed: number;
        /** Whether this acceptor was counted before. */
        readonly again: boolean;
      }
    | {
        readonly type: 'chosen';
        readonly slot: number;
        readonly ballot: Ballot;
        readonly command: Command;
        readonly acceptances: number;
        readonly acceptors: number;
      }
    | {
        readonly type: 'applied';
        readonly slot: number;
        readonly command: Command;
        readonly ok: boolean;
        readonly result: string;
      }
    | { readonly type: 'learnt'; readonly slot: number; readonly command: Command; readonly by: ActorId }
    /** A commit that came out of order. `missing`: the slot that must come first. */
    | { readonly type: 'commit-held'; readonly slot: number; readonly missing: number }
    | { readonly type: 'commit-known'; readonly slot: number; readonly by: ActorId }
    | {
        readonly type: 'stepped-aside';
        readonly was: 'preparing' | 'leading';
        readonly ballot: Ballot;
        readonly highest: Ballot;
        readonly by: ActorId;
      }
    | { readonly type: 'round-heard'; readonly highest: Ballot; readonly by: ActorId }
    /** `slot`: the commit that is sent to the replicas again; 0: none. */
    | { readonly type: 'sent-again'; readonly messages: number; readonly slot: number }
    | { readonly type: 'catch-up-asked'; readonly slot: number }
    | {
        readonly type: 'catch-up-answered';
        readonly slot: number;
        readonly to: ActorId;
        readonly commits: number;
      }
    | {
        readonly type: 'request-queued';
        readonly client: ActorId;
        readonly request: number;
        readonly waiting: number;
        readonly why: 'preparing' | 'busy';
      }
    | {
        readonly type: 'request-refused';
        readonly client: ActorId;
        readonly request: number;
        readonly leader: ActorId | null;
      }
    | {
        readonly type: 'request-answered';
        readonly client: ActorId;
        readonly request: number;
        readonly ok: boolean;
        readonly result: string;
      }
    | {
        readonly type: 'message-ignored';
        readonly message: string;
        readonly from: ActorId;
        readonly reason: IgnoreReason;
      }
  );

/**
 * Why a message changes nothing: it belongs to another ballot, was counted already, is about a decided slot, or comes
 * after its phase.
 */
export type IgnoreReason =
  'other-ballot' | 'counted-already' | 'decided-already' | 'has-quorum' | 'not-proposing' | 'not-higher';
