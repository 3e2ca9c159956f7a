import type { ProtocolEvent } from '../../protocol/event';
import type { ActorId } from '../../protocol/message';
import type { RaftComparison } from './decisions';
import type { LogEntry } from './log';

/** What a Raft node did and why. `rule` is a key of `rulebook.ts`; the comparisons in `comparisons` decided. */
export type RaftEvent = ProtocolEvent<RaftComparison> & { readonly rule: string } & (
    | { readonly type: 'term-adopted'; readonly from: number; readonly term: number; readonly by: ActorId }
    | {
        readonly type: 'stepped-down';
        readonly was: 'candidate' | 'leader';
        readonly term: number;
        readonly by: ActorId;
      }
    | { readonly type: 'election-started'; readonly term: number; readonly again: boolean }
    | { readonly type: 'vote-granted'; readonly candidate: ActorId; readonly term: number }
    | {
        readonly type: 'vote-refused';
        readonly candidate: ActorId;
        readonly term: number;
        readonly reason: 'stale-term' | 'already-voted' | 'log-behind';
        readonly votedFor: ActorId | null;
      }
    | {
        readonly type: 'vote-counted';
        readonly voter: ActorId;
        readonly votes: number;
        readonly needed: number;
        readonly again: boolean;
      }
    | {
        readonly type: 'vote-missed';
        readonly voter: ActorId;
        readonly votes: number;
        readonly needed: number;
      }
    | {
        readonly type: 'election-won';
        readonly term: number;
        readonly votes: number;
        readonly servers: number;
      }
    | {
        readonly type: 'append-refused';
        readonly leader: ActorId;
        readonly reason: 'stale-term' | 'log-too-short' | 'prev-term-differs';
        readonly prevLogIndex: number;
        readonly prevLogTerm: number;
        readonly term: number;
      }
    | {
        readonly type: 'append-accepted';
        readonly leader: ActorId;
        readonly matchIndex: number;
        readonly empty: boolean;
      }
    | {
        readonly type: 'entries-truncated';
        readonly fromIndex: number;
        readonly toIndex: number;
        readonly leader: ActorId;
      }
    | {
        readonly type: 'entry-appended';
        readonly index: number;
        readonly entry: LogEntry;
        /** The leader whose AppendEntries brought the entry; the node itself if it leads. */
        readonly leader: ActorId;
      }
    | {
        readonly type: 'match-advanced';
        readonly follower: ActorId;
        readonly matchIndex: number;
        readonly before: number;
        readonly nextIndex: number;
        readonly nextBefore: number;
      }
    | {
        readonly type: 'match-unchanged';
        readonly follower: ActorId;
        readonly matchIndex: number;
        readonly nextIndex: number;
        readonly nextBefore: number;
      }
    | {
        readonly type: 'next-stepped-back';
        readonly follower: ActorId;
        readonly nextIndex: number;
        readonly before: number;
        /** The last index at which the leader knows that the logs agree. */
        readonly matchIndex: number;
      }
    | {
        readonly type: 'committed';
        readonly fromIndex: number;
        readonly toIndex: number;
        readonly by: 'counting' | 'leader';
        readonly copies?: number;
        readonly servers?: number;
      }
    | {
        readonly type: 'commit-waits';
        readonly index: number;
        readonly copies: number;
        readonly needed: number;
        readonly servers: number;
        readonly reason: 'too-few' | 'older-term';
      }
    | {
        readonly type: 'applied';
        readonly index: number;
        readonly entry: LogEntry;
        readonly ok: boolean;
        readonly result: string;
        /** Whether the store had already done this request (§8). */
        readonly repeated: boolean;
      }
    | {
        readonly type: 'request-queued';
        readonly client: ActorId;
        readonly request: number;
        readonly waiting: number;
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
    | { readonly type: 'heartbeat-sent'; readonly followers: number }
    | {
        readonly type: 'notification-ignored';
        readonly leader: ActorId;
        readonly leaderCommit: number;
        readonly reason: 'stale-term' | 'not-held' | 'known';
      }
    | {
        readonly type: 'message-ignored';
        readonly message: string;
        readonly from: ActorId;
        readonly reason: IgnoreReason;
      }
  );

export type IgnoreReason =
  'stale-term' | 'not-candidate' | 'not-leader' | 'already-leads' | 'other-leader-of-term';
