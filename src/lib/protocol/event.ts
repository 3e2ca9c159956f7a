import type { ActorId, Message } from './message';
import type { Comparison } from './verdict';

/**
 * Something that happened in a step, and why. Everything that explains, highlights, traces or exports a run reads events.
 *
 * `type` names the event; a system's own events have more fields (see `raft/events.ts`). `rule` is the id of the rule that
 * fired, a key of the system's rule cards. `comparisons` are the comparisons that the rule made, in order; the last one
 * decided.
 */
export interface ProtocolEvent<What extends string = string> {
  readonly type: string;
  readonly actor: ActorId;
  readonly rule?: string;
  readonly comparisons?: readonly Comparison<What>[];
}

/** The events that every system has: in the network, at the clients, and crashes and restarts of nodes. */
export type CommonEvent = ProtocolEvent &
  (
    | { readonly type: 'node-started'; readonly role: string }
    | { readonly type: 'message-sent'; readonly message: Message }
    | { readonly type: 'message-delivered'; readonly message: Message }
    | { readonly type: 'message-dropped'; readonly message: Message }
    | { readonly type: 'message-duplicated'; readonly message: Message; readonly copy: Message }
    /** `down`: the receiver has crashed. Otherwise the receiver does not take messages of this type. */
    | { readonly type: 'message-lost'; readonly message: Message; readonly down: boolean }
    | { readonly type: 'timer-fired'; readonly timer: TimerKind }
    | { readonly type: 'node-crashed' }
    | { readonly type: 'node-restarted' }
    | { readonly type: 'network-partitioned'; readonly groups: readonly (readonly ActorId[])[] }
    | { readonly type: 'network-healed' }
    | { readonly type: 'client-requested'; readonly message: Message; readonly retry: boolean }
    | {
        readonly type: 'client-answered';
        readonly op: string;
        readonly key: string;
        readonly value?: string;
        readonly ok: boolean;
        readonly result: string;
        readonly from: ActorId;
      }
    | { readonly type: 'client-ignored-reply'; readonly message: Message; readonly expected: number | null }
  );

const COMMON: Readonly<Record<CommonEvent['type'], true>> = {
  'node-started': true,
  'message-sent': true,
  'message-delivered': true,
  'message-dropped': true,
  'message-duplicated': true,
  'message-lost': true,
  'timer-fired': true,
  'node-crashed': true,
  'node-restarted': true,
  'network-partitioned': true,
  'network-healed': true,
  'client-requested': true,
  'client-answered': true,
  'client-ignored-reply': true,
};

export const isCommon = (event: ProtocolEvent): event is CommonEvent => Object.hasOwn(COMMON, event.type);

/** The events that every system has, without those of the system itself. */
export const commonIn = (events: readonly ProtocolEvent[]): readonly CommonEvent[] => events.filter(isCommon);

/** The two timers a node can have. */
export type TimerKind = 'election' | 'heartbeat';

/** How a system calls a timer ("Election timeout"), and its button ("Fire election timeout"). */
export interface TimerWords {
  readonly name: string;
  readonly fire: string;
}
