/** All promises of MultiPaxos, checked from outside. */
import { NO_HISTORY } from '../history';
import type { Checks } from '../violation';
import { acceptedMonotonic, acceptPromise, promiseMonotonic } from './acceptors';
import { applying, learning, linearizability } from './learners';
import { PROMISES } from './promises';
import { chosenStays, recordAcceptances, recordProposals } from './proposals';
import { look, type Look, type PaxosMemory } from './watch';

const NOTHING: PaxosMemory = {
  violations: [],
  accused: {},
  proposals: {},
  chosen: {},
  learnt: {},
  applied: {},
  stores: { 0: { 0: { store: {}, by: 'l1' } } },
  history: NO_HISTORY,
};

export const paxosChecks: Checks<PaxosMemory> = {
  promises: PROMISES,
  begin: (world) => check(look(NOTHING, null, world)),
  observe: (memory, before, world) => check(look(memory, before, world)),
};

function check(seen: Look): PaxosMemory {
  promiseMonotonic(seen);
  acceptPromise(seen);
  acceptedMonotonic(seen);
  recordProposals(seen);
  recordAcceptances(seen);
  chosenStays(seen);
  learning(seen);
  applying(seen);
  linearizability(seen);
  return seen.memory;
}
