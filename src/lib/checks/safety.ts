import type { World } from '../sim/world';
import { NO_HISTORY } from './history';
import { nodesOf } from './node';
import { appliedCommitLast, indexesMonotonic, stateMachineSafety } from './safety-applied';
import { commitDurable, commitMajority, leaderCompleteness, recordCommits } from './safety-commits';
import { linearizability } from './safety-history';
import { leaderAppendOnly, logMatching } from './safety-logs';
import { matchMonotonic, matchTrue } from './safety-match';
import { electionSafety, persistence, termMonotonic, voteOnce } from './safety-terms';
import type { Violation } from './violation';
import { look, type CheckState, type Look } from './watch';

const NOTHING: CheckState = {
  violations: [],
  accused: {},
  leaders: {},
  votes: {},
  committed: {},
  lastCommitted: 0,
  begunCommit: 0,
  applied: {},
  stores: {},
  history: NO_HISTORY,
};

/** Begins to watch a run at this world, its first or any later one. */
export function beginChecks(world: World): CheckState {
  if (!isChecked(world)) return NOTHING;
  const nodes = nodesOf(world);
  const begunCommit = Math.max(0, ...nodes.map(({ commitIndex }) => commitIndex));
  const stores = { 0: { 0: { store: {}, by: nodes[0]?.id ?? '' } } };
  return check(look({ ...NOTHING, begunCommit, stores }, null, world));
}

/**
 * Watches one more world of a run. Pure; what it costs depends on what changed between the two worlds, not on how long the run has been.
 *
 * @param before the world that `state` has seen last. Acts may have been missed between the two: nobody is accused for that.
 */
export function observe(state: CheckState, before: World, world: World): CheckState {
  return isChecked(world) && world !== before ? check(look(state, before, world)) : state;
}

/** What Raft promises is asked of Raft only. */
function isChecked({ setup }: World): boolean {
  return setup.system === 'raft';
}

function check(seen: Look): CheckState {
  const knownCommits = seen.memory.lastCommitted;
  electionSafety(seen);
  voteOnce(seen);
  termMonotonic(seen);
  persistence(seen);
  leaderAppendOnly(seen);
  logMatching(seen);
  commitMajority(seen);
  commitDurable(seen);
  recordCommits(seen);
  leaderCompleteness(seen, knownCommits);
  matchTrue(seen);
  matchMonotonic(seen);
  indexesMonotonic(seen);
  appliedCommitLast(seen);
  stateMachineSafety(seen);
  linearizability(seen);
  return seen.memory;
}

/**
 * What Raft promises and this run broke, each at the first world that shows it.
 *
 * @param worlds worlds of one run in order; there may be gaps, and the beginning may be missing.
 */
export function checkSafety(worlds: readonly World[]): Violation[] {
  const [first, ...rest] = worlds;
  if (!first) return [];
  let state = beginChecks(first);
  let before = first;
  for (const world of rest) {
    state = observe(state, before, world);
    before = world;
  }
  return [...state.violations];
}
