import { readFileSync } from 'node:fs';
import type { Scenario } from '../../src/lib/index';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { log, setupOf } from '../paper/bench';
import { parsed } from '../unit/scenario/parsed';

const put = (term: number, key: string, value: string) => ({ term, op: 'put', key, value });

/** The scenarios of `tests/golden/*.txt`, by file. Each run ends with no message in flight. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'default-config': { setup: DEFAULT_SETUP, steps: [{ action: 'settle' }] },
  multipaxos: { setup: { ...DEFAULT_SETUP, system: 'multipaxos' }, steps: [{ action: 'settle' }] },
  'multipaxos-duel': parsed(readFileSync('static/examples/multipaxos-duel.toml', 'utf8')),

  // n2 and n3 stand for election in term 1; n1 votes for n3, which came first, and refuses n2.
  'rejected-vote': {
    setup: setupOf(),
    steps: [
      { action: 'timeout', node: 'n2' },
      { action: 'timeout', node: 'n3' },
      { action: 'deliver', message: 'RequestVote', from: 'n3', to: 'n1' },
      { action: 'deliver', message: 'RequestVote', from: 'n2', to: 'n1' },
      { action: 'deliver', message: 'RequestVote', from: 'n2', to: 'n3' },
      { action: 'deliver', message: 'VoteResponse', from: 'n1', to: 'n2' },
      { action: 'deliver', message: 'VoteResponse', from: 'n1', to: 'n3' },
      { action: 'settle' },
    ],
  },

  // n3 appended two entries as a leader whom nobody followed; n1 leads now and overwrites them.
  'log-overwritten': {
    setup: setupOf({
      numClients: 1,
      nodes: [
        { id: 'n1', role: 'leader', term: 3, log: [put(1, 'a', '1'), put(3, 'b', '2')] },
        { id: 'n2', term: 3, log: [put(1, 'a', '1')] },
        { id: 'n3', term: 2, log: [put(1, 'a', '1'), put(2, 'a', '8'), put(2, 'b', '9')] },
      ],
    }),
    steps: [{ action: 'heartbeat', node: 'n1' }, { action: 'settle' }],
  },

  // c1 asks n3, which knows that n1 leads; c2 asks n2 before anyone leads.
  'not-leader': {
    setup: setupOf({ numClients: 2 }),
    steps: [
      { action: 'request', client: 'c2', op: 'get', key: 'b', to: 'n2' },
      { action: 'settle' },
      { action: 'timeout', node: 'n1' },
      { action: 'settle' },
      { action: 'request', client: 'c1', op: 'put', key: 'a', value: '1', to: 'n3' },
      { action: 'settle' },
      { action: 'request', client: 'c1', op: 'put', key: 'a', value: '1' },
      { action: 'settle' },
    ],
  },

  // A partition, a deposed leader, a lost and a repeated message, crashes, a retry that is done once.
  faults: {
    setup: setupOf({
      numClients: 2,
      raft: { clientSessions: true },
      nodes: ['n1', 'n2', 'n3'].map((id) => ({ id, log: log(1), role: id === 'n1' ? 'leader' : 'follower' })),
    }),
    steps: [
      { action: 'request', client: 'c1', op: 'put', key: 'a', value: 'x=y' },
      { action: 'request', client: 'c2', op: 'get', key: 'a=b', to: 'n1' },
      { action: 'next', count: 2 },
      { action: 'partition', groups: [['n1'], ['n2', 'n3']] },
      { action: 'timeout', node: 'n3' },
      { action: 'drop', to: 'n1', message: 'RequestVote' },
      { action: 'settle' },
      { action: 'duplicate', from: 'n3', to: 'n1' },
      { action: 'crash', node: 'n2' },
      { action: 'heal' },
      { action: 'deliver', from: 'n1', to: 'n2' },
      { action: 'restart', node: 'n2' },
      { action: 'settle' },
      { action: 'request', client: 'c1', op: 'put', key: 'b', value: '2', to: 'n3' },
      { action: 'duplicate', message: 'ClientPut' },
      { action: 'next', count: 2 },
      { action: 'retry', client: 'c1' },
      { action: 'settle' },
      { action: 'crash', node: 'n1' },
      { action: 'timeout', node: 'n2' },
      { action: 'timeout', node: 'n2' },
      { action: 'settle' },
    ],
  },

  // One server: the same words, one step for each request.
  single: {
    setup: setupOf({ system: 'single', numClients: 1 }),
    steps: [
      { action: 'request', client: 'c1', op: 'put', key: 'a', value: '1' },
      { action: 'settle' },
      { action: 'request', client: 'c1', op: 'put', key: 'a', value: '2' },
      { action: 'settle' },
      { action: 'crash', node: 's1' },
      { action: 'restart', node: 's1' },
      { action: 'request', client: 'c1', op: 'get', key: 'a' },
      { action: 'settle' },
    ],
  },

  // A number is put on g1, read too early from g2, and spread by one heartbeat.
  gossip: {
    setup: setupOf({ system: 'gossip', numClients: 3 }),
    steps: [
      { action: 'request', client: 'c1', op: 'put', key: 'number', value: '7' },
      { action: 'settle' },
      { action: 'request', client: 'c3', op: 'get', key: 'number' },
      { action: 'settle' },
      { action: 'heartbeat', node: 'g1' },
      { action: 'settle' },
      { action: 'request', client: 'c3', op: 'get', key: 'number' },
      { action: 'settle' },
    ],
  },
};
