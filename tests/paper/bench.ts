/** A test bench: tests act on a cluster by hand and read the state of each node. */
import { expect } from 'vitest';
import { start, step, type Action, type ProtocolEvent, type World } from '../../src/lib/index';
import type { MessageSetup, NodeSetup, Setup } from '../../src/lib/protocol/setup';
import type { Message } from '../../src/lib/protocol/message';
import type { LogEntry } from '../../src/lib/systems/raft/log';
import { DEFAULT_RAFT_OPTIONS, type RaftOptions } from '../../src/lib/systems/raft/options';
import type { RaftState } from '../../src/lib/systems/raft/state';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import type { ClientState } from '../../src/lib/kv/client';

/** A message with the fields of its type. */
export type Seen = Message & Readonly<Record<string, unknown>>;

type Change = Partial<Omit<Setup, 'options'>> & { readonly raft?: Partial<RaftOptions> };

/** The defaults, three nodes, no election at start, and no clients, unless `change` says otherwise. */
export function setupOf({ raft, ...change }: Change = {}): Setup {
  const options = { raft: { ...DEFAULT_RAFT_OPTIONS, autoStart: false, ...raft } };
  return { ...DEFAULT_SETUP, numNodes: 3, numClients: 0, requestsPerClient: 0, ...change, options };
}

export class Bench {
  world: World;
  /** The events of the last step. */
  events: readonly ProtocolEvent[] = [];
  sent: readonly Seen[] = [];

  constructor(change: Change = {}) {
    this.world = start({ setup: setupOf(change), steps: [] });
  }

  /** Does actions, each of which must succeed. */
  do(...actions: readonly Action[]): this {
    for (const action of actions) {
      const before = this.world.network.nextId;
      const result = step(this.world, action);
      if (!result.ok) throw new Error(`${JSON.stringify(action)}: ${result.error}`);
      this.world = result.world;
      this.events = result.events;
      this.sent = this.inFlight().filter(({ id }) => id >= before);
    }
    return this;
  }

  /** The sentence with which an action is refused. A refusal must change nothing. */
  refused(action: Action): string {
    const before = JSON.stringify(this.world);
    const result = step(this.world, action);
    expect(JSON.stringify(this.world)).toBe(before);
    return result.ok ? 'not refused' : result.error;
  }

  deliver(message?: string, from?: string, to?: string): this {
    return this.do({ action: 'deliver', message, from, to });
  }

  timeout = (node: string) => this.do({ action: 'timeout', node });
  heartbeat = (node: string) => this.do({ action: 'heartbeat', node });
  crash = (node: string) => this.do({ action: 'crash', node });
  restart = (node: string) => this.do({ action: 'restart', node });
  settle = () => this.do({ action: 'settle' });
  put = (key: string, value = '1', client = 'c1') =>
    this.do({ action: 'request', client, op: 'put', key, value });

  /** Removes all messages in flight. */
  dropAll(): this {
    return this.do(...this.inFlight().map(({ id }): Action => ({ action: 'drop', id })));
  }

  node = (id: string) => this.world.nodes[id] as RaftState;
  client = (id: string) => this.world.clients[id] as ClientState;
  terms = (id: string) => this.node(id).log.map(({ term }) => term);
  /** The types of the events of the last step. */
  happened = () => this.events.map(({ type }) => type);

  inFlight(type?: string): readonly Seen[] {
    const all = this.world.network.inFlight as readonly Seen[];
    return type === undefined ? all : all.filter((message) => message.type === type);
  }
}

/** A log of no-ops with these terms. */
export const log = (...terms: readonly number[]): LogEntry[] => terms.map((term) => ({ term, op: 'noop' }));

type Fields = Readonly<Record<string, unknown>>;

export const requestVote = (fields: Fields): MessageSetup => ({
  ...{ type: 'RequestVote', from: 'n2', to: 'n1', term: 1, lastLogIndex: 0, lastLogTerm: 0 },
  candidateId: fields['from'] ?? 'n2',
  ...fields,
});

export const voteResponse = (fields: Fields): MessageSetup => ({
  ...{ type: 'VoteResponse', from: 'n2', to: 'n1', term: 1, voteGranted: true },
  ...fields,
});

export const append = (fields: Fields): MessageSetup => ({
  ...{
    type: 'AppendEntries',
    from: 'n2',
    to: 'n1',
    term: 1,
    prevLogIndex: 0,
    prevLogTerm: 0,
    leaderCommit: 0,
  },
  entries: [],
  leaderId: fields['from'] ?? 'n2',
  ...fields,
});

export const appendResponse = (fields: Fields): MessageSetup => ({
  ...{ type: 'AppendEntriesResponse', from: 'n2', to: 'n1', term: 1, success: true, matchIndex: 0 },
  ...fields,
});

export const notification = (fields: Fields): MessageSetup => ({
  ...{ type: 'CommitNotification', from: 'n2', to: 'n1', term: 1, leaderCommit: 1, commitTerm: 1 },
  ...fields,
});

/** Node n1 of three in a given state, which receives these messages in order. */
export function n1Receives(state: Omit<NodeSetup, 'id'>, ...messages: readonly MessageSetup[]): Bench {
  const bench = new Bench({ nodes: [{ id: 'n1', ...state }], messages });
  for (let i = 0; i < messages.length; i++) bench.deliver(undefined, undefined, 'n1');
  return bench;
}

/** A cluster in which n1 has been elected for term 1 and all its messages have arrived. */
export function led(change: Change = {}): Bench {
  return new Bench(change).timeout('n1').settle();
}
