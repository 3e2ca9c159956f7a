import type { ClientPayload } from '../../kv/message';
import type { ActorId, Envelope, Message } from '../../protocol/message';
import type { Log } from './log';

/** Raft's messages, with the fields of Figure 2. A request and its response are two messages. */
export type RaftPayload =
  | { readonly type: 'StartElection' }
  | {
      readonly type: 'RequestVote';
      readonly term: number;
      readonly candidateId: ActorId;
      readonly lastLogIndex: number;
      readonly lastLogTerm: number;
    }
  | { readonly type: 'VoteResponse'; readonly term: number; readonly voteGranted: boolean }
  | {
      readonly type: 'AppendEntries';
      readonly term: number;
      readonly leaderId: ActorId;
      readonly prevLogIndex: number;
      readonly prevLogTerm: number;
      readonly entries: Log;
      readonly leaderCommit: number;
    }
  | {
      readonly type: 'AppendEntriesResponse';
      readonly term: number;
      readonly success: boolean;
      readonly matchIndex: number;
    }
  | {
      readonly type: 'CommitNotification';
      readonly term: number;
      readonly leaderCommit: number;
      /** The term of the leader's entry at leaderCommit. */
      readonly commitTerm: number;
    };

/** Every message that a Raft node can receive. */
export type RaftMessage = Envelope & (RaftPayload | ClientPayload);

export type MessageOf<T extends RaftMessage['type']> = Extract<RaftMessage, { type: T }>;

export const isAppendEntries = (
  message: Message,
): message is Message & Extract<RaftPayload, { type: 'AppendEntries' }> => message.type === 'AppendEntries';
