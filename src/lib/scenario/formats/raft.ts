/** Raft in the scenario format: `[raft]`, its `[[node]]` tables and its messages. */
import { PROMISES } from '../../checks/raft/promises';
import { serverIds } from '../../systems/raft/environment';
import * as v from 'valibot';
import { BUG_NAMES } from '../../systems/raft/bugs';
import type { LogEntry } from '../../systems/raft/log';
import { DEFAULT_RAFT_OPTIONS } from '../../systems/raft/options';
import type { Field, SystemFormat } from '../format-of-system';
import { sender as anyone, server } from '../names';
import { operations } from '../operations';
import {
  boolean,
  byKey,
  index,
  isTable,
  list,
  oneOf,
  string,
  stringsByName,
  table,
  term,
  refused,
} from '../values';
import type { Schema } from '../values';
import { senseOfRaftNodes } from './raft-sense';

const ofTerm: Field = { read: () => term(0) };
const ofIndex: Field = { read: () => index(0) };
const termOrZero: Field = { ...ofTerm, otherwise: () => 0 };
const indexOrZero: Field = { ...ofIndex, otherwise: () => 0 };
const flag: Field = { read: () => boolean };
/** The default is the sender, so a file may name anyone who can send. */
const sender: Field = { read: anyone, otherwise: (from) => from };
const role = oneOf(['follower', 'candidate', 'leader']);

/** The candidate that a node voted for; `""`: nobody. */
const voter: Field = {
  read: (names) =>
    v.pipe(
      v.lazy((input) => (input === '' ? string : server(names))),
      v.transform((id) => (id === '' ? null : id)),
    ),
  write: (id: string | null) => id ?? '',
};

/** A log: its items are tables, or integers for no-ops of that term. */
function log(leastTerm: number): Schema<LogEntry[]> {
  const ofEntry = term(leastTerm);
  const name = (op: string) => `a ${op} entry`;
  const noop = table({ term: ofEntry, op: oneOf(['noop']) }, name('noop'));
  const written = byKey(
    'op',
    { ...operations(name, { term: ofEntry }), noop },
    'a log entry',
  ) as Schema<LogEntry>;
  const short = v.pipe(
    ofEntry,
    v.transform((value): LogEntry => ({ term: value, op: 'noop' })),
  );
  const neither = refused(
    'expected a term, or a table such as { term = 1, op = "put", key = "a", value = "1" }',
  );
  const entry = v.lazy((input) => (isTable(input) ? written : typeof input === 'bigint' ? short : neither));
  return list(entry, 'log entries');
}

/** A no-op is written as its term alone. */
const shortLog = (entries: readonly LogEntry[]) =>
  entries.map((entry) => (entry.op === 'noop' ? entry.term : entry));

export const raftFormat: SystemFormat = {
  ids: serverIds,
  promises: Object.keys(PROMISES),
  options: {
    auto_start: boolean,
    replication: oneOf(['synchronous', 'pipelined']),
    commit_notification: boolean,
    leader_noop: boolean,
    client_sessions: boolean,
    bugs: list(oneOf(BUG_NAMES, 'the name of a bug'), 'names of bugs'),
  },
  counts: [],
  optionDefaults: (nodes) => ({ ...DEFAULT_RAFT_OPTIONS, autoStart: nodes.length === 0 }),
  node: {
    term: ofTerm,
    voted_for: voter,
    role: { read: () => role },
    commit_index: ofIndex,
    log: { read: () => log(1), write: shortLog },
  },
  messages: {
    StartElection: {},
    RequestVote: {
      term: ofTerm,
      candidate_id: sender,
      last_log_index: indexOrZero,
      last_log_term: termOrZero,
    },
    VoteResponse: { term: ofTerm, vote_granted: flag },
    AppendEntries: {
      term: ofTerm,
      leader_id: sender,
      prev_log_index: indexOrZero,
      prev_log_term: termOrZero,
      entries: { read: () => log(0), otherwise: () => [], write: shortLog },
      leader_commit: indexOrZero,
    },
    AppendEntriesResponse: { term: ofTerm, success: flag, match_index: indexOrZero },
    CommitNotification: { term: ofTerm, leader_commit: ofIndex, commit_term: ofTerm },
  },
  expect: (names) => ({
    role,
    term: term(0),
    commit_index: index(0),
    last_applied: index(0),
    log: list(term(0), 'terms'),
    store: stringsByName,
    alive: boolean,
    voted_for: v.lazy((input) => (input === '' ? string : server(names))),
  }),
  expected: {
    ...{ role: 'text', alive: 'flag', store: 'store', term: 'integer', voted_for: 'text' },
    ...{ commit_index: 'integer', last_applied: 'integer', log: 'terms' },
  },
  sense: senseOfRaftNodes,
};
