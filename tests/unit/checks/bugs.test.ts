import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { checkSafety, play, type Action } from '../../../src/lib/index';
import type { Invariant } from '../../../src/lib/checks/raft/promises';
import type { BugName } from '../../../src/lib/systems/raft/bugs';
import { log, setupOf } from '../../paper/bench';
import { soundSetups, worldsOf } from '../../properties/checks-runs';
import { choices } from '../../properties/schedule';

vi.setConfig({ testTimeout: 120_000 });

type Change = Parameters<typeof setupOf>[0];
const timeout = (node: string): Action => ({ action: 'timeout', node });
const settle: Action = { action: 'settle' };
const put = (client: string, key: string, to?: string): Action => ({
  action: 'request',
  client,
  op: 'put',
  key,
  value: '1',
  to,
});

describe('each bug breaks its promise, and the same acts without it break none', () => {
  it.each<[BugName, Invariant, Change, Action[]]>([
    [
      'commit-any-term',
      'leader-completeness', // Figure 8, (c) to (d)
      {
        numNodes: 5,
        nodes: [
          { id: 'n1', role: 'leader', term: 4, log: log(1, 2) },
          { id: 'n2', term: 4, votedFor: 'n1', log: log(1, 2) },
          { id: 'n3', term: 4, votedFor: 'n1', log: log(1) },
          { id: 'n4', term: 4, votedFor: 'n1', log: log(1) },
          { id: 'n5', term: 4, log: log(1, 3) },
        ],
      },
      [
        { action: 'heartbeat', node: 'n1' },
        { action: 'drop', to: 'n4' },
        { action: 'drop', to: 'n5' },
        settle,
        { action: 'crash', node: 'n1' },
        timeout('n5'),
        settle,
      ],
    ],
    [
      'local-reads',
      'linearizability',
      { numClients: 2 },
      [
        timeout('n1'),
        settle,
        { action: 'partition', groups: [['n1'], ['n2', 'n3']] },
        timeout('n2'),
        settle,
        put('c1', 'a', 'n2'),
        settle,
        { action: 'request', client: 'c2', op: 'get', key: 'a', to: 'n1' },
        settle,
      ],
    ],
    [
      'retry-runs-twice',
      'linearizability',
      { numClients: 1, raft: { clientSessions: true, leaderNoop: true } },
      [
        timeout('n1'),
        settle,
        put('c1', 'a', 'n1'),
        { action: 'drop', message: 'ClientPut' },
        { action: 'retry', client: 'c1', to: 'n1' },
        { action: 'deliver', message: 'ClientPut' },
        { action: 'deliver', message: 'AppendEntries' },
        { action: 'deliver', message: 'AppendEntries' },
        { action: 'deliver', message: 'AppendEntriesResponse' },
        { action: 'drop', message: 'ClientReply' },
        settle,
        timeout('n2'),
        settle,
        { action: 'retry', client: 'c1', to: 'n2' },
        settle,
      ],
    ],
    [
      'commit-beyond-match',
      'commit-durable',
      {
        nodes: [
          { id: 'n1', role: 'leader', term: 3, log: log(1, 3) },
          { id: 'n2', term: 2, log: log(1, 2) },
          { id: 'n3', term: 3, log: log(1, 3) },
        ],
        messages: [
          {
            type: 'AppendEntries',
            from: 'n1',
            to: 'n2',
            term: 3,
            leaderId: 'n1',
            prevLogIndex: 1,
            prevLogTerm: 1,
            entries: [],
            leaderCommit: 2,
          },
        ],
      },
      [{ action: 'deliver' }, { action: 'heartbeat', node: 'n1' }, settle],
    ],
  ])('%s: %s', (bug, invariant, { raft, ...change } = {}, steps) => {
    const found = (bugs: readonly string[]) => {
      const { worlds, failure } = play({ setup: setupOf({ ...change, raft: { ...raft, bugs } }), steps });
      expect(failure).toBeUndefined();
      return checkSafety([...worlds]).map((violation) => violation.invariant);
    };
    expect(found([bug])).toContain(invariant);
    expect(found([])).toEqual([]);
  });

  it.each<[BugName, Invariant]>([
    ['vote-twice', 'vote-once'],
    ['vote-not-persisted', 'persistence'],
    ['term-not-persisted', 'term-monotonic'],
    ['log-not-persisted', 'commit-durable'],
    ['quorum-of-half', 'commit-majority'],
    ['quorum-of-half', 'election-safety'],
    ['no-step-down', 'election-safety'],
    ['no-prev-check', 'log-matching'],
    ['match-assumed', 'match-true'],
    ['match-goes-back', 'match-monotonic'],
    ['reply-before-commit', 'applied-commit-last'],
    ['apply-twice', 'state-machine-safety'],
  ])('%s, under a random schedule: %s', (bug, invariant) => {
    const runs = fc.sample(fc.tuple(soundSetups([bug]), choices(250)), { numRuns: 150, seed: 3 });
    const broken = runs.some(([setup, chosen]) =>
      checkSafety(worldsOf(setup, chosen)).some((violation) => violation.invariant === invariant),
    );
    expect(broken).toBe(true);
  });
});

describe('expect violation', () => {
  const setup = setupOf({ raft: { bugs: ['vote-not-persisted'] } });
  const acts: Action[] = [timeout('n1'), { action: 'crash', node: 'n1' }, { action: 'restart', node: 'n1' }];
  const after = (violation: string) => play({ setup, steps: [...acts, { action: 'expect', violation }] });

  it('finds what has been broken so far in the run', () => {
    expect(after('persistence').failure).toBeUndefined();
    const early = play({
      setup,
      steps: [acts[0] as Action, { action: 'expect', violation: 'none' }, ...acts.slice(1)],
    });
    expect(early.failure).toBeUndefined();
  });

  it('says what was found if it differs', () => {
    expect(after('none').failure).toEqual({
      step: 4,
      message: expect.stringMatching(
        /^step 4: expected no violation, found persistence at world 2: .*n1 did not keep votedFor/,
      ) as string,
    });
    expect(after('log-matching').failure).toEqual({
      step: 4,
      message: 'step 4: expected a violation of log-matching, but what has been broken is persistence',
    });
  });
});
