/** All promises of Raft, checked from outside. */
import { NO_HISTORY } from '../history';
import type { Checks } from '../violation';
import { appliedCommitLast, indexesMonotonic, stateMachineSafety } from './applied';
import { commitDurable, commitMajority, leaderCompleteness, recordCommits } from './commits';
import { linearizability } from './history';
import { leaderAppendOnly, logMatching } from './logs';
import { matchMonotonic, matchTrue } from './match';
import { nodesOf } from './node';
import { PROMISES } from './promises';
import { electionSafety, persistence, termMonotonic, voteOnce } from './terms';
import { look, type Look, type RaftMemory } from './watch';

const NOTHING: RaftMemory = {
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

export const raftChecks: Checks<RaftMemory> = {
  promises: PROMISES,
  begin(world) {
    const nodes = nodesOf(world);
    const begunCommit = Math.max(0, ...nodes.map(({ commitIndex }) => commitIndex));
    const stores = { 0: { 0: { store: {}, by: nodes[0]?.id ?? '' } } };
    return check(look({ ...NOTHING, begunCommit, stores }, null, world));
  },
  observe: (memory, before, world) => check(look(memory, before, world)),
};

function check(seen: Look): RaftMemory {
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
