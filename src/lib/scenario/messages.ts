/**
 * The fields of every message type that a file can put in flight, in TOML's names; one table a system.
 * A field is required unless it has an `otherwise`.
 */
export interface FieldRule {
  readonly is: 'integer' | 'boolean' | 'string' | 'server' | 'log';
  /** Its value where the file gives none; `from`: the sender's name; `absent`: none. */
  readonly otherwise?: 0 | 1 | 'from' | 'empty' | 'absent';
}

export type MessageRules = Readonly<Record<string, Readonly<Record<string, FieldRule>>>>;

const integer: FieldRule = { is: 'integer' };
const zero: FieldRule = { is: 'integer', otherwise: 0 };
const boolean: FieldRule = { is: 'boolean' };
const string: FieldRule = { is: 'string' };
const sender: FieldRule = { is: 'server', otherwise: 'from' };
const request: FieldRule = { is: 'integer', otherwise: 1 };

/** What clients send and get, in every system. */
const CLIENT_MESSAGES: MessageRules = {
  ClientPut: { request, key: string, value: string },
  ClientGet: { request, key: string },
  ClientDelete: { request, key: string },
  ClientReply: { request, ok: boolean, result: string, leader: { is: 'server', otherwise: 'absent' } },
};

const RAFT_MESSAGES: MessageRules = {
  StartElection: {},
  RequestVote: { term: integer, candidate_id: sender, last_log_index: zero, last_log_term: zero },
  VoteResponse: { term: integer, vote_granted: boolean },
  AppendEntries: {
    term: integer,
    leader_id: sender,
    prev_log_index: zero,
    prev_log_term: zero,
    entries: { is: 'log', otherwise: 'empty' },
    leader_commit: zero,
  },
  AppendEntriesResponse: { term: integer, success: boolean, match_index: zero },
  CommitNotification: { term: integer, leader_commit: integer, commit_term: integer },
};

export const MESSAGES: Readonly<Record<string, MessageRules>> = {
  raft: { ...RAFT_MESSAGES, ...CLIENT_MESSAGES },
};
