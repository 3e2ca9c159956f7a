/** Random runs for the checks: set-ups that correct Raft can reach, followed by a schedule. */
import fc from 'fast-check';
import { start, step, type World } from '../../src/lib/index';
import type { NodeSetup, Setup } from '../../src/lib/protocol/setup';
import type { LogEntry } from '../../src/lib/systems/raft/log';
import { setupOf } from '../paper/bench';
import { actionFor, type Choice } from './schedule';

const ENTRIES: readonly Omit<LogEntry, 'term'>[] = [
  { op: 'noop' },
  { op: 'put', key: 'a', value: '1' },
  { op: 'delete', key: 'a' },
  { op: 'put', key: 'b', value: '2' },
];

interface Reign {
  /** The node whose log the leader of the term has, and how many entries it appends. */
  readonly from: number;
  readonly appends: readonly number[];
  /** The nodes that get a copy of its log. */
  readonly to: readonly number[];
}

const reign: fc.Arbitrary<Reign> = fc.record({
  from: fc.nat(6),
  appends: fc.array(fc.nat(ENTRIES.length - 1), { maxLength: 3 }),
  to: fc.array(fc.nat(6), { maxLength: 4 }),
});

/**
 * Logs that the leaders of successive terms left without committing anything; and, if `commit`, one more leader that
 * replicated its log to all and committed it. All nodes have seen the last term.
 */
function begunNodes(numNodes: number, reigns: readonly Reign[], commit: boolean): NodeSetup[] {
  const logs: LogEntry[][] = Array.from({ length: numNodes }, () => []);
  const nth = (i: number) => i % numNodes;
  for (const [i, { from, appends, to }] of reigns.entries()) {
    const leader = logs[nth(from)] as LogEntry[];
    const log = [...leader, ...appends.map((which) => ({ term: i + 1, ...ENTRIES[which] }) as LogEntry)];
    for (const follower of [from, ...to]) logs[nth(follower)] = log;
  }
  const term = reigns.length + 1;
  const last = logs[0] as LogEntry[];
  if (commit)
    return logs.map((_, i) => ({
      id: `n${i + 1}`,
      term,
      log: last,
      commitIndex: i % 2 === 0 ? last.length : 0,
    }));
  return logs.map((log, i) => ({ id: `n${i + 1}`, term, log }));
}

const raft = {
  autoStart: fc.boolean(),
  replication: fc.constantFrom('synchronous' as const, 'pipelined' as const),
  commitNotification: fc.boolean(),
  leaderNoop: fc.boolean(),
  clientSessions: fc.boolean(),
};

export const soundSetups = (bugs: readonly string[] = []): fc.Arbitrary<Setup> =>
  fc
    .record({
      raft: fc.record({ ...raft, bugs: fc.constant(bugs) }),
      reigns: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(reign, { maxLength: 3 })),
      commit: fc.boolean(),
      numNodes: fc.integer({ min: 1, max: 7 }),
      numClients: fc.integer({ min: 0, max: 4 }),
      requestsPerClient: fc.integer({ min: 0, max: 6 }),
      keys: fc.constantFrom(['a'], ['a', 'b']),
      seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    })
    .map(({ reigns, commit, ...change }) =>
      setupOf({ ...change, nodes: reigns.length === 0 ? [] : begunNodes(change.numNodes, reigns, commit) }),
    );

/** The worlds of a run of these choices, one for each single act. */
export function worldsOf(setup: Setup, chosen: readonly Choice[]): World[] {
  const worlds = [start({ setup, steps: [] })];
  for (const choice of chosen) {
    const world = worlds.at(-1) as World;
    const action = actionFor(world, choice);
    const result = step(world, action.action === 'next' ? { action: 'next' } : action);
    if (result.ok && result.world !== world) worlds.push(result.world);
  }
  return worlds;
}
